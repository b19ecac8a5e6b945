//! A Word file read once: everything that planning, exporting and reporting look at.

use std::ops::Range;

use crate::docx::body::{Body, Change, NodeId};
use crate::docx::document::Parts;
use crate::docx::found::{self, Findings, Found};
use crate::docx::headings::{self, Heading};
use crate::docx::site;
use crate::error::DocumentError;
use crate::memory::Memory;
use crate::package::Package;
use crate::report::Traits;
use crate::view::{Placeholder, Site, View, is_within};
use crate::xml::opened;

/// Returns the text of the main part, its body open even when nothing stands in it.
pub(crate) fn main_text(package: &Package<'_>, parts: &Parts) -> Result<String, DocumentError> {
    let text = package.own_text(&parts.main)?.ok_or_else(|| DocumentError::MissingPart { part: parts.main.clone() })?;
    opened(text, &parts.main, |tag| tag.is("body"))
}

/// The content of a file.
pub(crate) struct Reading<'a> {
    pub(crate) parts: &'a Parts,
    pub(crate) body: Body<'a>,
    pub(crate) memory: Memory,
    pub(crate) findings: Findings,
    /// Headings of the buyer.
    pub(crate) headings: Vec<Heading>,
    /// Headings of our clauses.
    pub(crate) titles: Vec<Heading>,
    /// What is ours.
    pub(crate) ours: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads everything.
    pub(crate) fn new(package: &Package<'_>, parts: &'a Parts, text: &'a str) -> Result<Self, DocumentError> {
        let body = Body::read(text, &parts.main)?;
        let memory = Memory::read(package, parts, text)?;
        let mut findings = found::find(&body);
        findings.found.iter_mut().for_each(|found| found.recall(&memory));
        let ours: Vec<Range<usize>> = findings.found.iter().map(|found| found.span.clone()).collect();
        let all = headings::find(&body, &parts.styles, &parts.numbering);
        let is_ours = |heading: &Heading| is_inside(&body, heading.node, &ours);
        let (titles, headings) = all.into_iter().partition(is_ours);
        Ok(Self { parts, body, memory, findings, headings, titles, ours })
    }
}

impl View for Reading<'_> {
    fn memory(&self) -> &Memory {
        &self.memory
    }

    fn findings(&self) -> &Findings {
        &self.findings
    }

    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn titles(&self) -> &[Heading] {
        &self.titles
    }

    fn ours(&self) -> &[Range<usize>] {
        &self.ours
    }

    fn traits(&self) -> Traits {
        let holds_changes = self.body.paragraphs.iter().any(|paragraph| paragraph.rejected.is_some() || paragraph.properties.mark != Change::Plain);
        let traits = self.parts.traits;
        Traits { tracked: traits.tracked || holds_changes, contents: self.body.has_contents(), ..traits }
    }

    fn records_changes(&self) -> bool {
        self.parts.traits.tracked
    }

    fn tracks_ours(&self) -> bool {
        self.parts.traits.tracked
    }

    fn lost_its_frames(&self) -> bool {
        self.parts.traits.last_written_by_libreoffice
    }

    fn span(&self, node: NodeId) -> Range<usize> {
        self.body.node(node).map_or(0..0, |node| node.span.clone())
    }

    fn in_table(&self, node: NodeId) -> bool {
        self.body.in_table(node)
    }

    fn lines(&self) -> Vec<(NodeId, &str)> {
        let body = &self.body;
        let foreign = body.paragraphs.iter().filter(|paragraph| {
            !paragraph.is_blank() && !paragraph.in_contents && !body.in_table(paragraph.node) && !is_inside(body, paragraph.node, &self.ours)
        });
        foreign.map(|paragraph| (paragraph.node, paragraph.text.as_str())).collect()
    }

    fn by_text(&self, stem: &str, begin: NodeId, end: NodeId) -> Found {
        let mut found = found::by_text(&self.body, stem, begin, end);
        found.recall(&self.memory);
        found
    }

    fn end_site(&self) -> Site {
        site::end_of_body(&self.body)
    }

    fn end_of_article(&self, heading: usize) -> Option<Site> {
        site::end_of_article(&self.body, &self.headings, heading)
    }

    fn placeholders(&self) -> Vec<Placeholder> {
        site::placeholders(&self.body, &self.ours)
    }

    fn at_placeholder(&self, node: NodeId, key: &str) -> Option<Site> {
        site::at_placeholder(&self.body, node, key)
    }
}

/// Whether a node stands in one of the ranges.
pub(crate) fn is_inside(body: &Body<'_>, node: NodeId, ranges: &[Range<usize>]) -> bool {
    body.node(node).is_some_and(|node| is_within(&node.span, ranges))
}

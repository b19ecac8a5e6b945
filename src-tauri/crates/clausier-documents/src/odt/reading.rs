//! An OpenDocument text read once: everything that planning, exporting and reporting look at.

use std::ops::Range;

use super::body::{Body, Kind};
use super::document::{CONTENT, Document};
use super::{found, headings, site};
use crate::error::DocumentError;
use crate::memory::Memory;
use crate::report::Traits;
use crate::view::{Findings, Found, Heading, NodeId, Placeholder, Site, View, is_within};

/// The content of a file.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) body: Body<'a>,
    findings: Findings,
    headings: Vec<Heading>,
    titles: Vec<Heading>,
    ours: Vec<Range<usize>>,
    /// Whether what we insert is tracked.
    tracks: bool,
}

impl<'a> Reading<'a> {
    /// Reads everything.
    pub(crate) fn new(document: &'a Document) -> Result<Self, DocumentError> {
        let body = Body::read(&document.content, CONTENT)?;
        let mut findings = found::find(&body);
        for found in &mut findings.found {
            found.recall(&document.memory);
        }
        let ours: Vec<Range<usize>> = findings.found.iter().map(|found| found.span.clone()).collect();
        let (titles, headings) = headings::find(&body).into_iter().partition(|heading| is_within(&body.span(heading.node), &ours));
        Ok(Self { document, body, findings, headings, titles, ours, tracks: false })
    }

    /// Has what is inserted tracked where the document records changes.
    pub(crate) fn tracking(self, has_day: bool) -> Self {
        Self { tracks: has_day && self.body.records_changes, ..self }
    }
}

impl View for Reading<'_> {
    fn memory(&self) -> &Memory {
        &self.document.memory
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
        let tracked = self.body.records_changes || self.body.holds_changes;
        Traits { tracked, contents: self.body.has_contents, ..self.document.traits }
    }

    fn records_changes(&self) -> bool {
        self.body.records_changes
    }

    fn tracks_ours(&self) -> bool {
        self.tracks
    }

    fn lost_its_frames(&self) -> bool {
        false
    }

    fn span(&self, node: NodeId) -> Range<usize> {
        self.body.span(node)
    }

    fn in_table(&self, node: NodeId) -> bool {
        self.body.is_in(node, Kind::Table)
    }

    fn lines(&self) -> Vec<(NodeId, &str)> {
        let foreign =
            self.body.paragraphs.iter().filter(|paragraph| {
                !paragraph.is_blank() && !self.in_table(paragraph.node) && !is_within(&self.body.span(paragraph.node), &self.ours)
            });
        foreign.map(|paragraph| (paragraph.node, paragraph.text.as_str())).collect()
    }

    fn by_text(&self, stem: &str, begin: NodeId, end: NodeId) -> Found {
        let mut found = found::by_text(&self.body, stem, begin, end);
        found.recall(&self.document.memory);
        found
    }

    fn end_site(&self) -> Site {
        site::end_of_text(&self.body)
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

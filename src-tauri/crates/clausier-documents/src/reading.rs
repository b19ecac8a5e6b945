//! A file read once: everything that planning, exporting and reporting look at.

use std::ops::Range;

use crate::docx::body::{Body, Change, NodeId};
use crate::docx::document::Parts;
use crate::docx::found::{self, Findings, Found};
use crate::docx::headings::{self, Heading};
use crate::docx::site::heading_before;
use crate::error::DocumentError;
use crate::format::{is_odt, refuse_foreign};
use crate::memory::Memory;
use crate::package::Package;
use crate::report::Traits;
use crate::zip::Archive;

/// Opens a Word package; an OpenDocument text is refused by name.
pub(crate) fn open(bytes: &[u8]) -> Result<Package<'_>, DocumentError> {
    refuse_foreign(bytes, "")?;
    if is_odt(&Archive::read(bytes)?)? {
        return Err(DocumentError::Odt);
    }
    Package::read(bytes)
}

/// Returns the text of the main part.
pub(crate) fn main_text(package: &Package<'_>, parts: &Parts) -> Result<String, DocumentError> {
    package.text(&parts.main)?.ok_or_else(|| DocumentError::MissingPart { part: parts.main.clone() })
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
        let findings = found::find(&body);
        let ours: Vec<Range<usize>> = findings.found.iter().map(|found| found.span.clone()).collect();
        let all = headings::find(&body, &parts.styles, &parts.numbering);
        let is_ours = |heading: &Heading| is_inside(&body, heading.node, &ours);
        let (titles, headings) = all.into_iter().partition(is_ours);
        Ok(Self { parts, body, memory, findings, headings, titles, ours })
    }

    /// Returns what is to be known of the file.
    pub(crate) fn traits(&self) -> Traits {
        let holds_changes = self.body.paragraphs.iter().any(|paragraph| paragraph.rejected.is_some() || paragraph.properties.mark != Change::Plain);
        let traits = self.parts.traits;
        Traits { tracked: traits.tracked || holds_changes, contents: self.body.has_contents(), ..traits }
    }

    /// Returns a found clause.
    pub(crate) fn found(&self, stem: &str) -> Option<&Found> {
        self.findings.found.iter().find(|found| found.stem == stem)
    }

    /// Returns the level of a clause's title, and the heading it stands under.
    pub(crate) fn standing(&self, found: &Found) -> (Option<usize>, u8) {
        let before = heading_before(&self.body, &self.headings, found.span.start);
        let title = self.titles.iter().find(|title| self.body.node(title.node).is_some_and(|node| found.span.start <= node.span.start));
        let title = title.filter(|title| self.body.node(title.node).is_some_and(|node| node.span.end <= found.span.end));
        let Some(title) = title else {
            let level = before.and_then(|at| self.headings.get(at)).map_or(1, |heading| (heading.level + 1).min(9));
            return (before, level);
        };
        let enclosing = before.and_then(|at| self.headings.iter().take(at + 1).rposition(|heading| heading.level < title.level));
        (enclosing, title.level)
    }

    /// Returns the text of a heading.
    pub(crate) fn heading_text(&self, heading: Option<usize>) -> String {
        heading.and_then(|at| self.headings.get(at)).map(|heading| heading.text.clone()).unwrap_or_default()
    }
}

/// Whether a node stands in one of the ranges.
pub(crate) fn is_inside(body: &Body<'_>, node: NodeId, ranges: &[Range<usize>]) -> bool {
    let Some(node) = body.node(node) else { return false };
    let after = ranges.partition_point(|range| range.start <= node.span.start);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| node.span.end <= range.end)
}

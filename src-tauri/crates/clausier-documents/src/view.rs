//! What deciding and placing look at in a file, whatever its format.

use std::ops::Range;

use crate::anchors::ControlTag;
use crate::memory::Memory;
use crate::report::{Anchor, Traits};
use crate::xml::Splice;

/// Position of a block in its document, in document order.
pub(crate) type NodeId = usize;

/// One heading.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// Its place among the paragraphs of the document.
    pub(crate) paragraph: usize,
    pub(crate) node: NodeId,
    /// 1 to 9.
    pub(crate) level: u8,
    /// Its text, with its number when typed.
    pub(crate) text: String,
    /// Whether its number is typed.
    pub(crate) typed: bool,
    /// Whether no style makes it a heading.
    pub(crate) faked: bool,
}

/// A clause in the file.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Letters and digits of the key, and the suffix of the insertion.
    pub(crate) stem: String,
    /// The tag that its frame bears, or that the file remembers.
    pub(crate) tag: Option<ControlTag>,
    /// Where the value of that tag stands.
    pub(crate) tag_value: Option<Range<usize>>,
    /// Its first and last blocks, in one container.
    pub(crate) first: NodeId,
    pub(crate) last: NodeId,
    pub(crate) span: Range<usize>,
    /// What stands in its frame.
    pub(crate) content: Option<Range<usize>>,
    pub(crate) anchor: Anchor,
    /// Its text with tracked changes accepted.
    pub(crate) text: String,
    /// Its text with tracked changes rejected.
    pub(crate) rejected: String,
}

impl Found {
    /// Where points alone are left, what the file remembers takes the place of the tag of a frame.
    pub(crate) fn recall(&mut self, memory: &Memory) {
        if let (None, Some(known)) = (&self.tag, memory.find(&self.stem)) {
            let (key, version, hash) = (known.key.clone(), known.version.clone(), known.hash.clone());
            self.tag = Some(ControlTag { key, version, hash, suffix: None, kept: known.kept });
        }
    }

    /// Whether nothing of ours holds it: it was recognised by its text.
    pub(crate) fn is_unmarked(&self) -> bool {
        self.anchor == Anchor::None
    }
}

/// A second copy of a clause.
#[derive(Debug, Clone)]
pub(crate) struct Copied {
    pub(crate) stem: String,
    pub(crate) key: Option<String>,
    pub(crate) first: NodeId,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) found: Vec<Found>,
    pub(crate) copies: Vec<Copied>,
}

impl Findings {
    /// Sets the clauses in the order of the file; one that stands in another is left out.
    pub(crate) fn settle(&mut self) {
        self.found.sort_by_key(|found| found.span.start);
        self.found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    }
}

/// A place for a clause.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// Offset in the main part.
    pub(crate) at: usize,
    /// What goes away when the clause comes.
    pub(crate) cuts: Vec<Splice>,
    /// The enclosing heading, in the list of headings.
    pub(crate) heading: Option<usize>,
    /// Whether it is a cell, where a clause gets no frame.
    pub(crate) in_table: bool,
}

/// A placeholder in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placeholder {
    pub(crate) node: NodeId,
    pub(crate) key: String,
}

const MARK: &str = "{{clausier:";

/// Whether a text holds the beginning of a placeholder.
pub(crate) fn has_mark(text: &str) -> bool {
    text.contains(MARK)
}

/// The keys of the placeholders of a text.
pub(crate) fn keys_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(MARK).skip(1).filter_map(|rest| rest.split_once("}}").map(|(key, _)| key))
}

/// The placeholder of a key.
pub(crate) fn mark_of(key: &str) -> String {
    format!("{MARK}{key}}}}}")
}

/// A file read once: everything that planning and exporting look at.
pub(crate) trait View {
    /// What the file remembers of us.
    fn memory(&self) -> &Memory;
    /// Our clauses, and copies of them.
    fn findings(&self) -> &Findings;
    /// Headings of the buyer.
    fn headings(&self) -> &[Heading];
    /// Headings of our clauses.
    fn titles(&self) -> &[Heading];
    /// What is ours, in the order of the file.
    fn ours(&self) -> &[Range<usize>];
    /// What is to be known of the file.
    fn traits(&self) -> Traits;
    /// Whether changes are recorded from now on.
    fn records_changes(&self) -> bool;
    /// Whether what is written is itself recorded as a change.
    fn tracks_ours(&self) -> bool;
    /// Whether a program that shrinks frames wrote the file last, so that points alone hold our clauses.
    fn lost_its_frames(&self) -> bool;
    /// Where a block stands.
    fn span(&self, node: NodeId) -> Range<usize>;
    /// Whether a block stands in a table.
    fn in_table(&self, node: NodeId) -> bool;
    /// The shown paragraphs outside tables, contents and our clauses, with their text.
    fn lines(&self) -> Vec<(NodeId, &str)>;
    /// Makes a clause of blocks recognised by their text.
    fn by_text(&self, stem: &str, begin: NodeId, end: NodeId) -> Found;
    /// The end of the document.
    fn end_site(&self) -> Site;
    /// The end of the article that a heading opens.
    fn end_of_article(&self, heading: usize) -> Option<Site>;
    /// The placeholders, in order.
    fn placeholders(&self) -> Vec<Placeholder>;
    /// The place that a placeholder holds, its heading left out.
    fn at_placeholder(&self, node: NodeId, key: &str) -> Option<Site>;

    /// Returns a found clause.
    fn found(&self, stem: &str) -> Option<&Found> {
        self.findings().found.iter().find(|found| found.stem == stem)
    }

    /// Returns the text of a heading.
    fn heading_text(&self, heading: Option<usize>) -> String {
        heading.and_then(|at| self.headings().get(at)).map(|heading| heading.text.clone()).unwrap_or_default()
    }

    /// Returns the last heading before an offset.
    fn heading_before(&self, at: usize) -> Option<usize> {
        self.headings().iter().rposition(|heading| self.span(heading.node).end <= at)
    }

    /// The heading that a clause stands under; `#end` for one that stands after everything, under none.
    fn place_of(&self, found: &Found) -> String {
        let under = self.heading_text(self.standing(found).0);
        let follows = |heading: &Heading| found.span.start < self.span(heading.node).start;
        if under.is_empty() && !self.headings().iter().any(follows) { "#end".to_owned() } else { under }
    }

    /// Returns the level of a clause's title, and the heading it stands under.
    fn standing(&self, found: &Found) -> (Option<usize>, u8) {
        let before = self.heading_before(found.span.start);
        let title = self.titles().iter().find(|title| found.span.start <= self.span(title.node).start);
        let title = title.filter(|title| self.span(title.node).end <= found.span.end);
        let Some(title) = title else {
            let level = before.and_then(|at| self.headings().get(at)).map_or(1, |heading| (heading.level + 1).min(9));
            return (before, level);
        };
        let enclosing = before.and_then(|at| self.headings().iter().take(at + 1).rposition(|heading| heading.level < title.level));
        (enclosing, title.level)
    }
}

/// Whether a block stands in one of the ranges, which are in order and apart.
pub(crate) fn is_within(span: &Range<usize>, ranges: &[Range<usize>]) -> bool {
    let after = ranges.partition_point(|range| range.start <= span.start);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| span.end <= range.end)
}

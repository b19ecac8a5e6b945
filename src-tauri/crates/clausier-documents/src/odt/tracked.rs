//! Tracked changes: what was inserted stands in the text, what was deleted stands in a list apart.

use std::collections::{HashMap, HashSet};

use super::paragraph::is_passed_over;
use crate::error::DocumentError;
use crate::xml::{Scanner, Space, Tag, Token};

/// The tracked changes of a document, and which of them are open where the reader stands.
#[derive(Debug, Default)]
pub(crate) struct Tracked {
    insertions: HashSet<String>,
    /// The text of each deletion, one line a paragraph.
    deletions: HashMap<String, String>,
    open: HashSet<String>,
    /// Whether changes are recorded from now on.
    pub(crate) records: bool,
}

impl Tracked {
    /// Reads the list of changes.
    pub(crate) fn read<'a>(&mut self, scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<usize, DocumentError> {
        self.records = tag.get("track-changes").is_none_or(|on| on != "false");
        let (mut depth, mut end, mut region) = (usize::from(!tag.empty), tag.span.end, Region::default());
        while depth > 0 {
            match scanner.next()? {
                Some(Token::Open(child)) if is_passed_over(&child) || child.local == "change-info" => {
                    scanner.skip(&child)?;
                }
                Some(Token::Open(child)) => {
                    depth += usize::from(!child.empty);
                    region.open(&child);
                }
                Some(Token::Close(span)) => {
                    depth -= 1;
                    end = span.end;
                    if depth == 1 {
                        self.note(std::mem::take(&mut region));
                    }
                }
                Some(Token::Text(text)) => region.text(&text),
                None => return Err(scanner.bad()),
            }
        }
        Ok(end)
    }

    fn note(&mut self, region: Region) {
        match region.kind {
            Some(Change::Insertion) => {
                self.insertions.insert(region.id);
            }
            Some(Change::Deletion) => {
                self.deletions.insert(region.id, region.text);
            }
            None => {}
        }
    }

    /// Passes a mark of change; returns the text deleted there.
    pub(crate) fn pass(&mut self, tag: &Tag<'_>) -> Option<&str> {
        let id = tag.get("change-id")?;
        match tag.local {
            "change-start" if self.insertions.contains(&*id) => {
                self.open.insert(id.into_owned());
                None
            }
            "change-end" => {
                self.open.remove(&*id);
                None
            }
            "change" => self.deletions.get(&*id).map(String::as_str),
            _ => None,
        }
    }

    /// Whether what is read now was inserted.
    pub(crate) fn is_inserting(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether there is any change.
    pub(crate) fn is_any(&self) -> bool {
        !self.insertions.is_empty() || !self.deletions.is_empty()
    }
}

/// A kind of change that touches text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Insertion,
    Deletion,
}

/// One change being read.
#[derive(Debug, Default)]
struct Region {
    id: String,
    kind: Option<Change>,
    paragraphs: usize,
    text: String,
}

impl Region {
    fn open(&mut self, tag: &Tag<'_>) {
        match (tag.space, tag.local) {
            (Space::Text, "changed-region") => self.id = tag.get("id").unwrap_or_default().into_owned(),
            (Space::Text, "insertion") => self.kind = Some(Change::Insertion),
            (Space::Text, "deletion") => self.kind = Some(Change::Deletion),
            (Space::Text, "p" | "h") => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            (Space::Text, "s" | "tab" | "line-break") => self.text.push(' '),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs > 0 {
            self.text.push_str(text);
        }
    }
}

//! One paragraph: its text, tracked changes accepted and rejected, and our points in it.

use super::body::{Index, Kind, NodeId, Point};
use crate::error::DocumentError;
use crate::xml::{Space, Tag, Token};

/// A paragraph or a heading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    pub(crate) node: NodeId,
    /// Its text with tracked changes accepted.
    pub(crate) text: String,
    /// Its text with tracked changes rejected, when they differ.
    pub(crate) rejected: Option<String>,
    /// Whether rejecting the changes joins it to the next one.
    pub(crate) joined: bool,
    pub(crate) style: Option<String>,
    /// The level of a heading.
    pub(crate) outline: Option<u8>,
    /// The style and depth of the list it stands in.
    pub(crate) list: Option<(Option<String>, u8)>,
    /// Whether it holds a picture, a frame, a formula, a note.
    pub(crate) object: bool,
}

impl Paragraph {
    /// Whether it shows nothing.
    pub(crate) fn is_blank(&self) -> bool {
        !self.object && self.text.trim().is_empty()
    }
}

/// Whether an element shows nothing in the line: notes, comments, and what stands in frames.
pub(crate) fn is_passed_over(tag: &Tag<'_>) -> bool {
    match (tag.space, tag.local) {
        (Space::Text, local) => matches!(local, "note" | "ruby-text" | "script"),
        (Space::Office, local) => matches!(local, "annotation" | "annotation-end" | "event-listeners"),
        (Space::Other, local) => local != "content-control",
        (Space::Table | Space::Style | Space::Meta | Space::Word | Space::Compatibility | Space::Math | Space::Word14 | Space::Word15, _) => true,
    }
}

/// Whether an element that is passed over takes room in the line, or hangs a note on it.
fn is_object(tag: &Tag<'_>) -> bool {
    match tag.space {
        Space::Other => !tag.local.starts_with("fieldmark") && !tag.local.starts_with("content-control"),
        Space::Text => tag.local == "note",
        Space::Office | Space::Table | Space::Style | Space::Meta => false,
        Space::Word | Space::Compatibility | Space::Math | Space::Word14 | Space::Word15 => false,
    }
}

impl<'a> Index<'a> {
    /// Reads a paragraph whose opening tag was just read.
    pub(super) fn paragraph(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let at = self.body.paragraphs.len();
        let node = self.push(parent, Kind::Paragraph(at), tag.span.clone())?;
        let level = || tag.number("outline-level").and_then(|level| u8::try_from(level).ok()).unwrap_or(1).clamp(1, 9);
        let style = tag.get("style-name").map(std::borrow::Cow::into_owned);
        let list = self.lists.last().cloned();
        let paragraph = Paragraph { node, style, outline: (tag.local == "h").then(level), list, ..Paragraph::default() };
        self.body.paragraphs.push(paragraph);
        let mut line = Line { rejected: self.tracked.is_inserting().then(String::new), ..Line::default() };
        let end = self.characters(node, tag, &mut line)?;
        self.close(node, end);
        let joined = self.tracked.is_inserting();
        if let Some(paragraph) = self.body.paragraphs.get_mut(at) {
            (paragraph.text, paragraph.rejected) = (line.text, line.rejected);
            (paragraph.object, paragraph.joined) = (line.object, joined);
        }
        Ok(())
    }

    fn characters(&mut self, node: NodeId, tag: &Tag<'a>, line: &mut Line) -> Result<usize, DocumentError> {
        let (mut depth, mut end) = (usize::from(!tag.empty), tag.span.end);
        while depth > 0 {
            match self.scanner.next()? {
                Some(Token::Open(child)) if is_passed_over(&child) => {
                    line.object |= is_object(&child);
                    self.scanner.skip(&child)?;
                }
                Some(Token::Open(child)) => {
                    depth += usize::from(!child.empty);
                    self.inline(node, &child, line);
                }
                Some(Token::Close(span)) => {
                    depth -= 1;
                    end = span.end;
                }
                Some(Token::Text(text)) => line.add(&text, self.tracked.is_inserting()),
                None => return Err(self.scanner.bad()),
            }
        }
        Ok(end)
    }

    fn inline(&mut self, node: NodeId, tag: &Tag<'a>, line: &mut Line) {
        match (tag.space, tag.local) {
            (Space::Text, "s") => line.add(" ", self.tracked.is_inserting()),
            (Space::Text, "tab") => line.add("\t", self.tracked.is_inserting()),
            (Space::Text, "line-break") => line.add("\n", self.tracked.is_inserting()),
            (Space::Text, "bookmark") => self.point(node, tag),
            (Space::Text, "change-start" | "change-end" | "change") => {
                line.part().push_str(self.tracked.pass(tag).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn point(&mut self, node: NodeId, tag: &Tag<'a>) {
        if let Some(name) = tag.get("name").filter(|name| name.starts_with("_clz_")) {
            self.body.points.push(Point { name: name.into_owned(), node, span: tag.span.clone() });
        }
    }
}

/// The text of a paragraph being read.
#[derive(Default)]
struct Line {
    text: String,
    /// The text with changes rejected, once one was met.
    rejected: Option<String>,
    object: bool,
}

impl Line {
    fn add(&mut self, text: &str, is_inserted: bool) {
        if is_inserted {
            self.part();
        } else if let Some(rejected) = &mut self.rejected {
            rejected.push_str(text);
        }
        self.text.push_str(text);
    }

    /// Has the two readings part here, unless they did before.
    fn part(&mut self) -> &mut String {
        self.rejected.get_or_insert_with(|| self.text.clone())
    }
}

//! What hangs on paragraphs: notes, frames and shapes that hold text. Deleted text stands in the list of changes,
//! comments are no text of the document: both are passed over.

use super::body::{Index, Kind, Note};
use crate::error::DocumentError;
use crate::xml::{Space, Tag, Token};

impl<'a> Index<'a> {
    /// Reads what hangs on the paragraphs of a part whose root was just opened, each as a block.
    pub(super) fn asides(&mut self, root: &Tag<'a>) -> Result<(), DocumentError> {
        self.push(0, Kind::Root, root.span.clone())?;
        while let Some(token) = self.scanner.next()? {
            match token {
                Token::Open(tag) if is_no_text(&tag) => self.scanner.skip(&tag).map(drop)?,
                Token::Open(tag) if tag.space == Space::Text && tag.local == "note" && !tag.empty => self.note(&tag)?,
                Token::Open(tag) if is_box(&tag) => self.container(0, Kind::Wrapper, &tag).map(drop)?,
                Token::Open(_) | Token::Close(_) | Token::Text(_) => {}
            }
        }
        let end = self.body.text.len();
        self.close(0, end);
        Ok(())
    }

    fn note(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let node = self.push(0, Kind::Wrapper, tag.span.clone())?;
        let at_end = tag.get("note-class").is_some_and(|class| class == "endnote");
        let mut citation = String::new();
        loop {
            match self.scanner.next()? {
                Some(Token::Open(child)) if child.local == "note-citation" => citation = self.citation(&child)?,
                Some(Token::Open(child)) if child.local == "note-body" && !child.empty => self.blocks(node).map(drop)?,
                Some(Token::Open(child)) => self.scanner.skip(&child).map(drop)?,
                Some(Token::Close(span)) => {
                    self.close(node, span.end);
                    self.body.notes.push(Note { node, at_end, citation });
                    return Ok(());
                }
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn citation(&mut self, tag: &Tag<'a>) -> Result<String, DocumentError> {
        let end = self.scanner.skip(tag)?;
        let inside = crate::xml::slice(self.body.text, tag.span.end..end);
        let shown = inside.split('<').next().unwrap_or_default();
        Ok(crate::xml::unescaped(shown).trim().to_owned())
    }
}

/// Whether an element holds no text of the document as it stands.
fn is_no_text(tag: &Tag<'_>) -> bool {
    matches!((tag.space, tag.local), (Space::Text, "tracked-changes") | (Space::Office, "annotation"))
}

/// Whether an element is a frame or a shape that may hold text.
fn is_box(tag: &Tag<'_>) -> bool {
    tag.space == Space::Other && !tag.empty && matches!(tag.local, "text-box" | "custom-shape" | "rect" | "ellipse" | "circle")
}

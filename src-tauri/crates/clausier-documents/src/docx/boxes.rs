//! Text boxes: each once, though Word writes most of them twice, for itself and for older programs.

use super::body::{Kind, Reading};
use crate::error::DocumentError;
use crate::xml::{Space, Tag, Token};

impl<'a> Reading<'a> {
    /// Reads the text boxes of a part whose root was just opened, each as a block.
    pub(super) fn text_boxes(&mut self, root: &Tag<'a>) -> Result<(), DocumentError> {
        let whole = self.push(0, Kind::Body, root.span.clone())?;
        if !root.empty {
            self.boxes_inside()?;
        }
        self.close(whole, self.body.text.len());
        Ok(())
    }

    /// Goes on to the end of an element.
    fn boxes_inside(&mut self) -> Result<(), DocumentError> {
        loop {
            match self.scanner.next()? {
                Some(Token::Open(tag)) => self.boxes_of(&tag)?,
                Some(Token::Close(_)) => return Ok(()),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn boxes_of(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        match (tag.space, tag.local) {
            _ if tag.empty => Ok(()),
            (Space::Word, "txbxContent") => self.container(0, Kind::Wrapper, tag),
            (Space::Word, "del" | "moveFrom") => self.scanner.skip(tag).map(drop),
            (Space::Compatibility, "AlternateContent") => self.first_of_them(),
            _ => self.boxes_inside(),
        }
    }

    /// Among several ways to draw the same thing, reads the first: the others say it again.
    fn first_of_them(&mut self) -> Result<(), DocumentError> {
        let mut is_read = false;
        loop {
            match self.scanner.next()? {
                Some(Token::Open(tag)) if is_read || tag.empty => {
                    self.scanner.skip(&tag)?;
                }
                Some(Token::Open(tag)) => {
                    is_read = matches!((tag.space, tag.local), (Space::Compatibility, "Choice" | "Fallback"));
                    self.boxes_of(&tag)?;
                }
                Some(Token::Close(_)) => return Ok(()),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }
}

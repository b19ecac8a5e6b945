//! Content controls, around blocks or among runs.

use std::borrow::Cow;

use super::body::{Control, Kind, NodeId, Reading};
use crate::error::DocumentError;
use crate::xml::{Space, Tag, Token};

impl<'a> Reading<'a> {
    /// Reads a control around blocks.
    pub(super) fn block_control(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let at = self.body.controls.len();
        let id = self.push(parent, Kind::Control(at), tag.span.clone())?;
        self.body.controls.push(no_control(id, false, tag.span.end));
        if tag.empty {
            return Ok(());
        }
        loop {
            match self.scanner.next()? {
                Some(Token::Open(child)) => self.control_child(id, at, &child)?,
                Some(Token::Close(span)) => {
                    self.close(id, span.end);
                    return Ok(());
                }
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn control_child(&mut self, id: NodeId, at: usize, child: &Tag<'a>) -> Result<(), DocumentError> {
        match (child.space, child.local) {
            (Space::Word, "sdtPr") => {
                let mut control = no_control(id, false, child.span.end);
                self.control_properties(child, &mut control)?;
                self.set_control(at, control);
            }
            (Space::Word, "sdtContent") if !child.empty => {
                let closed = self.blocks(id)?;
                if let Some(control) = self.body.controls.get_mut(at) {
                    control.content = child.span.end..closed.start;
                }
            }
            _ => {
                self.scanner.skip(child)?;
            }
        }
        Ok(())
    }

    fn set_control(&mut self, at: usize, control: Control) {
        if let Some(place) = self.body.controls.get_mut(at) {
            *place = control;
        }
    }

    /// Reads the properties of a control among runs.
    pub(super) fn inline_control(&mut self, paragraph: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let mut control = no_control(paragraph, true, tag.span.end);
        self.control_properties(tag, &mut control)?;
        self.body.controls.push(control);
        Ok(())
    }

    fn control_properties(&mut self, tag: &Tag<'a>, control: &mut Control) -> Result<(), DocumentError> {
        if tag.empty {
            return Ok(());
        }
        loop {
            match self.scanner.next()? {
                Some(Token::Open(child)) => self.control_property(&child, control)?,
                Some(Token::Close(_)) => return Ok(()),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn control_property(&mut self, child: &Tag<'a>, control: &mut Control) -> Result<(), DocumentError> {
        match (child.space, child.local) {
            (Space::Word, "tag") => {
                control.tag = child.get("val").map(Cow::into_owned).unwrap_or_default();
                control.tag_value = child.value_span(self.body.text, "val");
            }
            (Space::Word, "id") => control.id = child.number("val"),
            (Space::Word, "lock") => {
                control.closed |= matches!(child.get("val").as_deref(), Some("contentLocked" | "sdtContentLocked"));
            }
            (_, "dataBinding" | "text" | "repeatingSection" | "group" | "date" | "comboBox" | "dropDownList" | "picture") => control.closed = true,
            (Space::Word, "docPartObj") => {
                let mut contents = false;
                self.children_of(child, |part| {
                    contents |= part.is("docPartGallery") && part.get("val").is_some_and(|gallery| gallery.contains("Contents"));
                })?;
                control.contents |= contents;
                return Ok(());
            }
            _ => {}
        }
        self.scanner.skip(child)?;
        Ok(())
    }
}

fn no_control(node: NodeId, inline: bool, at: usize) -> Control {
    Control { node, inline, tag: String::new(), tag_value: at..at, id: None, contents: false, closed: false, content: at..at }
}

//! The buyer's lists, and the lists that we add.

use std::ops::Range;

use crate::error::DocumentError;
use crate::xml::{Scanner, Space, Tag, Token};

/// One level of a list definition.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub(crate) at: u8,
    pub(crate) format: String,
    pub(crate) text: String,
    /// Whether a paragraph style is tied to it.
    pub(crate) tied: bool,
}

/// A `w:abstractNum`.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) id: u32,
    pub(crate) mark: String,
    pub(crate) span: Range<usize>,
    pub(crate) levels: Vec<Level>,
    /// Whether its levels stand in a list style.
    pub(crate) linked: bool,
}

/// A `w:num`.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) id: u32,
    pub(crate) definition: u32,
}

/// The numbering part; empty when the document has none.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    pub(crate) definitions: Vec<Definition>,
    pub(crate) lists: Vec<List>,
    /// Where definitions end: before the first list.
    pub(crate) definitions_end: Option<usize>,
    /// Where lists end: before `w:numIdMacAtCleanup` or the end of the root.
    pub(crate) lists_end: Option<usize>,
}

impl Numbering {
    /// Reads a numbering part.
    pub(crate) fn read(text: &str, part: &str) -> Result<Self, DocumentError> {
        let mut scanner = Scanner::new(text, part);
        let mut numbering = Self::default();
        let mut end = None;
        while let Some(token) = scanner.next()? {
            match token {
                Token::Open(tag) if tag.is("numbering") => {}
                Token::Open(tag) => numbering.child(&mut scanner, &tag)?,
                Token::Close(span) => end = Some(span.start),
                Token::Text(_) => {}
            }
        }
        numbering.lists_end = numbering.lists_end.or(end);
        numbering.definitions_end = numbering.definitions_end.or(numbering.lists_end);
        Ok(numbering)
    }

    fn child<'a>(&mut self, scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<(), DocumentError> {
        if tag.space == Space::Word {
            match tag.local {
                "abstractNum" => {
                    self.definitions.push(read_definition(scanner, tag)?);
                    return Ok(());
                }
                "num" => {
                    self.definitions_end.get_or_insert(tag.span.start);
                    let definition = read_list(scanner, tag)?;
                    self.lists.push(List { id: tag.number("numId").unwrap_or_default(), definition });
                    return Ok(());
                }
                "numIdMacAtCleanup" => {
                    self.lists_end = Some(tag.span.start);
                }
                _ => {}
            }
        }
        scanner.skip(tag)?;
        Ok(())
    }

    /// Returns the definition of a list.
    pub(crate) fn definition(&self, list: u32) -> Option<&Definition> {
        let list = self.lists.iter().find(|known| known.id == list)?;
        self.definitions.iter().find(|definition| definition.id == list.definition)
    }

    /// Returns a level of a list.
    pub(crate) fn level(&self, list: u32, level: u8) -> Option<&Level> {
        self.definition(list)?.levels.iter().find(|known| known.at == level)
    }

    /// Returns the list that uses a definition of ours.
    pub(crate) fn list_marked(&self, mark: &str) -> Option<u32> {
        let definition = self.definitions.iter().find(|definition| definition.mark.eq_ignore_ascii_case(mark))?;
        self.lists.iter().find(|list| list.definition == definition.id).map(|list| list.id)
    }

    /// Returns numbers that are free: for a definition, for a list.
    pub(crate) fn free(&self) -> (u32, u32) {
        let definition = self.definitions.iter().map(|definition| definition.id).max().map_or(0, |id| id.saturating_add(1));
        let list = self.lists.iter().map(|list| list.id).max().unwrap_or(0).saturating_add(1);
        (definition, list)
    }
}

fn read_definition<'a>(scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<Definition, DocumentError> {
    let id = tag.number("abstractNumId").unwrap_or_default();
    let mut definition = Definition { id, mark: String::new(), span: tag.span.clone(), levels: Vec::new(), linked: false };
    let mut depth = usize::from(!tag.empty);
    while depth > 0 {
        match scanner.next()? {
            Some(Token::Open(child)) => {
                depth += usize::from(!child.empty);
                definition.property(&child);
            }
            Some(Token::Close(span)) => {
                depth -= 1;
                definition.span.end = span.end;
            }
            Some(Token::Text(_)) => {}
            None => return Err(scanner.bad()),
        }
    }
    Ok(definition)
}

impl Definition {
    fn property(&mut self, tag: &Tag<'_>) {
        if tag.space != Space::Word {
            return;
        }
        let value = || tag.get("val").unwrap_or_default().into_owned();
        match (tag.local, self.levels.last_mut()) {
            ("nsid", _) => self.mark = value(),
            ("numStyleLink" | "styleLink", _) => self.linked = true,
            ("lvl", _) => {
                let at = tag.number("ilvl").and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
                self.levels.push(Level { at, format: String::new(), text: String::new(), tied: false });
            }
            ("numFmt", Some(level)) => level.format = value(),
            ("lvlText", Some(level)) => level.text = value(),
            ("pStyle", Some(level)) => level.tied = true,
            _ => {}
        }
    }
}

fn read_list<'a>(scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<u32, DocumentError> {
    let mut definition = 0;
    let mut depth = usize::from(!tag.empty);
    while depth > 0 {
        match scanner.next()? {
            Some(Token::Open(child)) => {
                depth += usize::from(!child.empty);
                if child.is("abstractNumId") {
                    definition = child.number("val").unwrap_or_default();
                }
            }
            Some(Token::Close(_)) => depth -= 1,
            Some(Token::Text(_)) => {}
            None => return Err(scanner.bad()),
        }
    }
    Ok(definition)
}

//! The tables of a text: Word and OpenDocument. What is in a table inside a cell belongs to that cell.

use clausier_core::frame::{SheetCell, SheetTable};

use super::{Tables, text_cell};
use crate::docx::document::main_part;
use crate::error::DocumentError;
use crate::package::Package;
use crate::xml::{Scanner, Space, Tag, Token, text_of};
use crate::zip::Archive;

/// Reads the tables of a Word document.
pub(super) fn read_docx(package: &Package<'_>) -> Result<Vec<SheetTable>, DocumentError> {
    let (main, _) = main_part(package)?;
    let text = package.text(&main)?.ok_or_else(|| DocumentError::MissingPart { part: main.clone() })?;
    read(&text, &main, &WORD)
}

/// Reads the tables of an OpenDocument text.
pub(super) fn read_odt(archive: &Archive<'_>) -> Result<Vec<SheetTable>, DocumentError> {
    let part = "content.xml";
    let bytes = archive.inflate(part)?.ok_or_else(|| DocumentError::MissingPart { part: part.to_owned() })?;
    read(text_of(&bytes, part)?, part, &OPENDOCUMENT)
}

/// The elements that matter, whatever the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Table,
    Row,
    Cell,
    Paragraph,
    /// Characters in it are text.
    Text,
    /// Characters in it are none of the answer: what was deleted, a comment, a field's code.
    Aside,
    /// A control: until something is chosen it shows an invitation.
    Control,
    /// Says so.
    Placeholder,
    /// How many columns a cell covers.
    Span(u32),
    /// A blank written as an element.
    Blank(&'static str),
    Other,
}

/// How a format names them, and whether all the characters of a paragraph are text.
struct Grammar {
    names: fn(&Tag<'_>) -> Element,
    plain: bool,
}

const WORD: Grammar = Grammar { names: word, plain: false };
const OPENDOCUMENT: Grammar = Grammar { names: opendocument, plain: true };

fn word(tag: &Tag<'_>) -> Element {
    if tag.space != Space::Word {
        return if tag.space == Space::Compatibility && tag.local == "Fallback" { Element::Aside } else { Element::Other };
    }
    match tag.local {
        "tbl" => Element::Table,
        "tr" => Element::Row,
        "tc" => Element::Cell,
        "p" => Element::Paragraph,
        "t" => Element::Text,
        "del" | "moveFrom" | "instrText" => Element::Aside,
        "sdt" => Element::Control,
        "showingPlcHdr" if tag.is_on() => Element::Placeholder,
        "gridSpan" => Element::Span(tag.number("val").unwrap_or(1).clamp(1, 64)),
        "br" | "cr" => Element::Blank("\n"),
        "tab" => Element::Blank("\t"),
        _ => Element::Other,
    }
}

fn opendocument(tag: &Tag<'_>) -> Element {
    match (tag.space, tag.local) {
        (Space::Table, "table") => Element::Table,
        (Space::Table, "table-row") => Element::Row,
        (Space::Table, "table-cell" | "covered-table-cell") => Element::Cell,
        (Space::Text, "p" | "h") => Element::Paragraph,
        (Space::Office, "annotation") | (Space::Text, "tracked-changes" | "note") | (Space::Table, "title" | "desc") => Element::Aside,
        (Space::Text, "s" | "tab") => Element::Blank(" "),
        (Space::Text, "line-break") => Element::Blank("\n"),
        _ => Element::Other,
    }
}

fn read(text: &str, part: &str, grammar: &Grammar) -> Result<Vec<SheetTable>, DocumentError> {
    let mut scanner = Scanner::new(text, part);
    let mut reading = Reading::default();
    let mut path = Vec::new();
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open(tag) => {
                let element = (grammar.names)(&tag);
                reading.open(element)?;
                if tag.empty {
                    reading.close(element)?;
                } else {
                    path.push(element);
                }
            }
            Token::Text(characters) => {
                let is_text = path.last() == Some(&Element::Text) || (grammar.plain && path.contains(&Element::Paragraph));
                if is_text {
                    reading.characters(&characters);
                }
            }
            Token::Close(_) => {
                if let Some(element) = path.pop() {
                    reading.close(element)?;
                }
            }
        }
    }
    Ok(reading.tables.done)
}

#[derive(Default)]
struct Reading {
    tables: Tables,
    /// Tables inside tables.
    depth: usize,
    row: Vec<(u32, SheetCell)>,
    column: u32,
    span: u32,
    cell: String,
    asides: usize,
    /// Where the text of each open control starts in the cell, and whether it shows its invitation.
    controls: Vec<(usize, bool)>,
}

impl Reading {
    fn open(&mut self, element: Element) -> Result<(), DocumentError> {
        match element {
            Element::Table => {
                self.depth += 1;
                if self.depth == 1 {
                    self.tables.open(String::new())?;
                }
            }
            Element::Row if self.depth == 1 => (self.row, self.column) = (Vec::new(), 0),
            Element::Cell if self.depth == 1 => (self.cell, self.span) = (String::new(), 1),
            Element::Paragraph if self.depth > 0 && !self.cell.is_empty() => self.cell.push('\n'),
            Element::Aside => self.asides += 1,
            Element::Control => self.controls.push((self.cell.len(), false)),
            Element::Placeholder => {
                if let Some((_, invites)) = self.controls.last_mut() {
                    *invites = true;
                }
            }
            Element::Span(columns) if self.depth == 1 => self.span = columns,
            Element::Blank(blank) if self.asides == 0 && self.depth > 0 => self.cell.push_str(blank),
            Element::Row | Element::Cell | Element::Paragraph | Element::Text | Element::Span(_) | Element::Blank(_) | Element::Other => {}
        }
        Ok(())
    }

    fn characters(&mut self, text: &str) {
        if self.depth > 0 && self.asides == 0 {
            self.cell.push_str(text);
        }
    }

    fn close(&mut self, element: Element) -> Result<(), DocumentError> {
        match element {
            Element::Table => self.depth = self.depth.saturating_sub(1),
            Element::Row if self.depth == 1 => self.tables.row(std::mem::take(&mut self.row))?,
            Element::Cell if self.depth == 1 => {
                self.row.extend(text_cell(&self.cell).map(|cell| (self.column, cell)));
                self.column = self.column.saturating_add(self.span.max(1));
                self.cell.clear();
            }
            Element::Aside => self.asides = self.asides.saturating_sub(1),
            Element::Control => {
                if let Some((start, true)) = self.controls.pop()
                    && self.cell.is_char_boundary(start)
                {
                    self.cell.truncate(start);
                }
            }
            Element::Row
            | Element::Cell
            | Element::Paragraph
            | Element::Text
            | Element::Placeholder
            | Element::Span(_)
            | Element::Blank(_)
            | Element::Other => {}
        }
        Ok(())
    }
}

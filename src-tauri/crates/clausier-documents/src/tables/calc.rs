//! The sheets of an OpenDocument workbook.

use clausier_core::frame::{SheetCell, SheetTable};

use super::{Tables, text_cell};
use crate::error::DocumentError;
use crate::xml::{Scanner, Space, Tag, Token, text_of};
use crate::zip::Archive;

const PART: &str = "content.xml";
/// Copies of a repeated cell or row that are kept: a repeated question is told as such, not a million times.
const COPIES: u32 = 64;

/// Reads every sheet, in order.
pub(super) fn read(archive: &Archive<'_>) -> Result<Vec<SheetTable>, DocumentError> {
    let bytes = archive.inflate(PART)?.ok_or_else(|| DocumentError::MissingPart { part: PART.to_owned() })?;
    let text = text_of(&bytes, PART)?;
    let mut scanner = Scanner::new(text, PART);
    let mut reading = Reading::default();
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open(tag) => reading.open(&tag)?,
            Token::Text(characters) => reading.characters(&characters),
            Token::Close(_) => {
                if let Some(closed) = reading.path.pop() {
                    reading.close(closed)?;
                }
            }
        }
    }
    Ok(reading.tables.done)
}

/// The elements that matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Row,
    Cell,
    Paragraph,
    /// A comment of a cell, or what was deleted: no content.
    Aside,
    Other,
}

/// A cell being read.
#[derive(Default)]
struct Cell {
    number: Option<f64>,
    repeated: u32,
    lines: Vec<String>,
}

#[derive(Default)]
struct Reading {
    path: Vec<Element>,
    asides: usize,
    tables: Tables,
    row: Vec<(u32, SheetCell)>,
    copies: u32,
    column: u32,
    cell: Option<Cell>,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), DocumentError> {
        let element = element(tag);
        if self.asides == 0 {
            match element {
                Element::Row => self.open_row(tag),
                Element::Cell => self.cell = Some(cell(tag)),
                Element::Paragraph => self.line(),
                Element::Aside => {}
                Element::Other if tag.space == Space::Table && tag.local == "table" => {
                    self.tables.open(tag.get("name").unwrap_or_default().into_owned())?
                }
                Element::Other => self.blank(tag),
            }
        }
        self.asides += usize::from(element == Element::Aside && !tag.empty);
        if tag.empty {
            return if self.asides == 0 { self.close_if_open(element) } else { Ok(()) };
        }
        self.path.push(element);
        Ok(())
    }

    fn close(&mut self, element: Element) -> Result<(), DocumentError> {
        if element == Element::Aside {
            self.asides = self.asides.saturating_sub(1);
            return Ok(());
        }
        if self.asides > 0 { Ok(()) } else { self.close_if_open(element) }
    }

    fn close_if_open(&mut self, element: Element) -> Result<(), DocumentError> {
        match element {
            Element::Row => self.close_row(),
            Element::Cell => {
                self.close_cell();
                Ok(())
            }
            Element::Paragraph | Element::Aside | Element::Other => Ok(()),
        }
    }

    fn open_row(&mut self, tag: &Tag<'_>) {
        self.row.clear();
        self.column = 0;
        self.copies = tag.number("number-rows-repeated").unwrap_or(1).clamp(1, COPIES);
    }

    /// A repeated row that holds something was typed twice.
    fn close_row(&mut self) -> Result<(), DocumentError> {
        for _ in 0..self.copies {
            self.tables.row(self.row.clone())?;
        }
        self.row.clear();
        self.copies = 0;
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let content = cell.number.map(SheetCell::Number).or_else(|| text_cell(&cell.lines.join("\n")));
        if let Some(content) = content {
            let copies = (0..cell.repeated.min(COPIES)).map(|copy| (self.column.saturating_add(copy), content.clone()));
            self.row.extend(copies);
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    fn line(&mut self) {
        if let Some(cell) = self.cell.as_mut() {
            cell.lines.push(String::new());
        }
    }

    /// Spaces, tabs and line ends are elements of their own.
    fn blank(&mut self, tag: &Tag<'_>) {
        if tag.space != Space::Text {
            return;
        }
        match tag.local {
            "s" => self.characters(&" ".repeat(tag.number("c").unwrap_or(1).clamp(1, 100) as usize)),
            "tab" => self.characters("\t"),
            "line-break" => self.characters("\n"),
            _ => {}
        }
    }

    fn characters(&mut self, text: &str) {
        let inside = self.asides == 0 && self.path.contains(&Element::Paragraph);
        if let Some(line) = self.cell.as_mut().and_then(|cell| cell.lines.last_mut()).filter(|_| inside) {
            line.push_str(text);
        }
    }
}

fn element(tag: &Tag<'_>) -> Element {
    match (tag.space, tag.local) {
        (Space::Table, "table-row") => Element::Row,
        (Space::Table, "table-cell" | "covered-table-cell") => Element::Cell,
        (Space::Text, "p") => Element::Paragraph,
        (Space::Office, "annotation") | (Space::Table, "tracked-changes" | "shapes" | "desc" | "title") => Element::Aside,
        _ => Element::Other,
    }
}

fn cell(tag: &Tag<'_>) -> Cell {
    let is_number = tag.get("value-type").is_some_and(|kind| matches!(&*kind, "float" | "currency" | "percentage"));
    let number = tag.get("value").filter(|_| is_number).and_then(|value| value.trim().parse::<f64>().ok()).filter(|number| number.is_finite());
    Cell { number, repeated: tag.number("number-columns-repeated").unwrap_or(1).max(1), lines: Vec::new() }
}

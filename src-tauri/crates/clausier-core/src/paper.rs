//! A new document before any file format: text blocks, and grids that can also stand alone in a
//! spreadsheet.

use serde::{Deserialize, Serialize};

use crate::document::{Block, Run};

/// A new document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its title, and its title property.
    pub title: String,
    /// What it is about: the subject property, and the line under the title.
    pub subject: String,
    /// Whether its pages lie on their long side.
    pub wide: bool,
    /// Whether only the cells to fill in can be changed, where the format knows how to say so.
    pub locked: bool,
    /// Name of the sheet that holds its text in a workbook.
    pub notes: String,
    /// Its content, in order.
    pub parts: Vec<Part>,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A heading, a paragraph, a list or a small table.
    Text(Block),
    /// A grid: a sheet of its own in a spreadsheet.
    Grid(Grid),
}

/// A table with a header row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Grid {
    /// Its name: the tab of a spreadsheet.
    pub name: String,
    /// What it holds, in one sentence: the alternative text.
    pub description: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a short row is filled with blanks.
    pub rows: Vec<Row>,
}

impl Grid {
    /// Returns a row's cells, as many as there are columns.
    pub fn padded(&self, cells: &[Cell]) -> Vec<Cell> {
        let blank = Cell::Text(String::new());
        (0..self.columns.len()).map(|at| cells.get(at).unwrap_or(&blank).clone()).collect()
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Column {
    /// Text of its header cell.
    pub label: String,
    /// Its width, relative to the others.
    pub share: u16,
    /// Whether it is only for Clausier: hidden in a spreadsheet, small elsewhere.
    pub hidden: bool,
}

impl Column {
    /// Returns a column that is shown.
    pub fn new(label: impl Into<String>, share: u16) -> Self {
        Self { label: label.into(), share, hidden: false }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it stands out: a total, a group.
    pub strong: bool,
}

impl Row {
    /// Returns a plain row.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, strong: false }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Words; never a formula, whatever they start with.
    Text(String),
    /// A number.
    Number(f64),
    /// To be filled in by the reader.
    Entry(Entry),
}

impl Cell {
    /// Returns a cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Returns the cell as it is read.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => crate::french::number(*number),
            Self::Entry(_) => String::new(),
        }
    }

    /// Returns its lines, blank ones left out; there is always one.
    pub fn lines(&self) -> Vec<String> {
        let shown = self.shown();
        let lines: Vec<String> = shown.lines().map(str::trim).filter(|line| !line.is_empty()).map(dash).collect();
        if lines.is_empty() { vec![String::new()] } else { lines }
    }
}

/// An item of a list in a cell keeps a mark of its own.
fn dash(line: &str) -> String {
    line.strip_prefix("- ").map_or_else(|| line.to_owned(), |item| format!("– {item}"))
}

/// What a cell to fill in takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Any words.
    Text,
    /// A number that is not negative.
    Amount,
    /// One of these words.
    Choice(Vec<String>),
}

impl Paper {
    /// Returns an empty document, its pages upright.
    pub fn new(title: impl Into<String>, subject: impl Into<String>) -> Self {
        Self { title: title.into(), subject: subject.into(), wide: false, locked: false, notes: "Précisions".to_owned(), parts: Vec::new() }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.parts.push(Part::Text(Block::Heading { level, line: vec![Run::plain(text)] }));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Text(Block::Paragraph { line: vec![Run::plain(text)] }));
    }

    /// Adds a bulleted list; none when it has no item.
    pub fn bullets(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.parts.push(Part::Text(Block::Bullets { items: items.into_iter().map(|item| vec![Run::plain(item)]).collect() }));
        }
    }

    /// Adds blocks.
    pub fn blocks(&mut self, blocks: &[Block]) {
        self.parts.extend(blocks.iter().cloned().map(Part::Text));
    }

    /// Adds a grid.
    pub fn grid(&mut self, grid: Grid) {
        self.parts.push(Part::Grid(grid));
    }
}

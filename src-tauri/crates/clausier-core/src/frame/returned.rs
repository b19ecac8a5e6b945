//! What comes back: the tables of a file as they stand, and what they say once read.

use serde::{Deserialize, Serialize};

use super::{Group, Item};

/// A table found in a file: a sheet of a workbook, a table of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetTable {
    /// Its name; empty in a text.
    pub name: String,
    /// Its rows that hold something, in order.
    pub rows: Vec<SheetRow>,
}

/// A row; blank cells are left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetRow {
    /// Column, from 0, and content.
    pub cells: Vec<(u32, SheetCell)>,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetCell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
}

impl SheetCell {
    /// Returns the content as it is read, its ends trimmed.
    pub fn as_text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl SheetRow {
    /// Returns the text of a column; empty when the cell is blank.
    pub fn text(&self, column: u32) -> String {
        self.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell.as_text()).unwrap_or_default()
    }

    /// Returns the number of a column, when the cell holds one.
    pub fn number(&self, column: u32) -> Option<f64> {
        self.cells.iter().find(|(at, _)| *at == column).and_then(|(_, cell)| match cell {
            SheetCell::Number(number) => Some(*number),
            SheetCell::Text(_) => None,
        })
    }
}

/// One answer of a bidder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Answer {
    /// Identifier of the row.
    pub item: String,
    /// What it is about.
    pub group: Group,
    /// Title of the question.
    pub label: String,
    /// Lots of the question.
    pub lots: Vec<u32>,
    /// The answer as typed; empty when only a precision or a document is given.
    pub answer: String,
    /// The amount read, for a question that expects one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub amount: Option<f64>,
    /// What the bidder adds.
    pub details: String,
    /// The document that it names.
    pub document: String,
}

/// What a row lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MissingPart {
    /// The row is no longer in the file.
    Row,
    /// No answer is given.
    Answer,
    /// The proof: the bidder says that there is none, or names no document.
    Proof,
}

/// Something that the bidder did not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Identifier of the row.
    pub item: String,
    /// What is missing.
    pub part: MissingPart,
}

/// Something to look at in a file that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A row whose identifier was changed or wiped out, recognised by its text.
    IdAltered {
        /// The question.
        item: String,
    },
    /// A row that is none of ours and that holds something.
    UnknownRow {
        /// What it says.
        text: String,
    },
    /// A question that stands twice, with two answers; the first one counts.
    TwoAnswers {
        /// The question.
        item: String,
    },
    /// The text of a question was rewritten.
    QuestionChanged {
        /// The question.
        item: String,
    },
    /// An answer that is not of the kind expected.
    WrongType {
        /// The question.
        item: String,
        /// What was typed.
        found: String,
    },
    /// A SIRET that is not one.
    DoubtfulSiret {
        /// What was typed.
        found: String,
    },
    /// Rows are no longer in their order: sorted or moved.
    Reordered,
    /// A column that is none of ours.
    ColumnAdded {
        /// Its header.
        header: String,
    },
    /// A column of ours is gone.
    ColumnMissing {
        /// Its header.
        header: String,
    },
    /// Another sheet that holds something.
    OtherSheet {
        /// Its name.
        name: String,
    },
}

/// One filled frame.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Returned {
    /// Name of the bidder; none when it is not given.
    pub bidder: Option<String>,
    /// Answers, in the order of the frame.
    pub answers: Vec<Answer>,
    /// What is missing, in the order of the frame.
    pub missing: Vec<Missing>,
    /// What must be looked at.
    pub notices: Vec<Notice>,
    /// Lots that the bidder answers; empty when the tender has none.
    pub lots: Vec<u32>,
}

impl Returned {
    /// Tells whether a question concerns this bidder.
    pub fn is_asked(&self, item: &Item) -> bool {
        item.group == Group::Bidder || item.lots.is_empty() || item.lots.iter().any(|lot| self.lots.contains(lot))
    }
}

//! Blocks for the screen: the same as those of the document, with parameters as chips.

use serde::{Deserialize, Serialize};

use crate::document::{Block, Line, Run};
use crate::french::NBSP;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// Words.
    Text {
        /// The characters.
        text: String,
        /// Whether they are emphasised.
        bold: bool,
    },
    /// A parameter: a button that leads to its field.
    Chip {
        /// Name of the parameter.
        parameter: String,
        /// Its label.
        label: String,
        /// Its value with its unit, or nothing yet.
        filled: Option<String>,
        /// Whether it is emphasised.
        bold: bool,
    },
}

/// The pieces of one paragraph, list item or cell.
pub type PieceLine = Vec<Piece>;

/// One block of the screen; the kinds are those of `document::Block`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)] // The fields are those of `document::Block`.
pub enum ScreenBlock {
    Heading { level: u8, line: PieceLine },
    Paragraph { line: PieceLine },
    Bullets { items: Vec<PieceLine> },
    Numbers { items: Vec<PieceLine> },
    Table { header: Vec<PieceLine>, rows: Vec<Vec<PieceLine>> },
}

/// Turns a block into one of the screen, line by line.
pub(super) fn screen_block(block: &Block, line_of: &mut dyn FnMut(&Line) -> PieceLine) -> ScreenBlock {
    match block {
        Block::Heading { level, line } => ScreenBlock::Heading { level: *level, line: line_of(line) },
        Block::Paragraph { line } => ScreenBlock::Paragraph { line: line_of(line) },
        Block::Bullets { items } => ScreenBlock::Bullets { items: items.iter().map(line_of).collect() },
        Block::Numbers { items } => ScreenBlock::Numbers { items: items.iter().map(line_of).collect() },
        Block::Table { header, rows } => {
            let header = header.iter().map(&mut *line_of).collect();
            let rows = rows.iter().map(|row| row.iter().map(&mut *line_of).collect()).collect();
            ScreenBlock::Table { header, rows }
        }
    }
}

/// Turns blocks of the screen into those of the document.
pub(super) fn document_blocks(blocks: &[ScreenBlock]) -> Vec<Block> {
    blocks.iter().map(document_block).collect()
}

fn document_block(block: &ScreenBlock) -> Block {
    let lines = |lines: &[PieceLine]| lines.iter().map(|line| runs(line)).collect::<Vec<Line>>();
    match block {
        ScreenBlock::Heading { level, line } => Block::Heading { level: *level, line: runs(line) },
        ScreenBlock::Paragraph { line } => Block::Paragraph { line: runs(line) },
        ScreenBlock::Bullets { items } => Block::Bullets { items: lines(items) },
        ScreenBlock::Numbers { items } => Block::Numbers { items: lines(items) },
        ScreenBlock::Table { header, rows } => Block::Table { header: lines(header), rows: rows.iter().map(|row| lines(row)).collect() },
    }
}

/// Joins pieces of one emphasis into one run.
fn runs(line: &[Piece]) -> Line {
    let mut out: Line = Vec::new();
    for piece in line {
        let (text, bold) = match piece {
            Piece::Text { text, bold } => (text.clone(), *bold),
            Piece::Chip { label, filled, bold, .. } => (filled.clone().unwrap_or_else(|| to_complete(label)), *bold),
        };
        match out.last_mut() {
            Some(last) if last.bold == bold => last.text.push_str(&text),
            _ => out.push(Run { text, bold }),
        }
    }
    out
}

/// What the document shows for a parameter without a value.
fn to_complete(label: &str) -> String {
    format!("[à compléter{NBSP}: {label}]")
}

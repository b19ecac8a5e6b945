//! New documents: skeletons of ours, filled from a [`Paper`]. The same paper gives the same bytes: no
//! date, no name of a person, fixed times in the archive.

mod calc;
mod calc_parts;
mod cells;
mod text;
mod text_parts;
mod word;
mod word_parts;
mod workbook;

use clausier_core::document::Block;
use clausier_core::paper::{Paper, Part};

use crate::error::DocumentError;

/// A format that a new document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewFormat {
    /// Word text.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Excel workbook.
    Xlsx,
    /// OpenDocument workbook.
    Ods,
}

/// Makes a Word document of blocks, under a title that is also its title property; in French, with
/// real headings and lists, header rows, and no date: the same blocks give the same bytes.
pub fn fresh(title: &str, blocks: &[Block]) -> Result<Vec<u8>, DocumentError> {
    let mut paper = Paper::new(title, "");
    paper.parts = blocks.iter().cloned().map(Part::Text).collect();
    write(&paper, NewFormat::Docx)
}

/// Writes a paper. In a workbook each grid is a sheet of its own, and its text stands on a last one.
pub fn write(paper: &Paper, format: NewFormat) -> Result<Vec<u8>, DocumentError> {
    match format {
        NewFormat::Docx => word::write(paper),
        NewFormat::Odt => text::write(paper),
        NewFormat::Xlsx => workbook::write(paper),
        NewFormat::Ods => calc::write(paper),
    }
}

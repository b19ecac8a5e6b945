//! The tables of a file that comes back from outside: sheets of a workbook, tables of a text.
//!
//! Only what holds something is kept, so that a cell at the far end of a sheet costs one cell. Every
//! bound is counted on what is really inflated and read, never on what the file declares.

mod calc;
mod text;
mod workbook;

use clausier_core::frame::{SheetCell, SheetRow, SheetTable};

use crate::error::DocumentError;
use crate::format::{Format, detect, refuse_foreign};
use crate::package::Package;
use crate::zip::Archive;

/// Largest part read, and all of them together, in bytes inflated.
const LARGEST: u64 = 32 << 20;
const ALL: u64 = 64 << 20;
/// More cells than any frame.
const MOST_CELLS: usize = 200_000;
/// Longest text of a cell, in characters; what is beyond is cut.
const LONGEST: usize = 8_000;
/// More sheets than any frame.
const MOST_TABLES: usize = 200;

const CALC: &str = "application/vnd.oasis.opendocument.spreadsheet";
const WORKBOOKS: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
];

/// Reads the tables of an `.xlsx`, `.ods`, `.docx` or `.odt`. Nothing in the file is run.
pub fn read_tables(bytes: &[u8], name: &str) -> Result<Vec<SheetTable>, DocumentError> {
    refuse_foreign(bytes, name)?;
    let archive = Archive::read(bytes)?;
    refuse_bombs(&archive)?;
    if is_calc(&archive)? {
        return calc::read(&archive);
    }
    let package = Package::read(bytes)?;
    if let Some(main) = workbook_part(&package)? {
        return workbook::read(&package, &main);
    }
    match detect(bytes, name)? {
        Format::Odt | Format::Ott => text::read_odt(&archive),
        Format::Docx | Format::Docm | Format::Dotx | Format::Dotm => text::read_docx(&package),
    }
}

/// Inflates every part that may be read, and counts: a frame is a small file.
fn refuse_bombs(archive: &Archive<'_>) -> Result<(), DocumentError> {
    let mut all = 0;
    for member in archive.members().iter().filter(|member| member.name.ends_with(".xml") || member.name.ends_with(".rels")) {
        let size = archive.inflate(&member.name)?.map_or(0, |bytes| bytes.len() as u64);
        all += size;
        if size > LARGEST || all > ALL {
            return Err(DocumentError::BombRatio { part: member.name.clone(), limit: LARGEST });
        }
    }
    Ok(())
}

fn is_calc(archive: &Archive<'_>) -> Result<bool, DocumentError> {
    let kind = archive.inflate("mimetype")?.map(|kind| String::from_utf8_lossy(&kind).trim().to_owned());
    if !kind.is_some_and(|kind| kind.starts_with(CALC)) {
        return Ok(false);
    }
    let manifest = archive.inflate("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(DocumentError::Encrypted);
    }
    Ok(true)
}

/// Finds the main part of a workbook; nothing when the package is something else.
fn workbook_part(package: &Package<'_>) -> Result<Option<String>, DocumentError> {
    let main = package.relationships("")?.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target);
    let Some(main) = main else { return Ok(None) };
    let kind = package.content_type(&main)?.unwrap_or_default();
    Ok(WORKBOOKS.contains(&kind.trim()).then_some(main))
}

/// Tables being read, within bounds.
#[derive(Default)]
struct Tables {
    done: Vec<SheetTable>,
    cells: usize,
}

impl Tables {
    fn open(&mut self, name: String) -> Result<(), DocumentError> {
        if self.done.len() >= MOST_TABLES {
            return Err(DocumentError::TooManyBlocks { limit: MOST_TABLES });
        }
        self.done.push(SheetTable { name, rows: Vec::new() });
        Ok(())
    }

    /// Keeps a row, unless it holds nothing.
    fn row(&mut self, cells: Vec<(u32, SheetCell)>) -> Result<(), DocumentError> {
        self.cells += cells.len();
        if self.cells > MOST_CELLS {
            return Err(DocumentError::TooManyBlocks { limit: MOST_CELLS });
        }
        if let Some(table) = self.done.last_mut().filter(|_| !cells.is_empty()) {
            table.rows.push(SheetRow { cells });
        }
        Ok(())
    }
}

/// Returns the cell of a text; nothing for a blank.
fn text_cell(text: &str) -> Option<SheetCell> {
    let cut: String = text.trim().chars().take(LONGEST).collect();
    (!cut.is_empty()).then_some(SheetCell::Text(cut))
}

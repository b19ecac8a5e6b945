//! The indicators of a year in a file.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::report::{self, Section};
use super::{YearFigures, coverage, figures, rows, table};
use crate::app::App;
use crate::create::{FileFormat, write_paper};
use crate::error::{UserError, UserResult};
use crate::{files, pdf};

/// A format that the figures of a year can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FiguresFormat {
    /// A table for any spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// A table for a warehouse.
    Parquet,
    /// The report, for Word.
    Docx,
    /// The report, for LibreOffice.
    Odt,
    /// The report, to be read anywhere.
    Pdf,
}

impl FiguresFormat {
    /// Returns the extension.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Pdf => "pdf",
        }
    }

    /// Lists what figures can be written in; PDF where its program is.
    pub fn offered() -> Vec<Self> {
        let pdf = pdf::program().map(|_| Self::Pdf);
        [Self::Docx, Self::Odt].into_iter().chain(pdf).chain([Self::Xlsx, Self::Csv, Self::Parquet]).collect()
    }
}

/// Writes the indicators of a year. The sections are those of a report; a table holds every indicator.
pub fn write(app: &App, year: i32, format: FiguresFormat, sections: &[Section], out: &Path, replace: bool) -> UserResult<()> {
    let known = rows(app, year)?;
    let figures = YearFigures { year, coverage: coverage(app, &known, year)?, indicators: figures(app, &known, year) };
    let text = |format| write_paper(&report::report(app, &figures, &known, sections).paper(), format, out, replace);
    match format {
        FiguresFormat::Csv => files::write(out, table::csv(&figures).as_bytes(), replace),
        FiguresFormat::Xlsx => write_paper(&report::workbook(&figures), FileFormat::Xlsx, out, replace),
        FiguresFormat::Parquet => files::write(out, &parquet(table::parquet(&figures).to_parquet())?, replace),
        FiguresFormat::Docx => text(FileFormat::Docx),
        FiguresFormat::Odt => text(FileFormat::Odt),
        FiguresFormat::Pdf => text(FileFormat::Pdf),
    }
}

/// Writes the contracts of one indicator as a workbook.
pub fn write_contracts(app: &App, year: i32, indicator: &str, out: &Path, replace: bool) -> UserResult<()> {
    let known = rows(app, year)?;
    let figure = figures(app, &known, year).into_iter().find(|one| one.id == indicator);
    let figure = figure.ok_or_else(|| UserError::new("indicateur-inconnu", &[("indicateur", indicator)]))?;
    write_paper(&report::contracts_workbook(app, &figure, &known, year), FileFormat::Xlsx, out, replace)
}

/// A table that cannot be written is a fault of ours.
pub(super) fn parquet<E: std::fmt::Display>(written: Result<Vec<u8>, E>) -> UserResult<Vec<u8>> {
    written.map_err(|error| UserError::new("parquet-echec", &[("detail", &error.to_string())]))
}

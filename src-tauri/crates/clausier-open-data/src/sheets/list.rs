//! A list of approvals at a day: enterprises by SIRET or SIREN, each with its own days when the list gives them.

use chrono::NaiveDate;

use super::columns::Column;
use super::spend::{compact, siret};
use super::table::{Fault, Line, Lines, Sheet, SheetError};

const WANTED: [Column; 3] = [Column::Siret, Column::From, Column::Until];

/// One enterprise: fourteen digits for an establishment, nine for the enterprise whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ListRow {
    pub line: u64,
    pub id: String,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// Reads a list.
pub fn list(bytes: &[u8]) -> Result<Sheet<ListRow>, SheetError> {
    let headless = |cells: &[String]| cells.first().is_some_and(|cell| identifier(cell).is_ok());
    let lines = Lines::read(bytes, &WANTED, &[Column::Siret], headless)?;
    Ok(lines.sheet(|line| {
        Ok(ListRow {
            line: line.number,
            id: identifier(line.must(Column::Siret)?)?,
            from: day(line, Column::From)?,
            until: day(line, Column::Until)?,
        })
    }))
}

fn identifier(text: &str) -> Result<String, Fault> {
    let compact = compact(text)?;
    if compact.len() == 9 { Ok(compact) } else { siret(text) }
}

fn day(line: &Line<'_>, column: Column) -> Result<Option<NaiveDate>, Fault> {
    let Some(text) = line.cell(column) else { return Ok(None) };
    let first = text.split_whitespace().next().unwrap_or_default();
    let read = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(first, form).ok());
    read.map(Some).ok_or_else(|| Fault::Day(text.to_owned()))
}

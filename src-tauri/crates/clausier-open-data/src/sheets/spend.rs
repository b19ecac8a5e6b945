//! The finance extract: who was paid, how much, in which year.

use clausier_core::tender::{Euros, check_siret};

use super::columns::Column;
use super::table::{Fault, Lines, Sheet, SheetError};

const WANTED: [Column; 4] = [Column::Siret, Column::Amount, Column::Year, Column::Nature];
const REQUIRED: [Column; 3] = [Column::Siret, Column::Amount, Column::Year];

/// One payment, or their sum. A credit note is below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SpendRow {
    pub line: u64,
    pub siret: String,
    pub cents: i64,
    pub year: i32,
    pub nature: Option<String>,
}

/// Reads a finance extract.
pub fn spend(bytes: &[u8]) -> Result<Sheet<SpendRow>, SheetError> {
    let headless = |cells: &[String]| cells.first().is_some_and(|cell| siret(cell).is_ok());
    let lines = Lines::read(bytes, &WANTED, &REQUIRED, headless)?;
    Ok(lines.sheet(|line| {
        Ok(SpendRow {
            line: line.number,
            siret: siret(line.must(Column::Siret)?)?,
            cents: cents(line.must(Column::Amount)?)?,
            year: year(line.must(Column::Year)?)?,
            nature: line.cell(Column::Nature).map(str::to_owned),
        })
    }))
}

/// Fourteen digits; a spreadsheet drops the zero in front, which its key tells back.
pub(super) fn siret(text: &str) -> Result<String, Fault> {
    let compact = compact(text)?;
    if compact.len() == 14 {
        return Ok(compact);
    }
    let padded = format!("{compact:0>14}");
    if compact.len() == 13 && check_siret(&padded).is_ok() { Ok(padded) } else { Err(Fault::Siret(text.to_owned())) }
}

/// Digits alone, as typed.
pub(super) fn compact(text: &str) -> Result<String, Fault> {
    let compact: String = text.chars().filter(|one| !one.is_whitespace() && !matches!(one, '.' | '-' | '\'' | '"' | '=')).collect();
    if compact.bytes().all(|one| one.is_ascii_digit()) {
        return Ok(compact);
    }
    let rounded = text.contains(['E', 'e']) && text.contains('+');
    Err(if rounded { Fault::Rounded(text.to_owned()) } else { Fault::Siret(text.to_owned()) })
}

/// An amount as French offices write it; a credit note is preceded by a minus, or in brackets.
fn cents(text: &str) -> Result<i64, Fault> {
    let wrong = || Fault::Amount(text.to_owned());
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let minus = text.strip_prefix(['-', '−', '–']).or_else(|| text.strip_suffix('-'));
    let plus = text.strip_prefix('+');
    let amount = Euros::parse(bracketed.or(minus).or(plus).unwrap_or(text).trim()).map_err(|_| wrong())?;
    Ok(if bracketed.or(minus).is_some() { -amount.cents() } else { amount.cents() })
}

/// A year, or the year of a day.
fn year(text: &str) -> Result<i32, Fault> {
    let wrong = || Fault::Year(text.to_owned());
    let digits = |part: &str| part.len() == 4 && part.bytes().all(|one| one.is_ascii_digit());
    let date = text.split_whitespace().next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let part = match parts.as_slice() {
        [year] => *year,
        [year, _, _] if digits(year) => *year,
        [_, _, year] => *year,
        _ => return Err(wrong()),
    };
    let read: i32 = Some(part).filter(|part| digits(part)).and_then(|part| part.parse().ok()).ok_or_else(wrong)?;
    (2000..2100).contains(&read).then_some(read).ok_or_else(wrong)
}

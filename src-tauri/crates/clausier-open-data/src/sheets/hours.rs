//! Hours of insertion, as the facilitator counts them: never the people who did them.

use super::columns::Column;
use super::table::{Fault, Lines, Sheet, SheetError};

const WANTED: [Column; 4] = [Column::Tender, Column::Lot, Column::Hours, Column::Period];
const REQUIRED: [Column; 2] = [Column::Tender, Column::Hours];
/// More hours than any contract has: a slip of the keyboard.
const MOST: f64 = 10_000_000.0;

/// Hours of one tender, or of one of its lots.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct HoursRow {
    pub line: u64,
    /// Reference of the tender, or its identifier.
    pub tender: String,
    pub lot: Option<u32>,
    /// Hundredths of an hour.
    pub hundredths: i64,
    /// The period, as it is written; empty when the file has none.
    pub period: String,
}

/// Reads a facilitator's file.
pub fn hours(bytes: &[u8]) -> Result<Sheet<HoursRow>, SheetError> {
    let lines = Lines::read(bytes, &WANTED, &REQUIRED, |_| false)?;
    Ok(lines.sheet(|line| {
        Ok(HoursRow {
            line: line.number,
            tender: line.must(Column::Tender)?.to_owned(),
            lot: line.cell(Column::Lot).map(lot).transpose()?.flatten(),
            hundredths: hundredths(line.must(Column::Hours)?)?,
            period: line.cell(Column::Period).unwrap_or_default().to_owned(),
        })
    }))
}

/// `3`, `Lot 3`, `03`; « tous » or « sans objet » is no lot.
fn lot(text: &str) -> Result<Option<u32>, Fault> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        let none = matches!(super::table::key(text).as_str(), "" | "tous" | "unique" | "sans objet" | "sans lot" | "aucun" | "lot unique");
        return if none { Ok(None) } else { Err(Fault::Lot(text.to_owned())) };
    }
    digits.parse().map(Some).map_err(|_| Fault::Lot(text.to_owned()))
}

/// `12`, `1 234,5`, `12,50 h`.
#[allow(clippy::cast_possible_truncation, reason = "bounded just above")]
fn hundredths(text: &str) -> Result<i64, Fault> {
    let wrong = || Fault::Hours(text.to_owned());
    let bare = text.trim().trim_end_matches("heures").trim_end_matches(['h', 'H']);
    let plain: String = bare.chars().filter(|one| !one.is_whitespace()).map(|one| if one == ',' { '.' } else { one }).collect();
    let written = !plain.is_empty() && plain.bytes().all(|one| one.is_ascii_digit() || one == b'.');
    let hours: f64 = Some(plain).filter(|_| written).and_then(|plain| plain.parse().ok()).ok_or_else(wrong)?;
    if hours > MOST { Err(wrong()) } else { Ok((hours * 100.0).round() as i64) }
}

//! A table as it is handed over: alphabet, separator, head, then lines.

use clausier_core::french;

use super::columns::{Column, is_personal};

/// Lines that may stand above the head.
const LINES_ABOVE: usize = 20;

/// What a file gives.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Sheet<T> {
    pub rows: Vec<T>,
    pub set_aside: Vec<Aside>,
    /// Columns left unread, by their head.
    pub ignored: Vec<String>,
    /// Those among them that hold people.
    pub personal: Vec<String>,
}

/// A line that was not taken. `line` is its number in the file, the head being the first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Aside {
    pub line: u64,
    pub fault: Fault,
}

/// Why a line was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A value is missing.
    Missing(Column),
    /// A SIRET (or a SIREN, in a list) that is not fourteen (or nine) digits.
    Siret(String),
    /// A spreadsheet rounded the number: its digits are lost.
    Rounded(String),
    /// Not an amount.
    Amount(String),
    /// Not a year.
    Year(String),
    /// Not a day.
    Day(String),
    /// Not a lot number.
    Lot(String),
    /// Not a number of hours.
    Hours(String),
}

/// Why a file is no such table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Columns that must be there and are not.
    #[error("columns missing: {0:?}")]
    NoColumn(Vec<Column>),
}

/// Lines of a table, by the columns that are needed.
pub(super) struct Lines {
    lines: Vec<(u64, Vec<String>)>,
    /// Where each needed column stands.
    places: Vec<(Column, usize)>,
    pub(super) ignored: Vec<String>,
    pub(super) personal: Vec<String>,
}

/// One line, its cells asked for by column.
pub(super) struct Line<'a> {
    pub(super) number: u64,
    cells: &'a [String],
    places: &'a [(Column, usize)],
}

impl Lines {
    /// Reads a table. `wanted` are the columns, in the order of a file without head; `required` must be there.
    pub(super) fn read(bytes: &[u8], wanted: &[Column], required: &[Column], headless: impl Fn(&[String]) -> bool) -> Result<Self, SheetError> {
        // A lone carriage return ended lines once: all ends are one, so that numbers of lines hold.
        let text = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
        let is_table =
            |lines: &[(u64, Vec<String>)]| lines.first().is_some_and(|(_, first)| headless(first)) || head_line(lines, wanted, required).is_some();
        let mut lines = records(&text, fitting_separator(&text, is_table));
        let (_, first) = lines.first().cloned().ok_or(SheetError::Empty)?;
        if headless(&first) {
            let places = wanted.iter().copied().zip(0..).filter(|(_, at)| *at < first.len()).collect();
            return Ok(Self { lines, places, ignored: Vec::new(), personal: Vec::new() });
        }
        // Without any head, the first line is said to lack its columns.
        let at = head_line(&lines, wanted, required).unwrap_or_default();
        let (_, head) = lines.drain(..=at).next_back().ok_or(SheetError::Empty)?;
        let places = places(&head, wanted);
        let missing: Vec<Column> = required.iter().copied().filter(|column| !places.iter().any(|(known, _)| known == column)).collect();
        if !missing.is_empty() {
            return Err(SheetError::NoColumn(missing));
        }
        let unread = head.iter().enumerate().filter(|(at, name)| !name.is_empty() && !places.iter().any(|(_, place)| place == at));
        let ignored: Vec<String> = unread.map(|(_, name)| name.clone()).collect();
        let personal = ignored.iter().filter(|name| is_personal(name)).cloned().collect();
        Ok(Self { lines, places, ignored, personal })
    }

    /// Reads each line, or sets it aside.
    pub(super) fn sheet<T>(self, read: impl Fn(&Line<'_>) -> Result<T, Fault>) -> Sheet<T> {
        let mut sheet = Sheet { rows: Vec::new(), set_aside: Vec::new(), ignored: self.ignored, personal: self.personal };
        for (number, cells) in &self.lines {
            let line = Line { number: *number, cells, places: &self.places };
            match read(&line) {
                Ok(row) => sheet.rows.push(row),
                Err(fault) => sheet.set_aside.push(Aside { line: *number, fault }),
            }
        }
        sheet
    }
}

impl Line<'_> {
    /// Returns a cell, when it is filled in.
    pub(super) fn cell(&self, column: Column) -> Option<&str> {
        let (_, at) = self.places.iter().find(|(known, _)| *known == column)?;
        self.cells.get(*at).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Returns a cell that must be filled in.
    pub(super) fn must(&self, column: Column) -> Result<&str, Fault> {
        self.cell(column).ok_or(Fault::Missing(column))
    }
}

/// The head stands below what an export writes above it (a title, `sep=;`): the first line that has every required column.
fn head_line(lines: &[(u64, Vec<String>)], wanted: &[Column], required: &[Column]) -> Option<usize> {
    let is_head = |(_, cells): &(u64, Vec<String>)| {
        let found = places(cells, wanted);
        required.iter().all(|column| found.iter().any(|(known, _)| known == column))
    };
    lines.iter().take(LINES_ABOVE).position(is_head)
}

/// The first column whose head bears one of its names, else the only one that speaks of it.
fn places(head: &[String], wanted: &[Column]) -> Vec<(Column, usize)> {
    let folded: Vec<String> = head.iter().map(|name| key(name)).collect();
    let named = |column: &Column| column.names().iter().find_map(|name| folded.iter().position(|head| head == name));
    let mut found: Vec<(Column, usize)> = wanted.iter().filter_map(|column| Some((*column, named(column)?))).collect();
    for column in wanted {
        let is_free = |at: &usize| !found.iter().any(|(known, place)| known == column || place == at);
        let mut speaking = (0..folded.len()).filter(is_free).filter(|at| folded.get(*at).is_some_and(|head| column.is_spoken_of(head)));
        if let (Some(at), None) = (speaking.next(), speaking.next()) {
            found.push((*column, at));
        }
    }
    found
}

/// A head without accents, marks or capitals.
pub(super) fn key(name: &str) -> String {
    let folded = french::fold(name);
    let words: Vec<&str> = folded.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Lines with at least one filled cell, with their numbers.
fn records(text: &str, separator: u8) -> Vec<(u64, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        // The text is UTF-8 already, and lines of any length are read: nothing else can fail.
        let Ok(record) = record else { continue };
        let number = record.position().map_or(0, |start| start.line() + blank_lines(text, start.byte()));
        let cells: Vec<String> = record.iter().map(|cell| cell.trim_matches(is_space).to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push((number, cells));
        }
    }
    lines
}

/// Empty lines that the reader skips before a record, and counts from.
fn blank_lines(text: &str, byte: u64) -> u64 {
    let rest = usize::try_from(byte).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    rest.bytes().take_while(|one| *one == b'\n').map(|_| 1).sum()
}

fn is_space(one: char) -> bool {
    one.is_whitespace() || one == '\u{feff}'
}

/// The separator under which the table has its columns: the usual one first.
fn fitting_separator(text: &str, fits: impl Fn(&[(u64, Vec<String>)]) -> bool) -> u8 {
    let top: String = text.lines().filter(|line| !line.trim().is_empty()).take(LINES_ABOVE).flat_map(|line| [line, "\n"]).collect();
    let usual = separator(text);
    [usual, b';', b'\t', b',', b'|'].into_iter().find(|mark| fits(&records(&top, *mark))).unwrap_or(usual)
}

/// The separator that the first filled line uses most; a comma between digits is a decimal mark.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| line.matches(mark).count();
    let best = [';', '\t', ','].into_iter().rev().max_by_key(|mark| count(*mark));
    match best {
        Some('\t') => b'\t',
        Some(',') if count(';') == 0 => b',',
        _ => b';',
    }
}

/// Reads UTF-8, with or without its mark, UTF-16 with its mark, else the Western alphabet of Windows.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| western(*byte)).collect(), str::to_owned),
    }
}

/// Windows-1252: Latin-1, with signs where Latin-1 has controls.
fn western(byte: u8) -> char {
    const SIGNS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—',
        '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let sign = byte.checked_sub(0x80).and_then(|at| SIGNS.get(usize::from(at)));
    sign.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_of_offices_are_read() {
        let table: [(&[u8], &str); 5] =
            [(b"\xef\xbb\xbfann\xc3\xa9e", "année"), (b"ann\xe9e \x80", "année €"), (b"\xff\xfea\0n\0", "an"), (b"\xfe\xff\0a\0n", "an"), (b"", "")];
        for (bytes, expected) in table {
            assert_eq!(decode(bytes), expected);
        }
    }

    #[test]
    fn the_separator_is_the_one_of_the_head() {
        for (text, expected) in [("a;b;c", b';'), ("a,b,c", b','), ("a\tb", b'\t'), ("\n\na;b,c", b';'), ("", b';'), ("seul", b';')] {
            assert_eq!(separator(text), expected, "{text:?}");
        }
    }
}

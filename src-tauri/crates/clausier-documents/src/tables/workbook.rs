//! The sheets of an Excel workbook.

use std::collections::BTreeMap;

use clausier_core::frame::{SheetCell, SheetTable};

use super::{Tables, text_cell};
use crate::error::DocumentError;
use crate::package::Package;
use crate::xml::{Scanner, Tag, Token};

/// Reads every sheet, in the order of the workbook.
pub(super) fn read(package: &Package<'_>, main: &str) -> Result<Vec<SheetTable>, DocumentError> {
    let relations = package.relationships(main)?;
    let shared = match relations.iter().find(|relation| relation.kind == "sharedStrings") {
        Some(relation) => shared_strings(package, &relation.target)?,
        None => Vec::new(),
    };
    let targets: BTreeMap<&str, &str> =
        relations.iter().filter(|relation| relation.kind == "worksheet").map(|relation| (relation.id.as_str(), relation.target.as_str())).collect();
    let mut tables = Tables::default();
    for (name, id) in sheets(package, main)? {
        if let Some(target) = targets.get(id.as_str()) {
            tables.open(name)?;
            sheet(package, target, &shared, &mut tables)?;
        }
    }
    Ok(tables.done)
}

fn part(package: &Package<'_>, name: &str) -> Result<String, DocumentError> {
    package.text(name)?.ok_or_else(|| DocumentError::MissingPart { part: name.to_owned() })
}

/// The names of the sheets and the relations that lead to them.
fn sheets(package: &Package<'_>, main: &str) -> Result<Vec<(String, String)>, DocumentError> {
    let text = part(package, main)?;
    let mut scanner = Scanner::new(&text, main);
    let mut found = Vec::new();
    while let Some(token) = scanner.next()? {
        if let Token::Open(tag) = token
            && tag.local == "sheet"
        {
            let name = tag.get("name").unwrap_or_default().into_owned();
            found.push((name, relation_of(&tag)));
        }
    }
    Ok(found)
}

/// The relation of a sheet is the attribute `id` that bears a prefix.
fn relation_of(tag: &Tag<'_>) -> String {
    tag.get("id").unwrap_or_default().into_owned()
}

fn shared_strings(package: &Package<'_>, name: &str) -> Result<Vec<String>, DocumentError> {
    let text = part(package, name)?;
    let mut scanner = Scanner::new(&text, name);
    let (mut strings, mut texts) = (Vec::new(), Texts::default());
    while let Some(token) = scanner.next()? {
        if let Token::Open(tag) = &token
            && tag.local == "si"
        {
            strings.push(String::new());
        }
        if let (Some(text), Some(last)) = (texts.of(&token), strings.last_mut()) {
            last.push_str(&text);
        }
    }
    Ok(strings)
}

/// Follows the elements, to know which characters are text: those of `t`, phonetic readings left out.
#[derive(Default)]
struct Texts {
    path: Vec<bool>,
    phonetic: usize,
}

impl Texts {
    /// Returns the characters of a token when they are text.
    fn of(&mut self, token: &Token<'_>) -> Option<String> {
        match token {
            Token::Open(tag) if tag.empty => None,
            Token::Open(tag) => {
                self.phonetic += usize::from(self.phonetic > 0 || tag.local == "rPh");
                self.path.push(tag.local == "t");
                None
            }
            Token::Close(_) => {
                self.phonetic = self.phonetic.saturating_sub(1);
                self.path.pop();
                None
            }
            Token::Text(text) => (self.path.last() == Some(&true) && self.phonetic == 0).then(|| text.clone().into_owned()),
        }
    }
}

/// A cell being read.
#[derive(Default)]
struct Open {
    column: u32,
    kind: String,
    value: String,
    inline: String,
}

fn sheet(package: &Package<'_>, name: &str, shared: &[String], tables: &mut Tables) -> Result<(), DocumentError> {
    let text = part(package, name)?;
    let mut scanner = Scanner::new(&text, name);
    let mut path: Vec<&str> = Vec::new();
    let (mut row, mut open): (Vec<(u32, SheetCell)>, Option<Open>) = (Vec::new(), None);
    let mut next = 0;
    let mut texts = Texts::default();
    while let Some(token) = scanner.next()? {
        let inline = texts.of(&token);
        match token {
            Token::Open(tag) => {
                if tag.local == "row" {
                    next = 0;
                }
                if tag.local == "c" {
                    let column = tag.get("r").and_then(|place| column_of(&place)).unwrap_or(next);
                    next = column.saturating_add(1);
                    open = Some(Open { column, kind: tag.get("t").unwrap_or_default().into_owned(), ..Open::default() });
                }
                if !tag.empty {
                    path.push(tag.local);
                }
            }
            Token::Text(characters) => {
                if let Some(cell) = open.as_mut() {
                    if path.last() == Some(&"v") {
                        cell.value.push_str(&characters);
                    } else if let Some(inline) = inline {
                        cell.inline.push_str(&inline);
                    }
                }
            }
            Token::Close(_) => match path.pop() {
                Some("c") => row.extend(open.take().and_then(|cell| content(cell, shared))),
                Some("row") => tables.row(std::mem::take(&mut row))?,
                Some(_) | None => {}
            },
        }
    }
    Ok(())
}

fn content(cell: Open, shared: &[String]) -> Option<(u32, SheetCell)> {
    let text = |text: &str| text_cell(text).map(|content| (cell.column, content));
    match cell.kind.as_str() {
        "s" => text(cell.value.trim().parse::<usize>().ok().and_then(|at| shared.get(at))?),
        "inlineStr" => text(&cell.inline),
        "str" | "e" | "d" => text(&cell.value),
        "b" => text(if cell.value.trim() == "1" { "Oui" } else { "Non" }),
        _ => {
            let number = cell.value.trim().parse::<f64>().ok().filter(|number| number.is_finite())?;
            Some((cell.column, SheetCell::Number(number)))
        }
    }
}

/// Reads the column of a place: `B4` is 1. Beyond the last column of a workbook there is none.
fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).map(|letter| u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let number = letters.take(4).fold(0_u32, |sum, letter| sum.saturating_mul(26).saturating_add(letter));
    (1..=16_384).contains(&number).then(|| number - 1)
}

#[cfg(test)]
mod tests {
    use super::column_of;

    #[test]
    fn a_place_tells_its_column() {
        let cases = [
            ("A1", Some(0)),
            ("b4", Some(1)),
            ("AA10", Some(26)),
            ("XFD1", Some(16_383)),
            ("XFE1", None),
            ("12", None),
            ("", None),
            ("ZZZZZZZ1", None),
        ];
        for (place, column) in cases {
            assert_eq!(column_of(place), column, "{place}");
        }
    }
}

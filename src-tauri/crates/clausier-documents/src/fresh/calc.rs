//! A new OpenDocument workbook: one sheet a grid, locked but for the cells to fill in.

use clausier_core::paper::{Cell, Entry, Grid, Paper, Row};

use super::calc_parts;
use super::cells::{grids, notes, sheet_names, widths};
use super::text::characters;
use super::text_parts::{manifest_of, meta, millimetres};
use crate::error::DocumentError;
use crate::xml::escape;
use crate::zip;

/// The media type of the archive.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Width of a sheet, in hundredths of a millimetre.
const WIDE: u32 = 30_000;
const UPRIGHT: u32 = 20_000;

/// Writes a paper.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let grids = grids(paper);
    let names = sheet_names(&grids);
    let mut book = Book { sheets: String::new(), columns: String::new(), validations: Vec::new(), paper };
    for ((grid, name), number) in grids.iter().zip(&names).zip(1..) {
        book.grid(grid, name, number);
    }
    let notes = notes(paper);
    if !notes.is_empty() {
        book.notes(&notes);
    }
    let members = [
        ("content.xml", calc_parts::content(&book.columns, &book.validations, &book.sheets)),
        ("styles.xml", calc_parts::styles(paper.wide)),
        ("meta.xml", meta(paper)),
        ("settings.xml", calc_parts::settings(&names)),
        ("META-INF/manifest.xml", manifest_of(KIND, &["content.xml", "styles.xml", "meta.xml", "settings.xml"])),
    ];
    let members: Vec<(&str, Vec<u8>)> = members.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    zip::fresh_opendocument(KIND, &members)
}

struct Book<'p> {
    sheets: String,
    columns: String,
    /// What cells to fill in accept, each rule once.
    validations: Vec<Entry>,
    paper: &'p Paper,
}

impl Book<'_> {
    fn grid(&mut self, grid: &Grid, name: &str, number: usize) {
        let whole = if self.paper.wide { WIDE } else { UPRIGHT };
        let mut columns = String::new();
        for ((column, width), at) in grid.columns.iter().zip(widths(&grid.columns, whole)).zip(0..) {
            let style = format!("co{number}_{at}");
            self.columns.push_str(&column_style(&style, width));
            let hidden = if column.hidden { " table:visibility=\"collapse\"" } else { "" };
            columns.push_str(&format!("<table:table-column table:style-name=\"{style}\"{hidden}/>"));
        }
        let first = grid.columns.iter().take_while(|column| column.hidden).count();
        let header: String = grid.columns.iter().map(|column| words("EnTete", std::slice::from_ref(&column.label))).collect();
        let rows: String = grid.rows.iter().map(|one| self.row(grid, one)).collect();
        let above = row(&line("Titre", &self.paper.title, first)) + &row(&line("Objet", &self.paper.subject, first)) + &row(&blanks(1));
        self.sheets.push_str(&format!(
            "{}{columns}{above}<table:table-header-rows>{}</table:table-header-rows>{rows}</table:table>",
            self.open(name, &grid.description),
            row(&header)
        ));
    }

    fn open(&self, name: &str, description: &str) -> String {
        let lock = if self.paper.locked { " table:protected=\"true\"" } else { "" };
        let description = if description.is_empty() { String::new() } else { format!("<table:desc>{}</table:desc>", escape(description)) };
        format!("<table:table table:name=\"{}\" table:style-name=\"Feuille\"{lock}>{description}", escape(name))
    }

    fn row(&mut self, grid: &Grid, one: &Row) -> String {
        let (text, number) = if one.strong { ("Forte", "ForteNombre") } else { ("Case", "Nombre") };
        let cells: String = grid.padded(&one.cells)
            .iter()
            .map(|cell| match cell {
                Cell::Text(_) => words(text, &cell.lines()),
                Cell::Number(value) => format!(
                    "<table:table-cell table:style-name=\"{number}\" office:value-type=\"float\" office:value=\"{value}\"><text:p>{}</text:p></table:table-cell>",
                    escape(&cell.shown())
                ),
                Cell::Entry(entry) => self.entry(entry),
            })
            .collect();
        row(&cells)
    }

    fn entry(&mut self, entry: &Entry) -> String {
        let style = if *entry == Entry::Amount { "Montant" } else { "Saisie" };
        if *entry == Entry::Text {
            return format!("<table:table-cell table:style-name=\"{style}\"/>");
        }
        if !self.validations.contains(entry) {
            self.validations.push(entry.clone());
        }
        let rule = self.validations.iter().position(|known| known == entry).unwrap_or_default();
        format!("<table:table-cell table:style-name=\"{style}\" table:content-validation-name=\"{}\"/>", calc_parts::rule_name(rule))
    }

    fn notes(&mut self, notes: &[(bool, String)]) {
        self.columns.push_str(&column_style("coNotes", UPRIGHT));
        let lines: String = notes.iter().map(|(is_heading, note)| row(&line(if *is_heading { "NoteTitre" } else { "Note" }, note, 0))).collect();
        self.sheets.push_str(&format!(
            "{}<table:table-column table:style-name=\"coNotes\"/>{}{}{lines}</table:table>",
            self.open(&self.paper.notes, ""),
            row(&line("Titre", &self.paper.title, 0)),
            row(&blanks(1))
        ));
    }
}

fn column_style(name: &str, width: u32) -> String {
    format!(
        "<style:style style:name=\"{name}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{}\"/></style:style>",
        millimetres(width)
    )
}

fn row(cells: &str) -> String {
    format!("<table:table-row table:style-name=\"Ligne\">{cells}</table:table-row>")
}

fn blanks(count: usize) -> String {
    "<table:table-cell/>".repeat(count)
}

/// A line of text in the first column that is shown.
fn line(style: &str, text: &str, skipped: usize) -> String {
    format!("{}{}", blanks(skipped), words(style, &[text.to_owned()]))
}

fn words(style: &str, lines: &[String]) -> String {
    let text: String = lines.iter().map(|line| format!("<text:p>{}</text:p>", characters(line, &mut true))).collect();
    format!("<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\">{text}</table:table-cell>")
}

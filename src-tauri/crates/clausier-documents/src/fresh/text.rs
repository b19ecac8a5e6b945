//! A new OpenDocument text.

use clausier_core::document::{Block, Line, Run};
use clausier_core::paper::{Cell, Entry, Grid, Paper, Part};

use super::cells::widths;
use super::text_parts::{self, Page};
use crate::error::DocumentError;
use crate::xml::escape;
use crate::zip;

/// The media type of the archive.
const KIND: &str = "application/vnd.oasis.opendocument.text";

/// Writes a paper.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let page = Page::of(paper.wide);
    let mut body = Body { out: String::new(), styles: String::new(), page: &page, tables: 0 };
    body.title(paper);
    for part in &paper.parts {
        match part {
            Part::Text(block) => body.block(block),
            Part::Grid(grid) => body.grid(grid),
        }
    }
    let members = [
        ("content.xml", text_parts::content(&body.styles, &body.out)),
        ("styles.xml", text_parts::styles(&page, &paper.title)),
        ("meta.xml", text_parts::meta(paper)),
        ("META-INF/manifest.xml", text_parts::manifest(KIND)),
    ];
    let members: Vec<(&str, Vec<u8>)> = members.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    zip::fresh_opendocument(KIND, &members)
}

struct Body<'p> {
    out: String,
    /// Styles of the columns met.
    styles: String,
    page: &'p Page,
    tables: u32,
}

impl Body<'_> {
    fn title(&mut self, paper: &Paper) {
        self.paragraph("Title", &[Run::plain(paper.title.clone())]);
        if !paper.subject.is_empty() {
            self.paragraph("Subtitle", &[Run::plain(paper.subject.clone())]);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, line } => {
                let level = (*level).clamp(1, 4);
                self.out.push_str(&format!("<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">{}</text:h>", runs(line)));
            }
            Block::Paragraph { line } => self.paragraph("Text_20_body", line),
            Block::Bullets { items } => self.items(items, "Puces", ""),
            Block::Numbers { items } => self.items(items, "Numeros", " text:start-value=\"1\""),
            Block::Table { header, rows } => self.small_table(header, rows),
        }
    }

    /// The first item of a numbered list says that it starts at 1.
    fn items(&mut self, items: &[Line], list: &str, start: &str) {
        self.out.push_str(&format!("<text:list text:style-name=\"{list}\">"));
        for (at, item) in items.iter().enumerate() {
            let start = if at == 0 { start } else { "" };
            self.out.push_str(&format!("<text:list-item{start}>{}</text:list-item>", paragraph("List_20_Contents", item)));
        }
        self.out.push_str("</text:list>");
    }

    fn paragraph(&mut self, style: &str, line: &[Run]) {
        self.out.push_str(&paragraph(style, line));
    }

    fn small_table(&mut self, header: &[Line], rows: &[Vec<Line>]) {
        let widths = vec![self.page.text_width / u32::try_from(header.len()).unwrap_or(1).max(1); header.len().max(1)];
        let head: Vec<String> = header.iter().map(|cell| text_cell("EnTete", &paragraph("Table_20_Heading", cell))).collect();
        let body: Vec<String> = rows
            .iter()
            .map(|row| table_row(&row.iter().map(|cell| text_cell("Case", &paragraph("Table_20_Contents", cell))).collect::<Vec<_>>()))
            .collect();
        self.table(&widths, ("", ""), &head, &body);
    }

    fn grid(&mut self, grid: &Grid) {
        let widths = widths(&grid.columns, self.page.text_width);
        let heading = |label: &str| text_cell("EnTete", &paragraph("Table_20_Heading", &[Run::plain(label)]));
        let head: Vec<String> = grid.columns.iter().map(|column| heading(&column.label)).collect();
        let body: Vec<String> = grid
            .rows
            .iter()
            .map(|row| {
                let cells = grid.padded(&row.cells);
                let written: Vec<String> = cells.iter().zip(&grid.columns).map(|(cell, column)| grid_cell(cell, column.hidden, row.strong)).collect();
                table_row(&written)
            })
            .collect();
        self.table(&widths, (&grid.name, &grid.description), &head, &body);
    }

    /// Two tables never touch: a paragraph stands between them.
    fn table(&mut self, widths: &[u32], (name, description): (&str, &str), head: &[String], rows: &[String]) {
        self.tables += 1;
        let table = self.tables;
        for (at, width) in widths.iter().enumerate() {
            self.styles.push_str(&text_parts::column_style(table, at, *width));
        }
        let columns: String = (0..widths.len()).map(|at| format!("<table:table-column table:style-name=\"T{table}C{at}\"/>")).collect();
        let alternative = if description.is_empty() {
            String::new()
        } else {
            format!("<table:title>{}</table:title><table:desc>{}</table:desc>", escape(name), escape(description))
        };
        self.out.push_str(&format!(
            "<table:table table:name=\"Tableau {table}\" table:style-name=\"Tableau\">{alternative}{columns}<table:table-header-rows>{}</table:table-header-rows>{}</table:table>",
            table_row(head),
            rows.concat()
        ));
        self.paragraph("Interligne", &[]);
    }
}

fn grid_cell(cell: &Cell, small: bool, strong: bool) -> String {
    let style = if strong { "Forte" } else { "Case" };
    let text = if small { "Repere" } else { "Table_20_Contents" };
    match cell {
        Cell::Text(_) => {
            let lines: String = cell.lines().into_iter().map(|line| paragraph(text, &[Run { text: line, bold: strong }])).collect();
            text_cell(style, &lines)
        }
        Cell::Number(_) => text_cell(style, &paragraph("Nombre", &[Run { text: cell.shown(), bold: strong }])),
        Cell::Entry(Entry::Text | Entry::Amount | Entry::Choice(_)) => text_cell("Saisie", &paragraph(text, &[])),
    }
}

fn text_cell(style: &str, content: &str) -> String {
    format!("<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\">{content}</table:table-cell>")
}

fn table_row(cells: &[String]) -> String {
    format!("<table:table-row table:style-name=\"Ligne\">{}</table:table-row>", cells.concat())
}

fn paragraph(style: &str, line: &[Run]) -> String {
    format!("<text:p text:style-name=\"{style}\">{}</text:p>", runs(line))
}

fn runs(line: &[Run]) -> String {
    let mut after_space = true;
    let written = line.iter().filter(|run| !run.text.is_empty()).map(|run| {
        let text = characters(&run.text, &mut after_space);
        if run.bold { format!("<text:span text:style-name=\"Strong\">{text}</text:span>") } else { text }
    });
    written.collect()
}

/// Writes characters; tabs, line ends and spaces that follow a space are elements of their own.
pub(super) fn characters(text: &str, after_space: &mut bool) -> String {
    let mut out = String::new();
    for character in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match character {
            '\n' => out.push_str("<text:line-break/>"),
            '\t' => out.push_str("<text:tab/>"),
            ' ' if *after_space => out.push_str("<text:s/>"),
            _ => out.push_str(&escape(character.encode_utf8(&mut [0; 4]))),
        }
        *after_space = matches!(character, ' ' | '\n' | '\t');
    }
    out
}

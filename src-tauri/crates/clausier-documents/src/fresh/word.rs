//! A new Word document.

use clausier_core::document::{Block, Line, Run};
use clausier_core::paper::{Cell, Entry, Grid, Paper, Part};

use super::cells::widths;
use super::word_parts::{self, Page};
use crate::error::DocumentError;
use crate::xml::escape;
use crate::zip;

/// Writes a paper.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let page = Page::of(paper.wide);
    let mut body = Body { out: String::new(), page: &page, numbered: 0, controls: 0 };
    body.title(paper);
    for part in &paper.parts {
        match part {
            Part::Text(block) => body.block(block),
            Part::Grid(grid) => body.grid(grid),
        }
    }
    let members = word_parts::members(paper, &page, &body.out, body.numbered);
    let members: Vec<(&str, Vec<u8>)> = members.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
    zip::fresh(&members)
}

/// List of the bullets; numbered lists come after it, each on its own.
pub(super) const BULLETS: u32 = 1;

struct Body<'p> {
    out: String,
    page: &'p Page,
    /// Numbered lists so far.
    numbered: u32,
    controls: u32,
}

impl Body<'_> {
    fn title(&mut self, paper: &Paper) {
        self.paragraph("Titre", "", &[Run::plain(paper.title.clone())]);
        if !paper.subject.is_empty() {
            self.paragraph("Sous-titre", "", &[Run::plain(paper.subject.clone())]);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, line } => self.paragraph(&format!("Titre{}", (*level).clamp(1, 4)), "", line),
            Block::Paragraph { line } => self.paragraph("Corpsdetexte", "", line),
            Block::Bullets { items } => self.items(items, BULLETS),
            Block::Numbers { items } => {
                self.numbered += 1;
                self.items(items, BULLETS + self.numbered);
            }
            Block::Table { header, rows } => self.small_table(header, rows),
        }
    }

    fn items(&mut self, items: &[Line], list: u32) {
        let numbering = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        for item in items {
            self.paragraph("Paragraphedeliste", &numbering, item);
        }
    }

    fn paragraph(&mut self, style: &str, properties: &str, line: &[Run]) {
        self.out.push_str(&paragraph(style, properties, line));
    }

    fn small_table(&mut self, header: &[Line], rows: &[Vec<Line>]) {
        let columns = u32::try_from(header.len()).unwrap_or(1).max(1);
        let widths = vec![self.page.text_width / columns; header.len().max(1)];
        let mut table = Table::open(&widths, "", "");
        let cells = |row: &[Line], style: &str| row.iter().map(|cell| paragraph(style, "", cell)).collect::<Vec<_>>();
        table.header(&widths, &cells(header, "Entetedetableau"));
        for row in rows {
            let cells: Vec<(String, &str)> = cells(row, "Cellule").into_iter().map(|cell| (cell, "")).collect();
            table.row(&widths, &cells, "");
        }
        self.close(table);
    }

    fn grid(&mut self, grid: &Grid) {
        let widths = widths(&grid.columns, self.page.text_width);
        let mut table = Table::open(&widths, &grid.name, &grid.description);
        let header: Vec<String> = grid.columns.iter().map(|column| paragraph("Entetedetableau", "", &[Run::plain(column.label.clone())])).collect();
        table.header(&widths, &header);
        for row in &grid.rows {
            let cells = grid.padded(&row.cells);
            let written = cells
                .iter()
                .zip(&grid.columns)
                .map(|(cell, column)| (self.cell(cell, &column.label, column.hidden, row.strong), shading(cell, row.strong)));
            table.row(&widths, &written.collect::<Vec<_>>(), "");
        }
        self.close(table);
    }

    /// Two tables never touch: a paragraph stands between them.
    fn close(&mut self, table: Table) {
        self.out.push_str(&table.xml);
        self.out.push_str("</w:tbl>");
        self.paragraph("Interligne", "", &[]);
    }

    fn cell(&mut self, cell: &Cell, label: &str, small: bool, strong: bool) -> String {
        let style = if small { "Repere" } else { "Cellule" };
        match cell {
            Cell::Text(_) => cell.lines().into_iter().map(|line| paragraph(style, "", &[Run { text: line, bold: strong }])).collect(),
            Cell::Number(_) => paragraph(style, "<w:jc w:val=\"right\"/>", &[Run { text: cell.shown(), bold: strong }]),
            Cell::Entry(Entry::Text | Entry::Amount) => paragraph(style, "", &[]),
            Cell::Entry(Entry::Choice(words)) => self.choice(words, label, style),
        }
    }

    /// A list to choose from; until then it shows an invitation that is no answer.
    fn choice(&mut self, words: &[String], label: &str, style: &str) -> String {
        self.controls += 1;
        let items: String = words.iter().map(|word| format!("<w:listItem w:displayText=\"{0}\" w:value=\"{0}\"/>", escape(word))).collect();
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w:id w:val=\"{}\"/><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"Textedelespacereserve\"/></w:rPr><w:t>{}</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            escape(label),
            1000 + self.controls,
            escape(&words.join(" / "))
        )
    }
}

/// Shading of a header row, and of a row that stands out.
const HEADER: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E4EAF1\"/>";
const STRONG: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F8\"/>";
/// Shading of a cell to fill in.
const ENTRY: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFFBE6\"/>";

fn shading(cell: &Cell, strong: bool) -> &'static str {
    match cell {
        Cell::Entry(_) => ENTRY,
        Cell::Text(_) | Cell::Number(_) => {
            if strong {
                STRONG
            } else {
                ""
            }
        }
    }
}

/// A table being written.
struct Table {
    xml: String,
}

impl Table {
    fn open(widths: &[u32], name: &str, description: &str) -> Self {
        let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let whole: u32 = widths.iter().sum();
        let alternative = if description.is_empty() {
            String::new()
        } else {
            format!("<w:tblCaption w:val=\"{}\"/><w:tblDescription w:val=\"{}\"/>", escape(name), escape(description))
        };
        Self {
            xml: format!(
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grilledutableau\"/><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>{alternative}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            ),
        }
    }

    fn header(&mut self, widths: &[u32], cells: &[String]) {
        let cells: Vec<(String, &str)> = cells.iter().map(|cell| (cell.clone(), HEADER)).collect();
        self.row(widths, &cells, "<w:tblHeader/>");
    }

    fn row(&mut self, widths: &[u32], cells: &[(String, &str)], properties: &str) {
        self.xml.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>"));
        for (width, (cell, shading)) in widths.iter().zip(cells) {
            self.xml.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shading}</w:tcPr>{cell}</w:tc>"));
        }
        self.xml.push_str("</w:tr>");
    }
}

fn paragraph(style: &str, properties: &str, line: &[Run]) -> String {
    let runs: String = line.iter().filter(|run| !run.text.is_empty()).map(run).collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
}

fn run(run: &Run) -> String {
    let bold = if run.bold { "<w:rPr><w:b/><w:bCs/></w:rPr>" } else { "" };
    let texts: Vec<String> = run.text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
    format!("<w:r>{bold}{}</w:r>", texts.join("<w:br/>"))
}

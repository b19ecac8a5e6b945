//! Tables: repeated header rows, cells merged across and down.

use crate::docx::body::Writer;
use crate::docx::runs::{Look, field, run};
use crate::docx::sections::Orientation;
use crate::source::{Cell, Figure, Model, Span, Table, figure, plain};

/// Width of the text on an upright page, in twentieths of a point.
pub const PORTRAIT_WIDTH: u32 = 9062;
const LANDSCAPE_WIDTH: u32 = 14004;

/// Returns a table with the grid style around ready rows.
pub fn bordered(widths: &[u32], rows: &str) -> String {
    let grid: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grilledutableau"/><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/>"#,
            r#"<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>"#,
            r#"</w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>"#
        ),
        widths.iter().sum::<u32>(),
        grid,
        rows
    )
}

impl Writer<'_> {
    /// Returns the caption, the table and the empty paragraph that separates it from what follows.
    pub fn table(&mut self, table: &Table) -> String {
        let total = match self.section {
            Orientation::Portrait => PORTRAIT_WIDTH,
            Orientation::Landscape => LANDSCAPE_WIDTH,
        };
        let widths: Vec<u32> = table.widths.iter().map(|share| total * share / 100).collect();
        let caption = self.caption(table);
        let rows: String = (0..table.rows.len()).map(|row| self.row(table, row, &widths)).collect();
        let after = self.paragraph(r#"<w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>"#, "");
        format!("{caption}{}{after}", bordered(&widths, &rows))
    }

    fn caption(&mut self, table: &Table) -> String {
        let Some(caption) = &table.caption else {
            return String::new();
        };
        self.tables += 1;
        let number = self.tables.to_string();
        match self.model() {
            Model::Typed => {
                let look = Look { italic: true, ..Look::sized(19).bold() };
                let text = run(self.model(), look, &format!("Tableau {number} – {caption}"));
                self.paragraph(r#"<w:keepNext/><w:spacing w:before="160" w:after="80"/><w:jc w:val="center"/>"#, &text)
            }
            Model::Numbered | Model::OpenDocument => {
                let label = run(self.model(), Look::default(), "Tableau ");
                let number = field("", r"SEQ Tableau \* ARABIC", &number);
                let text = run(self.model(), Look::default(), &format!(" – {caption}"));
                self.paragraph(r#"<w:pStyle w:val="Lgende"/><w:keepNext/>"#, &format!("{label}{number}{text}"))
            }
        }
    }

    fn row(&mut self, table: &Table, row: usize, widths: &[u32]) -> String {
        let header = row < table.header_rows();
        let repeated = if header { "<w:cantSplit/><w:tblHeader/>" } else { "<w:cantSplit/>" };
        let cells: String = (0..widths.len()).map(|column| self.cell(table, row, column, widths)).collect();
        format!("<w:tr><w:trPr>{repeated}</w:trPr>{cells}</w:tr>")
    }

    fn cell(&mut self, table: &Table, row: usize, column: usize, widths: &[u32]) -> String {
        let header = row < table.header_rows();
        match &table.rows[row][column] {
            Cell::MergedLeft => String::new(),
            Cell::MergedUp => {
                let properties = cell_properties(widths[column], 1, "<w:vMerge/>", header, self.model());
                format!("<w:tc>{properties}{}</w:tc>", self.cell_text(&[], header, false))
            }
            Cell::Text(spans) => {
                let span = table.columns_spanned(row, column);
                let merge = if table.rows_spanned(row, column) > 1 { r#"<w:vMerge w:val="restart"/>"# } else { "" };
                let width = widths[column..column + span].iter().sum();
                let properties = cell_properties(width, span, merge, header, self.model());
                format!("<w:tc>{properties}{}</w:tc>", self.cell_text(spans, header, table.holds_amounts(column)))
            }
        }
    }

    fn cell_text(&mut self, spans: &[Span], header: bool, amounts: bool) -> String {
        let small = (self.model() == Model::Typed).then_some(19);
        let content = self.spans(spans, Look { bold: header, size: small, ..Look::default() });
        let style = match self.model() {
            Model::Typed => r#"<w:spacing w:before="40" w:after="40"/>"#,
            Model::Numbered | Model::OpenDocument => r#"<w:pStyle w:val="Textedetableau"/>"#,
        };
        let side = if header { "center" } else { alignment(&plain(spans), amounts) };
        self.paragraph(&format!(r#"{style}<w:jc w:val="{side}"/>"#), &content)
    }
}

fn cell_properties(width: u32, span: usize, merge: &str, header: bool, model: Model) -> String {
    let span = if span > 1 { format!(r#"<w:gridSpan w:val="{span}"/>"#) } else { String::new() };
    let fill = if model == Model::Typed { "D9D9D9" } else { "DEEAF6" };
    let shade = if header { format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>"#) } else { String::new() };
    format!(r#"<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>"#)
}

/// Amounts stand on the right, other figures in the middle, words on the left.
fn alignment(text: &str, amounts: bool) -> &'static str {
    match (figure(text), amounts) {
        (Figure::Amount, _) | (Figure::Short, true) => "right",
        (Figure::Short, false) => "center",
        (Figure::None, _) => "left",
    }
}

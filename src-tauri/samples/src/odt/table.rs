//! Tables, with the automatic styles that LibreOffice makes for each one.

use crate::odt::body::Writer;
use crate::source::{Cell, Figure, Span, Table, figure, plain};
use crate::xml::escape;

const PORTRAIT_WIDTH: u32 = 1600;
const LANDSCAPE_WIDTH: u32 = 2470;

/// Returns the caption, the table and the empty paragraph that follows it; adds its styles to the writer's.
pub fn table(writer: &mut Writer, table: &Table) -> String {
    writer.tables += 1;
    let name = format!("Tableau{}", writer.tables);
    let total = if writer.landscape { LANDSCAPE_WIDTH } else { PORTRAIT_WIDTH };
    writer.table_styles.push_str(&styles(&name, total, &table.widths));
    let columns: String = (0..table.widths.len()).map(|at| format!(r#"<table:table-column table:style-name="{name}.{}"/>"#, letter(at))).collect();
    let headers = table.header_rows();
    let header_rows: String = (0..headers).map(|at| row(writer, table, at, &name)).collect();
    let rows: String = (headers..table.rows.len()).map(|at| row(writer, table, at, &name)).collect();
    format!(
        r#"{}<table:table table:name="{name}" table:style-name="{name}">{columns}<table:table-header-rows>{header_rows}</table:table-header-rows>{rows}</table:table><text:p text:style-name="Standard"/>"#,
        caption(writer.tables, table)
    )
}

fn caption(number: u32, table: &Table) -> String {
    match &table.caption {
        None => String::new(),
        Some(caption) => format!(
            concat!(
                r#"<text:p text:style-name="Table">Tableau <text:sequence text:ref-name="refTable{at}" text:name="Table" text:formula="ooow:Table+1" style:num-format="1">{number}</text:sequence>"#,
                " : {caption}</text:p>"
            ),
            at = number - 1,
            number = number,
            caption = escape(caption)
        ),
    }
}

fn letter(column: usize) -> char {
    u8::try_from(column).map_or('Z', |column| char::from(b'A' + column.min(25)))
}

/// Widths are kept in hundredths of a centimetre.
fn styles(name: &str, total: u32, widths: &[u32]) -> String {
    let centimetres = |hundredths: u32| format!("{}.{:02}cm", hundredths / 100, hundredths % 100);
    let columns: String = widths
        .iter()
        .enumerate()
        .map(|(at, share)| {
            format!(
                r#"<style:style style:name="{name}.{}" style:family="table-column"><style:table-column-properties style:column-width="{}"/></style:style>"#,
                letter(at),
                centimetres(total * share / 100)
            )
        })
        .collect();
    format!(
        concat!(
            r##"<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{width}" table:align="margins" style:may-break-between-rows="true"/></style:style>{columns}"##,
            r##"<style:style style:name="{name}.A1" style:family="table-cell"><style:table-cell-properties style:vertical-align="middle" fo:background-color="#e2efda" fo:padding="0.1cm" fo:border="0.5pt solid #7f7f7f"/></style:style>"##,
            r##"<style:style style:name="{name}.A2" style:family="table-cell"><style:table-cell-properties style:vertical-align="middle" fo:padding="0.1cm" fo:border="0.5pt solid #7f7f7f"/></style:style>"##
        ),
        name = name,
        width = centimetres(total),
        columns = columns
    )
}

fn row(writer: &mut Writer, table: &Table, row: usize, name: &str) -> String {
    let cells: String = (0..table.widths.len()).map(|column| cell(writer, table, (row, column), name)).collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

fn cell(writer: &mut Writer, table: &Table, (row, column): (usize, usize), name: &str) -> String {
    let header = row < table.header_rows();
    match &table.rows[row][column] {
        Cell::MergedLeft | Cell::MergedUp => "<table:covered-table-cell/>".to_owned(),
        Cell::Text(spans) => {
            let columns = spanned("columns", table.columns_spanned(row, column));
            let rows = spanned("rows", table.rows_spanned(row, column));
            let style = if header { "A1" } else { "A2" };
            format!(
                r#"<table:table-cell table:style-name="{name}.{style}"{columns}{rows} office:value-type="string"><text:p text:style-name="{}">{}</text:p></table:table-cell>"#,
                paragraph_style(spans, header, table.holds_amounts(column)),
                writer.spans(spans)
            )
        }
    }
}

fn spanned(what: &str, count: usize) -> String {
    if count > 1 { format!(r#" table:number-{what}-spanned="{count}""#) } else { String::new() }
}

/// Amounts stand on the right, other figures in the middle, words on the left.
fn paragraph_style(spans: &[Span], header: bool, amounts: bool) -> &'static str {
    if header {
        return "Table_20_Heading";
    }
    match (figure(&plain(spans)), amounts) {
        (Figure::Amount, _) | (Figure::Short, true) => "P18",
        (Figure::Short, false) => "P17",
        (Figure::None, _) => "Table_20_Contents",
    }
}

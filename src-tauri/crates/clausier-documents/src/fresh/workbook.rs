//! A new Excel workbook: one sheet a grid, locked but for the cells to fill in.

use clausier_core::paper::{Cell, Entry, Grid, Paper, Row};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use super::cells::{grids, notes, sheet_names, widths};
use crate::error::DocumentError;

/// Width of a sheet, in characters.
const WIDE: u32 = 150;
const UPRIGHT: u32 = 100;
/// Row of the headers: the title and the subject stand above.
pub(super) const HEADER: u32 = 3;

/// Writes a paper.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    build(paper).map_err(|_| DocumentError::Damaged { name: paper.title.clone() })
}

fn build(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(paper)?);
    let grids = grids(paper);
    for (grid, name) in grids.iter().zip(sheet_names(&grids)) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        fill(sheet, paper, grid)?;
    }
    let notes = notes(paper);
    if !notes.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&paper.notes)?;
        write_notes(sheet, paper, &notes)?;
    }
    workbook.save_to_buffer()
}

/// The first day that a zip knows: no real date is ever written.
fn properties(paper: &Paper) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    Ok(DocProperties::new().set_title(&paper.title).set_subject(&paper.subject).set_creation_datetime(&day))
}

/// How cells look.
struct Looks {
    title: Format,
    subject: Format,
    header: Format,
    text: Format,
    number: Format,
    strong: Format,
    strong_number: Format,
    entry: Format,
    amount: Format,
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_font_name("Arial").set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
        let framed = text.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x7F_8A99));
        let strong = framed.clone().set_bold().set_background_color(Color::RGB(0xF3_F5F8));
        let number = |format: &Format| format.clone().set_num_format("#,##0.##").set_align(FormatAlign::Right);
        let entry = framed.clone().set_unlocked().set_background_color(Color::RGB(0xFF_FBE6));
        Self {
            title: Format::new().set_font_name("Arial").set_font_size(14).set_bold(),
            subject: Format::new().set_font_name("Arial").set_font_size(10).set_font_color(Color::RGB(0x44_546A)),
            header: framed.clone().set_bold().set_background_color(Color::RGB(0xE4_EAF1)),
            number: number(&framed),
            strong_number: number(&strong),
            amount: entry.clone().set_num_format("#,##0.00").set_align(FormatAlign::Right),
            entry: entry.set_num_format("@"),
            text: framed,
            strong,
        }
    }
}

fn fill(sheet: &mut Worksheet, paper: &Paper, grid: &Grid) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let first = u16::try_from(grid.columns.iter().take_while(|column| column.hidden).count()).unwrap_or_default();
    sheet.write_string_with_format(0, first, &paper.title, &looks.title)?;
    sheet.write_string_with_format(1, first, &paper.subject, &looks.subject)?;
    let whole = if paper.wide { WIDE } else { UPRIGHT };
    let widths = widths(&grid.columns, whole);
    for ((column, width), at) in grid.columns.iter().zip(&widths).zip(0_u16..) {
        sheet.set_column_width(at, f64::from(*width))?;
        sheet.write_string_with_format(HEADER, at, &column.label, &looks.header)?;
        if column.hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    for (row, number) in grid.rows.iter().zip(HEADER + 1..) {
        write_row(sheet, &looks, grid, row, number)?;
        sheet.set_row_height(number, height(grid, row, &widths))?;
    }
    page(sheet, paper)?;
    sheet.set_freeze_panes(HEADER + 1, 0)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    if paper.locked {
        protect(sheet);
    } else if !grid.rows.is_empty() {
        let last = u16::try_from(grid.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(HEADER, 0, HEADER + u32::try_from(grid.rows.len()).unwrap_or_default(), last)?;
    }
    Ok(())
}

fn write_row(sheet: &mut Worksheet, looks: &Looks, grid: &Grid, row: &Row, number: u32) -> Result<(), XlsxError> {
    let (text, figure) = if row.strong { (&looks.strong, &looks.strong_number) } else { (&looks.text, &looks.number) };
    for (cell, at) in grid.padded(&row.cells).iter().zip(0_u16..) {
        match cell {
            // Words are written as words, whatever they start with: never a formula.
            Cell::Text(_) => {
                sheet.write_string_with_format(number, at, bounded(cell.lines().join("\n")), text)?;
            }
            Cell::Number(value) => {
                sheet.write_number_with_format(number, at, *value, figure)?;
            }
            Cell::Entry(entry) => write_entry(sheet, looks, entry, number, at)?,
        }
    }
    Ok(())
}

fn write_entry(sheet: &mut Worksheet, looks: &Looks, entry: &Entry, number: u32, at: u16) -> Result<(), XlsxError> {
    sheet.write_blank(number, at, if *entry == Entry::Amount { &looks.amount } else { &looks.entry })?;
    if let Some(validation) = validation(entry)? {
        sheet.add_data_validation(number, at, number, at, &validation)?;
    }
    Ok(())
}

/// Guesses the height of a row: not every program grows a row to its text.
fn height(grid: &Grid, row: &Row, widths: &[u32]) -> f64 {
    let shown = grid.columns.iter().zip(&row.cells).zip(widths).filter(|((column, _), _)| !column.hidden);
    let most = shown.map(|((_, cell), width)| cell.lines().iter().map(|line| lines_in(line, *width)).sum::<u32>()).max().unwrap_or(1);
    (f64::from(most.max(1)) * LINE + 3.0).min(TALLEST)
}

/// Height of a line, and of the tallest row that a workbook admits, in points.
const LINE: f64 = 13.2;
const TALLEST: f64 = 409.0;

fn lines_in(line: &str, width: u32) -> u32 {
    u32::try_from(line.chars().count()).unwrap_or(u32::MAX).div_ceil(width.max(1)).max(1)
}

/// A cell of a workbook holds so many characters.
fn bounded(text: String) -> String {
    text.chars().take(32_000).collect()
}

fn validation(entry: &Entry) -> Result<Option<DataValidation>, XlsxError> {
    match entry {
        Entry::Text => Ok(None),
        Entry::Amount => {
            let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
            Ok(Some(rule.set_error_title("Montant attendu")?.set_error_message("Saisissez un montant en euros hors taxes, en chiffres.")?))
        }
        Entry::Choice(words) => {
            let rule = DataValidation::new().allow_list_strings(words)?;
            let said = format!("Choisissez l’un de ces mots : {}.", words.join(", "));
            Ok(Some(rule.set_error_title("Réponse attendue")?.set_error_message(said)?))
        }
    }
}

fn page(sheet: &mut Worksheet, paper: &Paper) -> Result<(), XlsxError> {
    if paper.wide {
        sheet.set_landscape();
    }
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&8&A&R&8Page &P sur &N");
    Ok(())
}

/// Only the cells to fill in can be changed; sizes can.
fn protect(sheet: &mut Worksheet) {
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&options);
}

fn write_notes(sheet: &mut Worksheet, paper: &Paper, notes: &[(bool, String)]) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let text = Format::new().set_font_name("Arial").set_font_size(10).set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, f64::from(UPRIGHT))?;
    sheet.write_string_with_format(0, 0, &paper.title, &looks.title)?;
    for ((is_heading, note), row) in notes.iter().zip(2_u32..) {
        let format = if *is_heading { text.clone().set_bold() } else { text.clone() };
        sheet.write_string_with_format(row, 0, bounded(note.clone()), &format)?;
        sheet.set_row_height(row, (f64::from(lines_in(note, UPRIGHT)) * LINE + 3.0).min(TALLEST))?;
    }
    page(sheet, &Paper { wide: false, ..paper.clone() })?;
    if paper.locked {
        protect(sheet);
    }
    Ok(())
}

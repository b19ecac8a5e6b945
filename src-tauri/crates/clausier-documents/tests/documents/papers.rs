//! New documents made of papers, and tables read back from files.

use clausier_core::document::{Block, Run, parse};
use clausier_core::frame::{SheetCell, SheetTable};
use clausier_core::paper::{Cell, Column, Entry, Grid, Paper, Part, Row};
use clausier_documents::{DocumentError, NewFormat, read_tables, write_new};
use proptest::prelude::*;

use crate::archive;

pub const FORMATS: [(NewFormat, &str); 4] = [(NewFormat::Docx, "docx"), (NewFormat::Odt, "odt"), (NewFormat::Xlsx, "xlsx"), (NewFormat::Ods, "ods")];

fn names(file: &[u8]) -> Vec<String> {
    archive::read(file).into_iter().map(|member| member.name).collect()
}

fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    archive::write(&members.iter().map(|(name, text)| archive::Entry::new(name, *text)).collect::<Vec<_>>())
}

fn choice() -> Cell {
    Cell::Entry(Entry::Choice(vec!["Oui".to_owned(), "Non".to_owned()]))
}

/// A paper with everything that a paper may hold.
pub fn whole() -> Paper {
    let mut paper = Paper::new("Cadre de réponse & preuves", "Construction d’un groupe scolaire");
    (paper.wide, paper.locked) = (true, true);
    paper.heading(1, "Comment répondre");
    paper.blocks(&parse("Répondez dans les **cases claires**.\n\n- une ligne par critère ;\n- une preuve par ligne.\n\n1. lire\n2. répondre\n\n| A | B |\n|---|---|\n| 1 | 2 |"));
    paper.parts.push(Part::Text(Block::Paragraph { line: vec![Run::plain("Deux  espaces et <balise>.")] }));
    paper.grid(Grid {
        name: "Cadre de réponse".to_owned(),
        description: "Une ligne par question, la réponse dans les cases claires.".to_owned(),
        columns: vec![
            Column { hidden: true, ..Column::new("Repère", 8) },
            Column::new("Ce qui est demandé", 40),
            Column::new("Poids", 8),
            Column::new("Votre réponse", 14),
            Column::new("Précisions", 20),
        ],
        rows: vec![
            Row { cells: vec![Cell::text(""), Cell::text("Critères"), Cell::Number(100.0)], strong: true },
            Row::of(vec![Cell::text("C-1"), Cell::text("Prix"), Cell::Number(62.5), Cell::Entry(Entry::Amount), Cell::Entry(Entry::Text)]),
            Row::of(vec![
                Cell::text("K-2"),
                Cell::text("=1+1 n’est pas une formule\n\n- un bordereau ;"),
                Cell::text(""),
                choice(),
                Cell::Entry(Entry::Text),
            ]),
        ],
    });
    paper.grid(Grid { name: "Vide/à compléter".to_owned(), columns: vec![Column::new("Rien", 1)], ..Grid::default() });
    paper
}

/// The same paper, its answers filled in.
pub fn filled() -> Paper {
    let mut paper = whole();
    for part in &mut paper.parts {
        let Part::Grid(grid) = part else { continue };
        for cell in grid.rows.iter_mut().flat_map(|row| &mut row.cells) {
            *cell = match cell {
                Cell::Entry(Entry::Amount) => Cell::Number(125_000.5),
                Cell::Entry(Entry::Choice(_)) => Cell::text("Oui"),
                Cell::Entry(Entry::Text) => Cell::text("Schéma.pdf, page 3 – « l’œuvre » & suite"),
                Cell::Text(_) | Cell::Number(_) => cell.clone(),
            };
        }
    }
    paper
}

fn texts(tables: &[SheetTable]) -> Vec<String> {
    tables.iter().flat_map(|table| &table.rows).flat_map(|row| row.cells.iter().map(|(_, cell)| cell.as_text())).collect()
}

#[test]
fn every_format_gives_back_the_grid_that_was_written() {
    for (format, name) in FORMATS {
        let tables = read_tables(&write_new(&whole(), format).unwrap(), name).unwrap();
        let all = texts(&tables);
        for wanted in ["Repère", "C-1", "Votre réponse", "Prix"] {
            assert!(all.iter().any(|text| text == wanted), "{name}: {wanted} in {all:?}");
        }
        assert!(all.iter().any(|text| text.starts_with("=1+1")), "{name}: words stay words");
        assert!(!all.iter().any(|text| text == "Oui / Non"), "{name}: an invitation is no answer");
        let row = tables.iter().flat_map(|table| &table.rows).find(|row| row.text(0) == "C-1").unwrap();
        let is_book = matches!(format, NewFormat::Xlsx | NewFormat::Ods);
        assert_eq!(row.number(2).is_some(), is_book, "{name}");
        assert_eq!(row.text(3), "", "{name}: a cell to fill in is blank");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_no_date_of_today() {
    for (format, name) in FORMATS {
        let file = write_new(&whole(), format).unwrap();
        assert!(file == write_new(&whole(), format).unwrap(), "{name}");
        let dates = ["2025-", "2026-", "2027-"];
        let all: String = names(&file).iter().map(|member| archive::text(&file, member)).collect();
        assert!(dates.iter().all(|date| !all.contains(date)), "{name} holds a date");
    }
}

#[test]
fn an_empty_paper_is_a_document_in_every_format() {
    for (format, name) in FORMATS {
        let file = write_new(&Paper::new("Vide", ""), format);
        let is_book = matches!(format, NewFormat::Xlsx | NewFormat::Ods);
        assert!(file.is_ok_and(|file| !is_book || read_tables(&file, name).is_ok()), "{name}");
    }
}

#[test]
fn a_locked_workbook_leaves_only_its_answers_open() {
    let file = write_new(&whole(), NewFormat::Xlsx).unwrap();
    let sheet = archive::text(&file, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""));
    assert!(sheet.contains("hidden=\"1\"") && sheet.contains("<pane ySplit=\"4\""), "{sheet}");
    assert_eq!(sheet.matches("<dataValidation ").count(), 2);
    assert!(archive::text(&file, "xl/styles.xml").contains("<protection locked=\"0\"/>"));
    assert!(archive::text(&file, "xl/workbook.xml").contains("Print_Titles"));
    let content = archive::text(&write_new(&whole(), NewFormat::Ods).unwrap(), "content.xml");
    assert!(content.contains("table:protected=\"true\"") && content.contains("style:cell-protect=\"none\""));
    assert_eq!(content.matches("<table:content-validation ").count(), 2);
    assert!(content.contains("table:visibility=\"collapse\"") && content.contains("<table:table-header-rows>"));
}

#[test]
fn texts_have_alternative_texts_header_rows_and_language() {
    let docx = write_new(&whole(), NewFormat::Docx).unwrap();
    let main = archive::text(&docx, "word/document.xml");
    assert!(main.contains("<w:tblCaption w:val=\"Cadre de réponse\"/>") && main.contains("<w:tblDescription "));
    assert_eq!(main.matches("<w:tblHeader/>").count(), 3);
    assert!(main.contains("w:orient=\"landscape\"") && main.contains("<w:dropDownList>"));
    let odt = write_new(&whole(), NewFormat::Odt).unwrap();
    let content = archive::text(&odt, "content.xml");
    assert_eq!(content.matches("<table:table-header-rows>").count(), 3);
    assert!(content.contains("<table:desc>Une ligne par question"));
    assert!(archive::text(&odt, "styles.xml").contains("fo:language=\"fr\" fo:country=\"FR\""));
    assert!(archive::text(&odt, "meta.xml").contains("<dc:title>Cadre de réponse &amp; preuves</dc:title>"));
    assert_eq!(names(&odt).first().map(String::as_str), Some("mimetype"));
}

#[test]
fn a_cell_at_the_far_end_and_a_million_repeats_cost_nothing() {
    let sheet = |rows: &str| {
        format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"F\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        )
    };
    let rows = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"1000000\"><text:p>loin<office:annotation><text:p>note</text:p></office:annotation></text:p></table:table-cell></table:table-row>";
    let file = zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &sheet(rows))]);
    let tables = read_tables(&file, "a.ods").unwrap();
    let cells: usize = tables[0].rows.iter().map(|row| row.cells.len()).sum();
    assert!(cells <= 64 * 64, "{cells}");
    assert_eq!(tables[0].rows[0].cells[0], (4_000_000_000, SheetCell::Text("loin".to_owned())), "the comment of a cell is no answer");
}

#[test]
fn a_bomb_a_doctype_and_a_foreign_file_are_refused() {
    let bomb = " ".repeat(33 << 20);
    let file = zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &bomb)]);
    assert!(matches!(read_tables(&file, "a.ods"), Err(DocumentError::BombRatio { .. })));
    let entities = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
    let file = zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", entities)]);
    assert!(matches!(read_tables(&file, "a.ods"), Err(DocumentError::Doctype { .. })));
    assert!(matches!(read_tables(b"%PDF-1.7", "a.pdf"), Err(DocumentError::NotAZip { .. })));
    assert!(read_tables(b"", "a.xlsx").is_err());
    let zip = zip(&[("lisezmoi.txt", "rien")]);
    assert!(read_tables(&zip, "a.xlsx").is_err());
}

#[test]
fn a_workbook_says_its_words_whatever_the_way_they_are_kept() {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    let rels = |body: &str| format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{body}</Relationships>");
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = rels(&format!("<Relationship Id=\"rId1\" Type=\"{space}/officeDocument\" Target=\"xl/workbook.xml\"/>"));
    let book_rels = rels(&format!(
        "<Relationship Id=\"rId9\" Type=\"{space}/worksheet\" Target=\"worksheets/s.xml\"/><Relationship Id=\"rId2\" Type=\"{space}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    ));
    let book = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{space}\"><sheets><sheet name=\"Prix &amp; délais\" sheetId=\"4\" r:id=\"rId9\"/></sheets></workbook>"
    );
    let shared = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><r><t>riche </t></r><r><t>texte</t></r><rPh sb=\"0\" eb=\"1\"><t>lecture</t></rPh></si></sst>";
    let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>sur place</t></is></c><c t=\"str\"><f>A1</f><v>calculé</v></c><c r=\"F2\"><v>12.5</v></c><c r=\"G2\" t=\"b\"><v>1</v></c><c r=\"H2\" t=\"s\"><v>99</v></c></row></sheetData></worksheet>";
    let file = zip(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", &package),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &book_rels),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/s.xml", sheet),
    ]);
    let tables = read_tables(&file, "a.xlsx").unwrap();
    assert_eq!(tables[0].name, "Prix & délais");
    let text = |text: &str| SheetCell::Text(text.to_owned());
    let cells = [(0, text("riche texte")), (2, text("sur place")), (3, text("calculé")), (5, SheetCell::Number(12.5)), (6, text("Oui"))];
    assert_eq!(tables[0].rows[0].cells, cells);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_come_back_as_they_were_typed(words in prop::collection::vec("[ -~À-ÿœ’«»\u{202f}\u{1F333}]{1,30}", 1..12)) {
        let columns = vec![Column::new("Repère", 1), Column::new("Texte", 3)];
        let rows = words.iter().map(|word| Row::of(vec![Cell::text("x"), Cell::text(word.clone())])).collect();
        let mut paper = Paper::new("Mots", "");
        paper.grid(Grid { name: "Mots".to_owned(), columns, rows, ..Grid::default() });
        let wanted: Vec<String> = words.iter().map(|word| word.trim()).map(|word| word.strip_prefix("- ").map_or_else(|| word.to_owned(), |rest| format!("– {rest}"))).map(|word| word.trim().to_owned()).collect();
        for (format, name) in FORMATS {
            let tables = read_tables(&write_new(&paper, format).unwrap(), name).unwrap();
            let found: Vec<String> = tables[0].rows.iter().filter(|row| row.text(0) == "x").map(|row| row.text(1)).collect();
            prop_assert_eq!(&found, &wanted, "{}", name);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_tables(&bytes, "a.xlsx");
        let zipped = String::from_utf8_lossy(&bytes).into_owned();
        let _ = read_tables(&zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &zipped)]), "a.ods");
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(at in 0_usize..6000, byte in any::<u8>(), format in 0_usize..4) {
        let (format, name) = FORMATS[format];
        let mut file = write_new(&whole(), format).unwrap();
        let at = at % file.len();
        file[at] = byte;
        let _ = read_tables(&file, name);
    }
}

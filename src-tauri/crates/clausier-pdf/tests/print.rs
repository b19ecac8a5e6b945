//! Papers printed, then read again by another program (poppler) where it is installed.

use std::process::Command;

use clausier_core::document::{Block, Run, parse};
use clausier_core::paper::{Cell, Column, Entry, Grid, Paper, Row};
use clausier_pdf::print;
use proptest::prelude::*;

fn grid() -> Grid {
    let choice = Cell::Entry(Entry::Choice(vec!["Oui".to_owned(), "Non".to_owned()]));
    Grid {
        name: "Critères".to_owned(),
        description: "Un critère par ligne, avec son poids".to_owned(),
        columns: vec![
            Column::new("Critère", 30),
            Column::new("Poids", 10),
            Column::new("Réponse", 20),
            Column { hidden: true, ..Column::new("Repère", 8) },
        ],
        rows: vec![
            Row::of(vec![Cell::text("Prix\n- tout compris"), Cell::Number(60.0), choice, Cell::text("a1b2c3")]),
            Row { strong: true, cells: vec![Cell::text("Total"), Cell::Number(100.0)] },
        ],
    }
}

fn whole() -> Paper {
    let mut paper = Paper::new("Annexe des clauses", "2026-014 – Groupe scolaire");
    paper.heading(1, "CCAP");
    paper.heading(3, "Insertion");
    paper.blocks(&parse(
        "Un **mot** fort : 1 250 heures, n° 4, CO₂ ≥ 5 €.\n\n- premier\n- second\n\n1. un\n2. deux\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    ));
    paper.grid(grid());
    paper
}

/// What a program of poppler says of a file; nothing, with a note, where it is not installed.
fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("essai.pdf");
    std::fs::write(&path, pdf).expect("written");
    let text = if program == "pdftotext" { vec!["-"] } else { Vec::new() };
    let Ok(output) = Command::new(program).args(arguments).arg(&path).args(text).output() else {
        eprintln!("{program} is not installed (poppler-utils): the file is not read again");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn text_of(paper: &Paper) -> Option<String> {
    let spaces = |text: String| text.replace(['\u{a0}', '\u{202f}', '\u{200b}'], " ");
    poppler("pdftotext", &["-layout"], &print(paper).expect("printed")).map(spaces)
}

#[test]
fn a_paper_is_printed_with_its_title_language_headings_lists_and_header_rows() {
    let file = print(&whole()).expect("printed");
    assert!(file.starts_with(b"%PDF-1.7"));
    let Some(facts) = poppler("pdfinfo", &[], &file) else { return };
    assert!(facts.contains("Annexe des clauses") && facts.contains("Tagged:          yes"), "{facts}");
    assert!(!facts.contains("CreationDate"), "no date is written: {facts}");
    let tree = poppler("pdfinfo", &["-struct-text"], &file).expect("poppler is there");
    for mark in ["H1", "H2", "L ", "LI", "LBody", "Table", "TH", "TD", "/Summary"] {
        assert!(tree.contains(mark), "{mark} is missing in {tree}");
    }
    assert!(!tree.contains("H3"), "a heading never skips a level: {tree}");
    let metadata = poppler("pdfinfo", &["-meta"], &file).expect("poppler is there");
    assert!(metadata.contains("pdfuaid:part") && metadata.contains("fr-FR"), "{metadata}");
}

#[test]
fn what_looks_like_markup_stays_text() {
    let mut paper = Paper::new("#panic()", "*sujet* $x$");
    paper.paragraph("#set page(height: 1cm) *étoiles* _souligné_ `code` @ref <label> // commentaire \\n = Titre");
    let Some(text) = text_of(&paper) else { return };
    for shown in ["#panic()", "*sujet* $x$", "#set page(height: 1cm) *étoiles* _souligné_ `code` @ref <label> // commentaire"] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
}

#[test]
fn a_cell_taller_than_a_page_keeps_its_last_word() {
    let mut paper = Paper::new("Longue cellule", "");
    let mut long = grid();
    let lines: Vec<String> = (1..=120).map(|number| format!("ligne {number}")).collect();
    long.rows.push(Row::of(vec![Cell::text(lines.join("\n") + "\nfin")]));
    paper.grid(long);
    let Some(text) = text_of(&paper) else { return };
    assert!(text.contains("ligne 1 ") || text.contains("ligne 1\n"), "{text}");
    assert!(text.contains("ligne 120") && text.contains("fin"), "{text}");
    assert!(text.matches("Critère").count() >= 2, "the header row comes again on the next page: {text}");
}

#[test]
fn a_character_that_no_font_holds_is_shown_and_costs_nothing_else() {
    let mut paper = Paper::new("Nom étranger", "");
    paper.paragraph("Société 株式会社 et 🙂, puis la suite");
    let Some(text) = text_of(&paper) else { return };
    assert!(text.contains("Société") && text.contains("\u{fffd}") && text.contains("puis la suite"), "{text}");
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(print(&whole()).expect("printed"), print(&whole()).expect("printed"));
}

#[test]
fn an_empty_heading_and_an_empty_grid_are_no_obstacle() {
    let mut paper = whole();
    paper.heading(2, " ");
    paper.grid(Grid { name: "Vide".to_owned(), columns: vec![Column::new("Seule", 1)], ..Grid::default() });
    paper.blocks(&[Block::Paragraph { line: vec![Run::plain("")] }, Block::Bullets { items: vec![Vec::new()] }]);
    assert!(print(&paper).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// PDF/UA refuses many characters: none that a buyer pastes may refuse the document.
    #[test]
    fn any_text_is_printed(text in any::<String>(), cell in "\\PC{0,60}", level in 0_u8..12) {
        let mut paper = Paper::new("Texte quelconque", text.clone());
        paper.heading(level, format!("T {text}"));
        paper.blocks(&parse(&text));
        let mut grid = grid();
        grid.rows.push(Row::of(vec![Cell::text(cell), Cell::text(text)]));
        paper.grid(grid);
        if let Err(error) = print(&paper) {
            prop_assert!(false, "{}", error);
        }
    }
}

//! Documents printed in PDF by the program that lies beside the command line.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::support::{Answer, Desk, PROGRAM, with, works};

const PRINTER: &str = env!("CARGO_BIN_EXE_clausier-pdf");

const KINDS: [&str; 12] = [
    "clause-annex",
    "insertion-annex",
    "staff-annex",
    "derogations",
    "small-purchase-letter",
    "quotes-record",
    "criteria-table",
    "answer-frame",
    "justification",
    "needs-sheet",
    "execution-plan",
    "summary",
];

/// The sample, with what two documents ask for besides.
fn sample(desk: &Desk) -> String {
    let text = std::fs::read_to_string(desk.sample("groupe-scolaire/marche.json")).expect("the sample is there");
    let tender = serde_json::from_str(&text).expect("the sample is JSON");
    let more = json!({ "staff_transfer": true, "quotes": [{ "supplier": "Pépinière A", "amount_eur": 33000, "chosen": true }] });
    desk.tender("marche.json", &with(tender, more)).to_string_lossy().into_owned()
}

/// What a program of poppler says of a file; nothing, with a note, where it is not installed.
fn poppler(program: &str, before: &[&str], file: &Path, after: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(program).args(before).arg(file).args(after).output() else {
        println!("{program} n'est pas installé (poppler-utils) : le PDF n'est pas relu");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).replace(['\u{a0}', '\u{202f}'], " "))
}

#[test]
fn every_document_is_printed_tagged_with_its_title_its_language_and_its_words() {
    let desk = Desk::new();
    let tender = sample(&desk);
    for kind in KINDS {
        let out = format!("{kind}.pdf");
        let written = desk.json(&["create", &tender, "--kind", kind, "--out", &out]).done();
        assert_eq!(written["written"], json!(out));
        let file = desk.path(&out);
        assert!(std::fs::read(&file).is_ok_and(|bytes| bytes.starts_with(b"%PDF-1.7")), "{out}");
        let Some(facts) = poppler("pdfinfo", &["-meta"], &file, &[]) else { continue };
        assert!(facts.contains("pdfuaid:part") && facts.contains("fr-FR"), "{kind}: {facts}");
        let tree = poppler("pdfinfo", &["-struct"], &file, &[]).expect("poppler is there");
        assert!(tree.starts_with("Document") && (tree.contains("H1") || tree.contains("Table")), "{kind}: {tree}");
        assert_eq!(tree.contains("Table"), tree.contains("TH"), "{kind}: a table has its header row");
        let text = poppler("pdftotext", &[], &file, &["-"]).expect("poppler is there");
        assert!(text.contains("groupe scolaire") && text.contains("Page 1 sur"), "{kind}: {text}");
    }
}

/// The words of a Word document, read without its XML.
fn written(docx: &Path) -> String {
    let output = Command::new("unzip").arg("-p").arg(docx).arg("word/document.xml").output().expect("unzip is installed");
    let xml = String::from_utf8_lossy(&output.stdout).replace("&#39;", "'").replace("&amp;", "&");
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1).filter_map(|part| part.split("</w:t>").next());
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pdf_tells_the_same_words_as_the_word_document() {
    let desk = Desk::new();
    let tender = sample(&desk);
    for kind in ["clause-annex", "justification", "insertion-annex"] {
        let (docx, pdf) = (format!("{kind}.docx"), format!("{kind}.pdf"));
        desk.json(&["create", &tender, "--kind", kind, "--out", &docx]).done();
        desk.json(&["create", &tender, "--kind", kind, "--out", &pdf]).done();
        let Some(printed) = poppler("pdftotext", &["-raw"], &desk.path(&pdf), &["-"]) else { continue };
        // A word cut at the end of a line is whole again without its hyphen.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let printed = letters(&printed);
        let text = written(&desk.path(&docx));
        let lost: Vec<&str> = text.split_whitespace().filter(|word| !printed.contains(&letters(word))).collect();
        assert!(text.split_whitespace().count() > 100 && lost.is_empty(), "{kind}: {lost:?}");
    }
}

#[test]
fn the_same_tender_gives_the_same_pdf() {
    let desk = Desk::new();
    let tender = sample(&desk);
    let write = |name: &str| {
        desk.json(&["create", &tender, "--kind", "answer-frame", "--format", "pdf", "--out", name]).done();
        std::fs::read(desk.path(name)).expect("a file")
    };
    assert!(write("a.pdf") == write("b.pdf"), "no date and no chance in it");
}

/// The command line alone in a folder, as a script that copied one file would have it.
fn alone(desk: &Desk, tender: &Path, printer: Option<&str>) -> Answer {
    let own = desk.path(&format!("seul{}", std::env::consts::EXE_SUFFIX));
    if !own.exists() {
        std::fs::hard_link(PROGRAM, &own).or_else(|_| std::fs::copy(PROGRAM, &own).map(|_| ())).expect("the program is copied");
    }
    let mut command = Command::new(own);
    command.args(["--json", "create"]).arg(tender).args(["--kind", "summary", "--out"]).arg(desk.path("synthese.pdf")).env_remove("CLAUSIER_PDF");
    if let Some(printer) = printer {
        command.env("CLAUSIER_PDF", printer);
    }
    Answer::of(&command.output().expect("the program runs"))
}

#[test]
fn without_the_program_that_prints_nothing_is_written_and_the_sentence_says_what_to_choose() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works());
    let error = alone(&desk, &tender, None).refused("pdf-absent");
    assert!(error["error"]["hints"].to_string().contains(".docx"), "{error}");
    alone(&desk, &tender, Some(PROGRAM)).refused("pdf-echec");
    assert!(!desk.path("synthese.pdf").exists());
    alone(&desk, &tender, Some(PRINTER)).done();
    assert!(desk.path("synthese.pdf").exists());
}

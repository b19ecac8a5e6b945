//! New documents made of a tender, and filled frames read back.

use serde_json::{Value, json};

use crate::support::Desk;

#[test]
fn every_document_of_the_contract_is_made_from_the_sample() {
    let desk = Desk::new();
    let tender = desk.sample("groupe-scolaire/marche.json").to_string_lossy().into_owned();
    let cases = [
        ("clause-annex", "odt"),
        ("insertion-annex", "ods"),
        ("derogations", "docx"),
        ("small-purchase-letter", "odt"),
        ("criteria-table", "xlsx"),
        ("answer-frame", "ods"),
        ("justification", "xlsx"),
        ("needs-sheet", "docx"),
        ("execution-plan", "xlsx"),
        ("summary", "odt"),
    ];
    for (kind, format) in cases {
        let out = format!("{kind}.{format}");
        let written = desk.json(&["create", &tender, "--kind", kind, "--format", format, "--out", &out]).done();
        assert_eq!(written["written"], json!(out));
        assert!(written["clauses"].is_array(), "{written}");
        assert!(std::fs::metadata(desk.path(&out)).is_ok_and(|file| file.len() > 1_000), "{out}");
    }
    desk.json(&["create", &tender, "--kind", "staff-annex", "--out", "personnel.xlsx"]).refused("personnel-aucun");
}

#[test]
fn the_name_of_the_file_tells_the_format_and_a_format_that_does_not_exist_names_those_that_do() {
    let desk = Desk::new();
    let tender = desk.sample("groupe-scolaire/marche.json").to_string_lossy().into_owned();
    desk.json(&["create", &tender, "--kind", "criteria-table", "--out", "criteres.docx"]).done();
    let docx = std::fs::read(desk.path("criteres.docx")).expect("a file");
    assert!(docx.windows(17).any(|window| window == b"word/document.xml"), "a Word text, as its name says");
    let refused = desk.json(&["create", &tender, "--kind", "summary", "--format", "xlsx", "--out", "synthese.xlsx"]);
    let error = refused.refused("format-non-pris");
    assert!(error["error"]["message"].as_str().is_some_and(|message| message.contains("docx, odt ou pdf")), "{error}");
    assert!(!desk.path("synthese.xlsx").exists());
    assert_eq!(desk.run(&["create", &tender, "--kind", "poeme", "--out", "x.docx"]).code, Some(2));
}

#[test]
fn the_same_tender_gives_the_same_bytes() {
    let desk = Desk::new();
    let tender = desk.sample("groupe-scolaire/marche.json").to_string_lossy().into_owned();
    for format in ["docx", "odt", "xlsx", "ods"] {
        let write = |name: &str| {
            desk.json(&["create", &tender, "--kind", "answer-frame", "--format", format, "--out", name]).done();
            std::fs::read(desk.path(name)).expect("a file")
        };
        assert!(write(&format!("a.{format}")) == write(&format!("b.{format}")), "{format}");
    }
}

#[test]
fn a_frame_that_comes_back_empty_says_what_is_missing() {
    let desk = Desk::new();
    let tender = desk.sample("groupe-scolaire/marche.json").to_string_lossy().into_owned();
    desk.json(&["create", &tender, "--kind", "answer-frame", "--out", "cadre.xlsx"]).done();
    let read = desk.json(&["answers", "read", "cadre.xlsx", "--tender", &tender, "--out", "comparaison.xlsx"]).done();
    let offer = &read["offers"][0];
    assert_eq!((&offer["file"], &offer["bidder"], &offer["answers"]), (&json!("cadre.xlsx"), &Value::Null, &json!([])));
    assert!(offer["missing"].as_array().is_some_and(|missing| missing.len() >= 12), "name, SIRET and ten lots: {offer}");
    assert!(desk.path("comparaison.xlsx").is_file());
}

#[test]
fn a_file_that_is_no_frame_is_refused_and_the_others_are_given() {
    let desk = Desk::new();
    let tender = desk.sample("groupe-scolaire/marche.json").to_string_lossy().into_owned();
    desk.json(&["create", &tender, "--kind", "answer-frame", "--out", "cadre.ods"]).done();
    desk.write("notes.pdf", b"%PDF-1.7");
    let error = desk.json(&["answers", "read", "cadre.ods", "notes.pdf", "--tender", &tender]).refused("cadre-illisible");
    assert!(error["error"]["message"].as_str().is_some_and(|message| message.contains("notes.pdf")), "{error}");
    let other = desk.sample("groupe-scolaire/CCAP.docx").to_string_lossy().into_owned();
    desk.json(&["answers", "read", &other, "--tender", &tender]).refused("cadre-pas-un-cadre");
    desk.json(&["answers", "read", "absent.xlsx", "--tender", &tender]).refused("fichier-absent");
    assert_eq!(desk.run(&["answers", "read", "--tender", &tender]).code, Some(2));
}

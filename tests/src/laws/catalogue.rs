//! The files that a jurist edits: read, or faults at places that exist.

use std::sync::LazyLock;

use clausier_catalogue::{Catalogue, Faults, Files};

const RULE: &str = "law/obligations/besoin-dd.toml";
const CLAUSE: &str = "clauses/insertion/ins-01.toml";
/// What a rule or a clause is read beside; the rest of the catalogue would only slow the campaign.
const BESIDE: [&str; 5] = ["mots.toml", "relecture.toml", "faits.toml", "phrases.toml", "listes.toml"];

static OURS: LazyLock<Files> = LazyLock::new(|| Files::embedded(&Faults::default()));

/// Any bytes as a rule.
pub fn rule(bytes: &[u8]) {
    read(RULE, bytes);
}

/// Any bytes as a clause.
pub fn clause(bytes: &[u8]) {
    read(CLAUSE, bytes);
}

/// Every rule of the repository.
pub fn rules() -> Vec<Vec<u8>> {
    under("law/obligations/")
}

/// Some clauses of each theme.
pub fn clauses() -> Vec<Vec<u8>> {
    under("clauses/").into_iter().step_by(4).collect()
}

fn under(folder: &str) -> Vec<Vec<u8>> {
    OURS.under(folder).filter(|(path, _)| path.ends_with(".toml")).map(|(_, text)| text.as_bytes().to_vec()).collect()
}

fn read(path: &str, bytes: &[u8]) {
    let faults = Faults::default();
    let mut files = Files::default();
    for beside in BESIDE {
        files.add(beside, OURS.get(beside).unwrap_or_default().as_bytes(), &faults);
    }
    files.add(path, bytes, &faults);
    let lines = u32::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX) + 2;
    for fault in Catalogue::read(&files, faults).err().unwrap_or_default() {
        assert!(!fault.message.is_empty(), "a fault says something");
        assert!(fault.file != path || fault.line <= lines, "line {} of {lines}: {fault}", fault.line);
    }
}

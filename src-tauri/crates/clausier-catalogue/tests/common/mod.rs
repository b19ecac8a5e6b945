//! A small catalogue in memory, and its faults as a jurist reads them.

use clausier_catalogue::{Catalogue, Faults, Files};

/// What every clause is read with.
const SHARED: [&str; 5] = ["mots.toml", "relecture.toml", "labels.toml", "plans.toml", "publication.toml"];

/// Returns the faults of one file, put beside the words and the rules of the repository. No-break
/// spaces are shown as spaces, and the path is left out.
#[allow(dead_code)] // Each test file compiles this module for itself.
pub fn faults_of(path: &str, bytes: &[u8]) -> Vec<String> {
    faults_among(path, &[(path, bytes)])
}

/// Returns the faults of one file among several, put beside the words and the rules of the repository.
#[allow(dead_code)]
pub fn faults_among(path: &str, given: &[(&str, &[u8])]) -> Vec<String> {
    let ours = Files::embedded(&Faults::default());
    let faults = Faults::default();
    let mut files = Files::default();
    for shared in SHARED {
        files.add(shared, ours.get(shared).expect("the repository has it").as_bytes(), &faults);
    }
    for (path, bytes) in given {
        files.add(path, bytes, &faults);
    }
    let found = Catalogue::read(&files, faults).err().unwrap_or_default();
    let prefix = format!("{path}:");
    found.iter().map(plain).filter_map(|line| line.strip_prefix(&prefix).map(str::to_owned)).collect()
}

/// Writes a fault with plain spaces.
pub fn plain(fault: &impl ToString) -> String {
    fault.to_string().replace('\u{a0}', " ")
}

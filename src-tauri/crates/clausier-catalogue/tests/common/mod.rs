//! A small catalogue in memory, and its faults as a jurist reads them.

use clausier_catalogue::{Catalogue, Faults, Files};

/// Returns the faults of one file, put beside the words and the rules of the repository. No-break
/// spaces are shown as spaces, and the path is left out.
#[allow(dead_code)] // Each test file compiles this module for itself.
pub fn faults_of(path: &str, bytes: &[u8]) -> Vec<String> {
    let ignored = Faults::default();
    let ours = Files::embedded(&ignored);
    let faults = Faults::default();
    let mut files = Files::default();
    for shared in ["mots.toml", "relecture.toml"] {
        files.add(shared, ours.get(shared).expect("the repository has it").as_bytes(), &faults);
    }
    files.add(path, bytes, &faults);
    let found = Catalogue::read(&files, faults).err().unwrap_or_default();
    let prefix = format!("{path}:");
    found.iter().map(plain).filter_map(|line| line.strip_prefix(&prefix).map(str::to_owned)).collect()
}

/// Writes a fault with plain spaces.
pub fn plain(fault: &impl ToString) -> String {
    fault.to_string().replace('\u{a0}', " ")
}

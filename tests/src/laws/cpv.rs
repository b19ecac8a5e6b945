//! What one types to find a code.

use std::sync::LazyLock;

use clausier_catalogue::{Cpv, Faults, Files};
use clausier_core::french::{fold, words};

static CPV: LazyLock<Cpv> = LazyLock::new(|| Cpv::load(&Files::embedded(&Faults::default()), &Faults::default()));

/// Any text typed in the field of the codes.
pub fn typed(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let found = CPV.search(text, 20);
    assert!(found.len() <= 20, "more than asked");
    for entry in &found {
        assert_eq!(CPV.label(&entry.code), Some(entry.label.as_str()), "a code found does not exist");
        let _ = CPV.path(&entry.code);
    }
    assert_eq!(CPV.exists(text), CPV.find(text).is_some(), "a code both exists and does not");
    let split = words(text);
    assert_eq!(words(&split.join(" ")), split, "words are not words any more");
    assert_eq!(fold(&fold(text)), fold(text), "folding twice is not folding once");
}

/// Codes and words, whole and unfinished.
pub fn searches() -> Vec<Vec<u8>> {
    ["4523", "45 233 120-6", "travaux d'école", "CO₂ œuvre", "de", "entretien espaces v"].map(|text| text.as_bytes().to_vec()).into()
}

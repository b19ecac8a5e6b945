//! The CPV nomenclature by code or words, as one types.

use crate::engine::Engine;
use crate::wire::CpvLabel;

/// Searches the nomenclature: digits are the beginning of a code, the last word may be unfinished.
pub fn search(engine: &Engine, text: &str, limit: usize) -> Vec<CpvLabel> {
    engine.catalogue.cpv.search(text, limit).into_iter().map(|entry| show(engine, &entry.code)).collect()
}

/// Returns a code with its label and those above it; a code that does not exist has none.
pub(crate) fn show(engine: &Engine, code: &str) -> CpvLabel {
    let cpv = &engine.catalogue.cpv;
    CpvLabel { code: code.to_owned(), label: cpv.label(code).map(str::to_owned), path: cpv.path(code).into_iter().map(str::to_owned).collect() }
}

//! `labels.toml`: the labels that clauses cite or accept as proof.

use clausier_core::clauses::Label;
use clausier_core::tender::Family;

use super::records;
use crate::reader::{Sources, Table};
use crate::words::Words;

/// The file of the labels.
pub const FILE: &str = "labels.toml";
const KEYS: [&str; 7] = ["identifiant", "nom", "organisme", "couvre", "familles", "reference", "mots"];

/// A label, and how texts write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLabel {
    pub(crate) label: Label,
    pub(crate) words: Vec<String>,
}

/// Reads the labels.
pub fn load(sources: &Sources<'_>, words: &Words) -> Vec<NamedLabel> {
    let Some(file) = sources.required(FILE) else {
        return Vec::new();
    };
    file.keys(&["labels"]);
    records(&file.tables("labels", &KEYS), |table| read(table, words))
}

fn read(table: &Table<'_>, words: &Words) -> Option<NamedLabel> {
    let (name, body, covers, reference) = (table.text("nom"), table.text("organisme"), table.text("couvre"), table.text("reference"));
    let families = table.values("familles").into_iter().filter_map(|value| words.read::<Family>(value)).collect();
    let label = Label {
        id: table.optional_text("identifiant")?.to_owned(),
        name: name?.to_owned(),
        body: body?.to_owned(),
        covers: covers?.to_owned(),
        families,
        reference: reference?.to_owned(),
    };
    Some(NamedLabel { label, words: table.texts("mots").into_iter().map(str::to_owned).collect() })
}

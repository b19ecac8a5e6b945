//! The targets that one contract may serve, read for the justification sheet alone.

use clausier_core::clauses::TargetCall;
use clausier_core::tender::Theme;

use crate::reader::{Sources, Table};

/// The file of the targets.
const FILE: &str = "targets.toml";
/// What is measured contract by contract, and the themes of which one clause counts.
const MEASURES: [(&str, &[Theme]); 2] = [
    ("marches_avec_clause_environnementale", &[Theme::Environment, Theme::AirQuality, Theme::Biodiversity]),
    ("marches_avec_clause_sociale", &[Theme::Insertion, Theme::AntiDiscrimination]),
];

/// Reads the targets that a contract may serve; the others are measured elsewhere.
pub(crate) fn load(sources: &Sources<'_>) -> Vec<TargetCall> {
    let Some(file) = sources.optional(FILE) else { return Vec::new() };
    file.values("objectifs").into_iter().filter_map(crate::reader::Value::free_table).filter_map(|table| target(&table)).collect()
}

fn target(table: &Table<'_>) -> Option<TargetCall> {
    let measure = table.optional_text("mesure")?;
    let (_, themes) = MEASURES.iter().find(|(known, _)| *known == measure)?;
    Some(TargetCall {
        id: table.optional_text("identifiant")?.to_owned(),
        title: table.optional_text("intitule")?.to_owned(),
        scheme: table.optional_text("schema")?.to_owned(),
        until: table.optional("horizon").and_then(crate::reader::Value::day),
        themes: themes.to_vec(),
    })
}

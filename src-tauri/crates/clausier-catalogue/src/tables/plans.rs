//! `plans.toml`: the public plans that clauses serve.

use clausier_core::clauses::PublicPlan;

use super::records;
use crate::reader::{Sources, Table};
use crate::words::Words;

/// The file of the plans.
pub const FILE: &str = "plans.toml";
const KEYS: [&str; 5] = ["identifiant", "nom", "portee", "couvre", "source"];

/// Reads the plans.
pub fn load(sources: &Sources<'_>, words: &Words) -> Vec<PublicPlan> {
    let Some(file) = sources.required(FILE) else {
        return Vec::new();
    };
    file.keys(&["plans"]);
    records(&file.tables("plans", &KEYS), |table| read(table, words))
}

fn read(table: &Table<'_>, words: &Words) -> Option<PublicPlan> {
    let reach = table.required("portee").and_then(|value| words.read(value));
    let (name, covers) = (table.text("nom"), table.text("couvre"));
    Some(PublicPlan {
        id: table.optional_text("identifiant")?.to_owned(),
        name: name?.to_owned(),
        reach: reach?,
        covers: covers?.to_owned(),
        source: table.optional_text("source").map(str::to_owned),
    })
}

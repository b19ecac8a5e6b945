//! The parameters of an own clause against its texts, by the rules that read those of the catalogue.

use clausier_core::clauses::Parameter;

use super::{parameter, text};
use crate::reader::Table;
use crate::words::Words;

/// Checks the parameters of a draft written as a file, and how its levels use them. The texts themselves are
/// read part by part, elsewhere.
pub(crate) fn check(file: &Table<'_>, words: &Words) {
    let parameters = file.optional("parametres").map(|value| parameter::read_all(value, words)).unwrap_or_default();
    let levels: Vec<text::Read<'_>> = file.tables("niveaux", &text::KEYS).into_iter().map(|table| bare(table, words)).collect();
    let plain: Vec<Parameter> = parameters.iter().filter_map(|one| one.parameter.clone()).collect();
    text::check_units(&levels, &plain);
    parameter::check_use(&parameters, &levels);
    text::check_steps(&levels, &plain);
}

fn bare<'a>(table: Table<'a>, words: &Words) -> text::Read<'a> {
    let level = table.optional("niveau").and_then(|value| words.read(value));
    text::Read { table, level, text: None }
}

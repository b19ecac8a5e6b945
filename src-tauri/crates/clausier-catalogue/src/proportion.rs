//! `proportion.toml`: how many clauses, how much effort and how much control a purchase can bear.

use clausier_core::clauses::{ProportionScale, ProportionStep};

use crate::reader::{Sources, Table, Value};

/// The file.
pub const FILE: &str = "proportion.toml";
const KEYS: [&str; 5] = ["moins_de", "clauses", "effort", "controle_minutes", "origine"];
/// Largest figure that is not a slip.
const MOST: i64 = 100_000;

/// Reads the steps; absent = nothing is said of the whole.
pub fn load(sources: &Sources<'_>) -> ProportionScale {
    let Some(file) = sources.optional(FILE) else { return ProportionScale::default() };
    file.keys(&["paliers"]);
    ProportionScale::new(file.tables("paliers", &KEYS).iter().filter_map(step).collect())
}

fn step(table: &Table<'_>) -> Option<ProportionStep> {
    let number =
        |key: &'static str| table.required(key).and_then(|value| value.integer_between(1, MOST)).and_then(|number| u32::try_from(number).ok());
    let (clauses, effort, control_minutes) = (number("clauses"), number("effort"), number("controle_minutes"));
    let origin = table.text("origine");
    origin?;
    Some(ProportionStep {
        below: table.optional("moins_de").and_then(Value::amount),
        clauses: clauses?,
        effort: effort?,
        control_minutes: control_minutes?,
    })
}

//! `insertion.toml`: usage of insertion hours — rates, rounding, floors, trades, clauses that carry them.

use clausier_core::clauses::ClauseLibrary;
use clausier_core::insertion::{InsertionClause, InsertionRules, Sourced, Trade};
use clausier_core::tender::InsertionBasis;

use crate::cpv::{Cpv, read_prefix};
use crate::reader::{Sources, Table, Value};
use crate::words::Words;

/// The file.
pub const FILE: &str = "insertion.toml";
const KEYS: [&str; 6] = ["arrondi", "plancher", "taux", "metiers", "clauses", "sans_source"];
/// Longest step or floor that is not a slip: a year of work.
const HOURS: i64 = 1_820;

/// Reads the usage of insertion hours; absent = nothing is proposed.
pub fn load(sources: &Sources<'_>, words: &Words, cpv: &Cpv, library: &ClauseLibrary) -> InsertionRules {
    let Some(file) = sources.optional(FILE) else { return InsertionRules::default() };
    file.keys(&KEYS);
    let step = file.required("arrondi").and_then(|value| value.table(&["heures", "origine"]));
    let floor = file.required("plancher").and_then(|value| value.table(&["heures", "mois", "origine"]));
    let whole = |table: Option<&Table<'_>>, key: &'static str| table.and_then(|table| table.required(key)).and_then(count).unwrap_or_default();
    let origin = |table: Option<&Table<'_>>| table.and_then(|table| table.text("origine")).unwrap_or_default().to_owned();
    InsertionRules {
        step: whole(step.as_ref(), "heures"),
        step_origin: origin(step.as_ref()),
        floor_hours: whole(floor.as_ref(), "heures"),
        floor_months: whole(floor.as_ref(), "mois"),
        floor_origin: origin(floor.as_ref()),
        rates: file.tables("taux", &["base", "valeur", "origine"]).iter().filter_map(|table| rate(table, words)).collect(),
        trades: file.tables("metiers", &["nom", "cpv", "part", "cout_horaire"]).iter().filter_map(|table| trade(table, cpv)).collect(),
        clauses: file
            .tables("clauses", &["clause", "base", "heures", "renvoi", "taux"])
            .iter()
            .filter_map(|table| clause(table, words, library))
            .collect(),
        unsourced: file.text("sans_source").unwrap_or_default().to_owned(),
    }
}

fn count(value: Value<'_>) -> Option<u32> {
    value.integer_between(1, HOURS).and_then(|number| u32::try_from(number).ok())
}

fn rate(table: &Table<'_>, words: &Words) -> Option<(InsertionBasis, Sourced)> {
    let basis = table.required("base").and_then(|value| words.read(value));
    let value = table.required("valeur").and_then(|value| percent(value, 100.0));
    let origin = table.text("origine");
    Some((basis?, Sourced { value: value?, origin: origin?.to_owned() }))
}

fn percent(value: Value<'_>, highest: f64) -> Option<f64> {
    let number = value.number()?;
    if number <= 0.0 || number > highest {
        value.fault_hint(format!("« {} » est hors limites", value.name()), format!("plus de 0, {highest} au plus"));
    }
    Some(number)
}

fn trade(table: &Table<'_>, cpv: &Cpv) -> Option<Trade> {
    let sourced = |key: &str, highest: f64| {
        let one = table.optional(key)?.table(&["valeur", "source"])?;
        let value = one.required("valeur").and_then(|value| percent(value, highest));
        let origin = one.text("source");
        Some(Sourced { value: value?, origin: origin?.to_owned() })
    };
    Some(Trade {
        labour_share: sourced("part", 100.0),
        hourly_cost: sourced("cout_horaire", 1_000.0),
        cpv: table.values("cpv").into_iter().filter_map(|value| read_prefix(value, cpv)).collect(),
        name: table.text("nom")?.to_owned(),
    })
}

/// Reads a clause that carries the result; its parameters exist in its last wording.
fn clause(table: &Table<'_>, words: &Words, library: &ClauseLibrary) -> Option<InsertionClause> {
    let basis = table.required("base").and_then(|value| words.read(value));
    let named = table.required("clause")?;
    let id = named.filled()?;
    let Some(version) = library.find(id).and_then(|clause| clause.versions.all().last()) else {
        named.fault(format!("aucune clause ne s’appelle « {id} »"));
        return None;
    };
    let parameter = |key: &str| {
        let value = table.optional(key)?;
        let name = value.filled()?;
        if version.parameter(name).is_none() {
            value.fault(format!("la clause « {id} » n’a pas de paramètre « {name} »"));
        }
        Some(name.to_owned())
    };
    let hours = parameter("heures").and_then(|name| Some((name, table.text("renvoi")?.to_owned())));
    Some(InsertionClause { clause: id.to_owned(), basis: basis?, hours, percent: parameter("taux") })
}

//! `targets.toml`: the targets of a scheme, and those that an organisation adds of its own.

use clausier_core::figures::{Target, TargetBasis};
use clausier_core::law::Confidence;

use crate::law::{confidence, hundredths, is_identifier, shown, source};
use crate::organisation;
use crate::reader::{Sources, Table, Value};
use crate::words::Words;

/// The file of the targets.
const FILE: &str = "targets.toml";
/// The targets that an organisation adds.
const OWN: &str = "organisation/targets.toml";
const KEYS: [&str; 9] = ["identifiant", "intitule", "indicateur", "base", "pourcent", "horizon", "schema", "confiance", "source"];

/// Reads the targets, national ones first; every fault is said.
pub(crate) fn load(sources: &Sources<'_>, words: &Words) -> Vec<Target> {
    let files = [sources.required(FILE), sources.optional(OWN)];
    let mut targets: Vec<Target> = Vec::new();
    for file in files.iter().flatten() {
        file.keys(&["objectifs"]);
        for table in file.tables("objectifs", &KEYS) {
            let Some(target) = target(&table, words) else { continue };
            if targets.iter().any(|known| known.id == target.id) {
                table.fault(format!("l’objectif « {} » est écrit deux fois", target.id));
            }
            targets.push(target);
        }
    }
    targets
}

fn target(table: &Table<'_>, words: &Words) -> Option<Target> {
    let id = table.required("identifiant").and_then(identifier);
    let label = shown(table, "intitule");
    let indicator = table.text("indicateur");
    let percent = table.required("pourcent").and_then(share);
    let basis = table.required("base").and_then(|value| basis(value, words));
    let horizon = table.day("horizon");
    let scheme = shown(table, "schema");
    let confidence = confidence(table, words).unwrap_or(Confidence::High);
    let source = table.required("source").and_then(|value| source(value, None));
    Some(Target {
        id: id?,
        label: label?,
        indicator: indicator?.to_owned(),
        percent: percent?,
        basis: basis?,
        horizon: horizon?,
        scheme: scheme?,
        confidence,
        source: source?,
    })
}

fn identifier(value: Value<'_>) -> Option<String> {
    let id = value.filled()?;
    if !is_identifier(id) {
        value.fault_hint(format!("l’identifiant « {id} » a d’autres signes que a-z, 0-9 et -"), "écrivez-le en minuscules, avec des traits d’union");
        return None;
    }
    if let Some((message, hint)) = organisation::misnamed(value.path(), id) {
        value.fault_hint(message, hint);
    }
    Some(id.to_owned())
}

fn share(value: Value<'_>) -> Option<clausier_core::law::Hundredths> {
    let share = hundredths(value)?;
    if share > clausier_core::law::Hundredths::whole(100) {
        value.fault("un objectif est une part : de 0 à 100");
        return None;
    }
    Some(share)
}

fn basis(value: Value<'_>, words: &Words) -> Option<TargetBasis> {
    Some(match words.read_wire("base_objectif", value)? {
        "count" => TargetBasis::Count,
        "value" => TargetBasis::Value,
        _ => TargetBasis::Spend,
    })
}

//! The dated wordings of a clause.

use std::collections::BTreeMap;

use clausier_core::clauses::{ClauseVersion, LevelText, Parameter, Versions};
use clausier_core::tender::{ClauseKind, Level};

use super::{ClauseContext, parameter, text};
use crate::lint;
use crate::reader::{Table, Value};

const KEYS: [&str; 4] = ["version", "a_compter_du", "niveaux", "parametres"];

/// Reads every version, oldest first.
pub(super) fn read_all(file: &Table<'_>, kind: Option<ClauseKind>, context: &ClauseContext<'_>) -> Option<Versions> {
    let labels = file.texts("labels");
    let value = file.required("versions")?;
    let tables = file.tables("versions", &KEYS);
    if tables.is_empty() {
        value.fault("aucune version");
    }
    check_order(&tables);
    let versions: Vec<Option<ClauseVersion>> = tables.iter().map(|table| read(table, kind, context, &labels)).collect();
    Versions::new(versions.into_iter().collect::<Option<Vec<_>>>()?)
}

/// Says the versions that do not follow one another, in number and in day.
fn check_order(tables: &[Table<'_>]) {
    for pair in tables.windows(2) {
        let [before, after] = pair else { continue };
        let day = |table: &Table<'_>| table.optional("a_compter_du").filter(|value| value.kind() == crate::reader::Kind::Day).and_then(Value::day);
        let number = |table: &Table<'_>| table.optional_text("version").and_then(number);
        if let (Some(first), Some(second)) = (day(before), day(after))
            && second <= first
        {
            after.fault_hint(
                format!("la version commence le {second}, pas après la précédente ({first})"),
                "écrivez les versions de la plus ancienne à la plus récente",
            );
        }
        if let (Some(first), Some(second)) = (number(before), number(after))
            && second <= first
        {
            after.fault("le numéro de version ne dépasse pas celui de la précédente");
        }
    }
}

/// Reads `1.2.0`.
fn number(text: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> = text.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    <[u32; 3]>::try_from(parts).ok()
}

fn read(table: &Table<'_>, kind: Option<ClauseKind>, context: &ClauseContext<'_>, labels: &[&str]) -> Option<ClauseVersion> {
    let name = table.required("version").and_then(version_name);
    let from = table.day("a_compter_du");
    let parameters = table.optional("parametres").map(|value| parameter::read_all(value, context.words));
    let parameters: Vec<parameter::Read<'_>> = parameters.unwrap_or_default();
    let levels = text::read_all(table, kind, context);
    let plain: Vec<Parameter> = parameters.iter().filter_map(|one| one.parameter.clone()).collect();
    text::check_units(&levels, &plain);
    parameter::check_use(&parameters, &levels);
    text::check_steps(&levels, &plain);
    if context.rules.are_loaded() {
        text::check_kept(&levels, &plain);
        check_labels(&levels, context, labels);
    }
    let texts: BTreeMap<Level, LevelText> = levels.into_iter().filter_map(|level| Some((level.level?, level.text?))).collect();
    let complete = plain.len() == parameters.len() && !texts.is_empty();
    Some(ClauseVersion { version: name?, from: from?, levels: texts, parameters: plain, verbatim: false }).filter(|_| complete)
}

fn check_labels(levels: &[text::Read<'_>], context: &ClauseContext<'_>, named: &[&str]) {
    for (value, text) in levels.iter().flat_map(text::Read::parts) {
        lint::check_cited(value, text, &context.tables.labels, named);
    }
}

fn version_name(value: Value<'_>) -> Option<String> {
    let name = value.filled()?;
    if number(name).is_none() {
        value.fault_hint(format!("« {name} » n’est pas un numéro de version"), "trois nombres séparés par des points : 1.0.0");
    }
    Some(name.to_owned())
}

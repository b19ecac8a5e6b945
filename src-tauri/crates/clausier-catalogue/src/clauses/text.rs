//! The levels of a version and their texts.

use std::collections::BTreeMap;

use clausier_core::clauses::{LevelText, Parameter, parameter_names};
use clausier_core::tender::{ClauseKind, Level};

use super::ClauseContext;
use crate::lint;
use crate::reader::{Table, Value};

const KEYS: [&str; 8] = ["niveau", "difference", "exigence", "preuve", "controle", "penalite", "methode", "a_fournir"];
/// Keys that hold text written in the document.
const PARTS: [&str; 6] = ["exigence", "methode", "a_fournir", "preuve", "controle", "penalite"];

/// A level as it was read; what is missing was said.
pub(super) struct Read<'a> {
    pub table: Table<'a>,
    pub level: Option<Level>,
    pub text: Option<LevelText>,
}

impl<'a> Read<'a> {
    /// Lists the parts that are written in the document, with their places.
    pub fn parts(&self) -> Vec<(Value<'a>, &'a str)> {
        let value = |key: &&str| self.table.optional(key);
        let filled = |value: Value<'a>| (value.kind() == crate::reader::Kind::Text).then(|| value.text().map(|text| (value, text)))?;
        PARTS.iter().filter_map(value).filter_map(filled).collect()
    }
}

/// Reads the levels of a version, in the order of the file.
pub(super) fn read_all<'a>(version: &Table<'a>, kind: Option<ClauseKind>, context: &ClauseContext<'_>) -> Vec<Read<'a>> {
    if let Some(value) = version.required("niveaux").filter(|value| value.list().is_empty()) {
        value.fault("aucun niveau");
    }
    let levels: Vec<Read<'a>> = version.tables("niveaux", &KEYS).into_iter().map(|table| read(table, kind, context)).collect();
    check_order(&levels);
    levels
}

fn read<'a>(table: Table<'a>, kind: Option<ClauseKind>, context: &ClauseContext<'_>) -> Read<'a> {
    let level = table.required("niveau").and_then(|value| context.words.read(value));
    let text = read_text(&table, kind);
    let read = Read { table, level, text };
    for (value, text) in read.parts() {
        context.rules.check(value, text, kind);
    }
    read
}

fn read_text(table: &Table<'_>, kind: Option<ClauseKind>) -> Option<LevelText> {
    let owned = |text: &str| text.trim().to_owned();
    let is_criterion = kind == Some(ClauseKind::AwardCriterion);
    let requirement = table.text("exigence").map(owned);
    let proof = table.text("preuve").map(owned);
    let control = table.text("controle").map(owned);
    let penalty = if kind.is_some_and(ClauseKind::binds) { table.text("penalite") } else { table.optional_text("penalite") };
    let (method, provide) = if is_criterion { (table.text("methode"), table.text("a_fournir")) } else { (None, None) };
    for value in ["methode", "a_fournir"].iter().filter_map(|key| table.optional(key)).filter(|_| kind.is_some() && !is_criterion) {
        value.fault_hint(format!("« {} » n’a de sens que pour un critère", value.name()), "écrivez genre = \"critere\", ou retirez cette clé");
    }
    Some(LevelText {
        requirement: requirement?,
        proof: proof?,
        control: control?,
        penalty: penalty.map(owned),
        difference: table.optional_text("difference").map(owned),
        method: method.map(owned),
        bidders_provide: provide.map(owned),
    })
}

/// Says levels written twice or out of order, and a difference that is missing or has no object.
fn check_order(levels: &[Read<'_>]) {
    let says_difference = |level: &Read<'_>| level.table.optional_text("difference").is_some();
    if let Some(lowest) = levels.first().filter(|level| says_difference(level)) {
        lowest.table.fault("le niveau le plus bas n’a pas de « difference » : il ne se compare à rien");
    }
    for pair in levels.windows(2) {
        let [below, above] = pair else { continue };
        if let (Some(low), Some(high)) = (below.level, above.level)
            && high <= low
        {
            above.table.fault_hint("les niveaux ne montent pas", "de_base, puis renforce, puis exemplaire, chacun une fois");
        }
        if !says_difference(above) {
            above.table.fault_hint("clé « difference » absente", "dites ce qui change depuis le niveau d’en dessous");
        }
    }
}

/// Says the units written after a parameter that carries its own.
pub(super) fn check_units(levels: &[Read<'_>], parameters: &[Parameter]) {
    for (value, text) in levels.iter().flat_map(Read::parts) {
        lint::units_after_parameters(value, text, parameters);
    }
}

/// Says a level that asks, once filled in, exactly what the level below asks. Nothing is said while a
/// text names a parameter that is not declared: that was said, and may be what changes.
pub(super) fn check_steps(levels: &[Read<'_>], parameters: &[Parameter]) {
    for pair in levels.windows(2) {
        let [below, above] = pair else { continue };
        if let (Some(low), Some(high)) = (below.level, above.level)
            && low != high
            && is_declared(below, parameters)
            && is_declared(above, parameters)
            && filled(below, low, parameters) == filled(above, high, parameters)
        {
            above.table.fault_hint("ce niveau demande la même chose que celui d’en dessous", "changez le texte ou un défaut, ou retirez le niveau");
        }
    }
}

fn is_declared(read: &Read<'_>, parameters: &[Parameter]) -> bool {
    let known = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
    read.parts().into_iter().all(|(_, text)| parameter_names(text).into_iter().all(known))
}

/// Returns the texts of a level and the values proposed there.
fn filled<'a>(read: &Read<'a>, level: Level, parameters: &[Parameter]) -> (Vec<&'a str>, BTreeMap<String, String>) {
    let texts: Vec<&'a str> = read.parts().into_iter().map(|(_, text)| text.trim()).collect();
    let names = texts.iter().flat_map(|text| parameter_names(text));
    let value =
        |name: &str| parameters.iter().find(|parameter| parameter.name == name)?.default.at(level).map(clausier_core::tender::Scalar::as_text);
    let values = names.filter_map(|name| Some((name.to_owned(), value(name)?))).collect();
    (texts, values)
}

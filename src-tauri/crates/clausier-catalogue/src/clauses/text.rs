//! The levels of a version and their texts.

use std::collections::BTreeMap;

use clausier_core::clauses::{LevelText, Parameter, parameter_names, sub_criteria};
use clausier_core::document::{Block, parse};
use clausier_core::tender::{ClauseKind, Level};

use super::ClauseContext;
use crate::lint;
use crate::reader::{Table, Value};

/// Keys of a level.
pub(super) const KEYS: [&str; 9] = ["niveau", "remplace", "difference", "exigence", "preuve", "controle", "penalite", "methode", "a_fournir"];
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
        context.rules.check_wanted(value, text, kind);
    }
    if let Some((value, text)) = table_text(&read.table, "difference") {
        context.rules.check_aside(value, text);
        context.rules.check_wanted(value, text, kind);
    }
    if context.rules.are_loaded() && kind == Some(ClauseKind::AwardCriterion) {
        check_points(&read.table);
    }
    read
}

fn table_text<'a>(table: &Table<'a>, key: &str) -> Option<(Value<'a>, &'a str)> {
    let value = table.optional(key).filter(|value| value.kind() == crate::reader::Kind::Text)?;
    value.text().map(|text| (value, text))
}

/// Says a method whose sub-criteria do not share a hundred points, or that has no table to compare offers with.
fn check_points(table: &Table<'_>) {
    let Some((value, method)) = table_text(table, "methode") else { return };
    let total: u32 = sub_criteria(method).iter().map(|one| one.points).sum();
    let has_table = parse(method).iter().any(|block| matches!(block, Block::Table { .. }));
    if !has_table {
        value.fault_hint("la méthode n’a pas de tableau", "donnez les sous-critères et leurs points, ou les lignes du calcul");
    } else if total != 0 && total != 100 {
        value.fault_hint(format!("les sous-critères font {total} points"), "ils en font 100 : la pondération du critère les ramène à sa part");
    }
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

/// Says a level that drops a figure of the level below: it contains it, or says that it replaces it.
pub(super) fn check_kept(levels: &[Read<'_>], parameters: &[Parameter]) {
    for pair in levels.windows(2) {
        let [below, above] = pair else { continue };
        let replaces = above.table.optional("remplace").and_then(Value::flag).unwrap_or_default();
        let figures = |read: &Read<'_>| -> Vec<String> {
            let (_, text) = table_text(&read.table, "exigence").unzip();
            parameter_names(text.unwrap_or_default()).into_iter().map(str::to_owned).collect()
        };
        let kept = figures(above);
        if let Some(lost) =
            figures(below).into_iter().find(|name| !kept.contains(name) && !replaces && parameters.iter().any(|one| one.name == *name))
        {
            above.table.fault_hint(
                format!("ce niveau perd {{{{{lost}}}}}, que demande celui d’en dessous"),
                "un niveau plus haut contient le plus bas ; s’il le remplace, écrivez remplace = true",
            );
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

//! Parameters of a version: kind, bounds, value proposed, and whether the texts use them.

use std::collections::BTreeMap;

use clausier_core::clauses::{Parameter, ParameterDefault, ParameterKind, ParameterProblem, check_parameter, parameter_names};
use clausier_core::tender::{Level, Scalar};

use super::text;
use crate::reader::{Entry, Kind, Table, Value, nearest};
use crate::words::{Words, is_plain};

const KEYS: [&str; 8] = ["libelle", "type", "unite", "defaut", "minimum", "maximum", "valeurs", "origine"];
/// Units of a duration.
const DURATIONS: [&str; 6] = ["heures", "jours", "jours ouvrés", "semaines", "mois", "ans"];

/// A parameter as it was read; what is missing was said.
pub(super) struct Read<'a> {
    entry: Entry<'a>,
    pub parameter: Option<Parameter>,
}

/// Reads the parameters, in the order of the file.
pub(super) fn read_all<'a>(value: Value<'a>, words: &Words) -> Vec<Read<'a>> {
    value.entries().into_iter().map(|entry| Read { entry, parameter: read(entry, words) }).collect()
}

fn read(entry: Entry<'_>, words: &Words) -> Option<Parameter> {
    if !is_plain(entry.key) {
        entry.fault_hint(format!("« {} » n’est pas un nom de paramètre", entry.key), "des minuscules sans accent, des chiffres, des traits bas");
    }
    let table = entry.value.table(&KEYS)?;
    let label = table.text("libelle");
    let origin = table.text("origine");
    let kind = table.required("type").and_then(|value| words.read::<ParameterKind>(value))?;
    let mut parameter = Parameter {
        name: entry.key.to_owned(),
        label: label?.to_owned(),
        kind,
        unit: unit(&table, kind),
        default: ParameterDefault::None,
        min: bound(&table, "minimum", kind),
        max: bound(&table, "maximum", kind),
        choices: choices(&table, kind),
        origin: origin?.to_owned(),
    };
    check_bounds(&table, &parameter);
    if let Some(value) = table.optional("defaut") {
        parameter.default = default(value, &parameter, words);
    }
    Some(parameter)
}

fn unit(table: &Table<'_>, kind: ParameterKind) -> Option<String> {
    let value = table.optional("unite");
    match kind {
        ParameterKind::Duration => {
            let value = table.required("unite")?;
            let unit = value.filled()?;
            if !DURATIONS.contains(&unit) {
                value.unknown_word(unit, DURATIONS);
            }
            Some(unit.to_owned())
        }
        ParameterKind::Number => value?.filled().map(str::to_owned),
        ParameterKind::Percentage | ParameterKind::Amount | ParameterKind::Date | ParameterKind::Choice | ParameterKind::Text => {
            if let Some(value) = value {
                value.fault_hint("ce type n’a pas d’unité", "retirez « unite »");
            }
            None
        }
    }
}

fn bound(table: &Table<'_>, key: &'static str, kind: ParameterKind) -> Option<f64> {
    let value = table.optional(key)?;
    match kind {
        ParameterKind::Number | ParameterKind::Percentage | ParameterKind::Amount | ParameterKind::Duration => value.number(),
        ParameterKind::Date | ParameterKind::Choice | ParameterKind::Text => {
            value.fault_hint("ce type n’a pas de bornes", format!("retirez « {key} »"));
            None
        }
    }
}

fn check_bounds(table: &Table<'_>, parameter: &Parameter) {
    if let (Some(low), Some(high), Some(value)) = (parameter.min, parameter.max, table.optional("maximum"))
        && high < low
    {
        value.fault("le maximum est plus petit que le minimum");
    }
    let beyond = parameter.kind == ParameterKind::Percentage
        && [parameter.min, parameter.max].into_iter().flatten().any(|bound| !(0.0..=1000.0).contains(&bound));
    if beyond {
        table.fault("un pourcentage va de 0 à 100, rarement plus");
    }
}

fn choices(table: &Table<'_>, kind: ParameterKind) -> Vec<String> {
    let value = table.optional("valeurs");
    match kind {
        ParameterKind::Choice => {
            let values: Vec<String> = table.texts("valeurs").into_iter().map(str::to_owned).collect();
            let twice = values.iter().enumerate().any(|(at, one)| values.iter().skip(at + 1).any(|other| other == one));
            match table.required("valeurs") {
                Some(value) if values.len() < 2 => value.fault("un choix a au moins deux valeurs"),
                Some(value) if twice => value.fault("une valeur est écrite deux fois"),
                Some(_) | None => {}
            }
            values
        }
        // Words that may stand instead of the number: « the volume of the annex ».
        ParameterKind::Number => table.texts("valeurs").into_iter().map(str::to_owned).collect(),
        ParameterKind::Percentage | ParameterKind::Amount | ParameterKind::Duration | ParameterKind::Date | ParameterKind::Text => {
            if let Some(value) = value {
                value.fault_hint("seul un choix a des valeurs", "écrivez type = \"choix\", ou retirez « valeurs »");
            }
            Vec::new()
        }
    }
}

/// Reads the value proposed: one, or one a level.
fn default(value: Value<'_>, parameter: &Parameter, words: &Words) -> ParameterDefault {
    if value.kind() != Kind::Table {
        return proposal(value, parameter).map_or(ParameterDefault::None, ParameterDefault::Same);
    }
    let mut by_level: BTreeMap<Level, Scalar> = BTreeMap::new();
    for entry in value.entries() {
        match words.find::<Level>(entry.key) {
            Some(level) => by_level.extend(proposal(entry.value, parameter).map(|scalar| (level, scalar))),
            None => entry.unknown(words.known("niveau")),
        }
    }
    ParameterDefault::PerLevel(by_level)
}

/// Reads one value proposed, of the right type and within the bounds.
fn proposal(value: Value<'_>, parameter: &Parameter) -> Option<Scalar> {
    let awaited = match parameter.kind {
        ParameterKind::Number | ParameterKind::Percentage | ParameterKind::Amount | ParameterKind::Duration => Kind::Number,
        ParameterKind::Date => Kind::Day,
        ParameterKind::Choice | ParameterKind::Text => Kind::Text,
    };
    if value.kind() != awaited {
        return value.expected(awaited);
    }
    let scalar = value.scalar()?;
    if scalar.is_blank() {
        value.fault_hint("le défaut est vide", "retirez « defaut » : le paramètre est alors à compléter");
        return None;
    }
    if let Err(problem) = check_parameter(parameter, &scalar) {
        value.fault(sentence(&problem));
    }
    Some(scalar)
}

fn sentence(problem: &ParameterProblem) -> String {
    match problem {
        ParameterProblem::NotANumber => "le défaut n’est pas un nombre".to_owned(),
        ParameterProblem::NotAnAmount => "le défaut n’est pas un montant".to_owned(),
        ParameterProblem::NotADate => "le défaut n’est pas une date".to_owned(),
        ParameterProblem::NotAText => "le défaut n’est pas un texte".to_owned(),
        ParameterProblem::WrongUnit { expected } => format!("le défaut n’est pas en {expected}"),
        ParameterProblem::BelowMinimum { minimum } => format!("le défaut est plus petit que le minimum ({minimum})"),
        ParameterProblem::AboveMaximum { maximum } => format!("le défaut est plus grand que le maximum ({maximum})"),
        ParameterProblem::NotInChoices { choices } => format!("le défaut n’est pas parmi les valeurs : {}", choices.join(", ")),
    }
}

/// Says the parameters that no text uses, those used without being declared, and defaults for a level
/// that does not exist.
pub(super) fn check_use(parameters: &[Read<'_>], levels: &[text::Read<'_>]) {
    let parts: Vec<(Value<'_>, &str)> = levels.iter().flat_map(text::Read::parts).collect();
    let declared = || parameters.iter().map(|one| one.entry.key);
    for one in parameters {
        if !parts.iter().any(|(_, text)| parameter_names(text).contains(&one.entry.key)) {
            one.entry.fault_hint(
                format!("aucun texte n’utilise le paramètre « {} »", one.entry.key),
                format!("écrivez {{{{{}}}}} dans un texte, ou retirez-le", one.entry.key),
            );
        }
        check_levels(one, levels);
    }
    for (value, text) in &parts {
        for name in parameter_names(text).into_iter().filter(|name| declared().all(|known| known != *name)) {
            let near = nearest(name, declared())
                .map_or_else(|| format!("ajoutez [versions.parametres.{name}]"), |near| format!("vouliez-vous dire {{{{{near}}}}} ?"));
            value.fault_at(&format!("{{{{{name}}}}}"), format!("le paramètre « {name} » n’est pas déclaré"), near);
        }
    }
}

fn check_levels(one: &Read<'_>, levels: &[text::Read<'_>]) {
    let Some(ParameterDefault::PerLevel(by_level)) = one.parameter.as_ref().map(|parameter| &parameter.default) else {
        return;
    };
    if by_level.keys().any(|level| levels.iter().all(|read| read.level != Some(*level))) {
        one.entry.fault(format!("le défaut de « {} » vise un niveau que la clause n’a pas", one.entry.key));
    }
}

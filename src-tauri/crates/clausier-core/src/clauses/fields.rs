//! The parameters of a clause as fields to fill in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::wording::{parameter_names, wording};
use super::{ClauseVersion, Parameter, ParameterKind, ParameterProblem, check_parameter, write_value};
use crate::tender::{Level, Scalar};

/// One field of the « À compléter » panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ParameterField {
    /// Name between braces.
    pub name: String,
    /// What stands beside the field.
    pub label: String,
    /// Kind of value.
    pub kind: ParameterKind,
    /// Unit in the plural.
    pub unit: Option<String>,
    /// Value that counts today.
    pub value: Option<Scalar>,
    /// That value with its unit.
    pub written: Option<String>,
    /// Whether that value is the catalogue's proposal.
    pub proposed: bool,
    /// The catalogue's proposal at this level.
    pub default: Option<Scalar>,
    /// Smallest value accepted.
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub min: Option<f64>,
    /// Largest value accepted.
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub max: Option<f64>,
    /// Values of a choice.
    pub choices: Vec<String>,
    /// Where the proposal comes from.
    pub origin: String,
    /// Why the value does not fit.
    pub problem: Option<ParameterProblem>,
}

/// Lists the fields of the parameters that the text of this level uses, in the order of the text.
pub fn parameter_fields(version: &ClauseVersion, level: Level, given: &BTreeMap<String, Scalar>) -> Vec<ParameterField> {
    used_parameters(version, level).into_iter().map(|parameter| field(parameter, level, given)).collect()
}

/// Lists the parameters that the text of this level uses, in the order of the text.
pub fn used_parameters(version: &ClauseVersion, level: Level) -> Vec<&Parameter> {
    let text = wording(version, level);
    parameter_names(&text).into_iter().filter_map(|name| version.parameter(name)).collect()
}

/// Counts the parameters of this level that have no value.
pub fn missing_parameters(version: &ClauseVersion, level: Level, given: &BTreeMap<String, Scalar>) -> usize {
    let used = version.levels.get(&level).into_iter().flat_map(super::wording::parts);
    let mut names: Vec<&str> = used.flat_map(|(_, part)| parameter_names(part)).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter_map(|name| version.parameter(name)).filter(|parameter| parameter.value(level, given).is_none()).count()
}

fn field(parameter: &Parameter, level: Level, given: &BTreeMap<String, Scalar>) -> ParameterField {
    let value = parameter.value(level, given);
    let own = given.get(&parameter.name).is_some_and(|value| !value.is_blank());
    ParameterField {
        name: parameter.name.clone(),
        label: parameter.label.clone(),
        kind: parameter.kind,
        unit: parameter.unit.clone(),
        value: value.cloned(),
        written: value.map(|value| write_value(parameter, value)),
        proposed: value.is_some() && !own,
        default: parameter.default.at(level).cloned(),
        min: parameter.min,
        max: parameter.max,
        choices: parameter.choices.clone(),
        origin: parameter.origin.clone(),
        problem: value.and_then(|value| check_parameter(parameter, value).err()),
    }
}

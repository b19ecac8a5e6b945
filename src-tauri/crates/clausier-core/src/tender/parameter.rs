//! Parameters of a clause: what the buyer fills in. One type for the catalogue's clauses and for the
//! organisation's own, which travel with the tender.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Level, Scalar};

/// What kind of value a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ParameterKind {
    Number,
    Percentage,
    Amount,
    Duration,
    Date,
    Choice,
    Text,
}

/// The value proposed: none, one for all levels, or one a level.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
pub enum ParameterDefault {
    /// To be filled in by the buyer.
    #[default]
    None,
    /// The same at every level.
    Same(Scalar),
    /// One a level; a level left out is to be filled in.
    PerLevel(BTreeMap<Level, Scalar>),
}

impl ParameterDefault {
    /// Returns the value proposed at that level.
    pub fn at(&self, level: Level) -> Option<&Scalar> {
        match self {
            Self::None => None,
            Self::Same(value) => Some(value),
            Self::PerLevel(values) => values.get(&level),
        }
    }

    /// Lists the values proposed, for the check of the catalogue.
    pub fn values(&self) -> Vec<&Scalar> {
        match self {
            Self::None => Vec::new(),
            Self::Same(value) => vec![value],
            Self::PerLevel(values) => values.values().collect(),
        }
    }
}

/// One parameter of a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name between braces: `taux`.
    pub name: String,
    /// What the buyer reads beside the field.
    pub label: String,
    /// Kind of value.
    pub kind: ParameterKind,
    /// Unit in the plural (`jours`, `lots`); percentages and amounts have none.
    #[serde(default)]
    pub unit: Option<String>,
    /// Value proposed.
    #[serde(default)]
    pub default: ParameterDefault,
    /// Smallest value accepted.
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub min: Option<f64>,
    /// Largest value accepted.
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub max: Option<f64>,
    /// Values of a choice.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Where the value proposed comes from.
    #[serde(default)]
    pub origin: String,
}

impl Parameter {
    /// Returns the value that counts: the buyer's, else the one proposed at that level. A blank field
    /// is no value, and then the proposal stands.
    pub fn value<'a>(&'a self, level: Level, given: &'a BTreeMap<String, Scalar>) -> Option<&'a Scalar> {
        given.get(&self.name).filter(|value| !value.is_blank()).or_else(|| self.default.at(level))
    }
}

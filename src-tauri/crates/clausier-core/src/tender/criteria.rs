//! Award criteria (L2152-7, R2152-7).

use serde::{Deserialize, Serialize};

/// What a criterion judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum CriterionKind {
    Price,
    Cost,
    LifeCycleCost,
    Quality,
    Environmental,
    Social,
    Other,
}

/// One criterion or sub-criterion; `weight` is a percentage of the whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Criterion {
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub kind: Option<CriterionKind>,
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub weight: Option<f64>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Criterion>))]
    pub sub: Vec<Criterion>,
    /// How offers are scored.
    #[serde(default)]
    pub method: Option<String>,
    #[serde(default)]
    pub what_bidders_provide: Option<String>,
    /// Identifier of the catalogue criterion it comes from.
    #[serde(default)]
    pub clause: Option<String>,
}

//! Lots: each one is a contract of its own (L2113-10).

use super::{Criterion, Euros, Procedure};
use serde::{Deserialize, Serialize};

/// Who may answer a reserved lot (L2113-12 to L2113-16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ReservedFor {
    Disability,
    Insertion,
    DisabilityAndInsertion,
    Prison,
    SocialEconomy,
}

/// What insertion hours are counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum InsertionBasis {
    Amount,
    Orders,
    Hires,
}

/// Insertion hours of a lot: hours = amount × labour share × rate ÷ hourly cost.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Insertion {
    #[serde(default)]
    pub required: Option<bool>,
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub hours: Option<f64>,
    #[serde(default)]
    pub basis: Option<InsertionBasis>,
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub labour_share: Option<f64>,
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub rate: Option<f64>,
    #[serde(default)]
    pub hourly_cost_eur: Option<Euros>,
    #[serde(default)]
    pub reason_if_none: Option<String>,
}

/// One lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Lot {
    pub number: u32,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub estimated_value_eur: Option<Euros>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub cpv: Vec<String>,
    #[serde(default)]
    pub reserved_for: Option<ReservedFor>,
    #[serde(default)]
    pub procedure: Option<Procedure>,
    /// Own criteria; absent = those of the tender.
    #[serde(default)]
    pub criteria: Option<Vec<Criterion>>,
    #[serde(default)]
    pub duration_months: Option<u32>,
    #[serde(default)]
    pub insertion: Option<Insertion>,
}

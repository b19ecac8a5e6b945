//! Totals of weights, exact to the hundredth of a point.

use serde::{Deserialize, Serialize};

use crate::tender::{Criterion, Tender};

/// The whole, in hundredths of a point.
pub(super) const WHOLE: i64 = 10_000;

/// The total of a lot that has its own criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LotTotal {
    /// Number of the lot.
    pub lot: u32,
    /// Sum of its weights.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub total: f64,
}

/// The totals of a tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Totals {
    /// Sum of the weights common to the lots that have none of their own.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub common: f64,
    /// Sum of each lot that has its own criteria.
    pub lots: Vec<LotTotal>,
}

/// Adds up the weights of criteria; one without a weight counts for nothing.
pub fn total(criteria: &[Criterion]) -> f64 {
    points(sum(criteria))
}

/// Adds up the weights of a tender and of each lot that has its own criteria.
pub fn totals(tender: &Tender) -> Totals {
    let own = |lot: &crate::tender::Lot| lot.criteria.as_ref().map(|criteria| LotTotal { lot: lot.number, total: total(criteria) });
    Totals { common: total(&tender.criteria), lots: tender.lots.iter().filter_map(own).collect() }
}

/// Adds up weights in hundredths.
pub(super) fn sum(criteria: &[Criterion]) -> i64 {
    criteria.iter().map(|criterion| hundredths(criterion.weight)).fold(0, i64::saturating_add)
}

/// Counts a weight in hundredths; a weight that is absent, below zero or not a number is none.
#[allow(clippy::cast_possible_truncation)] // Bounded just before.
pub(super) fn hundredths(weight: Option<f64>) -> i64 {
    let weight = weight.filter(|weight| weight.is_finite()).unwrap_or(0.0).clamp(0.0, 1_000_000.0);
    (weight * 100.0).round() as i64
}

/// Turns hundredths into points.
#[allow(clippy::cast_precision_loss)] // Far below 2^52.
pub(super) fn points(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

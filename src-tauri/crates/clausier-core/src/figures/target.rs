//! Targets that a scheme sets to its own purchases: a share, a horizon, and the word of the scheme.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::{Confidence, Hundredths, Source};

/// What a share is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TargetBasis {
    /// Contracts notified in the year, counted.
    Count,
    /// Amounts notified in the year.
    Value,
    /// Money paid in the year: the finance extract, not the tenders.
    Spend,
}

/// A target. It belongs to the scheme that sets it; another organisation takes none over without a vote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Target {
    /// Identifier: `spaser-env`; those of an organisation begin with `org-`.
    pub id: String,
    /// What is aimed at, in the words of the scheme.
    pub label: String,
    /// Identifier of the indicator that measures it (`contract.md` §5).
    pub indicator: String,
    /// Share to reach, in percent.
    pub percent: Hundredths,
    /// What the share is a share of.
    pub basis: TargetBasis,
    /// Last day by which it is to be reached.
    pub horizon: NaiveDate,
    /// The scheme that sets it.
    pub scheme: String,
    /// How sure the figure is.
    pub confidence: Confidence,
    /// Where it was read.
    pub source: Source,
}

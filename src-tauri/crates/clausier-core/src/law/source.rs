//! The text that a rule or a figure comes from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A text of law, and the day from which it is read so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Source {
    /// Name of the text: a code, a law, a decree, a decision.
    pub text: String,
    /// Article, or number of the decision.
    pub article: Option<String>,
    /// Address where it can be read.
    pub url: Option<String>,
    /// First day of the version that cites it; absent when that day was not read.
    pub from: Option<NaiveDate>,
    /// Day of publication of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
}

//! The text that a rule or a figure comes from.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

/// What the catalogue says once for every tender, such as the texts of a version or the words that a fact is
/// compared to: a line holds it without a copy.
pub(super) mod kept {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer, T: Serialize>(list: &Arc<[T]>, serializer: S) -> Result<S::Ok, S::Error> {
        list.as_ref().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Arc<[T]>, D::Error> {
        Vec::<T>::deserialize(deserializer).map(Into::into)
    }
}

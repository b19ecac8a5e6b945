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

/// The texts of a version, the same for every tender that it is said of: a line holds them without a copy.
pub(super) mod kept {
    use super::{Arc, Deserialize, Deserializer, Serialize, Serializer, Source};

    pub fn serialize<S: Serializer>(sources: &Arc<[Source]>, serializer: S) -> Result<S::Ok, S::Error> {
        sources.as_ref().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<[Source]>, D::Error> {
        Vec::<Source>::deserialize(deserializer).map(Into::into)
    }
}

//! Values whose type the reader does not know in advance: parameters of clauses, answers.

use serde::{Deserialize, Deserializer, Serialize};

/// A text, a number or a yes/no.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Scalar {
    Flag(bool),
    Number(#[cfg_attr(feature = "specta", specta(type = i32))] f64),
    Text(String),
}

impl Scalar {
    /// Returns the value as a person reads it; numbers keep no useless decimals.
    pub fn as_text(&self) -> String {
        match self {
            Self::Flag(true) => "oui".to_owned(),
            Self::Flag(false) => "non".to_owned(),
            Self::Number(number) => crate::french::number(*number),
            Self::Text(text) => text.clone(),
        }
    }

    /// Tells whether nothing was filled in.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// Reads `null` as « nothing » for lists and maps: the contract equates null and absent.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

//! What is known once the contract is awarded, and during its execution.

use super::Euros;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A holder (titulaire) of the contract or of a lot.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Holder {
    #[serde(default)]
    pub lot: Option<u32>,
    #[serde(default)]
    pub id_type: Option<String>,
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub size: Option<String>,
    #[serde(default)]
    pub sme: Option<bool>,
    #[serde(default)]
    pub esus: Option<bool>,
    #[serde(default)]
    pub siae: Option<bool>,
    #[serde(default)]
    pub ea_esat: Option<bool>,
    #[serde(default)]
    pub amount_eur: Option<Euros>,
}

impl Holder {
    /// Tells whether it is a small or medium enterprise: said so, or by its size.
    pub fn is_sme(&self) -> Option<bool> {
        self.sme.or_else(|| match self.size.as_deref()?.trim() {
            "micro" | "small" | "medium" => Some(true),
            "intermediate" | "large" => Some(false),
            _ => None,
        })
    }
}

/// The award.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Award {
    #[serde(default)]
    pub amount_eur: Option<Euros>,
    #[serde(default)]
    pub decp_id: Option<String>,
    #[serde(default)]
    pub offers_received: Option<u32>,
    #[serde(default)]
    pub advance_granted: Option<bool>,
    #[serde(default)]
    pub grouping: Option<String>,
    #[serde(default)]
    pub subcontracting_declared: Option<bool>,
    #[serde(default)]
    pub data_published_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Holder>))]
    pub holders: Vec<Holder>,
}

/// Execution figures.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Execution {
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub insertion_hours_planned: Option<f64>,
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub insertion_hours_done: Option<f64>,
}

/// A quote received for a small purchase; it stays on this computer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Quote {
    #[serde(default)]
    pub supplier: Option<String>,
    #[serde(default)]
    pub received_on: Option<NaiveDate>,
    #[serde(default)]
    pub amount_eur: Option<Euros>,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub chosen: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::Holder;

    #[test]
    fn a_holder_is_small_when_it_is_said_or_when_its_size_says_so() {
        let table = [
            (None, None, None),
            (Some(true), None, Some(true)),
            (Some(false), None, Some(false)),
            (None, Some("medium"), Some(true)),
            (None, Some("large"), Some(false)),
            (None, Some("unknown"), None),
            (Some(true), Some("large"), Some(true)),
        ];
        for (sme, size, expected) in table {
            let holder = Holder { sme, size: size.map(str::to_owned), ..Holder::default() };
            assert_eq!(holder.is_sme(), expected, "said {sme:?}, size {size:?}");
        }
    }
}

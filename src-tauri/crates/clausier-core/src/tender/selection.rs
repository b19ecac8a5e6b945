//! Clauses kept or set aside, exceptions invoked, needs, publication facts.

use std::collections::BTreeMap;

use super::{DocumentKind, Scalar};
use serde::{Deserialize, Serialize};

/// Ambition of a clause: De base, Renforcé, Exemplaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Level {
    Basic,
    Advanced,
    Exemplary,
}

/// A clause kept in the file. Empty `lots` = all lots. `text` is the buyer's own wording (Markdown subset of clause texts).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Selection {
    pub clause: String,
    #[serde(default)]
    pub version: Option<String>,
    #[serde(default)]
    pub level: Option<Level>,
    #[serde(default)]
    pub document: Option<DocumentKind>,
    #[serde(default)]
    pub document_id: Option<String>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<u32>))]
    pub lots: Vec<u32>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = BTreeMap<String, Scalar>))]
    pub parameters: BTreeMap<String, Scalar>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    /// Heading text, `{{placeholder}}` key, or `#end`; absent = proposed by heading match.
    #[serde(default)]
    pub at: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

/// A clause left out, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SetAside {
    pub clause: String,
    pub reason: String,
}

/// An exception invoked by the buyer, with the reason that the file must keep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct InvokedException {
    pub obligation: String,
    pub exception: u32,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<u32>))]
    pub lots: Vec<u32>,
    #[serde(default)]
    pub reason: Option<String>,
}

/// Answers of the interview on the need.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Needs {
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = BTreeMap<String, Scalar>))]
    pub answers: BTreeMap<String, Scalar>,
    #[serde(default)]
    pub notes: Option<String>,
}

/// Place of performance, in the words of DECP.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Place {
    #[serde(default)]
    pub r#type: Option<String>,
    #[serde(default)]
    pub code: Option<String>,
}

/// Facts of the notice, in the words of DECP except `procedure_type`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Publication {
    #[serde(default)]
    pub procedure_type: Option<String>,
    #[serde(default)]
    pub ccag: Option<String>,
    #[serde(default)]
    pub place: Option<Place>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub techniques: Vec<String>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub execution_modes: Vec<String>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub price_types: Vec<String>,
    #[serde(default)]
    pub price_form: Option<String>,
    /// What the published data declare, in the words of DECP; empty = not declared yet.
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub social_considerations: Vec<String>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub environmental_considerations: Vec<String>,
    /// What only a European notice asks for, by field: `"BT-18": "https://…"`. Those of the body for appeals
    /// begin with `recours.`: `"recours.BT-500"`.
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = BTreeMap<String, String>))]
    pub notice: BTreeMap<String, String>,
}

/// The words that the published data (DECP) have for considerations.
pub struct Considerations;

impl Considerations {
    /// Social ones; the last but one is that of a concession.
    pub const SOCIAL: [&str; 5] = ["Clause sociale", "Critère social", "Marché réservé", "Concession réservée", "Pas de considération sociale"];
    /// Environmental ones.
    pub const ENVIRONMENTAL: [&str; 3] = ["Clause environnementale", "Critère environnemental", "Pas de considération environnementale"];
}

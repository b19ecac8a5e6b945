//! The tender documents that clauses are written into.

use serde::{Deserialize, Serialize};

/// Kind of document (pièce).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DocumentKind {
    Rc,
    Ccap,
    Cctp,
    Ccp,
    Ae,
    Bpu,
    Dqe,
    Dpgf,
    Crt,
    AnnexeInsertion,
    AnnexePersonnel,
    LettreConsultation,
    Autre,
}

/// One document of the tender; empty `lots` = common to all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct TenderDocument {
    pub id: String,
    pub kind: DocumentKind,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<u32>))]
    pub lots: Vec<u32>,
    #[serde(default)]
    pub file: Option<String>,
}

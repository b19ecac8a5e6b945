//! Identity of a tender file.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Name of the format, so that a reader refuses what it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum SchemaName {
    /// First version of the tender file.
    #[serde(rename = "clausier/tender/1")]
    Tender1,
}

/// Identifier of a tender: a UUID, written in lower case with hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct TenderId(#[cfg_attr(feature = "specta", specta(type = String))] pub Uuid);

impl TenderId {
    /// Returns the sixteen bytes kept by the store.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// Returns the identifier of a contract read from published data: the same file read on two computers gives the same
    /// tender.
    pub fn of_published(siret: &str, number: &str) -> Self {
        Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{siret}{number}").as_bytes()))
    }
}

impl std::fmt::Display for TenderId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0.hyphenated())
    }
}

impl std::str::FromStr for TenderId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

//! What kind of contract it is, and how it is awarded.

use super::{Euros, Scalar};
use serde::{Deserialize, Serialize};

/// Nature of the contract; `SpecialServices` are the social and other specific services (annex 3 of the code).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Nature {
    Works,
    Supplies,
    Services,
    SpecialServices,
    WorksConcession,
    ServicesConcession,
}

/// How competition is organised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Procedure {
    NoCompetition,
    Adapted,
    Formal,
}

/// Form of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ContractForm {
    Ordinary,
    Orders,
    Subsequent,
    Mixed,
    Phased,
    DesignBuild,
}

/// Whether variants are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Variants {
    NotAllowed,
    Allowed,
    Required,
}

/// Where the purchase stands. Sharing looks at nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Stage {
    Need,
    Drafting,
    Published,
    Notified,
    Executing,
    Closed,
    Abandoned,
}

impl Stage {
    /// Tells whether a contract has been notified: only then are its amount and its holders known.
    pub fn is_notified(self) -> bool {
        match self {
            Self::Notified | Self::Executing | Self::Closed => true,
            Self::Need | Self::Drafting | Self::Published | Self::Abandoned => false,
        }
    }
}

/// Firm or optional part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TrancheKind {
    Firm,
    Optional,
}

/// How several buyers buy together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum JointPurchaseKind {
    None,
    Group,
    CentralBody,
}

/// Renewals, beside the initial duration.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Renewals {
    #[serde(default)]
    pub count: Option<u32>,
    #[serde(default)]
    pub months_each: Option<u32>,
    #[serde(default)]
    pub tacit: Option<bool>,
}

/// Limits of a framework agreement; its maximum is the estimate of the need (R2121-8, R2162-4).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Framework {
    #[serde(default)]
    pub minimum_eur: Option<Euros>,
    #[serde(default)]
    pub maximum_eur: Option<Euros>,
    #[serde(default)]
    pub maximum_quantity: Option<Scalar>,
    #[serde(default)]
    pub holders: Option<Scalar>,
    #[serde(default)]
    pub max_holders: Option<u32>,
}

/// A service priced apart (prestation supplémentaire éventuelle).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SupplementaryService {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub answer: Option<String>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<u32>))]
    pub lots: Vec<u32>,
}

/// A firm or optional tranche.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Tranche {
    #[serde(default)]
    pub number: Option<u32>,
    #[serde(default)]
    pub kind: Option<TrancheKind>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub estimated_value_eur: Option<Euros>,
    #[serde(default)]
    pub exercise_within_months: Option<u32>,
}

/// A group of buyers or a central body.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct JointPurchase {
    #[serde(default)]
    pub kind: Option<JointPurchaseKind>,
    #[serde(default)]
    pub coordinator_siret: Option<String>,
    #[serde(default, deserialize_with = "super::scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<JointPurchaseMember>))]
    pub members: Vec<JointPurchaseMember>,
}

/// One member of a group of buyers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct JointPurchaseMember {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub siret: Option<String>,
    #[serde(default)]
    pub kind: Option<super::BuyerKind>,
    #[serde(default)]
    pub share_eur: Option<Euros>,
}

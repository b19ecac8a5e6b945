//! Who buys, and in which capacity: two facts, never one (law.md §19).

use super::Euros;
use serde::{Deserialize, Serialize};

/// The legal person that buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum BuyerKind {
    State,
    StateEstablishment,
    LocalAuthority,
    LocalEstablishment,
    Hospital,
    ContractingEntity,
    OtherContractingAuthority,
}

/// The capacity in which it buys: `ContractingEntity` for a network activity (water, transport, ports…).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ActsAs {
    ContractingAuthority,
    ContractingEntity,
}

/// The buyer (acheteur, articles L1210-1 s. of the Code de la commande publique).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Buyer {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub siret: Option<String>,
    #[serde(default)]
    pub kind: Option<BuyerKind>,
    #[serde(default)]
    pub acts_as: Option<ActsAs>,
    #[serde(default)]
    pub operating_expenditure_over_60m: Option<bool>,
    #[serde(default)]
    pub annual_purchases_eur: Option<Euros>,
    #[serde(default)]
    pub population: Option<u32>,
}

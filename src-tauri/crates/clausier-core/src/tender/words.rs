//! Words of the contract that law, clauses and figures share.

use serde::{Deserialize, Serialize};

/// Theme of a clause: the five of the design card, and access of small firms with innovation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Theme {
    Environment,
    AntiDiscrimination,
    Insertion,
    AirQuality,
    Biodiversity,
    SmeInnovation,
}

impl Theme {
    /// Every theme, in the order of the screens.
    pub const ALL: [Self; 6] =
        [Self::Environment, Self::AntiDiscrimination, Self::Insertion, Self::AirQuality, Self::Biodiversity, Self::SmeInnovation];

    /// Returns the contract's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::AntiDiscrimination => "anti-discrimination",
            Self::Insertion => "insertion",
            Self::AirQuality => "air-quality",
            Self::Biodiversity => "biodiversity",
            Self::SmeInnovation => "sme-innovation",
        }
    }

    /// Tells whether a clause of this theme is an environmental consideration (DECP).
    pub const fn is_environmental(self) -> bool {
        match self {
            Self::Environment | Self::AirQuality | Self::Biodiversity => true,
            Self::AntiDiscrimination | Self::Insertion | Self::SmeInnovation => false,
        }
    }

    /// Tells whether a clause of this theme is a social consideration (DECP).
    pub const fn is_social(self) -> bool {
        match self {
            Self::AntiDiscrimination | Self::Insertion => true,
            Self::Environment | Self::AirQuality | Self::Biodiversity | Self::SmeInnovation => false,
        }
    }
}

/// What a clause is in the contract. A `Reminder` repeats a duty that exists anyway: it satisfies nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ClauseKind {
    TechnicalSpecification,
    PerformanceCondition,
    AwardCriterion,
    Selection,
    Reservation,
    Variant,
    Organisation,
    Reminder,
}

impl ClauseKind {
    /// Tells whether the clause binds the holder: a criterion, a reservation or a reminder does not.
    pub const fn binds(self) -> bool {
        match self {
            Self::TechnicalSpecification | Self::PerformanceCondition => true,
            Self::AwardCriterion | Self::Selection | Self::Reservation | Self::Variant | Self::Organisation | Self::Reminder => false,
        }
    }
}

/// Purchase family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Family {
    Security,
    BuildingMaintenance,
    WaterNetworks,
    TrainingSocial,
    Demolition,
    Works,
    Roads,
    Cleaning,
    Catering,
    Vehicles,
    It,
    Furniture,
    Textiles,
    GreenSpaces,
    Waste,
    PaperPrint,
    Events,
    Energy,
    IntellectualServices,
    GeneralSupplies,
}

//! Indicators: what is counted, over what, said as data by the catalogue.

use serde::Serialize;

use crate::law::CodeList;
use crate::tender::{Level, ReservedFor, Theme};

/// How contracts are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// One each.
    Count,
    /// Their notified amounts, in euros.
    Value,
}

/// Which contracts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// Contracts, concessions left out.
    Contracts,
    /// Concessions: always counted apart.
    Concessions,
    /// No contract: what was paid in the year, from the finance extract.
    Spend,
}

/// What a figure is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A share, in percent.
    Percent,
    /// So many for one contract.
    PerContract,
    /// A sum of hours.
    Hours,
    /// Hours for a million euros of notified amounts.
    HoursPerMillion,
}

/// What makes a contract count in the numerator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// It declares one of these considerations, in the words of DECP.
    Consideration(Vec<String>),
    /// It is reserved.
    Reserved,
    /// It is reserved for one of these.
    ReservedFor(Vec<ReservedFor>),
    /// Its holder is a small or medium enterprise.
    Sme,
    /// Its holder is an approved social enterprise, a structure of insertion or an adapted enterprise.
    SocialEnterprise,
    /// Its consultation carries clauses of that many themes at least.
    Themes(usize),
    /// Its consultation carries a clause of that level at least.
    Level(Level),
    /// Its consultation carries one of these clauses.
    Clause(Vec<String>),
    /// Its consultation is in several lots.
    Allotted,
    /// How many clauses of these themes its consultation carries.
    Clauses(Vec<Theme>),
    /// Hours of insertion that its consultation plans.
    HoursPlanned,
    /// Hours of insertion done, over those planned.
    HoursDone,
    /// The hours done reach the hours planned: the clause is not only written.
    HoursReached,
    /// Hours of insertion planned, over the notified amount.
    HoursPerMillion,
}

impl Measure {
    /// Returns what its figure is told in.
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Clauses(_) => Unit::PerContract,
            Self::HoursPlanned => Unit::Hours,
            Self::HoursPerMillion => Unit::HoursPerMillion,
            Self::Consideration(_)
            | Self::Reserved
            | Self::ReservedFor(_)
            | Self::Sme
            | Self::SocialEnterprise
            | Self::Themes(_)
            | Self::Level(_)
            | Self::Clause(_)
            | Self::Allotted
            | Self::HoursDone
            | Self::HoursReached => Unit::Percent,
        }
    }

    /// A holder is told to be a social enterprise when it is one, and seldom told not to be: over the known ones alone the
    /// share would be near everything. The coverage says how many are not known.
    pub(super) const fn counts_the_unknown(&self) -> bool {
        matches!(self, Self::SocialEnterprise)
    }

    /// Hours are known for a consultation, not for its lots: it is looked at whole.
    pub const fn looks_at_the_whole(&self) -> bool {
        matches!(self, Self::HoursPlanned | Self::HoursDone | Self::HoursReached | Self::HoursPerMillion)
    }
}

/// An indicator, as the catalogue defines it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Indicator {
    pub id: String,
    pub label: String,
    pub definition: String,
    pub by: By,
    pub population: Population,
    /// Only the contracts of one of these CPV codes; empty = all of them.
    pub among: Vec<CodeList>,
    pub measure: Measure,
    /// One of those that an organisation looks at first.
    pub headline: bool,
}

/// A figure that schemes ask for and that tenders cannot give, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Uncounted {
    pub label: String,
    pub reason: String,
}

//! Obligations: what the law asks, from when, of whom, and what covers it.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Condition, Dated, FactId, ScaleId, Source};

/// How sure the lawyer is; it never changes an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

/// How an obligation binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ObligationLevel {
    /// It binds this tender.
    Mandatory,
    /// It is measured on the yearly spend of the buyer.
    MandatoryAnnual,
    /// The buyer may use it.
    Option,
    /// It binds the buyer, not a tender.
    BuyerLevel,
    /// It binds the product or the works whatever the contract says.
    External,
    /// A consistency check of the file.
    Check,
}

/// The date of the tender that selects the version of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceDate {
    /// The consultation is launched, or the notice sent.
    Consultation,
    /// The contract is notified.
    Notification,
    /// The building permit is filed.
    Permit,
    /// The day of the assessment: duties that bind the buyer, not a tender.
    Today,
}

/// What a rule does when its condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It binds.
    Applies,
    /// The buyer may use it.
    Lever,
    /// It is only a warning.
    ToVerify,
}

/// A dated version of an obligation.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// What it does.
    pub effect: Effect,
    /// Scope of this version, beside that of the obligation.
    pub when: Option<Condition>,
    /// It is only a warning then.
    pub doubtful_when: Option<Condition>,
    /// It is only advice then, which the buyer may follow.
    pub lever_when: Option<Condition>,
    /// How sure it is.
    pub confidence: Confidence,
    /// False when the day on which it took effect was not read: its history merely starts there, and
    /// no sentence may tell that day.
    pub dated: bool,
    /// Texts.
    pub sources: Arc<[Source]>,
    /// What the buyer must know, in full sentences.
    pub note: Option<String>,
}

/// Something that lets the buyer not do it, with a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// Number, as the tender file cites it.
    pub id: u32,
    /// What it is.
    pub label: String,
    /// When it can be argued; absent = always.
    pub arguable_when: Option<Condition>,
}

/// What a computed figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// The value of a scale.
    Scale(ScaleId),
    /// The value of a fact.
    Fact(FactId),
    /// A scale times a fact; a percentage is taken as one.
    Product(ScaleId, FactId),
}

/// A computed figure of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRule {
    /// Its name in the assessment: `max_rate`.
    pub key: String,
    /// Noun phrase with its article.
    pub named: String,
    /// What it is made of.
    pub amount: Amount,
    /// Given for each lot that has an amount of its own.
    pub per_lot: bool,
}

/// An obligation, a lever, or a check.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation {
    /// Identifier: `exec-social`.
    pub id: String,
    /// Title.
    pub title: String,
    /// How it binds.
    pub level: ObligationLevel,
    /// The date that selects its version.
    pub clock: ReferenceDate,
    /// Scope common to all versions.
    pub when: Option<Condition>,
    /// Its versions.
    pub versions: Dated<Version>,
    /// First day on which it is no more.
    pub repealed_on: Option<NaiveDate>,
    /// When it was last read again.
    pub reviewed_on: NaiveDate,
    /// What would cover it, as a noun phrase.
    pub needs: Option<String>,
    /// What the buyer must know, whatever the version.
    pub note: Option<String>,
    /// Computed figures.
    pub figures: Vec<FigureRule>,
    /// What in the file covers it; absent = not assessed.
    pub satisfied_when: Option<Condition>,
    /// What covers it in part.
    pub partly_when: Option<Condition>,
    /// Covered lot by lot: a lot is a contract.
    pub per_lot: bool,
    /// What lets the buyer not do it.
    pub exceptions: Vec<Exception>,
}

//! The assessment of a tender, in the shape of the contract (`contract.md` §3).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Confidence, Hundredths, ObligationLevel, Source};

/// What the law says of one obligation for this tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It binds.
    Applies,
    /// The buyer may use it.
    Lever,
    /// A warning, never firm.
    ToVerify,
    /// Facts are missing.
    Undetermined,
    /// It does not concern this tender.
    NotApplicable,
}

/// Whether the file covers an obligation. It is not a legal conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Everywhere it must be.
    Yes,
    /// On some lots, or not wholly.
    Partly,
    /// Not at this stage.
    No,
    /// An exception is invoked with a reason.
    Waived,
    /// The file cannot tell.
    NotAssessed,
}

/// A value in a ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum GroundValue {
    Flag(bool),
    Number(Hundredths),
    Text(String),
    List(
        #[serde(with = "super::source::kept")]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
        Arc<[String]>,
    ),
}

/// One reason: a fact, what it is compared to, and how. It always states a relation that holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Ground {
    /// Field of the tender file.
    pub fact: Cow<'static, str>,
    /// Its value; absent = not known.
    pub value: Option<GroundValue>,
    /// `=`, `!=`, `in`, `not in`, `>=`, `>`, `<=`, `<`, `?` (cannot be told).
    pub test: Cow<'static, str>,
    /// What it is compared to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<GroundValue>,
    /// The scale, or its row, when it is compared to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<String>,
}

/// An exception of an obligation, for this tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ExceptionLine {
    /// Its number.
    pub id: u32,
    /// What it is.
    pub label: String,
    /// Whether the facts known leave it open; it is never presumed from a fact that is not known.
    pub arguable: bool,
    /// Whether the tender invokes it.
    pub invoked: bool,
    /// The reason written in the file.
    pub reason: Option<String>,
    /// The lots it is invoked for; empty = all.
    pub lots: Vec<u32>,
}

/// How one lot stands to an obligation that is covered lot by lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LotCoverage {
    /// Number of the lot.
    pub lot: u32,
    /// How it stands; `NotAssessed` when only its figures are given.
    pub satisfied: Coverage,
    /// Clauses and criteria that cover it.
    pub satisfied_by: Vec<String>,
    /// The exception invoked for it.
    pub exception: Option<u32>,
    /// Figures of this lot.
    pub values: BTreeMap<String, Hundredths>,
}

/// A figure that cannot be given yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OpenValue {
    /// Its name in `values`.
    pub key: String,
    /// What it is.
    pub label: String,
    /// What it may be.
    pub candidates: Vec<Hundredths>,
    /// Fields that would settle it.
    pub ask: Vec<String>,
    /// Why it is open, in a sentence.
    pub because: String,
}

/// One obligation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Line {
    /// Its identifier.
    pub obligation: String,
    /// Its title.
    pub title: String,
    /// How it binds.
    pub level: ObligationLevel,
    /// What the law says.
    pub outcome: Outcome,
    /// The weakest of what decided.
    pub confidence: Confidence,
    /// Why, in full sentences.
    pub because: String,
    /// Why, one relation after another, in the order of the rule.
    pub grounds: Vec<Ground>,
    /// The texts.
    #[serde(with = "super::source::kept")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Source>"))]
    #[cfg_attr(feature = "specta", specta(type = Vec<Source>))]
    pub sources: Arc<[Source]>,
    /// What lets the buyer not do it.
    pub exceptions: Vec<ExceptionLine>,
    /// Whether the file covers it.
    pub satisfied: Coverage,
    /// Clauses and criteria that cover it.
    pub satisfied_by: Vec<String>,
    /// How it is covered, in full sentences; empty when that is not assessed.
    pub coverage: String,
    /// Lot by lot, for what is covered or computed so.
    pub lots: Vec<LotCoverage>,
    /// What would cover it.
    pub needs: Option<String>,
    /// Computed figures.
    pub values: BTreeMap<String, Hundredths>,
    /// Figures that cannot be given yet.
    pub open_values: Vec<OpenValue>,
    /// Fields of the tender file to fill in: without them nothing is decided (`Undetermined`), or
    /// they could still change something.
    pub ask: Vec<String>,
    /// What the buyer must know, in full sentences.
    pub note: Option<String>,
    /// When the rule was last read again.
    pub reviewed_on: NaiveDate,
}

impl Line {
    /// Tells whether something still has to be done: it binds, and the file does not cover it.
    pub fn is_open(&self) -> bool {
        let covered = match self.satisfied {
            Coverage::Yes | Coverage::Waived => true,
            Coverage::Partly | Coverage::No | Coverage::NotAssessed => false,
        };
        self.outcome == Outcome::Applies && !covered
    }
}

/// The thresholds of this tender; absent while they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Thresholds {
    /// From there on the procedure is formal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eu: Option<Hundredths>,
    /// Below it no publicity and no competition are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispense: Option<Hundredths>,
    /// From there on a national notice is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity: Option<Hundredths>,
}

/// What the law says of a tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Assessment {
    /// Edition of the catalogue.
    pub edition: String,
    /// Day of the consultation, else the day of the assessment.
    pub on: NaiveDate,
    /// Thresholds.
    pub thresholds: Thresholds,
    /// Every obligation of the catalogue, once, in its order.
    pub lines: Vec<Line>,
    /// Consistency checks that have something to say.
    pub checks: Vec<Line>,
}

impl Assessment {
    /// Returns the line of an obligation.
    pub fn line(&self, obligation: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.obligation == obligation)
    }
}

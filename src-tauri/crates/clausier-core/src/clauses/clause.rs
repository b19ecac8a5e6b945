//! A clause of the library: what it asks, when it fits, and its dated wordings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Guidance, Parameter};
use crate::tender::{ClauseKind, DocumentKind, Euros, Family, Level, Theme};

/// How sure the lawyer is of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ClauseConfidence {
    Low,
    Medium,
    High,
}

/// A text on which a clause rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ClauseSource {
    /// Name of the text: a code, a regulation, a decision.
    pub text: String,
    /// Article, or number of the decision.
    pub article: Option<String>,
    /// Address where it can be read.
    pub url: Option<String>,
}

/// The wording of one level. Every text is in the Markdown subset, with `{{parameters}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LevelText {
    /// What is asked.
    pub requirement: String,
    /// How the holder or the bidder proves it.
    pub proof: String,
    /// How the buyer checks it.
    pub control: String,
    /// What a failure costs; a criterion needs none.
    pub penalty: Option<String>,
    /// What changes from the level below; the lowest level has none.
    pub difference: Option<String>,
    /// For a criterion: how an offer is scored.
    pub method: Option<String>,
    /// For a criterion: what the bidder hands in.
    pub bidders_provide: Option<String>,
}

/// A dated wording of a clause, at each of its levels.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseVersion {
    /// Its number: `1.0.0`.
    pub version: String,
    /// The first day on which it is proposed.
    pub from: NaiveDate,
    /// The wording of each level; never empty in a loaded catalogue.
    pub levels: BTreeMap<Level, LevelText>,
    /// The parameters, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// Whether the words are the organisation's own: they are written character for character.
    pub verbatim: bool,
}

impl ClauseVersion {
    /// Returns the parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Returns the least demanding level.
    pub fn lowest_level(&self) -> Level {
        self.levels.keys().next().copied().unwrap_or(Level::Basic)
    }

    /// Returns the wanted level, or the nearest one below, or the lowest.
    pub fn level_or_below(&self, wanted: Level) -> Level {
        self.levels.range(..=wanted).next_back().map_or_else(|| self.lowest_level(), |(level, _)| *level)
    }
}

/// The versions of a clause, oldest first; there is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Versions(Vec<ClauseVersion>);

impl Versions {
    /// Sorts the versions by day; `None` when there is none, or when two begin on one day or bear
    /// one number.
    pub fn new(mut versions: Vec<ClauseVersion>) -> Option<Self> {
        versions.sort_by_key(|version| version.from);
        let same_day = versions.windows(2).any(|pair| matches!(pair, [a, b] if a.from == b.from));
        let same_name = versions.iter().enumerate().any(|(at, one)| versions.iter().skip(at + 1).any(|other| other.version == one.version));
        (!versions.is_empty() && !same_day && !same_name).then_some(Self(versions))
    }

    /// Gathers wordings that bear no day, in their order: the last one is in force, whatever the day.
    /// `None` when there is none, or when two bear one number.
    pub fn undated(versions: Vec<ClauseVersion>) -> Option<Self> {
        let same_name = versions.iter().enumerate().any(|(at, one)| versions.iter().skip(at + 1).any(|other| other.version == one.version));
        let undated = |version| ClauseVersion { from: NaiveDate::default(), ..version };
        (!versions.is_empty() && !same_name).then(|| Self(versions.into_iter().map(undated).collect()))
    }

    /// Returns every version, oldest first.
    pub fn all(&self) -> &[ClauseVersion] {
        &self.0
    }

    /// Returns the version of that number.
    pub fn get(&self, version: &str) -> Option<&ClauseVersion> {
        self.0.iter().find(|one| one.version == version)
    }

    /// Returns the version in force on `day`. Before the first one, the first one stands: a clause is
    /// advice and not law, and an older consultation may use it.
    pub fn in_force_on(&self, day: NaiveDate) -> &ClauseVersion {
        let reached = self.0.iter().rev().find(|version| version.from <= day);
        reached.or(self.0.first()).expect("Versions is never empty")
    }
}

/// One clause of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Identifier: `env-08`.
    pub id: String,
    /// Title, as it is written in the document.
    pub title: String,
    /// Its theme.
    pub theme: Theme,
    /// Purchase families that it is written for; empty = all.
    pub families: Vec<Family>,
    /// CPV prefixes that make it more relevant.
    pub cpv: Vec<String>,
    /// What it is in the contract.
    pub kind: ClauseKind,
    /// Main document.
    pub document: DocumentKind,
    /// Further documents.
    pub also_documents: Vec<DocumentKind>,
    /// Obligations that it helps to cover.
    pub serves: Vec<String>,
    /// The obligation that it repeats, for a reminder.
    pub legal_floor: Option<String>,
    /// Effort of the companies: 1 light, 2 medium, 3 heavy.
    pub effort: u8,
    /// Time that its control costs the buyer, in minutes a year.
    pub control_minutes: u32,
    /// Who controls.
    pub controller: String,
    /// Below this value of the need it is not proposed.
    pub min_amount: Option<Euros>,
    /// Below this duration it is not proposed.
    pub min_duration_months: Option<u32>,
    /// Articles of the general terms (CCAG) from which it departs.
    pub derogates_ccag: Vec<String>,
    /// What it is for, in one sentence.
    pub object: String,
    /// What to mind when using it.
    pub cautions: Vec<String>,
    /// The question put to the person who expresses the need, without a legal word.
    pub need: String,
    /// How sure its author is.
    pub confidence: ClauseConfidence,
    /// When it was last read again.
    pub reviewed_on: NaiveDate,
    /// Texts on which it rests.
    pub sources: Vec<ClauseSource>,
    /// What is read beside it.
    pub guidance: Guidance,
    /// Its wordings.
    pub versions: Versions,
}

impl Clause {
    /// Returns the main document, then the others.
    pub fn documents(&self) -> Vec<DocumentKind> {
        let others = self.also_documents.iter().copied().filter(|document| *document != self.document);
        std::iter::once(self.document).chain(others).collect()
    }

    /// Returns the names under which rules, short lists and answers may call for it: its own, and for an own
    /// clause that of the clause that it was made from.
    pub fn stands_for(&self) -> impl Iterator<Item = &str> {
        let parents: &[String] = if self.is_own() { &self.guidance.links.replaces } else { &[] };
        std::iter::once(self.id.as_str()).chain(parents.iter().map(String::as_str))
    }

    /// Tells whether the organisation wrote it.
    pub fn is_own(&self) -> bool {
        self.versions.0.last().is_some_and(|version| version.verbatim)
    }

    /// Tells whether the clause is written for every family.
    pub fn fits_every_family(&self) -> bool {
        self.families.is_empty()
    }
}

//! What a new edition of the catalogue says otherwise than the one before.

use clausier_catalogue::ChangeKind;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// One difference between two editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionChange {
    /// `edition`, `fact`, `list`, `scale`, `obligation`, `check`, `clause`, `family`, `target`,
    /// `question`, `insertion`, `proportion`, `reason`, `label`.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// What changed, in one stable word: `added`, `version_added`, `condition`…
    pub what: String,
    /// The same for a person.
    pub sentence: String,
}

/// Every difference, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EditionDiff {
    /// The differences; none when both say the same.
    pub changes: Vec<EditionChange>,
}

/// Compares two editions.
pub fn compare(old: &Engine, new: &Engine) -> EditionDiff {
    let change = |one: clausier_catalogue::Change| EditionChange {
        kind: word(one.kind).to_owned(),
        id: one.id,
        what: one.what.to_owned(),
        sentence: one.sentence,
    };
    EditionDiff { changes: clausier_catalogue::diff(&old.catalogue, &new.catalogue).into_iter().map(change).collect() }
}

const fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Edition => "edition",
        ChangeKind::Fact => "fact",
        ChangeKind::List => "list",
        ChangeKind::Scale => "scale",
        ChangeKind::Obligation => "obligation",
        ChangeKind::Check => "check",
        ChangeKind::Clause => "clause",
        ChangeKind::Family => "family",
        ChangeKind::Target => "target",
        ChangeKind::Question => "question",
        ChangeKind::Insertion => "insertion",
        ChangeKind::Proportion => "proportion",
        ChangeKind::Reason => "reason",
        ChangeKind::Label => "label",
    }
}

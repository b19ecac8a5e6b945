//! Facts: what is known of a tender, each with its field in the tender file and its sentences.

use super::{Field, Hundredths};

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// One word of a closed list.
    Word,
    /// Euros excluding VAT.
    Amount,
    /// A number with a unit of its own.
    Number,
    /// A day.
    Day,
    /// CPV codes.
    Codes,
}

/// One word that a fact may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRecord {
    /// Word of the tender file: `works`.
    pub value: String,
    /// Word of the catalogue: `travaux`.
    pub word: String,
    /// The same in a sentence, with its article.
    pub named: String,
}

/// What the law knows of a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRecord {
    /// Word of the catalogue: `montant_estime`.
    pub word: String,
    /// Where it stands in the tender file.
    pub field: Field,
    /// What it holds.
    pub kind: FactKind,
    /// Written after a number: `mois`.
    pub unit: Option<String>,
    /// The question that asks for it.
    pub question: String,
    /// Noun phrase with its article, for « Il manque … ».
    pub named: String,
    /// Clause that states it; `{valeur}` stands for the value.
    pub says: String,
    /// Clause that states the contrary of a yes-or-no.
    pub denies: Option<String>,
    /// The words that it may hold.
    pub words: Vec<WordRecord>,
    /// Value held while nothing is said; only for the capacity of the buyer (law.md §19).
    pub default: Option<FactDefault>,
    /// In the conditions of a rule, a test on this fact is false while it is unknown: the duty is
    /// written for the ordinary case, and the fact is still asked for.
    pub counts_only_if_known: bool,
}

/// A value held while nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactDefault {
    /// A word of the tender file.
    Word(String),
    /// A yes or a no.
    Flag(bool),
}

impl FactRecord {
    /// Returns the record of a word of the tender file.
    pub fn word_of(&self, value: &str) -> Option<&WordRecord> {
        self.words.iter().find(|word| word.value == value)
    }

    /// Tells whether its values can be compared in size.
    pub fn is_measured(&self) -> bool {
        match self.kind {
            FactKind::Amount | FactKind::Number => true,
            FactKind::YesNo | FactKind::Word | FactKind::Day | FactKind::Codes => false,
        }
    }
}

/// Reads a number typed as text in an answer.
pub(super) fn typed_number(text: &str) -> Option<Hundredths> {
    crate::tender::Euros::parse(text).ok().map(Hundredths::from)
}

//! Scales: thresholds and computed figures alike. Rows are chosen by condition, values by date.

use chrono::NaiveDate;

use super::{Condition, Confidence, Dated, Hundredths, ReferenceDate, Source};
use crate::french;
use crate::tender::Euros;

/// What a scale counts in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Euros excluding VAT.
    Euros,
    /// Percent.
    Percent,
    /// A factor.
    Factor,
    /// Something else, written after the number.
    Other(String),
}

impl Unit {
    /// Writes a value as a sentence does.
    pub fn write(&self, value: Hundredths) -> String {
        let number = || french::number(value.as_f64());
        match self {
            Self::Euros => french::euros(Euros::from_cents(value.hundredths())),
            Self::Percent => format!("{}{}%", number(), french::NBSP),
            Self::Factor => number(),
            Self::Other(word) if word.is_empty() => number(),
            Self::Other(word) => format!("{}{}{word}", number(), french::NBSP),
        }
    }
}

/// A value, or the fact that it is not published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The value.
    Known(Hundredths),
    /// It exists or will exist, and nobody can read it yet.
    NotYet,
}

/// A dated value of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleValue {
    /// The value.
    pub value: Published,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// A row of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Name written in grounds; that of the scale when absent.
    pub id: Option<String>,
    /// When it counts.
    pub when: Condition,
    /// Noun phrase with its article.
    pub named: String,
    /// Its values; before the first one the next row speaks.
    pub values: Dated<ScaleValue>,
}

/// A scale: the first row that holds wins.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Identifier.
    pub id: String,
    /// Noun phrase with its article.
    pub named: String,
    /// What it counts in.
    pub unit: Unit,
    /// The date that selects its values; absent = that of the rule which reads it.
    pub clock: Option<ReferenceDate>,
    /// When it was last read again.
    pub reviewed_on: NaiveDate,
    /// Its rows.
    pub rows: Vec<Row>,
}

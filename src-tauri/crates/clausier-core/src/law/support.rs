//! What a judgement rests on: the tests that decided, in the order of the author, without a word.

use super::evidence::Evidence;
use super::{Bound, Condition, Confidence, FactId, Hundredths, ListId, Row, Scale, ScaleValue, Test};

/// A test that counted.
#[derive(Debug, Clone)]
pub(super) struct Support<'a> {
    pub subject: Subject<'a>,
    /// The test itself holds; `None` = nobody can tell.
    pub holds: Option<bool>,
    /// It stands under a `Not`.
    pub excluded: bool,
}

/// What was tested.
#[derive(Debug, Clone)]
pub(super) enum Subject<'a> {
    Fact { fact: FactId, test: &'a Test, met: Met<'a> },
    SmallLots { below: Option<Hundredths>, bound: &'a Bound, share: Hundredths },
    File { condition: &'a Condition, evidence: Vec<Evidence<'a>> },
}

/// What the test met.
#[derive(Debug, Clone, Copy)]
pub(super) enum Met<'a> {
    /// The value of the fact, or nothing.
    Plain,
    /// A value of a scale.
    Reading(Reading<'a>),
    /// No row of the scale speaks.
    Silent(&'a Scale),
    /// A code, and the list it is in.
    Code(&'a str, ListId),
    /// A code more general than the list.
    General(&'a str, ListId),
    /// The fact is not known, and counts only if known.
    Presumed,
}

/// A value read on a scale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub scale: &'a Scale,
    pub row: &'a Row,
    pub value: &'a ScaleValue,
}

impl Support<'_> {
    /// Returns how sure the value of the scale is, when there is one.
    pub fn confidence(&self) -> Confidence {
        match &self.subject {
            Subject::Fact { met: Met::Reading(reading), .. } => reading.value.confidence,
            Subject::Fact { .. } | Subject::SmallLots { .. } | Subject::File { .. } => Confidence::High,
        }
    }

    /// Returns the fact that is not known, or not precisely, and was held for ordinary.
    pub fn presumed(&self) -> Option<FactId> {
        match &self.subject {
            Subject::Fact { fact, met: Met::Presumed | Met::General(..), .. } => Some(*fact),
            Subject::Fact { .. } | Subject::SmallLots { .. } | Subject::File { .. } => None,
        }
    }

    /// Returns the fact whose absence was the test.
    pub fn missing(&self) -> Option<FactId> {
        match &self.subject {
            Subject::Fact { fact, test: Test::Missing, .. } if self.holds == Some(true) => Some(*fact),
            Subject::Fact { .. } | Subject::SmallLots { .. } | Subject::File { .. } => None,
        }
    }
}

//! Conditions: one grammar for when a rule applies, which row of a scale counts, when the file
//! covers a duty and when an exception can be argued.

use std::sync::Arc;

use super::{FactId, Hundredths, ListId, ScaleId};
use crate::tender::{ClauseKind, CriterionKind, DocumentKind, ReservedFor, Theme};

/// A condition. `All` of nothing is true.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// Not that one.
    Not(Box<Condition>),
    /// A test on a fact.
    Fact {
        /// Which one.
        fact: FactId,
        /// The test.
        test: Test,
    },
    /// A lot is below an amount, and within a share of the whole.
    SmallLots {
        /// The amount.
        below: Bound,
        /// The share of the whole, in percent.
        share: Hundredths,
        /// The fact that gives the lots.
        lots: FactId,
        /// The fact that gives the whole.
        whole: FactId,
    },
    /// A test on what is in the file.
    File(FileTest),
}

/// A test on a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Yes or no.
    Is(bool),
    /// One of these words of the tender file.
    OneOf(Arc<[String]>),
    /// A comparison.
    Compare(Comparison, Bound),
    /// A code is in one of these lists.
    InCodes(Vec<ListId>),
    /// Not known yet. The only test that learning more can turn off; the catalogue allows it in
    /// `doubtful_when` alone.
    Missing,
}

/// How two numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `>`
    Above,
    /// `<=`
    AtMost,
    /// `<`
    Below,
}

impl Comparison {
    /// Compares.
    pub fn holds(self, left: Hundredths, right: Hundredths) -> bool {
        match self {
            Self::AtLeast => left >= right,
            Self::Above => left > right,
            Self::AtMost => left <= right,
            Self::Below => left < right,
        }
    }

    /// Returns the comparison that holds when this one does not.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::AtLeast => Self::Below,
            Self::Above => Self::AtMost,
            Self::AtMost => Self::Above,
            Self::Below => Self::AtLeast,
        }
    }

    /// Returns its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
        }
    }
}

/// What a number is compared to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A number written in the rule.
    Fixed(Hundredths),
    /// A scale.
    Scale(ScaleId),
}

/// What a buyer writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Clauses of their own, and those of the library that they word otherwise.
    Clauses,
    /// Labels and methods of criteria.
    Criteria,
}

/// A test on what is in the file; always decided, since the file is what it is.
#[derive(Debug, Clone, PartialEq)]
pub enum FileTest {
    /// A clause is kept that has everything asked for; an empty list asks for nothing.
    Clause {
        /// Its theme is one of these.
        themes: Vec<Theme>,
        /// Its kind is one of these.
        kinds: Vec<ClauseKind>,
        /// It goes into one of these documents.
        documents: Vec<DocumentKind>,
        /// It says that it serves this very rule.
        serves_this: bool,
    },
    /// The criteria table has a criterion or sub-criterion of one of these kinds.
    Criterion {
        /// Which kinds.
        kinds: Vec<CriterionKind>,
        /// Their weights sum up to less than that, in points.
        weight_below: Option<Hundredths>,
        /// Their weights sum up to that at least, in points.
        weight_at_least: Option<Hundredths>,
    },
    /// The tender has that many lots.
    Lots {
        /// How many.
        at_least: u32,
    },
    /// A lot is reserved for one of these.
    Reserved {
        /// For whom.
        whom: Vec<ReservedFor>,
    },
    /// A text that the buyer wrote, or wrote again, breaks a rule of reading.
    Text {
        /// Name of the rule.
        rule: String,
        /// Which texts are read.
        of: Writing,
    },
    /// The data published for the contract declare one of these considerations.
    Declared {
        /// The words of the published data.
        words: Vec<String>,
    },
    /// An exception of that obligation is invoked with a reason.
    Reasoned {
        /// Which obligation.
        obligation: String,
    },
    /// The contract comes from published data and nothing was written of it here: its file is elsewhere.
    Elsewhere,
}

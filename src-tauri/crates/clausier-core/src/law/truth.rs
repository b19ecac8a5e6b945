//! Three truth values, and why something is not known.

use super::{Confidence, FactId};

/// What a condition is, for this tender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Truth {
    /// Surely.
    True,
    /// Surely not.
    False,
    /// Nobody can tell yet.
    Unknown(Doubt),
}

/// Why nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Doubt {
    /// Facts that would help; empty = asking is of no use (not published, code too general).
    pub ask: Vec<FactId>,
}

impl Doubt {
    /// Asks for one fact.
    pub fn about(fact: FactId) -> Self {
        Self { ask: vec![fact] }
    }

    /// Joins what another doubt asks.
    pub fn join(&mut self, other: &Self) {
        join(&mut self.ask, &other.ask);
    }
}

/// Adds facts that are not there yet, in order.
pub(super) fn join(into: &mut Vec<FactId>, more: &[FactId]) {
    for fact in more {
        if !into.contains(fact) {
            into.push(*fact);
        }
    }
}

impl Truth {
    pub const fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// Tells which of the two it surely is; `None` = nobody can tell.
    pub const fn known(&self) -> Option<bool> {
        match self {
            Self::True => Some(true),
            Self::False => Some(false),
            Self::Unknown(_) => None,
        }
    }

    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown(doubt) => Self::Unknown(doubt),
        }
    }
}

/// Returns the weaker of two confidences.
pub(super) fn weaker(left: Confidence, right: Confidence) -> Confidence {
    left.min(right)
}

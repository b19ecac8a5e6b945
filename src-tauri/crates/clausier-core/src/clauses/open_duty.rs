//! What the checklist needs to know of the assessment: duties and whether they are covered.

/// An obligation of the assessment, seen from the clauses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenDuty {
    /// Identifier of the obligation.
    pub obligation: String,
    /// Its title, as the buyer reads it.
    pub title: String,
    /// Whether it binds this tender.
    pub applies: bool,
    /// Whether it is covered, or waived with a reason.
    pub satisfied: bool,
    /// Clauses of the tender that cover it.
    pub satisfied_by: Vec<String>,
}

impl OpenDuty {
    /// Tells whether something still has to be done.
    pub fn is_open(&self) -> bool {
        self.applies && !self.satisfied
    }

    /// Tells whether a part is covered and the rest is not.
    pub fn is_begun(&self) -> bool {
        self.is_open() && !self.satisfied_by.is_empty()
    }
}

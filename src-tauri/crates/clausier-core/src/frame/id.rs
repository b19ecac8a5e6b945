//! Stable identifiers of rows: the same question of the same tender always bears the same one.

use uuid::Uuid;

use crate::tender::TenderId;

/// Digits kept: two rows of one frame then meet once in millions of frames.
const DIGITS: usize = 8;

/// Gives out identifiers, no two alike in one frame.
pub(super) struct Ids {
    tender: TenderId,
    given: Vec<String>,
}

impl Ids {
    pub(super) fn new(tender: TenderId) -> Self {
        Self { tender, given: Vec::new() }
    }

    /// Returns the identifier of a question, told by its letter and its key.
    pub(super) fn give(&mut self, letter: char, key: &str) -> String {
        let digest = Uuid::new_v5(&self.tender.0, key.as_bytes()).simple().to_string();
        let short: String = digest.chars().take(DIGITS).collect();
        let first = format!("{letter}-{short}");
        let numbered = (2..).map(|number| format!("{first}-{number}"));
        let id = std::iter::once(first.clone()).chain(numbered).find(|id| !self.given.contains(id)).unwrap_or(first.clone());
        self.given.push(id.clone());
        id
    }
}

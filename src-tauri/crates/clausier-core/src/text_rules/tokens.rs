//! Words of a text as they are compared, with the place of each.

use crate::french::fold;

/// A word: as written, as compared, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// As written.
    pub raw: &'t str,
    /// Without case or accents.
    pub folded: String,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.start + self.raw.len()
    }
}

/// Splits a text into words; whatever is neither letter nor digit separates.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if let Some(raw) = text.get(from..at) {
                    found.push(Token { raw, folded: fold(raw), start: from });
                }
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

//! A text cut once for all the rules.

use super::cut::{paragraphs, sentences};
use super::tokens::{Token, tokens};

/// A sentence or a paragraph, and its words.
pub struct Part<'t> {
    /// As written.
    pub text: &'t str,
    /// Its words.
    pub tokens: Vec<Token<'t>>,
}

/// The sentences and the paragraphs of a text.
pub struct Parts<'t> {
    /// Its sentences.
    pub sentences: Vec<Part<'t>>,
    /// Its paragraphs.
    pub paragraphs: Vec<Part<'t>>,
    /// All of it.
    pub whole: [Part<'t>; 1],
}

impl<'t> Parts<'t> {
    /// Cuts a text.
    pub fn of(text: &'t str) -> Self {
        Self {
            sentences: sentences(text).into_iter().map(Part::of).collect(),
            paragraphs: paragraphs(text).into_iter().map(Part::of).collect(),
            whole: [Part::of(text)],
        }
    }
}

impl<'t> Part<'t> {
    /// Splits a part into words.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, tokens: tokens(text) }
    }
}

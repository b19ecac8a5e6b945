//! A text cut once for all the rules.

use super::sentences::{paragraphs, sentences};
use super::tokens::{Token, tokens};

/// A sentence or a paragraph, and its words.
pub(super) struct Part<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token<'t>>,
}

/// The sentences and the paragraphs of a text.
pub(super) struct Parts<'t> {
    pub sentences: Vec<Part<'t>>,
    pub paragraphs: Vec<Part<'t>>,
}

impl<'t> Parts<'t> {
    /// Cuts a text.
    pub fn of(text: &'t str) -> Self {
        let part = |text: &'t str| Part { text, tokens: tokens(text) };
        Self { sentences: sentences(text).into_iter().map(part).collect(), paragraphs: paragraphs(text).into_iter().map(part).collect() }
    }
}

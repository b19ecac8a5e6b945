//! A text cut once for all the rules.

use std::cell::OnceCell;

use super::TextScope;
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

/// A text cut in each way only when a rule asks for it, once for all the rules that do.
pub struct LazyParts<'t> {
    text: &'t str,
    sentences: OnceCell<Vec<Part<'t>>>,
    paragraphs: OnceCell<Vec<Part<'t>>>,
    whole: OnceCell<Vec<Part<'t>>>,
}

impl<'t> LazyParts<'t> {
    /// Takes a text, not cut yet.
    pub fn of(text: &'t str) -> Self {
        Self { text, sentences: OnceCell::new(), paragraphs: OnceCell::new(), whole: OnceCell::new() }
    }

    /// Returns the text as a rule reads it.
    pub(super) fn read(&self, scope: TextScope) -> &[Part<'t>] {
        let (kept, cut): (_, fn(&'t str) -> Vec<&'t str>) = match scope {
            TextScope::Sentence => (&self.sentences, sentences),
            TextScope::Paragraph => (&self.paragraphs, paragraphs),
            TextScope::Whole => (&self.whole, |text| vec![text]),
        };
        kept.get_or_init(|| cut(self.text).into_iter().map(Part::of).collect())
    }
}

impl<'t> Part<'t> {
    /// Splits a part into words.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, tokens: tokens(text) }
    }
}

//! Errors as a person meets them: what happened, what is safe, what to do.
//!
//! Each crate says *what* failed with data; here, and only here, it becomes a sentence. The sentences
//! live in `messages.toml`, one file for the window and the command line. No path of the machine but
//! the name that the user gave, no stack, no SQL.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Family of an error: how a caller reacts to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// What was given cannot be used.
    BadInput,
    /// A file cannot be read or written.
    File,
    /// A document cannot be used as it stands.
    Document,
    /// A decision of the user is needed first.
    Decision,
    /// The shared folder is away, foreign or read-only.
    Sharing,
    /// The local base.
    Store,
    /// The catalogue.
    Catalogue,
}

/// An error with its sentence. `code` is stable; nobody compares `message`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[error("{message}")]
pub struct UserError {
    /// Family of the error.
    pub kind: ErrorKind,
    /// Stable name of the error.
    pub code: String,
    /// What happened, then what is safe.
    pub message: String,
    /// What to do, best first.
    pub hints: Vec<String>,
}

/// Result of a use case.
pub type UserResult<T> = Result<T, UserError>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    genre: ErrorKind,
    phrase: String,
    etat: String,
    #[serde(default)]
    suite: Vec<String>,
}

static PHRASES: LazyLock<BTreeMap<String, Phrase>> =
    LazyLock::new(|| toml::from_str(include_str!("messages.toml")).expect("messages.toml is read by a test"));

impl UserError {
    /// Builds the error of that code; `{name}` in its sentences is replaced by the argument of that name.
    pub fn new(code: &str, arguments: &[(&str, &str)]) -> Self {
        let phrase = PHRASES.get(code).unwrap_or_else(|| PHRASES.get("inattendu").expect("messages.toml holds the sentence of last resort"));
        let fill = |text: &str| clausier_core::french::typography(&fill(text, arguments));
        Self {
            kind: phrase.genre,
            code: code.to_owned(),
            message: format!("{} {}", fill(&phrase.phrase), fill(&phrase.etat)),
            hints: phrase.suite.iter().map(|hint| fill(hint)).collect(),
        }
    }

    /// Returns the codes that have a sentence, for the tests that look for orphans.
    pub fn known_codes() -> Vec<&'static str> {
        PHRASES.keys().map(String::as_str).collect()
    }
}

/// Replaces each `{name}` once; what an argument contains is never read again as a name.
pub(crate) fn fill(text: &str, arguments: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, left)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        let value = arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        filled.push_str(value.unwrap_or_default());
        rest = left;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_says_what_happened_what_is_safe_and_what_to_do() {
        for (code, phrase) in PHRASES.iter() {
            assert!(phrase.phrase.ends_with(['.', '?']), "{code}: the sentence is whole");
            assert!(phrase.etat.ends_with('.'), "{code}: it says what is safe");
            assert!(!phrase.suite.is_empty(), "{code}: it says what to do");
        }
    }

    #[test]
    fn an_argument_is_never_read_as_a_name() {
        assert_eq!(fill("« {a} » et {b}", &[("a", "{b}"), ("b", "x")]), "« {b} » et x");
    }
}

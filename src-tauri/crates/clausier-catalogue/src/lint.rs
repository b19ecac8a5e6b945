//! Reads clause texts again: rules of `relecture.toml`, and the few that are shape rather than words.

mod labels;
mod rule;
mod sentences;
mod shape;
mod wanted;

use clausier_core::tender::ClauseKind;
use clausier_core::text_rules::{Parts, TextRule};

use crate::reader::{Sources, Value};
use crate::words::Words;
pub use labels::{check_cited, check_table};
use rule::Rule;
pub use shape::units_after_parameters;
use wanted::Wanted;

/// The file of the rules.
const FILE: &str = "relecture.toml";
/// Keys of that file.
const KEYS: [&str; 3] = ["mots_par_phrase", "regles", "exigences"];

/// Reads the words of the rules alone, for the checks that read what a buyer writes.
pub fn text_rules(sources: &Sources<'_>) -> Vec<TextRule> {
    let Some(file) = sources.optional(FILE) else { return Vec::new() };
    file.tables("regles", &rule::KEYS).iter().filter_map(rule::text_rule).collect()
}

/// What clause texts are read against; by default nothing, and then texts are not read again.
#[derive(Debug, Default)]
pub struct Rules {
    longest_sentence: Option<usize>,
    rules: Vec<Rule>,
    wanted: Vec<Wanted>,
}

impl Rules {
    /// Reads the rules; a rule that its own examples contradict is a fault.
    pub fn load(sources: &Sources<'_>, words: &Words) -> Self {
        let Some(file) = sources.required(FILE) else {
            return Self::default();
        };
        file.keys(&KEYS);
        let longest = file.required("mots_par_phrase").and_then(|value| value.integer_between(10, 100));
        let rules = file.tables("regles", &rule::KEYS).iter().filter_map(|table| Rule::load(table, words)).collect();
        let wanted = file.tables("exigences", &wanted::KEYS).iter().filter_map(|table| Wanted::load(table, words)).collect();
        Self { longest_sentence: longest.and_then(|words| usize::try_from(words).ok()), rules, wanted }
    }

    /// Says what is wrong in the title of a clause: only words that are wrong by themselves.
    pub fn check_title(&self, value: Value<'_>, title: &str, kind: Option<ClauseKind>) {
        let parts = Parts::of(title);
        for rule in self.rules.iter().filter(|rule| rule.concerns(kind) && rule.refuses_a_word_alone()) {
            rule.check(value, &parts);
        }
    }

    /// Says what is wrong in a text of a clause of that kind.
    pub fn check(&self, value: Value<'_>, text: &str, kind: Option<ClauseKind>) {
        let Some(longest) = self.longest_sentence else {
            return;
        };
        shape::check(value, text);
        sentences::check_length(value, text, longest);
        let parts = Parts::of(text);
        for rule in self.rules.iter().filter(|rule| rule.concerns(kind)) {
            rule.check(value, &parts);
        }
    }

    /// Says what is wrong in a sentence read beside the clause, and not written in a document.
    pub fn check_aside(&self, value: Value<'_>, text: &str) {
        if let Some(longest) = self.longest_sentence {
            shape::check_typography(value, text);
            sentences::check_length(value, text, longest);
        }
    }

    /// Says what a text should hold and does not.
    pub fn check_wanted(&self, value: Value<'_>, text: &str, kind: Option<ClauseKind>) {
        for wanted in &self.wanted {
            wanted.check(value, text, kind);
        }
    }

    /// Tells whether texts are read again at all.
    pub fn are_loaded(&self) -> bool {
        self.longest_sentence.is_some()
    }

    /// Tells whether some rule refuses a text, whatever the kind of its clause.
    fn refuse(&self, text: &str) -> bool {
        let parts = Parts::of(text);
        self.rules.iter().any(|rule| rule.refuses(&parts))
    }
}

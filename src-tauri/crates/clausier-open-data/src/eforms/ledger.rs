//! What was asked for while a notice is made: what is known, what is missing, what the buyer gave.

use std::collections::{BTreeMap, BTreeSet};

use clausier_core::notices::{NoticeRules, NoticeType};

use super::asked::{Asked, AskedKind, Question};
use super::concerns::Concern;

/// Longest text of a field that says nothing else.
pub(super) const LONG: usize = 6000;
/// Longest name.
pub(super) const NAME: usize = 400;

/// The account of the fields of a notice.
pub(super) struct Ledger<'a> {
    pub(super) rules: &'a NoticeRules,
    given: &'a BTreeMap<String, String>,
    read: BTreeSet<String>,
    present: BTreeMap<String, Vec<String>>,
    absent: BTreeSet<String>,
    concerns: Vec<Concern>,
    questions: Vec<Question>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(rules: &'a NoticeRules, given: &'a BTreeMap<String, String>) -> Self {
        Self { rules, given, read: BTreeSet::new(), present: BTreeMap::new(), absent: BTreeSet::new(), concerns: Vec::new(), questions: Vec::new() }
    }

    /// Says something to look at, once.
    pub(super) fn concern(&mut self, concern: Concern) {
        if !self.concerns.contains(&concern) {
            self.concerns.push(concern);
        }
    }

    /// Remembers what the buyer may give under a name, the first time; `because` = the field for which it is required.
    pub(super) fn ask(&mut self, key: &str, kind: AskedKind, because: &str) {
        if !self.questions.iter().any(|question| question.key == key) {
            self.questions.push(Question { key: key.to_owned(), kind, because: because.to_owned() });
        }
    }

    /// Tells whether the buyer gave something under one of those names.
    pub(super) fn has_any(&self, prefix: &str) -> bool {
        self.given.keys().any(|key| key.starts_with(prefix))
    }

    /// Returns what the buyer gave under a name, cleaned; a code that its list does not have is said.
    pub(super) fn given(&mut self, key: &str) -> Option<String> {
        let kind = if self.rules.lists.contains_key(key) { AskedKind::Code } else { AskedKind::Text };
        self.ask(key, kind, key);
        self.read.insert(key.to_owned());
        let value = super::text::clean(self.given.get(key)?, LONG);
        let field = key.rsplit('.').next().unwrap_or(key);
        if !value.is_empty() && !self.rules.admits(field, &value) {
            self.concern(Concern::NotInList { field: key.to_owned(), value });
            return None;
        }
        Some(value).filter(|value| !value.is_empty())
    }

    /// Lists the codes that the buyer gave, separated by commas.
    pub(super) fn given_codes(&mut self, field: &str) -> Vec<String> {
        self.ask(field, if self.rules.lists.contains_key(field) { AskedKind::Codes } else { AskedKind::Text }, field);
        self.read.insert(field.to_owned());
        let codes: Vec<String> =
            self.given.get(field).into_iter().flat_map(|text| text.split(',')).map(|code| super::text::clean(code, NAME)).collect();
        codes.into_iter().filter(|code| !code.is_empty()).filter(|code| self.admitted(field, code)).collect()
    }

    fn admitted(&mut self, field: &str, code: &str) -> bool {
        let admitted = self.rules.admits(field, code);
        if !admitted {
            self.concern(Concern::NotInList { field: field.to_owned(), value: code.to_owned() });
        }
        admitted
    }

    /// Returns the value of a field, what the buyer gave first, and remembers whether it is known.
    pub(super) fn take(&mut self, field: &str, known: Option<String>) -> Option<String> {
        let value = self.given(field).or(known);
        self.note(field, value.as_slice());
        value
    }

    /// Returns a yes or no.
    pub(super) fn flag(&mut self, field: &str, known: Option<bool>) -> Option<String> {
        self.ask(field, AskedKind::YesNo, field);
        let given = self.given(field);
        let value = self.of_kind(field, given, |text| matches!(text, "true" | "false")).or_else(|| known.map(|flag| flag.to_string()));
        self.note(field, value.as_slice());
        value
    }

    /// Returns a whole number.
    pub(super) fn number(&mut self, field: &str) -> Option<String> {
        self.ask(field, AskedKind::Number, field);
        let given = self.given(field);
        let value = self.of_kind(field, given, |text| text.len() <= 9 && text.bytes().all(|one| one.is_ascii_digit()));
        self.note(field, value.as_slice());
        value
    }

    /// Returns an instant that the buyer gave: its day and its hour.
    pub(super) fn instant(&mut self, field: &str) -> Option<(String, String)> {
        self.ask(field, AskedKind::Instant, field);
        let given = self.given(field);
        let value = self.of_kind(field, given, |text| super::text::instant(text).is_some());
        self.note(field, value.as_slice());
        super::text::instant(&value?)
    }

    fn of_kind(&mut self, field: &str, value: Option<String>, fits: impl Fn(&str) -> bool) -> Option<String> {
        let value = value?;
        if fits(&value) {
            return Some(value);
        }
        self.concern(Concern::NotOfItsKind { field: field.to_owned(), value });
        None
    }

    /// Remembers the values of a field; none = it is missing here.
    pub(super) fn note(&mut self, field: &str, values: &[String]) {
        if values.is_empty() {
            self.absent.insert(field.to_owned());
        }
        self.present.entry(field.to_owned()).or_default().extend_from_slice(values);
    }

    /// Lists what the buyer may give, in the order of the notice.
    pub(super) fn asked(&self, kind: Option<&NoticeType>) -> Vec<Asked> {
        let required = self.required(kind);
        let asked = |question: &Question| {
            let value = self.given.get(&question.key).cloned();
            Asked {
                key: question.key.clone(),
                kind: question.kind,
                required: required.contains(&question.because),
                told: value.is_none() && question.because == question.key && !self.is_missing(&question.key),
                value,
            }
        };
        self.questions.iter().map(asked).collect()
    }

    /// Lists the fields that this kind of notice requires and that are missing somewhere, then what is to be looked at.
    pub(super) fn close(mut self, kind: Option<&NoticeType>, lots: usize) -> (Vec<String>, Vec<Concern>) {
        let missing = self.required(kind).into_iter().filter(|field| self.is_missing(field)).collect();
        let unread: Vec<String> = self.given.keys().filter(|key| !self.read.contains(*key)).cloned().collect();
        unread.into_iter().for_each(|field| self.concern(Concern::NotWritten { field }));
        if lots > 1 {
            let strategic = ["BT-06", "BT-717", "BT-735", "BT-774", "BT-775", "BT-776", "BT-805", "BT-810", "BT-811"];
            let same: Vec<&str> = strategic.into_iter().filter(|field| self.given.contains_key(*field)).collect();
            same.into_iter().for_each(|field| self.concern(Concern::SameForAllLots { field: field.to_owned() }));
        }
        (missing, self.concerns)
    }

    fn required(&self, kind: Option<&NoticeType>) -> Vec<String> {
        let outside = |field: &String| kind.is_some_and(|kind| kind.without.contains(field));
        let common = self.rules.required.iter().filter(|field| !outside(field));
        let called = self.rules.conditional.iter().filter(|one| self.holds(&one.when, &one.values)).map(|one| &one.field);
        let mut all: Vec<String> = Vec::new();
        for field in common.chain(kind.iter().flat_map(|kind| &kind.also)).chain(called) {
            if !all.contains(field) {
                all.push(field.clone());
            }
        }
        all
    }

    fn holds(&self, field: &str, values: &[String]) -> bool {
        let found = self.present.get(field).map(Vec::as_slice).unwrap_or_default();
        found.iter().any(|value| values.iter().any(|wanted| wanted == "*" || wanted == value))
    }

    fn is_missing(&self, field: &String) -> bool {
        self.absent.contains(field) || self.present.get(field).is_none_or(Vec::is_empty)
    }
}

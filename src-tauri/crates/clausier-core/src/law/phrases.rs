//! The tails of sentences, given by the catalogue. `{braces}` stand for what the program fills in.

use std::collections::BTreeMap;

use super::ReferenceDate;
use crate::tender::CriterionKind;

/// How a comparison is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)] // One field a key of `phrases.toml`.
pub struct ComparisonPhrases {
    pub link: String,
    pub at_least: String,
    pub above: String,
    pub at_most: String,
    pub below: String,
    pub scale: String,
    pub not_published: String,
    pub no_scale: String,
}

/// How a closed word is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct WordPhrases {
    pub out_of_scope: String,
    pub excluded: String,
}

/// How codes are said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct CodePhrases {
    pub inside: String,
    pub outside: String,
    pub too_general: String,
}

/// How what is in the file is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct FilePhrases {
    pub clause: String,
    pub no_clause: String,
    pub criterion: String,
    pub no_criterion: String,
    pub lots: String,
    pub too_few_lots: String,
    pub small_lots: String,
    pub no_small_lots: String,
    pub reserved: String,
    pub none_reserved: String,
    pub text_of_clause: String,
    pub text_of_criterion: String,
    pub no_text: String,
    pub declared: String,
    pub not_declared: String,
    pub reasoned: String,
    pub not_reasoned: String,
    pub elsewhere: String,
    pub not_elsewhere: String,
    /// Name of each kind of criterion, by its word in the tender file.
    pub kinds: BTreeMap<String, String>,
}

/// How a date is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct DatePhrases {
    pub since: String,
    pub before: String,
    pub after: String,
}

/// How an outcome is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct OutcomePhrases {
    pub always: String,
    pub never: String,
    pub missing: String,
    pub to_verify: String,
    pub open_figure: String,
    pub unpublished_figure: String,
    pub unknown: String,
    pub question: String,
    pub one_question: String,
    pub before_history: String,
}

/// How coverage is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct CoveragePhrases {
    pub covered: String,
    pub covered_unnamed: String,
    pub waived: String,
    pub partly: String,
    pub partly_by: String,
    pub not_covered: String,
    pub lot: String,
    pub reserved_lot: String,
    pub criterion: String,
    pub criteria: String,
    pub lots_count: String,
    pub lots_done: String,
    pub one_lot_done: String,
    pub no_lot_done: String,
    pub others: String,
    pub other: String,
    pub closed_exception: String,
    pub exception_without_reason: String,
    pub open_exception: String,
}

/// Every tail of sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Phrases {
    pub comparisons: ComparisonPhrases,
    pub words: WordPhrases,
    pub codes: CodePhrases,
    pub file: FilePhrases,
    pub consultation: DatePhrases,
    pub notification: DatePhrases,
    pub permit: DatePhrases,
    pub today: DatePhrases,
    /// The notification is not made: the consultation stands in.
    pub stand_in: DatePhrases,
    pub outcomes: OutcomePhrases,
    pub coverage: CoveragePhrases,
    /// Numbers in letters, from zero on; beyond, digits.
    pub numbers: Vec<String>,
}

impl Phrases {
    /// Returns how a reference date is said.
    pub(super) fn dates(&self, clock: ReferenceDate) -> &DatePhrases {
        match clock {
            ReferenceDate::Consultation => &self.consultation,
            ReferenceDate::Notification => &self.notification,
            ReferenceDate::Permit => &self.permit,
            ReferenceDate::Today => &self.today,
        }
    }

    /// Writes a small number in letters, a large one in digits.
    pub(super) fn number(&self, number: usize) -> String {
        let digits = || crate::french::integer(i64::try_from(number).unwrap_or(i64::MAX));
        self.numbers.get(number).cloned().unwrap_or_else(digits)
    }

    /// Returns the name of a kind of criterion.
    pub(super) fn kind(&self, kind: CriterionKind) -> &str {
        self.file.kinds.get(criterion_word(kind)).map_or("", String::as_str)
    }
}

/// Returns the word of the tender file for a kind of criterion.
pub(super) const fn criterion_word(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Price => "price",
        CriterionKind::Cost => "cost",
        CriterionKind::LifeCycleCost => "life_cycle_cost",
        CriterionKind::Quality => "quality",
        CriterionKind::Environmental => "environmental",
        CriterionKind::Social => "social",
        CriterionKind::Other => "other",
    }
}

/// Replaces `{name}` by its value, for each pair.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let room = values.iter().map(|(_, value)| value.len()).sum::<usize>();
    let mut out = String::with_capacity(template.len() + room);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Makes a sentence of a clause: capital letter, full stop.
pub(super) fn sentence(mut clause: String) -> String {
    let Some(first) = clause.chars().next() else { return clause };
    match clause.get_mut(..1) {
        Some(letter) => letter.make_ascii_uppercase(),
        None => clause.replace_range(..first.len_utf8(), &first.to_uppercase().collect::<String>()),
    }
    if !clause.ends_with(['.', '!', '?', '…']) {
        clause.push('.');
    }
    clause
}

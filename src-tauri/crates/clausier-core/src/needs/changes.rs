//! What an answer changes: the tender as it is, beside the tender without that answer.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::clauses::{Calls, Checklist};
use crate::french;
use crate::law::{Assessment, Outcome};

/// What is compared.
pub struct Snapshot<'a> {
    /// What the law asks.
    pub assessment: &'a Assessment,
    /// The clauses proposed.
    pub checklist: &'a Checklist,
    /// What the answers ask.
    pub calls: &'a Calls,
}

/// The difference, counted and in words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AnswerChanges {
    /// Clauses shown, or called for, that were not.
    pub proposed: Vec<String>,
    /// Clauses already called for, to which this answer gives one more reason.
    pub supported: Vec<String>,
    /// Clauses set aside that were not.
    pub aside: Vec<String>,
    /// Values proposed that were not.
    pub values: u32,
    /// Obligations that now apply.
    pub applies: Vec<String>,
    /// Obligations that now wait for a fact or a check.
    pub to_confirm: Vec<String>,
    /// Obligations that no longer concern the tender.
    pub settled: Vec<String>,
    /// « 2 clauses proposées, 1 obligation à confirmer ».
    pub sentence: String,
}

/// Compares two states of one tender.
pub fn changes(before: &Snapshot<'_>, after: &Snapshot<'_>) -> AnswerChanges {
    let fresh = |of: &dyn Fn(&Snapshot<'_>) -> BTreeSet<String>| of(after).difference(&of(before)).cloned().collect::<Vec<_>>();
    let proposed = proposed(before, after);
    let mut changes = AnswerChanges {
        supported: supported(before, after, &proposed),
        proposed,
        aside: set_aside(before, after),
        values: u32::try_from(after.calls.values.iter().filter(|value| !before.calls.values.contains(value)).count()).unwrap_or(u32::MAX),
        applies: fresh(&|one| lines(one, &[Outcome::Applies])),
        to_confirm: fresh(&|one| lines(one, &[Outcome::ToVerify, Outcome::Undetermined])),
        settled: fresh(&|one| lines(one, &[Outcome::NotApplicable])),
        sentence: String::new(),
    };
    changes.sentence = sentence(&changes);
    changes
}

/// A clause counts once: when the answer calls for it, or brings it among those shown.
fn proposed(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<String> {
    let called = |one: &Snapshot<'_>| one.calls.called.iter().map(|call| call.clause.clone()).collect::<BTreeSet<_>>();
    let (known, here) = (fitting(before), fitting(after));
    let called: BTreeSet<String> = called(after).difference(&called(before)).cloned().collect();
    here.into_iter().filter(|clause| called.contains(clause) || !known.contains(clause)).collect()
}

/// Lists the clauses that may be proposed, shown or not.
fn fitting(one: &Snapshot<'_>) -> BTreeSet<String> {
    let themes = || one.checklist.themes.iter();
    let shown = themes().flat_map(|theme| &theme.suggestions).map(|suggestion| suggestion.clause.clone());
    shown.chain(themes().flat_map(|theme| theme.rest.clauses.iter().cloned())).collect()
}

fn supported(before: &Snapshot<'_>, after: &Snapshot<'_>, proposed: &[String]) -> Vec<String> {
    let themes = || after.checklist.themes.iter();
    let shown = themes().flat_map(|theme| theme.suggestions.iter().chain(&theme.also_kept)).map(|one| &one.clause);
    let here: BTreeSet<&String> = shown.chain(themes().flat_map(|theme| &theme.rest.clauses)).collect();
    let more = |id: &str| after.calls.reasons(id).len() > before.calls.reasons(id).len();
    here.into_iter().filter(|id| more(id) && !proposed.contains(id)).cloned().collect()
}

/// A clause that did not fit anyway is not set aside by an answer.
fn set_aside(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Vec<String> {
    let (known, here) = (fitting(before), fitting(after));
    let left = known.difference(&here).filter(|clause| after.calls.set_aside(clause).is_some());
    left.cloned().collect()
}

fn lines(one: &Snapshot<'_>, outcomes: &[Outcome]) -> BTreeSet<String> {
    one.assessment.lines.iter().filter(|line| outcomes.contains(&line.outcome)).map(|line| line.obligation.clone()).collect()
}

fn sentence(changes: &AnswerChanges) -> String {
    let counted = [
        (changes.proposed.len(), "clause proposée", "clauses proposées"),
        (changes.supported.len(), "clause appuyée", "clauses appuyées"),
        (changes.aside.len(), "clause écartée", "clauses écartées"),
        (usize::try_from(changes.values).unwrap_or(usize::MAX), "valeur proposée", "valeurs proposées"),
        (changes.applies.len(), "obligation qui s’applique", "obligations qui s’appliquent"),
        (changes.to_confirm.len(), "obligation à confirmer", "obligations à confirmer"),
        (changes.settled.len(), "obligation sans objet", "obligations sans objet"),
    ];
    let parts: Vec<String> =
        counted.iter().filter(|(number, _, _)| *number > 0).map(|(number, one, several)| french::count(*number, one, several)).collect();
    if parts.is_empty() { french::typography("Noté ; rien d’autre ne change.") } else { french::typography(&parts.join(", ")) }
}

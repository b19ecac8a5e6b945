//! What stands in a file already: a clause of ours, or an article on the subject.

use std::collections::BTreeSet;

use clausier_core::review::{PresentLook, ReviewRule};

use crate::places::{Place, Spot, place};
use crate::units::Read;

/// Finds, once a file, each clause of ours and each subject that an article treats.
pub(crate) fn already(rule: &ReviewRule, subjects: &[PresentLook], files: &[Read<'_>]) -> Vec<Place> {
    let each = files.iter().enumerate();
    each.flat_map(|(file, read)| ours(rule, file, read).into_iter().chain(by_subject(rule, subjects, file, read)).collect::<Vec<_>>()).collect()
}

/// The clauses that our marks name.
fn ours(rule: &ReviewRule, file: usize, read: &Read<'_>) -> Vec<Place> {
    let mut known = BTreeSet::new();
    let each = read.each().filter_map(|(at, unit, _)| unit.clause.as_deref().map(|clause| (at, unit, clause)));
    let first = each.filter(|(_, _, clause)| known.insert((*clause).to_owned()));
    first.filter_map(|(at, unit, clause)| place(rule, read, whole(file, at, &unit.text), &format!("la clause {clause} de Clausier"))).collect()
}

/// The articles whose heading and text are on a subject.
fn by_subject(rule: &ReviewRule, subjects: &[PresentLook], file: usize, read: &Read<'_>) -> Vec<Place> {
    let article =
        |subject: &PresentLook| read.each().find(|(at, unit, _)| unit.level.is_some() && unit.clause.is_none() && treats(read, *at, subject));
    subjects
        .iter()
        .filter_map(|subject| article(subject).and_then(|(at, unit, _)| place(rule, read, whole(file, at, &unit.text), &subject.named)))
        .collect()
}

fn treats(read: &Read<'_>, heading: usize, subject: &PresentLook) -> bool {
    read.holds(heading, &subject.titles) && read.article(heading).any(|unit| read.holds(unit, &subject.words))
}

fn whole(file: usize, unit: usize, text: &str) -> Spot<'_> {
    Spot { file, unit, words: 0..text.len(), sentence: text }
}

//! A second reading of the files of a tender: paragraphs in, findings out.
//!
//! The rules are data of the catalogue (`review/*.toml`); this crate knows no law, opens no file and reads no
//! clock. A rule that is not sure stays silent: one that cries wolf is worse than none.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic))]

mod amounts;
mod articles;
mod days;
mod examples;
mod figures;
mod places;
mod present;
mod repairs;
#[cfg(test)]
mod tests;
mod thresholds;
mod units;
mod words;

use chrono::NaiveDate;
use clausier_core::law::Scale;
use clausier_core::passage::Passage;
use clausier_core::review::{Finding, Look, ReviewRule};
use clausier_core::text_rules::{Expression, Parts};

pub use examples::contradicted;
use places::Place;
pub use repairs::{Found, Repair};
use units::{Read, Texts};

/// A file to read again.
#[derive(Debug, Clone, Copy)]
pub struct FileText<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says.
    pub passages: &'a [Passage],
}

/// What the rules are read with.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The rules.
    pub rules: &'a [ReviewRule],
    /// The scales whose former values are known.
    pub scales: &'a [Scale],
    /// Today.
    pub today: NaiveDate,
}

/// Reads files again, together: what one says may excuse another, or contradict it. Findings come file by
/// file, in the order of the text.
pub fn review(files: &[FileText<'_>], reading: &Reading<'_>) -> Vec<Finding> {
    review_to_repair(files, reading).into_iter().map(|found| found.finding).collect()
}

/// The same, with the repairs that may be written into a copy of a file.
pub fn review_to_repair(files: &[FileText<'_>], reading: &Reading<'_>) -> Vec<Found> {
    let texts: Vec<Texts> = files.iter().map(Texts::of).collect();
    let read: Vec<Read<'_>> = texts.iter().map(Read::of).collect();
    let rules = reading.rules.iter().filter(|rule| rule.from.is_none_or(|from| from <= reading.today));
    let mut places: Vec<Place> = rules.flat_map(|rule| look(rule, &read, reading)).collect();
    places.sort_by_key(|place| (place.file, place.unit, place.at));
    repairs::named(places, &texts)
}

/// Lists the rules that a clause written by the buyer misses: no proof, no penalty.
pub fn missing<'r>(rules: &'r [ReviewRule], text: &str) -> Vec<&'r ReviewRule> {
    let whole = Parts::of(text).whole;
    let holds = |words: &[Expression]| whole.iter().any(|part| words::holds(part, words));
    rules.iter().filter(|rule| matches!(&rule.look, Look::Missing(words) if !holds(words))).collect()
}

fn look(rule: &ReviewRule, files: &[Read<'_>], reading: &Reading<'_>) -> Vec<Place> {
    match &rule.look {
        Look::Words(look) => words::found(rule, look, files),
        Look::Unanswered(look) => words::unanswered(rule, look, files),
        Look::Vague(look) => articles::vague(rule, look, files),
        Look::OldThreshold(look) => thresholds::old(rule, look, files, reading),
        Look::PastDay(before) => days::past(rule, before, files, reading.today),
        Look::TwoFigures(subjects) => figures::contradictions(rule, subjects, files),
        Look::Present(subjects) => present::already(rule, subjects, files),
        Look::Missing(_) => Vec::new(),
    }
}

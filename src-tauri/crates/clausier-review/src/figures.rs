//! One subject, two figures: files that contradict each other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use clausier_core::review::{FigureLook, ReviewRule};
use clausier_core::text_rules::Part;

use crate::places::{Place, Spot, place};
use crate::units::Read;
use crate::words::{holds, offset};

/// A figure as two files are compared: months and years are one measure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Figure {
    value: u64,
    unit: String,
}

/// Where a file gives it.
struct Given {
    unit: usize,
    words: Range<usize>,
    sentence: Range<usize>,
    shown: String,
}

/// Finds the subjects for which each of several files gives one figure, and not the same.
pub(crate) fn contradictions(rule: &ReviewRule, subjects: &[FigureLook], files: &[Read<'_>]) -> Vec<Place> {
    subjects.iter().flat_map(|subject| of_subject(rule, subject, files)).collect()
}

fn of_subject(rule: &ReviewRule, subject: &FigureLook, files: &[Read<'_>]) -> Vec<Place> {
    let given: Vec<(usize, BTreeMap<Figure, Given>)> =
        files.iter().enumerate().map(|(file, read)| (file, figures(subject, read))).filter(|(_, found)| found.len() == 1).collect();
    let different: BTreeSet<&Figure> = given.iter().flat_map(|(_, found)| found.keys()).collect();
    let same_measure = different.iter().map(|figure| &figure.unit).collect::<BTreeSet<_>>().len() == 1;
    if different.len() < 2 || !same_measure {
        return Vec::new();
    }
    let told = |(file, found): &(usize, BTreeMap<Figure, Given>)| {
        let name = files.get(*file).map_or("", |read| read.name);
        found.values().map(|given| format!("{} dans « {name} »", given.shown)).collect::<Vec<_>>().join(", ")
    };
    let said = format!("{} : {}", subject.named, given.iter().map(told).collect::<Vec<_>>().join(", "));
    given
        .iter()
        .flat_map(|(file, found)| found.values().filter_map(|given| of_file(rule, *file, files.get(*file)?, given, &said)).collect::<Vec<_>>())
        .collect()
}

fn of_file(rule: &ReviewRule, file: usize, read: &Read<'_>, given: &Given, said: &str) -> Option<Place> {
    let sentence = read.units.get(given.unit)?.text.get(given.sentence.clone())?;
    place(rule, read, Spot { file, unit: given.unit, words: given.words.clone(), sentence }, said)
}

/// The figures that a file gives for a subject, each with its first place.
fn figures(subject: &FigureLook, read: &Read<'_>) -> BTreeMap<Figure, Given> {
    let mut found = BTreeMap::new();
    for (at, unit, parts) in read.some(&subject.words) {
        for part in parts.sentences.iter().filter(|part| !holds(part, &subject.except)) {
            let Some(range) = subject.words.iter().find_map(|words| words.find_at(part.text, &part.tokens)) else { continue };
            let (Some(figure), Some(start)) = (figure(part, &range), offset(&unit.text, part.text)) else { continue };
            let (figure, shown) = figure;
            let given = Given { unit: at, words: start + range.start..start + range.end, sentence: start..start + part.text.len(), shown };
            found.entry(figure).or_insert(given);
        }
    }
    found
}

/// The last number among the words found, and its measure.
fn figure(part: &Part<'_>, range: &Range<usize>) -> Option<(Figure, String)> {
    let is_figures = |raw: &str| raw.bytes().all(|byte| byte.is_ascii_digit());
    let inside = |start: usize| range.contains(&start);
    let last = part.tokens.iter().rposition(|token| inside(token.start) && is_figures(token.raw))?;
    let mut first = last;
    while first > 0
        && part.tokens.get(first).is_some_and(|token| token.raw.len() == 3)
        && part.tokens.get(first - 1).is_some_and(|token| inside(token.start) && is_figures(token.raw))
    {
        first -= 1;
    }
    let digits: String = part.tokens.get(first..=last)?.iter().map(|token| token.raw).collect();
    let (start, end) = (part.tokens.get(first)?.start, part.tokens.get(last)?);
    let after = part.text.get(end.start + end.raw.len()..)?;
    let next = part.tokens.get(last + 1).map_or("", |token| token.folded.as_str());
    let (factor, unit) = measure(after, next);
    let shown = part.text.get(start..range.end)?.trim_end_matches([')', ' ']).replace([')', '('], "");
    let shown = if unit == "%" { format!("{digits} %") } else { shown };
    Some((Figure { value: digits.parse::<u64>().ok()?.checked_mul(factor)?, unit: unit.to_owned() }, shown))
}

/// Years count as months; weeks and days stay themselves.
fn measure<'n>(after: &str, next: &'n str) -> (u64, &'n str) {
    match next {
        _ if after.trim_start_matches([' ', '\u{a0}', '\u{202f}', ')']).starts_with('%') => (1, "%"),
        "an" | "ans" | "annee" | "annees" => (12, "mois"),
        "jour" => (1, "jours"),
        other => (1, other),
    }
}

//! Articles that promise and measure nothing.

use clausier_core::review::{ReviewRule, VagueLook};

use crate::places::{Place, Spot, place};
use crate::units::Read;

/// Finds the articles whose heading names a subject, that hold a promise, and nothing to check.
pub(crate) fn vague(rule: &ReviewRule, look: &VagueLook, files: &[Read<'_>]) -> Vec<Place> {
    let each = files.iter().enumerate();
    each.flat_map(|(file, read)| read.each().filter_map(move |(at, unit, _)| unit.level.and_then(|_| article(rule, look, file, read, at)))).collect()
}

fn article(rule: &ReviewRule, look: &VagueLook, file: usize, read: &Read<'_>, heading: usize) -> Option<Place> {
    if !read.holds(heading, &look.titles) || read.holds(heading, &look.except) {
        return None;
    }
    let range = read.article(heading);
    let has_articles = read.units.get(range.clone())?.iter().any(|unit| unit.level.is_some());
    let body = || range.clone();
    let ours = read.units.get(range.clone())?.iter().any(|unit| unit.clause.is_some());
    let measured = body().any(|unit| read.holds(unit, &look.measured) || has_number(read, unit));
    let length: usize = read.parts.get(range.clone())?.iter().flat_map(|parts| &parts.whole).map(|part| part.tokens.len()).sum();
    let promise = body().find(|unit| read.holds(*unit, &look.vague))?;
    let text = read.units.get(promise)?.text.as_str();
    let title = read.units.get(heading)?.text.as_str();
    let spot = Spot { file, unit: promise, words: 0..text.len(), sentence: text };
    if has_articles || ours || measured || length > look.longest { None } else { place(rule, read, spot, title) }
}

fn has_number(read: &Read<'_>, unit: usize) -> bool {
    read.units.get(unit).is_some_and(|unit| unit.text.contains(|character: char| character.is_ascii_digit()))
}

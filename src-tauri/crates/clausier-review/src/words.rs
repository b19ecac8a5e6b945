//! Rules that look for words.

use std::collections::BTreeSet;

use clausier_core::french::fold;
use clausier_core::review::{Reach, ReviewRule, WordLook};
use clausier_core::text_rules::{Expression, Part, Parts};

use crate::places::{Place, Spot, place};
use crate::units::Read;

/// Finds the words in every file, once a sentence.
pub(crate) fn found(rule: &ReviewRule, look: &WordLook, files: &[Read<'_>]) -> Vec<Place> {
    if excused_anywhere(look, files) {
        return Vec::new();
    }
    let each = files.iter().enumerate();
    each.flat_map(|(file, read)| in_file(rule, look, file, read)).collect()
}

/// Finds the first place of each file, when nothing in any of them answers.
pub(crate) fn unanswered(rule: &ReviewRule, look: &WordLook, files: &[Read<'_>]) -> Vec<Place> {
    if excused_anywhere(look, files) {
        return Vec::new();
    }
    let each = files.iter().enumerate();
    each.filter_map(|(file, read)| in_file(rule, look, file, read).into_iter().next()).collect()
}

fn excused_anywhere(look: &WordLook, files: &[Read<'_>]) -> bool {
    files.iter().any(|read| read.candidates(&look.except_anywhere).into_iter().any(|unit| read.holds(unit, &look.except_anywhere)))
}

fn in_file(rule: &ReviewRule, look: &WordLook, file: usize, read: &Read<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, _, parts) in read.some(&look.words) {
        let mut said: BTreeSet<String> = BTreeSet::new();
        for part in parts_of(look.reach, parts) {
            let Some((spot, words)) = spot(look, file, read, at, part) else { continue };
            if said.insert(fold(words)) {
                places.extend(place(rule, read, spot, words));
            }
        }
    }
    places
}

fn parts_of<'p, 't>(reach: Reach, parts: &'p Parts<'t>) -> &'p [Part<'t>] {
    match reach {
        Reach::Sentence => &parts.sentences,
        Reach::Paragraph => &parts.whole,
    }
}

/// Finds the words in a sentence or a paragraph, unless something excuses them.
fn spot<'t>(look: &WordLook, file: usize, read: &Read<'t>, unit: usize, part: &Part<'t>) -> Option<(Spot<'t>, &'t str)> {
    let range = look.words.iter().find_map(|word| word.find_at(part.text, &part.tokens))?;
    let words = part.text.get(range.clone())?;
    let in_row = read.units.get(unit).is_some_and(|one| one.is_row) && read.holds(unit, &look.with);
    let beside = look.with.is_empty() || holds(part, &look.with) || in_row || read.headed_by(unit, &look.with);
    let excused =
        holds(part, &look.except) || (look.reach == Reach::Paragraph && read.around(unit).iter().any(|near| read.holds(*near, &look.except)));
    let whole = read.units.get(unit)?.text.as_str();
    let start = offset(whole, part.text)? + range.start;
    let spot = Spot { file, unit, words: start..start + words.len(), sentence: sentence_of(whole, start) };
    (beside && !excused).then_some((spot, words))
}

/// Whether a part holds one of these.
pub(crate) fn holds(part: &Part<'_>, words: &[Expression]) -> bool {
    words.iter().any(|word| word.find_at(part.text, &part.tokens).is_some())
}

/// Where a slice of a text begins in it.
pub(crate) fn offset(whole: &str, part: &str) -> Option<usize> {
    (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize).filter(|at| at + part.len() <= whole.len())
}

/// The sentence that holds a byte; cells of a row are shown together, as they are read.
fn sentence_of(whole: &str, at: usize) -> &str {
    if whole.contains('|') {
        return whole;
    }
    let sentences = clausier_core::text_rules::sentences(whole);
    let holds = |sentence: &&str| offset(whole, sentence).is_some_and(|start| start <= at && at < start + sentence.len());
    sentences.into_iter().find(holds).unwrap_or(whole)
}

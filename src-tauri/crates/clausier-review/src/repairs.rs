//! The words that make a place right: where they go, and the name under which they can be asked for.

use std::collections::BTreeMap;

use clausier_core::review::Finding;

use crate::places::{Place, Spot};
use crate::units::{Texts, Unit};
use crate::words::offset;

/// Words to be written right after those of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The rank of the file among those read.
    pub file: usize,
    /// The rank of the passage in that file, from 0.
    pub passage: usize,
    /// The byte of its text that they follow.
    pub at: usize,
    /// The words, without the space before them.
    pub words: String,
}

/// One thing found, and its repair where one is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found; `fix_id` names the repair.
    pub finding: Finding,
    /// What would be written.
    pub repair: Option<Repair>,
}

/// An addition to a sentence.
pub(crate) struct Addition {
    /// The sentence with it.
    pub(crate) sentence: String,
    /// Where it goes in the text of the unit.
    at: usize,
    words: String,
}

impl Addition {
    /// Where it is written in the file; nowhere for what stands in no file.
    pub(crate) fn repair(self, file: usize, unit: &Unit) -> Option<Repair> {
        let (passage, at) = unit.passage(self.at)?;
        (!unit.part.is_empty()).then_some(Repair { file, passage, at, words: self.words })
    }
}

/// Puts the words of a rule after those found, and after the name that goes on with them: « Alpha 3000 ». Nothing
/// when what follows may belong to them.
pub(crate) fn addition(unit: &Unit, spot: &Spot<'_>, words: &str) -> Option<Addition> {
    let start = offset(&unit.text, spot.sentence)?;
    let (said, after) = spot.sentence.split_at_checked(spot.words.end.checked_sub(start)?)?;
    let name = after.get(..end_of_name(after))?.trim_end();
    let goes_on = |word: &str| word.starts_with(char::is_uppercase) || word.starts_with(|character: char| character.is_ascii_digit());
    let rest = after.get(name.len()..)?;
    let sentence = format!("{said}{name} {words}{rest}");
    name.split_whitespace().all(goes_on).then(|| Addition { sentence, at: spot.words.end + name.len(), words: words.to_owned() })
}

/// Where a mark ends what is said; one inside a number or a word ends nothing: « 12,5 », « v2.0 ».
fn end_of_name(after: &str) -> usize {
    let ends = |(at, character): &(usize, char)| match character {
        ',' | '.' | ':' => !after.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)),
        ';' | '|' | '(' | ')' | '\n' => true,
        _ => false,
    };
    after.char_indices().find(ends).map_or(after.len(), |(at, _)| at)
}

/// Names the repairs: by the rule and the words around, and by their order where two say the same.
pub(crate) fn named(places: Vec<Place>, texts: &[Texts]) -> Vec<Found> {
    let mut known: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut name = |place: &Place, repair: &Repair| {
        let unit = texts.get(place.file)?.units.get(place.unit)?;
        let place_said = place.finding.place.as_deref().unwrap_or_default();
        let at = repair.at.to_string();
        let mark = mark(&[&place.finding.rule, &unit.part, place_said, &unit.text, &at, &repair.words]);
        let base = format!("{}-{mark:08x}", place.finding.rule);
        let count = known.entry((place.file, base.clone())).or_insert(0);
        *count += 1;
        Some(if *count == 1 { base } else { format!("{base}-{count}") })
    };
    let one = |place: Place| {
        let fix_id = place.repair.as_ref().and_then(|repair| name(&place, repair));
        Found { repair: place.repair.filter(|_| fix_id.is_some()), finding: Finding { fix_id, ..place.finding } }
    };
    places.into_iter().map(one).collect()
}

/// A short mark of some texts (FNV-1a): it must stay the same from one version of the program to the next.
fn mark(texts: &[&str]) -> u32 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |mark: u32, byte| (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_inside_a_number_ends_no_name() {
        for (after, name) in [(" 3000.", " 3000"), (" 12,5 kW, posés", " 12,5 kW"), (" GGL v2.0 (neuf)", " GGL v2.0 "), ("", ""), (". Fin.", "")] {
            assert_eq!(&after[..end_of_name(after)], name, "{after}");
        }
    }
}

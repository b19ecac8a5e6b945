//! A finding and where it stands in the order of the text.

use std::ops::Range;

use clausier_core::french;
use clausier_core::passage::Aside;
use clausier_core::review::{Finding, ReviewRule};

use crate::repairs::{self, Repair};
use crate::units::Read;

/// Longest excerpt, in characters.
const LONGEST: usize = 260;

/// A finding, with what sorts it.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) unit: usize,
    pub(crate) at: usize,
    pub(crate) finding: Finding,
    pub(crate) repair: Option<Repair>,
}

/// Where something was found.
pub(crate) struct Spot<'s> {
    pub(crate) file: usize,
    pub(crate) unit: usize,
    /// The words found, in the text of the unit.
    pub(crate) words: Range<usize>,
    /// The sentence or the paragraph that holds them.
    pub(crate) sentence: &'s str,
}

/// Makes the finding of a rule at a spot. `said` replaces `{mot}` in its sentences.
pub(crate) fn place(rule: &ReviewRule, read: &Read<'_>, spot: Spot<'_>, said: &str) -> Option<Place> {
    let unit = read.units.get(spot.unit)?;
    let addition = rule.addition.as_deref().and_then(|addition| repairs::addition(unit, &spot, addition));
    let sentence = |text: &str| french::typography(&text.replace("{mot}", said));
    let finding = Finding {
        rule: rule.id.clone(),
        severity: rule.gravity,
        file: read.name.to_owned(),
        part: unit.part.clone(),
        paragraph: u32::try_from(unit.paragraph(spot.words.start)).ok(),
        place: unit.aside.as_ref().map(Aside::told),
        heading: read.heading(spot.unit),
        excerpt: excerpt(spot.sentence, said),
        message: sentence(&rule.sentence),
        why: sentence(&rule.why),
        hint: sentence(&rule.hint),
        fix: addition.as_ref().map(|addition| addition.sentence.clone()),
        fix_id: None,
        source: rule.sources.clone(),
    };
    let repair = addition.and_then(|addition| addition.repair(spot.file, unit));
    Some(Place { file: spot.file, unit: spot.unit, at: spot.words.start, finding, repair })
}

/// The sentence, cut around the words when it is long.
fn excerpt(sentence: &str, words: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = line.chars().count();
    if length <= LONGEST {
        return line;
    }
    let before = line.split_once(words).map_or(0, |(before, _)| before.chars().count());
    let start = before.saturating_sub(LONGEST / 2).min(length - LONGEST);
    let shown: String = line.chars().skip(start).take(LONGEST).collect();
    let (opening, closing) = (if start > 0 { "…" } else { "" }, if start + LONGEST < length { "…" } else { "" });
    format!("{opening}{}{closing}", shown.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_around_the_words_found() {
        let sentence = format!("{} marque Alpha {}", "mot ".repeat(100), "fin ".repeat(100));
        let cut = excerpt(&sentence, "marque Alpha");
        assert!(cut.contains("marque Alpha") && cut.starts_with('…') && cut.ends_with('…'), "{cut}");
        assert!(cut.chars().count() <= LONGEST + 2);
    }
}

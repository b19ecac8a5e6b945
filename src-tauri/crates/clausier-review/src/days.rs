//! Days that are over.

use std::ops::Range;

use chrono::NaiveDate;
use clausier_core::french;
use clausier_core::review::ReviewRule;
use clausier_core::text_rules::{Expression, Part};

use crate::places::{Place, Spot, place};
use crate::units::Read;
use crate::words::offset;

/// Months, as they are compared.
const MONTHS: [&str; 12] = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];

/// Finds, after the words of a rule, a day before today.
pub(crate) fn past(rule: &ReviewRule, before: &[Expression], files: &[Read<'_>], today: NaiveDate) -> Vec<Place> {
    let mut places = Vec::new();
    for (file, read) in files.iter().enumerate() {
        for (at, unit, parts) in read.some(before) {
            let part = &parts.whole;
            let Some((range, day)) = part.iter().find_map(|part| after(part, before)).filter(|(_, day)| *day < today) else { continue };
            let start = part.first().and_then(|part| offset(&unit.text, part.text)).unwrap_or_default() + range.start;
            let spot = Spot { file, unit: at, words: start..start + range.len(), sentence: &unit.text };
            places.extend(place(rule, read, spot, &french::day(day)));
        }
    }
    places
}

/// The first day that follows one of these words, closely.
fn after(part: &Part<'_>, before: &[Expression]) -> Option<(Range<usize>, NaiveDate)> {
    const FAR: usize = 120;
    let words = before.iter().find_map(|words| words.find_at(part.text, &part.tokens))?;
    days(part).into_iter().find(|(range, _)| range.start >= words.end && range.start - words.end <= FAR)
}

/// The days of a text, in figures or in words, with their place.
fn days(part: &Part<'_>) -> Vec<(Range<usize>, NaiveDate)> {
    let windows = part.tokens.windows(3);
    windows
        .filter_map(|window| {
            let [day, month, year] = window else { return None };
            let number = |raw: &str| raw.trim_end_matches("er").parse::<u32>().ok();
            let named = MONTHS.iter().position(|name| *name == month.folded).and_then(|at| u32::try_from(at + 1).ok());
            let year_of = year.raw.parse::<i32>().ok().filter(|year| (1990..2100).contains(year))?;
            let date = NaiveDate::from_ymd_opt(year_of, named.or_else(|| number(month.raw))?, number(&day.folded)?)?;
            Some((day.start..year.start + year.raw.len(), date))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clausier_core::text_rules::Parts;

    #[test]
    fn days_are_read_in_figures_and_in_words() {
        for (text, expected) in [("le 12/03/2019 à 12h", "2019-03-12"), ("le 1er avril 2026", "2026-04-01"), ("le 31.12.2025", "2025-12-31")] {
            let parts = Parts::of(text);
            let found = days(&parts.whole[0]);
            assert_eq!(found.first().map(|(_, day)| day.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(days(&Parts::of("lot 45 31 2026").whole[0]), []);
    }
}

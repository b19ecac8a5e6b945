//! Texts and days as a notice takes them.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Weekday};

/// Returns a text that XML can hold: no control character, spaces joined, no longer than `most` characters.
pub(super) fn clean(text: &str, most: usize) -> String {
    let held: String = text.chars().map(|one| if is_held(one) { one } else { ' ' }).collect();
    let joined = held.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= most {
        return joined;
    }
    let mut cut: String = joined.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// Characters of XML 1.0; tabs and line ends are spaces here.
fn is_held(one: char) -> bool {
    !one.is_control() && one != '\u{fffe}' && one != '\u{ffff}'
}

/// A day with the offset of the French mainland, as eForms writes it; XML has no year of five figures.
pub(super) fn day(day: NaiveDate) -> Option<String> {
    let plain_year = (1900..=9999).contains(&day.year());
    plain_year.then(|| format!("{day}+0{}:00", if is_summer(day) { 2 } else { 1 }))
}

/// From the last Sunday of March to the last of October (directive 2000/84/EC).
fn is_summer(day: NaiveDate) -> bool {
    let (Some(start), Some(end)) = (last_sunday(day.year(), 3), last_sunday(day.year(), 10)) else { return false };
    start <= day && day < end
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = u64::from(last.weekday().days_since(Weekday::Sun));
    last.checked_sub_days(Days::new(back))
}

/// An instant with its offset: its day and its hour.
pub(super) fn instant(text: &str) -> Option<(String, String)> {
    let read: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    let plain_year = (1900..=9999).contains(&read.year());
    plain_year.then(|| (read.format("%Y-%m-%d%:z").to_string(), read.format("%H:%M:%S%:z").to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_what_xml_holds_and_no_more_than_asked() {
        let table = [("a\u{1}b", 10, "a b"), ("  un\n\tdeux ", 10, "un deux"), ("abcdef", 4, "abc…"), ("é\u{ffff}", 9, "é"), ("", 3, "")];
        for (text, most, expected) in table {
            assert_eq!(clean(text, most), expected, "{text:?}");
        }
    }

    #[test]
    fn a_day_has_the_offset_of_that_day() {
        let table = [("2026-03-28", "+01:00"), ("2026-03-29", "+02:00"), ("2026-10-24", "+02:00"), ("2026-10-25", "+01:00")];
        for (text, offset) in table {
            assert_eq!(day(text.parse().expect("a day")), Some(format!("{text}{offset}")));
        }
    }
}

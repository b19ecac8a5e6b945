//! Texts and days as a notice takes them.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Weekday};

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

/// Reads a day and an hour as people type them, « 20/10/2026 12:00 » or « 20/10/2026 12h30 », in the hour of the French
/// mainland, and writes them as a notice takes them.
pub fn typed_instant(text: &str) -> Option<String> {
    let (day, hour) = text.trim().split_once(char::is_whitespace)?;
    let day = NaiveDate::parse_from_str(day.trim(), "%d/%m/%Y").ok()?;
    let hour = hour.trim().trim_start_matches('à').trim().replace(['h', 'H'], ":");
    let hour = if hour.ends_with(':') { format!("{hour}00") } else { hour };
    let hour = NaiveTime::parse_from_str(&hour, "%H:%M").ok()?;
    let plain_year = (1900..=9999).contains(&day.year());
    plain_year.then(|| format!("{day}T{}+0{}:00", hour.format("%H:%M:%S"), if is_summer(day) { 2 } else { 1 }))
}

/// Writes an instant of a notice as people type it; none when it is no instant.
pub fn french_instant(text: &str) -> Option<String> {
    let read: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    Some(read.format("%d/%m/%Y %H:%M").to_string())
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

    #[test]
    fn a_typed_instant_is_written_with_its_offset_and_read_back() {
        let table = [
            ("20/10/2026 12:00", Some("2026-10-20T12:00:00+02:00")),
            ("  1/12/2026  9h30 ", Some("2026-12-01T09:30:00+01:00")),
            ("25/10/2026 à 12h", Some("2026-10-25T12:00:00+01:00")),
            ("20/10/2026", None),
            ("31/02/2026 12:00", None),
            ("20/10/2026 25:00", None),
            ("demain midi", None),
        ];
        for (typed, expected) in table {
            assert_eq!(typed_instant(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(french_instant("2026-12-01T09:30:00+01:00").as_deref(), Some("01/12/2026 09:30"));
        assert_eq!(french_instant("demain"), None);
    }
}

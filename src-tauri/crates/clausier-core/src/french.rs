//! French as it is written: numbers, dates, lists, typography, and the folding that search needs.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::tender::Euros;

/// Narrow no-break space, between thousands.
pub const NARROW: char = '\u{202f}';
/// No-break space, before `€`, `%`, `:` and inside « ».
pub const NBSP: char = '\u{a0}';

const MONTHS: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/// Writes a whole number with its thousands apart: `6 000 000`.
pub fn integer(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    // Room for the sign and for separators, of three bytes each.
    let mut grouped = String::with_capacity(2 * digits.len() + 1);
    if value < 0 {
        grouped.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(NARROW);
        }
        grouped.push(digit);
    }
    grouped
}

/// Writes a number with at most two decimals and a decimal comma: `37,4`.
#[allow(clippy::cast_possible_truncation)] // Out of range saturates, which is what is wanted here.
pub fn number(value: f64) -> String {
    let hundredths = (value.abs() * 100.0).round() as i64;
    let whole = integer(hundredths / 100);
    let sign = if value < 0.0 && hundredths > 0 { "-" } else { "" };
    match hundredths % 100 {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole},{}", part / 10),
        part => format!("{sign}{whole},{part:02}"),
    }
}

/// Writes an amount: `6 000 000 €`, `10,50 €`.
pub fn euros(amount: Euros) -> String {
    let (whole, cents) = (amount.cents() / 100, amount.cents() % 100);
    let decimals = if cents == 0 { String::new() } else { format!(",{cents:02}") };
    [integer(whole).as_str(), &decimals, "\u{a0}€"].concat()
}

/// Writes an amount excluding VAT: `6 000 000 € HT`.
pub fn euros_ht(amount: Euros) -> String {
    format!("{}{NBSP}HT", euros(amount))
}

/// Writes a day: `1er mars 2027`, `22 août 2026`.
pub fn day(date: NaiveDate) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    let mut out = String::with_capacity(24);
    // Writing into a text never fails.
    let _ = match date.day() {
        1 => out.write_str("1er"),
        day => write!(out, "{day}"),
    };
    let _ = write!(out, "{NBSP}{month}{NBSP}{}", date.year());
    out
}

/// Joins words as a sentence does: `a, b et c`.
pub fn join<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [start @ .., end] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            [start.join(", ").as_str(), " ", last, " ", end.as_ref()].concat()
        }
    }
}

/// Joins words with « et ».
pub fn and<S: AsRef<str>>(words: &[S]) -> String {
    join(words, "et")
}

/// Gives a noun its plural mark: `1 clause`, `2 clauses` (zero is singular in French).
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    let word = if number < 2 { singular } else { plural };
    format!("{}{NBSP}{word}", integer(i64::try_from(number).unwrap_or(i64::MAX)))
}

/// Applies the typographic rules to a text of ours: no-break spaces before `: ; ! ? » % €` and after
/// `«`, `’` for the straight apostrophe. Texts of the buyer are never passed through it.
pub fn typography(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\'' if out.ends_with(char::is_alphabetic) => out.push('’'),
            ' ' => match characters.peek() {
                Some(':' | '»' | '%' | '€') => out.push(NBSP),
                Some(';' | '!' | '?') => out.push(NBSP),
                _ if out.ends_with('«') => out.push(NBSP),
                _ => out.push(' '),
            },
            other => out.push(other),
        }
    }
    out
}

/// Folds a text for comparison and search: lower case, no accent, œ → oe, ₂ → 2, one apostrophe,
/// one space. Two texts that a reader takes for the same word fold alike.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_french(text).unwrap_or_else(|| fold_any(text)) }
}

/// The same for one word with the common letters of French, which need no table of Unicode; nothing when
/// the text holds anything else.
fn fold_french(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        out.push(match character {
            'a'..='z' | '0'..='9' | '-' | '\'' => character,
            'A'..='Z' => character.to_ascii_lowercase(),
            'à' | 'â' | 'À' | 'Â' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
            'î' | 'ï' | 'Î' | 'Ï' => 'i',
            'ô' | 'Ô' => 'o',
            'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
            'ç' | 'Ç' => 'c',
            _ => return None,
        });
    }
    Some(out)
}

fn fold_any(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match character {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            '’' | '‘' | 'ʼ' | '`' => out.push('\''),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The same for plain letters, which most words are: nothing to decompose.
fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        // As `char::is_whitespace`, that also counts the vertical tab.
        if !character.is_whitespace() {
            out.push(if character == '`' { '\'' } else { character.to_ascii_lowercase() });
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Splits a text into its folded words: letters and digits only.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("the test writes a date")
    }

    #[test]
    fn numbers_and_amounts_are_written_as_in_a_french_document() {
        assert_eq!(integer(6_000_000), "6\u{202f}000\u{202f}000");
        assert_eq!(integer(999), "999");
        assert_eq!(number(37.4), "37,4");
        assert_eq!(number(0.05), "0,05");
        assert_eq!(number(-1.5), "-1,5");
        assert_eq!(euros(Euros::from_cents(1_050)), "10,50\u{a0}€");
        assert_eq!(euros_ht(Euros::whole(5_404_000)), "5\u{202f}404\u{202f}000\u{a0}€\u{a0}HT");
    }

    #[test]
    fn the_first_of_the_month_is_an_ordinal() {
        assert_eq!(day(date("2027-03-01")), "1er\u{a0}mars\u{a0}2027");
        assert_eq!(day(date("2026-08-22")), "22\u{a0}août\u{a0}2026");
    }

    #[test]
    fn typography_binds_what_must_not_part() {
        assert_eq!(typography("l'offre : 10 % « ou équivalent » ?"), "l’offre\u{a0}: 10\u{a0}% «\u{a0}ou équivalent\u{a0}»\u{a0}?");
    }

    #[test]
    fn folding_meets_the_traps_of_french_search() {
        for (left, right) in [("œuvre", "OEUVRE"), ("CO₂", "co2"), ("l’école", "L'Ecole"), ("Maîtrise", "maitrise")] {
            assert_eq!(fold(left), fold(right), "{left} and {right} are one word");
        }
    }

    proptest! {
        #[test]
        fn typography_and_folding_applied_twice_change_nothing(text in "[a-zéà' :;«»%€!?]{0,60}") {
            prop_assert_eq!(typography(&typography(&text)), typography(&text));
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn the_short_way_of_plain_letters_folds_as_the_long_one(text in "[\\x00-\\x7f]{0,40}") {
            prop_assert_eq!(fold_ascii(&text), fold_any(&text));
        }

        #[test]
        fn the_short_way_of_french_letters_folds_as_the_long_one(text in "[a-zA-Z0-9'àâéèêëîïôùûüçÀÂÉÈÊËÎÏÔÙÛÜÇ-]{0,20}") {
            prop_assert_eq!(fold_french(&text), Some(fold_any(&text)));
        }
    }
}

//! Amounts of money in a text.

use std::ops::Range;

use clausier_core::text_rules::Part;

/// The whole euros of a text, with their place: « 40 000 € HT », « 5.538.000 euros ».
pub(crate) fn euros(part: &Part<'_>) -> Vec<(i64, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = part.tokens.get(at) {
        let (figures, next) = figures(part, at);
        let end = part.tokens.get(next.saturating_sub(1)).map_or(token.start, |last| last.start + last.raw.len());
        if let Ok(value) = figures.parse::<i64>()
            && is_money(part, end, next)
            && !part.text.get(..token.start).unwrap_or_default().ends_with(',')
        {
            found.push((value, token.start..end));
        }
        at = next.max(at + 1);
    }
    found
}

/// A number whose thousands are apart, and the word after it.
fn figures(part: &Part<'_>, at: usize) -> (String, usize) {
    let is_figures = |raw: &str| raw.bytes().all(|byte| byte.is_ascii_digit());
    let mut figures = part.tokens.get(at).map(|token| token.raw).filter(|raw| is_figures(raw)).unwrap_or_default().to_owned();
    let mut next = at + 1;
    while let Some(token) = part.tokens.get(next).filter(|token| !figures.is_empty() && token.raw.len() == 3 && is_figures(token.raw)) {
        let before = part.text.get(..token.start).unwrap_or_default();
        if !before.ends_with([' ', '\u{a0}', '\u{202f}', '.']) {
            break;
        }
        figures.push_str(token.raw);
        next += 1;
    }
    (figures, next)
}

fn is_money(part: &Part<'_>, end: usize, next: usize) -> bool {
    let sign = part.text.get(end..).unwrap_or_default().trim_start();
    // « 40 000,00 € »
    let sign = sign.strip_prefix(",00").unwrap_or(sign).trim_start();
    let word = part.tokens.get(next).map_or("", |token| token.folded.as_str());
    sign.starts_with('€') || matches!(word, "euros" | "euro" | "eur")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clausier_core::text_rules::Parts;

    #[test]
    fn amounts_are_read_as_they_are_written() {
        let cases = [
            ("moins de 40 000 € HT", vec![40_000]),
            ("5\u{202f}538\u{202f}000 euros", vec![5_538_000]),
            ("5.538.000 €", vec![5_538_000]),
            ("40 000,00 €", vec![40_000]),
            ("article 25 000", vec![]),
            ("221000€", vec![221_000]),
        ];
        for (text, expected) in cases {
            let parts = Parts::of(text);
            let found: Vec<i64> = euros(&parts.whole[0]).into_iter().map(|(value, _)| value).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

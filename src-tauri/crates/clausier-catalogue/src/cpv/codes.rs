//! The hierarchy of codes: division (two digits), group, class, category, then details; trailing zeros say the level.

/// Digits of the most general level.
const DIVISION: usize = 2;

/// Returns the eight digits of a code given with or without its check digit.
pub(super) fn bare_code(code: &str) -> Option<&str> {
    let code = code.trim();
    let bare = code.split_once('-').map_or(code, |(bare, _)| bare);
    (bare.len() == 8 && bare.bytes().all(|b| b.is_ascii_digit())).then_some(bare)
}

/// Returns the number of digits that count: 2 for a division, 8 for the finest detail.
pub(super) fn level(code: &str) -> usize {
    code.trim_end_matches('0').len().max(DIVISION)
}

/// Returns the code just above, in the numbering; it may not exist in the nomenclature.
pub(super) fn parent(code: &str) -> Option<String> {
    let level = level(code);
    let kept = code.get(..level.checked_sub(1).filter(|kept| *kept >= DIVISION)?)?;
    Some(format!("{kept:0<8}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_what_stands_above_it() {
        let cases = [
            ("45233120", Some("45233100")),
            ("45233100", Some("45233000")),
            ("45200000", Some("45000000")),
            ("45000000", None),
            ("30000000", None),
            ("30100000", Some("30000000")),
        ];
        for (code, above) in cases {
            assert_eq!(parent(code).as_deref(), above, "{code}");
        }
    }

    #[test]
    fn a_code_is_read_with_or_without_its_key() {
        assert_eq!(
            [bare_code("45233120-6"), bare_code(" 45233120 "), bare_code("4523312"), bare_code("4523312a")],
            [Some("45233120"), Some("45233120"), None, None]
        );
    }
}

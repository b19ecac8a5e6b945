//! French typography, as the word processor applies it while one types: the sources stay on plain keyboards.

const NO_BREAK: char = '\u{a0}';
const UNITS: [&str; 11] = ["m²", "m³", "mm", "cm", "m", "ha", "l", "MPa", "%", "€", "h"];

/// Turns straight apostrophes into curly ones and puts the no-break spaces that French asks for.
pub fn typeset(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters
        .iter()
        .enumerate()
        .map(|(at, &letter)| match letter {
            '\'' => '’',
            ' ' if is_no_break(&letters, at) => NO_BREAK,
            other => other,
        })
        .collect()
}

fn is_no_break(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|index| letters.get(index)).copied();
    let after = &letters[at + 1..];
    before == Some('«')
        || matches!(after.first(), Some('»' | ':' | ';' | '?' | '!' | '%' | '€'))
        || (before == Some('°') && starts_with_digit(after))
        || (before.is_some_and(|sign| sign.is_ascii_digit()) && (is_thousand(after) || is_unit(after)))
}

fn starts_with_digit(letters: &[char]) -> bool {
    letters.first().is_some_and(char::is_ascii_digit)
}

/// Tells whether exactly three digits follow, as in « 800 000 ».
fn is_thousand(letters: &[char]) -> bool {
    letters.iter().take_while(|sign| sign.is_ascii_digit()).count() == 3
}

fn is_unit(letters: &[char]) -> bool {
    let word: String = letters.iter().take_while(|sign| !sign.is_whitespace() && !matches!(sign, '.' | ',' | ';' | ')' | '/')).collect();
    UNITS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::typeset;

    #[test]
    fn figures_units_and_signs_never_break() {
        assert_eq!(
            typeset("l'offre : 6 000 000 € « hors taxes » ; 20 % sur 12 m²."),
            "l’offre\u{a0}: 6\u{a0}000\u{a0}000\u{a0}€ «\u{a0}hors taxes\u{a0}»\u{a0}; 20\u{a0}% sur 12\u{a0}m².",
            "each sign keeps its space unbreakable"
        );
        assert_eq!(typeset("lot 10 en place"), "lot 10 en place", "a plain space stays plain");
    }
}

//! What one types to find a code, and how well a label fits.

use clausier_core::french::words;

/// Words that say nothing by themselves.
const EMPTY: [&str; 16] = ["de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "un", "une", "pour"];

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Query {
    /// Nothing to search for.
    Nothing,
    /// The beginning of a code.
    Digits(String),
    /// Folded words; the last one may be unfinished.
    Words(Vec<String>),
}

/// Reads what was typed: `4523`, `45233120-6`, `travaux d'école`.
pub(super) fn query(typed: &str) -> Query {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = compact.split_once('-').map_or(compact.as_str(), |(code, _)| code);
    if (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Query::Digits(digits.to_owned());
    }
    let all = words(typed);
    let kept: Vec<String> = all.iter().filter(|word| !EMPTY.contains(&word.as_str())).map(|word| stem(word).to_owned()).collect();
    match (kept.is_empty(), all.is_empty()) {
        (_, true) => Query::Nothing,
        (true, false) => Query::Words(all),
        (false, false) => Query::Words(kept),
    }
}

/// Takes the plural mark off a word of some length: labels mix both numbers.
fn stem(word: &str) -> &str {
    if word.chars().count() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

/// A label as it is compared.
#[derive(Debug)]
pub(super) struct Folded {
    /// Folded words with one space around each, so that ` word` is the start of one.
    text: String,
    /// Number of words that say something: the fewer, the more of the label was typed.
    pub words: usize,
}

impl Folded {
    /// Folds a label.
    pub fn new(label: &str) -> Self {
        let words = words(label);
        let count = words.iter().filter(|word| !EMPTY.contains(&word.as_str())).count();
        Self { text: format!(" {} ", words.join(" ")), words: count }
    }

    /// Says how well the label fits, or `None` when a word is missing: a whole word counts double.
    pub fn score(&self, words: &[String]) -> Option<u32> {
        words.iter().map(|word| best_of(&self.text, word)).sum()
    }
}

/// Looks for a word that begins so: 2 when it is whole but for its plural, 1 otherwise.
fn best_of(label: &str, word: &str) -> Option<u32> {
    let mut best = None;
    for (at, _) in label.match_indices(word) {
        let starts = label.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ');
        let rest = label.get(at + word.len()..).unwrap_or_default();
        let whole = rest.starts_with(' ') || rest.starts_with("s ") || rest.starts_with("x ");
        if starts {
            best = best.max(Some(if whole { 2 } else { 1 }));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_code_or_words() {
        let said = |words: &[&str]| Query::Words(words.iter().map(|word| (*word).to_owned()).collect());
        assert_eq!(query("4523"), Query::Digits("4523".to_owned()));
        assert_eq!(query("45 233 120-6"), Query::Digits("45233120".to_owned()));
        assert_eq!(query("Travaux d’écoles"), said(&["travau", "ecole"]));
        assert_eq!(query("de"), said(&["de"]), "a lone small word is still a beginning");
        assert_eq!(query("  -- "), Query::Nothing);
    }

    #[test]
    fn every_word_must_begin_a_word_of_the_label() {
        let words = |text: &str| if let Query::Words(words) = query(text) { words } else { Vec::new() };
        let label = Folded::new("Travaux de construction d’écoles");
        assert_eq!(label.words, 3);
        assert_eq!(label.score(&words("ecole")), Some(2), "whole but for its plural");
        assert_eq!(label.score(&words("trav")), Some(1));
        assert_eq!(label.score(&words("construction écoles")), Some(4));
        assert_eq!(label.score(&words("struction")), None, "not inside a word");
        assert_eq!(label.score(&words("école maternelle")), None);
    }
}

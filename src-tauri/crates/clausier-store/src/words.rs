//! Words as search sees them: folded, joined where French writes them two ways, and reduced to stems.
//!
//! Stems are taken from *folded* words, on both sides: people type without accents.

use std::cell::RefCell;
use std::collections::HashMap;

use clausier_core::french::fold;
use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing alone; left out of a query that has others.
const EMPTY: [&str; 65] = [
    "a", "au", "aux", "avec", "c", "ce", "ces", "d", "dans", "de", "des", "du", "en", "est", "et", "il", "j", "l", "la", "le", "les", "m", "n", "ne",
    "ou", "par", "pour", "qu", "que", "qui", "s", "se", "sur", "t", "un", "une", "mon", "ma", "mes", "nos", "notre", "nous", "sans", "comment",
    "quel", "quelle", "quels", "quelles", "faire", "mettre", "avoir", "clause", "clauses", "marche", "marches", "imposer", "demander", "chez",
    "leur", "plutot", "tres", "plus", "tous", "toutes", "tout",
];
/// More words than a person types; the rest of a pasted page is left out.
const MOST_TERMS: usize = 16;
/// Longest word that is looked for.
const LONGEST: usize = 64;

/// One thing to find: every part, or the joined form (`éco-responsable`, `écoresponsable`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) parts: Vec<String>,
    pub(crate) joined: Option<String>,
}

impl Term {
    pub(crate) fn forms(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().chain(self.joined.as_ref())
    }
}

/// Splits a text into terms, in order.
pub(crate) fn terms(text: &str) -> Vec<Term> {
    let folded = fold(text);
    let pieces = folded.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c)));
    join_articles(pieces.filter_map(term).collect())
}

/// Splits what a person typed, without the words that say nothing.
pub(crate) fn query_terms(text: &str) -> Vec<Term> {
    let all = terms(text);
    let says_something = |term: &&Term| term.parts.iter().any(|part| !EMPTY.contains(&part.as_str()));
    let telling: Vec<Term> = all.iter().filter(says_something).take(MOST_TERMS).cloned().collect();
    if telling.is_empty() { all.into_iter().take(MOST_TERMS).collect() } else { telling }
}

/// Returns what goes into the index for a text: its words, and their stems.
pub(crate) fn indexed(text: &str, stems: &Stems) -> (String, String) {
    let mut words: Vec<String> = Vec::new();
    for term in terms(text) {
        words.extend(term.forms().cloned());
        words.extend(term.parts.iter().filter_map(|part| article_number(part)).map(str::to_owned));
    }
    let stemmed: Vec<String> = words.iter().map(|word| stems.of(word)).collect();
    (words.join(" "), stemmed.join(" "))
}

/// The French stemmer. It remembers: a text says few words, often.
pub(crate) struct Stems {
    stemmer: Stemmer,
    known: RefCell<HashMap<String, String>>,
}

impl Stems {
    pub(crate) fn new() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::French), known: RefCell::default() }
    }

    pub(crate) fn of(&self, word: &str) -> String {
        if let Some(stem) = self.known.borrow().get(word) {
            return stem.clone();
        }
        let stem = even(&self.stemmer.stem(word));
        self.known.borrow_mut().insert(word.to_owned(), stem.clone());
        stem
    }
}

/// Makes even what the stemmer leaves of folded words: `payé` and `payer`, `recyclée` and `recycler`.
fn even(stem: &str) -> String {
    let root = stem.strip_suffix('e').filter(|root| root.chars().count() > 3).unwrap_or(stem);
    root.strip_suffix('y').map_or_else(|| root.to_owned(), |root| format!("{root}i"))
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

fn term(piece: &str) -> Option<Term> {
    let parts: Vec<String> = piece.split(is_hyphen).filter(|part| !part.is_empty()).map(|part| part.chars().take(LONGEST).collect()).collect();
    let compound = parts.len() > 1 && parts.iter().all(|part| part.chars().all(char::is_alphabetic));
    let joined = compound.then(|| parts.concat());
    (!parts.is_empty()).then_some(Term { parts, joined })
}

/// Writes `L. 2112-2` as `L2112-2`: one article, two habits.
fn join_articles(terms: Vec<Term>) -> Vec<Term> {
    let mut joined: Vec<Term> = Vec::with_capacity(terms.len());
    for mut term in terms {
        let letter = joined.last().filter(|last| is_article_letter(last)).and_then(|last| last.parts.first().cloned());
        match (letter, term.parts.first_mut()) {
            (Some(letter), Some(number)) if is_number(number) => {
                number.insert_str(0, &letter);
                joined.pop();
            }
            _ => {}
        }
        joined.push(term);
    }
    joined
}

fn is_article_letter(term: &Term) -> bool {
    matches!(term.parts.as_slice(), [only] if matches!(only.as_str(), "l" | "r" | "d"))
}

fn is_number(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns `2112` of `l2112`, so that the bare number finds the article.
fn article_number(word: &str) -> Option<&str> {
    word.strip_prefix(['l', 'r', 'd']).filter(|number| is_number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        indexed(text, &Stems::new()).0
    }

    #[test]
    fn articles_are_one_word_however_they_are_written() {
        for text in ["L. 2112-2", "L2112-2", "L 2112-2", "l’article L.2112-2"] {
            assert!(words(text).contains("l2112"), "{text} gives {}", words(text));
        }
        assert!(words("article L2112-2").contains(" 2112"), "the bare number is indexed too");
    }

    #[test]
    fn compounds_are_found_in_one_word_or_two() {
        assert_eq!(words("éco-responsable"), "eco responsable ecoresponsable");
        assert_eq!(words("l’œuvre d’art"), "l oeuvre d art");
    }
}

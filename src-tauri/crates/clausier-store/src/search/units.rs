//! What a query asks for, one unit a word or an expression: the FTS5 expression of the words typed, and
//! that of what stands for them. Words hold letters and digits only, and stand between quotes: nothing
//! that a person types is syntax.

use super::Synonyms;
use crate::words::{Stems, Term};

/// Columns that hold stems.
const STEMS: &str = "{title_stems key_stems summary_stems body_stems}";
/// Columns that hold whole words.
const WORDS: &str = "{title_words key_words body_words}";
/// Words that may stand between two of an expression.
const APART: usize = 4;

/// A word or an expression of the query.
pub(super) struct Unit {
    /// Words as they were typed.
    pub terms: Vec<Term>,
    /// The words themselves, or their stems.
    pub itself: String,
    /// The words that begin so, for the last one, which may be unfinished.
    pub begun: Option<String>,
    /// What stands for it.
    pub others: Option<String>,
}

/// Cuts a query into units.
pub(super) fn units(terms: &[Term], synonyms: &Synonyms, stems: &Stems) -> Vec<Unit> {
    let stemmed: Vec<Vec<String>> = terms.iter().map(|term| term.parts.iter().map(|part| stems.of(part)).collect()).collect();
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(rest) = terms.get(at..).filter(|rest| !rest.is_empty()) {
        let flat: Vec<String> = stemmed.iter().skip(at).flatten().cloned().collect();
        let found = synonyms.at(&flat);
        let (parts, others) = found.map_or((1, Vec::new()), |(parts, others)| (parts, others));
        let taken = terms_of(rest, parts);
        let own = rest.get(..taken).unwrap_or(rest);
        units.push(unit(own, &others, at + taken == terms.len(), stems));
        at += taken;
    }
    units
}

/// Counts the terms that hold that many parts: `arbre-tige` is one term of two.
fn terms_of(terms: &[Term], parts: usize) -> usize {
    let mut left = parts;
    let mut taken = 0;
    for term in terms {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(term.parts.len());
        taken += 1;
    }
    taken.max(1)
}

fn unit(terms: &[Term], others: &[Vec<String>], is_last: bool, stems: &Stems) -> Unit {
    let itself: Vec<String> = terms.iter().map(|term| itself(term, stems)).collect();
    let others: Vec<String> = others.iter().map(|words| together(words)).collect();
    Unit {
        terms: terms.to_vec(),
        itself: itself.join(" AND "),
        begun: terms.last().filter(|_| is_last).and_then(|term| begun(terms, term, stems)),
        others: (!others.is_empty()).then(|| others.join(" OR ")),
    }
}

fn itself(term: &Term, stems: &Stems) -> String {
    let parts: Vec<String> = term.parts.iter().map(|part| word(part, stems)).collect();
    match &term.joined {
        Some(joined) => format!("(({}) OR {})", parts.join(" AND "), word(joined, stems)),
        None => format!("({})", parts.join(" AND ")),
    }
}

/// Writes a whole word or its stem.
pub(super) fn word(word: &str, stems: &Stems) -> String {
    format!("({WORDS} : \"{word}\" OR {STEMS} : \"{}\")", stems.of(word))
}

fn begun(terms: &[Term], last: &Term, stems: &Stems) -> Option<String> {
    let end = last.parts.last().filter(|part| part.chars().count() > 1)?;
    let before = terms.iter().take(terms.len() - 1).map(|term| itself(term, stems));
    let parts = last.parts.iter().take(last.parts.len() - 1).map(|part| word(part, stems));
    let prefix = format!("{WORDS} : \"{end}\" *");
    let open = last.joined.as_ref().map(|joined| format!("{WORDS} : \"{joined}\" *"));
    let whole = before.chain(parts).chain([prefix]).map(|part| format!("({part})")).collect::<Vec<_>>().join(" AND ");
    Some(open.map_or_else(|| whole.clone(), |joined| format!("({whole}) OR ({joined})")))
}

fn together(stems: &[String]) -> String {
    let quoted: Vec<String> = stems.iter().map(|stem| format!("\"{stem}\"")).collect();
    match quoted.as_slice() {
        [one] => format!("({STEMS} : {one})"),
        _ => format!("({STEMS} : NEAR({}, {APART}))", quoted.join(" ")),
    }
}

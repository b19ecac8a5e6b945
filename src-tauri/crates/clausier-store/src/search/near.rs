//! The words that a slip stands for: `harcellement`, `dechtes`.

use rusqlite::Connection;

use crate::errors::Result;
use crate::words::Term;

/// Below, one letter makes another word of most words.
const SHORTEST: usize = 5;
/// From this length on, two slips still leave the word recognisable.
const LONG: usize = 9;
/// Words tried for one that is not known.
const MOST: usize = 3;

/// Returns the known words nearest to one that is not, the nearest and the most used first.
pub(super) fn near(conn: &Connection, typed: &str) -> Result<Vec<String>> {
    let length = typed.chars().count();
    if length < SHORTEST || typed.chars().any(|character| character.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let slips = if length >= LONG { 2 } else { 1 };
    let mut statement = conn.prepare_cached("SELECT word, rows FROM clause_word WHERE length BETWEEN ?1 AND ?2")?;
    let bounds = (length.saturating_sub(slips), length + slips);
    let mut rows = statement.query([i64::try_from(bounds.0).unwrap_or(0), i64::try_from(bounds.1).unwrap_or(i64::MAX)])?;
    let mut found: Vec<(usize, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let word: &str = row.get_ref(0)?.as_str().unwrap_or_default();
        if !may_be(typed, word) {
            continue;
        }
        let distance = strsim::osa_distance(typed, word);
        if distance <= slips {
            found.push((distance, -row.get::<_, i64>(1)?, word.to_owned()));
        }
    }
    found.sort();
    let nearest = found.first().map_or(0, |(distance, _, _)| *distance);
    Ok(found.into_iter().take_while(|(distance, _, _)| *distance == nearest).take(MOST).map(|(_, _, word)| word).collect())
}

/// Tells whether no text holds a word as it was typed, nor begins one with it: then it may be a slip, even
/// when its stem is known.
pub(super) fn is_strange(conn: &Connection, terms: &[Term]) -> Result<bool> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM clause_word WHERE word >= ?1 AND word < ?1 || char(1114111))")?;
    for part in terms.iter().flat_map(|term| &term.parts).filter(|part| part.chars().count() >= SHORTEST) {
        if !statement.query_row([part], |row| row.get::<_, bool>(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A slip seldom touches both of the first two letters: most words are set aside without being measured.
fn may_be(typed: &str, word: &str) -> bool {
    let letter = |text: &str, at: usize| text.as_bytes().get(at).copied();
    let (first, second) = (letter(typed, 0), letter(typed, 1));
    first == letter(word, 0) || second == letter(word, 1) || first == letter(word, 1)
}

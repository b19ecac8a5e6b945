//! The order of the clauses found: each unit of the query scores by BM25, the words typed before what
//! stands for them; a clause with more of the units comes first.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, named_params};

use super::units::{self, Unit, units};
use super::{SearchQuery, near};
use crate::errors::Result;
use crate::spelling::word;
use crate::words::{Stems, Term, query_terms};

/// Weights of the columns: words before stems, title and words of the record before purpose, and body last.
const WEIGHTS: &str = "10.0, 9.0, 1.0, 6.0, 6.0, 3.0, 0.6";
/// What a word only begun counts, beside a whole word.
const BEGUN: f64 = 0.35;
/// What a word that stands for another counts.
const STANDS_FOR: f64 = 0.45;
/// What the word meant by a slip counts.
const MEANT: f64 = 0.9;
/// How much a clause loses for the units that it lacks: the share that it has, to this power.
const LACK: f64 = 1.3;
/// A clause that lacks a unit is kept when it still scores this share of the best that has them all.
const KEPT: f64 = 0.4;
/// What naming a clause by its identifier is worth.
const NAMED: f64 = 1000.0;

/// Rows found, best first, and the words that found them.
pub(super) struct Found {
    pub rows: Vec<(i64, f64)>,
    units: Vec<Unit>,
    meant: Vec<Term>,
}

impl Found {
    /// Lists the words to show in the excerpts; those typed last, since the very last may be unfinished.
    pub fn terms(&self) -> Vec<Term> {
        self.meant.iter().chain(self.units.iter().flat_map(|unit| &unit.terms)).cloned().collect()
    }
}

/// Finds the rows of a query.
pub(super) fn found(conn: &Connection, query: &SearchQuery, stems: &Stems) -> Result<Found> {
    let terms = query_terms(&query.text);
    let mut found = Found { rows: Vec::new(), units: units(&terms, &query.synonyms, stems), meant: Vec::new() };
    if query.text.trim().is_empty() {
        found.rows = passing(conn, query)?.into_iter().map(|id| (id, 0.0)).collect();
        return Ok(found);
    }
    let mut scores = Scores::default();
    for unit in &found.units {
        scores.add(&unit_scores(conn, unit, stems, &mut found.meant)?);
    }
    scores.name(conn, query.text.trim())?;
    let wanted = is_filtered(query).then(|| passing(conn, query)).transpose()?;
    found.rows = scores.rank(found.units.len(), wanted.map(HashSet::from_iter).as_ref());
    Ok(found)
}

/// Scores what a unit finds; when nothing bears its words, or only a stem that they share by chance
/// (`ecolable` and `école`), the words that they were meant for are tried.
fn unit_scores(conn: &Connection, unit: &Unit, stems: &Stems, meant: &mut Vec<Term>) -> Result<HashMap<i64, f64>> {
    let mut scores = matching(conn, &unit.itself)?;
    let whole = !scores.is_empty();
    if let Some(begun) = &unit.begun {
        join(&mut scores, &matching(conn, begun)?, if whole { BEGUN } else { 1.0 });
    }
    if (scores.is_empty() || near::is_strange(conn, &unit.terms)?)
        && let Some(expression) = meant_for(conn, unit, stems, meant)?
    {
        join(&mut scores, &matching(conn, &expression)?, MEANT);
    }
    if let Some(others) = &unit.others {
        join(&mut scores, &matching(conn, others)?, STANDS_FOR);
    }
    Ok(scores)
}

/// Writes the expression of the words meant; words that are known stay as they are.
fn meant_for(conn: &Connection, unit: &Unit, stems: &Stems, meant: &mut Vec<Term>) -> Result<Option<String>> {
    let mut parts = Vec::new();
    for part in unit.terms.iter().flat_map(|term| &term.parts) {
        let near = near::near(conn, part)?;
        if near.is_empty() {
            parts.push(units::word(part, stems));
        } else {
            let words: Vec<String> = near.iter().map(|word| units::word(word, stems)).collect();
            parts.push(format!("({})", words.join(" OR ")));
            meant.extend(near.into_iter().map(|word| Term { parts: vec![word], joined: None }));
        }
    }
    Ok((!parts.is_empty()).then(|| parts.join(" AND ")))
}

fn matching(conn: &Connection, expression: &str) -> Result<HashMap<i64, f64>> {
    let sql = format!("SELECT rowid, -bm25(clause_search, {WEIGHTS}) FROM clause_search WHERE clause_search MATCH ?1");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([expression])?;
    let mut found = HashMap::new();
    while let Some(row) = rows.next()? {
        // A word that is nearly everywhere scores almost nothing; it still counts as found.
        found.insert(row.get(0)?, row.get::<_, f64>(1)?.max(1e-6));
    }
    Ok(found)
}

/// Keeps, for each row, the best of two ways to be found, and a little of the other.
fn join(scores: &mut HashMap<i64, f64>, others: &HashMap<i64, f64>, weight: f64) {
    for (id, score) in others {
        let other = score * weight;
        let own = scores.entry(*id).or_insert(0.0);
        *own = own.max(other) + 0.25 * own.min(other);
    }
}

/// Sums the units, row by row.
#[derive(Default)]
struct Scores(HashMap<i64, (f64, usize)>);

impl Scores {
    fn add(&mut self, unit: &HashMap<i64, f64>) {
        for (id, score) in unit {
            let row = self.0.entry(*id).or_insert((0.0, 0));
            *row = (row.0 + score, row.1 + 1);
        }
    }

    /// Puts first the clauses whose identifier was typed, alone or among other words.
    fn name(&mut self, conn: &Connection, text: &str) -> Result<()> {
        let mut statement = conn.prepare_cached("SELECT id FROM clause_row WHERE clause = ?1 COLLATE NOCASE")?;
        for typed in identifiers(text) {
            let mut rows = statement.query([&typed])?;
            while let Some(row) = rows.next()? {
                self.0.insert(row.get(0)?, (NAMED, usize::MAX));
            }
        }
        Ok(())
    }

    fn rank(self, units: usize, wanted: Option<&HashSet<i64>>) -> Vec<(i64, f64)> {
        let kept = self.0.into_iter().filter(|(id, _)| wanted.is_none_or(|wanted| wanted.contains(id)));
        let mut rows: Vec<(i64, f64, bool)> = kept.map(|(id, (score, has))| (id, score * share(has, units).powf(LACK), has >= units)).collect();
        let best_whole = rows.iter().filter(|(_, _, whole)| *whole).map(|(_, score, _)| *score).fold(0.0, f64::max);
        rows.retain(|(_, score, whole)| *whole || *score >= best_whole * KEPT);
        rows.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        rows.into_iter().map(|(id, score, _)| (id, score)).collect()
    }
}

/// Lists what may be an identifier in a text: the whole of it, its words, and those that a hyphen or a space parts
/// or not, so that `env-08`, `ENV08` and `env 08` are one.
fn identifiers(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())).collect();
    let pairs = words.windows(2).map(|pair| pair.join("-"));
    let cut = words.iter().filter_map(|word| hyphenated(word));
    let found = std::iter::once(text.to_owned()).chain(words.iter().map(|word| (*word).to_owned())).chain(pairs).chain(cut);
    found.filter(|word| word == text || word.contains(char::is_numeric)).collect()
}

/// Writes letters followed by digits with a hyphen between them.
fn hyphenated(word: &str) -> Option<String> {
    let letters: String = word.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let digits = word.strip_prefix(letters.as_str())?;
    let is_cut = !letters.is_empty() && !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit());
    is_cut.then(|| format!("{letters}-{digits}"))
}

#[allow(clippy::cast_precision_loss)] // A query has a handful of words.
fn share(has: usize, units: usize) -> f64 {
    if has >= units { 1.0 } else { has as f64 / units as f64 }
}

const fn is_filtered(query: &SearchQuery) -> bool {
    query.theme.is_some() || query.family.is_some() || query.document.is_some() || query.level.is_some()
}

/// Lists the rows that pass the filters, by title.
fn passing(conn: &Connection, query: &SearchQuery) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM clause_row WHERE (:theme IS NULL OR theme = :theme)
           AND (:family IS NULL OR EXISTS (SELECT 1 FROM json_each(families) WHERE value = :family))
           AND (:document IS NULL OR EXISTS (SELECT 1 FROM json_each(documents) WHERE value = :document))
           AND (:level IS NULL OR EXISTS (SELECT 1 FROM json_each(levels) WHERE value = :level))
         ORDER BY title, clause",
    )?;
    let mut rows = statement.query(named_params! {
        ":theme": query.theme.map(|theme| word(&theme)).transpose()?,
        ":family": query.family.map(|family| word(&family)).transpose()?,
        ":document": query.document.map(|document| word(&document)).transpose()?,
        ":level": query.level.map(|level| word(&level)).transpose()?,
    })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(row.get(0)?);
    }
    Ok(found)
}

//! Search in the clauses: rows handed by the app, folded and stemmed here, found by FTS5. What a word
//! finds is weighed here: itself first, then what stands for it (a synonym, the word meant by a slip).

mod index;
mod near;
mod rank;
mod synonyms;
mod units;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use clausier_core::tender::{DocumentKind, Family, Level, Theme};
use rusqlite::Connection;

use crate::errors::Result;
use crate::excerpt::{Needles, excerpt};
use crate::open::Store;
use crate::spelling::of_word;
use crate::words::{Stems, Term};
pub use synonyms::Synonyms;

/// A clause to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SearchRow {
    pub id: String,
    pub version: String,
    pub title: String,
    /// Words that people type for it and that its texts do not hold, one a line.
    pub keywords: String,
    /// What it is about, in a few sentences: counts more than the rest of the body, and is not shown.
    pub summary: String,
    /// All that should be found and may be shown, as the author wrote it.
    pub body: String,
    pub theme: Theme,
    pub families: Vec<Family>,
    pub documents: Vec<DocumentKind>,
    pub levels: Vec<Level>,
}

/// What is looked for. An empty text lists every row that passes the filters, by title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SearchQuery {
    pub text: String,
    pub theme: Option<Theme>,
    pub family: Option<Family>,
    pub document: Option<DocumentKind>,
    pub level: Option<Level>,
    pub limit: usize,
    /// Words that stand for one another; by default each stands for itself.
    pub synonyms: Arc<Synonyms>,
}

/// The best hits, and how many there are in all.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Hits {
    pub total: usize,
    pub hits: Vec<Hit>,
}

/// A clause found.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Hit {
    pub clause: String,
    pub version: String,
    pub title: String,
    pub theme: Theme,
    /// The higher the better; means nothing from one query to another.
    pub score: f64,
    pub excerpt: String,
}

impl Store {
    /// Replaces the index, unless it was made of these very rows; tells whether it did.
    pub fn index_clauses(&mut self, rows: &[SearchRow], now: DateTime<Utc>) -> Result<bool> {
        index::fill(self, rows, now)
    }

    /// Finds clauses: those with every word, and those that have fewer words but tell much more of them.
    /// Accents, case, plurals, ligatures, subscripts and one slip in a word do not count; the last word
    /// may be unfinished.
    pub fn search_clauses(&self, query: &SearchQuery) -> Result<Hits> {
        self.read(|conn| {
            if !index::is_made(conn)? {
                return Ok(Hits::default());
            }
            let stems = Stems::new();
            let found = rank::found(conn, query, &stems)?;
            let terms: Vec<Term> = found.terms();
            let needles = Needles::new(&terms, &stems);
            let hits: Result<Vec<Hit>> = found.rows.iter().take(query.limit).map(|&(id, score)| hit(conn, id, score, &needles)).collect();
            Ok(Hits { total: found.rows.len(), hits: hits? })
        })
    }

    /// Ranks every clause that a text finds, without filter nor excerpt: its identifier and its score.
    pub fn rank_clauses(&self, text: &str, synonyms: &Arc<Synonyms>) -> Result<Vec<(String, f64)>> {
        self.read(|conn| {
            if !index::is_made(conn)? {
                return Ok(Vec::new());
            }
            let query = SearchQuery { text: text.to_owned(), synonyms: Arc::clone(synonyms), ..SearchQuery::default() };
            let found = rank::found(conn, &query, &Stems::new())?;
            let mut statement = conn.prepare_cached("SELECT clause FROM clause_row WHERE id = ?1")?;
            found.rows.iter().map(|&(id, score)| Ok((statement.query_row([id], |row| row.get(0))?, score))).collect()
        })
    }
}

fn hit(conn: &Connection, id: i64, score: f64, needles: &Needles<'_>) -> Result<Hit> {
    let mut statement = conn.prepare_cached("SELECT clause, version, title, theme, body FROM clause_row WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    let row = rows.next()?.ok_or(crate::errors::StoreError::NotFound)?;
    Ok(Hit {
        clause: row.get(0)?,
        version: row.get(1)?,
        title: row.get(2)?,
        theme: of_word(row.get(3)?)?,
        score,
        excerpt: excerpt(&row.get::<_, String>(4)?, needles),
    })
}

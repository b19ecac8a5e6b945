//! Search in the clauses: rows handed by the app, folded and stemmed here, ranked by FTS5.

use chrono::{DateTime, Utc};
use clausier_core::tender::{DocumentKind, Family, Level, Theme};
use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use crate::errors::Result;
use crate::excerpt::{Needles, excerpt};
use crate::maintenance::{meta, set_meta};
use crate::open::Store;
use crate::spelling::{of_word, word};
use crate::words::{Stems, Term, indexed, query_terms};

/// Changes when the way words are folded does: an index made otherwise is made again.
const MADE_BY: &str = "1";
const FINGERPRINT: &str = "search";

/// A clause to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SearchRow {
    pub id: String,
    pub version: String,
    pub title: String,
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
        let fingerprint = fingerprint(rows)?;
        if self.meta(FINGERPRINT)?.as_ref() == Some(&fingerprint) {
            return Ok(false);
        }
        self.transact("index", now, |write| {
            // Another process may have done it meanwhile.
            if meta(write, FINGERPRINT)?.as_ref() != Some(&fingerprint) {
                refill(write, rows)?;
                set_meta(write, FINGERPRINT, &fingerprint)?;
            }
            Ok(true)
        })
    }

    /// Finds clauses: those with every word, else those with any. Accents, case, plurals, ligatures and
    /// subscripts do not count; the last word may be unfinished.
    pub fn search_clauses(&self, query: &SearchQuery) -> Result<Hits> {
        self.read(|conn| {
            let terms = query_terms(&query.text);
            let stems = Stems::new();
            let found = if query.text.trim().is_empty() { all(conn, query)? } else { ranked(conn, query, &terms, &stems)? };
            let needles = Needles::new(&terms, &stems);
            let hits: Result<Vec<Hit>> = found.iter().take(query.limit).map(|&(id, score)| hit(conn, id, score, &needles)).collect();
            Ok(Hits { total: found.len(), hits: hits? })
        })
    }
}

fn fingerprint(rows: &[SearchRow]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(MADE_BY);
    for row in rows {
        let fields = (&row.id, &row.version, &row.title, &row.body, row.theme, &row.families, &row.documents, &row.levels);
        hash.update(serde_json::to_vec(&fields)?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn refill(conn: &Connection, rows: &[SearchRow]) -> Result<()> {
    conn.execute("DELETE FROM clause_row", [])?;
    conn.execute("INSERT INTO clause_search (clause_search) VALUES ('delete-all')", [])?;
    let stems = Stems::new();
    for row in rows {
        insert(conn, row, &stems)?;
    }
    conn.execute("INSERT INTO clause_search (clause_search) VALUES ('optimize')", [])?;
    Ok(())
}

/// A clause handed twice in one version is indexed once.
fn insert(conn: &Connection, row: &SearchRow, stems: &Stems) -> Result<()> {
    let inserted = conn
        .prepare_cached(
            "INSERT INTO clause_row (clause, version, title, body, theme, families, documents, levels)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
        )?
        .execute((
            &row.id,
            &row.version,
            &row.title,
            &row.body,
            word(&row.theme)?,
            serde_json::to_string(&row.families)?,
            serde_json::to_string(&row.documents)?,
            serde_json::to_string(&row.levels)?,
        ))?;
    if inserted == 1 {
        let ((title, title_stems), (body, body_stems)) = (indexed(&row.title, stems), indexed(&row.body, stems));
        conn.prepare_cached("INSERT INTO clause_search (rowid, title_words, body_words, title_stems, body_stems) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((conn.last_insert_rowid(), title, body, title_stems, body_stems))?;
    }
    Ok(())
}

const FILTERS: &str = "(:theme IS NULL OR theme = :theme)
    AND (:family IS NULL OR EXISTS (SELECT 1 FROM json_each(families) WHERE value = :family))
    AND (:document IS NULL OR EXISTS (SELECT 1 FROM json_each(documents) WHERE value = :document))
    AND (:level IS NULL OR EXISTS (SELECT 1 FROM json_each(levels) WHERE value = :level))";

fn all(conn: &Connection, query: &SearchQuery) -> Result<Vec<(i64, f64)>> {
    let sql = format!("SELECT id, 0.0 FROM clause_row WHERE :expression IS NULL AND {FILTERS} ORDER BY title, clause");
    run(conn, &sql, query, None)
}

fn ranked(conn: &Connection, query: &SearchQuery, terms: &[Term], stems: &Stems) -> Result<Vec<(i64, f64)>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    // Weights, in the order of the columns: words before stems, title before body.
    let sql = format!(
        "SELECT id, -bm25(clause_search, 10.0, 3.0, 4.0, 1.0) AS score FROM clause_search JOIN clause_row ON id = clause_search.rowid
         WHERE clause_search MATCH :expression AND {FILTERS} ORDER BY score DESC, clause"
    );
    let found = run(conn, &sql, query, Some(&expression(terms, stems, " AND ")))?;
    if found.is_empty() && terms.len() > 1 { run(conn, &sql, query, Some(&expression(terms, stems, " OR "))) } else { Ok(found) }
}

fn run(conn: &Connection, sql: &str, query: &SearchQuery, expression: Option<&str>) -> Result<Vec<(i64, f64)>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! {
        ":expression": expression,
        ":theme": query.theme.map(|theme| word(&theme)).transpose()?,
        ":family": query.family.map(|family| word(&family)).transpose()?,
        ":document": query.document.map(|document| word(&document)).transpose()?,
        ":level": query.level.map(|level| word(&level)).transpose()?,
    })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, row.get(1)?));
    }
    Ok(found)
}

/// Writes the FTS5 expression. Words hold letters and digits only, and stand between quotes: nothing
/// that a person types is syntax.
fn expression(terms: &[Term], stems: &Stems, link: &str) -> String {
    let last = terms.len().saturating_sub(1);
    let clauses: Vec<String> = terms.iter().enumerate().map(|(at, term)| term_expression(term, stems, at == last)).collect();
    clauses.join(link)
}

fn term_expression(term: &Term, stems: &Stems, unfinished: bool) -> String {
    let last = term.parts.len().saturating_sub(1);
    let parts: Vec<String> = term.parts.iter().enumerate().map(|(at, part)| word_expression(part, stems, unfinished && at == last)).collect();
    let together = parts.join(" AND ");
    match &term.joined {
        Some(joined) => format!("(({together}) OR {})", word_expression(joined, stems, unfinished)),
        None => format!("({together})"),
    }
}

fn word_expression(word: &str, stems: &Stems, unfinished: bool) -> String {
    let star = if unfinished { " *" } else { "" };
    format!("({{title_words body_words}} : \"{word}\"{star} OR {{title_stems body_stems}} : \"{}\")", stems.of(word))
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

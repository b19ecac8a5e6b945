//! The index: made of the rows handed, made again when they change.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::SearchRow;
use crate::errors::Result;
use crate::maintenance::{meta, set_meta};
use crate::open::Store;
use crate::spelling::word;
use crate::words::{Stems, indexed};

/// Changes when the way words are folded or kept does: an index made otherwise is made again.
const MADE_BY: &str = "2";
const FINGERPRINT: &str = "search";

/// The index is derived from rows at hand, so its shape belongs to the code that makes it and not to the
/// migrations. Contentless: the words are folded in Rust (œ, CO₂, accents), so the tokenizer has nothing to do.
const SHAPE: &str = "
    DROP TABLE IF EXISTS clause_search;
    DROP TABLE IF EXISTS clause_word;
    DELETE FROM clause_row;
    CREATE VIRTUAL TABLE clause_search USING fts5 (
      title_words, key_words, body_words, title_stems, key_stems, summary_stems, body_stems,
      content = '', prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 0'
    );
    CREATE TABLE clause_word (word TEXT PRIMARY KEY, length INTEGER NOT NULL, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

pub(super) fn fill(store: &mut Store, rows: &[SearchRow], now: DateTime<Utc>) -> Result<bool> {
    let fingerprint = fingerprint(rows)?;
    if store.meta(FINGERPRINT)?.as_ref() == Some(&fingerprint) {
        return Ok(false);
    }
    store.transact("index", now, |write| {
        // Another process may have done it meanwhile.
        if meta(write, FINGERPRINT)?.as_ref() != Some(&fingerprint) {
            refill(write, rows)?;
            set_meta(write, FINGERPRINT, &fingerprint)?;
        }
        Ok(true)
    })
}

/// Tells whether there is an index of this shape.
pub(super) fn is_made(conn: &Connection) -> Result<bool> {
    Ok(meta(conn, FINGERPRINT)?.is_some_and(|fingerprint| fingerprint.starts_with(MADE_BY)))
}

fn fingerprint(rows: &[SearchRow]) -> Result<String> {
    let mut hash = Sha256::new();
    for row in rows {
        let fields =
            (&row.id, &row.version, &row.title, &row.keywords, &row.summary, &row.body, row.theme, &row.families, &row.documents, &row.levels);
        hash.update(serde_json::to_vec(&fields)?);
    }
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{MADE_BY}:{digest}"))
}

fn refill(conn: &Connection, rows: &[SearchRow]) -> Result<()> {
    conn.execute_batch(SHAPE)?;
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
    if inserted == 1 { insert_words(conn, conn.last_insert_rowid(), row, stems) } else { Ok(()) }
}

fn insert_words(conn: &Connection, id: i64, row: &SearchRow, stems: &Stems) -> Result<()> {
    let (title, title_stems) = indexed(&row.title, stems);
    let (keys, key_stems) = indexed(&row.keywords, stems);
    let (summary, summary_stems) = indexed(&row.summary, stems);
    let (body, body_stems) = indexed(&row.body, stems);
    let words = format!("{summary} {body}");
    conn.prepare_cached(
        "INSERT INTO clause_search (rowid, title_words, key_words, body_words, title_stems, key_stems, summary_stems, body_stems)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((id, &title, &keys, &words, title_stems, key_stems, summary_stems, body_stems))?;
    let mut seen: Vec<&str> = [&title, &keys, &words].into_iter().flat_map(|text| text.split(' ')).filter(|word| word.len() > 3).collect();
    seen.sort_unstable();
    seen.dedup();
    let mut statement = conn.prepare_cached("INSERT INTO clause_word VALUES (?1, ?2, 1) ON CONFLICT (word) DO UPDATE SET rows = rows + 1")?;
    for word in seen {
        statement.execute((word, i64::try_from(word.chars().count()).unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

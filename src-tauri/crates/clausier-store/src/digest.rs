//! Fingerprints. Each body is stored with its own: `quick_check` sees a page out of order, never a
//! bit flipped inside a text.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::errors::{Result, StoreError};

pub(crate) type Sha = [u8; 32];

pub(crate) fn sha(bytes: &[u8]) -> Sha {
    Sha256::digest(bytes).into()
}

/// Returns a stored body once it matches its fingerprint.
pub(crate) fn verified(body: String, expected: &Sha) -> Result<String> {
    if sha(body.as_bytes()) == *expected { Ok(body) } else { Err(StoreError::damaged()) }
}

/// What a backup must have in common with its base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) tenders: i64,
    pub(crate) revisions: i64,
    pub(crate) hash: Sha,
}

impl Contents {
    /// Reads every tender and every kept body, and checks each against its fingerprint.
    pub(crate) fn of(conn: &Connection) -> Result<Self> {
        let mut hash = Sha256::new();
        let tenders = fold(conn, "SELECT body, sha, rev, removed_on FROM tender ORDER BY uuid", &mut hash)?;
        let revisions = fold(conn, "SELECT body, sha, rev, NULL FROM revision ORDER BY id", &mut hash)?;
        if has_own_items(conn)? {
            fold(conn, "SELECT body, sha, id, NULL FROM own_item ORDER BY id", &mut hash)?;
        }
        Ok(Self { tenders, revisions, hash: hash.finalize().into() })
    }
}

/// A backup of an earlier format has no such table.
fn has_own_items(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'own_item')", [], |row| row.get(0))?)
}

fn fold(conn: &Connection, query: &str, hash: &mut Sha256) -> Result<i64> {
    let mut statement = conn.prepare(query)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let expected: Sha = row.get(1)?;
        verified(row.get(0)?, &expected)?;
        hash.update(expected);
        hash.update(row.get::<_, i64>(2)?.to_le_bytes());
        hash.update([u8::from(row.get::<_, Option<String>>(3)?.is_some())]);
        count += 1;
    }
    Ok(count)
}

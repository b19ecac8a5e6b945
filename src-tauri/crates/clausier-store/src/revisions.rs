//! Earlier bodies of a tender: history, undo, redo.
//!
//! Undo puts a kept body back *as a new revision*, so that the counter only ever grows and another
//! window sees an edit like any other. A body put back is not kept twice: `tender.same_as` points to
//! the revision that holds it, which is why undoing and redoing for hours crowds nothing out.

use chrono::{DateTime, Duration, Utc};
use clausier_core::tender::{Tender, TenderId};
use rusqlite::{Connection, Row};

use crate::digest::{Sha, verified};
use crate::errors::{Result, StoreError};
use crate::open::Store;
use crate::tenders::{Current, PUT_OVER, Saved};
use crate::time::{instant, stamp};
use crate::write::Write;

/// Edits of one operation that follow each other within this time are one step of undo.
const BURST: Duration = Duration::seconds(3);
/// Operations of which each counts, however fast they follow.
const NEVER_MERGED: [&str; 5] = ["import", "undo", "redo", "remove", "restore"];
/// Bodies kept per tender, beside the first of each day.
const KEPT: i64 = 200;
const KEPT_DAYS: Duration = Duration::days(90);

/// A body that the tender has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Revision {
    pub rev: i64,
    pub at: DateTime<Utc>,
    /// The edit that wrote it.
    pub operation: String,
    /// True for the body that the tender has now.
    pub current: bool,
}

/// What undo and redo would do next, named by the edit concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Steps {
    pub undo: Option<String>,
    pub redo: Option<String>,
}

impl Store {
    /// Puts back the body before the last edit, as a new revision.
    pub fn undo(&mut self, id: TenderId, seen_rev: i64, now: DateTime<Utc>) -> Result<Saved> {
        self.with_second_try(|store| store.transact("undo", now, |write| write.step(id, seen_rev, Stack::Undo)))
    }

    /// Puts back the body that the last undo left, as a new revision.
    pub fn redo(&mut self, id: TenderId, seen_rev: i64, now: DateTime<Utc>) -> Result<Saved> {
        self.with_second_try(|store| store.transact("redo", now, |write| write.step(id, seen_rev, Stack::Redo)))
    }

    /// Puts any kept body back, as a new revision that undo undoes.
    pub fn put_back(&mut self, id: TenderId, seen_rev: i64, rev: i64, now: DateTime<Utc>) -> Result<Saved> {
        let tender = self.revision(id, rev)?;
        self.save(&tender, Some(seen_rev), "put-back", now)
    }

    /// Returns what undo and redo would do.
    pub fn steps(&self, id: TenderId) -> Result<Steps> {
        self.read(|conn| {
            let current = Current::find(conn, id)?.ok_or(StoreError::NotFound)?;
            let undo = Kept::top(conn, current.key, Stack::Undo)?.map(|_| author(conn, &current)).transpose()?;
            let redo = Kept::top(conn, current.key, Stack::Redo)?.map(|kept| kept.operation);
            Ok(Steps { undo, redo })
        })
    }

    /// Lists the kept bodies, newest first, the current one included. Works on a removed tender too.
    pub fn history(&self, id: TenderId) -> Result<Vec<Revision>> {
        self.read(|conn| {
            let current = Current::find(conn, id)?.ok_or(StoreError::NotFound)?;
            let mut list = vec![Revision { rev: current.rev, at: instant(&current.updated_at)?, operation: current.operation, current: true }];
            let mut statement = conn.prepare_cached("SELECT rev, at, operation FROM revision WHERE tender = ?1 ORDER BY rev DESC")?;
            let mut rows = statement.query([current.key])?;
            while let Some(row) = rows.next()? {
                list.push(Revision { rev: row.get(0)?, at: instant(&row.get::<_, String>(1)?)?, operation: row.get(2)?, current: false });
            }
            Ok(list)
        })
    }

    /// Returns the tender as it was at a kept revision, or as it is.
    pub fn revision(&self, id: TenderId, rev: i64) -> Result<Tender> {
        Ok(serde_json::from_str(&self.revision_body(id, rev)?)?)
    }

    /// Returns the document of a kept revision, byte for byte.
    pub fn revision_body(&self, id: TenderId, rev: i64) -> Result<String> {
        self.read(|conn| {
            let current = Current::find(conn, id)?.ok_or(StoreError::NotFound)?;
            if current.rev == rev {
                return Ok(current.body);
            }
            Kept::at(conn, current.key, rev)?.map(|kept| kept.body).ok_or(StoreError::NotFound)
        })
    }
}

/// Undo and redo are one gesture on two stacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stack {
    Undo,
    Redo,
}

impl Stack {
    const fn column(self) -> &'static str {
        match self {
            Self::Undo => "undo_at",
            Self::Redo => "redo_at",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Undo => Self::Redo,
            Self::Redo => Self::Undo,
        }
    }
}

/// A kept body.
#[derive(Debug)]
struct Kept {
    key: i64,
    rev: i64,
    operation: String,
    body: String,
}

impl Kept {
    fn top(conn: &Connection, tender: i64, stack: Stack) -> Result<Option<Self>> {
        let column = stack.column();
        let query =
            format!("SELECT id, rev, operation, sha, body FROM revision WHERE tender = ?1 AND {column} IS NOT NULL ORDER BY {column} DESC LIMIT 1");
        Self::first(conn, &query, &[&tender])
    }

    fn at(conn: &Connection, tender: i64, rev: i64) -> Result<Option<Self>> {
        Self::first(conn, "SELECT id, rev, operation, sha, body FROM revision WHERE tender = ?1 AND rev = ?2", &[&tender, &rev])
    }

    fn first(conn: &Connection, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Option<Self>> {
        let mut statement = conn.prepare_cached(query)?;
        let mut rows = statement.query(parameters)?;
        rows.next()?.map(Self::read).transpose()
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        let sha: Sha = row.get(3)?;
        Ok(Self { key: row.get(0)?, rev: row.get(1)?, operation: row.get(2)?, body: verified(row.get(4)?, &sha)? })
    }
}

/// Returns the edit that wrote the current body, even when undo or redo put it back.
fn author(conn: &Connection, current: &Current) -> Result<String> {
    let Some(rev) = current.same_as else { return Ok(current.operation.clone()) };
    Ok(Kept::at(conn, current.key, rev)?.map_or_else(|| current.operation.clone(), |kept| kept.operation))
}

impl Write<'_> {
    /// Keeps the body that an edit is about to replace, ready to be undone; what was undone before
    /// stays in the history, but can no longer be redone.
    pub(crate) fn keep(&self, current: &Current) -> Result<()> {
        self.execute("UPDATE revision SET redo_at = NULL WHERE tender = ?1 AND redo_at IS NOT NULL", [current.key])?;
        if self.continues_burst(current)? {
            return Ok(());
        }
        let rev = self.snapshot(current)?;
        self.push(current.key, rev, Stack::Undo)?;
        self.prune(current.key, rev)
    }

    /// A creation is no part of a burst: it can always be come back to.
    fn continues_burst(&self, current: &Current) -> Result<bool> {
        if current.operation != self.operation || current.rev == 1 || current.removed || current.same_as.is_some() {
            return Ok(false);
        }
        let elapsed = self.now.signed_duration_since(instant(&current.updated_at)?);
        Ok(!NEVER_MERGED.contains(&self.operation) && elapsed >= Duration::zero() && elapsed <= BURST)
    }

    fn step(&self, id: TenderId, seen_rev: i64, stack: Stack) -> Result<Saved> {
        let current = Current::find(self, id)?.filter(|current| !current.removed).ok_or(StoreError::NotFound)?;
        current.must_be(Some(seen_rev))?;
        let target = Kept::top(self, current.key, stack)?.ok_or(match stack {
            Stack::Undo => StoreError::NothingToUndo,
            Stack::Redo => StoreError::NothingToRedo,
        })?;
        let left = self.snapshot(&current)?;
        self.execute("UPDATE revision SET undo_at = NULL, redo_at = NULL WHERE id = ?1", [target.key])?;
        self.push(current.key, left, stack.other())?;
        let tender: Tender = serde_json::from_str(&target.body)?;
        self.put(PUT_OVER, &tender, &target.body, current.rev + 1, Some(target.rev))?;
        Ok(Saved { rev: current.rev + 1, created: false })
    }

    /// Keeps a body unless it already is, and returns the revision that holds it.
    fn snapshot(&self, current: &Current) -> Result<i64> {
        if let Some(rev) = current.same_as {
            return Ok(rev);
        }
        self.prepare_cached("INSERT INTO revision (tender, rev, at, operation, sha, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute((
            current.key,
            current.rev,
            &current.updated_at,
            &current.operation,
            current.sha,
            &current.body,
        ))?;
        Ok(current.rev)
    }

    fn push(&self, tender: i64, rev: i64, stack: Stack) -> Result<()> {
        let column = stack.column();
        self.prepare_cached(&format!(
            "UPDATE revision SET {column} = 1 + ifnull((SELECT max({column}) FROM revision WHERE tender = ?1), 0) WHERE tender = ?1 AND rev = ?2"
        ))?
        .execute([tender, rev])?;
        Ok(())
    }

    /// Days are those of `at`, in UTC. `just_kept` may be old: an undo went back to it before this edit.
    fn prune(&self, tender: i64, just_kept: i64) -> Result<()> {
        let oldest_day = stamp(self.now.checked_sub_signed(KEPT_DAYS).unwrap_or(self.now));
        self.prepare_cached(
            "DELETE FROM revision WHERE tender = ?1 AND rev <> ?4
               AND rev < (SELECT rev FROM revision WHERE tender = ?1 ORDER BY rev DESC LIMIT 1 OFFSET ?2)
               AND rev NOT IN (SELECT min(rev) FROM revision WHERE tender = ?1 AND at >= ?3 GROUP BY substr(at, 1, 10))",
        )?
        .execute((tender, KEPT - 1, oldest_day, just_kept))?;
        Ok(())
    }
}

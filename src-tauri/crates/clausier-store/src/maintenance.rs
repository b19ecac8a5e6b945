//! Checks of the whole base, for idle times and for doubt.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::digest::Contents;
use crate::errors::{Result, StoreError};
use crate::open::Store;
use crate::time::{instant, stamp};

const CHECK_EVERY_DAYS: i64 = 7;

impl Store {
    /// Checks every page, index and body. Long on a large base: on demand only.
    pub fn check(&self) -> Result<()> {
        let outcome = verdict(&self.conn, "PRAGMA integrity_check(1)").and_then(|()| Contents::of(&self.conn).map(drop));
        outcome.map_err(|error| self.explain(error))
    }

    /// Checks the base once a week and refreshes the planner's figures; tells whether it did.
    /// Call it when the user is idle.
    pub fn maintain(&mut self, now: DateTime<Utc>) -> Result<bool> {
        if self.read_only || !is_due(self.meta("checked")?, now)? {
            return Ok(false);
        }
        self.check()?;
        self.conn.execute_batch("PRAGMA optimize").map_err(|error| self.explain(error.into()))?;
        self.transact("maintain", now, |write| set_meta(write, "checked", &stamp(now)))?;
        Ok(true)
    }

    pub(crate) fn meta(&self, key: &str) -> Result<Option<String>> {
        meta(&self.conn, key)
    }
}

/// A clock set back makes the check due: better once too often.
fn is_due(last: Option<String>, now: DateTime<Utc>) -> Result<bool> {
    let Some(last) = last else { return Ok(true) };
    let days = now.signed_duration_since(instant(&last)?).num_days();
    Ok(!(0..CHECK_EVERY_DAYS).contains(&days))
}

pub(crate) fn meta(conn: &Connection, key: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let mut rows = statement.query([key])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

pub(crate) fn set_meta(conn: &Connection, key: &str, value: &str) -> Result<()> {
    conn.execute("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])?;
    Ok(())
}

pub(crate) fn quick_check(conn: &Connection) -> Result<()> {
    verdict(conn, "PRAGMA quick_check(1)")
}

fn verdict(conn: &Connection, pragma: &str) -> Result<()> {
    let verdict: String = conn.query_row(pragma, [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::damaged()) }
}

//! Choices of the user, and the files last used.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::errors::Result;
use crate::open::Store;
use crate::time::{instant, stamp};

/// Files remembered.
const RECENT: i64 = 12;

/// A file used lately.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RecentFile {
    pub path: String,
    pub at: DateTime<Utc>,
}

impl Store {
    /// Returns a setting, if it was ever made.
    pub fn setting(&self, key: &str) -> Result<Option<Value>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
            let mut rows = statement.query([key])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            Ok(Some(serde_json::from_str(&row.get::<_, String>(0)?)?))
        })
    }

    /// Makes a setting; `null` is a value like another.
    pub fn set_setting(&mut self, key: &str, value: &Value, now: DateTime<Utc>) -> Result<()> {
        let text = value.to_string();
        self.transact("setting", now, |write| {
            write.execute(
                "INSERT INTO setting (key, value, updated_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
                (key, text, stamp(now)),
            )?;
            Ok(())
        })
    }

    /// Lists the files used lately, last first. A path may no longer exist.
    pub fn recent_files(&self) -> Result<Vec<RecentFile>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT path, at FROM recent_file ORDER BY at DESC, rowid DESC")?;
            let mut rows = statement.query([])?;
            let mut files = Vec::new();
            while let Some(row) = rows.next()? {
                files.push(RecentFile { path: row.get(0)?, at: instant(&row.get::<_, String>(1)?)? });
            }
            Ok(files)
        })
    }

    /// Puts a file on top of the list, which forgets the oldest.
    pub fn remember_file(&mut self, path: &str, now: DateTime<Utc>) -> Result<()> {
        self.transact("recent-file", now, |write| {
            write.execute("DELETE FROM recent_file WHERE path = ?1", [path])?;
            write.execute("INSERT INTO recent_file (path, at) VALUES (?1, ?2)", (path, stamp(now)))?;
            write.execute(
                "DELETE FROM recent_file WHERE rowid NOT IN (SELECT rowid FROM recent_file ORDER BY at DESC, rowid DESC LIMIT ?1)",
                [RECENT],
            )?;
            Ok(())
        })
    }

    /// Takes a file off the list; a file that is not on it is no error.
    pub fn forget_file(&mut self, path: &str, now: DateTime<Utc>) -> Result<()> {
        self.transact("recent-file", now, |write| {
            write.execute("DELETE FROM recent_file WHERE path = ?1", [path])?;
            Ok(())
        })
    }
}

//! The one door of every write.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::ballast;
use crate::errors::{Result, StoreError};
use crate::open::Store;

/// A write under way: a connection inside its transaction, with what is being done and when.
#[derive(Debug)]
pub struct Write<'a> {
    tx: Transaction<'a>,
    pub(crate) operation: &'a str,
    pub(crate) now: DateTime<Utc>,
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.tx
    }
}

impl Store {
    /// Runs a write whole or not at all. When it returns, the disk has it.
    ///
    /// On a full disk the reserve is given back before the error returns, so that a second try has
    /// room; the caller decides, because a closure runs once.
    pub fn transact<T>(&mut self, operation: &str, now: DateTime<Utc>, work: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        let outcome = run(&mut self.conn, operation, now, work);
        outcome.map_err(|error| {
            let error = self.explain(error);
            if matches!(error, StoreError::DiskFull) {
                self.release_ballast();
            }
            error
        })
    }

    /// Runs a write again when the first try was refused for want of space and the reserve was there.
    pub(crate) fn with_second_try<T>(&mut self, mut attempt: impl FnMut(&mut Self) -> Result<T>) -> Result<T> {
        let had_reserve = self.dir.as_deref().is_some_and(ballast::is_there);
        match attempt(self) {
            Err(StoreError::DiskFull) if had_reserve => attempt(self),
            outcome => outcome,
        }
    }

    fn release_ballast(&self) {
        if let Some(dir) = &self.dir {
            ballast::release(dir);
        }
    }
}

fn run<T>(conn: &mut Connection, operation: &str, now: DateTime<Utc>, work: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let write = Write { tx, operation, now };
    let value = work(&write)?;
    write.tx.commit()?;
    Ok(value)
}

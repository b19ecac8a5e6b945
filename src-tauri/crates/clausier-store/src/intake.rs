//! What other services hand over, as plain rows: the use cases say what a name, an amount and a detail are.
//!
//! A file replaces what an earlier one said of the same scope; the earlier one is kept beneath it, so that
//! the last file can be taken back. The same file taken twice changes nothing.

use chrono::{DateTime, Utc};

use crate::digest::sha;
use crate::errors::Result;
use crate::open::Store;
use crate::time::{instant, stamp};
use crate::write::Write;

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct IntakeRow {
    pub name: String,
    pub amount: i64,
    pub detail: String,
}

/// What a file says of one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Intake {
    pub kind: String,
    pub scope: String,
    /// Lines of the file that were set aside.
    pub aside: u32,
    pub rows: Vec<IntakeRow>,
}

/// A scope as it counts now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct IntakeHead {
    pub batch: i64,
    pub kind: String,
    pub scope: String,
    pub file: String,
    pub at: DateTime<Utc>,
    pub aside: u32,
    pub rows: u32,
    pub sum: i64,
}

/// The intakes above which no other stands for the same scope.
const CURRENT: &str =
    "NOT EXISTS (SELECT 1 FROM intake AS later WHERE later.kind = intake.kind AND later.scope = intake.scope AND later.batch > intake.batch)";
/// How many files a scope keeps: the one that counts, and the one beneath it.
const KEPT: i64 = 2;

impl Store {
    /// Takes what one file says, scope by scope. Returns `false` when it says what is already known.
    pub fn take_in(&mut self, file: &str, intakes: &[Intake], now: DateTime<Utc>) -> Result<bool> {
        self.with_second_try(|store| store.transact("intake", now, |write| write.take_in(file, intakes)))
    }

    /// Lists what counts now, by kind then scope.
    pub fn intakes(&self) -> Result<Vec<IntakeHead>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(&format!(
                "SELECT batch, kind, scope, file, at, aside,
                   (SELECT count(*) FROM intake_row WHERE intake = intake.id), (SELECT total(amount) FROM intake_row WHERE intake = intake.id)
                 FROM intake WHERE {CURRENT} ORDER BY kind, scope"
            ))?;
            let mut rows = statement.query([])?;
            let mut heads = Vec::new();
            while let Some(row) = rows.next()? {
                heads.push(head(row)?);
            }
            Ok(heads)
        })
    }

    /// Lists the rows that count now for a scope, in the order of the file.
    pub fn intake_rows(&self, kind: &str, scope: &str) -> Result<Vec<IntakeRow>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(&format!(
                "SELECT name, amount, detail FROM intake_row JOIN intake ON intake.id = intake_row.intake
                 WHERE kind = ?1 AND scope = ?2 AND {CURRENT} ORDER BY intake_row.id"
            ))?;
            let mut rows = statement.query((kind, scope))?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(IntakeRow { name: row.get(0)?, amount: row.get(1)?, detail: row.get(2)? });
            }
            Ok(list)
        })
    }

    /// Takes the last file back: what stood beneath it counts again. Returns the scopes that it had replaced;
    /// none when nothing is left to take back.
    pub fn undo_intake(&mut self, now: DateTime<Utc>) -> Result<Vec<IntakeHead>> {
        let last = self.intakes()?;
        let Some(batch) = last.iter().map(|head| head.batch).max() else { return Ok(Vec::new()) };
        self.transact("undo-intake", now, |write| {
            write.execute("DELETE FROM intake WHERE batch = ?1", [batch])?;
            Ok(())
        })?;
        Ok(last.into_iter().filter(|head| head.batch == batch).collect())
    }
}

#[allow(clippy::cast_possible_truncation, reason = "cents and hundredths of hours are far below 2^53")]
fn head(row: &rusqlite::Row<'_>) -> Result<IntakeHead> {
    Ok(IntakeHead {
        batch: row.get(0)?,
        kind: row.get(1)?,
        scope: row.get(2)?,
        file: row.get(3)?,
        at: instant(&row.get::<_, String>(4)?)?,
        aside: row.get(5)?,
        rows: row.get(6)?,
        sum: row.get::<_, f64>(7)? as i64,
    })
}

impl Write<'_> {
    fn take_in(&self, file: &str, intakes: &[Intake]) -> Result<bool> {
        let mut changed = false;
        for intake in intakes {
            changed |= self.known_sha(intake)? != Some(fingerprint(intake));
        }
        if !changed {
            return Ok(false);
        }
        let batch: i64 = self.query_row("SELECT coalesce(max(batch), 0) + 1 FROM intake", [], |row| row.get(0))?;
        for intake in intakes {
            self.put_intake(batch, file, intake)?;
            self.forget_old(intake)?;
        }
        Ok(true)
    }

    fn known_sha(&self, intake: &Intake) -> Result<Option<[u8; 32]>> {
        let mut statement = self.prepare_cached("SELECT sha FROM intake WHERE kind = ?1 AND scope = ?2 ORDER BY batch DESC LIMIT 1")?;
        let mut rows = statement.query((&intake.kind, &intake.scope))?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    fn put_intake(&self, batch: i64, file: &str, intake: &Intake) -> Result<()> {
        self.execute(
            "INSERT INTO intake (batch, kind, scope, file, at, aside, sha) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (batch, &intake.kind, &intake.scope, file, stamp(self.now), intake.aside, fingerprint(intake)),
        )?;
        let id = self.last_insert_rowid();
        let mut statement = self.prepare_cached("INSERT INTO intake_row (intake, name, amount, detail) VALUES (?1, ?2, ?3, ?4)")?;
        for row in &intake.rows {
            statement.execute((id, &row.name, row.amount, &row.detail))?;
        }
        Ok(())
    }

    fn forget_old(&self, intake: &Intake) -> Result<()> {
        self.execute(
            "DELETE FROM intake WHERE kind = ?1 AND scope = ?2 AND id NOT IN
               (SELECT id FROM intake WHERE kind = ?1 AND scope = ?2 ORDER BY batch DESC LIMIT ?3)",
            (&intake.kind, &intake.scope, KEPT),
        )?;
        Ok(())
    }
}

/// What the file says, whatever its name and the order of its lines.
fn fingerprint(intake: &Intake) -> [u8; 32] {
    let mut rows: Vec<&IntakeRow> = intake.rows.iter().collect();
    rows.sort();
    let lines: String = rows.iter().map(|row| format!("{:?}\n", (&row.name, row.amount, &row.detail))).collect();
    sha(format!("{}\n{lines}", intake.aside).as_bytes())
}

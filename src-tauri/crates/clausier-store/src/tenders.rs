//! Tenders: one document each, in the shape of the contract.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use clausier_core::tender::{Euros, Nature, Stage, Tender, TenderId};
use rusqlite::{Connection, Row, named_params};

use crate::digest::{Sha, sha, verified};
use crate::errors::{Result, StoreError};
use crate::open::Store;
use crate::spelling::{of_word, word};
use crate::time::{instant, stamp};
use crate::write::Write;

/// Largest document, in bytes: the limit of the contract for a tender file.
pub const MAX_BODY: usize = 4 * 1024 * 1024;

/// What a write left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// The revision to be shown to the store at the next edit.
    pub rev: i64,
    /// True when the tender was not there before, or was removed.
    pub created: bool,
}

/// A tender as it stands.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Stored {
    pub tender: Tender,
    pub rev: i64,
    pub updated_at: DateTime<Utc>,
    /// The edit that wrote it.
    pub operation: String,
}

/// A line of the list of tenders.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct TenderRow {
    pub id: TenderId,
    pub rev: i64,
    pub reference: Option<String>,
    pub title: Option<String>,
    pub stage: Stage,
    pub nature: Option<Nature>,
    pub estimated_value_eur: Option<Euros>,
    pub consultation_on: Option<NaiveDate>,
    /// Year of notification, else of consultation.
    pub year: Option<i32>,
    pub sample: bool,
    pub updated_at: DateTime<Utc>,
}

/// A removed tender: hidden, kept, and still to be told to the shared folder.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Removed {
    pub row: TenderRow,
    pub removed_on: NaiveDate,
}

impl Store {
    /// Writes a tender. `seen_rev` is the revision that the caller edited, `None` for a tender that it
    /// believes to be new: anything else than the current revision is [`StoreError::ChangedElsewhere`].
    ///
    /// `operation` says what the edit is about (`"title"`, `"selection:env-08"`): edits of one key that
    /// follow each other within three seconds are undone together. A body that is already there
    /// writes nothing. A removed tender that is written again comes back, with its history.
    pub fn save(&mut self, tender: &Tender, seen_rev: Option<i64>, operation: &str, now: DateTime<Utc>) -> Result<Saved> {
        let body = body_of(tender)?;
        self.with_second_try(|store| store.transact(operation, now, |write| write.save(tender, &body, seen_rev)))
    }

    /// Returns a tender, [`StoreError::NotFound`] if it is absent or removed.
    pub fn get(&self, id: TenderId) -> Result<Stored> {
        self.find(id)?.ok_or(StoreError::NotFound)
    }

    /// Returns a tender, if it is there.
    pub fn find(&self, id: TenderId) -> Result<Option<Stored>> {
        self.find_current(id)?.map(Current::into_stored).transpose()
    }

    /// Returns the document as it was written, byte for byte.
    pub fn body(&self, id: TenderId) -> Result<String> {
        self.find_current(id)?.map(|current| current.body).ok_or(StoreError::NotFound)
    }

    /// Lists the tenders, last edited first.
    pub fn list(&self) -> Result<Vec<TenderRow>> {
        let query = format!("SELECT {COLUMNS} FROM tender WHERE removed_on IS NULL ORDER BY updated_at DESC, id DESC");
        self.rows(&query, row_of)
    }

    /// Lists the tenders that keep a clause, last edited first.
    pub fn using_clause(&self, clause: &str) -> Result<Vec<Tender>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT uuid FROM tender WHERE removed_on IS NULL AND EXISTS
                   (SELECT 1 FROM json_each(body, '$.selections') AS kept WHERE json_extract(kept.value, '$.clause') = ?1)
                 ORDER BY updated_at DESC, id DESC",
            )?;
            let ids: std::result::Result<Vec<[u8; 16]>, _> = statement.query_map([clause], |row| row.get(0))?.collect();
            let current = ids?.into_iter().filter_map(|id| Current::find(conn, TenderId(uuid::Uuid::from_bytes(id))).transpose());
            current.map(|current| Ok(current?.into_stored()?.tender)).collect()
        })
    }

    /// Lists the removed tenders, last removed first.
    pub fn removed(&self) -> Result<Vec<Removed>> {
        let query = format!("SELECT {COLUMNS}, removed_on FROM tender WHERE removed_on IS NOT NULL ORDER BY updated_at DESC, id DESC");
        self.rows(&query, |row| Ok(Removed { row: row_of(row)?, removed_on: day(&row.get::<_, String>(11)?)? }))
    }

    /// Hides a tender. Nothing is erased: the row stays, so that the removal can be shared and undone.
    pub fn remove(&mut self, id: TenderId, seen_rev: Option<i64>, now: DateTime<Utc>) -> Result<Saved> {
        self.with_second_try(|store| store.transact("remove", now, |write| write.remove(id, seen_rev)))
    }

    /// Brings a removed tender back as it was.
    pub fn restore(&mut self, id: TenderId, now: DateTime<Utc>) -> Result<Saved> {
        self.with_second_try(|store| store.transact("restore", now, |write| write.restore(id)))
    }

    fn find_current(&self, id: TenderId) -> Result<Option<Current>> {
        let current = self.read(|conn| Current::find(conn, id))?;
        Ok(current.filter(|current| !current.removed))
    }

    fn rows<T>(&self, query: &str, read: impl Fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(query)?;
            let mut rows = statement.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(read(row)?);
            }
            Ok(list)
        })
    }
}

/// The row of a tender, as an edit finds it.
#[derive(Debug)]
pub(crate) struct Current {
    pub(crate) key: i64,
    pub(crate) rev: i64,
    pub(crate) updated_at: String,
    pub(crate) operation: String,
    pub(crate) removed: bool,
    pub(crate) same_as: Option<i64>,
    pub(crate) sha: Sha,
    pub(crate) body: String,
}

impl Current {
    pub(crate) fn find(conn: &Connection, id: TenderId) -> Result<Option<Self>> {
        let mut statement =
            conn.prepare_cached("SELECT id, rev, updated_at, operation, removed_on IS NOT NULL, same_as, sha, body FROM tender WHERE uuid = ?1")?;
        let mut rows = statement.query([id.as_bytes()])?;
        rows.next()?.map(Self::read).transpose()
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        let sha: Sha = row.get(6)?;
        Ok(Self {
            key: row.get(0)?,
            rev: row.get(1)?,
            updated_at: row.get(2)?,
            operation: row.get(3)?,
            removed: row.get(4)?,
            same_as: row.get(5)?,
            body: verified(row.get(7)?, &sha)?,
            sha,
        })
    }

    fn into_stored(self) -> Result<Stored> {
        Ok(Stored { tender: serde_json::from_str(&self.body)?, rev: self.rev, updated_at: instant(&self.updated_at)?, operation: self.operation })
    }

    /// Refuses an edit made on another revision than this one.
    pub(crate) fn must_be(&self, seen_rev: Option<i64>) -> Result<()> {
        if seen_rev == Some(self.rev) { Ok(()) } else { Err(StoreError::ChangedElsewhere { current: self.rev }) }
    }
}

impl Write<'_> {
    /// Writes a tender inside a larger transaction; as [`Store::save`] for the rest.
    pub fn save_tender(&self, tender: &Tender, seen_rev: Option<i64>) -> Result<Saved> {
        self.save(tender, &body_of(tender)?, seen_rev)
    }

    fn save(&self, tender: &Tender, body: &str, seen_rev: Option<i64>) -> Result<Saved> {
        match Current::find(self, tender.id)? {
            None if seen_rev.is_some() => Err(StoreError::NotFound),
            None => self.insert(tender, body),
            Some(current) if current.removed && seen_rev.is_none() => self.supersede(&current, tender, body),
            Some(current) => {
                current.must_be(seen_rev)?;
                if current.body == body && !current.removed {
                    return Ok(Saved { rev: current.rev, created: false });
                }
                self.supersede(&current, tender, body)
            }
        }
    }

    fn remove(&self, id: TenderId, seen_rev: Option<i64>) -> Result<Saved> {
        let current = Current::find(self, id)?.filter(|current| !current.removed).ok_or(StoreError::NotFound)?;
        if seen_rev.is_some() {
            current.must_be(seen_rev)?;
        }
        self.set_removed(&current, Some(self.now.date_naive()))?;
        Ok(Saved { rev: current.rev + 1, created: false })
    }

    fn restore(&self, id: TenderId) -> Result<Saved> {
        let current = Current::find(self, id)?.filter(|current| current.removed).ok_or(StoreError::NotFound)?;
        self.set_removed(&current, None)?;
        Ok(Saved { rev: current.rev + 1, created: true })
    }

    /// The body does not change, hence no snapshot; the revision does, so that sharing sees it.
    fn set_removed(&self, current: &Current, on: Option<NaiveDate>) -> Result<()> {
        self.execute(
            "UPDATE tender SET rev = rev + 1, updated_at = ?2, removed_on = ?3 WHERE id = ?1",
            (current.key, stamp(self.now), on.map(|day| day.to_string())),
        )?;
        Ok(())
    }

    fn insert(&self, tender: &Tender, body: &str) -> Result<Saved> {
        self.put(PUT_NEW, tender, body, 1, None)?;
        Ok(Saved { rev: 1, created: true })
    }

    /// Replaces a body; the former one becomes a revision.
    fn supersede(&self, current: &Current, tender: &Tender, body: &str) -> Result<Saved> {
        self.keep(current)?;
        self.put(PUT_OVER, tender, body, current.rev + 1, None)?;
        Ok(Saved { rev: current.rev + 1, created: current.removed })
    }

    /// Fills the row of a tender, list columns included: the only place that does.
    pub(crate) fn put(&self, query: &str, tender: &Tender, body: &str, rev: i64, same_as: Option<i64>) -> Result<()> {
        let first_day = tender.notified_on.or(tender.consultation_on);
        self.prepare_cached(query)?.execute(named_params! {
            ":uuid": tender.id.as_bytes(),
            ":rev": rev,
            ":updated_at": stamp(self.now),
            ":operation": self.operation,
            ":same_as": same_as,
            ":reference": tender.reference,
            ":title": tender.title,
            ":stage": word(&tender.stage())?,
            ":nature": tender.nature.map(|nature| word(&nature)).transpose()?,
            ":estimated_cents": tender.estimated_value_eur.map(Euros::cents),
            ":consultation_on": tender.consultation_on.map(|day| day.to_string()),
            ":year": first_day.map(|day| day.year()),
            ":sample": tender.sample == Some(true),
            ":sha": sha(body.as_bytes()),
            ":body": body,
        })?;
        Ok(())
    }
}

const COLUMNS: &str = "uuid, rev, reference, title, stage, nature, estimated_cents, consultation_on, year, sample, updated_at";

const PUT_NEW: &str = "INSERT INTO tender (uuid, rev, updated_at, operation, same_as, reference, title, stage, nature, estimated_cents,
    consultation_on, year, sample, sha, body)
    VALUES (:uuid, :rev, :updated_at, :operation, :same_as, :reference, :title, :stage, :nature, :estimated_cents,
    :consultation_on, :year, :sample, :sha, :body)";

pub(crate) const PUT_OVER: &str = "UPDATE tender SET rev = :rev, updated_at = :updated_at, operation = :operation, removed_on = NULL,
    same_as = :same_as, reference = :reference, title = :title, stage = :stage, nature = :nature, estimated_cents = :estimated_cents,
    consultation_on = :consultation_on, year = :year, sample = :sample, sha = :sha, body = :body
    WHERE uuid = :uuid";

fn body_of(tender: &Tender) -> Result<String> {
    let body = serde_json::to_string(tender)?;
    if body.len() > MAX_BODY {
        return Err(StoreError::BodyTooLarge { bytes: body.len(), limit: MAX_BODY });
    }
    Ok(body)
}

fn row_of(row: &Row<'_>) -> Result<TenderRow> {
    let uuid: [u8; 16] = row.get(0)?;
    Ok(TenderRow {
        id: TenderId(uuid::Uuid::from_bytes(uuid)),
        rev: row.get(1)?,
        reference: row.get(2)?,
        title: row.get(3)?,
        stage: of_word(row.get(4)?)?,
        nature: row.get::<_, Option<String>>(5)?.map(of_word).transpose()?,
        estimated_value_eur: row.get::<_, Option<i64>>(6)?.map(Euros::from_cents),
        consultation_on: row.get::<_, Option<String>>(7)?.as_deref().map(day).transpose()?,
        year: row.get(8)?,
        sample: row.get(9)?,
        updated_at: instant(&row.get::<_, String>(10)?)?,
    })
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| StoreError::damaged())
}

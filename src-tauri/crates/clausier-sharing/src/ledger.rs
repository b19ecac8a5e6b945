//! What a replica remembers on its own computer. Each call that writes is one transaction: after a
//! crash it happened whole or not at all.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::hash::Hash;
use crate::replica::ReplicaId;
use crate::row::{Key, Row};

/// The share that this replica is linked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Identity in the marker.
    pub share: String,
    /// True when the last attempt to write was refused.
    pub read_only: bool,
    /// True when the folder lets us write but not rename: files are then written under their final
    /// name, and their hash protects the readers.
    pub direct: bool,
}

/// The greatest row of a tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Head {
    pub id: Uuid,
    pub key: Key,
    pub annee: i32,
    pub sup: bool,
}

/// A row that this replica publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// The row.
    pub row: Row,
    /// False for a row of someone else, carried because nothing in the folder held it any more.
    pub authored: bool,
}

/// A row known for a tender.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct KnownRow {
    pub row: Row,
    pub authored: bool,
    /// Part of a mass removal that nobody confirmed: as if it had not arrived yet.
    pub held: bool,
    /// True once a file that may have been seen by others contained it.
    pub sent: bool,
}

/// A row of a file, and who publishes that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Cover {
    pub id: Uuid,
    pub key: Key,
    pub by: ReplicaId,
}

/// An intact segment, to be taken whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Ingest<'a> {
    /// Path below the root: the name carries replica, generation and hash.
    pub path: &'a str,
    pub replica: ReplicaId,
    pub today: NaiveDate,
    pub rows: &'a [Row],
    /// Hashes of `rows` that are held.
    pub held: &'a [Hash],
}

/// What is about to be written, committed before the first byte leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Intention {
    pub path: String,
    pub replica: ReplicaId,
    /// `resumes/annee=2026` or `replicas`.
    pub directory: String,
    pub generation: u32,
    pub planned_on: NaiveDate,
    /// Read back intact.
    pub published: bool,
    /// Hashes of its rows, in the same order; empty once read from the base.
    pub rows: Vec<Hash>,
}

/// Since when a row is in no file of the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Wait {
    pub since: NaiveDate,
    pub sessions: u32,
}

/// Why a file, or some of its rows, does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its bytes are not those of its name: on its way, or damaged.
    Incomplete,
    /// It could not be read now.
    Unreadable,
    /// On the cloud, not on this disk.
    Placeholder,
    /// Above 16 MB.
    TooLarge,
    /// A link, a pipe, a device.
    NotAFile,
    /// Rows that break the rules of rows.
    InvalidRows,
    /// Rows written for a later program: kept, not counted.
    NewerRows,
    /// Removals of many tenders at once, waiting for a confirmation.
    HeldRemovals,
}

/// A file, or rows of it, set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SetAside {
    pub file: String,
    pub reason: Reason,
    /// Rows concerned; 0 when the whole file is.
    pub rows: u32,
    pub since: NaiveDate,
    pub sessions: u32,
}

/// The memory of a replica: in a map for tests, in SQLite for the program.
#[allow(missing_docs)]
pub trait Ledger {
    /// What the memory itself may refuse.
    type Error: std::error::Error + Send + Sync + 'static;

    fn identity(&self) -> Result<Option<ReplicaId>, Self::Error>;
    /// Takes a name; the rows that this replica publishes stay its own.
    fn set_identity(&mut self, replica: ReplicaId) -> Result<(), Self::Error>;
    fn link(&self) -> Result<Option<Link>, Self::Error>;
    fn set_link(&mut self, link: Option<&Link>) -> Result<(), Self::Error>;
    /// Forgets what came from others, for an explicit change of share. Own rows and intentions stay.
    fn forget_others(&mut self) -> Result<(), Self::Error>;

    /// Fingerprint of the summary of this computer that was last turned into a row.
    fn content_of(&self, id: Uuid) -> Result<Option<Hash>, Self::Error>;
    /// Adds an authored row to what this replica publishes, in place of what it published of that
    /// tender; one that was never sent is forgotten. A tombstone erases the rows below it.
    fn author(&mut self, row: &Row, content: Option<Hash>) -> Result<(), Self::Error>;
    fn own_rows(&self) -> Result<Vec<OwnRow>, Self::Error>;
    /// Starts and stops publishing rows of others.
    fn carry(&mut self, start: &[Hash], stop: &[Hash]) -> Result<(), Self::Error>;

    fn rows_of(&self, id: Uuid) -> Result<Vec<KnownRow>, Self::Error>;
    /// The greatest row of each tender, held ones left out.
    fn heads(&self) -> Result<Vec<Head>, Self::Error>;
    /// Tenders with a second row that has the counter or the base of the greatest one.
    fn contested(&self) -> Result<Vec<Uuid>, Self::Error>;
    /// Counts again the removals that were held.
    fn release_held(&mut self) -> Result<u32, Self::Error>;

    /// Day of the last check of a segment that was ingested.
    fn verified_on(&self, path: &str) -> Result<Option<NaiveDate>, Self::Error>;
    fn set_verified(&mut self, paths: &[String], today: NaiveDate) -> Result<(), Self::Error>;
    fn has_ingested(&self) -> Result<bool, Self::Error>;
    /// Takes segments, all of them or none. A row already known changes nothing, held or not.
    fn ingest(&mut self, segments: &[Ingest<'_>]) -> Result<(), Self::Error>;
    fn coverage(&self, paths: &[String]) -> Result<Vec<Cover>, Self::Error>;

    fn waits(&self) -> Result<BTreeMap<Hash, Wait>, Self::Error>;
    fn set_waits(&mut self, waits: &BTreeMap<Hash, Wait>) -> Result<(), Self::Error>;
    fn set_aside(&self) -> Result<Vec<SetAside>, Self::Error>;
    fn replace_set_aside(&mut self, set_aside: &[SetAside]) -> Result<(), Self::Error>;

    fn intentions(&self, replica: ReplicaId) -> Result<Vec<Intention>, Self::Error>;
    /// Records what will be written and marks its rows as sent. False, and nothing recorded, if the
    /// generation is already taken by another content.
    fn intend(&mut self, files: &[Intention]) -> Result<bool, Self::Error>;
    fn set_published(&mut self, path: &str) -> Result<(), Self::Error>;
}

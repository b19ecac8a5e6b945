//! Everything that Clausier keeps on this computer: tenders with their earlier bodies, settings,
//! what was written into which document, the search index, and the backups.
//!
//! The store is synchronous and has no clock: « now » is always an argument. Every write goes
//! through [`Store::transact`], which is BEGIN IMMEDIATE with a five-second wait, because the window
//! and the command line may use one base at once. It never speaks: errors are data.
//!
//! rusqlite stays at 0.40 (SQLite 3.53, past the WAL-reset fault of 3.7.0 to 3.51.2): 0.41 and later
//! link another `libsqlite3-sys` than `rusqlite_migration` 2 accepts, and one process must hold only
//! one SQLite.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic))]

mod backups;
mod ballast;
mod digest;
mod errors;
mod excerpt;
mod exports;
mod intake;
mod location;
mod maintenance;
mod migrations;
mod open;
mod own;
mod places;
mod repair;
mod revisions;
mod search;
mod session;
mod settings;
mod share;
mod spelling;
mod tenders;
mod time;
mod words;
mod write;

pub use backups::{BackupInfo, BackupKind, usable_backups};
pub use errors::{Result, StoreError};
pub use exports::{Export, KnownBase};
pub use intake::{Intake, IntakeHead, IntakeRow};
pub use open::{BASE_NAME, Note, Stamp, Store};
pub use own::{OwnChange, OwnKind, OwnStep};
pub use places::KnownPlace;
pub use repair::{RepairChoice, Repaired, repair};
pub use revisions::{Revision, Steps};
pub use search::{Hit, Hits, SearchQuery, SearchRow, Synonyms};
pub use settings::RecentFile;
pub use share::{KeptRow, RowHash, ShareCover, ShareHead, ShareIntention, ShareRow, ShareSegment, ShareSetAside, ShareWait};
pub use tenders::{MAX_BODY, Removed, Saved, Stored, TenderRow};
pub use write::Write;

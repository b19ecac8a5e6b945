//! Summaries of published tenders in a folder that the organisation shares.
//!
//! The folder may be a network drive, the folder of a cloud client, a USB disk, a WebDAV server or a
//! bucket: nothing of it is
//! trusted but « these bytes have this hash ». Hence the protocol (reliability.md §4):
//!
//! * each replica writes immutable files whose *name* carries the SHA-256 of their content;
//! * merging is taking the greatest row of each tender, whatever the order of arrival;
//! * absence is never deletion: only a tombstone removes a tender;
//! * whoever holds a row that no file contains any more publishes it again, byte for byte;
//! * no marker, no write.
//!
//! Synchronous, without a clock, without chance, without a database: [`Folder`], [`Ledger`], [`Clock`]
//! and [`Chance`] are handed by the caller. A call to a folder may hang: the caller sets the deadline.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic))]

mod author;
mod brake;
mod card;
mod carry;
mod clean;
mod clock;
mod deliver;
mod doctor;
mod expand;
mod folder;
mod forks;
mod hash;
mod ledger;
mod link;
mod listing;
mod local;
mod marker;
mod names;
mod packs;
mod place;
mod plain;
mod publish;
mod read;
mod remote;
mod replica;
mod row;
mod segment;
mod status;
mod strict;
mod sync;
mod trouble;

#[cfg(test)]
mod tests;

pub use author::{Authored, author, ensure_identity, was_shared, withdraw};
pub use card::Card;
pub use clock::{Chance, Clock};
pub use doctor::{DoctorReport, doctor};
pub use folder::{Entry, Folder, FolderError, Kind, Stat};
pub use forks::{Fork, Keep, ResolveError, Resolved, forks, resolve, sides};
pub use hash::{Hash, Sha32};
pub use ledger::{Cover, Head, Ingest, Intention, KnownRow, Ledger, Link, OwnRow, Reason, SetAside, Wait};
pub use link::{LinkChoice, LinkRefusal, Linked, link};
pub use listing::fingerprint;
pub use local::LocalFolder;
pub use marker::Marker;
pub use names::{CardName, SegmentName};
pub use packs::{PackError, list_packs, publish_pack, read_pack};
pub use place::{Place, PlaceFault};
pub use remote::{Credentials, RemoteFolder};
pub use replica::ReplicaId;
pub use row::{Envelope, Key, READER, Row, RowFault, SCHEMA, content_of, merged, summary_of};
pub use segment::{Lines, parse as parse_segment};
pub use status::{State, Status, status};
pub use sync::{Session, SyncError, SyncReport, sync};
pub use trouble::Trouble;

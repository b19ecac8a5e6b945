//! Reads what the others published. A segment counts only if its bytes have the hash of its name, and
//! then as a whole; the newest intact generation of each replica is what counts of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::brake;
use crate::expand::expanded;
use crate::folder::{Folder, FolderError};
use crate::hash::Hash;
use crate::ledger::{Ingest, Ledger, Reason, SetAside};
use crate::listing::{Listing, path_of};
use crate::names::SegmentName;
use crate::replica::ReplicaId;
use crate::row::Row;
use crate::segment::{self, LARGEST, Lines};
use crate::sync::SyncError;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Paths of the intact segments that count, own ones included: what a newcomer would read.
    pub(crate) current: Vec<String>,
    pub(crate) ingested: u32,
    pub(crate) set_aside: Vec<SetAside>,
    pub(crate) held: u32,
}

/// Why a file does not count.
enum Fault {
    Later(Reason),
    NoAnswer,
}

/// Segments of a first reading that are taken together: one write to the disk for all of them. Bounded, for the memory.
const TOGETHER: usize = 64;

/// A segment that was read and not taken yet.
struct Waiting {
    path: String,
    replica: ReplicaId,
    rows: Vec<Row>,
    held: Vec<Hash>,
}

impl Waiting {
    fn segment(&self, today: NaiveDate) -> Ingest<'_> {
        Ingest { path: &self.path, replica: self.replica, today, rows: &self.rows, held: &self.held }
    }
}

struct Reader<'a, L> {
    folder: &'a dyn Folder,
    ledger: &'a mut L,
    me: ReplicaId,
    today: NaiveDate,
    /// True while this replica knows nothing of the folder: there is nothing to lose to a mass removal.
    newcomer: bool,
    previous: Vec<SetAside>,
    checked: Vec<String>,
    waiting: Vec<Waiting>,
    /// Segments of which a cloud client shows only a placeholder.
    elsewhere: &'a BTreeSet<String>,
    reading: Reading,
}

/// Reads every stream of a listing.
pub(crate) fn read<L: Ledger>(
    folder: &dyn Folder,
    ledger: &mut L,
    listing: &Listing,
    me: ReplicaId,
    today: NaiveDate,
) -> Result<Reading, SyncError<L::Error>> {
    let previous = ledger.set_aside()?;
    let newcomer = !ledger.has_ingested()?;
    let mut reader = Reader {
        folder,
        ledger,
        me,
        today,
        newcomer,
        previous,
        checked: Vec::new(),
        waiting: Vec::new(),
        elsewhere: &listing.elsewhere,
        reading: Reading::default(),
    };
    for path in &listing.not_files {
        reader.put_aside(path, Reason::NotAFile, 0);
    }
    let outcome = reader.read_streams(listing);
    // What was read before a folder went away is kept.
    reader.take()?;
    outcome?;
    let Reader { ledger, checked, reading, .. } = reader;
    ledger.set_verified(&checked, today)?;
    ledger.replace_set_aside(&reading.set_aside)?;
    Ok(reading)
}

impl<L: Ledger> Reader<'_, L> {
    fn read_streams(&mut self, listing: &Listing) -> Result<(), SyncError<L::Error>> {
        for ((_, directory), stream) in &listing.streams {
            for files in stream.values().rev() {
                if self.read_generation(directory, files)? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Reads the files of one generation; true if all of them are intact.
    fn read_generation(&mut self, directory: &str, files: &[SegmentName]) -> Result<bool, SyncError<L::Error>> {
        let mut whole = true;
        for name in files {
            let path = path_of(directory, name);
            match self.read_file(&path, name)? {
                Ok(()) => self.reading.current.push(path),
                Err(Fault::NoAnswer) => return Err(SyncError::Away),
                Err(Fault::Later(reason)) => {
                    whole = false;
                    // A file of ours is published again at once: nobody has to hear of it.
                    if name.replica != self.me {
                        self.put_aside(&path, reason, 0);
                    }
                }
            }
        }
        Ok(whole)
    }

    fn read_file(&mut self, path: &str, name: &SegmentName) -> Result<Result<(), Fault>, SyncError<L::Error>> {
        let verified = self.ledger.verified_on(path)?;
        // Our own are opened each time; those of others once a day, since a damaged file whose author
        // has left is only healed by someone who notices.
        if verified == Some(self.today) && name.replica != self.me {
            self.keep_aside(path);
            return Ok(Ok(()));
        }
        let bytes = match self.bytes(path) {
            Ok(bytes) => bytes,
            Err(FolderError::Placeholder) if verified.is_some() => {
                self.keep_aside(path);
                return Ok(Ok(()));
            }
            Err(refusal) => return Ok(Err(fault(refusal))),
        };
        if Hash::of(&bytes).short() != name.sha {
            return Ok(Err(Fault::Later(Reason::Incomplete)));
        }
        if verified.is_some() {
            self.checked.push(path.to_owned());
            self.keep_aside(path);
        } else {
            let plain = if name.compressed { expanded(&bytes) } else { Ok(bytes) };
            match plain {
                Ok(plain) => self.ingest(path, name, segment::parse(&plain))?,
                Err(reason) => return Ok(Err(Fault::Later(reason))),
            }
        }
        Ok(Ok(()))
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, FolderError> {
        if self.elsewhere.contains(path) { Err(FolderError::Placeholder) } else { self.folder.read(path, LARGEST) }
    }

    fn ingest(&mut self, path: &str, name: &SegmentName, lines: Lines) -> Result<(), SyncError<L::Error>> {
        let held = if self.newcomer || name.replica == self.me { Vec::new() } else { brake::to_hold(self.ledger, &lines.rows)? };
        let held_count = held.len();
        let newer = lines.rows.iter().filter(|row| !row.is_readable()).count();
        self.put_rows_aside(path, Reason::InvalidRows, lines.set_aside.len());
        self.put_rows_aside(path, Reason::NewerRows, newer);
        self.put_rows_aside(path, Reason::HeldRemovals, held_count);
        self.reading.held += u32::try_from(held_count).unwrap_or(u32::MAX);
        self.reading.ingested += 1;
        self.waiting.push(Waiting { path: path.to_owned(), replica: name.replica, rows: lines.rows, held });
        // Past the first reading, each segment is judged by what the ones before it brought.
        if self.newcomer && self.waiting.len() < TOGETHER { Ok(()) } else { Ok(self.take()?) }
    }

    /// Takes what waits.
    fn take(&mut self) -> Result<(), L::Error> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let segments: Vec<Ingest<'_>> = waiting.iter().map(|one| one.segment(self.today)).collect();
        self.ledger.ingest(&segments)
    }

    fn put_rows_aside(&mut self, path: &str, reason: Reason, rows: usize) {
        if rows > 0 {
            self.put_aside(path, reason, u32::try_from(rows).unwrap_or(u32::MAX));
        }
    }

    fn put_aside(&mut self, path: &str, reason: Reason, rows: u32) {
        let before = self.previous.iter().find(|aside| aside.file == path && aside.reason == reason);
        self.reading.set_aside.push(SetAside {
            file: path.to_owned(),
            reason,
            rows,
            since: before.map_or(self.today, |aside| aside.since),
            sessions: before.map_or(0, |aside| aside.sessions).saturating_add(1),
        });
    }

    /// Says again of a file that is not parsed again what was said of its rows.
    fn keep_aside(&mut self, path: &str) {
        let of_rows = |aside: &&SetAside| aside.file == path && aside.rows > 0;
        let kept: Vec<SetAside> = self.previous.iter().filter(of_rows).cloned().collect();
        for aside in kept {
            self.put_aside(path, aside.reason, aside.rows);
        }
    }
}

fn fault(refusal: FolderError) -> Fault {
    match refusal {
        FolderError::NoAnswer => Fault::NoAnswer,
        FolderError::TooLarge => Fault::Later(Reason::TooLarge),
        FolderError::NotRegular => Fault::Later(Reason::NotAFile),
        FolderError::Placeholder => Fault::Later(Reason::Placeholder),
        FolderError::Absent
        | FolderError::AlreadyExists
        | FolderError::Refused
        | FolderError::ReadOnly
        | FolderError::Full
        | FolderError::Busy
        | FolderError::BadName
        | FolderError::Unsupported
        | FolderError::Io(_) => Fault::Later(Reason::Unreadable),
    }
}

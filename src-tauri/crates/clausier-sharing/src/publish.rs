//! Publishes what this replica holds: one generation a year, all of its rows, under new names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::card::Card;
use crate::deliver::{Courier, Undelivered};
use crate::folder::FolderError;
use crate::hash::Hash;
use crate::ledger::{Ingest, Intention, Ledger, OwnRow};
use crate::listing::Listing;
use crate::names::{CARDS, CardName, SEGMENTS, SegmentName, year_directory};
use crate::replica::ReplicaId;
use crate::row::Row;
use crate::segment;
use crate::sync::SyncError;

/// A file with the bytes that its name announces.
struct Planned<'r> {
    path: String,
    bytes: Vec<u8>,
    rows: Vec<&'r Row>,
}

/// One thing to have in the folder: a year of rows, or the card.
struct Goods<'r> {
    directory: String,
    files: Vec<(Vec<u8>, Hash, Vec<&'r Row>)>,
    name: fn(ReplicaId, u32, usize, Option<u16>, Hash) -> String,
}

/// What became of the publication.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) files: u32,
    /// The first refusal that trying again now would not lift.
    pub(crate) refused: Option<FolderError>,
    /// Files found with other bytes than ours after writing: published again under another name next time.
    pub(crate) torn: u32,
}

impl Sent {
    /// Returns a refusal that is no state of the folder: full and read only have their own place.
    pub(crate) fn unsent(&self) -> Option<FolderError> {
        self.refused.filter(|refusal| !matches!(refusal, FolderError::Full | FolderError::ReadOnly | FolderError::Refused))
    }
}

/// Everything that publishing needs to know.
pub(crate) struct Publisher<'a, L> {
    pub(crate) ledger: &'a mut L,
    pub(crate) courier: Courier<'a>,
    pub(crate) listing: &'a Listing,
    /// Paths that were read intact in this session.
    pub(crate) intact: &'a BTreeSet<String>,
    pub(crate) me: ReplicaId,
    pub(crate) today: NaiveDate,
    pub(crate) sent: Sent,
}

impl<L: Ledger> Publisher<'_, L> {
    /// Publishes the card, then each year.
    pub(crate) fn publish(&mut self, card: &Card, own: &[OwnRow]) -> Result<(), SyncError<L::Error>> {
        let bytes = card.bytes();
        let sha = Hash::of(&bytes);
        self.bring(Goods { directory: CARDS.to_owned(), files: vec![(bytes, sha, Vec::new())], name: card_name })?;
        let mut years: BTreeMap<i32, Vec<&Row>> = BTreeMap::new();
        for own in own {
            years.entry(own.row.annee).or_default().push(&own.row);
        }
        for (year, rows) in years {
            let by_hash: BTreeMap<Hash, &Row> = rows.iter().map(|row| (row.hash, *row)).collect();
            let files = segment::serialise(rows).into_iter();
            let files = files.map(|part| (part.bytes, part.sha, part.rows.iter().filter_map(|hash| by_hash.get(hash).copied()).collect()));
            self.bring(Goods { directory: year_directory(year), files: files.collect(), name: segment_name })?;
        }
        Ok(())
    }

    /// Has these bytes in the folder: already there, there again under their name, or under a new one.
    fn bring(&mut self, goods: Goods<'_>) -> Result<(), SyncError<L::Error>> {
        if self.must_stop() {
            return Ok(());
        }
        let known = self.ledger.intentions(self.me)?;
        let newest = known.iter().filter(|intention| intention.directory == goods.directory).map(|intention| intention.generation).max();
        if let Some(generation) = newest {
            let files = self.named(&goods, generation);
            let planned: BTreeSet<&str> = known
                .iter()
                .filter(|known| known.generation == generation && known.directory == goods.directory)
                .map(|known| known.path.as_str())
                .collect();
            let same = files.len() == planned.len() && files.iter().all(|file| planned.contains(file.path.as_str()));
            if same && !files.iter().any(|file| self.is_spoilt(&file.path)) {
                return self.write_all(&goods.directory, files);
            }
        }
        self.write_anew(&goods, newest.unwrap_or_default())
    }

    /// Writes under a generation that nothing ever had, and records it before the first byte leaves.
    fn write_anew(&mut self, goods: &Goods<'_>, newest: u32) -> Result<(), SyncError<L::Error>> {
        let Some(generation) = newest.max(self.newest_listed(&goods.directory)).checked_add(1).filter(|next| *next < 100_000_000) else {
            return Ok(());
        };
        let files = self.named(goods, generation);
        let intentions: Vec<Intention> = files.iter().map(|file| self.intention(goods, generation, file)).collect();
        if !self.ledger.intend(&intentions)? {
            // Another window or command on the same base was faster: its session publishes the rows.
            return Ok(());
        }
        self.write_all(&goods.directory, files)
    }

    fn write_all(&mut self, directory: &str, files: Vec<Planned<'_>>) -> Result<(), SyncError<L::Error>> {
        for file in files {
            if self.intact.contains(&file.path) || self.is_listed_card(&file.path) {
                self.record(&file)?;
                continue;
            }
            self.ensure_directory(directory);
            match self.courier.deliver(&file.path, &file.bytes) {
                Ok(()) => {
                    self.sent.files += 1;
                    self.record(&file)?;
                }
                Err(Undelivered::Torn) => self.sent.torn += 1,
                Err(Undelivered::Refused(FolderError::NoAnswer)) => return Err(SyncError::Away),
                Err(Undelivered::Refused(refusal)) => self.sent.refused = Some(refusal),
            }
            if self.must_stop() {
                break;
            }
        }
        Ok(())
    }

    fn record(&mut self, file: &Planned<'_>) -> Result<(), SyncError<L::Error>> {
        self.ledger.set_published(&file.path)?;
        if file.path.starts_with(SEGMENTS) && self.ledger.verified_on(&file.path)?.is_none() {
            let rows: Vec<Row> = file.rows.iter().map(|row| (*row).clone()).collect();
            self.ledger.ingest(&[Ingest { path: &file.path, replica: self.me, today: self.today, rows: &rows, held: &[] }])?;
        }
        Ok(())
    }

    /// One level only, below the folders made at the link: an unmounted share never gets a tree.
    fn ensure_directory(&self, directory: &str) {
        let parent = directory.split_once('/').map_or(directory, |(parent, _)| parent);
        for directory in [parent, directory] {
            if !self.listing.directories.contains(directory) {
                // Refused or already there: the write that follows says which.
                let _ = self.courier.folder.make_directory(directory);
            }
        }
    }

    fn must_stop(&self) -> bool {
        matches!(self.sent.refused, Some(FolderError::ReadOnly | FolderError::Full | FolderError::Refused | FolderError::Absent))
    }

    /// A file of ours that is there with other bytes: its name can never be written again.
    fn is_spoilt(&self, path: &str) -> bool {
        path.starts_with(SEGMENTS) && !self.intact.contains(path) && self.is_listed(path)
    }

    fn is_listed(&self, path: &str) -> bool {
        self.listing.paths_of(self.me).contains(path)
    }

    fn is_listed_card(&self, path: &str) -> bool {
        path.starts_with(CARDS) && self.is_listed(path)
    }

    fn newest_listed(&self, directory: &str) -> u32 {
        let stream = self.listing.streams.get(&(self.me, directory.to_owned()));
        stream.and_then(|stream| stream.keys().next_back().copied()).unwrap_or_default()
    }

    fn named<'r>(&self, goods: &Goods<'r>, generation: u32) -> Vec<Planned<'r>> {
        let several = goods.files.len() > 1;
        let numbered = goods.files.iter().zip(1_u16..);
        numbered
            .map(|((bytes, sha, rows), number)| Planned {
                path: format!("{}/{}", goods.directory, (goods.name)(self.me, generation, rows.len(), several.then_some(number), *sha)),
                bytes: bytes.clone(),
                rows: rows.clone(),
            })
            .collect()
    }

    fn intention(&self, goods: &Goods<'_>, generation: u32, file: &Planned<'_>) -> Intention {
        Intention {
            path: file.path.clone(),
            replica: self.me,
            directory: goods.directory.clone(),
            generation,
            planned_on: self.today,
            published: false,
            rows: file.rows.iter().map(|row| row.hash).collect(),
        }
    }
}

fn segment_name(replica: ReplicaId, generation: u32, rows: usize, part: Option<u16>, sha: Hash) -> String {
    SegmentName { replica, generation, rows: u32::try_from(rows).unwrap_or(u32::MAX), part, sha: sha.short(), compressed: false }.to_string()
}

fn card_name(replica: ReplicaId, generation: u32, _: usize, _: Option<u16>, sha: Hash) -> String {
    CardName { replica, generation, sha: sha.short() }.to_string()
}

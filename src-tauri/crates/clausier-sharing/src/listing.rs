//! What the folder shows: names that follow the grammar, sorted by replica, folder and generation.

use std::collections::{BTreeMap, BTreeSet};

use crate::folder::{Entry, Folder, FolderError, Kind};
use crate::hash::Hash;
use crate::names::{CARDS, CardName, SEGMENTS, SegmentName, final_of, is_segment_directory, kept_elsewhere};
use crate::replica::ReplicaId;

/// More folders than that under `resumes/` are not ours.
const MOST_DIRECTORIES: usize = 2000;

/// The files of one replica in one folder: generation, then the files of that generation.
pub(crate) type Stream = BTreeMap<u32, Vec<SegmentName>>;

/// One walk through the folder; no file is opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) streams: BTreeMap<(ReplicaId, String), Stream>,
    pub(crate) cards: Vec<CardName>,
    /// Paths of temporary files whose final name follows the grammar.
    pub(crate) temporaries: Vec<String>,
    /// Names of ours on something that is not a file.
    pub(crate) not_files: Vec<String>,
    /// Segments of the streams that a cloud client keeps on its server: only a placeholder is here.
    pub(crate) elsewhere: BTreeSet<String>,
    pub(crate) directories: BTreeSet<String>,
    /// Conflicted copies and junk.
    pub(crate) ignored: u32,
    /// True when a folder could not be listed: what is missing may be there.
    pub(crate) partial: bool,
}

impl Listing {
    /// Walks `replicas/` and `resumes/*/`.
    pub(crate) fn walk(folder: &dyn Folder) -> Result<Self, FolderError> {
        let mut listing = Self::default();
        for entry in listing.entries(folder, CARDS)? {
            listing.add_card(&entry);
        }
        for entry in listing.entries(folder, SEGMENTS)?.into_iter().take(MOST_DIRECTORIES) {
            if entry.kind == Kind::Directory && is_segment_directory(&entry.name) {
                listing.add_directory(folder, &format!("{SEGMENTS}/{}", entry.name))?;
            } else {
                listing.ignored += 1;
            }
        }
        Ok(listing)
    }

    fn entries(&mut self, folder: &dyn Folder, directory: &str) -> Result<Vec<Entry>, FolderError> {
        match folder.list(directory) {
            Ok(entries) => {
                self.directories.insert(directory.to_owned());
                Ok(entries)
            }
            Err(FolderError::Absent | FolderError::NotRegular) => Ok(Vec::new()),
            Err(FolderError::NoAnswer) => Err(FolderError::NoAnswer),
            Err(_) => {
                self.partial = true;
                Ok(Vec::new())
            }
        }
    }

    fn add_directory(&mut self, folder: &dyn Folder, directory: &str) -> Result<(), FolderError> {
        let mut placeholders = Vec::new();
        for entry in self.entries(folder, directory)? {
            let path = format!("{directory}/{}", entry.name);
            if let Some(name) = kept_elsewhere(&entry.name) {
                placeholders.push(name);
                continue;
            }
            match SegmentName::parse(&entry.name) {
                Some(name) if entry.kind == Kind::File => self.files_beside(directory, &name).push(name),
                Some(_) => self.not_files.push(path),
                None if final_of(&entry.name).is_some_and(|name| SegmentName::parse(name).is_some()) => self.temporaries.push(path),
                None => self.ignored += 1,
            }
        }
        self.add_placeholders(directory, placeholders);
        Ok(())
    }

    /// Returns the files of the generation of a segment, in its folder.
    fn files_beside(&mut self, directory: &str, name: &SegmentName) -> &mut Vec<SegmentName> {
        self.streams.entry((name.replica, directory.to_owned())).or_default().entry(name.generation).or_default()
    }

    /// The file itself, when it is here too, is the one that counts.
    fn add_placeholders(&mut self, directory: &str, placeholders: Vec<SegmentName>) {
        for name in placeholders {
            let files = self.files_beside(directory, &name);
            if !files.contains(&name) {
                files.push(name);
                self.elsewhere.insert(path_of(directory, &name));
            }
        }
    }

    fn add_card(&mut self, entry: &Entry) {
        let path = format!("{CARDS}/{}", entry.name);
        match CardName::parse(&entry.name) {
            Some(name) if entry.kind == Kind::File => self.cards.push(name),
            Some(_) => self.not_files.push(path),
            None if final_of(&entry.name).is_some_and(|name| CardName::parse(name).is_some()) => self.temporaries.push(path),
            None => self.ignored += 1,
        }
    }

    /// Returns every file that carries the name of a replica.
    pub(crate) fn paths_of(&self, replica: ReplicaId) -> BTreeSet<String> {
        let of_stream = |((_, directory), stream): (&(ReplicaId, String), &Stream)| {
            stream.values().flatten().map(|name| path_of(directory, name)).collect::<Vec<_>>()
        };
        let segments = self.streams.iter().filter(|((owner, _), _)| *owner == replica).flat_map(of_stream);
        let cards = self.cards.iter().filter(|card| card.replica == replica).map(|card| format!("{CARDS}/{card}"));
        segments.chain(cards).collect()
    }

    /// Returns a number that changes when a name of the protocol appears or goes.
    pub(crate) fn fingerprint(&self) -> Hash {
        let segments = self.streams.iter().flat_map(|((_, directory), stream)| stream.values().flatten().map(move |name| path_of(directory, name)));
        let cards = self.cards.iter().map(ToString::to_string);
        let mut names: Vec<String> = segments.chain(cards).chain(self.not_files.iter().cloned()).collect();
        // Two systems list one folder in two orders.
        names.sort();
        Hash::of(names.join("\n").as_bytes())
    }

    /// Tells whether another listing shows the same files of the other replicas.
    pub(crate) fn has_same_others(&self, other: &Self, me: ReplicaId) -> bool {
        let others = |listing: &Self| {
            listing.streams.iter().filter(|((owner, _), _)| *owner != me).map(|(key, stream)| (key.clone(), stream.clone())).collect::<Vec<_>>()
        };
        !self.partial && !other.partial && self.not_files == other.not_files && others(self) == others(other)
    }

    /// Returns the replicas seen.
    pub(crate) fn replicas(&self) -> BTreeSet<ReplicaId> {
        self.streams.keys().map(|(replica, _)| *replica).chain(self.cards.iter().map(|card| card.replica)).collect()
    }

    /// Counts the segments.
    pub(crate) fn segments(&self) -> usize {
        self.streams.values().flat_map(BTreeMap::values).map(Vec::len).sum()
    }
}

/// Returns the path of a segment.
pub(crate) fn path_of(directory: &str, name: &SegmentName) -> String {
    format!("{directory}/{name}")
}

/// Returns a number that changes when a file of ours appears or goes: one walk, no file opened.
pub fn fingerprint(folder: &dyn Folder) -> Result<Hash, FolderError> {
    Ok(Listing::walk(folder)?.fingerprint())
}

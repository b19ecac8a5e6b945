//! A folder in memory that refuses, lies, tears and forgets on demand, and counts what is written.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::memory::Fuse;
use crate::folder::{Entry, Folder, FolderError, Kind, Stat};
use crate::names::SegmentName;

/// What a call does besides what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Refuse(FolderError),
    /// Writes half of the bytes, then fails.
    Tear,
    /// Writes half of the bytes and says that all is well.
    Lie,
    /// Does what it should, then says that it failed.
    DoneButRefused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    List,
    Read,
    Create,
    Rename,
    Remove,
    MakeDirectory,
}

type Faults = Box<dyn FnMut(Call, &str) -> Option<Fault>>;

/// What everyone sees.
#[derive(Default)]
pub(crate) struct Disk {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) directories: BTreeSet<String>,
    /// Links, pipes, devices.
    pub(crate) odd: BTreeSet<String>,
    pub(crate) placeholders: BTreeSet<String>,
    /// Names that each (folder, replica, generation, part) ever had: two are two contents.
    pub(crate) generations: BTreeMap<(String, String), BTreeSet<String>>,
    pub(crate) writes: u32,
    pub(crate) opens: u32,
    pub(crate) removed: Vec<String>,
}

/// One computer's view of a disk that others share.
pub(crate) struct Faux {
    pub(crate) disk: Rc<RefCell<Disk>>,
    pub(crate) fuse: Fuse,
    pub(crate) faults: RefCell<Faults>,
}

impl Faux {
    pub(crate) fn new() -> Self {
        Self::on(&Rc::new(RefCell::new(Disk::default())), Fuse::endless())
    }

    pub(crate) fn on(disk: &Rc<RefCell<Disk>>, fuse: Fuse) -> Self {
        Self { disk: Rc::clone(disk), fuse, faults: RefCell::new(Box::new(|_, _| None)) }
    }

    pub(crate) fn with_faults(self, faults: impl FnMut(Call, &str) -> Option<Fault> + 'static) -> Self {
        Self { faults: RefCell::new(Box::new(faults)), ..self }
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.disk.borrow().files.keys().cloned().collect()
    }

    fn fault(&self, call: Call, path: &str) -> Result<Option<Fault>, FolderError> {
        self.fuse.burn().map_err(|_| FolderError::NoAnswer)?;
        match (self.faults.borrow_mut())(call, path) {
            Some(Fault::Refuse(refusal)) => Err(refusal),
            other => Ok(other),
        }
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

impl Disk {
    fn exists(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.directories.contains(path) || self.odd.contains(path)
    }

    fn has_directory(&self, path: &str) -> bool {
        path.is_empty() || self.directories.contains(path)
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(segment) = SegmentName::parse(name(path)) {
            let stream = format!("{}.{}.{:?}", segment.replica, segment.generation, segment.part);
            self.generations.entry((parent(path).to_owned(), stream)).or_default().insert(path.to_owned());
        }
        self.files.insert(path.to_owned(), bytes);
    }
}

impl Folder for Faux {
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError> {
        self.fault(Call::List, directory)?;
        let disk = self.disk.borrow();
        if !disk.has_directory(directory) {
            return Err(FolderError::Absent);
        }
        let of = |paths: Vec<&String>, kind: Kind| {
            paths.into_iter().filter(|path| parent(path) == directory).map(|path| Entry { name: name(path).to_owned(), kind }).collect::<Vec<_>>()
        };
        let mut entries = of(disk.files.keys().collect(), Kind::File);
        entries.extend(of(disk.directories.iter().collect(), Kind::Directory));
        entries.extend(of(disk.odd.iter().collect(), Kind::Other));
        Ok(entries)
    }

    fn stat(&self, path: &str) -> Result<Stat, FolderError> {
        let disk = self.disk.borrow();
        let kind = if disk.odd.contains(path) { Kind::Other } else { Kind::File };
        let size = disk.files.get(path).map(|bytes| bytes.len() as u64);
        if size.is_none() && kind == Kind::File {
            return Err(FolderError::Absent);
        }
        Ok(Stat { kind, size: size.unwrap_or_default(), placeholder: disk.placeholders.contains(path) })
    }

    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        self.fault(Call::Read, path)?;
        let stat = self.stat(path)?;
        match stat {
            Stat { kind: Kind::Other | Kind::Directory, .. } => Err(FolderError::NotRegular),
            Stat { placeholder: true, .. } => Err(FolderError::Placeholder),
            Stat { size, .. } if size > cap => Err(FolderError::TooLarge),
            Stat { .. } => {
                let mut disk = self.disk.borrow_mut();
                disk.opens += 1;
                Ok(disk.files[path].clone())
            }
        }
    }

    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        self.disk.borrow_mut().writes += 1;
        let fault = self.fault(Call::Create, path)?;
        let mut disk = self.disk.borrow_mut();
        if disk.exists(path) {
            return Err(FolderError::AlreadyExists);
        }
        if !disk.has_directory(parent(path)) {
            return Err(FolderError::Absent);
        }
        let half = bytes[..bytes.len() / 2].to_vec();
        match fault {
            Some(Fault::Tear | Fault::Lie) => disk.put(path, half),
            Some(Fault::DoneButRefused | Fault::Refuse(_)) | None => disk.put(path, bytes.to_vec()),
        }
        match fault {
            Some(Fault::Tear | Fault::DoneButRefused) => Err(FolderError::Busy),
            Some(Fault::Lie | Fault::Refuse(_)) | None => Ok(()),
        }
    }

    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError> {
        self.disk.borrow_mut().writes += 1;
        let fault = self.fault(Call::Rename, to)?;
        let mut disk = self.disk.borrow_mut();
        if disk.exists(to) {
            return Err(FolderError::AlreadyExists);
        }
        let bytes = disk.files.remove(from).ok_or(FolderError::Absent)?;
        disk.put(to, bytes);
        if fault.is_some() { Err(FolderError::Busy) } else { Ok(()) }
    }

    fn remove(&self, path: &str) -> Result<(), FolderError> {
        self.disk.borrow_mut().writes += 1;
        self.fault(Call::Remove, path)?;
        let mut disk = self.disk.borrow_mut();
        disk.removed.push(path.to_owned());
        disk.files.remove(path).map(|_| ()).ok_or(FolderError::Absent)
    }

    fn make_directory(&self, path: &str) -> Result<(), FolderError> {
        self.disk.borrow_mut().writes += 1;
        self.fault(Call::MakeDirectory, path)?;
        let mut disk = self.disk.borrow_mut();
        if disk.exists(path) {
            return Err(FolderError::AlreadyExists);
        }
        if !disk.has_directory(parent(path)) {
            return Err(FolderError::Absent);
        }
        disk.directories.insert(path.to_owned());
        Ok(())
    }

    fn sync_directory(&self, _: &str) -> Result<(), FolderError> {
        self.fuse.burn().map_err(|_| FolderError::NoAnswer)
    }
}

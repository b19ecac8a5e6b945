//! A file system that passes every call on to a folder, except those that the switch spoils.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use fuser::{
    BsdFileFlags, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo, LockOwner, OpenAccMode, OpenFlags, RenameFlags,
    ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry, ReplyOpen, ReplyWrite, Request, TimeOrNow, WriteFlags,
};

use crate::fault::{Fault, Refusal, Switch};

/// Nothing is remembered by the kernel: each call reaches the switch.
const FORGOTTEN: Duration = Duration::ZERO;
/// How long an « antivirus » holds a new file.
const HELD: Duration = Duration::from_millis(900);
/// The gap of a rename that is not atomic.
const GAP: Duration = Duration::from_millis(250);
/// Longer than the program waits for a shared folder.
const HANG: Duration = Duration::from_secs(45);

/// The file system.
pub struct Faulty {
    backing: PathBuf,
    switch: Arc<Switch>,
    nodes: Mutex<Nodes>,
    open: Mutex<HashMap<u64, File>>,
    created: Mutex<HashMap<PathBuf, Instant>>,
    listings: Mutex<HashMap<u64, Listing>>,
    next: AtomicU64,
}

type Listing = Vec<(u64, FileType, String)>;
type Answer<T> = Result<T, Errno>;

/// Numbers given to paths; a path keeps its number through a rename.
struct Nodes {
    paths: HashMap<u64, PathBuf>,
    numbers: HashMap<PathBuf, u64>,
    last: u64,
}

impl Nodes {
    fn number(&mut self, path: &Path) -> u64 {
        if let Some(number) = self.numbers.get(path) {
            return *number;
        }
        self.last += 1;
        self.paths.insert(self.last, path.to_owned());
        self.numbers.insert(path.to_owned(), self.last);
        self.last
    }

    fn renamed(&mut self, from: &Path, to: &Path) {
        if let Some(number) = self.numbers.remove(from) {
            self.paths.insert(number, to.to_owned());
            self.numbers.insert(to.to_owned(), number);
        }
    }
}

impl Faulty {
    /// Takes the folder that holds the files in truth.
    pub fn new(backing: &Path, switch: Arc<Switch>) -> Self {
        let root = PathBuf::new();
        let nodes = Nodes { paths: HashMap::from([(1, root.clone())]), numbers: HashMap::from([(root, 1)]), last: 1 };
        Self {
            backing: backing.to_owned(),
            switch,
            nodes: Mutex::new(nodes),
            open: Mutex::default(),
            created: Mutex::default(),
            listings: Mutex::default(),
            next: AtomicU64::new(1),
        }
    }

    fn nodes(&self) -> MutexGuard<'_, Nodes> {
        self.nodes.lock().expect("no thread dies with the names")
    }

    fn call(&self) -> Answer<Fault> {
        self.switch.call().map_err(errno)
    }

    /// Returns the fault of the moment for a call that changes something.
    fn change(&self) -> Answer<Fault> {
        match self.call()? {
            Fault::ReadOnly => Err(errno(Refusal::ReadOnly)),
            fault => Ok(fault),
        }
    }

    fn path(&self, number: INodeNo) -> Answer<PathBuf> {
        self.nodes().paths.get(&number.0).cloned().ok_or(errno(Refusal::Absent))
    }

    fn child(&self, parent: INodeNo, name: &OsStr, fault: Fault) -> Answer<PathBuf> {
        let name = name.to_string_lossy();
        let name = if fault == Fault::Folded { name.to_lowercase() } else { name.into_owned() };
        Ok(self.path(parent)?.join(name))
    }

    fn attributes(&self, path: &Path) -> Answer<FileAttr> {
        let metadata = fs::symlink_metadata(self.backing.join(path)).map_err(Errno::from)?;
        let time = |time: io::Result<SystemTime>| time.unwrap_or(SystemTime::UNIX_EPOCH);
        Ok(FileAttr {
            ino: INodeNo(self.nodes().number(path)),
            size: metadata.len(),
            blocks: metadata.blocks(),
            atime: time(metadata.accessed()),
            mtime: time(metadata.modified()),
            ctime: time(metadata.modified()),
            crtime: time(metadata.modified()),
            kind: FileType::from_std(metadata.file_type()).unwrap_or(FileType::RegularFile),
            perm: u16::try_from(metadata.mode() & 0o7777).unwrap_or_default(),
            nlink: u32::try_from(metadata.nlink()).unwrap_or(1),
            uid: metadata.uid(),
            gid: metadata.gid(),
            rdev: 0,
            blksize: 4096,
            flags: 0,
        })
    }

    fn keep(&self, file: File) -> FileHandle {
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        self.open.lock().expect("no thread dies with the files").insert(number, file);
        FileHandle(number)
    }

    fn with<T>(&self, handle: FileHandle, work: impl FnOnce(&File) -> io::Result<T>) -> Answer<T> {
        let open = self.open.lock().expect("no thread dies with the files");
        let file = open.get(&handle.0).ok_or(errno(Refusal::Broken))?;
        work(file).map_err(Errno::from)
    }

    fn is_held(&self, path: &Path, fault: Fault) -> bool {
        let created = self.created.lock().expect("no thread dies with the dates");
        fault == Fault::Held && created.get(path).is_some_and(|at| at.elapsed() < HELD)
    }

    fn look(&self, parent: INodeNo, name: &OsStr) -> Answer<FileAttr> {
        let fault = self.call()?;
        self.attributes(&self.child(parent, name, fault)?)
    }

    fn make(&self, parent: INodeNo, name: &OsStr) -> Answer<(FileAttr, FileHandle)> {
        let fault = self.change()?;
        if fault == Fault::Write(Refusal::Denied, 0) {
            return Err(errno(Refusal::Denied));
        }
        let path = self.child(parent, name, fault)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(self.backing.join(&path)).map_err(Errno::from)?;
        self.created.lock().expect("no thread dies with the dates").insert(path.clone(), Instant::now());
        Ok((self.attributes(&path)?, self.keep(file)))
    }

    fn unlock(&self, number: INodeNo, flags: OpenFlags) -> Answer<FileHandle> {
        let path = self.path(number)?;
        let writes = flags.acc_mode() != OpenAccMode::O_RDONLY;
        let fault = if writes { self.change()? } else { self.call()? };
        if self.is_held(&path, fault) {
            return Err(errno(Refusal::Denied));
        }
        if fault == Fault::OpenAbsent && path.extension().is_some_and(|end| end == "ndjson") {
            return Err(errno(Refusal::Absent));
        }
        let file = OpenOptions::new().read(true).write(writes).open(self.backing.join(&path)).map_err(Errno::from)?;
        Ok(self.keep(file))
    }

    fn put(&self, handle: FileHandle, offset: u64, data: &[u8]) -> Answer<u32> {
        let size = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let part = |length: usize| data.get(..length.max(1).min(data.len())).unwrap_or_default();
        match self.change()? {
            Fault::Write(refusal, room) if offset + data.len() as u64 > room => {
                let fits = usize::try_from(room.saturating_sub(offset)).unwrap_or_default();
                if fits == 0 {
                    return Err(errno(refusal));
                }
                self.with(handle, |file| file.write_all_at(part(fits), offset))?;
                Ok(size(fits))
            }
            Fault::ShortWrite => {
                let taken = part(7);
                self.with(handle, |file| file.write_all_at(taken, offset))?;
                Ok(size(taken.len()))
            }
            Fault::LyingWrite => {
                self.with(handle, |file| file.write_all_at(part(data.len() / 2), offset))?;
                Ok(size(data.len()))
            }
            _ => {
                self.with(handle, |file| file.write_all_at(data, offset))?;
                Ok(size(data.len()))
            }
        }
    }

    fn get(&self, handle: FileHandle, offset: u64, size: u32) -> Answer<Vec<u8>> {
        if self.call()? == Fault::Read {
            return Err(errno(Refusal::Broken));
        }
        let mut bytes = vec![0; usize::try_from(size).unwrap_or_default()];
        let length = self.with(handle, |file| file.read_at(&mut bytes, offset))?;
        bytes.truncate(length);
        Ok(bytes)
    }

    fn give_name(&self, from: PathBuf, to: PathBuf, fault: Fault) -> Answer<()> {
        if fault == Fault::Rename || self.is_held(&from, fault) {
            return Err(errno(Refusal::Denied));
        }
        let (here, there) = (self.backing.join(&from), self.backing.join(&to));
        if fault == Fault::RenameGap {
            let aside = self.backing.with_extension("aside");
            fs::rename(&here, &aside).map_err(Errno::from)?;
            thread::sleep(GAP);
            fs::rename(&aside, &there).map_err(Errno::from)?;
        } else {
            fs::rename(&here, &there).map_err(Errno::from)?;
        }
        self.nodes().renamed(&from, &to);
        Ok(())
    }

    fn listed(&self, number: INodeNo) -> Answer<Listing> {
        let fault = self.call()?;
        if fault == Fault::Hangs {
            thread::sleep(HANG);
        }
        let mut kept = self.listings.lock().expect("no thread dies with the listings");
        if let (Fault::StaleListing, Some(old)) = (fault, kept.get(&number.0)) {
            return Ok(old.clone());
        }
        let path = self.path(number)?;
        let mut listing = Vec::new();
        for entry in fs::read_dir(self.backing.join(&path)).map_err(Errno::from)? {
            let entry = entry.map_err(Errno::from)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().ok().and_then(FileType::from_std).unwrap_or(FileType::RegularFile);
            listing.push((self.nodes().number(&path.join(&name)), kind, name));
        }
        kept.insert(number.0, listing.clone());
        Ok(listing)
    }
}

fn errno(refusal: Refusal) -> Errno {
    match refusal {
        Refusal::Broken => Errno::EIO,
        Refusal::Full => Errno::ENOSPC,
        Refusal::Denied => Errno::EACCES,
        Refusal::ReadOnly => Errno::EROFS,
        Refusal::Absent => Errno::ENOENT,
    }
}

impl Filesystem for Faulty {
    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        match self.look(parent, name) {
            Ok(found) => reply.entry(&FORGOTTEN, &found, Generation(0)),
            Err(error) => reply.error(error),
        }
    }

    fn getattr(&self, _: &Request, number: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match self.call().and_then(|_| self.path(number)).and_then(|path| self.attributes(&path)) {
            Ok(found) => reply.attr(&FORGOTTEN, &found),
            Err(error) => reply.error(error),
        }
    }

    fn setattr(
        &self,
        _: &Request,
        number: INodeNo,
        _: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let changed = self.change().and_then(|_| self.path(number)).and_then(|path| {
            if let Some(size) = size {
                OpenOptions::new().write(true).open(self.backing.join(&path)).and_then(|file| file.set_len(size)).map_err(Errno::from)?;
            }
            self.attributes(&path)
        });
        match changed {
            Ok(found) => reply.attr(&FORGOTTEN, &found),
            Err(error) => reply.error(error),
        }
    }

    fn mkdir(&self, _: &Request, parent: INodeNo, name: &OsStr, _: u32, _: u32, reply: ReplyEntry) {
        let made = self.change().and_then(|fault| self.child(parent, name, fault)).and_then(|path| {
            fs::create_dir(self.backing.join(&path)).map_err(Errno::from)?;
            self.attributes(&path)
        });
        match made {
            Ok(found) => reply.entry(&FORGOTTEN, &found, Generation(0)),
            Err(error) => reply.error(error),
        }
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        let removed = self.change().and_then(|fault| match fault {
            Fault::Remove => Err(Errno::EPERM),
            fault => fs::remove_file(self.backing.join(self.child(parent, name, fault)?)).map_err(Errno::from),
        });
        answer(removed, reply);
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        let removed = self.change().and_then(|fault| fs::remove_dir(self.backing.join(self.child(parent, name, fault)?)).map_err(Errno::from));
        answer(removed, reply);
    }

    fn rename(&self, _: &Request, parent: INodeNo, name: &OsStr, new_parent: INodeNo, new_name: &OsStr, flags: RenameFlags, reply: ReplyEmpty) {
        let renamed = self.change().and_then(|fault| {
            let (from, to) = (self.child(parent, name, fault)?, self.child(new_parent, new_name, fault)?);
            if flags.contains(RenameFlags::RENAME_NOREPLACE) && self.backing.join(&to).symlink_metadata().is_ok() {
                return Err(Errno::EEXIST);
            }
            self.give_name(from, to, fault)
        });
        answer(renamed, reply);
    }

    fn open(&self, _: &Request, number: INodeNo, flags: OpenFlags, reply: ReplyOpen) {
        match self.unlock(number, flags) {
            Ok(handle) => reply.opened(handle, FopenFlags::FOPEN_DIRECT_IO),
            Err(error) => reply.error(error),
        }
    }

    fn create(&self, _: &Request, parent: INodeNo, name: &OsStr, _: u32, _: u32, _: i32, reply: ReplyCreate) {
        match self.make(parent, name) {
            Ok((found, handle)) => reply.created(&FORGOTTEN, &found, Generation(0), handle, FopenFlags::FOPEN_DIRECT_IO),
            Err(error) => reply.error(error),
        }
    }

    fn read(&self, _: &Request, _: INodeNo, handle: FileHandle, offset: u64, size: u32, _: OpenFlags, _: Option<LockOwner>, reply: ReplyData) {
        match self.get(handle, offset, size) {
            Ok(bytes) => reply.data(&bytes),
            Err(error) => reply.error(error),
        }
    }

    fn write(
        &self,
        _: &Request,
        _: INodeNo,
        handle: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        match self.put(handle, offset, data) {
            Ok(taken) => reply.written(taken),
            Err(error) => reply.error(error),
        }
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn release(&self, _: &Request, _: INodeNo, handle: FileHandle, _: OpenFlags, _: Option<LockOwner>, _: bool, reply: ReplyEmpty) {
        self.open.lock().expect("no thread dies with the files").remove(&handle.0);
        reply.ok();
    }

    fn fsync(&self, _: &Request, _: INodeNo, handle: FileHandle, _: bool, reply: ReplyEmpty) {
        let flushed = self.change().and_then(|fault| match fault {
            Fault::Fsync => Err(errno(Refusal::Broken)),
            _ => self.with(handle, File::sync_all),
        });
        answer(flushed, reply);
    }

    fn fsyncdir(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        answer(self.call().map(drop), reply);
    }

    fn readdir(&self, _: &Request, number: INodeNo, _: FileHandle, offset: u64, mut reply: ReplyDirectory) {
        let listing = match self.listed(number) {
            Ok(listing) => listing,
            Err(error) => return reply.error(error),
        };
        let dots = [(number.0, FileType::Directory, ".".to_owned()), (1, FileType::Directory, "..".to_owned())];
        for (at, (inode, kind, name)) in (1_u64..).zip(dots.into_iter().chain(listing)).skip(usize::try_from(offset).unwrap_or_default()) {
            if reply.add(INodeNo(inode), at, kind, &name) {
                break;
            }
        }
        reply.ok();
    }
}

fn answer(outcome: Answer<()>, reply: ReplyEmpty) {
    match outcome {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error),
    }
}

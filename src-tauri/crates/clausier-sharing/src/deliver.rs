//! Puts one file in the folder: temporary name, flush, rename without replacing, read back, hash.
//!
//! Whatever fails, no file under a final name is ever written again, and none of someone else removed.

use std::time::Duration;

use crate::clock::Chance;
use crate::folder::{Folder, FolderError};
use crate::hash::Hash;
use crate::names::temporary;
use crate::segment::LARGEST;

/// A virus scanner lets go of a new file within seconds; eight tries last three to six of them.
const TRIES: u32 = 8;
/// Creating is refused for want of rights far more often than by a scanner.
const TRIES_TO_CREATE: u32 = 3;
const FIRST_WAIT: u64 = 50;

/// Why a file is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undelivered {
    Refused(FolderError),
    /// The name is there, with other bytes: the next try needs another name.
    Torn,
}

/// Writes files in a folder.
pub(crate) struct Courier<'a> {
    pub(crate) folder: &'a dyn Folder,
    pub(crate) chance: &'a mut dyn Chance,
    /// True when the folder lets us write but not rename.
    pub(crate) direct: bool,
}

impl Courier<'_> {
    /// Delivers a file and proves it. A file that is already there with these bytes is a success.
    pub(crate) fn deliver(&mut self, path: &str, bytes: &[u8]) -> Result<(), Undelivered> {
        let placed = if self.direct { self.place_directly(path, bytes) } else { self.place(path, bytes) };
        match placed {
            Ok(()) | Err(FolderError::AlreadyExists) => {}
            Err(refusal) => return Err(Undelivered::Refused(refusal)),
        }
        self.prove(path, Hash::of(bytes))
    }

    fn place(&mut self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let temporary = self.write_temporary(path, bytes)?;
        let folder = self.folder;
        let renamed = retry(self.chance, TRIES, || folder.rename_no_replace(&temporary, path));
        let placed = match renamed {
            Err(refusal) if refusal.is_transient() || refusal == FolderError::Unsupported => self.place_directly(path, bytes),
            outcome => outcome,
        };
        if renamed.is_err() {
            let _ = folder.remove(&temporary);
        }
        placed
    }

    fn write_temporary(&mut self, path: &str, bytes: &[u8]) -> Result<String, FolderError> {
        let folder = self.folder;
        let mut name = temporary(path, self.chance.next());
        let random = self.chance.next();
        let mut tries = 0;
        retry(self.chance, TRIES_TO_CREATE, || {
            tries += 1;
            name = temporary(path, random.wrapping_add(tries));
            create_whole(folder, &name, bytes)
        })
        .map(|()| name)
        .map_err(|refusal| if refusal == FolderError::AlreadyExists { FolderError::Busy } else { refusal })
    }

    /// Writes under the final name: the hash in the name protects the readers from a torn file.
    fn place_directly(&mut self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let folder = self.folder;
        let placed = retry(self.chance, TRIES_TO_CREATE, || create_whole(folder, path, bytes));
        self.direct |= placed.is_ok();
        placed
    }

    fn prove(&mut self, path: &str, expected: Hash) -> Result<(), Undelivered> {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let _ = self.folder.sync_directory(parent);
        let folder = self.folder;
        let bytes = retry(self.chance, TRIES, || folder.read(path, LARGEST)).map_err(Undelivered::Refused)?;
        if Hash::of(&bytes) == expected { Ok(()) } else { Err(Undelivered::Torn) }
    }
}

/// Creates a file, or leaves nothing behind.
fn create_whole(folder: &dyn Folder, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
    let created = folder.create_new(path, bytes);
    if created.is_err_and(|refusal| refusal != FolderError::AlreadyExists) {
        let _ = folder.remove(path);
    }
    created
}

/// Tries again what may pass in a moment, with longer and longer waits of uneven length.
pub(crate) fn retry<T>(chance: &mut dyn Chance, tries: u32, mut attempt: impl FnMut() -> Result<T, FolderError>) -> Result<T, FolderError> {
    let mut tried = 1;
    loop {
        match attempt() {
            Err(refusal) if refusal.is_transient() && tried < tries => {
                let random = chance.next();
                chance.wait(delay(tried, random));
                tried += 1;
            }
            outcome => return outcome,
        }
    }
}

/// Half of it is fixed, half is drawn.
fn delay(tried: u32, random: u64) -> Duration {
    let whole = FIRST_WAIT << tried.min(7);
    Duration::from_millis(whole / 2 + random % (whole / 2))
}

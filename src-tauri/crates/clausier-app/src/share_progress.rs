//! How far a synchronisation is, for who waits in front of it. Seen from the folder: what is listed is
//! what may have to be read, and each file that passes is counted.

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use clausier_sharing::{Entry, Folder, FolderError, Stat, Trouble};
use serde::{Deserialize, Serialize};

/// What a running synchronisation has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ShareProgress {
    /// False when none runs.
    pub running: bool,
    /// Files seen in the lists.
    pub seen: u32,
    /// Files read.
    pub read: u32,
    /// Files written.
    pub written: u32,
}

static PROGRESS: LazyLock<Mutex<ShareProgress>> = LazyLock::new(Mutex::default);

/// Returns how far the synchronisation of this program is.
pub fn progress() -> ShareProgress {
    *lock()
}

fn lock() -> MutexGuard<'static, ShareProgress> {
    PROGRESS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts what passes through a folder until it is dropped.
pub(crate) struct Counted(Box<dyn Folder>);

impl Counted {
    pub(crate) fn over(folder: Box<dyn Folder>) -> Self {
        *lock() = ShareProgress { running: true, ..ShareProgress::default() };
        Self(folder)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        lock().running = false;
    }
}

impl Folder for Counted {
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError> {
        let entries = self.0.list(directory)?;
        let segments = entries.iter().filter(|entry| entry.name.ends_with(".ndjson")).count();
        let mut progress = lock();
        // The folder is listed again at the end: only the first walk says what there is to read.
        if progress.read == 0 && progress.written == 0 {
            progress.seen = progress.seen.saturating_add(u32::try_from(segments).unwrap_or(u32::MAX));
        }
        Ok(entries)
    }

    fn stat(&self, path: &str) -> Result<Stat, FolderError> {
        self.0.stat(path)
    }

    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        let bytes = self.0.read(path, cap)?;
        if path.ends_with(".ndjson") {
            lock().read += 1;
        }
        Ok(bytes)
    }

    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        self.0.create_new(path, bytes)?;
        lock().written += 1;
        Ok(())
    }

    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError> {
        self.0.rename_no_replace(from, to)
    }

    fn remove(&self, path: &str) -> Result<(), FolderError> {
        self.0.remove(path)
    }

    fn make_directory(&self, path: &str) -> Result<(), FolderError> {
        self.0.make_directory(path)
    }

    fn sync_directory(&self, path: &str) -> Result<(), FolderError> {
        self.0.sync_directory(path)
    }

    fn trouble(&self) -> Option<Trouble> {
        self.0.trouble()
    }

    fn refuses_to_replace(&self, path: &str, bytes: &[u8]) -> Option<bool> {
        self.0.refuses_to_replace(path, bytes)
    }
}

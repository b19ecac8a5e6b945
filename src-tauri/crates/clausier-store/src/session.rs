//! Who has the base open. Each process holds a lock on a file of its own for as long as it lives: a
//! file that nobody locks was left by a process that died, and the base is then checked.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::errors::{At, Result, StoreError};

const DIR: &str = "open";
const SUFFIX: &str = "session";
/// Longest wait for a process that is opening, migrating or repairing the base.
const PATIENCE: Duration = Duration::from_secs(10);

/// This process among those that use the base; its file goes away with it.
#[derive(Debug)]
pub(crate) struct Session {
    path: PathBuf,
    file: Option<File>,
}

impl Session {
    /// Enters. The file gets its final name once locked, so that no one takes it for a dead one.
    pub(crate) fn enter(dir: &Path) -> Result<Self> {
        let dir = dir.join(DIR);
        std::fs::create_dir_all(&dir).at(&dir)?;
        let name = uuid::Uuid::new_v4().simple().to_string();
        let young = dir.join(format!("{name}.new"));
        let path = dir.join(format!("{name}.{SUFFIX}"));
        let file = File::create_new(&young).at(&young)?;
        file.try_lock().map_err(|_| StoreError::Busy)?;
        std::fs::rename(&young, &path).at(&path)?;
        Ok(Self { path, file: Some(file) })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Windows removes no file that is open; a file left behind only costs a check.
        drop(self.file.take());
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The processes found at the door.
#[derive(Debug, Default)]
pub(crate) struct Others {
    pub(crate) alive: usize,
    dead: Vec<PathBuf>,
}

impl Others {
    pub(crate) fn look(dir: &Path) -> Self {
        let mut others = Self::default();
        let Ok(entries) = std::fs::read_dir(dir.join(DIR)) else { return others };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_none_or(|extension| extension != SUFFIX) {
                continue;
            }
            if is_locked(&path) { others.alive += 1 } else { others.dead.push(path) }
        }
        others
    }

    pub(crate) fn someone_died(&self) -> bool {
        !self.dead.is_empty()
    }

    /// Forgets the dead: called once the base has been checked.
    pub(crate) fn bury(&self) {
        for path in &self.dead {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn is_locked(path: &Path) -> bool {
    let Ok(file) = OpenOptions::new().read(true).write(true).open(path) else { return false };
    match file.try_lock() {
        Ok(()) => false,
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(_)) => false,
    }
}

/// Held while the base is being opened, migrated or repaired: one process at a time.
#[derive(Debug)]
pub(crate) struct Door {
    _file: File,
}

impl Door {
    pub(crate) fn enter(dir: &Path) -> Result<Self> {
        let path = dir.join("clausier.lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).at(&path)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(10)),
                Err(TryLockError::WouldBlock) => return Err(StoreError::Busy),
                Err(TryLockError::Error(source)) => return Err(StoreError::file(&path, source)),
            }
        }
    }
}

//! A folder whose calls are given up after a while. A call to a network folder may hang in the system
//! for minutes: it is left on its own thread, and no second one is started on that folder until it
//! comes back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use clausier_sharing::{Entry, Folder, FolderError, LocalFolder, Stat};

/// Longest wait for one call: a slow network answers within seconds, a dead one in minutes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Roots with a call that has not come back.
static HUNG: LazyLock<Mutex<BTreeSet<PathBuf>>> = LazyLock::new(Mutex::default);

/// A folder of the file system, with a deadline on each call.
#[derive(Debug, Clone)]
pub(crate) struct WatchedFolder {
    root: PathBuf,
    patience: Duration,
}

impl WatchedFolder {
    /// Takes a root; nothing is touched.
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), patience: PATIENCE }
    }

    fn ask<T: Send + 'static>(&self, call: impl FnOnce(&LocalFolder) -> Result<T, FolderError> + Send + 'static) -> Result<T, FolderError> {
        if hung().contains(&self.root) {
            return Err(FolderError::NoAnswer);
        }
        let (answer, answers) = mpsc::channel();
        let folder = LocalFolder::new(&self.root);
        let root = self.root.clone();
        thread::spawn(move || {
            let outcome = call(&folder);
            let mut hung = hung();
            if answer.send(outcome).is_err() {
                // Nobody waits any more: the folder may be asked again.
                hung.remove(&root);
            }
        });
        match answers.recv_timeout(self.patience) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Timeout) => self.give_up(answers),
            Err(RecvTimeoutError::Disconnected) => Err(FolderError::NoAnswer),
        }
    }

    /// Notes a call that hangs; an answer that came in at the last moment is still taken.
    fn give_up<T>(&self, answers: Receiver<Result<T, FolderError>>) -> Result<T, FolderError> {
        let mut hung = hung();
        if let Ok(outcome) = answers.try_recv() {
            return outcome;
        }
        hung.insert(self.root.clone());
        drop(answers);
        Err(FolderError::NoAnswer)
    }
}

fn hung() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    HUNG.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Folder for WatchedFolder {
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError> {
        let directory = directory.to_owned();
        self.ask(move |folder| folder.list(&directory))
    }

    fn stat(&self, path: &str) -> Result<Stat, FolderError> {
        let path = path.to_owned();
        self.ask(move |folder| folder.stat(&path))
    }

    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        let path = path.to_owned();
        self.ask(move |folder| folder.read(&path, cap))
    }

    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let (path, bytes) = (path.to_owned(), bytes.to_vec());
        self.ask(move |folder| folder.create_new(&path, &bytes))
    }

    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError> {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.ask(move |folder| folder.rename_no_replace(&from, &to))
    }

    fn remove(&self, path: &str) -> Result<(), FolderError> {
        let path = path.to_owned();
        self.ask(move |folder| folder.remove(&path))
    }

    fn make_directory(&self, path: &str) -> Result<(), FolderError> {
        let path = path.to_owned();
        self.ask(move |folder| folder.make_directory(&path))
    }

    fn sync_directory(&self, path: &str) -> Result<(), FolderError> {
        let path = path.to_owned();
        self.ask(move |folder| folder.sync_directory(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_hangs_is_given_up_and_not_asked_again_until_it_answers() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = WatchedFolder { root: root.path().to_path_buf(), patience: Duration::from_millis(30) };
        let (wake, sleep) = mpsc::channel::<()>();
        let asked = folder.ask(move |_| {
            let _ = sleep.recv();
            Ok(())
        });
        assert_eq!(asked, Err(FolderError::NoAnswer));
        assert_eq!(folder.list(""), Err(FolderError::NoAnswer), "no second call while the first one hangs");
        drop(wake);
        let back = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(10));
            folder.list("").is_ok()
        });
        assert!(back, "the folder is used again once its call came back");
    }
}

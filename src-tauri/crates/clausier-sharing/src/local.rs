//! A folder of the file system: local disk, network drive, folder of a cloud client.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::folder::{Entry, Folder, FolderError, Kind, Stat, is_safe};

/// Longest listing that is looked at; beyond, the folder needs its administrator.
const LONGEST_LISTING: usize = 250_000;

/// A folder under a root chosen by the user.
#[derive(Debug, Clone)]
pub struct LocalFolder {
    root: PathBuf,
}

impl LocalFolder {
    /// Takes a root; nothing is touched.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }

    /// Joins names one by one, so that nothing leads out of the root.
    fn path(&self, relative: &str) -> Result<PathBuf, FolderError> {
        if !is_safe(relative) {
            return Err(FolderError::BadName);
        }
        let mut path = self.root.clone();
        path.extend(relative.split('/').filter(|name| !name.is_empty()));
        Ok(path)
    }
}

impl Folder for LocalFolder {
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError> {
        let path = self.path(directory)?;
        // A link in place of one of our folders would lead elsewhere; the root is the user's affair.
        if !directory.is_empty() && !fs::symlink_metadata(&path).map_err(explain)?.is_dir() {
            return Err(FolderError::NotRegular);
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(path).map_err(explain)?.take(LONGEST_LISTING) {
            let entry = entry.map_err(explain)?;
            let kind = entry.file_type().map(kind).unwrap_or(Kind::Other);
            if let Ok(name) = entry.file_name().into_string() {
                entries.push(Entry { name, kind });
            }
        }
        Ok(entries)
    }

    fn stat(&self, path: &str) -> Result<Stat, FolderError> {
        let metadata = fs::symlink_metadata(self.path(path)?).map_err(explain)?;
        Ok(Stat { kind: kind(metadata.file_type()), size: metadata.len(), placeholder: is_placeholder(&metadata) })
    }

    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        let stat = self.stat(path)?;
        check_readable(stat, cap)?;
        let file = open_regular(&self.path(path)?)?;
        // The name may have changed hands since: only the open file is believed.
        let metadata = file.metadata().map_err(explain)?;
        check_readable(Stat { kind: kind(metadata.file_type()), size: metadata.len(), placeholder: false }, cap)?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        file.take(cap + 1).read_to_end(&mut bytes).map_err(explain)?;
        if bytes.len() as u64 > cap { Err(FolderError::TooLarge) } else { Ok(bytes) }
    }

    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(self.path(path)?).map_err(explain)?;
        file.write_all(bytes).map_err(explain)?;
        file.sync_all().map_err(explain)
    }

    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError> {
        let mut source = tempfile::TempPath::try_from_path(self.path(from)?).map_err(explain)?;
        // The caller decides what becomes of a file that could not be renamed.
        source.disable_cleanup(true);
        source.persist_noclobber(self.path(to)?).map_err(|refusal| explain(refusal.error))
    }

    fn remove(&self, path: &str) -> Result<(), FolderError> {
        fs::remove_file(self.path(path)?).map_err(explain)
    }

    fn make_directory(&self, path: &str) -> Result<(), FolderError> {
        fs::create_dir(self.path(path)?).map_err(explain)
    }

    fn sync_directory(&self, path: &str) -> Result<(), FolderError> {
        let path = self.path(path)?;
        if cfg!(unix)
            && let Ok(directory) = File::open(path)
        {
            // Many network file systems refuse it; the read-back that follows is the real check.
            let _ = directory.sync_all();
        }
        Ok(())
    }
}

fn check_readable(stat: Stat, cap: u64) -> Result<(), FolderError> {
    match stat.kind {
        Kind::File if stat.placeholder => Err(FolderError::Placeholder),
        Kind::File if stat.size > cap => Err(FolderError::TooLarge),
        Kind::File => Ok(()),
        Kind::Directory | Kind::Other => Err(FolderError::NotRegular),
    }
}

fn kind(of: fs::FileType) -> Kind {
    match (of.is_file(), of.is_dir()) {
        (true, _) => Kind::File,
        (_, true) => Kind::Directory,
        (false, false) => Kind::Other,
    }
}

/// Opens without following a link and without waiting for the other end of a pipe.
#[cfg(unix)]
fn open_regular(path: &Path) -> Result<File, FolderError> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(|error| match error.raw_os_error() {
        Some(libc::ELOOP) => FolderError::NotRegular,
        _ => explain(error),
    })
}

#[cfg(not(unix))]
fn open_regular(path: &Path) -> Result<File, FolderError> {
    File::open(path).map_err(explain)
}

/// RECALL_ON_DATA_ACCESS: the only bit that OneDrive sets on each of its cloud-only files.
#[cfg(windows)]
fn is_placeholder(metadata: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    metadata.file_attributes() & 0x0040_0000 != 0
}

#[cfg(not(windows))]
fn is_placeholder(_: &Metadata) -> bool {
    false
}

fn explain(error: io::Error) -> FolderError {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION have no kind of their own.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return FolderError::Busy;
    }
    #[allow(clippy::wildcard_enum_match_arm)] // `ErrorKind` is non-exhaustive.
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FolderError::Absent,
        io::ErrorKind::AlreadyExists => FolderError::AlreadyExists,
        io::ErrorKind::PermissionDenied => FolderError::Refused,
        io::ErrorKind::ReadOnlyFilesystem => FolderError::ReadOnly,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => FolderError::Full,
        io::ErrorKind::ResourceBusy | io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => FolderError::Busy,
        kind => FolderError::Io(kind),
    }
}

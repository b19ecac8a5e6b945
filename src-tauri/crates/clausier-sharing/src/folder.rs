//! What the protocol asks of a folder: eight calls, none of which overwrites anything.
//!
//! Paths are relative, separated by `/`, and built by [`crate::names`] only. Nothing here is trusted
//! beyond « these are the bytes that were read ».

use crate::trouble::Trouble;

/// Why a folder refused. `Refused` and `Busy` may pass if tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum FolderError {
    #[error("absent")]
    Absent,
    #[error("already exists")]
    AlreadyExists,
    /// Access denied: rights, or a virus scanner that will let go in a moment.
    #[error("refused")]
    Refused,
    /// The whole file system refuses writes.
    #[error("read only")]
    ReadOnly,
    #[error("full")]
    Full,
    /// Locked, throttled, timed out.
    #[error("busy")]
    Busy,
    /// Above the size that the caller accepts.
    #[error("too large")]
    TooLarge,
    /// A link, a pipe, a device or a folder stands under the name of a file.
    #[error("not a regular file")]
    NotRegular,
    /// Known to the cloud client, but not on this disk.
    #[error("placeholder")]
    Placeholder,
    /// The call was given up: the folder did not answer.
    #[error("no answer")]
    NoAnswer,
    /// A name that no path is made of.
    #[error("bad name")]
    BadName,
    /// The place knows no such call: an object store renames nothing.
    #[error("unsupported")]
    Unsupported,
    #[error("{0:?}")]
    Io(std::io::ErrorKind),
}

impl FolderError {
    /// Tells whether the same call may pass in a moment.
    pub const fn is_transient(self) -> bool {
        match self {
            Self::Refused | Self::Busy | Self::Io(_) => true,
            Self::Absent
            | Self::AlreadyExists
            | Self::ReadOnly
            | Self::Full
            | Self::TooLarge
            | Self::NotRegular
            | Self::Placeholder
            | Self::NoAnswer
            | Self::BadName
            | Self::Unsupported => false,
        }
    }
}

/// What a name of a listing stands for; links are never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    File,
    Directory,
    /// Link, pipe, device: never opened.
    Other,
}

/// A line of a listing. Names that are not UTF-8 are counted by the folder and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Entry {
    pub name: String,
    pub kind: Kind,
}

/// What is known of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Stat {
    pub kind: Kind,
    pub size: u64,
    /// True when reading it would make a cloud client fetch it.
    pub placeholder: bool,
}

/// A folder, from a given root down. Every call may fail, lie or be late; see the module.
pub trait Folder {
    /// Lists a folder, `""` for the root.
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError>;
    /// Says what a name stands for.
    fn stat(&self, path: &str) -> Result<Stat, FolderError>;
    /// Reads a regular file of at most `cap` bytes.
    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError>;
    /// Writes a file that must not exist, down to the disk.
    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError>;
    /// Gives a file its final name, which must be free.
    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError>;
    /// Removes a file.
    fn remove(&self, path: &str) -> Result<(), FolderError>;
    /// Makes one folder, whose parent must be there: an unmounted share never gets a tree.
    fn make_directory(&self, path: &str) -> Result<(), FolderError>;
    /// Flushes the names of a folder; a folder that cannot is no error.
    fn sync_directory(&self, path: &str) -> Result<(), FolderError>;
    /// Says why the last call failed, where a folder knows more than its error; for a sentence only.
    fn trouble(&self) -> Option<Trouble> {
        None
    }
    /// Tries to write over a file of ours, counting on the server alone to refuse; `None` without a server.
    fn refuses_to_replace(&self, _path: &str, _bytes: &[u8]) -> Option<bool> {
        None
    }
}

/// Tells whether a path of the protocol leads nowhere but below the root.
pub(crate) fn is_safe(relative: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'=' | b'-');
    relative.split('/').filter(|name| !name.is_empty()).all(|name| !name.starts_with('.') && name.bytes().all(allowed))
}

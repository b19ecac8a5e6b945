//! What can go wrong, as data: the sentences are written by the app.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ffi::ErrorCode;

use crate::backups::BackupInfo;

/// Result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store refused. Nothing was written when one of these is returned.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // Fields say what their name says.
pub enum StoreError {
    /// No space, no inode or no quota left. The ballast has been released: a second try may pass.
    #[error("disk full")]
    DiskFull,
    /// The base cannot be trusted. Nothing was touched; `backups` are intact, newest first.
    #[error("damaged base {}", path.display())]
    Damaged { path: PathBuf, backups: Vec<BackupInfo> },
    /// Written by a newer program: opened by no one but it.
    #[error("format {found}, known {known}")]
    NewerFormat { found: i64, known: i64 },
    /// A SQLite base of another program stands in our place.
    #[error("foreign base {}", path.display())]
    ForeignBase { path: PathBuf },
    /// Another process holds the base, and did not let go within five seconds.
    #[error("busy")]
    Busy,
    /// The base was opened for reading only, or its folder refuses writes.
    #[error("read only")]
    ReadOnly,
    /// SQLite is not safe on a network file system.
    #[error("network location {} ({file_system})", path.display())]
    NetworkLocation { path: PathBuf, file_system: String },
    /// The tender has another revision than the one that the caller saw.
    #[error("changed elsewhere, now {current}")]
    ChangedElsewhere { current: i64 },
    /// No such tender, revision or backup; a removed tender is not found either.
    #[error("not found")]
    NotFound,
    /// The undo stack is empty.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The redo stack is empty.
    #[error("nothing to redo")]
    NothingToRedo,
    /// A stored document that this program cannot read, though its bytes are those that were written.
    #[error("unreadable document")]
    BadBody { source: serde_json::Error },
    /// A document above the limit of the contract.
    #[error("{bytes} bytes, limit {limit}")]
    BodyTooLarge { bytes: usize, limit: usize },
    /// A backup that did not pass its checks.
    #[error("unusable backup {}", path.display())]
    BackupUnusable { path: PathBuf },
    /// No intact backup is left to restore.
    #[error("no backup")]
    NoBackup,
    /// The store lives in memory: it has no folder, hence no backup.
    #[error("in memory")]
    InMemory,
    /// A file operation beside the base failed.
    #[error("file {}", path.display())]
    File { path: PathBuf, source: io::Error },
    /// The disk failed under SQLite; `extended` is SQLite's extended code.
    #[error("disk error {extended}")]
    DiskError { extended: i32 },
    /// A query failed for a reason that no user can mend.
    #[error("query")]
    Query(#[source] rusqlite::Error),
    /// A migration is wrong in itself.
    #[error("migration")]
    Migration(#[source] rusqlite_migration::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        #[allow(clippy::wildcard_enum_match_arm)] // `Error` is non-exhaustive.
        match error {
            rusqlite::Error::SqliteFailure(failure, _) => of_sqlite(failure, error),
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            // Every table is STRICT and written by us: a value of another type is damage.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::damaged(),
            other => Self::Query(other),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(source: serde_json::Error) -> Self {
        Self::BadBody { source }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        use rusqlite_migration::Error as Migration;
        #[allow(clippy::wildcard_enum_match_arm)] // `Error` is non-exhaustive.
        match error {
            Migration::RusqliteError { err, .. } => err.into(),
            Migration::ForeignKeyCheck(_) | Migration::Hook(_) | Migration::InvalidUserVersion => Self::damaged(),
            other => Self::Migration(other),
        }
    }
}

impl StoreError {
    /// Damage found where path and backups are not at hand: `Store::explain` fills them in.
    pub(crate) fn damaged() -> Self {
        Self::Damaged { path: PathBuf::new(), backups: Vec::new() }
    }

    /// Names the file of an error of the file system, and what the error means for the user.
    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        #[allow(clippy::wildcard_enum_match_arm)] // `ErrorKind` is non-exhaustive.
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::File { path: path.to_owned(), source },
        }
    }
}

/// Extends `io::Result` with the path that the error is about.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T> {
        self.map_err(|source| StoreError::file(path, source))
    }
}

fn of_sqlite(failure: rusqlite::ffi::Error, error: rusqlite::Error) -> StoreError {
    match failure.code {
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::damaged(),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => StoreError::Busy,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => StoreError::DiskError { extended: failure.extended_code },
        ErrorCode::InternalMalfunction
        | ErrorCode::OperationAborted
        | ErrorCode::OutOfMemory
        | ErrorCode::OperationInterrupted
        | ErrorCode::NotFound
        | ErrorCode::SchemaChanged
        | ErrorCode::TooBig
        | ErrorCode::ConstraintViolation
        | ErrorCode::TypeMismatch
        | ErrorCode::ApiMisuse
        | ErrorCode::NoLargeFileSupport
        | ErrorCode::AuthorizationForStatementDenied
        | ErrorCode::ParameterOutOfRange
        | ErrorCode::Unknown => StoreError::Query(error),
        _ => StoreError::Query(error),
    }
}

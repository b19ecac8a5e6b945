//! Opening the base: nothing is written before it is known to be ours, readable, and not newer than us.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::backups::{self, BackupKind};
use crate::errors::{At, Result, StoreError};
use crate::session::{Door, Others, Session};
use crate::time::stamp;
use crate::{ballast, location, maintenance, migrations};

/// Name of the base in its folder.
pub const BASE_NAME: &str = "clausier.db";

/// Below this size the whole structure is checked at each opening (some milliseconds); above, only
/// when the last process died.
const SMALL: u64 = 16 * 1024 * 1024;
/// The write-ahead log goes back to this size after a burst.
const JOURNAL_LIMIT: u64 = 8 * 1024 * 1024;
const LONGEST_VALUE: i32 = 64 * 1024 * 1024;

/// What opening had to do or to put up with; none of these is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The last process died; the base was checked and is whole.
    UncleanExit,
    /// The last process died and its write-ahead log is gone: the last edits may be missing.
    LogMissing,
    /// No write-ahead log on this disk: slower, as safe.
    RollbackJournal,
    /// Opened for reading: the folder refuses writes, or the disk is full.
    ReadOnly,
    /// The disk has no room for the reserve.
    NoBallast,
    /// Brought from this format to ours, after a backup.
    Migrated {
        /// The format found.
        from: i64,
    },
}

/// The state of a base: what other programs wrote, and what this one did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    others: i64,
    own: u64,
}

/// The base, open. Give it to one thread at a time.
#[derive(Debug)]
pub struct Store {
    // Closed before the session ends: the order of the fields is the order of the drops.
    pub(crate) conn: Connection,
    pub(crate) dir: Option<PathBuf>,
    pub(crate) read_only: bool,
    notes: Vec<Note>,
    /// True when the session began with the reserve in place.
    had_reserve: bool,
    _session: Option<Session>,
}

impl Store {
    /// Opens the base of a folder, and makes both if need be.
    ///
    /// A folder that refuses writes gives a base for reading, told by [`Store::is_read_only`].
    pub fn open(dir: &Path, now: DateTime<Utc>) -> Result<Self> {
        location::refuse_network(dir)?;
        create_private_dir(dir)?;
        let open = || open_for_writing(dir, now).map_err(|error| explain(Some(dir), error));
        let outcome = match open() {
            Err(StoreError::DiskFull) if ballast::release(dir) => open(),
            other => other,
        };
        match outcome {
            // An empty file is a base that was never made: there is nothing to read.
            Err(StoreError::ReadOnly | StoreError::DiskFull) if base(dir).metadata().is_ok_and(|file| file.len() > 0) => {
                open_for_reading(dir).map_err(|error| explain(Some(dir), error))
            }
            other => other,
        }
    }

    /// Opens an empty base in memory: for tests, and for a search without a data folder.
    pub fn in_memory() -> Result<Self> {
        let mut conn = Connection::open_in_memory()?;
        harden(&conn)?;
        migrations::migrate(&mut conn)?;
        Ok(Self { conn, dir: None, read_only: false, notes: Vec::new(), had_reserve: false, _session: None })
    }

    /// Returns what opening had to put up with.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Tells whether every write will be refused.
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Tells whether the reserve has been given back: the user should free some space now.
    pub fn is_short_of_space(&self) -> bool {
        let given_back = self.had_reserve && !self.dir.as_deref().is_some_and(ballast::is_there);
        given_back || self.notes.contains(&Note::NoBallast)
    }

    /// Returns a number that changes when another process writes: poll it to refresh the views.
    pub fn foreign_changes(&self) -> Result<i64> {
        Ok(self.conn.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Returns a mark that changes each time that the base does, whoever wrote: what was read under one mark still holds
    /// under the same one, on this opening of the base.
    pub fn stamp(&self) -> Result<Stamp> {
        self.read(|conn| Ok(Stamp { others: conn.query_row("PRAGMA data_version", [], |row| row.get(0))?, own: conn.total_changes() }))
    }

    /// Runs a query; damage met on the way is told with the place of the base and its backups.
    pub(crate) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        query(&self.conn).map_err(|error| self.explain(error))
    }

    /// Adds to an error what only the store knows: where the base is, which backups are intact.
    pub(crate) fn explain(&self, error: StoreError) -> StoreError {
        explain(self.dir.as_deref(), error)
    }
}

pub(crate) fn base(dir: &Path) -> PathBuf {
    dir.join(BASE_NAME)
}

/// Returns a file that SQLite keeps beside the base: `-wal`, `-shm`, `-journal`.
pub(crate) fn beside(dir: &Path, suffix: &str) -> PathBuf {
    dir.join(format!("{BASE_NAME}{suffix}"))
}

pub(crate) fn explain(dir: Option<&Path>, error: StoreError) -> StoreError {
    match (dir, error) {
        (Some(dir), StoreError::Damaged { .. }) => StoreError::Damaged { path: base(dir), backups: backups::intact(dir) },
        (Some(dir), StoreError::DiskError { extended }) => name_disk_error(dir, extended),
        (_, error) => error,
    }
}

/// SQLite has a dozen codes for a disk without room or rights; writing a small file settles it.
fn name_disk_error(dir: &Path, extended: i32) -> StoreError {
    match ballast::probe(dir).map_err(|source| StoreError::file(dir, source)) {
        Err(StoreError::DiskFull) => StoreError::DiskFull,
        Err(StoreError::ReadOnly) => StoreError::ReadOnly,
        Ok(()) | Err(_) => StoreError::DiskError { extended },
    }
}

fn open_for_writing(dir: &Path, now: DateTime<Utc>) -> Result<Store> {
    let _door = Door::enter(dir)?;
    let others = Others::look(dir);
    let found = look_at_file(dir)?;
    let session = Session::enter(dir)?;
    let mut notes = notes_on_exit(dir, &others, found);
    let mut conn = connect(dir, found)?;
    if found == Found::Base {
        examine(&conn, dir, &others)?;
    }
    notes.extend(bring_to_known_format(&mut conn, dir, now, &others)?);
    create_private_dir(&backups::dir(dir))?;
    notes.extend(choose_journal(&conn, now)?);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    others.bury();
    if others.alive == 0 {
        backups::sweep(dir);
    }
    // The first opening stays light: there is nothing to lose yet.
    let had_reserve = found == Found::Base && ballast::load(dir);
    if found == Found::Base && !had_reserve {
        notes.push(Note::NoBallast);
    }
    Ok(Store { conn, dir: Some(dir.to_owned()), read_only: false, notes, had_reserve, _session: Some(session) })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Base,
}

/// Reads the hundred bytes of the header, so that a newer or foreign base is refused before SQLite,
/// which may write, has it in hand.
fn look_at_file(dir: &Path) -> Result<Found> {
    let path = base(dir);
    let mut header = Vec::with_capacity(100);
    match std::fs::File::open(&path) {
        Ok(file) => file.take(100).read_to_end(&mut header).at(&path)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(error) => return Err(StoreError::file(&path, error)),
    };
    if header.is_empty() {
        return nothing_or_lost(dir);
    }
    let Some(b"SQLite format 3\0") = header.get(..16) else { return Err(StoreError::damaged()) };
    let format = be32(&header, 60).ok_or(StoreError::damaged())?;
    refuse_newer(i64::from(format))?;
    match be32(&header, 68) {
        Some(0 | migrations::APPLICATION_ID) => Ok(Found::Base),
        Some(_) => Err(StoreError::ForeignBase { path }),
        None => Err(StoreError::damaged()),
    }
}

/// A base that is missing where one has been is a loss to be told, never a fresh start.
fn nothing_or_lost(dir: &Path) -> Result<Found> {
    let log = beside(dir, "-wal").metadata().is_ok_and(|log| log.len() > 0);
    if log || backups::dir(dir).exists() { Err(StoreError::damaged()) } else { Ok(Found::Nothing) }
}

fn be32(bytes: &[u8], at: usize) -> Option<i32> {
    bytes.get(at..at + 4).and_then(|slice| slice.try_into().ok()).map(i32::from_be_bytes)
}

fn refuse_newer(found: i64) -> Result<()> {
    let known = migrations::known();
    if found > known { Err(StoreError::NewerFormat { found, known }) } else { Ok(()) }
}

fn notes_on_exit(dir: &Path, others: &Others, found: Found) -> Vec<Note> {
    if found == Found::Nothing || !others.someone_died() {
        return Vec::new();
    }
    let log_expected = is_in_wal_mode(dir) && others.alive == 0;
    let missing = log_expected && !beside(dir, "-wal").exists();
    let mut notes = vec![Note::UncleanExit];
    notes.extend(missing.then_some(Note::LogMissing));
    notes
}

/// Byte 18 of the header: 2 in write-ahead mode.
fn is_in_wal_mode(dir: &Path) -> bool {
    let mut header = Vec::new();
    let read = std::fs::File::open(base(dir)).and_then(|file| file.take(19).read_to_end(&mut header));
    read.is_ok() && header.get(18) == Some(&2)
}

fn connect(dir: &Path, found: Found) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let flags = if found == Found::Nothing { flags | OpenFlags::SQLITE_OPEN_CREATE } else { flags };
    let conn = Connection::open_with_flags(base(dir), flags)?;
    // Until the base is known to be whole, closing it must not move the log into it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    harden(&conn)?;
    Ok(conn)
}

/// Settings of every connection. Backups may have been brought by hand: no schema is trusted.
pub(crate) fn harden(conn: &Connection) -> Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.execute_batch(&format!(
        "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = {JOURNAL_LIMIT};"
    ))?;
    Ok(())
}

/// Refuses a base that is newer (a commit may still be in its log), foreign or damaged.
fn examine(conn: &Connection, dir: &Path, others: &Others) -> Result<()> {
    refuse_newer(format_of(conn)?)?;
    let owner: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let objects: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if owner != migrations::APPLICATION_ID && objects > 0 {
        return Err(StoreError::ForeignBase { path: base(dir) });
    }
    let small = base(dir).metadata().is_ok_and(|file| file.len() <= SMALL);
    if small || others.someone_died() { maintenance::quick_check(conn) } else { Ok(()) }
}

pub(crate) fn format_of(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Migrates an older base, after a backup that was itself checked. A process of the older program
/// still at work would have the ground taken from under it: it must leave first.
fn bring_to_known_format(conn: &mut Connection, dir: &Path, now: DateTime<Utc>, others: &Others) -> Result<Option<Note>> {
    let from = format_of(conn)?;
    if from == migrations::known() {
        return Ok(None);
    }
    if others.alive > 0 {
        return Err(StoreError::Busy);
    }
    if from > 0 {
        backups::make(conn, dir, BackupKind::BeforeMigration, now)?;
    }
    migrations::migrate(conn)?;
    Ok((from > 0).then_some(Note::Migrated { from }))
}

/// Asks for the write-ahead log, and believes it only after a first write: some disks accept it and
/// fail then.
fn choose_journal(conn: &Connection, now: DateTime<Utc>) -> Result<Option<Note>> {
    if journal_mode(conn, "WAL")? == "wal" {
        match first_write(conn, now) {
            // A disk that is full or a base that is busy says nothing of the log.
            Ok(()) | Err(StoreError::DiskFull | StoreError::Busy) => return Ok(None),
            Err(StoreError::DiskError { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    journal_mode(conn, "DELETE")?;
    first_write(conn, now)?;
    Ok(Some(Note::RollbackJournal))
}

fn journal_mode(conn: &Connection, wanted: &str) -> Result<String> {
    Ok(conn.query_row(&format!("PRAGMA journal_mode = {wanted}"), [], |row| row.get(0))?)
}

fn first_write(conn: &Connection, now: DateTime<Utc>) -> Result<()> {
    conn.execute("INSERT INTO meta (key, value) VALUES ('opened', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [stamp(now)])?;
    Ok(())
}

/// Opens without a write, not even a lock file: for a folder on which the user has no rights.
fn open_for_reading(dir: &Path) -> Result<Store> {
    look_at_file(dir)?;
    let conn = connect_reading(dir).or_else(|error| connect_frozen(dir, error))?;
    examine(&conn, dir, &Others::default())?;
    Ok(Store { conn, dir: Some(dir.to_owned()), read_only: true, notes: vec![Note::ReadOnly], had_reserve: false, _session: None })
}

fn connect_reading(dir: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(base(dir), flags)?;
    harden(&conn)?;
    conn.query_row("SELECT count(*) FROM meta", [], |row| row.get::<_, i64>(0))?;
    Ok(conn)
}

/// Reads a base in write-ahead mode where no `-shm` can be made. Only with an empty log: what is in
/// the log would be missing without a word.
fn connect_frozen(dir: &Path, refused: StoreError) -> Result<Connection> {
    let log = beside(dir, "-wal").metadata().map_or(0, |log| log.len());
    let Some(uri) = frozen_uri(&base(dir)).filter(|_| log == 0) else { return Err(refused) };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri, flags)?;
    harden(&conn)?;
    Ok(conn)
}

fn frozen_uri(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let mut uri = String::from("file:");
    let text = path.to_str()?.replace('\\', "/");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Some(uri)
}

/// Makes a folder that only its owner can enter.
pub(crate) fn create_private_dir(dir: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).at(dir)
}

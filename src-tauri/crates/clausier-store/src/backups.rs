//! Backups: a copy counts only once it has been reopened, checked and found to hold the same tenders.
//! The name carries the hash of the content, so that a copy damaged later is told at once.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use crate::digest::Contents;
use crate::errors::{At, Result, StoreError};
use crate::maintenance::{quick_check, set_meta};
use crate::migrations;
use crate::open::{Store, format_of, harden};
use crate::time::stamp;

const SESSIONS: usize = 5;
const DAYS: usize = 7;
const WEEKS: usize = 4;
/// Intact backups named in an error: enough to choose from, without reading them all.
const OFFERED: usize = 5;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupKind {
    /// At the end of a session, or when asked.
    Session,
    /// Before the format of the base changed; never rotated out.
    BeforeMigration,
    /// Before another backup took the place of the base.
    BeforeRestore,
}

impl BackupKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::BeforeMigration => "migration",
            Self::BeforeRestore => "restauration",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Session, Self::BeforeMigration, Self::BeforeRestore].into_iter().find(|kind| kind.word() == word)
    }
}

/// A backup that passed its checks when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BackupInfo {
    pub path: PathBuf,
    pub made_at: DateTime<Utc>,
    pub kind: BackupKind,
    pub bytes: u64,
    /// Order of making: the clock of a workstation may be wrong.
    pub number: u64,
    hash: String,
}

impl Store {
    /// Makes a backup, checks it, then lets the oldest go. An error leaves every earlier one in place.
    pub fn backup(&mut self, now: DateTime<Utc>) -> Result<BackupInfo> {
        let dir = self.dir.clone().ok_or(StoreError::InMemory)?;
        make(&self.conn, &dir, BackupKind::Session, now).map_err(|error| self.explain(error))
    }

    /// Lists the backups, newest first, without opening them.
    pub fn backups(&self) -> Vec<BackupInfo> {
        self.dir.as_deref().map(list).unwrap_or_default()
    }

    /// Puts a backup in the place of what the base holds, in one transaction that other processes see
    /// whole or not at all; the present state is backed up first.
    pub fn restore_backup(&mut self, backup: &BackupInfo, now: DateTime<Utc>) -> Result<()> {
        let dir = self.dir.clone().ok_or(StoreError::InMemory)?;
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        let source = open_verified(backup)?;
        make(&self.conn, &dir, BackupKind::BeforeRestore, now).map_err(|error| self.explain(error))?;
        let copied = copy(&source, &mut self.conn).and_then(|()| migrations::migrate(&mut self.conn));
        copied.map_err(|error| self.explain(error))?;
        self.transact("restore-backup", now, |write| set_meta(write, "restored", &stamp(now)))
    }
}

pub(crate) fn dir(base_dir: &Path) -> PathBuf {
    base_dir.join("backups")
}

/// Lists by name alone: a file that does not follow the grammar is someone else's.
pub(crate) fn list(base_dir: &Path) -> Vec<BackupInfo> {
    let Ok(entries) = std::fs::read_dir(dir(base_dir)) else { return Vec::new() };
    let mut backups: Vec<BackupInfo> = entries.flatten().filter_map(|entry| BackupInfo::of(&entry.path())).collect();
    backups.sort_by(|left, right| (right.number, &right.path).cmp(&(left.number, &left.path)));
    backups
}

/// Returns the newest backups that can be restored, newest first.
pub(crate) fn intact(base_dir: &Path) -> Vec<BackupInfo> {
    list(base_dir).into_iter().filter(|backup| open_verified(backup).is_ok()).take(OFFERED).collect()
}

/// Returns the backups of a folder that pass their checks now, newest first, with the number of tenders
/// that each would bring back. Works when the base itself is damaged.
pub fn usable_backups(base_dir: &Path) -> Vec<(BackupInfo, u32)> {
    let tenders = |backup: &BackupInfo| -> Result<u32> {
        let conn = open_verified(backup)?;
        Ok(conn.query_row("SELECT count(*) FROM tender WHERE removed_on IS NULL", [], |row| row.get(0))?)
    };
    list(base_dir).into_iter().filter_map(|backup| tenders(&backup).ok().map(|count| (backup, count))).collect()
}

pub(crate) fn make(conn: &Connection, base_dir: &Path, kind: BackupKind, now: DateTime<Utc>) -> Result<BackupInfo> {
    let dir = dir(base_dir);
    crate::open::create_private_dir(&dir)?;
    let partial = dir.join(format!("{}.partial", uuid::Uuid::new_v4().simple()));
    let outcome = write_verified(conn, &partial).and_then(|hash| {
        let number = list(base_dir).first().map_or(1, |newest| newest.number + 1);
        let path = dir.join(name(number, now, kind, &hash));
        std::fs::rename(&partial, &path).at(&path)?;
        sync_dir(&dir);
        BackupInfo::of(&path).ok_or(StoreError::BackupUnusable { path })
    });
    if outcome.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    let made = outcome?;
    rotate(base_dir, &made);
    Ok(made)
}

/// Copies one snapshot of the base, reopens the copy and compares. Returns the hash of the file.
fn write_verified(conn: &Connection, partial: &Path) -> Result<String> {
    let snapshot = conn.unchecked_transaction()?;
    let expected = Contents::of(&snapshot)?;
    let mut target = Connection::open(partial)?;
    copy(&snapshot, &mut target)?;
    drop(snapshot);
    // Without this the copy would ask for a `-wal` of its own, even to be read.
    target.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))?;
    drop(target);
    std::fs::File::options().write(true).open(partial).and_then(|file| file.sync_all()).at(partial)?;
    let copied = open_checked(partial)?;
    if Contents::of(&copied)? != expected {
        return Err(StoreError::BackupUnusable { path: partial.to_owned() });
    }
    file_hash(partial)
}

fn copy(from: &Connection, to: &mut Connection) -> Result<()> {
    to.busy_timeout(std::time::Duration::from_secs(5))?;
    #[allow(clippy::wildcard_enum_match_arm)] // `StepResult` is non-exhaustive.
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        // Whatever is not done is someone in the way.
        _ => Err(StoreError::Busy),
    }
}

/// Opens a backup once its bytes match its name, its structure is whole and each body is the one that
/// was written.
pub(crate) fn open_verified(backup: &BackupInfo) -> Result<Connection> {
    let unusable = || StoreError::BackupUnusable { path: backup.path.clone() };
    if file_hash(&backup.path)? != backup.hash {
        return Err(unusable());
    }
    let conn = open_checked(&backup.path)?;
    Contents::of(&conn).map_err(|_| unusable())?;
    Ok(conn)
}

/// Copies a backup that passes its checks, and makes sure that the disk has the copy.
pub(crate) fn copy_verified(backup: &BackupInfo, to: &Path) -> Result<()> {
    drop(open_verified(backup)?);
    std::fs::copy(&backup.path, to).at(to)?;
    std::fs::File::options().write(true).open(to).and_then(|file| file.sync_all()).at(to)?;
    if file_hash(to)? == backup.hash { Ok(()) } else { Err(StoreError::BackupUnusable { path: to.to_owned() }) }
}

/// Removes what a process that died left half written. Only when no one else is at work.
pub(crate) fn sweep(base_dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir(base_dir)) else { return };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "partial")) {
        let _ = std::fs::remove_file(path);
    }
}

/// Opens for reading a copy of ours of a format that we know.
fn open_checked(path: &Path) -> Result<Connection> {
    let unusable = |_: StoreError| StoreError::BackupUnusable { path: path.to_owned() };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    harden(&conn)?;
    quick_check(&conn).map_err(unusable)?;
    let (found, known) = (format_of(&conn)?, migrations::known());
    let owner: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if found > known {
        return Err(StoreError::NewerFormat { found, known });
    }
    if owner == migrations::APPLICATION_ID { Ok(conn) } else { Err(unusable(StoreError::damaged())) }
}

/// Removes what no rule keeps; the backup just made is kept by all of them.
fn rotate(base_dir: &Path, made: &BackupInfo) {
    let backups = list(base_dir);
    let kept = kept(&backups);
    for backup in backups.iter().filter(|backup| backup.path != made.path && !kept.contains(&backup.number)) {
        let _ = std::fs::remove_file(&backup.path);
    }
}

/// Returns the numbers to keep, of a list that is newest first: the last sessions, the newest of each
/// of the last days and weeks *that have one* (a clock gone wild empties nothing), every other kind.
fn kept(backups: &[BackupInfo]) -> Vec<u64> {
    let sessions = || backups.iter().filter(|backup| backup.kind != BackupKind::BeforeMigration);
    let mut kept: Vec<u64> = sessions().take(SESSIONS).map(|backup| backup.number).collect();
    kept.extend(newest_of_each(sessions(), DAYS, |backup| i64::from(backup.made_at.num_days_from_ce())));
    kept.extend(newest_of_each(sessions(), WEEKS, |backup| {
        let week = backup.made_at.iso_week();
        i64::from(week.year()) * 100 + i64::from(week.week())
    }));
    kept.extend(backups.iter().filter(|backup| backup.kind == BackupKind::BeforeMigration).map(|backup| backup.number));
    kept
}

fn newest_of_each<'a>(backups: impl Iterator<Item = &'a BackupInfo>, count: usize, period: impl Fn(&BackupInfo) -> i64) -> Vec<u64> {
    let mut seen = Vec::new();
    let mut numbers = Vec::new();
    for backup in backups {
        if seen.len() < count && !seen.contains(&period(backup)) {
            seen.push(period(backup));
            numbers.push(backup.number);
        }
    }
    numbers
}

const TIME: &str = "%Y%m%dT%H%M%SZ";

fn name(number: u64, now: DateTime<Utc>, kind: BackupKind, hash: &str) -> String {
    format!("clausier-{number:06}-{}-{}-{hash}.db", now.format(TIME), kind.word())
}

impl BackupInfo {
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_prefix("clausier-")?.strip_suffix(".db")?;
        let mut parts = name.split('-');
        let info = Self {
            number: parts.next()?.parse().ok()?,
            made_at: NaiveDateTime::parse_from_str(parts.next()?, TIME).ok()?.and_utc(),
            kind: BackupKind::of(parts.next()?)?,
            hash: parts.next()?.to_owned(),
            bytes: path.metadata().ok()?.len(),
            path: path.to_owned(),
        };
        parts.next().is_none().then_some(info)
    }
}

fn file_hash(path: &Path) -> Result<String> {
    let mut file = std::fs::File::open(path).at(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer).at(path)?;
        if read == 0 {
            break;
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
    Ok(hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// Makes a rename last through a power cut, where folders can be synced at all.
pub(crate) fn sync_dir(dir: &Path) {
    if cfg!(unix) {
        let _ = std::fs::File::open(dir).and_then(|dir| dir.sync_all());
    }
}

//! Putting a base back in service. The damaged one is set aside with its log, never deleted.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use crate::backups::{self, BackupInfo, sync_dir};
use crate::errors::{At, Result, StoreError};
use crate::location;
use crate::migrations;
use crate::open::{base, beside, create_private_dir, harden};
use crate::session::{Door, Others};

/// What takes the place of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RepairChoice {
    /// The newest backup that passes its checks again.
    NewestBackup,
    /// This one, if it passes its checks.
    Backup(BackupInfo),
    /// An empty base.
    StartEmpty,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Repaired {
    /// Where the damaged files are now.
    pub set_aside: Vec<PathBuf>,
    pub restored: Option<BackupInfo>,
}

/// Sets the base of a folder aside and puts another in its place; [`crate::Store::open`] then opens it,
/// and migrates it if the backup is of an older format.
///
/// Refused while another process has the base open. Interrupted at any point, it leaves a base that
/// is the old one, the new one, or missing: and a base missing beside its backups is told as damaged.
pub fn repair(dir: &Path, choice: RepairChoice, now: DateTime<Utc>) -> Result<Repaired> {
    location::refuse_network(dir)?;
    let _door = Door::enter(dir)?;
    let others = Others::look(dir);
    if others.alive > 0 {
        return Err(StoreError::Busy);
    }
    let young = dir.join("clausier.db.restoring");
    let restored = prepare(dir, choice, &young)?;
    let set_aside = set_aside(dir, now)?;
    std::fs::rename(&young, base(dir)).at(&young)?;
    sync_dir(dir);
    others.bury();
    Ok(Repaired { set_aside, restored })
}

/// Writes the new base under a temporary name and makes sure that the disk has it.
fn prepare(dir: &Path, choice: RepairChoice, young: &Path) -> Result<Option<BackupInfo>> {
    match std::fs::remove_file(young) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(StoreError::file(young, error)),
        _ => {}
    }
    let chosen = match choice {
        RepairChoice::NewestBackup => Some(backups::intact(dir).into_iter().next().ok_or(StoreError::NoBackup)?),
        RepairChoice::Backup(backup) => Some(backup),
        RepairChoice::StartEmpty => None,
    };
    match &chosen {
        Some(backup) => backups::copy_verified(backup, young)?,
        None => write_empty(young)?,
    }
    Ok(chosen)
}

fn write_empty(young: &Path) -> Result<()> {
    let mut conn = Connection::open(young)?;
    harden(&conn)?;
    migrations::migrate(&mut conn)
}

/// The base goes first: without it, its log can never be replayed into the new one.
fn set_aside(dir: &Path, now: DateTime<Utc>) -> Result<Vec<PathBuf>> {
    let name = format!("{}-{}", now.format("%Y%m%dT%H%M%SZ"), uuid::Uuid::new_v4().simple());
    let shelf = dir.join("mis-de-cote").join(name);
    create_private_dir(&shelf)?;
    let mut moved = Vec::new();
    for file in [base(dir), beside(dir, "-wal"), beside(dir, "-shm"), beside(dir, "-journal")] {
        let Some(name) = file.file_name().filter(|_| file.exists()) else { continue };
        let place = shelf.join(name);
        std::fs::rename(&file, &place).at(&file)?;
        moved.push(place);
    }
    sync_dir(&shelf);
    sync_dir(dir);
    Ok(moved)
}

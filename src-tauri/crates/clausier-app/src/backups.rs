//! Backups: list, restore, repair. What is set aside is never deleted.

use clausier_store::{BackupInfo, RepairChoice, Repaired, Store, repair as repair_base};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::files::name_of;
use crate::now::Now;
use crate::store_errors::sentence;
use crate::wire::BackupRow;

/// What a repair did, without a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairReport {
    /// Names of the damaged files, now beside the base.
    pub set_aside: Vec<String>,
    /// Name of the backup in place; absent for an empty base.
    pub restored: Option<String>,
}

/// Lists the backups that pass their checks now, the newest first, also when the base is damaged.
pub fn list(app: &App) -> UserResult<Vec<BackupRow>> {
    Ok(clausier_store::usable_backups(app.data_dir()).iter().map(|(backup, tenders)| row(backup, *tenders)).collect())
}

fn row(backup: &BackupInfo, tenders: u32) -> BackupRow {
    BackupRow { name: name_of(&backup.path), taken: backup.made_at.to_rfc3339(), tenders }
}

/// Makes the backup of the day at the first opening of a base that holds something. Without room or
/// rights for it the base still opens: the earlier ones stay.
pub(crate) fn each_day(store: &mut Store, now: &Now) {
    let made_today = store.backups().first().is_some_and(|newest| newest.made_at.date_naive() == now.at.date_naive());
    let is_empty = store.list().is_ok_and(|tenders| tenders.is_empty());
    if !made_today && !is_empty && !store.is_read_only() {
        let _ = store.backup(now.at);
    }
}

/// Makes a verified backup: at the end of a session.
pub fn make(app: &App, now: &Now) -> UserResult<()> {
    app.with_store(|store| store.backup(now.at).map(drop).map_err(|error| sentence(&error)))
}

/// Puts the backup of that name in the place of the base; the present base is kept.
pub fn restore(app: &App, name: &str, now: &Now) -> UserResult<()> {
    let backups = clausier_store::usable_backups(app.data_dir());
    let chosen = backups.into_iter().map(|(backup, _)| backup).find(|backup| name_of(&backup.path) == name);
    let backup = chosen.ok_or_else(|| UserError::new("sauvegarde-inutilisable", &[]))?;
    if app.store_problem().is_none() {
        return app.with_store(|store| store.restore_backup(&backup, now.at).map_err(|error| sentence(&error)));
    }
    replace(app, RepairChoice::Backup(backup), now).map(drop)
}

/// Sets a damaged base aside and puts the newest verified backup in its place, else an empty base. A
/// base that opens is left alone: nothing is to be repaired.
pub fn repair(app: &App, now: &Now) -> UserResult<RepairReport> {
    match app.store_problem() {
        None => return Err(UserError::new("base-saine", &[])),
        Some(problem) if !problem.code.starts_with("base-abimee") => return Err(problem),
        Some(_) => {}
    }
    let has_backup = !clausier_store::usable_backups(app.data_dir()).is_empty();
    let choice = if has_backup { RepairChoice::NewestBackup } else { RepairChoice::StartEmpty };
    replace(app, choice, now).map(|repaired| report(&repaired))
}

fn replace(app: &App, choice: RepairChoice, now: &Now) -> UserResult<Repaired> {
    let mut repaired = None;
    app.reopen_store(now, |dir| {
        repaired = Some(repair_base(dir, choice, now.at).map_err(|error| sentence(&error))?);
        Ok(())
    })?;
    match app.store_problem() {
        None => Ok(repaired.expect("the base was replaced just above")),
        Some(problem) => Err(problem),
    }
}

fn report(repaired: &Repaired) -> RepairReport {
    RepairReport {
        set_aside: repaired.set_aside.iter().map(|path| name_of(path)).collect(),
        restored: repaired.restored.as_ref().map(|backup| name_of(&backup.path)),
    }
}

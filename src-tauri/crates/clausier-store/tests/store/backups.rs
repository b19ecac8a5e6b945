//! Backups, and bases of older formats.

use chrono::Duration;
use clausier_store::{BackupKind, RepairChoice, Store, StoreError, repair};

use crate::tools::{base, base_of, id, minute, noon, open, overwrite, tender};

#[test]
fn a_backup_holds_what_the_base_held_and_can_be_restored() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    store.save(&tender(1, "avant"), None, "create", minute(0)).unwrap();
    let backup = store.backup(minute(1)).unwrap();
    store.save(&tender(1, "après"), Some(1), "title", minute(2)).unwrap();
    store.save(&tender(2, "autre"), None, "create", minute(3)).unwrap();
    let witness = open(dir.path());
    store.restore_backup(&backup, minute(4)).unwrap();
    for store in [&store, &witness, &open(dir.path())] {
        assert_eq!(store.list().unwrap().len(), 1, "every process sees the restored base");
        assert_eq!(store.get(id(1)).unwrap().tender.title.as_deref(), Some("avant"));
    }
    let undone = store.backups().into_iter().find(|backup| backup.kind == BackupKind::BeforeRestore).expect("the state before is kept");
    store.restore_backup(&undone, minute(5)).unwrap();
    assert_eq!(store.list().unwrap().len(), 2, "restoring can itself be undone");
}

#[test]
fn a_damaged_backup_is_skipped_and_the_next_one_offered() {
    let dir = tempfile::tempdir().unwrap();
    base_of(dir.path(), 5);
    let newest = {
        let mut store = open(dir.path());
        store.save(&tender(9, "dernier"), None, "create", noon()).unwrap();
        store.backup(minute(1)).unwrap()
    };
    overwrite(&newest.path, |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    });
    assert!(matches!(open(dir.path()).restore_backup(&newest, noon()), Err(StoreError::BackupUnusable { .. })));
    overwrite(&base(dir.path()), |bytes| bytes.truncate(5000));
    match Store::open(dir.path(), noon()) {
        Err(StoreError::Damaged { backups, .. }) => assert!(!backups.is_empty() && backups.iter().all(|backup| backup.path != newest.path)),
        other => panic!("told as {other:?}"),
    }
    let repaired = repair(dir.path(), RepairChoice::NewestBackup, noon()).unwrap();
    assert!(repaired.restored.unwrap().number < newest.number);
    assert_eq!(open(dir.path()).list().unwrap().len(), 5);
}

#[test]
fn sessions_days_and_weeks_are_rotated_and_the_newest_always_stays() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    store.save(&tender(1, "A"), None, "create", noon()).unwrap();
    for half_day in 0..80 {
        store.backup(noon() + Duration::hours(12 * half_day)).unwrap();
    }
    let kept = store.backups();
    assert!((11..=13).contains(&kept.len()), "{} are kept", kept.len());
    assert_eq!(kept[0].number, 80, "the last one is there");
    let oldest = kept.last().unwrap().made_at;
    assert!((14..=28).contains(&(kept[0].made_at - oldest).num_days()), "the fourth week is there");
}

#[test]
fn a_clock_gone_wild_empties_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    for number in 0..10 {
        store.backup(noon() + Duration::days(365 * 30 + number)).unwrap();
    }
    for number in 0..6 {
        let made = store.backup(minute(number)).unwrap();
        assert_eq!(store.backups()[0], made, "the newest is the last made, whatever the clock said");
    }
}

#[test]
fn files_of_others_in_the_folder_of_backups_are_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    let folder = dir.path().join("backups");
    for name in ["notes.txt", "clausier-x.db", "clausier-000001-20261123T120000Z-session-00 (1).db"] {
        std::fs::write(folder.join(name), "x").unwrap();
    }
    for number in 0..12 {
        store.backup(minute(number)).unwrap();
    }
    assert!(folder.join("notes.txt").exists() && folder.join("clausier-x.db").exists());
}

#[test]
fn half_written_backups_of_a_dead_process_are_cleared() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let partial = dir.path().join("backups/abc.partial");
    std::fs::write(&partial, "x").unwrap();
    drop(open(dir.path()));
    assert!(!partial.exists());
}

#[test]
fn a_base_in_memory_has_no_backup() {
    let mut store = Store::in_memory().unwrap();
    assert!(matches!(store.backup(noon()), Err(StoreError::InMemory)));
    assert_eq!(store.backups(), []);
}

/// Makes a base of the first format, as its first program left it.
pub fn base_of_the_first_format(dir: &std::path::Path) {
    let old = rusqlite::Connection::open(base(dir)).unwrap();
    old.execute_batch(include_str!("../../migrations/0001_initial.sql")).unwrap();
    old.execute_batch(
        "PRAGMA user_version = 1; PRAGMA application_id = 0x636c6175; PRAGMA journal_mode = WAL;
         INSERT INTO setting VALUES ('theme', '\"sombre\"', '2026-11-23T12:00:00.000Z');",
    )
    .unwrap();
}

#[test]
fn a_base_of_the_first_format_is_backed_up_then_migrated() {
    let dir = tempfile::tempdir().unwrap();
    base_of_the_first_format(dir.path());
    let store = open(dir.path());
    let backups = store.backups();
    let kinds: Vec<BackupKind> = backups.iter().map(|backup| backup.kind).collect();
    // Until a second format exists there is nothing to migrate.
    let expected: &[BackupKind] = if store.notes().is_empty() { &[] } else { &[BackupKind::BeforeMigration] };
    assert_eq!(kinds, expected, "{:?}", store.notes());
    assert_eq!(store.setting("theme").unwrap(), Some("sombre".into()));
    store.check().unwrap();
}

#[test]
fn a_backup_of_the_first_format_is_migrated_when_it_is_restored() {
    let dir = tempfile::tempdir().unwrap();
    base_of_the_first_format(dir.path());
    let Some(backup) = open(dir.path()).backups().into_iter().next() else { return };
    let mut store = open(dir.path());
    store.save(&tender(1, "A"), None, "create", noon()).unwrap();
    store.restore_backup(&backup, noon()).unwrap();
    assert!(store.list().unwrap().is_empty());
    store.save(&tender(1, "A"), None, "create", noon()).unwrap();
    drop(store);
    overwrite(&base(dir.path()), |bytes| bytes.truncate(100));
    repair(dir.path(), RepairChoice::Backup(backup), noon()).unwrap();
    assert_eq!(open(dir.path()).notes().len(), 1, "opening migrates what repair put in place");
}

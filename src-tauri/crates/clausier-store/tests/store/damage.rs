//! Bases that are damaged, foreign, newer, missing.

use std::path::Path;

use clausier_store::{Note, RepairChoice, Store, StoreError, repair};

use crate::tools::{base, base_of, copy_of, id, minute, noon, open, overwrite, tender};

const PAGE: usize = 4096;

fn refused(dir: &Path) -> StoreError {
    Store::open(dir, noon()).expect_err("the base is refused")
}

/// Opening tells the damage, names a backup, changes nothing; the newest backup then takes the place.
fn assert_damaged_then_repaired(dir: &Path, tenders: usize) {
    let before = std::fs::read(base(dir)).ok();
    match refused(dir) {
        StoreError::Damaged { path, backups } => assert_eq!((path, backups.len()), (base(dir), 1)),
        other => panic!("told as {other:?}"),
    }
    assert_eq!(std::fs::read(base(dir)).ok(), before, "nothing was touched");
    let repaired = repair(dir, RepairChoice::NewestBackup, noon()).expect("the base is repaired");
    assert!(repaired.restored.is_some());
    if let Some(before) = before {
        assert_eq!(std::fs::read(&repaired.set_aside[0]).unwrap(), before, "the damaged base is set aside as it was");
    }
    assert_eq!(open(dir).list().unwrap().len(), tenders);
}

#[test]
fn a_zeroed_page_is_told_before_anything_is_read() {
    for page in [0, 3, 10, 20] {
        let dir = tempfile::tempdir().unwrap();
        base_of(dir.path(), 40);
        overwrite(&base(dir.path()), |bytes| bytes[page * PAGE..(page + 1) * PAGE].fill(0));
        assert_damaged_then_repaired(dir.path(), 40);
    }
}

#[test]
fn a_truncated_base_is_told_even_when_nothing_is_left_of_it() {
    for kept in [0, 50, 100, PAGE, 12 * PAGE, 12 * PAGE + 100] {
        let dir = tempfile::tempdir().unwrap();
        base_of(dir.path(), 40);
        overwrite(&base(dir.path()), |bytes| bytes.truncate(kept));
        assert_damaged_then_repaired(dir.path(), 40);
    }
}

#[test]
fn a_base_that_disappeared_is_no_fresh_start() {
    let dir = tempfile::tempdir().unwrap();
    base_of(dir.path(), 3);
    std::fs::remove_file(base(dir.path())).unwrap();
    assert_damaged_then_repaired(dir.path(), 3);
}

#[test]
fn a_bit_flipped_inside_a_text_is_told_when_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    base_of(dir.path(), 3);
    overwrite(&base(dir.path()), |bytes| {
        let at = bytes.windows(5).position(|window| window == b"group").expect("the text is in the base");
        bytes[at] ^= 4;
    });
    let store = open(dir.path());
    let outcomes: Vec<_> = (0..3).map(|number| store.get(id(number))).collect();
    let damaged = outcomes.iter().filter(|outcome| matches!(outcome, Err(StoreError::Damaged { backups, .. }) if backups.len() == 1)).count();
    // The title is in the list column too: the flip may have fallen there, and `check` says so of neither.
    assert!(damaged == 1 || store.list().unwrap().iter().any(|row| row.title.as_deref().unwrap_or_default().contains("croup")), "{outcomes:?}");
}

#[test]
fn a_newer_base_is_refused_and_not_one_byte_changes() {
    let dir = tempfile::tempdir().unwrap();
    base_of(dir.path(), 3);
    overwrite(&base(dir.path()), |bytes| bytes[60..64].copy_from_slice(&999_u32.to_be_bytes()));
    let before = std::fs::read(base(dir.path())).unwrap();
    assert!(matches!(refused(dir.path()), StoreError::NewerFormat { found: 999, .. }));
    assert_eq!(std::fs::read(base(dir.path())).unwrap(), before);
}

#[test]
fn a_newer_format_that_is_still_in_the_log_is_refused_too() {
    let (dir, cut) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    base_of(dir.path(), 3);
    let other = rusqlite::Connection::open(base(dir.path())).unwrap();
    other.execute_batch("PRAGMA user_version = 999").unwrap();
    copy_of(dir.path(), cut.path());
    let before = std::fs::read(base(cut.path())).unwrap();
    assert!(matches!(refused(cut.path()), StoreError::NewerFormat { found: 999, .. }));
    assert_eq!(std::fs::read(base(cut.path())).unwrap(), before, "the log was not moved into the base");
}

#[test]
fn a_base_of_another_program_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let foreign = rusqlite::Connection::open(base(dir.path())).unwrap();
    foreign.execute_batch("CREATE TABLE autre (x)").unwrap();
    drop(foreign);
    assert!(matches!(refused(dir.path()), StoreError::ForeignBase { .. }));
}

#[test]
fn a_file_that_is_no_base_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(base(dir.path()), "un texte ".repeat(100)).unwrap();
    assert!(matches!(refused(dir.path()), StoreError::Damaged { .. }));
    assert!(matches!(repair(dir.path(), RepairChoice::NewestBackup, noon()), Err(StoreError::NoBackup)));
    assert!(base(dir.path()).exists(), "without a backup nothing moves");
    repair(dir.path(), RepairChoice::StartEmpty, noon()).unwrap();
    assert!(open(dir.path()).list().unwrap().is_empty());
}

#[test]
fn a_power_cut_keeps_every_saved_edit() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path());
    for number in 0..30 {
        store.save(&tender(number, "École"), None, "create", noon()).unwrap();
        let cut = tempfile::tempdir().unwrap();
        copy_of(dir.path(), cut.path());
        assert_eq!(open(cut.path()).list().unwrap().len() as u128, number + 1);
    }
}

#[test]
fn a_log_that_was_deleted_after_a_crash_is_told() {
    let dir = tempfile::tempdir().unwrap();
    base_of(dir.path(), 3);
    std::fs::write(dir.path().join("open/mort.session"), "").unwrap();
    assert_eq!(open(dir.path()).notes(), [Note::UncleanExit, Note::LogMissing]);
    assert_eq!(open(dir.path()).notes(), [], "once is enough");
}

#[test]
fn a_base_in_use_is_not_repaired() {
    let dir = tempfile::tempdir().unwrap();
    base_of(dir.path(), 3);
    let store = open(dir.path());
    assert!(matches!(repair(dir.path(), RepairChoice::NewestBackup, noon()), Err(StoreError::Busy)));
    drop(store);
    repair(dir.path(), RepairChoice::NewestBackup, noon()).unwrap();
}

#[test]
fn the_weekly_check_runs_once_a_week_and_after_the_clock_went_back() {
    let mut store = Store::in_memory().unwrap();
    let days = |count: i64| noon() + chrono::Duration::days(count);
    let ran: Vec<bool> = [0, 1, 6, 7, 8, -400].into_iter().map(|day| store.maintain(days(day)).unwrap()).collect();
    assert_eq!(ran, [true, false, false, true, false, true]);
    store.check().unwrap();
}

#[test]
fn another_writer_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let (window, mut command) = (open(dir.path()), open(dir.path()));
    let before = window.foreign_changes().unwrap();
    command.save(&tender(1, "A"), None, "create", minute(0)).unwrap();
    assert_ne!(window.foreign_changes().unwrap(), before);
    assert!(window.find(id(1)).unwrap().is_some());
}

#[test]
fn a_store_can_be_given_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Store>();
    is_send::<StoreError>();
}

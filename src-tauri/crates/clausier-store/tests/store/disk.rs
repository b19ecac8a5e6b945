//! Disks that are full, or refuse writes. Needs the right to mount: says so and passes otherwise.

use std::path::{Path, PathBuf};
use std::process::Command;

use clausier_store::{Note, Store, StoreError};

use crate::tools::{base, base_of, id, minute, noon, open, tender};

/// A file system in memory, unmounted when dropped.
struct Disk(PathBuf, #[allow(dead_code)] tempfile::TempDir);

impl Disk {
    fn of(options: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        mount(&["-t", "tmpfs", "-o", options, "tmpfs"], dir.path()).then(|| Self(dir.path().to_owned(), dir))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn mount(arguments: &[&str], at: &Path) -> bool {
    let outcome = Command::new("mount").args(arguments).arg(at).output();
    let done = outcome.as_ref().is_ok_and(|output| output.status.success());
    if !done {
        eprintln!("passé : le montage est refusé ici ({outcome:?})");
    }
    done
}

fn big(number: u128) -> clausier_core::tender::Tender {
    tender(number, &format!("{number} {}", "x".repeat(200_000)))
}

/// Saves until the disk refuses; returns how many were acknowledged.
fn fill(store: &mut Store, from: u128) -> u128 {
    for number in from.. {
        match store.save(&big(number), None, "create", minute(0)) {
            Ok(_) => {}
            Err(StoreError::DiskFull) => return number,
            Err(other) => panic!("told as {other:?}"),
        }
    }
    from
}

#[test]
fn a_full_disk_is_told_and_every_acknowledged_tender_is_there() {
    let Some(disk) = Disk::of("size=4m") else { return };
    let dir = disk.0.as_path();
    let mut store = open(dir);
    let count = fill(&mut store, 0);
    assert!(count > 3, "{count} fitted");
    assert!(matches!(store.get(id(count)), Err(StoreError::NotFound)), "the refused one is absent whole");
    assert_eq!(store.list().unwrap().len() as u128, count);
    assert!(matches!(store.backup(noon()), Err(StoreError::DiskFull)), "a backup does not fit either");
    store.check().unwrap();
    drop(store);
    assert_eq!(open(dir).list().unwrap().len() as u128, count, "a full disk still opens");
}

#[test]
fn the_reserve_saves_the_edit_under_way_and_the_user_is_told() {
    let Some(disk) = Disk::of("size=24m") else { return };
    let dir = disk.0.as_path();
    assert!(!open(dir).is_short_of_space(), "the first session has no reserve and no trouble");
    let mut store = open(dir);
    assert!(!store.is_short_of_space(), "{:?}", store.notes());
    let mut number = 0;
    while !store.is_short_of_space() {
        store.save(&big(number), None, "create", noon()).expect("the reserve lets each edit through");
        number += 1;
    }
    assert_eq!(store.list().unwrap().len() as u128, number, "the edit that met the full disk is saved");
    fill(&mut store, number);
    store.check().unwrap();
}

#[test]
fn a_disk_without_inodes_is_told_as_full() {
    let Some(disk) = Disk::of("size=4m,nr_inodes=3") else { return };
    let refused = Store::open(&disk.0, noon()).expect_err("there is room for no base");
    assert!(matches!(refused, StoreError::DiskFull), "told as {refused:?}");
}

#[test]
fn a_folder_that_refuses_writes_is_opened_for_reading() {
    let (dir, view) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    base_of(dir.path(), 3);
    let source = dir.path().to_str().unwrap();
    if !mount(&["--bind", "-o", "ro", source], view.path()) {
        return;
    }
    let outcome = std::panic::catch_unwind(|| {
        let before = std::fs::read(base(dir.path())).unwrap();
        let mut store = Store::open(view.path(), noon()).expect("it opens for reading");
        assert!(store.is_read_only() && store.notes() == [Note::ReadOnly]);
        assert_eq!(store.list().unwrap().len(), 3);
        assert!(matches!(store.save(&tender(9, "A"), None, "create", noon()), Err(StoreError::ReadOnly)));
        assert!(matches!(store.backup(noon()), Err(StoreError::ReadOnly)));
        assert_eq!(std::fs::read(base(dir.path())).unwrap(), before);
    });
    let _ = Command::new("umount").arg("-l").arg(view.path()).status();
    outcome.unwrap();
}

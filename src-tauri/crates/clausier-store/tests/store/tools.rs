//! What the tests share.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, Utc};
use clausier_core::tender::{Tender, TenderId};
use clausier_store::{BASE_NAME, Store};

pub fn noon() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().expect("the test writes an instant")
}

/// Minutes apart, so that no two edits are one burst.
pub fn minute(number: i64) -> DateTime<Utc> {
    noon() + Duration::minutes(number)
}

pub fn id(number: u128) -> TenderId {
    TenderId(uuid::Uuid::from_u128(number))
}

pub fn tender(number: u128, title: &str) -> Tender {
    Tender { title: Some(title.to_owned()), ..Tender::new(id(number)) }
}

pub fn open(dir: &Path) -> Store {
    Store::open(dir, noon()).expect("the base opens")
}

pub fn base(dir: &Path) -> PathBuf {
    dir.join(BASE_NAME)
}

/// Makes a base of so many tenders, with a backup, closed.
pub fn base_of(dir: &Path, count: u128) {
    let mut store = open(dir);
    for number in 0..count {
        store.save(&tender(number, &"Construction d’un groupe scolaire. ".repeat(40)), None, "create", noon()).expect("a tender is saved");
    }
    store.backup(noon()).expect("a backup is made");
}

pub fn overwrite(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).expect("the file is read");
    change(&mut bytes);
    std::fs::write(path, bytes).expect("the file is written");
}

/// Copies the files of a base as they are now, without its locks: what a power cut leaves.
pub fn copy_of(dir: &Path, to: &Path) {
    for name in [BASE_NAME.to_owned(), format!("{BASE_NAME}-wal")] {
        if dir.join(&name).exists() {
            std::fs::copy(dir.join(&name), to.join(&name)).expect("the file is copied");
        }
    }
}

//! Processes that die, and processes at the same time.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use clausier_store::{Note, StoreError};

use crate::backups::base_of_the_first_format;
use crate::tools::{id, minute, noon, open, tender};

const FOLDER: &str = "CLAUSIER_TEST_FOLDER";

/// Starts this very binary on one of the tests below, which only run so.
fn start(test: &str, dir: &Path) -> Child {
    Command::new(std::env::current_exe().expect("a test knows its binary"))
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, dir)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the child starts")
}

/// Processes killed by each test.
fn rounds() -> u64 {
    std::env::var("CLAUSIER_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12)
}

fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

#[test]
#[ignore = "started by a_killed_process_loses_no_acknowledged_edit"]
fn child_that_writes_until_killed() {
    let Some(dir) = folder() else { return };
    let mut store = open(&dir);
    let mut rev = store.find(id(1)).unwrap().map(|stored| stored.rev);
    for number in rev.unwrap_or(0).. {
        rev = Some(store.save(&tender(1, &format!("édition {number}")), rev, "title", minute(number)).unwrap().rev);
        println!("\nack {}", rev.unwrap_or_default());
        if number % 50 == 0 {
            store.backup(minute(number)).unwrap();
        }
    }
}

/// Reads acknowledged revisions up to `count`, then kills, and reads what was still in the pipe.
fn kill_after(mut child: Child, count: usize) -> i64 {
    let lines = BufReader::new(child.stdout.take().expect("the output is piped")).lines();
    let mut acknowledged = 0;
    let acks = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("ack ").and_then(|rev| rev.parse().ok()));
    for (at, rev) in acks.enumerate() {
        acknowledged = rev;
        if at == count {
            child.kill().expect("the child is killed");
        }
    }
    child.wait().expect("the child ended");
    acknowledged
}

#[test]
fn a_killed_process_loses_no_acknowledged_edit() {
    let dir = tempfile::tempdir().unwrap();
    for round in 0..rounds() {
        let count = usize::try_from(1 + (round * 37) % 90).unwrap_or(1);
        let acknowledged = kill_after(start("kill::child_that_writes_until_killed", dir.path()), count);
        let store = open(dir.path());
        assert_eq!(store.notes(), [Note::UncleanExit], "the death was seen");
        let stored = store.get(id(1)).unwrap();
        assert!(stored.rev >= acknowledged, "round {round}: {acknowledged} was acknowledged, {} is there", stored.rev);
        assert!(stored.rev <= acknowledged + 1, "round {round}: at most the edit under way is there unannounced");
        assert_eq!(stored.tender.title, Some(format!("édition {}", stored.rev - 1)));
        store.check().unwrap();
    }
    let mut store = open(dir.path());
    for backup in store.backups().into_iter().take(2) {
        store.restore_backup(&backup, noon()).expect("a backup that has its name is whole");
    }
}

#[test]
#[ignore = "started by a_process_killed_while_it_migrates_or_backs_up_loses_nothing"]
fn child_that_migrates_and_backs_up() {
    let Some(dir) = folder() else { return };
    println!("\nack 0");
    open(&dir).backup(minute(1)).unwrap();
    println!("\nack 1");
}

#[test]
fn a_process_killed_while_it_migrates_or_backs_up_loses_nothing() {
    for round in 0..rounds() {
        let dir = tempfile::tempdir().unwrap();
        base_of_the_first_format(dir.path());
        let mut child = start("kill::child_that_migrates_and_backs_up", dir.path());
        let lines = BufReader::new(child.stdout.take().expect("the output is piped")).lines();
        // From its first word on, the moments are spread over the migration and the backup.
        let _first = lines.map_while(Result::ok).find(|line| line == "ack 0");
        std::thread::sleep(std::time::Duration::from_micros(1_500 * round));
        let _ = child.kill();
        child.wait().expect("the child ended");
        let mut store = open(dir.path());
        assert_eq!(store.setting("theme").unwrap(), Some("sombre".into()), "round {round}: as before, or migrated");
        store.check().unwrap();
        for backup in store.backups() {
            store.restore_backup(&backup, noon()).expect("a backup that has its name is whole");
        }
    }
}

#[test]
#[ignore = "started by two_processes_write_without_losing_an_edit"]
fn child_that_adds_fifty_words() {
    let Some(dir) = folder() else { return };
    let mut store = open(&dir);
    for _ in 0..50 {
        loop {
            let stored = store.get(id(1)).unwrap();
            let mut next = stored.tender;
            next.cpv.push("45000000".to_owned());
            match store.save(&next, Some(stored.rev), "import", noon()) {
                Ok(_) => break,
                Err(StoreError::ChangedElsewhere { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn two_processes_write_without_losing_an_edit() {
    let dir = tempfile::tempdir().unwrap();
    open(dir.path()).save(&tender(1, "A"), None, "create", noon()).unwrap();
    let children = [(); 3].map(|()| start("kill::child_that_adds_fifty_words", dir.path()));
    for child in children {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    let stored = open(dir.path()).get(id(1)).unwrap();
    assert_eq!((stored.tender.cpv.len(), stored.rev), (150, 151));
}

#[test]
#[ignore = "started by several_processes_make_one_base_at_once"]
fn child_that_makes_the_base() {
    let Some(dir) = folder() else { return };
    let number = u128::from(std::process::id());
    open(&dir).save(&tender(number, "A"), None, "create", noon()).unwrap();
}

#[test]
fn several_processes_make_one_base_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let children = [(); 4].map(|()| start("kill::child_that_makes_the_base", dir.path()));
    for child in children {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    assert_eq!(open(dir.path()).list().unwrap().len(), 4);
}

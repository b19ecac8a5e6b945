//! The twenty invariants of the study (reliability.md §5), by number. Those of the local base (I1, I19,
//! I20), of the allow-list (I14) and of the sentences (I17) are tested where they live:
//! `the_others_live_elsewhere` says where.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use proptest::prelude::*;

use super::faux::{Call, Disk, Fault};
use super::grounds::{Ground as _, OnWebDav};
use super::history;
use super::scene::{Computer, Dice, day, disk, id, summary};
use crate::clock::Chance as _;
use crate::folder::FolderError;
use crate::hash::{Hash, Sha32};
use crate::ledger::{Ingest, Ledger as _};
use crate::listing::fingerprint;
use crate::marker::Marker;
use crate::names::{CardName, MARKER, SegmentName, year_directory};
use crate::replica::ReplicaId;
use crate::row::{Envelope, Row, merged};
use crate::segment;
use crate::sync::SyncError;

/// Cases of a property: a million in the long campaign.
fn cases() -> ProptestConfig {
    let cases = if std::env::var_os("CLAUSIER_LONG").is_some() { 1_000_000 } else { 300 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn pair() -> (Rc<RefCell<Disk>>, Computer, Computer) {
    let disk = disk();
    let (anne, benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    (disk, anne, benoit)
}

fn final_files(disk: &Rc<RefCell<Disk>>) -> BTreeMap<String, Vec<u8>> {
    let disk = disk.borrow();
    disk.files.iter().filter(|(path, _)| !path.ends_with(".tmp")).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// The places of the invariants that this file does not hold; each name is a test of the workspace.
#[test]
fn the_others_live_elsewhere() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let elsewhere = [
        ("I1", "clausier-store/tests/store/kill.rs", "a_killed_process_loses_no_acknowledged_edit"),
        ("I14", "clausier-cli/tests/cli/sharing.rs", "nothing_of_an_unpublished_tender_leaves_and_never_an_estimate"),
        ("I15", "clausier-app/tests/app/figures.rs", "i15_equal_rows_give_equal_figures_with_their_coverage_and_excluded_rows_are_counted"),
        ("I17", "clausier-app/tests/app/places.rs", "i17_each_refusal_says_what_is_safe_and_what_comes_next"),
        ("I19", "clausier-store/tests/store/backups.rs", "a_damaged_backup_is_skipped_and_the_next_one_offered"),
        ("I20", "clausier-store/tests/store/damage.rs", "a_newer_base_is_refused_and_not_one_byte_changes"),
    ];
    for (invariant, file, test) in elsewhere {
        let source = std::fs::read_to_string(crates.join(file)).expect("a test of ours can be read");
        assert!(source.contains(&format!("fn {test}(")), "{invariant}: {test} is no longer in {file}");
    }
}

#[test]
fn i02_nothing_of_others_is_removed_or_changed() {
    let (disk, mut anne, mut benoit) = pair();
    for version in 0..4 {
        anne.edit(id(1), &format!("Version {version}"));
        anne.sync(day(0)).expect("the folder is there");
    }
    disk.borrow_mut().files.insert("resumes/annee=2026/desktop.ini".to_owned(), b"junk".to_vec());
    let of_others = final_files(&disk);
    for number in 0..30 {
        benoit.edit(id(2), &format!("Version {number}"));
        benoit.sync(day(number)).expect("the folder is there");
    }
    let after = final_files(&disk);
    for (path, bytes) in of_others {
        assert_eq!(after.get(&path), Some(&bytes), "{path}");
    }
    let me = benoit.memory.identity().expect("memory works").expect("named at its first row");
    let strangers: Vec<String> =
        disk.borrow().removed.iter().filter(|path| !path.contains(me.as_str()) && !path.contains("sonde-")).cloned().collect();
    assert!(disk.borrow().removed.iter().any(|path| path.contains(me.as_str())), "the test sees removals");
    assert_eq!(strangers, Vec::<String>::new());
}

#[test]
fn i03_what_has_a_final_name_never_changes() {
    for seed in 0..60 {
        let (disk, mut anne, mut benoit) = pair();
        let mut dice = Dice(seed);
        let mut seen: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for step in 0..20 {
            let post = if dice.below(2) == 0 { &mut anne } else { &mut benoit };
            post.edit(id(dice.below(4) as u128), &format!("Titre {step}"));
            let (mut faults, kill) = (Dice(dice.next()), dice.below(90) as i64);
            *post.folder.faults.borrow_mut() = Box::new(move |call, path| {
                let strikes = faults.below(6) == 0 && path != MARKER && matches!(call, Call::Create | Call::Rename);
                strikes.then_some(if faults.below(2) == 0 { Fault::DoneButRefused } else { Fault::Refuse(FolderError::Busy) })
            });
            post.memory.fuse.set(kill);
            let _ = post.sync(day(step));
            post.memory.fuse.set(i64::MAX);
            for (path, bytes) in final_files(&disk) {
                let first = seen.entry(path.clone()).or_insert_with(|| bytes.clone());
                assert_eq!(*first, bytes, "seed {seed}: {path}");
            }
        }
        assert!(!seen.is_empty());
    }
}

#[test]
fn i04_a_generation_has_one_content() {
    for calls in 20..120 {
        let (disk, mut anne, _) = pair();
        for version in 0..3 {
            anne.edit(id(1), &format!("Version {version}"));
            anne.memory.fuse.set(calls);
            let _ = anne.sync(day(version));
            anne.memory.fuse.set(i64::MAX);
        }
        anne.sync(day(3)).expect("the folder is there");
        assert_eq!(disk.borrow().generations.values().map(BTreeSet::len).max(), Some(1), "killed after {calls} calls");
    }
}

fn any_row() -> impl Strategy<Value = Row> {
    (1..4_u32, 0..3_u64, 0..3_u8, any::<bool>()).prop_map(|(v, author, title, sup)| {
        let rep = ReplicaId::draw(&mut Dice(author));
        let envelope = Envelope { id: id(1).0, v, rep, base: None, annee: 2026 };
        let row = if sup { Row::tombstone(envelope) } else { Row::of_summary(envelope, &summary(id(1), &format!("Titre {title}"))) };
        row.expect("a row of ours is valid")
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i05_merging_is_commutative_associative_idempotent(a in any_row(), b in any_row(), c in any_row()) {
        prop_assert_eq!(merged(a.clone(), b.clone()), merged(b.clone(), a.clone()));
        prop_assert_eq!(merged(merged(a.clone(), b.clone()), c.clone()), merged(a.clone(), merged(b, c)));
        prop_assert_eq!(merged(a.clone(), a.clone()), a);
    }

    #[test]
    fn i05_the_order_of_arrival_does_not_matter(mut rows in prop::collection::vec(any_row(), 1..8), seed in any::<u64>()) {
        let state = |rows: &[Row]| {
            let mut computer = super::memory::Memory::new();
            for (number, row) in rows.iter().enumerate() {
                let (path, one) = (format!("x{number}"), std::slice::from_ref(row));
                computer.ingest(&[Ingest { path: &path, replica: row.rep, today: day(0), rows: one, held: &[] }]).expect("memory works");
            }
            computer.merged()
        };
        let first = state(&rows);
        let mut dice = Dice(seed);
        for index in (1..rows.len()).rev() {
            rows.swap(index, dice.below(index + 1));
        }
        prop_assert_eq!(state(&rows), first);
    }

    #[test]
    fn i13_any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "\\PC{0,140}") {
        let lines = segment::parse(&bytes);
        prop_assert!(lines.rows.len() + lines.set_aside.len() <= bytes.len());
        let (_, _, _) = (SegmentName::parse(&name), CardName::parse(&name), Sha32::parse(&name));
        let disk = disk();
        disk.borrow_mut().files.insert(MARKER.to_owned(), bytes);
        prop_assert!(!matches!(Marker::read(&super::faux::Faux::on(&disk, super::memory::Fuse::endless())), Marker::Absent));
    }
}

#[test]
fn i06_everyone_and_a_newcomer_agree_once_the_faults_stop() {
    let broken: Vec<String> = (50_000..50_040).filter_map(|seed| history::run(seed, 50, true)).collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn i07_a_row_held_by_someone_survives_any_deletion() {
    for seed in 0..30 {
        let (disk, mut anne, mut benoit) = pair();
        let mut dice = Dice(seed);
        for number in 0..6 {
            anne.edit(id(number), &format!("Marché {number}"));
        }
        anne.sync(day(0)).expect("the folder is there");
        benoit.sync(day(0)).expect("the folder is there");
        drop(anne);
        for number in 1..6 {
            disk.borrow_mut().files.retain(|path, _| path == MARKER || dice.below(2) == 0);
            benoit.sync(day(number)).expect("the folder is there");
        }
        for number in 6..12 {
            benoit.sync(day(number)).expect("the folder is there");
        }
        let mut newcomer = Computer::linked(&disk, 3);
        newcomer.sync(day(12)).expect("the folder is there");
        assert_eq!(newcomer.titles().len(), 6, "seed {seed}");
    }
}

#[test]
fn i08_absence_takes_nothing_away() {
    for seed in 0..60 {
        let (disk, mut anne, mut benoit) = pair();
        let mut dice = Dice(seed);
        for number in 0..6 {
            anne.edit(id(number), &format!("Marché {number}"));
            anne.sync(day(0)).expect("the folder is there");
        }
        benoit.sync(day(0)).expect("the folder is there");
        let before = benoit.titles();
        disk.borrow_mut().files.retain(|path, _| path == MARKER || dice.below(3) > 0);
        if dice.below(3) == 0 {
            disk.borrow_mut().directories.clear();
        }
        let _ = benoit.sync(day(1));
        assert_eq!(benoit.titles(), before, "seed {seed}");
    }
}

#[test]
fn i09_without_the_marker_a_server_is_asked_to_write_nothing() {
    let dav = OnWebDav::new();
    let mut anne = Computer::on(dav.way(), 1);
    anne.edit(id(1), "Groupe scolaire");
    std::fs::remove_file(dav.tree().join(MARKER)).expect("the marker is there");
    dav.server.ear.asked();
    assert!(matches!(anne.sync(day(0)), Err(SyncError::Away)));
    let asked = dav.server.ear.asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.starts_with("GET") || asked.starts_with("PROPFIND")), "{asked:?}");
}

#[test]
fn i10_bytes_that_do_not_match_their_name_contribute_nothing() {
    let (disk, mut anne, _) = pair();
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let path = anne.folder.paths().into_iter().find(|path| path.ends_with(".ndjson")).expect("a segment was published");
    let good = disk.borrow().files[&path].clone();
    for place in (0..good.len()).step_by(7) {
        let mut flipped = good.clone();
        flipped[place] ^= 1;
        for bytes in [flipped, good[..place].to_vec()] {
            disk.borrow_mut().files.insert(path.clone(), bytes);
            let mut newcomer = Computer::linked(&disk, 3);
            let report = newcomer.sync(day(0)).expect("the folder is there");
            assert_eq!((newcomer.titles().len(), report.ingested, report.status.set_aside.len()), (0, 0, 1), "at byte {place}");
        }
    }
}

#[test]
fn i11_a_segment_is_taken_whole_and_twice_is_once() {
    let (disk, mut anne, _) = pair();
    for number in 0..5 {
        anne.edit(id(number), &format!("Marché {number}"));
    }
    anne.sync(day(0)).expect("the folder is there");
    for calls in 0..60 {
        let mut newcomer = Computer::linked(&disk, 3);
        newcomer.memory.fuse.set(calls);
        let _ = newcomer.sync(day(0));
        newcomer.memory.fuse.set(i64::MAX);
        assert!(matches!(newcomer.titles().len(), 0 | 5), "killed after {calls} calls: all or nothing");
        for number in 0..3 {
            newcomer.sync(day(number)).expect("the folder is there");
            assert_eq!(newcomer.memory.merged(), anne.memory.merged(), "killed after {calls} calls, session {number}");
        }
    }
}

#[test]
fn i12_no_clock_changes_what_is_held() {
    let last = |days: [u64; 6]| {
        let (_, mut anne, mut benoit) = pair();
        for (turn, number) in days.into_iter().enumerate() {
            let post = if turn % 2 == 0 { &mut anne } else { &mut benoit };
            post.edit(id(turn as u128 % 2), &format!("Titre {turn}"));
            post.sync(day(number)).expect("the folder is there");
        }
        anne.sync(day(days[5])).expect("the folder is there");
        benoit.sync(day(days[5])).expect("the folder is there");
        assert_eq!(anne.titles(), benoit.titles());
        anne.titles()
    };
    let expected = last([0, 0, 0, 0, 0, 0]);
    let thirty_years = 30 * 365;
    for days in [[thirty_years, 0, 0, thirty_years, 0, 0], [thirty_years, 5, 4, 3, 2, 1], [0, thirty_years, 1, 9_000, 2, 3]] {
        assert_eq!(last(days), expected, "days {days:?}");
    }
}

#[test]
fn i16_fields_of_a_later_program_survive_byte_for_byte() {
    let (disk, mut anne, mut benoit) = pair();
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let line = anne.memory.merged()[&id(1).0].raw.replacen('{', r#"{"aaa_futur":{"b":[1.50,"é"]},"#, 1).replace(r#""v":1"#, r#""v":2"#);
    let (bytes, rep) = (format!("{line}\n").into_bytes(), "abcdefghijklmnopqrstuvwxyz");
    let path = format!("{}/{rep}.00000001.1.{}.ndjson", year_directory(2026), Hash::of(&bytes).short());
    disk.borrow_mut().files.insert(path, bytes);
    benoit.sync(day(0)).expect("the folder is there");
    disk.borrow_mut().files.retain(|path, _| path == MARKER);
    for number in 1..6 {
        benoit.sync(day(number)).expect("the folder is there");
    }
    let mut newcomer = Computer::linked(&disk, 3);
    newcomer.sync(day(6)).expect("the folder is there");
    let kept = newcomer.memory.merged()[&id(1).0].clone();
    assert_eq!(kept.raw, line);
    assert_eq!(kept.summary().and_then(|summary| summary.objet).as_deref(), Some("Groupe scolaire"), "and it counts");
}

#[test]
fn i18_a_poll_with_nothing_new_opens_no_file() {
    let (disk, mut anne, mut benoit) = pair();
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    let (opens, writes) = (disk.borrow().opens, disk.borrow().writes);
    assert_eq!(fingerprint(&anne.folder), fingerprint(&benoit.folder));
    assert_eq!((disk.borrow().opens, disk.borrow().writes), (opens, writes));
}

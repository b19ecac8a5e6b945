//! Two colleagues and a folder.

use super::faux::{Call, Fault};
use super::scene::{Computer, day, disk, id};
use crate::folder::FolderError;
use crate::forks::{Keep, forks, resolve};
use crate::hash::Hash;
use crate::ledger::Reason;
use crate::link::{LinkChoice, LinkRefusal, link};
use crate::listing::fingerprint;
use crate::names::{MARKER, SegmentName};
use crate::row::Row;
use crate::status::{State, status};
use crate::sync::SyncError;

#[test]
fn what_one_publishes_the_other_reads() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.edit(id(1), "Groupe scolaire");
    let report = anne.sync(day(0)).expect("the folder is there");
    assert_eq!((report.published, report.status.state, report.status.pending), (2, State::UpToDate, 0), "a card and a segment: {report:?}");
    let report = benoit.sync(day(0)).expect("the folder is there");
    assert_eq!((report.ingested, report.status.replicas), (1, 2));
    assert_eq!(benoit.titles(), anne.titles());
}

#[test]
fn a_second_synchronisation_writes_nothing() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let (writes, files) = (disk.borrow().writes, anne.folder.paths());
    let report = anne.sync(day(0)).expect("the folder is there");
    assert_eq!((report.published, disk.borrow().writes), (0, writes), "nothing changed: nothing is written");
    assert_eq!(anne.folder.paths(), files);
}

#[test]
fn a_file_that_could_not_be_sent_is_told_with_its_reason() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.folder = anne.folder.with_faults(|call, _| (call == Call::Create).then_some(Fault::Refuse(FolderError::Busy)));
    let report = anne.sync(day(0)).expect("the folder is there");
    assert_eq!((report.unsent, report.full, report.status.state), (Some(FolderError::Busy), false, State::Pending));
    anne.folder = anne.folder.with_faults(|call, _| (call == Call::Create).then_some(Fault::Refuse(FolderError::ReadOnly)));
    assert_eq!(anne.sync(day(0)).expect("the folder is there").unsent, None, "a folder that is only read is a state");
}

#[test]
fn a_row_that_does_not_say_that_it_lives_says_the_same_as_one_that_does() {
    let line = |more: &str| format!("{{\"annee\":2026,\"id\":\"{}\",\"lit_min\":2,\"rep\":\"{}\",\"v\":1{more}}}", id(1), "a".repeat(26));
    let content = |more| Row::parse(line(more).as_bytes()).expect("a row of a later program").content();
    assert_eq!(content(""), content(",\"sup\":false"));
    assert_ne!(content(""), content(",\"sup\":true"));
}

#[test]
fn a_poll_opens_no_file() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let opens = disk.borrow().opens;
    let first = fingerprint(&anne.folder).expect("the folder is there");
    assert_eq!(Ok(first), fingerprint(&anne.folder));
    assert_eq!(disk.borrow().opens, opens, "names are enough");
}

#[test]
fn an_edit_counts_one_above_what_is_known() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    let first = benoit.memory.merged()[&id(1).0].clone();
    benoit.edit(id(1), "Groupe scolaire et gymnase");
    benoit.sync(day(0)).expect("the folder is there");
    let second = benoit.memory.merged()[&id(1).0].clone();
    assert_eq!((first.v, second.v, second.base), (1, 2, Some(first.hash.short())));
    anne.sync(day(0)).expect("the folder is there");
    assert_eq!(anne.titles(), benoit.titles());
    assert!(forks(&anne.memory).expect("memory works").is_empty(), "one saw the other: no double edit");
}

#[test]
fn a_double_edit_keeps_both_until_someone_decides() {
    for (keep, title) in [(Keep::Mine, "de Benoît"), (Keep::Theirs, "d'Anne"), (Keep::Both, "de Benoît")] {
        let disk = disk();
        let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
        anne.edit(id(1), "d'Anne");
        benoit.edit(id(1), "de Benoît");
        anne.sync(day(0)).expect("the folder is there");
        let report = benoit.sync(day(0)).expect("the folder is there");
        assert_eq!(report.status.forks.len(), 1, "the double edit is shown");
        assert_eq!(report.status.forks[0].versions.len(), 2);
        let resolved = resolve(&mut benoit.memory, id(1), keep, &mut benoit.dice).expect("there is something to decide");
        assert_eq!(resolved.other.is_some(), keep == Keep::Both);
        benoit.sync(day(0)).expect("the folder is there");
        anne.sync(day(0)).expect("the folder is there");
        benoit.sync(day(0)).expect("the folder is there");
        assert_eq!(anne.titles()[&id(1).0].as_deref(), Some(title), "keeping {keep:?}");
        assert_eq!(anne.titles(), benoit.titles());
        assert!(forks(&anne.memory).expect("memory works").is_empty(), "decided once, decided for everyone");
        assert_eq!(anne.titles().len(), if keep == Keep::Both { 2 } else { 1 });
    }
}

#[test]
fn a_tombstone_removes_and_says_nothing_else() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    anne.remove(id(1));
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    let row = benoit.memory.merged()[&id(1).0].clone();
    assert!(row.sup);
    let mut names: Vec<String> = row.to_json().as_object().expect("a row is an object").keys().cloned().collect();
    names.sort();
    assert_eq!(names, ["annee", "base", "id", "rep", "sup", "v"]);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    assert_eq!(benoit.titles()[&id(1).0].as_deref(), Some("Groupe scolaire"), "a tender that comes back is above its tombstone");
}

#[test]
fn a_mass_removal_is_held_until_it_is_confirmed() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    for number in 0..10 {
        anne.edit(id(number), "Marché");
    }
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    for number in 0..3 {
        anne.remove(id(number));
    }
    anne.sync(day(0)).expect("the folder is there");
    let report = benoit.sync(day(1)).expect("the folder is there");
    assert_eq!(report.held, 3, "three of ten are more than a fifth");
    assert_eq!(benoit.memory.merged().values().filter(|row| row.sup).count(), 0);
    assert_eq!(report.status.set_aside.len(), 1, "and it is said: {:?}", report.status.set_aside);
    crate::Ledger::release_held(&mut benoit.memory).expect("memory works");
    assert_eq!(benoit.memory.merged().values().filter(|row| row.sup).count(), 3);
    assert_eq!(benoit.sync(day(1)).expect("the folder is there").status.set_aside, []);
}

#[test]
fn nothing_is_written_without_the_marker_of_the_share() {
    for (marker, state) in [
        (None, State::Away),
        (Some(""), State::Away),
        (Some(r#"{"format":"clausier-partage","v":1,"id":"ffffffffffffffffffffffffffffffff"}"#), State::Foreign),
        (Some(r#"{"format":"clausier-partage","v":2,"id":"ffffffffffffffffffffffffffffffff"}"#), State::NewerFormat),
    ] {
        let disk = disk();
        let mut anne = Computer::linked(&disk, 1);
        anne.edit(id(1), "Groupe scolaire");
        anne.sync(day(0)).expect("the folder is there");
        let before = anne.titles();
        match marker {
            Some(bytes) => disk.borrow_mut().files.insert(MARKER.to_owned(), bytes.as_bytes().to_vec()),
            None => disk.borrow_mut().files.remove(MARKER),
        };
        anne.edit(id(2), "Crèche");
        let (writes, files) = (disk.borrow().writes, anne.folder.paths());
        assert!(anne.sync(day(1)).is_err(), "marker {marker:?}");
        assert_eq!(status(Some(&anne.folder), &anne.memory).expect("memory works").state, state, "marker {marker:?}");
        assert_eq!((disk.borrow().writes, anne.folder.paths()), (writes, files), "zero writes, zero folders made");
        assert_eq!(anne.titles(), before, "and nothing is lost here");
    }
}

#[test]
fn an_empty_folder_is_away_and_removes_nothing() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    disk.borrow_mut().files.clear();
    disk.borrow_mut().directories.clear();
    let writes = disk.borrow().writes;
    assert!(matches!(benoit.sync(day(1)), Err(SyncError::Away)));
    assert_eq!((benoit.titles().len(), disk.borrow().writes), (1, writes));
    let refusal = link(&benoit.folder, &mut benoit.memory, LinkChoice::CreateOrJoin, &mut benoit.dice);
    assert!(matches!(refusal, Err(LinkRefusal::OtherShare { found: None, .. })), "an empty folder in place of a share is not adopted silently");
}

#[test]
fn a_read_only_folder_is_read_and_publishing_waits() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.folder = benoit.folder.with_faults(|call, _| match call {
        Call::Create | Call::Rename | Call::Remove | Call::MakeDirectory => Some(Fault::Refuse(FolderError::ReadOnly)),
        Call::List | Call::Read => None,
    });
    benoit.edit(id(2), "Crèche");
    let report = benoit.sync(day(0)).expect("reading works");
    assert_eq!((report.status.state, report.status.pending, report.ingested), (State::ReadOnly, 1, 1));
    benoit.folder = benoit.folder.with_faults(|_, _| None);
    let report = benoit.sync(day(0)).expect("writing works again");
    assert_eq!((report.status.state, report.status.pending), (State::UpToDate, 0));
}

#[test]
fn each_fault_of_a_write_is_overcome_or_told() {
    let faults = [
        Fault::Refuse(FolderError::Refused),
        Fault::Refuse(FolderError::Busy),
        Fault::Refuse(FolderError::Full),
        Fault::Refuse(FolderError::AlreadyExists),
        Fault::Tear,
        Fault::Lie,
        Fault::DoneButRefused,
    ];
    for fault in faults {
        for on in [Call::Create, Call::Rename, Call::Read, Call::Remove] {
            for length in [1, 2, 9, 40] {
                let disk = disk();
                let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
                anne.edit(id(1), "Groupe scolaire");
                let mut left = length;
                anne.folder = anne.folder.with_faults(move |call, path| {
                    let strikes = call == on && left > 0 && path != MARKER;
                    left -= i32::from(strikes);
                    strikes.then_some(fault)
                });
                let _ = anne.sync(day(0));
                anne.folder = anne.folder.with_faults(|_, _| None);
                let report = anne.sync(day(0)).expect("the folder is there");
                assert_eq!(report.status.state, State::UpToDate, "{fault:?} on {on:?}, {length} times");
                benoit.sync(day(0)).expect("the folder is there");
                assert_eq!(benoit.titles(), anne.titles(), "{fault:?} on {on:?}, {length} times");
                let segments = disk.borrow().generations.values().map(std::collections::BTreeSet::len).max();
                assert_eq!(segments, Some(1), "one generation, one content");
            }
        }
    }
}

#[test]
fn a_folder_without_rename_is_written_under_final_names() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.folder = anne.folder.with_faults(|call, _| (call == Call::Rename).then_some(Fault::Refuse(FolderError::Refused)));
    anne.edit(id(1), "Groupe scolaire");
    assert_eq!(anne.sync(day(0)).expect("the folder is there").status.state, State::UpToDate);
    benoit.sync(day(0)).expect("the folder is there");
    assert_eq!(benoit.titles(), anne.titles());
    assert!(anne.folder.paths().iter().all(|path| !path.ends_with(".tmp")), "no temporary file stays");
}

#[test]
fn killed_at_any_call_the_next_session_finishes() {
    for calls in 0..200 {
        let disk = disk();
        let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
        anne.edit(id(1), "Groupe scolaire");
        anne.sync(day(0)).expect("the folder is there");
        anne.edit(id(1), "Groupe scolaire et gymnase");
        anne.edit(id(2), "Crèche");
        anne.memory.fuse.set(calls);
        let killed = anne.sync(day(0)).is_err();
        anne.memory.fuse.set(i64::MAX);
        anne.sync(day(0)).expect("the folder is there");
        benoit.sync(day(0)).expect("the folder is there");
        assert_eq!(benoit.titles(), anne.titles(), "killed after {calls} calls");
        assert_eq!(disk.borrow().generations.values().map(std::collections::BTreeSet::len).max(), Some(1), "killed after {calls} calls");
        assert!(anne.folder.paths().iter().all(|path| !path.ends_with(".tmp")), "leftovers go: {:?}", anne.folder.paths());
        if !killed {
            assert!(calls > 30, "the test kills at each step");
            return;
        }
    }
    panic!("the last kill point was not reached");
}

#[test]
fn a_damaged_segment_of_ours_is_published_again_under_a_new_name() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let path = anne.folder.paths().into_iter().find(|path| path.ends_with(".ndjson")).expect("a segment was published");
    disk.borrow_mut().files.insert(path.clone(), b"damaged".to_vec());
    anne.sync(day(0)).expect("the folder is there");
    assert_eq!(disk.borrow().files[&path], b"damaged", "what has a final name is never written again");
    let mut newcomer = Computer::linked(&disk, 3);
    newcomer.sync(day(0)).expect("the folder is there");
    assert_eq!(newcomer.titles(), anne.titles());
}

#[test]
fn what_it_deleted_comes_back() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let files = anne.folder.paths();
    disk.borrow_mut().files.retain(|path, _| path == MARKER);
    assert_eq!(status(Some(&anne.folder), &anne.memory).expect("memory works").state, State::Pending);
    anne.sync(day(0)).expect("the folder is there");
    assert_eq!(anne.folder.paths(), files, "same names, same bytes");
}

#[test]
fn a_clone_takes_a_new_name_and_keeps_its_rows_byte_for_byte() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let mut clone = Computer::linked(&disk, 9);
    clone.memory.state = anne.memory.state.clone();
    clone.tenders = anne.tenders.clone();
    let first = anne.memory.merged()[&id(1).0].clone();
    anne.edit(id(2), "Crèche");
    anne.sync(day(0)).expect("the folder is there");
    let report = clone.sync(day(0)).expect("the folder is there");
    assert!(report.renamed, "the folder holds a generation that the clone never planned");
    assert_eq!(clone.memory.merged()[&id(1).0], first, "same author, same bytes");
    let segments: Vec<SegmentName> =
        anne.folder.paths().iter().filter_map(|path| SegmentName::parse(path.rsplit('/').next().unwrap_or_default())).collect();
    let fresh = segments.iter().find(|name| name.replica != first.rep).expect("the clone published under its new name");
    assert_eq!((fresh.generation, fresh.rows), (1, 1), "what it published until then");
    assert!(!anne.sync(day(0)).expect("the folder is there").renamed, "the other one keeps its name");
    assert!(!clone.sync(day(0)).expect("the folder is there").renamed, "once is enough");
}

#[test]
fn rows_whose_author_left_are_carried_after_three_sessions_and_two_days() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    benoit.sync(day(0)).expect("the folder is there");
    let row = benoit.memory.merged()[&id(1).0].clone();
    disk.borrow_mut().files.retain(|path, _| path == MARKER);
    for session in 0..10 {
        assert_eq!(benoit.sync(day(0)).expect("the folder is there").carried, 0, "session {session} of the first day");
    }
    benoit.sync(day(2)).expect("the folder is there");
    benoit.sync(day(3)).expect("the folder is there");
    let mut newcomer = Computer::linked(&disk, 3);
    newcomer.sync(day(3)).expect("the folder is there");
    assert_eq!(newcomer.memory.merged()[&id(1).0], row, "byte for byte");
    anne.sync(day(4)).expect("the folder is there");
    benoit.sync(day(4)).expect("the folder is there");
    assert_eq!(crate::Ledger::own_rows(&benoit.memory).expect("memory works"), [], "left to its author once there again");
}

#[test]
fn old_generations_go_after_two_intact_ones_and_seven_days() {
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    for generation in 0..5 {
        anne.edit(id(1), &format!("Version {generation}"));
        anne.sync(day(0)).expect("the folder is there");
    }
    let count = |anne: &Computer| anne.folder.paths().iter().filter(|path| path.ends_with(".ndjson")).count();
    assert_eq!(count(&anne), 5, "none is a week old");
    anne.sync(day(6)).expect("the folder is there");
    assert_eq!(count(&anne), 5);
    assert_eq!(anne.sync(day(7)).expect("the folder is there").cleaned, 3);
    assert_eq!(count(&anne), 2, "two intact generations stay");
    assert!(!anne.sync(day(8)).expect("the folder is there").renamed, "a generation that went is still known as ours");
}

#[test]
fn newer_rows_are_kept_counted_and_carried_untouched() {
    let disk = disk();
    let (mut anne, mut benoit) = (Computer::linked(&disk, 1), Computer::linked(&disk, 2));
    let line = format!(r#"{{"annee":2026,"id":"{}","lit_min":9,"neuf":{{"x":[1.50]}},"rep":"abcdefghijklmnopqrstuvwxyz","v":3}}"#, id(7));
    let bytes = format!("{line}\n").into_bytes();
    let sha = Hash::of(&bytes).short();
    disk.borrow_mut().directories.insert("resumes/annee=2026".to_owned());
    let path = format!("resumes/annee=2026/abcdefghijklmnopqrstuvwxyz.00000001.1.{sha}.ndjson");
    disk.borrow_mut().files.insert(path.clone(), bytes);
    let report = benoit.sync(day(0)).expect("the folder is there");
    assert_eq!(report.status.newer_rows, 1);
    disk.borrow_mut().files.remove(&path);
    for number in 1..6 {
        benoit.sync(day(number)).expect("the folder is there");
    }
    anne.sync(day(6)).expect("the folder is there");
    let row: Row = anne.memory.merged()[&id(7).0].clone();
    assert_eq!(row.raw, line, "byte for byte, 1.50 included");
}

#[test]
fn a_segment_that_its_client_keeps_elsewhere_is_waited_for_and_nothing_is_lost() {
    for suffix in [".nextcloud", ".owncloud"] {
        let disk = disk();
        let mut anne = Computer::linked(&disk, 1);
        anne.edit(id(1), "Groupe scolaire");
        anne.sync(day(0)).expect("the folder is there");
        let path = anne.folder.paths().into_iter().find(|path| path.ends_with(".ndjson")).expect("a segment");
        let bytes = disk.borrow_mut().files.remove(&path).expect("its bytes");
        disk.borrow_mut().files.insert(format!("{path}{suffix}"), Vec::new());
        let mut benoit = Computer::linked(&disk, 2);
        let report = benoit.sync(day(0)).expect("the folder is there");
        let told: Vec<(&str, Reason)> = report.status.set_aside.iter().map(|aside| (aside.file.as_str(), aside.reason)).collect();
        assert_eq!(told, [(path.as_str(), Reason::Placeholder)], "said, not taken for junk");
        let files = anne.folder.paths();
        for later in 1..6 {
            let report = anne.sync(day(later)).expect("the folder is there");
            assert_eq!((report.published, report.status.pending, report.renamed), (0, 0, false), "what is on the server is not sent again");
        }
        assert_eq!(anne.folder.paths(), files);
        disk.borrow_mut().files.insert(path, bytes);
        benoit.sync(day(6)).expect("the folder is there");
        assert_eq!(benoit.titles(), anne.titles(), "once it is here, it counts");
    }
}

#[test]
fn a_compressed_segment_of_a_later_program_counts_like_another() {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    let disk = disk();
    let mut anne = Computer::linked(&disk, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the folder is there");
    let path = anne.folder.paths().into_iter().find(|path| path.ends_with(".ndjson")).expect("a segment");
    let plain = disk.borrow_mut().files.remove(&path).expect("its bytes");
    let packed = compress_to_vec(plain.as_slice(), CompressionLevel::Fastest);
    let (directory, name) = path.rsplit_once('/').expect("a folder");
    let name = SegmentName { sha: Hash::of(&packed).short(), compressed: true, ..SegmentName::parse(name).expect("a name") };
    disk.borrow_mut().files.insert(format!("{directory}/{name}"), packed);
    let mut benoit = Computer::linked(&disk, 2);
    assert_eq!(benoit.sync(day(0)).expect("the folder is there").ingested, 1);
    assert_eq!(benoit.titles(), anne.titles());
}

//! The protocol on real places: the same tests on a disk, on a WebDAV server and on an S3 service.

use std::collections::BTreeMap;
use std::fs;

use uuid::Uuid;

use super::grounds::Ground;
use super::scene::{Computer, Dice, day, id};
use crate::clock::Chance as _;
use crate::doctor::doctor;
use crate::folder::{Folder as _, FolderError};
use crate::forks::{Keep, forks, resolve};
use crate::link::{LinkChoice, LinkRefusal, link};
use crate::listing::fingerprint;
use crate::names::{MARKER, SegmentName};
use crate::row::Key;
use crate::status::{State, status};
use crate::sync::SyncError;

macro_rules! on_each_ground {
    ($($test:ident),* $(,)?) => {
        mod on_a_disk { $( #[test] fn $test() { super::$test(&<super::super::grounds::OnDisk as super::Ground>::new()); } )* }
        mod on_webdav { $( #[test] fn $test() { super::$test(&<super::super::grounds::OnWebDav as super::Ground>::new()); } )* }
        mod on_s3 { $( #[test] fn $test() { super::$test(&<super::super::grounds::OnS3 as super::Ground>::new()); } )* }
    };
}

on_each_ground!(
    each_call_of_a_folder_does_what_it_says,
    what_one_publishes_the_other_reads,
    a_second_synchronisation_writes_nothing,
    a_double_edit_is_decided_for_everyone,
    nothing_is_written_without_the_marker_of_the_share,
    what_was_deleted_comes_back_under_the_same_names,
    a_damaged_segment_is_never_written_again_and_costs_nothing,
    a_clone_takes_a_new_name,
    rows_whose_author_left_are_carried,
    old_generations_go,
    the_doctor_leaves_nothing_behind,
    random_histories_end_in_agreement,
);

fn computer<G: Ground>(ground: &G, seed: u64) -> Computer<G::Way> {
    Computer::on(ground.way(), seed)
}

fn each_call_of_a_folder_does_what_it_says<G: Ground>(ground: &G) {
    let folder = ground.way();
    assert_eq!(folder.list("").map(|entries| entries.len()), Ok(0));
    assert_eq!(folder.read("absent.json", 100), Err(FolderError::Absent));
    assert_eq!(folder.create_new("un.json", b"un"), Ok(()));
    assert_eq!(folder.create_new("un.json", b"deux"), Err(FolderError::AlreadyExists), "a file that is there is never replaced");
    assert_eq!(folder.read("un.json", 100).as_deref(), Ok(&b"un"[..]));
    assert_eq!(folder.read("un.json", 2).as_deref(), Ok(&b"un"[..]), "just at the accepted size");
    assert_eq!(folder.read("un.json", 1), Err(FolderError::TooLarge));
    assert_eq!(folder.stat("un.json").map(|stat| stat.size), Ok(2));
    assert_eq!(folder.create_new("vide.json", b""), Ok(()));
    assert_eq!(folder.read("vide.json", 100).as_deref(), Ok(&b""[..]));
    for path in ["../x", "a/../b", "A", "a b", ".x", "a%2e"] {
        assert_eq!(folder.read(path, 100), Err(FolderError::BadName), "path: {path}");
    }
    assert_eq!(folder.make_directory("dossier"), Ok(()));
    assert_eq!(folder.create_new("dossier/deux.json", b"deux"), Ok(()));
    let renamed = folder.rename_no_replace("dossier/deux.json", "dossier/trois.json");
    assert!(matches!(renamed, Ok(()) | Err(FolderError::Unsupported)), "renamed, or said to be impossible: {renamed:?}");
    if renamed.is_ok() {
        assert_eq!(folder.rename_no_replace("un.json", "dossier/trois.json"), Err(FolderError::AlreadyExists));
        assert_eq!(folder.read("dossier/trois.json", 100).as_deref(), Ok(&b"deux"[..]));
    }
    let mut names: Vec<String> = folder.list("").expect("the folder is there").into_iter().map(|entry| entry.name).collect();
    names.sort();
    assert_eq!(names, ["dossier", "un.json", "vide.json"]);
    assert_eq!(folder.list("dossier").map(|entries| entries.len()), Ok(1));
    assert_eq!(folder.remove("un.json"), Ok(()));
    assert_eq!(folder.read("un.json", 100), Err(FolderError::Absent));
}

fn what_one_publishes_the_other_reads<G: Ground>(ground: &G) {
    let (mut anne, mut benoit) = (computer(ground, 1), computer(ground, 2));
    anne.edit(id(1), "Groupe scolaire « Les Tilleuls » à 20 °C");
    let report = anne.sync(day(0)).expect("the place is there");
    assert_eq!((report.published, report.status.state, report.status.pending), (2, State::UpToDate, 0), "a card and a segment: {report:?}");
    let report = benoit.sync(day(0)).expect("the place is there");
    assert_eq!((report.ingested, report.status.replicas), (1, 2));
    assert_eq!(benoit.titles(), anne.titles());
    assert!(ground.files().iter().all(|path| !path.contains(".tmp")), "no temporary file stays: {:?}", ground.files());
}

fn a_second_synchronisation_writes_nothing<G: Ground>(ground: &G) {
    let mut anne = computer(ground, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the place is there");
    let (files, print) = (ground.files(), fingerprint(&anne.folder));
    assert_eq!(anne.sync(day(0)).expect("the place is there").published, 0);
    assert_eq!((ground.files(), fingerprint(&anne.folder)), (files, print));
}

fn a_double_edit_is_decided_for_everyone<G: Ground>(ground: &G) {
    let (mut anne, mut benoit) = (computer(ground, 1), computer(ground, 2));
    anne.edit(id(1), "d'Anne");
    benoit.edit(id(1), "de Benoît");
    anne.sync(day(0)).expect("the place is there");
    assert_eq!(benoit.sync(day(0)).expect("the place is there").status.forks.len(), 1, "the double edit is shown");
    resolve(&mut benoit.memory, id(1), Keep::Theirs, &mut benoit.dice).expect("there is something to decide");
    benoit.sync(day(0)).expect("the place is there");
    anne.sync(day(0)).expect("the place is there");
    assert_eq!(anne.titles()[&id(1).0].as_deref(), Some("d'Anne"));
    assert!(forks(&anne.memory).expect("memory works").is_empty());
}

fn nothing_is_written_without_the_marker_of_the_share<G: Ground>(ground: &G) {
    let other = r#"{"format":"clausier-partage","v":1,"id":"ffffffffffffffffffffffffffffffff"}"#;
    let newer = other.replace(":1,", ":2,");
    let mut anne = computer(ground, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the place is there");
    anne.edit(id(2), "Crèche");
    for (marker, state) in [(Some(other), State::Foreign), (Some(newer.as_str()), State::NewerFormat), (Some(""), State::Away), (None, State::Away)] {
        match marker {
            Some(bytes) => ground.harm(MARKER, bytes.as_bytes()),
            None => fs::remove_file(ground.tree().join(MARKER)).expect("the marker is there"),
        }
        let files = ground.files();
        assert!(anne.sync(day(1)).is_err(), "marker {marker:?}");
        assert_eq!(status(Some(&anne.folder), &anne.memory).expect("memory works").state, state, "marker {marker:?}");
        assert_eq!(ground.files(), files, "nothing is written: {marker:?}");
    }
    fs::remove_dir_all(ground.tree()).expect("the folder is there");
    assert!(matches!(anne.sync(day(1)), Err(SyncError::Away)));
    assert!(!ground.tree().exists(), "a folder that went is not made again");
    assert_eq!(anne.titles().len(), 1, "and nothing is lost here");
    fs::create_dir_all(ground.tree()).expect("a folder can be made");
    let refusal = link(&anne.folder, &mut anne.memory, LinkChoice::CreateOrJoin, &mut anne.dice);
    assert!(matches!(refusal, Err(LinkRefusal::OtherShare { found: None, .. })), "an empty place is not taken for the share: {refusal:?}");
}

fn what_was_deleted_comes_back_under_the_same_names<G: Ground>(ground: &G) {
    let mut anne = computer(ground, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the place is there");
    let segments = ground.segments();
    ground.lose_all_but_the_marker();
    assert_eq!(status(Some(&anne.folder), &anne.memory).expect("memory works").state, State::Pending);
    anne.sync(day(0)).expect("the place is there");
    assert_eq!(ground.segments(), segments, "same names, same bytes");
}

fn a_damaged_segment_is_never_written_again_and_costs_nothing<G: Ground>(ground: &G) {
    for damage in [&b"damaged"[..], b""] {
        let mut anne = computer(ground, 1);
        anne.edit(id(1), &format!("Groupe scolaire {}", damage.len()));
        anne.sync(day(0)).expect("the place is there");
        let path = ground.segments().pop().expect("a segment was published");
        ground.harm(&path, damage);
        anne.sync(day(0)).expect("the place is there");
        assert_eq!(fs::read(ground.tree().join(&path)).ok().as_deref(), Some(damage), "what has a final name is never written again");
        let mut newcomer = computer(ground, 3);
        newcomer.sync(day(0)).expect("the place is there");
        assert_eq!(newcomer.titles(), anne.titles());
        ground.lose_all_but_the_marker();
    }
}

fn a_clone_takes_a_new_name<G: Ground>(ground: &G) {
    let mut anne = computer(ground, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the place is there");
    let mut clone = computer(ground, 9);
    clone.memory.state = anne.memory.state.clone();
    clone.tenders = anne.tenders.clone();
    anne.edit(id(2), "Crèche");
    anne.sync(day(0)).expect("the place is there");
    assert!(clone.sync(day(0)).expect("the place is there").renamed, "the place holds a generation that the clone never planned");
    assert!(!anne.sync(day(0)).expect("the place is there").renamed);
    assert_eq!(clone.titles(), anne.titles());
}

fn rows_whose_author_left_are_carried<G: Ground>(ground: &G) {
    let (mut anne, mut benoit) = (computer(ground, 1), computer(ground, 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the place is there");
    benoit.sync(day(0)).expect("the place is there");
    let row = benoit.memory.merged()[&id(1).0].clone();
    ground.lose_all_but_the_marker();
    for number in 0..5 {
        benoit.sync(day(number)).expect("the place is there");
    }
    let mut newcomer = computer(ground, 3);
    newcomer.sync(day(5)).expect("the place is there");
    assert_eq!(newcomer.memory.merged()[&id(1).0], row, "byte for byte");
}

fn old_generations_go<G: Ground>(ground: &G) {
    let mut anne = computer(ground, 1);
    for generation in 0..4 {
        anne.edit(id(1), &format!("Version {generation}"));
        anne.sync(day(0)).expect("the place is there");
    }
    assert_eq!(ground.segments().len(), 4, "none is a week old");
    assert_eq!(anne.sync(day(7)).expect("the place is there").cleaned, 2);
    let kept: Vec<u32> =
        ground.segments().iter().filter_map(|path| SegmentName::parse(path.rsplit('/').next()?)).map(|name| name.generation).collect();
    assert_eq!(kept, [3, 4], "the two newest stay");
}

fn the_doctor_leaves_nothing_behind<G: Ground>(ground: &G) {
    let mut anne = computer(ground, 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the place is there");
    let files = ground.files();
    let report = doctor(&ground.way(), &mut Dice(4));
    assert_eq!(
        (report.reachable, report.writes, report.reads_back, report.removes, report.keeps_existing),
        (true, true, true, true, true),
        "{report:?}"
    );
    assert_eq!((report.marker.as_str(), report.replicas, report.segments, report.refusal.as_deref()), ("share", 1, 1, None), "{report:?}");
    assert!(report.round_trip_ms.is_some() && report.listing_ms.is_some());
    assert_eq!(ground.files(), files, "what it writes, it removes");
}

/// Fewer steps than in memory: each is a real exchange.
fn random_histories_end_in_agreement<G: Ground>(ground: &G) {
    let mut dice = Dice(7);
    let mut posts: Vec<Computer<G::Way>> = (0..3).map(|seed| computer(ground, seed + 10)).collect();
    let mut today = 0;
    for step in 0..40 {
        let who = dice.below(posts.len());
        match dice.below(8) {
            0..=2 => posts[who].edit(id(dice.below(5) as u128), &format!("Titre {step}")),
            3 => posts[who].remove(id(dice.below(5) as u128)),
            4 => harm_one(ground, &mut dice),
            5 => today += 1,
            _ => drop(posts[who].sync(day(today)).expect("the marker is there")),
        }
    }
    let mut held: BTreeMap<Uuid, Key> = BTreeMap::new();
    for (id, row) in posts.iter().flat_map(|post| post.memory.merged()) {
        let best = held.entry(id).or_insert(row.key());
        *best = (*best).max(row.key());
    }
    for _ in 0..=5 {
        today += 1;
        for post in &mut posts {
            crate::Ledger::release_held(&mut post.memory).expect("memory works");
            post.sync(day(today)).expect("the marker is there");
        }
    }
    let mut newcomer = computer(ground, 99);
    newcomer.sync(day(today)).expect("the marker is there");
    let keys = |post: &Computer<G::Way>| post.memory.merged().into_iter().map(|(id, row)| (id, row.key())).collect::<BTreeMap<_, _>>();
    assert!(!held.is_empty(), "the history did something");
    for post in &posts {
        assert_eq!(keys(post), keys(&newcomer), "everyone agrees, a newcomer who reads only the place too");
    }
    for (id, key) in held {
        assert!(keys(&newcomer).get(&id).is_some_and(|kept| *kept >= key), "a row of {id} that someone held is lost");
    }
}

fn harm_one<G: Ground>(ground: &G, dice: &mut Dice) {
    let segments = ground.segments();
    let Some(path) = segments.get(dice.below(segments.len())) else { return };
    match dice.next() % 3 {
        0 => fs::remove_file(ground.tree().join(path)).expect("a file that is there can be removed"),
        1 => ground.harm(path, b""),
        _ => ground.harm(path, b"{\"id\":1}\n"),
    }
}

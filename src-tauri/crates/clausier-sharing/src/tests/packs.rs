//! Packs in the shared folder, on a disk, on a WebDAV server and on an S3 service.

use std::fs;

use super::grounds::{Ground, OnDisk, OnS3, OnWebDav};
use super::memory::Memory;
use super::scene::{Computer, Dice, day, id};
use crate::folder::{Folder as _, FolderError};
use crate::hash::Hash;
use crate::packs::{PackError, list_packs, publish_pack, read_pack};
use crate::sync::SyncError;

macro_rules! on_each_ground {
    ($($test:ident),* $(,)?) => {
        mod on_a_disk { $( #[test] fn $test() { super::$test(&<super::OnDisk as super::Ground>::new()); } )* }
        mod on_webdav { $( #[test] fn $test() { super::$test(&<super::OnWebDav as super::Ground>::new()); } )* }
        mod on_s3 { $( #[test] fn $test() { super::$test(&<super::OnS3 as super::Ground>::new()); } )* }
    };
}

on_each_ground!(what_one_proposes_the_other_reads_and_twice_is_one_file, summaries_and_packs_never_meet);

fn what_one_proposes_the_other_reads_and_twice_is_one_file<G: Ground>(ground: &G) {
    let (mut one, other) = (Computer::on(ground.way(), 1), Computer::on(ground.way(), 2));
    assert_eq!(list_packs(&other.folder, &other.memory).expect("a folder without packs"), Vec::<String>::new());
    let name = publish_pack(&one.folder, &one.memory, b"un paquet", &mut one.dice).expect("published");
    assert_eq!(publish_pack(&one.folder, &one.memory, b"un paquet", &mut one.dice).expect("again"), name);
    assert_eq!(list_packs(&other.folder, &other.memory).expect("listed"), std::slice::from_ref(&name));
    assert_eq!(read_pack(&other.folder, &other.memory, &name).expect("read"), b"un paquet");
}

fn summaries_and_packs_never_meet<G: Ground>(ground: &G) {
    let (mut one, mut other) = (Computer::on(ground.way(), 1), Computer::on(ground.way(), 2));
    let name = publish_pack(&one.folder, &one.memory, b"un paquet", &mut one.dice).expect("published");
    one.edit(id(1), "École");
    for today in [day(0), day(30)] {
        let sent = one.sync(today).expect("synchronised");
        assert_eq!((sent.status.set_aside.len(), sent.unsent), (0, None), "a pack is not a faulty segment");
        other.sync(today).expect("synchronised");
    }
    assert_eq!(other.titles().len(), 1);
    assert_eq!(read_pack(&other.folder, &other.memory, &name).expect("cleaning left it"), b"un paquet");
}

#[test]
fn a_pack_that_was_changed_and_a_name_that_is_none_are_not_read() {
    let ground = OnDisk::new();
    let mut computer = Computer::on(ground.way(), 1);
    let name = publish_pack(&computer.folder, &computer.memory, b"un paquet", &mut computer.dice).expect("published");
    let root = ground.tree();
    fs::write(root.join("paquets").join(&name), b"un autre").expect("someone writes over it");
    fs::write(root.join("paquets").join("notes.txt"), b"x").expect("someone leaves a file");
    assert_eq!(list_packs(&computer.folder, &computer.memory).expect("listed"), std::slice::from_ref(&name), "what is not ours is left alone");
    assert!(matches!(read_pack(&computer.folder, &computer.memory, &name), Err(PackError::Torn)));
    let refused = read_pack(&computer.folder, &computer.memory, "../clausier-partage.json");
    assert!(matches!(refused, Err(PackError::Folder(FolderError::BadName))));
    let again = publish_pack(&computer.folder, &computer.memory, b"un paquet", &mut computer.dice);
    assert!(matches!(again, Err(PackError::Torn)), "a file that is there is never written over");
    assert_eq!(fs::read(root.join("paquets").join(&name)).expect("it stands"), b"un autre");
}

#[test]
fn without_the_marker_nothing_is_written_or_read() {
    let ground = OnDisk::new();
    let memory = Memory::new();
    let refused = publish_pack(&ground.way(), &memory, b"un paquet", &mut Dice(1));
    assert!(matches!(refused, Err(PackError::Share(SyncError::NotLinked))));
    let computer = Computer::on(ground.way(), 1);
    fs::remove_file(ground.tree().join(crate::names::MARKER)).expect("the share goes away");
    assert!(matches!(publish_pack(&computer.folder, &computer.memory, b"x", &mut Dice(1)), Err(PackError::Share(SyncError::Away))));
    assert!(matches!(list_packs(&computer.folder, &computer.memory), Err(PackError::Share(SyncError::Away))));
    assert_eq!(computer.folder.list("paquets"), Err(FolderError::Absent), "no folder was made");
}

#[test]
fn the_name_is_the_hash_that_any_administrator_can_check() {
    let ground = OnDisk::new();
    let mut computer = Computer::on(ground.way(), 1);
    let name = publish_pack(&computer.folder, &computer.memory, b"un paquet", &mut computer.dice).expect("published");
    assert_eq!(name, format!("{}.paquet", Hash::of(b"un paquet").short()));
    assert!(format!("paquets/{name}").len() <= 110, "room is left for the root under 260");
}

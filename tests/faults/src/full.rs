//! Disks in memory of every small size: the base, a document, a shared folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Answer, Broken, Desk};
use crate::matrix::Journal;

const NUMBERS: &[u8] = &[1, 2, 26];
/// The base, in its folder.
const BASE: &str = "clausier.db";
/// Sizes tried, in kibibytes.
const FIRST: usize = 8;
const STEP: usize = 24;
const LAST: usize = 1_100;

/// What is done on a disk.
type Act = fn(&Desk, &Disk) -> Answer;
/// What must hold of a disk after a refusal.
type Check = fn(&Disk) -> Result<(), Broken>;

/// A disk in memory, unmounted when dropped.
struct Disk(PathBuf, #[allow(dead_code, reason = "it is removed after the disk")] tempfile::TempDir);

impl Disk {
    fn of(kibibytes: usize) -> Result<Self, Broken> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let size = format!("size={kibibytes}k");
        let output =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!("le montage d'un disque en mémoire est refusé ({})", String::from_utf8_lossy(&output.stderr).trim()));
        }
        Ok(Self(folder.path().to_owned(), folder))
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Each small size, for each of the three.
pub fn campaign(program: &Path, journal: &mut Journal) {
    println!("\nDisques pleins (tmpfs)");
    if let Err(refusal) = Disk::of(FIRST) {
        return journal.skip(NUMBERS, &refusal);
    }
    let cases: [(u8, &str, Act, Check); 3] =
        [(1, "base", imported, |_| Ok(())), (1, "export", exported, whole_or_nothing), (26, "dossier partagé", shared, no_temporary)];
    for (number, what, act, left) in cases {
        journal.note(&[number], &format!("{what}, de {FIRST} Kio à {LAST} Kio"), every_size(program, act, left));
    }
    match former_base(program) {
        Err(reason) => journal.skip(&[2], &reason),
        Ok((_desk, base)) => journal.note(&[2], "mise à niveau d'une base sur un disque à sa taille", upgraded(program, &base)),
    }
}

/// A base of the format before ours, with some tenders in it, and its folder. Made with the tool of SQLite.
fn former_base(program: &Path) -> Result<(Desk, Vec<u8>), Broken> {
    let desk = Desk::new(program)?;
    desk.json(&["tender", "import", "marche.json"]).done()?;
    let file = desk.path("donnees").join(BASE);
    let downgrade = "DROP TABLE own_step; DROP TABLE own_change; DROP TABLE own_item; PRAGMA user_version = 3; PRAGMA journal_mode = DELETE;";
    let output = Command::new("sqlite3").arg(&file).arg(downgrade).output().map_err(|_| "sqlite3 n'est pas installé".to_owned())?;
    if !output.status.success() {
        return Err(format!("sqlite3 : {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let bytes = std::fs::read(&file).map_err(|error| error.to_string())?;
    Ok((desk, bytes))
}

/// A tender is written, from no room at all beside the base to twice its size: the base is brought to our format, or the
/// write is refused and not a byte of the base changed; with room again, everything is there.
fn upgraded(program: &Path, base: &[u8]) -> Result<String, Broken> {
    let kibibytes = base.len().div_ceil(1024);
    let (mut told, mut done) = (0, 0);
    for room in (0..kibibytes * 2 + 600).step_by(STEP) {
        let (desk, disk) = (Desk::new(program)?, Disk::of(kibibytes + 8 + room)?);
        let file = disk.0.join(BASE);
        std::fs::write(&file, base).map_err(|error| error.to_string())?;
        desk.tender("drafting", "Travaux repris")?;
        let answer = desk.json_on(&disk.0, &["tender", "import", "marche.json"]);
        if answer.code == Some(0) {
            done += 1;
        } else {
            answer.told().map_err(|broken| format!("{room} Kio libres : {broken}"))?;
            told += 1;
            if std::fs::read(&file).map_err(|error| error.to_string())? != base {
                return Err(format!("{room} Kio libres : la base a changé"));
            }
        }
        let roomy = desk.path("ailleurs");
        std::fs::create_dir(&roomy).and_then(|()| std::fs::copy(&file, roomy.join(BASE)).map(drop)).map_err(|error| error.to_string())?;
        let listed = desk.json_on(if answer.code == Some(0) { &disk.0 } else { &roomy }, &["tender", "list"]);
        if listed.done()?["tenders"].as_array().map(Vec::len) != Some(1) {
            return Err(format!("{room} Kio libres : {}", listed.json));
        }
    }
    if told == 0 || done == 0 {
        Err(format!("{told} dits, {done} faits : les tailles sont mal choisies"))
    } else {
        Ok(format!("{told} dits, {done} faits"))
    }
}

fn every_size(program: &Path, act: Act, left: Check) -> Result<String, Broken> {
    let (mut told, mut done) = (0, 0);
    for size in (FIRST..LAST).step_by(STEP) {
        let (desk, disk) = (Desk::new(program)?, Disk::of(size)?);
        let answer = act(&desk, &disk);
        if answer.code == Some(0) {
            done += 1;
        } else {
            answer.told().map_err(|broken| format!("{size} Kio : {broken}"))?;
            left(&disk).map_err(|broken| format!("{size} Kio : {broken}"))?;
            told += 1;
        }
    }
    if told == 0 || done == 0 {
        Err(format!("{told} dits, {done} faits : les tailles sont mal choisies"))
    } else {
        Ok(format!("{told} dits, {done} faits"))
    }
}

fn imported(desk: &Desk, disk: &Disk) -> Answer {
    desk.json_on(&disk.0, &["tender", "import", "marche.json"])
}

fn exported(desk: &Desk, disk: &Disk) -> Answer {
    desk.export(&disk.0.join("sortie.docx"))
}

fn shared(desk: &Desk, disk: &Disk) -> Answer {
    let linked = desk.json(&["share", "link", &disk.0.to_string_lossy()]);
    if linked.code != Some(0) || desk.tender("published", &"Travaux ".repeat(100)).is_err() {
        return linked;
    }
    // A full disk from here on, whatever its size: what is left is taken by something else.
    let _ = std::fs::write(disk.0.join("occupe.bin"), vec![0; disk_room(&disk.0)]);
    let imported = desk.json(&["tender", "import", "marche.json"]);
    if imported.code == Some(0) { desk.json(&["share", "sync"]) } else { imported }
}

/// Half of the sizes leave no room, half leave some.
fn disk_room(disk: &Path) -> usize {
    let output = Command::new("df").args(["--output=avail", "-B1"]).arg(disk).output().ok();
    let room: usize = output.and_then(|output| String::from_utf8_lossy(&output.stdout).lines().nth(1)?.trim().parse().ok()).unwrap_or_default();
    if (room / (STEP * 1024)).is_multiple_of(2) { room } else { room.saturating_sub(16_384) }
}

fn whole_or_nothing(disk: &Disk) -> Result<(), Broken> {
    let names = disk.names();
    if names.is_empty() { Ok(()) } else { Err(format!("reste : {}", names.join(", "))) }
}

fn no_temporary(disk: &Disk) -> Result<(), Broken> {
    let left = crate::mounted::files(&disk.0).into_iter().find(|(path, _)| path.extension().is_some_and(|end| end == "tmp"));
    left.map_or(Ok(()), |(path, _)| Err(format!("reste : {}", path.display())))
}

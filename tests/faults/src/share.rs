//! The shared folder under every fault: published or told, never lost, read by a colleague at the end.

use std::path::Path;

use crate::desk::{Answer, Broken, Desk};
use crate::fault::{Fault, Refusal};
use crate::matrix::Journal;
use crate::mounted::{Mounted, files};

/// What the program owes under a fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owed {
    /// The fault makes no difference.
    Done,
    /// It cannot be done: it is said.
    Told,
    /// Either, depending on where the fault falls.
    Either,
}

const CASES: &[(&[u8], &str, Fault, Owed)] = &[
    (&[26], "dossier plein", Fault::Write(Refusal::Full, 0), Owed::Told),
    (&[26, 27], "dossier plein au centième octet", Fault::Write(Refusal::Full, 100), Owed::Told),
    (&[27], "écriture refusée (EIO)", Fault::Write(Refusal::Broken, 0), Owed::Told),
    (&[27], "écriture coupée au centième octet (EIO)", Fault::Write(Refusal::Broken, 100), Owed::Told),
    (&[29], "droits retirés en cours d'écriture (EACCES)", Fault::Write(Refusal::Denied, 100), Owed::Either),
    (&[34], "écritures de sept octets", Fault::ShortWrite, Owed::Done),
    (&[34], "écriture dite entière, à moitié faite", Fault::LyingWrite, Owed::Told),
    (&[8], "vidage vers le disque refusé (EIO)", Fault::Fsync, Owed::Told),
    (&[24], "renommage refusé", Fault::Rename, Owed::Done),
    (&[31], "renommage avec un trou", Fault::RenameGap, Owed::Done),
    (&[25], "effacement refusé", Fault::Remove, Owed::Done),
    (&[28], "lecture refusée (EIO)", Fault::Read, Owed::Told),
    (&[36], "nom listé, ouverture absente", Fault::OpenAbsent, Owed::Either),
    (&[35], "liste figée", Fault::StaleListing, Owed::Either),
    (&[43], "noms sans casse", Fault::Folded, Owed::Done),
    (&[33], "fichier neuf tenu un moment", Fault::Held, Owed::Done),
    (&[23], "dossier en lecture seule", Fault::ReadOnly, Owed::Either),
    (&[19], "liste qui ne répond pas", Fault::Hangs, Owed::Told),
];

/// Every case, then a folder that vanishes after each call, then one that is unmounted.
pub fn campaign(program: &Path, journal: &mut Journal) {
    println!("\nDossier partagé en panne (FUSE)");
    for (numbers, what, fault, owed) in CASES {
        journal.note(numbers, what, synced_under(program, *fault, *owed));
    }
    for calls in (0..200).step_by(9) {
        journal.note(&[18, 27, 62], &format!("dossier disparu après {calls} appels"), synced_under(program, Fault::Vanishes(calls), Owed::Either));
    }
    journal.note(&[20], "dossier démonté, dossier vide à sa place", unmounted(program));
}

/// A desk linked to a sound folder, with one tender to publish.
fn linked(program: &Path, folder: &Path) -> Result<Desk, Broken> {
    let desk = Desk::new(program)?;
    desk.json(&["share", "link", &folder.to_string_lossy()]).done()?;
    desk.tender("published", "Travaux publiés")?;
    desk.json(&["tender", "import", "marche.json"]).done()?;
    Ok(desk)
}

fn synced_under(program: &Path, fault: Fault, owed: Owed) -> Result<String, Broken> {
    let folder = Mounted::new()?;
    let desk = linked(program, folder.path())?;
    let before = folder.files();
    folder.set(fault);
    let said = judged(&desk.json(&["share", "sync"]), owed)?;
    desk.json(&["tender", "list"]).done()?;
    folder.set(Fault::None);
    untouched(&before, &folder)?;
    let again = desk.json(&["share", "sync"]);
    let state = again.done()?["state"].clone();
    if state != "up_to_date" {
        return Err(format!("la reprise ne suffit pas : {state}"));
    }
    read_by_a_colleague(program, &folder)?;
    Ok(said)
}

fn judged(answer: &Answer, owed: Owed) -> Result<String, Broken> {
    match (owed, answer.code) {
        (Owed::Done, _) => answer.done().map(|_| "fait".to_owned()),
        (Owed::Told, _) => answer.told().map(|code| format!("dit ({code})")),
        (Owed::Either, Some(0)) => Ok(format!("fait, état {}", answer.json["state"])),
        (Owed::Either, _) => answer.told().map(|code| format!("dit ({code})")),
    }
}

/// No file that was there has other bytes.
fn untouched(before: &[(std::path::PathBuf, Vec<u8>)], folder: &Mounted) -> Result<(), Broken> {
    let after = folder.files();
    match before.iter().find(|file| !after.contains(file)) {
        Some((path, _)) => Err(format!("{} a changé", path.display())),
        None => Ok(()),
    }
}

/// A colleague reads the folder in truth: one line, nothing to complain about.
fn read_by_a_colleague(program: &Path, folder: &Mounted) -> Result<(), Broken> {
    let colleague = Desk::new(program)?;
    colleague.json(&["share", "link", &folder.backing().to_string_lossy()]).done()?;
    let read = colleague.json(&["share", "sync"]);
    let replicas = read.done()?["replicas"].clone();
    let published = files(&folder.backing().join("resumes")).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Travaux publiés"));
    if replicas == 2 && published { Ok(()) } else { Err(format!("le collègue lit {}", read.json)) }
}

fn unmounted(program: &Path) -> Result<String, Broken> {
    let mut folder = Mounted::new()?;
    let desk = linked(program, folder.path())?;
    folder.unmount();
    let said = desk.json(&["share", "sync"]).told()?.to_owned();
    if std::fs::read_dir(folder.path()).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err("quelque chose est écrit dans le dossier vide".to_owned());
    }
    desk.json(&["tender", "list"]).done()?;
    Ok(format!("dit ({said})"))
}

//! A document written into a folder that fails, a tender read from one, a base that refuses one.

use std::path::Path;

use crate::desk::{Broken, Desk};
use crate::fault::{Fault, Refusal};
use crate::matrix::Journal;
use crate::mounted::Mounted;

const TOLD: &[(&[u8], &str, Fault)] = &[
    (&[1], "disque plein", Fault::Write(Refusal::Full, 0)),
    (&[27], "écriture refusée (EIO)", Fault::Write(Refusal::Broken, 0)),
    (&[8], "vidage vers le disque refusé (EIO)", Fault::Fsync),
    (&[24], "renommage refusé", Fault::Rename),
    (&[23], "dossier en lecture seule", Fault::ReadOnly),
];
const DONE: &[(&[u8], &str, Fault)] = &[
    (&[34], "écritures de sept octets", Fault::ShortWrite),
    (&[31], "renommage avec un trou", Fault::RenameGap),
    (&[43], "noms sans casse", Fault::Folded),
    (&[35], "liste figée", Fault::StaleListing),
];
/// Sizes tried of a disk that fills up.
const STEPS: u64 = 24;

/// The export under each fault, and at each fraction of its file; then what is read.
pub fn campaign(program: &Path, journal: &mut Journal) {
    println!("\nPièce écrite, marché lu, base posée dans un dossier en panne (FUSE)");
    for (numbers, what, fault) in TOLD {
        journal.note(numbers, &format!("export, {what}"), exported_under(program, *fault, true));
    }
    for (numbers, what, fault) in DONE {
        journal.note(numbers, &format!("export, {what}"), exported_under(program, *fault, false));
    }
    journal.note(&[1], "export, disque plein à chaque fraction du fichier", full_at_each_step(program));
    for calls in (0..40).step_by(3) {
        journal.note(&[18], &format!("export, dossier disparu après {calls} appels"), vanished(program, calls));
    }
    journal.note(&[28], "marché illisible (EIO)", unreadable_tender(program));
    journal.note(&[13], "base dans un dossier FUSE", base_refused(program));
}

fn exported_under(program: &Path, fault: Fault, told: bool) -> Result<String, Broken> {
    let (folder, desk) = (Mounted::new()?, Desk::new(program)?);
    let out = folder.path().join("sortie.docx");
    folder.set(fault);
    let answer = desk.export(&out);
    let said = if told { format!("dit ({})", answer.told()?) } else { answer.done().map(|_| "fait".to_owned())? };
    folder.set(Fault::None);
    if told {
        nothing_left(&folder)?;
        desk.export(&out).done()?;
    }
    opens(&desk, &out)?;
    Ok(said)
}

fn nothing_left(folder: &Mounted) -> Result<(), Broken> {
    let left: Vec<String> = folder.files().iter().map(|(path, bytes)| format!("{} ({} octets)", path.display(), bytes.len())).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("reste : {}", left.join(", "))) }
}

/// The written file can be written into again: whole, with its clause in place.
fn opens(desk: &Desk, out: &Path) -> Result<(), Broken> {
    let out = out.to_string_lossy();
    desk.json(&["export", "marche.json", "--into", &out, "--as", "ccap", "--plan"]).done().map(|_| ())
}

fn full_at_each_step(program: &Path) -> Result<String, Broken> {
    let (folder, desk) = (Mounted::new()?, Desk::new(program)?);
    let whole = folder.path().join("entier.docx");
    desk.export(&whole).done()?;
    let size = std::fs::metadata(&whole).map_err(|error| error.to_string())?.len();
    std::fs::remove_file(&whole).map_err(|error| error.to_string())?;
    for step in 0..STEPS {
        folder.set(Fault::Write(Refusal::Full, size * step / STEPS));
        let code = desk.export(&folder.path().join("sortie.docx")).told()?.to_owned();
        if code != "disque-plein" {
            return Err(format!("dit {code} à {step}/{STEPS}"));
        }
        nothing_left(&folder)?;
    }
    folder.set(Fault::None);
    desk.export(&folder.path().join("sortie.docx")).done()?;
    Ok(format!("{STEPS} disques pleins dits, rien n'est resté"))
}

/// Nothing can be taken away from a folder that is gone: what stays has a temporary name, or is whole.
fn vanished(program: &Path, calls: u64) -> Result<String, Broken> {
    let (folder, desk) = (Mounted::new()?, Desk::new(program)?);
    let out = folder.path().join("sortie.docx");
    folder.set(Fault::Vanishes(calls));
    let answer = desk.export(&out);
    let said = if answer.code == Some(0) { "fait".to_owned() } else { format!("dit ({})", answer.told()?) };
    folder.set(Fault::None);
    if out.exists() {
        opens(&desk, &out)?;
    }
    if let Some((path, _)) = folder.files().iter().find(|(path, _)| !path.ends_with("sortie.docx") && path.extension().is_none_or(|end| end != "tmp"))
    {
        return Err(format!("reste : {}", path.display()));
    }
    let again = folder.path().join("reprise.docx");
    desk.export(&again).done()?;
    opens(&desk, &again)?;
    Ok(said)
}

fn unreadable_tender(program: &Path) -> Result<String, Broken> {
    let (folder, desk) = (Mounted::new()?, Desk::new(program)?);
    let file = folder.path().join("marche.json");
    std::fs::copy(desk.path("marche.json"), &file).map_err(|error| error.to_string())?;
    let import = || desk.json(&["tender", "import", &file.to_string_lossy()]);
    folder.set(Fault::Read);
    let said = import().told()?.to_owned();
    folder.set(Fault::None);
    import().done()?;
    Ok(format!("dit ({said})"))
}

fn base_refused(program: &Path) -> Result<String, Broken> {
    let (folder, desk) = (Mounted::new()?, Desk::new(program)?);
    let said = desk.json_on(folder.path(), &["tender", "import", "marche.json"]).told()?.to_owned();
    nothing_left(&folder)?;
    Ok(format!("dit ({said})"))
}

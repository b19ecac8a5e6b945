//! An ordinary folder with what should not be in it: junk, links, pipes, giants, strangers; and a folder that moves.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clausier_sharing::Hash;
use serde_json::json;

use crate::desk::{Answer, Broken, Desk};
use crate::matrix::Journal;
use crate::mounted::files;

/// What is done to the folder of a desk that has published.
type Harm = fn(&Path) -> Result<(), Broken>;

const HARMS: &[(u8, &str, Harm)] = &[
    (45, "cent mille fichiers étrangers", junk),
    (46, "liens, boucle, tube, dossier à la place d'un fichier", links),
    (48, "fichier creux de dix gigaoctets", giant),
    (61, "cinq mille postes", strangers),
];

/// Each of them, then a folder that moves, a long path, two links at once, words that look like formulas.
pub fn campaign(program: &Path, journal: &mut Journal) {
    println!("\nDossier encombré, hostile ou déplacé");
    for (number, what, harm) in HARMS {
        journal.note(&[*number], what, harmed(program, *harm));
    }
    journal.note(&[30], "dossier renommé pendant l'échange", moved(program));
    journal.note(&[44], "chemin de 240 caractères, accents et espaces", long_path(program));
    journal.note(&[60], "deux postes relient un dossier vide ensemble", both_link(program));
    journal.note(&[51], "titres qui cachent ou retournent un texte", hidden(program));
    journal.note(&[52], "mots qui ressemblent à des formules", formulas(program));
}

fn text<E: std::fmt::Display>(error: E) -> Broken {
    error.to_string()
}

fn linked(program: &Path, folder: &Path) -> Result<Desk, Broken> {
    linked_with(program, folder, "Travaux publiés")
}

fn linked_with(program: &Path, folder: &Path, title: &str) -> Result<Desk, Broken> {
    let desk = Desk::new(program)?;
    desk.json(&["share", "link", &folder.to_string_lossy()]).done()?;
    desk.tender("published", title)?;
    desk.json(&["tender", "import", "marche.json"]).done()?;
    Ok(desk)
}

/// The folder is harmed between two exchanges: the desk still publishes, a colleague still reads, nothing else changes.
fn harmed(program: &Path, harm: Harm) -> Result<String, Broken> {
    let folder = tempfile::tempdir().map_err(text)?;
    let desk = linked(program, folder.path())?;
    desk.json(&["share", "sync"]).done()?;
    harm(&folder.path().join("resumes/annee=2026"))?;
    desk.tender("published", "Travaux repris")?;
    desk.json(&["tender", "import", "marche.json"]).done()?;
    up_to_date(&desk.json(&["share", "sync"]))?;
    let colleague = Desk::new(program)?;
    colleague.json(&["share", "link", &folder.path().to_string_lossy()]).done()?;
    let read = colleague.json(&["share", "sync"]);
    up_to_date(&read)?;
    Ok(format!("{} postes lus", read.json["replicas"]))
}

fn up_to_date(answer: &Answer) -> Result<(), Broken> {
    let state = answer.done()?["state"].clone();
    if state == "up_to_date" { Ok(()) } else { Err(format!("état {state} : {}", answer.json)) }
}

fn junk(year: &Path) -> Result<(), Broken> {
    for number in 0..100_000 {
        let name = match number {
            0 => "desktop.ini".to_owned(),
            1 => "Thumbs.db".to_owned(),
            2 => ".DS_Store".to_owned(),
            number => format!("~$copie en conflit {number}.ndjson"),
        };
        File::create(year.join(name)).map_err(text)?;
    }
    Ok(())
}

/// The name of a segment. Only names are looked at: a pipe that is opened never answers.
fn segment(year: &Path) -> Result<String, Broken> {
    let regular = fs::read_dir(year).map_err(text)?.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> = regular.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".ndjson") && !name.starts_with('~'));
    names.into_iter().min().ok_or_else(|| "aucun segment".to_owned())
}

/// A name that follows the grammar, of which no file has the hash.
fn false_name(year: &Path, hash: char) -> Result<PathBuf, Broken> {
    let name = segment(year)?;
    let mut parts: Vec<&str> = name.split('.').collect();
    let sha = hash.to_string().repeat(32);
    let place = parts.len().saturating_sub(2);
    if let Some(part) = parts.get_mut(place) {
        *part = &sha;
    }
    Ok(year.join(parts.join(".")))
}

fn links(year: &Path) -> Result<(), Broken> {
    symlink("/etc/passwd", false_name(year, 'a')?).map_err(text)?;
    let looped = false_name(year, 'b')?;
    symlink(&looped, &looped).map_err(text)?;
    let pipe = Command::new("mkfifo").arg(false_name(year, 'c')?).status().map_err(text)?;
    if !pipe.success() {
        return Err("mkfifo est refusé".to_owned());
    }
    fs::create_dir(false_name(year, 'd')?).map_err(text)
}

fn giant(year: &Path) -> Result<(), Broken> {
    File::create(false_name(year, 'e')?).and_then(|file| file.set_len(10 * 1024 * 1024 * 1024)).map_err(text)
}

/// As many replicas as reinstalled computers leave behind, each with a tender of its own.
fn strangers(year: &Path) -> Result<(), Broken> {
    let own = false_name(year, 'f')?.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let replica = own.split('.').next().unwrap_or_default();
    let generation = own.split('.').nth(1).unwrap_or_default();
    let alphabet: Vec<char> = "abcdefghijklmnopqrstuvwxyz234567".chars().collect();
    for number in 0..5_000_usize {
        let letter = |at: usize| alphabet.get((number >> (5 * at)) & 31).copied().unwrap_or('a');
        let tail: String = (0..3).map(letter).collect();
        let kept: String = replica.chars().take(replica.chars().count().saturating_sub(4)).collect();
        let rep = format!("{kept}{tail}a");
        let line = json!({
            "annee": 2026, "clauses": [], "considerations": [], "cpv": [], "id": format!("0192f0c1-7e1a-7c3e-9d55-{number:012x}"), "lit_min": 1,
            "objet": "Marché", "rep": rep, "reservation": [], "schema": 1, "statut": "publie", "sup": false, "v": 1
        });
        let bytes = format!("{line}\n").into_bytes();
        fs::write(year.join(format!("{rep}.{generation}.1.{}.ndjson", Hash::of(&bytes).short())), bytes).map_err(text)?;
    }
    Ok(())
}

/// The folder takes another name at each moment of an exchange: nothing is made in its old place, and it comes back whole.
fn moved(program: &Path) -> Result<String, Broken> {
    let above = tempfile::tempdir().map_err(text)?;
    let (here, away) = (above.path().join("partage"), above.path().join("ailleurs"));
    fs::create_dir(&here).map_err(text)?;
    let desk = linked(program, &here)?;
    desk.json(&["share", "sync"]).done()?;
    let mut told = 0;
    for moment in 0..12_u64 {
        desk.tender("published", &format!("Travaux {moment}"))?;
        desk.json(&["tender", "import", "marche.json"]).done()?;
        let child = desk.start(&["share", "sync"])?;
        std::thread::sleep(Duration::from_millis(moment * 15));
        fs::rename(&here, &away).map_err(text)?;
        let answer = Answer::of(&child.wait_with_output().map_err(text)?);
        if answer.code != Some(0) {
            answer.told()?;
            told += 1;
        }
        if here.exists() {
            return Err(format!("quelque chose est écrit à l'ancienne place : {:?}", files(&here).iter().map(|(path, _)| path).collect::<Vec<_>>()));
        }
        fs::rename(&away, &here).map_err(text)?;
        up_to_date(&desk.json(&["share", "sync"]))?;
    }
    Ok(format!("{told} dits, 12 repris"))
}

fn long_path(program: &Path) -> Result<String, Broken> {
    let above = tempfile::tempdir().map_err(text)?;
    let mut folder = above.path().to_owned();
    while folder.as_os_str().len() < 240 {
        folder.push("Marchés publics à vérifier");
    }
    fs::create_dir_all(&folder).map_err(text)?;
    let desk = linked(program, &folder)?;
    up_to_date(&desk.json(&["share", "sync"]))?;
    Ok("fait".to_owned())
}

/// One marker ends under the name; who has the other one is told, and nothing of theirs is lost.
fn both_link(program: &Path) -> Result<String, Broken> {
    let (mut same, mut told) = (0, 0);
    for _ in 0..8 {
        let folder = tempfile::tempdir().map_err(text)?;
        let (one, other) = (Desk::new(program)?, Desk::new(program)?);
        let place = folder.path().to_string_lossy().into_owned();
        let running = [one.start(&["share", "link", &place])?, other.start(&["share", "link", &place])?];
        for child in running {
            child.wait_with_output().map_err(text)?;
        }
        for desk in [&one, &other] {
            let answer = desk.json(&["share", "sync"]);
            if answer.code == Some(0) {
                same += 1;
            } else {
                answer.told()?;
                told += 1;
            }
        }
        let markers = files(folder.path()).iter().filter(|(path, _)| path.ends_with("clausier-partage.json")).count();
        if markers != 1 {
            return Err(format!("{markers} marqueurs"));
        }
    }
    Ok(format!("{same} reliés, {told} dits"))
}

/// A title that a spreadsheet would run is written as words.
fn formulas(program: &Path) -> Result<String, Broken> {
    let desk = Desk::new(program)?;
    let titles = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1"];
    for (number, title) in titles.iter().enumerate() {
        desk.tender("drafting", title)?;
        let out = desk.path(&format!("plan-{number}.xlsx"));
        desk.json(&["create", "marche.json", "--kind", "justification", "--format", "xlsx", "--out", &out.to_string_lossy()]).done()?;
        let read = Command::new("unzip").arg("-p").arg(&out).arg("xl/worksheets/*").output().map_err(text)?;
        if String::from_utf8_lossy(&read.stdout).contains("<f>") {
            return Err(format!("« {title} » devient une formule"));
        }
    }
    Ok(format!("{} mots gardés comme des mots", titles.len()))
}

/// Two desks describe one tender, one of them with markup, marks of direction and characters without width: what is shown is
/// plain text, and what is kept in the folder is the row as it was written.
fn hidden(program: &Path) -> Result<String, Broken> {
    const TITLE: &str = "Travaux \u{202e}txt.exe\u{2066} <script>alert(1)</script>\u{200b}";
    let folder = tempfile::tempdir().map_err(text)?;
    let (one, other) = (linked_with(program, folder.path(), TITLE)?, linked(program, folder.path())?);
    for desk in [&one, &other] {
        up_to_date(&desk.json(&["share", "sync"]))?;
    }
    let status = other.json(&["share", "status"]);
    let said = status.done()?["forks"].to_string();
    if !said.contains("Travaux txt.exe <script>alert(1)</script>") {
        return Err(format!("le titre n'est pas dit en clair : {said}"));
    }
    if said.contains(['\u{202e}', '\u{2066}', '\u{200b}']) {
        return Err(format!("un caractère caché est montré : {said}"));
    }
    let kept = files(folder.path()).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains('\u{202e}'));
    if kept { Ok("montré en clair, gardé à l'octet".to_owned()) } else { Err("la ligne publiée a changé".to_owned()) }
}

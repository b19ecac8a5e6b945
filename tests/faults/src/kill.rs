//! The program killed at moments spread over the whole of its work: publish, export, save.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::desk::{Broken, Desk};
use crate::matrix::Journal;
use crate::mounted::files;

/// Kills of each work, unless `CLAUSIER_KILLS` says otherwise.
const KILLS: u32 = 60;

/// Each work, killed many times.
pub fn campaign(program: &Path, journal: &mut Journal) {
    let kills = std::env::var("CLAUSIER_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    println!("\nProgramme tué ({kills} fois chacun)");
    journal.note(&[5], "enregistrement", saves(program, kills));
    journal.note(&[5], "export", exports(program, kills));
    journal.note(&[6], "publication", publishes(program, kills));
}

/// Kills one work at each fraction of its ordinary length; `before` prepares it, `after` judges what it left.
fn killed(
    desk: &Desk,
    arguments: &[&str],
    kills: u32,
    mut before: impl FnMut(u32) -> Result<(), Broken>,
    mut after: impl FnMut(u32) -> Result<(), Broken>,
) -> Result<String, Broken> {
    before(0)?;
    let start = Instant::now();
    desk.json(arguments).done()?;
    let whole = start.elapsed();
    let mut at_work = 0;
    for kill in 1..=kills {
        before(kill)?;
        let moment = whole.mul_f64(f64::from(kill) / f64::from(kills)).max(Duration::from_millis(1));
        at_work += u32::from(desk.killed(arguments, moment)?);
        after(kill).map_err(|broken| format!("tué après {moment:?} sur {whole:?} : {broken}"))?;
    }
    Ok(format!("{at_work} fois en plein travail, rien de perdu"))
}

fn saves(program: &Path, kills: u32) -> Result<String, Broken> {
    let desk = Desk::new(program)?;
    let title = |desk: &Desk| -> Result<String, Broken> { Ok(desk.json(&["tender", "list"]).done()?["tenders"][0]["title"].to_string()) };
    let before = |kill| desk.tender("drafting", &format!("Travaux {kill}"));
    let after = |kill: u32| {
        let found = title(&desk)?;
        let possible = [format!("\"Travaux {kill}\""), format!("\"Travaux {}\"", kill - 1)];
        desk.json(&["tender", "import", "marche.json"]).done()?;
        if possible.contains(&found) { Ok(()) } else { Err(format!("la base dit {found}")) }
    };
    killed(&desk, &["tender", "import", "marche.json"], kills, before, after)
}

fn exports(program: &Path, kills: u32) -> Result<String, Broken> {
    let desk = Desk::new(program)?;
    let folder = desk.path("sorties");
    std::fs::create_dir(&folder).map_err(|error| error.to_string())?;
    let out = folder.join("sortie.docx");
    let before = |_| match std::fs::remove_file(&out) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.to_string()),
        _ => Ok(()),
    };
    let after = |_| {
        let shown = out.to_string_lossy();
        if out.exists() {
            desk.json(&["export", "marche.json", "--into", &shown, "--as", "ccap", "--plan"]).done()?;
        }
        desk.json(&["tender", "list"]).done().map(|_| ())
    };
    let name = out.to_string_lossy().into_owned();
    killed(&desk, &Desk::export_arguments(&name), kills, before, after)
}

fn publishes(program: &Path, kills: u32) -> Result<String, Broken> {
    let (desk, colleague) = (Desk::new(program)?, Desk::new(program)?);
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let place = folder.path().to_string_lossy().into_owned();
    for one in [&desk, &colleague] {
        one.json(&["share", "link", &place]).done()?;
    }
    let before = |kill| {
        desk.tender("published", &format!("Travaux {kill}"))?;
        desk.json(&["tender", "import", "marche.json"]).done().map(|_| ())
    };
    let after = |kill: u32| {
        whole_files(folder.path())?;
        colleague.json(&["share", "sync"]).done()?;
        let again = desk.json(&["share", "sync"]);
        if again.done()?["state"] != "up_to_date" {
            return Err(format!("la reprise ne suffit pas : {}", again.json));
        }
        let title = format!("Travaux {kill}");
        let published = files(folder.path()).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&title));
        if published { Ok(()) } else { Err(format!("« {title} » n'est pas publié")) }
    };
    killed(&desk, &["share", "sync"], kills, before, after)
}

/// A file under a final name ends with a whole line.
fn whole_files(folder: &Path) -> Result<(), Broken> {
    let torn = files(folder).into_iter().find(|(path, bytes)| path.extension().is_some_and(|end| end == "ndjson") && bytes.last() != Some(&b'\n'));
    torn.map_or(Ok(()), |(path, _)| Err(format!("{} est coupé", path.display())))
}

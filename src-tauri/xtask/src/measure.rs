//! The start of the window, as a ratio to an empty Tauri window measured in the same run.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::display::Display;
use crate::shell::{self, Done};

/// Starts measured of each; the two alternate, so that a busy machine slows both.
const RUNS: usize = 9;
/// Goal: Clausier's content appears within this ratio of an empty window's.
const GOAL: f64 = 1.3;

/// Prints the median start of both windows and their ratio.
pub fn window_start() -> Done {
    shell::title("Ouverture de la fenêtre");
    // One after the other: each embeds the pages from the same folder, and two at once may read a page half written.
    for target in [["--bin", "clausier"], ["--example", "empty_window"]] {
        shell::cargo(&[&["build", "--release", "--package", "clausier", "--features", "custom-protocol"][..], &target].concat())?;
    }
    let display = Display::start()?;
    let release = shell::target().join("release");
    let (clausier, empty) = (release.join("clausier"), release.join("examples/empty_window"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(painted_after(&clausier, &display)?);
        theirs.push(painted_after(&empty, &display)?);
    }
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    let verdict = if ratio <= GOAL { "tenu" } else { "manqué" };
    println!("contenu de Clausier : {ours:.0?} · fenêtre vide : {theirs:.0?} · rapport {ratio:.2} (objectif ≤ {GOAL}, {verdict})");
    Ok(())
}

/// Starts a program on a new data folder and waits until it notes that its page is painted.
fn painted_after(program: &Path, display: &Display) -> Result<Duration, String> {
    let folder = new_folder()?;
    let note = folder.join("peinte");
    let start = Instant::now();
    let mut child = Command::new(program)
        .env("DISPLAY", display.name())
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("CLAUSIER_DATA_DIR", folder.join("donnees"))
        .env("CLAUSIER_PAINTED", &note)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{} ne démarre pas : {error}", program.display()))?;
    let waited = wait_for(&note, start);
    end(&mut child);
    let _ = std::fs::remove_dir_all(&folder);
    waited.ok_or_else(|| format!("{} n’a rien peint en trente secondes.", program.display()))
}

fn wait_for(note: &Path, start: Instant) -> Option<Duration> {
    while start.elapsed() < Duration::from_secs(30) {
        if note.exists() {
            return Some(start.elapsed());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    None
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn new_folder() -> Result<PathBuf, String> {
    let stamp = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_nanos();
    let folder = std::env::temp_dir().join(format!("clausier-mesure-{stamp}"));
    std::fs::create_dir_all(&folder).map_err(|error| format!("Aucun dossier temporaire : {error}"))?;
    Ok(folder)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

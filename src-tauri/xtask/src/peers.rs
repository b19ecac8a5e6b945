//! Writing into a document, against programs that fill templates: the same paragraphs in the same 322-page file, in one
//! run on one machine, each as a whole process. Only the ratios travel from a machine to another.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Done, cargo};

/// Runs of each; one after the other in turn, so that a busy machine slows all.
const RUNS: usize = 3;
/// Goals: CPU against the least work, and peak memory in MiB.
const RATIO: f64 = 1.5;
const MEMORY: f64 = 48.0;
const ENGINES: [&str; 4] = ["docxtemplater", "easy-template-x", "docx-templates", "carbone"];

/// What one process took.
#[derive(Clone, Copy)]
struct Figures {
    wall: f64,
    cpu: f64,
    mib: f64,
}

/// A line of the table: its name, and the command.
struct Runner {
    name: String,
    command: Vec<String>,
}

/// Installs the peers beside the build, runs everything and prints the table.
pub fn bench() -> Done {
    shell::title("Écrire 200 clauses à 40 endroits d'un document de plus de 300 pages, face aux autres");
    let folder = installed()?;
    cargo(&["build", "--release", "--package", "clausier-documents", "--features", "synthetic", "--example", "peers"])?;
    let ours = shell::target().join("release/examples/peers");
    shell::program(&ours, &["prepare", &shown(&folder)])?;
    let mut runners = documents(&folder, &ours, "docx");
    runners.push(python(&folder));
    if open_document(&folder, &ours)? {
        runners.extend(documents(&folder, &ours, "odt").into_iter().filter(|one| !one.name.contains("docx") && !one.name.contains("easy")));
    }
    report(&measured(&runners, &folder)?);
    Ok(())
}

/// Installs each peer at its version, in the folder of the build.
fn installed() -> Result<PathBuf, String> {
    let folder = shell::target().join("peers");
    fs::create_dir_all(&folder).map_err(|error| format!("{} : {error}", folder.display()))?;
    let from = shell::root().join("tests/peers");
    fs::copy(from.join("package.json"), folder.join("package.json")).map_err(|error| error.to_string())?;
    let venv = folder.join("venv");
    if !venv.is_dir() {
        shell::call("python3", &["-m", "venv", &shown(&venv)])?;
    }
    shell::program(&venv.join("bin/pip"), &["install", "--quiet", "--disable-pip-version-check", "-r", &shown(&from.join("requirements.txt"))])?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder);
    shell::run(&mut npm, "npm install (autres programmes)")?;
    Ok(folder)
}

/// The least work, ours, then each engine on its own template.
fn documents(folder: &Path, ours: &Path, ending: &str) -> Vec<Runner> {
    let file = |name: &str| shown(&folder.join(format!("{name}.{ending}")));
    let own = |what: &str| Runner {
        name: format!("{what} ({ending})"),
        command: vec![shown(ours), what.to_owned(), file("document"), file(&format!("sortie-{what}"))],
    };
    let script = shown(&shell::root().join("tests/peers/peer.cjs"));
    let engine = |engine: &&str| Runner {
        name: format!("{engine} ({ending})"),
        command: ["node", &script, engine, &file(engine), &shown(&folder.join("data.json")), &file(&format!("sortie-{engine}"))]
            .map(str::to_owned)
            .to_vec(),
    };
    ["floor", "clausier"].map(own).into_iter().chain(ENGINES.iter().map(engine)).collect()
}

fn python(folder: &Path) -> Runner {
    let file = |name: &str| shown(&folder.join(name));
    let script = shown(&shell::root().join("tests/peers/docxtpl_peer.py"));
    let command = vec![file("venv/bin/python"), script, file("docxtpl.docx"), file("data.json"), file("sortie-docxtpl.docx")];
    Runner { name: "docxtpl (docx)".to_owned(), command }
}

/// Makes the same document for LibreOffice; without it, says so.
fn open_document(folder: &Path, ours: &Path) -> Result<bool, String> {
    let document = folder.join("document.docx");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profil").display());
    let made = shell::output("soffice", &[&profile, "--headless", "--convert-to", "odt", "--outdir", &shown(folder), &shown(&document)]);
    let odt = folder.join("document.odt");
    if made.is_none() || !odt.is_file() {
        println!("LibreOffice absent : la mesure en .odt n'est pas faite.");
        return Ok(false);
    }
    shell::program(ours, &["templates", &shown(&odt), &shown(folder), "odt"])?;
    Ok(true)
}

/// Measures everything in turn; a peer that fails is told and left out.
fn measured(runners: &[Runner], folder: &Path) -> Result<Vec<(String, Vec<Figures>)>, String> {
    let mut found: BTreeMap<usize, Vec<Figures>> = BTreeMap::new();
    for turn in 0..RUNS {
        for (at, runner) in runners.iter().enumerate() {
            match measure(runner, folder) {
                Ok(figures) => found.entry(at).or_default().push(figures),
                Err(failure) if turn == 0 => println!("{} : {failure}", runner.name),
                Err(_) => {}
            }
        }
    }
    Ok(runners.iter().enumerate().filter_map(|(at, runner)| Some((runner.name.clone(), found.remove(&at)?))).collect())
}

fn measure(runner: &Runner, folder: &Path) -> Result<Figures, String> {
    let script = shell::root().join("tests/peers/measure.py");
    let output = Command::new(folder.join("venv/bin/python")).arg(script).args(&runner.command).current_dir(folder).output();
    let output = output.map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("échec : {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let figure = |name: &str| {
        let after = text.lines().last()?.split_once(&format!("\"{name}\": "))?.1;
        after.split([',', '}']).next()?.trim().parse::<f64>().ok()
    };
    let (wall, cpu, kib) = (figure("wall"), figure("cpu"), figure("kib"));
    match (wall, cpu, kib) {
        (Some(wall), Some(cpu), Some(kib)) => Ok(Figures { wall, cpu, mib: kib / 1024.0 }),
        _ => Err(format!("mesure illisible : {text}")),
    }
}

/// Prints the medians, each against the least work and against Clausier on the same kind of file.
fn report(measured: &[(String, Vec<Figures>)]) {
    let medians: Vec<(&str, Figures)> = measured.iter().map(|(name, runs)| (name.as_str(), median(runs))).collect();
    println!("\n{:<24} {:>9} {:>9} {:>9} {:>10} {:>12}", "", "CPU s", "durée s", "Mio", "/ minimum", "/ Clausier");
    for ending in ["docx", "odt"] {
        let of = |what: &str| medians.iter().find(|(name, _)| *name == format!("{what} ({ending})")).map(|(_, figures)| *figures);
        let (Some(floor), Some(ours)) = (of("floor"), of("clausier")) else { continue };
        for (name, figures) in medians.iter().filter(|(name, _)| name.ends_with(&format!("({ending})"))) {
            let (least, us) = (figures.cpu / floor.cpu, figures.cpu / ours.cpu);
            println!("{name:<24} {:>9.3} {:>9.3} {:>9.1} {least:>10.2} {us:>12.2}", figures.cpu, figures.wall, figures.mib);
        }
        let verdict = |held: bool| if held { "tenu" } else { "manqué" };
        println!(
            "  objectif .{ending} : ≤ {RATIO} × le minimum ({}), ≤ {MEMORY} Mio ({})",
            verdict(ours.cpu / floor.cpu <= RATIO),
            verdict(ours.mib <= MEMORY)
        );
    }
    println!("« floor » : le moindre travail possible (décompresser, lire une fois, insérer, recompresser), sans style, liste ni tableau.");
}

fn median(runs: &[Figures]) -> Figures {
    let of = |get: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(get).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    Figures { wall: of(|one| one.wall), cpu: of(|one| one.cpu), mib: of(|one| one.mib) }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

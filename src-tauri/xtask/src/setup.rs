//! Installs what a fresh machine lacks, saying first what and why.
//!
//! Verified on Debian 12. Elsewhere the packages are named from the documentation of Tauri, and said so.

use std::fs;

use crate::shell::{self, Done};

/// What the machine must be able to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Build and open the window.
    Running,
    /// Everything, and the tests.
    Testing,
}

/// A Debian package and the reason for it.
struct Package {
    name: &'static str,
    why: &'static str,
}

const RUNNING: &[Package] = &[
    Package { name: "build-essential", why: "compilateur C, pour SQLite" },
    Package { name: "pkg-config", why: "trouve les bibliothèques du système" },
    Package { name: "libwebkit2gtk-4.1-dev", why: "le moteur d'affichage de la fenêtre" },
];

const TESTING: &[Package] = &[
    Package { name: "webkit2gtk-driver", why: "pilote la vraie fenêtre" },
    Package { name: "xvfb", why: "écran virtuel quand il n'y en a pas" },
    Package { name: "xauth", why: "droit d'accès à l'écran virtuel" },
    Package { name: "libxml2-utils", why: "valide l'avis européen contre ses schémas" },
    Package { name: "libreoffice-calc-nogui", why: "rouvre les classeurs écrits" },
    Package { name: "libreoffice-writer-nogui", why: "rouvre les documents écrits" },
    Package { name: "jing", why: "valide les .odt contre le schéma d'OpenDocument" },
    Package { name: "unzip", why: "relit les pièces Word écrites, sans passer par nous" },
    Package { name: "sqlite3", why: "remet une base d'essai au format d'avant, pour les pannes" },
    Package { name: "python3-venv", why: "modifie des pièces comme le ferait un autre logiciel, et lit le dossier partagé avec DuckDB" },
    Package { name: "poppler-utils", why: "compte les pages et les dessine" },
    Package { name: "fonts-liberation", why: "polices des captures et des documents" },
];

/// Makes the machine ready, or says what is missing.
pub fn ready(goal: For) -> Done {
    system_packages(goal)?;
    node()?;
    npm_packages("ui")?;
    if goal == For::Testing {
        rust_components()?;
        npm_packages("tests/window")?;
        judges();
    }
    Ok(())
}

/// The judge of Office files is no part of Clausier: where it cannot be installed, its tests say that they are left out.
/// It is installed by its exact version and not by a lock file: it comes as one program per platform, and a
/// registry that lacks the program of another platform makes `npm ci` refuse ours.
fn judges() {
    let exactly = ["install", "--no-package-lock", "--no-audit", "--no-fund"];
    if let Err(failure) = npm_once("tests/judges", "package.json", &exactly) {
        println!("Le validateur des fichiers Office ne s'installe pas ({failure}) : ses essais seront sautés.");
    }
}

fn wanted(goal: For) -> Vec<&'static Package> {
    match goal {
        For::Running => RUNNING.iter().collect(),
        For::Testing => RUNNING.iter().chain(TESTING).collect(),
    }
}

fn system_packages(goal: For) -> Done {
    if !cfg!(target_os = "linux") {
        println!("Système autre que Linux : les bibliothèques viennent avec lui (WebView2 sous Windows), d'après la documentation de Tauri.");
        return Ok(());
    }
    if !is_debian() {
        let names: Vec<&str> = wanted(goal).iter().map(|package| package.name).collect();
        println!("Ce système n'est pas Debian. D'après la documentation (non vérifié), installez l'équivalent de : {}.", names.join(" "));
        return Ok(());
    }
    let missing: Vec<&Package> = wanted(goal).into_iter().filter(|package| !installed(package.name)).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line.split_once('=').is_some_and(|(key, value)| matches!(key, "ID" | "ID_LIKE") && value.contains("debian")))
}

/// A full LibreOffice provides the one without a display.
fn installed(name: &str) -> bool {
    let status = |name: &str| shell::output("dpkg-query", &["-W", "-f=${Status}", name]).is_some_and(|status| status == "install ok installed");
    status(name) || name.strip_suffix("-nogui").is_some_and(status)
}

fn install(missing: &[&Package]) -> Done {
    shell::title("Bibliothèques du système à installer");
    for package in missing {
        println!("  {:<26} {}", package.name, package.why);
    }
    let root = shell::output("id", &["-u"]).as_deref() == Some("0");
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    if !root {
        ask_for_rights(&names)?;
    }
    apt(root, &["update"])?;
    apt(root, &[&["install", "-y", "--no-install-recommends"], names.as_slice()].concat())
}

fn ask_for_rights(names: &[&str]) -> Done {
    if shell::output("sudo", &["--version"]).is_none() {
        return Err(format!(
            "L'installation demande les droits d'administration, et « sudo » est absent. En administrateur : apt-get install {}, puis recommencez.",
            names.join(" ")
        ));
    }
    println!("L'installation demande votre mot de passe (sudo apt-get).");
    Ok(())
}

/// Waits for another installation rather than failing, and never asks a question: sudo would drop a
/// variable of ours, hence `env`.
fn apt(root: bool, arguments: &[&str]) -> Done {
    let common = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
    let mut command = std::process::Command::new(if root { "env" } else { "sudo" });
    if !root {
        command.arg("env");
    }
    command.args(common).args(arguments);
    shell::run(&mut command, &format!("apt-get {}", arguments.join(" ")))
}

/// Formatter and lints: rustup's minimal profile leaves them out.
fn rust_components() -> Done {
    let missing = |name: &str| shell::output("cargo", &[name, "--version"]).is_none();
    if !missing("fmt") && !missing("clippy") {
        return Ok(());
    }
    shell::title("Outils de Rust à installer");
    println!("  {:<26} format et relecture du code", "rustfmt, clippy");
    shell::call("rustup", &["component", "add", "rustfmt", "clippy"])
}

fn node() -> Done {
    let version = shell::output("node", &["--version"])
        .ok_or("Node.js 20 ou plus récent est nécessaire, et « node » est introuvable. Installez-le depuis nodejs.org ou votre distribution, puis recommencez.")?;
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|part| part.parse().ok()).unwrap_or(0);
    if major >= 20 {
        return Ok(());
    }
    Err(format!("Node.js 20 ou plus récent est nécessaire ; celui de cette machine est {version}."))
}

/// Runs `npm ci` only when the lock file is not the one that was installed.
fn npm_packages(folder: &str) -> Done {
    npm_once(folder, "package-lock.json", &["ci", "--no-audit", "--no-fund"])
}

/// Runs npm in a folder unless the file that describes its packages is the one of the last time.
fn npm_once(folder: &str, described_by: &str, arguments: &[&str]) -> Done {
    let folder_path = shell::root().join(folder);
    let wanted = fs::read(folder_path.join(described_by)).map_err(|error| format!("{folder}/{described_by} : {error}"))?;
    let stamp = folder_path.join("node_modules/.clausier-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    shell::title("Paquets de l'interface");
    shell::npm(folder, arguments)?;
    fs::write(&stamp, wanted).map_err(|error| format!("{} : {error}", stamp.display()))
}

//! Checks, tests and measures, each a step that can be called alone.

use crate::measure;
use crate::shell::{self, Done, cargo, cargo_with, npm};

/// What is worth running at every save: no window, no LibreOffice.
pub fn check() -> Done {
    style()?;
    rust()?;
    catalogue()?;
    interface()
}

/// Types, unit tests and build of the interface.
pub fn interface() -> Done {
    shell::title("Interface");
    npm("ui", &["run", "--silent", "check"])?;
    npm("ui", &["run", "--silent", "test"])?;
    npm("ui", &["run", "--silent", "build"])
}

/// Formatting and lints of everything but the window host.
pub fn style() -> Done {
    shell::title("Format et lints");
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--quiet", "--all-targets", "--", "--deny", "warnings"])
}

/// Every test that needs neither a window nor LibreOffice.
pub fn rust() -> Done {
    shell::title("Tests Rust");
    judged(&["test"])
}

/// The tests that reopen our documents in LibreOffice, and those that the validator of Office files judges.
pub fn documents() -> Done {
    shell::title("Documents rouverts dans LibreOffice, et jugés");
    judged(&["test", "--package", "clausier-documents", "--", "--ignored", "lo_", "judge_"])
}

/// Runs cargo with the validator of Office files, where it is installed.
fn judged(arguments: &[&str]) -> Done {
    let program = shell::root().join("tests/judges/node_modules/.bin/ooxml-validator");
    let named = program.display().to_string();
    let environment: Vec<(&str, &str)> = if program.exists() { vec![("CLAUSIER_OOXML_VALIDATOR", named.as_str())] } else { Vec::new() };
    cargo_with(arguments, &environment)
}

/// The jurist's check.
pub fn catalogue() -> Done {
    shell::title("Catalogue");
    cargo(&["run", "--quiet", "--no-default-features", "--package", "clausier-cli", "--", "catalogue", "check", "src-tauri/catalogue"])
}

/// The commands of the window on the mock runtime, the generated types, the permissions.
pub fn host() -> Done {
    shell::title("Commandes de la fenêtre");
    let window = ["--package", "clausier", "--package", "clausier-window-tests"];
    cargo(&[&["clippy", "--quiet", "--all-targets"], &window[..], &["--", "--deny", "warnings"]].concat())?;
    cargo(&["test", "--package", "clausier-window-tests"])
}

/// Benchmarks; each prints its goal beside its figure.
pub fn bench() -> Done {
    shell::title("Mesures");
    cargo(&["bench", "--package", "clausier-tests"])?;
    measure::window_start()
}

/// The same ones, and a shared folder of a million tenders.
pub fn long_bench() -> Done {
    shell::title("Mesures longues");
    cargo_with(&["bench", "--package", "clausier-tests"], &[("CLAUSIER_LONG", "1")])?;
    measure::window_start()
}

/// Disks that fail and programs that are killed, on the program as it is shipped.
pub fn faults() -> Done {
    shell::title("Pannes : FUSE, disques pleins, programme tué");
    // Without the program that prints: no failure tried here goes near it.
    cargo(&["build", "--release", "--no-default-features", "--package", "clausier-cli", "--package", "clausier-faults"])?;
    let release = shell::target().join("release");
    shell::program(&release.join("clausier-faults"), &[&release.join("clausier-cli").to_string_lossy()])
}

/// What takes too long for every day. The laws of the core are tried a million times; a law that sets
/// its own number of cases multiplies it when CLAUSIER_LONG is set.
pub fn long_campaigns() -> Done {
    shell::title("Longues campagnes");
    let million = [("PROPTEST_CASES", "1000000")];
    let long = [("CLAUSIER_LONG", "1"), ("CLAUSIER_KILLS", "200")];
    cargo_with(&["test", "--release", "--package", "clausier-core"], &million)?;
    cargo_with(&["test", "--release", "--package", "clausier-sharing", "--package", "clausier-documents", "--package", "clausier-store"], &long)?;
    cargo_with(&["test", "--release", "--package", "clausier-documents", "--", "--ignored"], &long)
}

//! Builds what is run, tested and shipped.

use std::path::Path;
use std::process::Command;

use crate::shell::{self, Done, cargo_with};

/// Builds the interface and the window around it, self-contained, without a bundle.
pub fn window() -> Done {
    shell::title("Construction de la fenêtre");
    tauri(&["build", "--debug", "--no-bundle"])
}

/// Builds the program that prints PDF files, beside the window.
pub fn printer() -> Done {
    shell::title("Construction du programme des PDF");
    shell::cargo(PRINTER)
}

const PRINTER: &[&str] = &["build", "--package", "clausier-cli", "--bin", "clausier-pdf"];

/// Builds the installer of this system, in release: the window, and the program that prints beside it.
pub fn package() -> Done {
    shell::title("Construction du paquet");
    shell::cargo(&[PRINTER, &["--release"]].concat())?;
    let kind = if cfg!(windows) { "nsis" } else { "deb" };
    tauri(&["build", "--bundles", kind, "--config", &beside_the_window()])?;
    println!("Paquet : {}", shell::target().join("release/bundle").join(kind).display());
    Ok(())
}

/// What the installer puts beside the window. It is said here and not in `tauri.conf.json`: there, every build of the
/// window would ask for a program that only a package needs.
fn beside_the_window() -> String {
    let fonts = path(&shell::root().join("src-tauri/crates/clausier-pdf/fonts/LICENCES.txt"));
    let printer = path(&shell::target().join(format!("release/clausier-pdf{}", std::env::consts::EXE_SUFFIX)));
    if cfg!(windows) {
        return format!("{{\"bundle\":{{\"resources\":{{{printer}:\"clausier-pdf.exe\",{fonts}:\"polices.txt\"}}}}}}");
    }
    let files = format!("{{\"/usr/bin/clausier-pdf\":{printer},\"/usr/share/doc/clausier/polices.txt\":{fonts}}}");
    format!("{{\"bundle\":{{\"linux\":{{\"deb\":{{\"files\":{files}}},\"rpm\":{{\"files\":{files}}}}}}}}}")
}

/// A path as JSON writes it.
fn path(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('\\', "/"))
}

/// Calls the Tauri command line installed with the interface.
fn tauri(arguments: &[&str]) -> Done {
    let tool = shell::root().join("ui/node_modules/@tauri-apps/cli/tauri.js");
    let mut command = Command::new("node");
    command.arg(tool).args(arguments).current_dir(shell::root());
    shell::run(&mut command, &format!("tauri {}", arguments.join(" ")))
}

/// Writes the TypeScript types again from the Rust ones.
pub fn bindings() -> Done {
    cargo_with(&["test", "--quiet", "--package", "clausier-window-tests", "bindings"], &[("UPDATE_BINDINGS", "1")])
}

/// Draws every size of the icon from `icons/source.svg` (needs `rsvg-convert`).
pub fn icons() -> Done {
    let png = std::env::temp_dir().join("clausier-icon.png");
    let png = png.display().to_string();
    shell::call("rsvg-convert", &["-w", "1024", "-h", "1024", "icons/source.svg", "-o", &png])?;
    tauri(&["icon", "-o", "icons", &png])?;
    // The tool also draws for phones, which Clausier does not run on.
    for folder in ["icons/android", "icons/ios"] {
        let _ = std::fs::remove_dir_all(shell::root().join(folder));
    }
    Ok(())
}

/// Writes the sample tenders' documents again from their texts.
pub fn samples() -> Done {
    shell::cargo(&["run", "--quiet", "--package", "clausier-samples"])
}

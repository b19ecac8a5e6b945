//! Builds what is run, tested and shipped.

use std::process::Command;

use crate::shell::{self, Done, cargo_with};

/// Builds the interface and the window around it, self-contained, without a bundle.
pub fn window() -> Done {
    shell::title("Construction de la fenêtre");
    tauri(&["build", "--debug", "--no-bundle"])
}

/// Builds the Debian package, in release.
pub fn package() -> Done {
    shell::title("Construction du paquet");
    tauri(&["build", "--bundles", "deb"])?;
    println!("Paquet : {}", shell::target().join("release/bundle/deb").display());
    Ok(())
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

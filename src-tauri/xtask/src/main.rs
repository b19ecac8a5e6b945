//! The project's own commands: `cargo xtask run | test | check | bench | nightly | fuzz | faults | bindings | icons | samples | screenshots | package`.
//!
//! Nothing here knows what Clausier does: it installs, builds, and calls the tools in order.
#![allow(clippy::print_stdout, reason = "a command line talks on its output")]

mod build;
mod display;
mod fuzz;
mod measure;
mod peers;
mod quality;
mod setup;
mod shell;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run          installe ce qui manque, construit, ouvre la fenêtre
cargo xtask test         installe ce qui manque, puis passe tous les tests, fenêtre réelle comprise
cargo xtask check        pendant le travail : format, lints, tests Rust et interface, catalogue, types générés
cargo xtask bench        mesures (objectif affiché à côté de chacune)
cargo xtask bench peers  l'écriture dans une pièce face à d'autres programmes, installés pour cela
cargo xtask nightly      longues campagnes : tous les tests, 10^6 marchés tirés au sort, fuzz, pannes, mesures, pairs
cargo xtask fuzz         fuzz guidé par la couverture : [cible] [secondes par cible]
cargo xtask faults       pannes : dossiers FUSE, disques pleins, programme tué
cargo xtask bindings     régénère les types TypeScript
cargo xtask icons        régénère les icônes
cargo xtask samples      régénère les marchés d'exemple
cargo xtask screenshots  refait les captures de la fenêtre, celle du README comprise
cargo xtask package      construit le paquet .deb (sous Windows, l'installateur), PDF compris";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("run") => run(),
        Some("test") => test(),
        Some("check") => quality::check(),
        Some("bench") if arguments.get(1).is_some_and(|what| what == "peers") => peers::bench(),
        Some("bench") => bench(),
        Some("fuzz") => fuzz::asked(&arguments[1..]),
        Some("faults") => quality::faults(),
        Some("nightly") => nightly(),
        Some("bindings") => build::bindings(),
        Some("icons") => build::icons(),
        Some("samples") => build::samples(),
        Some("screenshots") => screenshots(),
        Some("package") => package(),
        _ => {
            println!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> shell::Done {
    setup::ready(setup::For::Running)?;
    build::window()?;
    build::printer()?;
    shell::title("Ouverture de la fenêtre");
    shell::program(&shell::target().join("debug/clausier"), &[])
}

fn test() -> shell::Done {
    setup::ready(setup::For::Testing)?;
    quality::interface()?;
    quality::style()?;
    quality::rust()?;
    quality::documents()?;
    quality::catalogue()?;
    quality::host()?;
    build::window()?;
    display::end_to_end(&[])?;
    shell::title("Tous les tests sont passés");
    Ok(())
}

fn bench() -> shell::Done {
    setup::ready(setup::For::Testing)?;
    quality::interface()?;
    quality::bench()
}

/// A name and what is run.
type Campaign = (&'static str, fn() -> shell::Done);

/// Every campaign, each with its length; the first that fails stops the others.
fn nightly() -> shell::Done {
    let campaigns: [Campaign; 6] = [
        ("tous les tests", test),
        ("lois, 10^6 fois", quality::long_campaigns),
        ("fuzz", fuzz::all),
        ("pannes", quality::faults),
        ("mesures", quality::long_bench),
        ("pairs", peers::bench),
    ];
    let mut lengths = Vec::new();
    for (name, campaign) in campaigns {
        let start = std::time::Instant::now();
        campaign()?;
        lengths.push(format!("  {name:<16} {} min", start.elapsed().as_secs() / 60));
    }
    shell::title("Campagne finie");
    println!("{}", lengths.join("\n"));
    Ok(())
}

fn screenshots() -> shell::Done {
    setup::ready(setup::For::Testing)?;
    build::window()?;
    build::printer()?;
    display::end_to_end(&[("CLAUSIER_README_PICTURE", "1")])
}

fn package() -> shell::Done {
    setup::ready(setup::For::Running)?;
    build::package()
}

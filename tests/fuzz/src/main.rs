//! One program for every target: `CLAUSIER_FUZZ` names it. Called by `cargo xtask fuzz`, which builds it
//! with the counters that guide libFuzzer.
//!
//! With `CLAUSIER_FUZZ_SEEDS` it writes the seeds of the target in that folder and ends.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use clausier_tests::laws::{TARGETS, Target, target};
use libfuzzer_sys::fuzz_target;

static CHOSEN: LazyLock<&'static Target> = LazyLock::new(|| {
    let name = std::env::var("CLAUSIER_FUZZ").unwrap_or_default();
    let known = || TARGETS.map(|target| target.name).join(", ");
    target(&name).unwrap_or_else(|| panic!("CLAUSIER_FUZZ names one of: {}", known()))
});

fuzz_target!(
    init: {
        if let Some(folder) = std::env::var_os("CLAUSIER_FUZZ_SEEDS") {
            write_seeds(Path::new(&folder));
            std::process::exit(0);
        }
    },
    |bytes: &[u8]| (CHOSEN.law)(bytes)
);

/// Writes each seed under a number; they are few, and the campaign names what it adds by its hash.
fn write_seeds(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder for the seeds");
    for (number, seed) in (CHOSEN.seeds)().iter().enumerate() {
        std::fs::write(folder.join(format!("graine-{number:03}")), seed).expect("a seed is written");
    }
}

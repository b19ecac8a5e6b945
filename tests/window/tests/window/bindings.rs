//! The TypeScript types of the interface are those of Rust. `UPDATE_BINDINGS=1` writes them again.

use std::fs;

use clausier_window_tests::root;
use specta_typescript::Typescript;
use tauri::test::MockRuntime;

const FILE: &str = "ui/src/ipc/bindings.ts";
const HEADER: &str = "// Written by `cargo xtask bindings` from the Rust types: edits here are lost.\n";

#[test]
fn the_types_of_the_interface_are_those_of_rust() {
    let fresh = generated();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::write(root().join(FILE), &fresh).expect("bindings.ts can be written");
    }
    let committed = fs::read_to_string(root().join(FILE)).unwrap_or_default().replace("\r\n", "\n");
    let first = committed.lines().zip(fresh.lines()).position(|(old, new)| old != new);
    assert!(
        committed == fresh,
        "{FILE} is not up to date (line {}): run `cargo xtask bindings` and read the difference",
        first.map_or(committed.lines().count().min(fresh.lines().count()), |at| at) + 1
    );
}

/// One type for what comes and what goes: the interface sends back what it received.
fn generated() -> String {
    let folder = tempfile::tempdir().expect("the system gives a temporary folder");
    let file = folder.path().join("bindings.ts");
    clausier_window::commands::all::<MockRuntime>()
        .disable_serde_phases()
        .export(Typescript::default().header(HEADER), &file)
        .unwrap_or_else(|error| panic!("a type of the window has no TypeScript form: {error}"));
    fs::read_to_string(file).expect("the export wrote its file")
}

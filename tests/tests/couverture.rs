//! The page of what the library covers says what the catalogue holds.

use std::path::Path;

use clausier_app::{Engine, coverage};

#[test]
fn the_page_of_coverage_is_that_of_the_catalogue() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/docs/COUVERTURE.md");
    let written = std::fs::read_to_string(path).expect("the page is committed");
    let page = coverage::page(&Engine::embedded());
    assert_eq!(written, page.markdown, "run `clausier-cli catalogue coverage --out src-tauri/docs/COUVERTURE.md --force` and read the difference");
}

/// The floors that the library promises, clauses and levels.
#[test]
fn the_library_keeps_its_floors() {
    let page = coverage::page(&Engine::embedded());
    assert!(page.clauses >= 160 && page.levels >= 400, "{} clauses, {} levels", page.clauses, page.levels);
}

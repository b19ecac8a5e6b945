//! The house keeps its arrows: who may know whom, read from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

const SIBLINGS: [&str; 6] =
    ["clausier-catalogue", "clausier-documents", "clausier-open-data", "clausier-review", "clausier-sharing", "clausier-store"];

/// Crates that open files, talk to a network, a base, a window, or read office files and TOML.
const NEVER_IN_CORE: [&str; 12] =
    ["opendal", "reqwest", "rusqlite", "toml", "quick-xml", "flate2", "cfb", "tauri", "tokio", "tempfile", "directories", "include_dir"];

/// Direct dependencies of each package of the workspace, those of its tests left out.
static DEPENDENCIES: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(read_dependencies);

fn read_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .expect("cargo tells the structure of its own workspace");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("the workspace has packages");
    packages.iter().map(|package| (text(&package["name"]), normal_dependencies(package))).collect()
}

fn normal_dependencies(package: &Value) -> BTreeSet<String> {
    let all = package["dependencies"].as_array().into_iter().flatten();
    all.filter(|one| one["kind"].as_str() != Some("dev")).map(|one| text(&one["name"])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a name is text").to_owned()
}

/// Names the packages that depend directly on one of `names`.
fn who_names(names: &[&str]) -> BTreeSet<&'static str> {
    let names_one = |(_, dependencies): &(&'static String, &'static BTreeSet<String>)| names.iter().any(|name| dependencies.contains(*name));
    DEPENDENCIES.iter().filter(names_one).map(|(package, _)| package.as_str()).collect()
}

/// Everything that a package of ours pulls in from the workspace, itself included.
fn reach(package: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([package.to_owned()]);
    let mut waiting = vec![package.to_owned()];
    while let Some(next) = waiting.pop() {
        for dependency in DEPENDENCIES.get(&next).into_iter().flatten() {
            if reached.insert(dependency.clone()) {
                waiting.push(dependency.clone());
            }
        }
    }
    reached
}

#[test]
fn the_core_knows_no_file_no_base_no_format_and_no_neighbour() {
    let core = DEPENDENCIES.get("clausier-core").expect("the core exists");
    for name in SIBLINGS.iter().chain(&NEVER_IN_CORE) {
        assert!(!core.contains(*name), "clausier-core must not depend on {name}");
    }
}

/// `chrono` with its « clock » feature could tell the time: the core receives the day instead.
#[test]
fn the_core_reads_no_clock_and_opens_no_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/clausier-core/src");
    let mut read = 0;
    for file in sources(&folder) {
        let source = std::fs::read_to_string(&file).expect("a source of ours can be read");
        for forbidden in ["std::fs", "std::net", "std::process", "std::env", "SystemTime", "Instant::now", "Utc::now", "Local::now"] {
            assert!(!source.contains(forbidden), "{}: {forbidden} has no place in the core", file.display());
        }
        read += 1;
    }
    assert!(read > 20, "only {read} sources were found: the test looks in the wrong folder");
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of the core exists");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    paths
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

#[test]
fn the_siblings_never_meet() {
    for sibling in SIBLINGS {
        let dependencies = DEPENDENCIES.get(sibling).unwrap_or_else(|| panic!("{sibling} exists"));
        for other in SIBLINGS.iter().filter(|other| **other != sibling) {
            assert!(!dependencies.contains(*other), "{sibling} must not depend on {other}: clausier-app carries between them");
        }
    }
}

#[test]
fn each_outside_world_has_one_door() {
    let doors: [(&[&str], &[&str]); 6] = [
        (&["tauri", "tauri-build", "tauri-specta", "tauri-plugin-dialog", "tauri-plugin-opener"], &["clausier", "clausier-window-tests"]),
        (&["rusqlite", "rusqlite_migration"], &["clausier-store"]),
        (&["opendal", "reqwest", "rustls"], &["clausier-sharing"]),
        (&["typst", "typst-layout", "typst-pdf"], &["clausier-pdf"]),
        // The samples' generator writes its packages on its own: it is no part of the program.
        (&["flate2", "cfb", "zip"], &["clausier-documents", "clausier-samples"]),
        // The European notice is XML, and no document of the buyer: open data writes it (decision 0015).
        (&["quick-xml"], &["clausier-documents", "clausier-open-data", "clausier-samples"]),
    ];
    for (names, allowed) in doors {
        let found = who_names(names);
        assert!(!found.is_empty(), "nobody names {names:?}: the test is out of date");
        for package in found {
            assert!(allowed.contains(&package), "{package} must not name one of {names:?}");
        }
    }
}

#[test]
fn the_command_line_builds_without_webkit() {
    let reached = reach("clausier-cli");
    for name in ["tauri", "wry", "tao", "webkit2gtk", "clausier"] {
        assert!(!reached.contains(name), "clausier-cli reaches {name}");
    }
    assert!(reached.contains("clausier-app"), "the command line calls the use cases");
}

/// Laying out pages weighs more than everything else together: it is a program of its own, called and never linked.
#[test]
fn only_the_package_of_the_command_line_carries_the_program_that_prints() {
    assert_eq!(who_names(&["clausier-pdf"]), BTreeSet::from(["clausier-cli"]));
    assert!(!reach("clausier").contains("clausier-pdf") && !reach("clausier-app").contains("clausier-pdf"));
}

/// Law in code cannot be read again by a jurist: figures, articles and dates live in the catalogue.
#[test]
fn no_article_of_law_stands_in_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri");
    let folders = [
        "crates/clausier-app/src",
        "crates/clausier-cli/src",
        "crates/clausier-core/src",
        "crates/clausier-catalogue/src",
        "crates/clausier-pdf/src",
        "src",
    ];
    for folder in folders {
        for file in sources(&root.join(folder)) {
            let source = std::fs::read_to_string(&file).expect("a source of ours can be read");
            for (number, line) in program_lines(&source) {
                assert!(!names_an_article(line), "{}:{number}: an article of law stands in code: {line}", file.display());
            }
        }
    }
}

/// The lines of a source before its tests, comments left out: a comment may say where a rule comes from.
fn program_lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let before_tests = source.lines().take_while(|line| !line.trim_start().starts_with("#[cfg(test)]"));
    before_tests.zip(1..).map(|(line, number)| (number, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Tells whether a line holds something like `L2112-2` or `R. 2122-8`.
fn names_an_article(line: &str) -> bool {
    let spaced = line.replace(". ", "").replace('.', "");
    spaced.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| {
        let mut characters = word.chars();
        let code = matches!(characters.next(), Some('L' | 'R' | 'D'));
        let rest = characters.as_str();
        let (number, tail) = rest.split_once('-').unwrap_or((rest, ""));
        code && number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit()) && tail.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[test]
fn an_article_is_recognised() {
    assert!(names_an_article("article: \"R. 2122-8\""));
    assert!(names_an_article("L2112-2-1"));
    assert!(!names_an_article("R2152 alone, SHA-256, L1-2 and 2026-08-22"));
}

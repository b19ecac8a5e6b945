//! The laws of `clausier_tests::laws` on what is known: the seeds of the guided campaign, and every input
//! that once broke one (`tests/regressions/<target>/`).

use std::path::{Path, PathBuf};

use clausier_tests::laws::{TARGETS, target};

fn regressions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_law_holds_of_its_seeds() {
    for target in TARGETS {
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{}: the campaign starts from nothing", target.name);
        seeds.iter().for_each(|seed| (target.law)(seed));
    }
}

#[test]
fn what_once_broke_a_law_does_not_any_more() {
    for name in names(&regressions()) {
        let target = target(&name).unwrap_or_else(|| panic!("tests/regressions/{name}: no target of that name"));
        for file in names(&regressions().join(&name)) {
            eprintln!("{name}/{file}");
            (target.law)(&std::fs::read(regressions().join(&name).join(&file)).expect("a fixture is read"));
        }
    }
}

#[test]
fn the_campaign_has_a_dictionary_for_each_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/dictionaries");
    for target in TARGETS {
        if let Some(dictionary) = target.dictionary {
            assert!(folder.join(format!("{dictionary}.dict")).is_file(), "{}: {dictionary}.dict", target.name);
        }
    }
}

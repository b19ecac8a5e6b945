//! The worked cases of `tests/cas/`: what is given, what is expected, in the words of the jurist.

mod bounds;
mod case;
mod expected;
pub(crate) mod given;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clausier_catalogue::Catalogue;

use case::CaseFile;

/// The catalogue that the program carries, read once for every test.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cas");
    let entries = std::fs::read_dir(folder).expect("tests/cas exists");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    files
}

fn read(path: &Path) -> CaseFile {
    let text = std::fs::read_to_string(path).expect("a case file can be read");
    toml::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

#[test]
fn the_law_answers_every_worked_case_as_the_jurist_expects() {
    let mut failures = Vec::new();
    let mut played = 0;
    for path in case_files() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for case in read(&path).cases() {
            played += 1;
            for fault in expected::faults(&case) {
                failures.push(format!("{name}: « {} » : {fault}", case.nom));
            }
        }
    }
    assert!(played > 100, "only {played} cases were found: the test looks in the wrong folder");
    assert!(failures.is_empty(), "{} écarts sur {played} cas\n{}", failures.len(), failures.join("\n"));
}

/// The day before and the day itself, for every version of every rule and for its end.
#[test]
fn every_dated_change_has_its_two_worked_cases() {
    let cases: Vec<case::Case> = case_files().iter().flat_map(|path| read(path).cases()).collect();
    let mut missing = Vec::new();
    for rule in &CATALOGUE.law.obligations {
        for day in expected::changes(rule) {
            for (which, wanted) in [("la veille", day.pred_opt()), ("le jour même", Some(day))] {
                let has = cases.iter().any(|case| case.attendu.names(&rule.id) && expected::day_of(case, rule) == wanted);
                if !has {
                    missing.push(format!("{} : {which} du {day}", rule.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "changements datés sans cas :\n{}", missing.join("\n"));
}

/// One unit below, the number itself, one unit above, for each number that a rule compares a fact to; for a scale, one
/// of its values at least (the sweeps walk through the others).
#[test]
fn every_threshold_of_a_rule_has_its_three_worked_cases() {
    let cases: Vec<case::Case> = case_files().iter().flat_map(|path| read(path).cases()).collect();
    let mut missing = Vec::new();
    for rule in CATALOGUE.law.obligations.iter().chain(&CATALOGUE.law.checks) {
        for compared in bounds::of(rule) {
            let has = |number: i64| cases.iter().any(|case| case.attendu.looks_at(&rule.id) && case.gives(&compared.word, number));
            if !compared.numbers.iter().any(|number| (number - 1..=number + 1).all(has)) {
                missing.push(format!("{} : {} autour de {:?}", rule.id, compared.word, compared.numbers));
            }
        }
    }
    assert!(missing.is_empty(), "seuils sans leurs trois cas :\n{}", missing.join("\n"));
}

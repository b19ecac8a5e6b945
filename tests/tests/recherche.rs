//! What buyers type, and the clause that they look for: `tests/recherche/*.toml`, one list a file.
#![allow(clippy::print_stdout, reason = "the recall is told on the output of the test")]

use std::path::{Path, PathBuf};

use clausier_app::Engine;
use clausier_app::search::{Question, search};
use serde::Deserialize;

/// A clause beyond the third is not found by a person in a hurry.
const SHOWN: usize = 3;
/// Share of the queries of each list that must find their clause, in percent.
const RECALL: usize = 95;
/// Fewer queries measure nothing.
const FEWEST: usize = 60;

#[derive(Deserialize)]
struct List {
    recherche: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    demande: String,
    attendu: Vec<String>,
}

fn lists() -> Vec<(String, List)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("recherche");
    let entries = std::fs::read_dir(folder).expect("tests/recherche exists");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    files.sort();
    files.iter().map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), read(path))).collect()
}

fn read(path: &Path) -> List {
    let text = std::fs::read_to_string(path).expect("a list can be read");
    toml::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn found(engine: &Engine, text: &str) -> Vec<String> {
    let question = Question { text: text.to_owned(), limit: Some(SHOWN), ..Question::default() };
    search(engine, &question).expect("no text is an error").hits.into_iter().map(|hit| hit.clause).collect()
}

#[test]
fn buyers_find_the_clause_that_they_look_for_among_the_first_three() {
    let engine = Engine::embedded();
    for (name, list) in lists() {
        let miss = |case: &&Case| {
            let found = found(&engine, &case.demande);
            (!case.attendu.iter().any(|one| found.contains(one))).then(|| format!("« {} » : {found:?}, attendu {:?}", case.demande, case.attendu))
        };
        let missed: Vec<String> = list.recherche.iter().filter_map(|case| miss(&case)).collect();
        let asked = list.recherche.len();
        println!("{name} : {} sur {asked}", asked - missed.len());
        assert!(asked >= FEWEST, "{name} : {asked} recherches");
        assert!((asked - missed.len()) * 100 >= RECALL * asked, "{name} : {} manquées sur {asked}\n{}", missed.len(), missed.join("\n"));
        println!("{}", missed.join("\n"));
    }
}

#[test]
fn every_clause_awaited_is_in_the_library() {
    let engine = Engine::embedded();
    for (name, list) in lists() {
        for id in list.recherche.iter().flat_map(|case| &case.attendu) {
            assert!(engine.catalogue.library.find(id).is_some(), "{name} : {id}");
        }
    }
}

/// An identifier is read on a paper or said on the telephone: with or without its hyphen, among other words.
#[test]
fn the_name_of_a_clause_finds_it() {
    let engine = Engine::embedded();
    for typed in ["env-08", "ENV-08", "env08", "env 08", "clause env-08", "la clause Env 08 du CCTP", "(env-08)"] {
        assert_eq!(found(&engine, typed).first().map(String::as_str), Some("env-08"), "« {typed} »");
    }
}

/// While a person types, the clause is there before the word is finished.
#[test]
fn a_word_that_is_only_begun_already_finds() {
    let engine = Engine::embedded();
    for (begun, clause) in
        [("tourb", "bio-15"), ("harcèl", "eg-02"), ("appren", "ins-08"), ("heures d'inser", "ins-01"), ("gaspi", "env-23"), ("lot réser", "ins-04")]
    {
        assert!(found(&engine, begun).iter().any(|found| found == clause), "« {begun} » : {:?}", found(&engine, begun));
    }
}

/// One slip in a word of five letters or more: a letter lost, added, changed, or two exchanged.
#[test]
fn a_slip_does_not_hide_a_clause() {
    let engine = Engine::embedded();
    for (slip, clause) in [
        ("harcelement", "eg-02"),
        ("harcellement", "eg-02"),
        ("gaspilage", "env-23"),
        ("laicitté", "eg-14"),
        ("aprentis", "ins-08"),
        ("ecolable", "env-06"),
        ("tuorbe", "bio-15"),
        ("enrobbé", "env-27"),
        ("facilitatuer", "ins-16"),
        ("poussieres", "air-05"),
        ("vaiselle", "env-24"),
    ] {
        assert!(found(&engine, slip).iter().any(|found| found == clause), "« {slip} » : {:?}", found(&engine, slip));
    }
}

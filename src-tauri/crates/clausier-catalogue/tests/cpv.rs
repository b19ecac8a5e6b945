//! The nomenclature: all its codes, their parents, and what typing finds.

use std::collections::BTreeMap;
use std::path::Path;

use clausier_catalogue::{Cpv, Faults, Files};

fn cpv() -> Cpv {
    let faults = Faults::default();
    let cpv = Cpv::load(&Files::embedded(&faults), &faults);
    assert!(faults.is_empty(), "{:?}", faults.into_sorted());
    cpv
}

#[test]
fn the_nomenclature_has_its_9_454_codes() {
    let cpv = cpv();
    assert_eq!(cpv.len(), 9_454);
    assert_eq!(cpv.label("45214200"), Some("Travaux de construction de bâtiments scolaires"));
    assert_eq!(cpv.find("45214200-2").map(|entry| entry.check), Some('2'));
    assert!(!cpv.exists("45214299") && !cpv.exists("") && !cpv.exists("école"));
}

#[test]
fn codes_and_keys_are_those_of_the_official_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/standards/cpv/cpv-2008.tsv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: the official table is not beside the repository");
        return;
    };
    let official: BTreeMap<&str, &str> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?))
        })
        .collect();
    let cpv = cpv();
    assert_eq!(official.len(), cpv.len());
    for (code, check) in official {
        assert_eq!(cpv.find(code).map(|entry| entry.check.to_string()).as_deref(), Some(check), "{code}");
    }
}

#[test]
fn a_path_names_what_stands_above() {
    let cpv = cpv();
    let expected = [
        "Travaux de construction",
        "Travaux de construction complète ou partielle et travaux de génie civil",
        "Travaux de construction de bâtiments",
    ];
    assert_eq!(cpv.path("45214200").get(..3), Some(expected.as_slice()));
    assert_eq!(cpv.path("45000000"), Vec::<&str>::new());
    assert_eq!(cpv.path("rien"), Vec::<&str>::new());
}

#[test]
fn typing_finds_the_code_that_is_meant_among_the_first() {
    let cpv = cpv();
    let cases = [
        ("45214200", "45214200", 1),
        ("45214200-2", "45214200", 1),
        ("4521", "45210000", 1),
        ("45", "45000000", 1),
        ("9091", "90910000", 1),
        ("nettoyage", "90910000", 5),
        ("services de nettoyage", "90910000", 1),
        ("Services de netto", "90910000", 3),
        ("bâtiments scolaires", "45214200", 1),
        ("batiment scolaire", "45214200", 1),
        ("espaces verts", "77310000", 3),
        ("gardiennage", "79713000", 5),
        ("restauration scolaire", "55523100", 1),
        ("cantine", "55510000", 8),
        ("mobilier de bureau", "39130000", 3),
        ("ordinateurs portables", "30213100", 1),
        ("élagage", "77211500", 5),
        ("démolition", "45111100", 5),
    ];
    for (typed, code, among) in cases {
        let found: Vec<&str> = cpv.search(typed, 20).into_iter().map(|entry| entry.code.as_str()).collect();
        let shown: Vec<String> = cpv.search(typed, 8).into_iter().map(|entry| format!("{} {}", entry.code, entry.label)).collect();
        assert!(found.iter().take(among).any(|one| *one == code), "« {typed} » → {code}, among the first {among}:\n{}", shown.join("\n"));
    }
}

#[test]
fn what_matches_nothing_finds_nothing_and_the_limit_holds() {
    let cpv = cpv();
    assert!(cpv.search("zzz", 10).is_empty() && cpv.search("", 10).is_empty() && cpv.search("  ", 10).is_empty());
    assert!(cpv.search("123456789", 10).is_empty(), "nine digits are no code");
    assert_eq!(cpv.search("travaux", 10).len(), 10);
}

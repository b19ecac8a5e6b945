//! The catalogue of the repository, as it is shipped.

mod common;

use std::path::Path;

use clausier_catalogue::{Catalogue, Faults, Files, check};
use clausier_core::clauses::{ALL_FAMILIES, SHOWN};
use clausier_core::tender::{ClauseKind, Theme};
use common::plain;

#[test]
fn the_embedded_catalogue_has_no_fault() {
    let faults: Vec<String> = check(None).iter().map(plain).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_folder_and_the_program_hold_the_same_catalogue() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let (read, carried) = (Catalogue::load(&folder).expect("no fault"), Catalogue::embedded());
    assert_eq!(read.library, carried.library, "the folder has changed since the build: build again");
    assert_eq!(read.families, carried.families);
}

#[test]
fn every_family_has_a_short_list_and_every_theme_a_place() {
    let catalogue = Catalogue::embedded();
    for family in ALL_FAMILIES {
        let record = catalogue.families.find(family).expect("each family is described");
        assert!(!record.priorities.is_empty() && record.priorities.len() <= SHOWN, "{family:?}");
    }
    for theme in Theme::ALL {
        assert!(!catalogue.places.for_theme(theme).is_empty(), "{theme:?}");
        assert!(catalogue.library.list().any(|clause| clause.theme == theme), "{theme:?} has clauses");
    }
    assert!(!catalogue.places.for_kind(ClauseKind::AwardCriterion).is_empty());
    assert!(!catalogue.places.for_duty("allotissement").is_empty());
}

#[test]
fn every_condition_of_a_clause_is_read() {
    let catalogue = Catalogue::embedded();
    let files = Files::embedded(&Faults::default());
    let conditioned = files.under("clauses/").filter(|(_, text)| text.lines().any(|line| line == "[si]")).count();
    assert_eq!(catalogue.conditions.len(), conditioned);
    assert!(catalogue.conditions.keys().all(|clause| catalogue.library.find(clause).is_some()));
}

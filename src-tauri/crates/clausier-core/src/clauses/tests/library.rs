use super::super::fixtures::{clause, day, library, version};
use super::super::*;
use crate::tender::{Level, Theme};

#[test]
fn the_version_in_force_is_the_last_begun_and_the_first_one_before_it() {
    let versions = Versions::new(vec![version("1.1.0", "2027-01-01"), version("1.0.0", "2026-11-01")]).expect("two days");
    let on = |text: &str| versions.in_force_on(day(text)).version.clone();
    assert_eq!([on("2026-09-15"), on("2026-12-31"), on("2027-01-01")], ["1.0.0", "1.0.0", "1.1.0"]);
}

#[test]
fn versions_refuse_one_day_or_one_number_twice() {
    assert_eq!(Versions::new(vec![version("1.0.0", "2026-11-01"), version("1.1.0", "2026-11-01")]), None);
    assert_eq!(Versions::new(vec![version("1.0.0", "2026-11-01"), version("1.0.0", "2026-12-01")]), None);
    assert_eq!(Versions::new(Vec::new()), None);
}

#[test]
fn an_identifier_is_taken_once() {
    let twice = ClauseLibrary::new([clause("env-08", Theme::Environment), clause("env-08", Theme::Insertion)]);
    assert_eq!(twice, Err(ClauseTwice { id: "env-08".to_owned() }));
}

#[test]
fn a_level_that_does_not_exist_falls_to_the_one_below() {
    let version = version("1.0.0", "2026-11-01");
    assert_eq!(version.level_or_below(Level::Exemplary), Level::Advanced);
    assert_eq!(version.level_or_below(Level::Basic), Level::Basic);
}

#[test]
fn a_row_carries_its_texts_with_the_values_proposed() {
    let library = library(vec![clause("env-08", Theme::Environment)]);
    let rows = list_clauses(&library, day("2026-11-24"));
    let row = rows.first().expect("one clause");
    assert_eq!(row.proof, "Le titulaire remet l’état sous 15\u{a0}jours.");
    assert_eq!(row.penalty, "Chaque retard vaut [à compléter\u{a0}: Libellé de penalite].");
    assert_eq!(row.families.len(), ALL_FAMILIES.len(), "a clause for all families names them all");
}

#[test]
fn a_search_row_says_each_paragraph_once() {
    let library = library(vec![clause("env-08", Theme::Environment)]);
    let rows = search_rows(&library, day("2026-11-24"));
    let body = &rows.first().expect("one clause").body;
    assert_eq!(body.matches("L’acheteur vérifie").count(), 1, "both levels share this paragraph: {body}");
    assert_eq!(body.matches("des déchets").count(), 2, "the rates differ: {body}");
}

#[test]
fn a_record_lists_the_fields_of_each_level() {
    let clause = clause("env-08", Theme::Environment);
    let record = clause_record(&clause, clause.versions.in_force_on(day("2026-11-24")));
    let rates: Vec<_> = record.levels.iter().map(|level| level.parameters.first().and_then(|field| field.written.clone())).collect();
    assert_eq!(rates, [Some("70\u{a0}%".to_owned()), Some("85\u{a0}%".to_owned())]);
    let json = serde_json::to_value(&record).expect("a record is JSON");
    assert_eq!(json.get("theme").and_then(|theme| theme.as_str()), Some("environment"));
    assert_eq!(serde_json::from_value::<ClauseRecord>(json).ok(), Some(record), "a record reads back the same");
}

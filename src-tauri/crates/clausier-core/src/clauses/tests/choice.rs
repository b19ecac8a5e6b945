use super::super::fixtures::{clause, day, duty, families, library, selection, tender};
use super::super::*;
use crate::tender::{ClauseKind, DocumentKind, Euros, Theme};

#[test]
fn a_small_purchase_gets_three_light_clauses_of_several_themes_in_its_letter() {
    let light = |id, theme| Clause { effort: 1, ..clause(id, theme) };
    let criterion = Clause { kind: ClauseKind::AwardCriterion, ..light("bio-0", Theme::Biodiversity) };
    let heavy = Clause { effort: 3, ..clause("air-1", Theme::AirQuality) };
    let library = library(vec![
        light("env-1", Theme::Environment),
        light("env-2", Theme::Environment),
        light("env-3", Theme::Environment),
        light("ins-1", Theme::Insertion),
        criterion,
        heavy,
    ]);
    let file = tender(&["45000000"]);
    let input = ChecklistInput {
        library: &library,
        families: &families(&["env-2"]),
        duties: &[],
        tender: &file,
        on: day("2026-11-24"),
        may_hold: &|_| true,
        calls: &Calls::default(),
    };
    let chosen = small_purchase_choice(&input);
    let ids: Vec<&str> = chosen.iter().map(|one| one.clause.as_str()).collect();
    assert_eq!(ids, ["env-2", "ins-1", "env-1"]);
    assert!(chosen.iter().all(|one| one.document == DocumentKind::LettreConsultation));
}

#[test]
fn the_short_list_of_the_family_comes_before_what_is_asked_of_any_purchase() {
    let light = |id, theme| Clause { effort: 1, ..clause(id, theme) };
    let library = library(vec![
        light("bio-1", Theme::Biodiversity),
        light("bio-2", Theme::Biodiversity),
        light("env-1", Theme::Environment),
        Clause { serves: vec!["partout".to_owned()], ..light("eg-1", Theme::AntiDiscrimination) },
    ]);
    let file = tender(&["45000000"]);
    let duties = [duty("partout", false)];
    let families = families(&["bio-1", "bio-2", "env-1"]);
    let input = ChecklistInput {
        library: &library,
        families: &families,
        duties: &duties,
        tender: &file,
        on: day("2026-11-24"),
        may_hold: &|_| true,
        calls: &Calls::default(),
    };
    let ids: Vec<String> = small_purchase_choice(&input).into_iter().map(|one| one.clause).collect();
    assert_eq!(ids, ["bio-1", "env-1", "bio-2"]);
}

#[test]
fn proportionality_names_what_weighs() {
    let heavy = Clause { effort: 3, control_minutes: 600, min_amount: Some(Euros::whole(90_000)), ..clause("env-1", Theme::Environment) };
    let library = library(vec![heavy, clause("env-2", Theme::Environment)]);
    let scale = ProportionScale::new(vec![
        ProportionStep { below: None, clauses: 20, effort: 40, control_minutes: 6_000 },
        ProportionStep { below: Some(Euros::whole(60_000)), clauses: 1, effort: 2, control_minutes: 60 },
    ]);
    let mut file = tender(&[]);
    file.selections = vec![selection("env-2"), selection("env-1"), selection("env-2")];
    assert_eq!(proportionality(&library, &scale, &file), [], "nothing is said while the value is unknown");
    file.estimated_value_eur = Some(Euros::whole(59_999));
    let ids = |ids: [&str; 2]| ids.map(str::to_owned).to_vec();
    assert_eq!(
        proportionality(&library, &scale, &file),
        [
            ProportionAdvice::TooManyClauses { kept: 2, usual: 1 },
            ProportionAdvice::TooHeavy { effort: 5, usual: 2, heaviest: ids(["env-1", "env-2"]) },
            ProportionAdvice::TooMuchControl { minutes: 660, usual: 60, longest: ids(["env-1", "env-2"]) },
            ProportionAdvice::BelowMinimumAmount { clause: "env-1".to_owned(), minimum_eur: Euros::whole(90_000) },
        ]
    );
    file.estimated_value_eur = Some(Euros::whole(60_000));
    assert_eq!(proportionality(&library, &scale, &file).len(), 1, "the next step begins at its value");
}

//! Sentences: short, in the order of the author, and as precise for « no » as for « yes ».

use crate::law::fixtures::*;
use crate::law::*;

fn because(rule: Obligation, fields: &str) -> String {
    plain(&assess_one(rule, &format!(r#""consultation_on":"2026-09-15",{fields}"#)).because)
}

fn social() -> Obligation {
    let scope = Condition::All(vec![one_of(NATURE, &["works", "supplies"]), above_eu(), not(is(DEFENCE, true))]);
    rule("sociale", Some(scope), vec![version("2026-08-22", Effect::Applies)])
}

#[test]
fn a_rule_says_why_it_applies_and_why_it_does_not() {
    let cases = [
        (
            r#""nature":"works","estimated_value_eur":6000000,"defence":false"#,
            "Le contrat porte sur des travaux ; le besoin est estimé à 6 000 000 € HT, soit au moins le seuil eu-works (5 404 000 €), et la consultation est du 15 septembre 2026, à compter du 22 août 2026.",
        ),
        (
            r#""nature":"works","estimated_value_eur":50,"defence":false"#,
            "Le besoin est estimé à 50 € HT, soit moins que le seuil eu-works (5 404 000 €).",
        ),
        (r#""nature":"services""#, "Le contrat porte sur des services, hors du champ visé : des travaux ou des fournitures."),
        (r#""defence":true"#, "Un marché de défense."),
        (r#""nature":"works","estimated_value_eur":6000000"#, "Il manque le fait defense."),
        (
            r#""nature":"supplies","estimated_value_eur":900000,"defence":false"#,
            "Le contrat porte sur des fournitures ; le besoin est estimé à 900 000 € HT, soit au moins le seuil eu-others (216 000 €), et la consultation est du 15 septembre 2026, à compter du 22 août 2026.",
        ),
    ];
    for (fields, expected) in cases {
        assert_eq!(because(social(), fields), expected, "{fields}");
    }
}

#[test]
fn two_bounds_on_one_fact_share_one_head() {
    let range = Condition::All(vec![compare(AMOUNT, Comparison::AtLeast, number(90_000)), compare(AMOUNT, Comparison::Below, Bound::Scale(EU))]);
    let notice = rule("avis", Some(range), vec![version("2020-01-01", Effect::Applies)]);
    let said = because(notice, r#""nature":"works","estimated_value_eur":749999"#);
    assert!(
        said.starts_with("Le besoin est estimé à 749 999 € HT, soit au moins 90 000 € et moins que le seuil eu-works (5 404 000 €), et la"),
        "{said}"
    );
}

#[test]
fn a_date_says_why_a_rule_does_not_apply_yet_or_any_more() {
    let ended = || Obligation { repealed_on: Some(day("2026-09-01")), ..rule("finie", None, vec![version("2024-07-01", Effect::Applies)]) };
    assert_eq!(
        because(rule("demain", None, vec![version("2027-01-01", Effect::Applies)]), r#""nature":"works""#),
        "La consultation est du 15 septembre 2026, avant le 1er janvier 2027."
    );
    assert_eq!(because(ended(), r#""nature":"works""#), "La consultation est du 15 septembre 2026, après le 1er septembre 2026.");
}

#[test]
fn a_day_of_entry_into_force_that_was_not_read_is_not_told() {
    let mut step = version("2021-01-01", Effect::Applies);
    step.value.dated = false;
    let works = Condition::All(vec![one_of(NATURE, &["works"])]);
    let line = assess_one(rule("ancienne", Some(works), vec![step]), r#""consultation_on":"2026-09-15","nature":"works""#);
    assert_eq!(plain(&line.because), "Le contrat porte sur des travaux.");
}

#[test]
fn codes_and_doubts_are_said() {
    let school = || rule("ecole", Some(in_codes(SCHOOLS)), vec![version("2020-01-01", Effect::Applies)]);
    assert_eq!(because(school(), r#""cpv":["90910000"]"#), "Aucun code dans « écoles ».");
    assert_eq!(because(school(), r#""cpv":["45000000"]"#), "Le code 45000000 est trop général pour « écoles ».");
    let either = rule("deux", Some(Condition::Any(vec![in_codes(SCHOOLS), in_codes(SCHOOLS)])), vec![version("2020-01-01", Effect::Applies)]);
    assert_eq!(because(either, r#""cpv":["90910000"]"#), "Aucun code dans « écoles ».", "two lists make one tail");
    let unpublished = rule("eu", Some(above_eu()), vec![version("2020-01-01", Effect::Applies)]);
    let line = assess_one(unpublished, r#""consultation_on":"2028-03-01","nature":"works","estimated_value_eur":1"#);
    assert!(
        plain(&line.because).starts_with("À vérifier : le besoin est estimé à 1 € HT ; valeur non publiée (le seuil eu-works)"),
        "{}",
        line.because
    );
}

#[test]
fn what_the_tender_is_not_is_said_when_there_is_nothing_else_to_say() {
    let civil = rule("civil", Some(not(is(DEFENCE, true))), vec![version("2020-01-01", Effect::Applies)]);
    assert!(because(civil, r#""defence":false"#).starts_with("Non un marché de défense, et la consultation"));
    let any = rule("tout", None, vec![version("2020-01-01", Effect::Applies)]);
    assert!(because(any, r#""defence":false"#).starts_with("Pour tout achat, et la consultation"));
}

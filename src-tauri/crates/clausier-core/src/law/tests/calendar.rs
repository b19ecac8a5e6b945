//! The days on which the law turns, and what hangs on a fact.

use super::super::fixtures::{
    AMOUNT, CPV, DEFENCE, EU, SCHOOLS, above_eu, compare, day, in_codes, is, law, number, plain as plain_text, rule, tender, version,
};
use super::super::*;

fn assess_with<'a>(law: &'a Law) -> impl Fn(&crate::tender::Tender) -> Assessment + 'a {
    |tender| law.assess(tender, &NoClauses, day("2026-11-24"))
}

fn calendar(law: &Law, fields: &str, from: &str, to: &str) -> Calendar {
    law.calendar(&tender(fields), Stretch { from: day(from), to: day(to) }, &assess_with(law))
}

fn told(calendar: &Calendar) -> Vec<(String, String, Turn)> {
    calendar.days.iter().flat_map(|one| one.changes.iter().map(|change| (one.on.to_string(), change.obligation.clone(), change.turn))).collect()
}

const WORKS: &str = r#""nature":"works","estimated_value_eur":5500000"#;

#[test]
fn a_rule_appears_on_its_first_day_and_disappears_on_its_repeal() {
    let repealed = Obligation { repealed_on: Some(day("2027-07-01")), ..rule("breve", None, vec![version("2027-01-01", Effect::Applies)]) };
    let found = calendar(&law(vec![repealed]), WORKS, "2026-11-24", "2031-12-31");
    let expected = [("2027-01-01", Turn::Appears), ("2027-07-01", Turn::Disappears)];
    assert_eq!(told(&found), expected.map(|(on, turn)| (on.to_owned(), "breve".to_owned(), turn)));
}

#[test]
fn the_day_before_a_change_nothing_is_listed_and_the_first_day_of_the_stretch_is_what_others_are_compared_to() {
    let law = law(vec![rule("neuve", None, vec![version("2027-01-01", Effect::Applies)])]);
    assert_eq!(told(&calendar(&law, WORKS, "2026-11-24", "2026-12-31")), [], "the day before");
    assert_eq!(told(&calendar(&law, WORKS, "2026-11-24", "2027-01-01")).len(), 1, "the day itself");
    assert_eq!(told(&calendar(&law, WORKS, "2027-01-01", "2027-12-31")), [], "already there");
}

#[test]
fn another_threshold_is_said_with_both_values_while_the_outcome_stays() {
    let law = law(vec![rule("seuil", Some(above_eu()), vec![version("2020-01-01", Effect::Applies)])]);
    let found = calendar(&law, r#""nature":"works","estimated_value_eur":9000000"#, "2025-06-01", "2026-12-31");
    let change = &found.days[0].changes[0];
    assert_eq!((found.days[0].on, change.turn), (day("2026-01-01"), Turn::Figure));
    let plain = |text: &Option<String>| text.as_deref().map(plain_text);
    assert_eq!((plain(&change.figures[0].before), plain(&change.figures[0].after)), (Some("5 538 000 €".into()), Some("5 404 000 €".into())));
}

#[test]
fn a_threshold_that_moves_below_the_need_makes_the_rule_appear() {
    let law = law(vec![rule("seuil", Some(above_eu()), vec![version("2020-01-01", Effect::Applies)])]);
    let found = calendar(&law, WORKS, "2025-12-31", "2026-12-31");
    assert_eq!(told(&found), [("2026-01-01".to_owned(), "seuil".to_owned(), Turn::Appears)]);
}

#[test]
fn another_version_of_the_text_is_said_even_when_nothing_else_changes() {
    let law = law(vec![rule("texte", None, vec![version("2020-01-01", Effect::Applies), version("2027-01-01", Effect::Applies)])]);
    assert_eq!(told(&calendar(&law, WORKS, "2026-11-24", "2027-12-31")), [("2027-01-01".to_owned(), "texte".to_owned(), Turn::Text)]);
}

#[test]
fn a_notification_that_would_come_before_the_consultation_is_forgotten() {
    let written = tender(r#""consultation_on":"2026-09-15","notified_on":"2026-12-01""#);
    assert_eq!(launched_on(&written, day("2026-12-01")).notified_on, Some(day("2026-12-01")));
    assert_eq!(launched_on(&written, day("2026-12-02")).notified_on, None);
}

#[test]
fn what_hangs_on_a_fact_is_read_in_scopes_exceptions_and_thresholds() {
    let exception = Exception { id: 1, label: "défense".into(), arguable_when: Some(is(DEFENCE, true)) };
    let rules = vec![
        rule("toujours", None, vec![version("2020-01-01", Effect::Applies)]),
        rule("seuil", Some(above_eu()), vec![version("2020-01-01", Effect::Applies)]),
        rule("ecole", Some(in_codes(SCHOOLS)), vec![version("2020-01-01", Effect::Applies)]),
        Obligation { exceptions: vec![exception], ..rule("exceptee", None, vec![version("2020-01-01", Effect::Applies)]) },
    ];
    let law = law(rules);
    let hanging = |field: &str| law.hanging_on(field).iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>();
    let cases = [
        ("estimated_value_eur", vec!["seuil"]),
        ("nature", vec!["seuil"]),
        ("cpv", vec!["ecole"]),
        ("defence", vec!["exceptee"]),
        ("consultation_on", vec!["toujours", "seuil", "ecole", "exceptee"]),
        ("duration_months", vec![]),
    ];
    for (field, expected) in cases {
        assert_eq!(hanging(field), expected, "{field}");
    }
    assert_eq!((law.facts[AMOUNT.index()].word.as_str(), law.facts[CPV.index()].word.as_str(), law.scale(EU).is_some()), ("montant", "cpv", true));
}

#[test]
fn answers_fall_on_both_sides_of_every_threshold() {
    let scope = compare(AMOUNT, Comparison::AtLeast, number(90_000));
    let law = law(vec![rule("fixe", Some(scope), vec![version("2020-01-01", Effect::Applies)])]);
    let days = Stretch { from: day("2026-11-24"), to: day("2031-12-31") };
    let probes = law.probes("estimated_value_eur", days);
    let cents: Vec<i64> =
        probes.iter().filter_map(|probe| if let GroundValue::Number(number) = &probe.value { Some(number.hundredths()) } else { None }).collect();
    assert_eq!(cents, [8_999_999, 9_000_000, 9_000_001]);
    assert_eq!(law.probes("defence", days).len(), 2);
    assert_eq!(law.probes("nature", days).len(), 3, "every word of the catalogue");
    assert!(law.probes("inconnu", days).is_empty());
}

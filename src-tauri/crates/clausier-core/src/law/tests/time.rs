//! The date that selects a version, and what a date not known yet does.

use crate::law::fixtures::*;
use crate::law::*;

fn dated(clock: ReferenceDate, versions: Vec<Step<Version>>) -> Obligation {
    Obligation { clock, ..rule("datee", None, versions) }
}

fn outcome(rule: Obligation, fields: &str) -> (Outcome, Vec<String>) {
    let line = assess_one(rule, fields);
    (line.outcome, line.ask)
}

#[test]
fn a_version_begins_on_its_day_and_not_the_day_before() {
    let steps = || vec![version("2026-08-21", Effect::ToVerify), version("2026-08-22", Effect::Applies)];
    let cases = [
        ("2026-08-20", Outcome::NotApplicable),
        ("2026-08-21", Outcome::ToVerify),
        ("2026-08-22", Outcome::Applies),
        ("2027-01-01", Outcome::Applies),
    ];
    for (on, expected) in cases {
        let fields = format!(r#""consultation_on":"{on}""#);
        assert_eq!(outcome(dated(ReferenceDate::Consultation, steps()), &fields).0, expected, "{on}");
    }
}

#[test]
fn a_repealed_rule_ends_on_its_day() {
    let repealed =
        || Obligation { repealed_on: Some(day("2026-08-22")), ..dated(ReferenceDate::Consultation, vec![version("2024-07-01", Effect::Applies)]) };
    for (on, expected) in [("2026-08-21", Outcome::Applies), ("2026-08-22", Outcome::NotApplicable)] {
        assert_eq!(outcome(repealed(), &format!(r#""consultation_on":"{on}""#)).0, expected, "{on}");
    }
    assert_eq!(outcome(repealed(), ""), (Outcome::Undetermined, vec!["consultation_on".to_owned()]));
}

#[test]
fn a_date_not_known_is_asked_for_only_when_it_matters() {
    let since = |from: &str| dated(ReferenceDate::Consultation, vec![version(from, Effect::Applies)]);
    assert_eq!(outcome(since("2019-04-01"), ""), (Outcome::Applies, vec![]), "in force on every day that the catalogue knows");
    assert_eq!(outcome(since("2026-08-22"), ""), (Outcome::Undetermined, vec!["consultation_on".to_owned()]));
}

#[test]
fn a_supply_leaves_a_rule_on_permits_without_a_question_about_its_permit() {
    let permit =
        || Obligation { when: Some(one_of(NATURE, &["works"])), ..dated(ReferenceDate::Permit, vec![version("2022-01-01", Effect::Applies)]) };
    assert_eq!(outcome(permit(), r#""nature":"supplies""#), (Outcome::NotApplicable, vec![]));
    assert_eq!(outcome(permit(), r#""nature":"works""#), (Outcome::Undetermined, vec!["building_permit_on".to_owned()]));
    let both = vec!["building_permit_on".to_owned(), "nature".to_owned()];
    assert_eq!(outcome(permit(), ""), (Outcome::Undetermined, both), "the date first");
}

#[test]
fn the_consultation_stands_in_for_a_notification_that_is_not_made() {
    let data = || dated(ReferenceDate::Notification, vec![version("2024-01-01", Effect::Applies)]);
    let asked = vec!["notified_on".to_owned()];
    assert_eq!(outcome(data(), r#""consultation_on":"2026-09-15""#), (Outcome::Applies, asked));
    assert_eq!(outcome(data(), r#""consultation_on":"2023-09-15","notified_on":"2024-01-01""#), (Outcome::Applies, vec![]));
    assert_eq!(outcome(data(), ""), (Outcome::Undetermined, vec!["consultation_on".to_owned()]));
}

#[test]
fn a_rule_on_the_buyer_is_judged_today() {
    let today = |from: &str| dated(ReferenceDate::Today, vec![version(from, Effect::Applies)]);
    assert_eq!(outcome(today("2026-11-24"), r#""consultation_on":"2020-02-02""#).0, Outcome::Applies);
    assert_eq!(outcome(today("2026-11-25"), r#""consultation_on":"2030-02-02""#).0, Outcome::NotApplicable);
}

#[test]
fn a_threshold_that_is_not_published_is_a_warning_not_a_question() {
    let eu = || rule("eu", Some(above_eu()), vec![version("2020-01-01", Effect::Applies)]);
    let fields = |on: &str| format!(r#""nature":"works","estimated_value_eur":5404000,"consultation_on":"{on}""#);
    assert_eq!(outcome(eu(), &fields("2027-12-31")), (Outcome::Applies, vec![]));
    assert_eq!(outcome(eu(), &fields("2028-01-01")), (Outcome::ToVerify, vec![]));
    let date = vec!["consultation_on".to_owned()];
    assert_eq!(outcome(eu(), r#""nature":"works","estimated_value_eur":5404000"#), (Outcome::Undetermined, date), "2026 or 2028?");
}

#[test]
fn a_line_shows_the_weakest_confidence_of_what_decided_and_it_changes_no_outcome() {
    let mut law = law(vec![rule("eu", Some(above_eu()), vec![version("2020-01-01", Effect::Applies)])]);
    let file = tender(r#""nature":"works","estimated_value_eur":6000000,"consultation_on":"2026-09-15""#);
    let before = law.assess(&file, &NoClauses, day("2026-11-24"));
    let steps =
        [("2024-01-01", 5_538_000), ("2026-01-01", 5_404_000)].map(|(from, amount)| Step { from: day(from), value: value(amount, Confidence::Low) });
    law.scales[0].rows[0].values = Dated::new(steps.to_vec()).expect("increasing days");
    let after = law.assess(&file, &NoClauses, day("2026-11-24"));
    assert_eq!((before.lines[0].outcome, before.lines[0].confidence), (Outcome::Applies, Confidence::High));
    assert_eq!((after.lines[0].outcome, after.lines[0].confidence), (Outcome::Applies, Confidence::Low));
}

#[test]
fn dated_values_are_never_empty_nor_out_of_order() {
    assert_eq!(Dated::<u8>::new(Vec::new()), Err(DatedError::Empty));
    let step = |from: &str| Step { from: day(from), value: 0 };
    assert_eq!(Dated::new(vec![step("2026-01-01"), step("2026-01-01")]), Err(DatedError::NotIncreasing(1)));
    let dated = Dated::new(vec![step("2026-01-01"), step("2027-01-01")]).expect("increasing");
    assert_eq!(dated.in_force_on(day("2025-12-31")), None);
    assert_eq!(dated.in_force_on(day("2026-12-31")).map(|step| step.from), Some(day("2026-01-01")));
}

//! Which facts decide, which are asked for.

use crate::law::fixtures::*;
use crate::law::*;

fn social() -> Obligation {
    let scope = Condition::All(vec![one_of(NATURE, &["works", "supplies", "services"]), above_eu(), not(is(DEFENCE, true))]);
    rule("sociale", Some(scope), vec![version("2021-08-25", Effect::Applies)])
}

fn outcome(rule: Obligation, fields: &str) -> (Outcome, Vec<String>) {
    let line = assess_one(rule, fields);
    (line.outcome, line.ask)
}

#[test]
fn a_rule_applies_when_all_holds_and_stops_at_the_first_false() {
    let on = r#""consultation_on":"2026-09-15""#;
    let cases = [
        (r#""nature":"works","estimated_value_eur":6000000,"defence":false"#, Outcome::Applies, vec![]),
        (r#""nature":"works","estimated_value_eur":5404000,"defence":false"#, Outcome::Applies, vec![]),
        (r#""nature":"works","estimated_value_eur":5403999.99,"defence":false"#, Outcome::NotApplicable, vec![]),
        (r#""nature":"works","estimated_value_eur":6000000,"defence":true"#, Outcome::NotApplicable, vec![]),
        (r#""nature":"works_concession""#, Outcome::NotApplicable, vec![]),
        (r#""nature":"works","estimated_value_eur":6000000"#, Outcome::Undetermined, vec!["defence"]),
        (r#""nature":"works","defence":false"#, Outcome::Undetermined, vec!["estimated_value_eur"]),
        (r#""defence":false,"estimated_value_eur":100"#, Outcome::NotApplicable, vec![]),
    ];
    for (fields, expected, ask) in cases {
        assert_eq!(outcome(social(), &format!("{on},{fields}")), (expected, ask.into_iter().map(str::to_owned).collect()), "{fields}");
    }
}

#[test]
fn an_unknown_buyer_is_asked_for_only_between_two_thresholds() {
    let fields = |amount: u32| format!(r#""consultation_on":"2026-09-15","nature":"services","defence":false,"estimated_value_eur":{amount}"#);
    assert_eq!(outcome(social(), &fields(900_000)), (Outcome::Applies, vec![]), "above every candidate");
    assert_eq!(outcome(social(), &fields(200_000)), (Outcome::Undetermined, vec!["buyer.kind".to_owned()]));
    assert_eq!(outcome(social(), &fields(139_000)), (Outcome::NotApplicable, vec![]), "below every candidate");
}

#[test]
fn the_maximum_of_a_framework_is_the_need() {
    let fields =
        r#""consultation_on":"2026-09-15","nature":"services","defence":false,"estimated_value_eur":100000,"framework":{"maximum_eur":800000}"#;
    assert_eq!(outcome(social(), fields).0, Outcome::Applies);
}

#[test]
fn codes_open_a_rule_and_a_parent_code_opens_none_but_is_asked_for_again() {
    let school = || rule("ecole", Some(in_codes(SCHOOLS)), vec![version("2020-01-01", Effect::Applies)]);
    let cases = [
        (r#""cpv":["45214200"]"#, Outcome::Applies, vec![]),
        (r#""lots":[{"number":1,"cpv":["45214200"]}]"#, Outcome::Applies, vec![]),
        (r#""cpv":["90910000"]"#, Outcome::NotApplicable, vec![]),
        (r#""cpv":["45000000"]"#, Outcome::NotApplicable, vec!["cpv".to_owned()]),
        ("", Outcome::Undetermined, vec!["cpv".to_owned()]),
    ];
    for (fields, expected, ask) in cases {
        let on = if fields.is_empty() { String::new() } else { format!(",{fields}") };
        assert_eq!(outcome(school(), &format!(r#""consultation_on":"2026-09-15"{on}"#)), (expected, ask), "{fields}");
    }
}

#[test]
fn a_fact_that_counts_only_if_known_leaves_the_duty_written_for_the_ordinary_case() {
    let share = || rule("part", Some(not(is(SME, true))), vec![version("2020-01-01", Effect::Applies)]);
    let on = r#""consultation_on":"2026-09-15""#;
    assert_eq!(outcome(share(), on), (Outcome::Applies, vec!["holder_is_sme".to_owned()]));
    assert_eq!(outcome(share(), &format!(r#"{on},"holder_is_sme":true"#)), (Outcome::NotApplicable, vec![]));
    assert_eq!(outcome(share(), &format!(r#"{on},"holder_is_sme":false"#)), (Outcome::Applies, vec![]));
}

#[test]
fn the_absence_of_a_fact_turns_a_question_into_a_warning_and_never_hides_another_question() {
    let mut step = version("2025-10-16", Effect::Applies);
    step.value.doubtful_when = Some(Condition::Fact { fact: ENERGY, test: Test::Missing });
    let scope = Condition::All(vec![compare(AMOUNT, Comparison::AtLeast, number(1000)), not(is(ENERGY, false))]);
    let energy = || rule("hpe", Some(scope.clone()), vec![step.clone()]);
    let on = r#""consultation_on":"2026-09-15""#;
    let cases = [
        (r#","estimated_value_eur":5000"#, Outcome::ToVerify, vec!["energy_performance_in_scope"]),
        ("", Outcome::Undetermined, vec!["estimated_value_eur"]),
        (r#","estimated_value_eur":5000,"energy_performance_in_scope":true"#, Outcome::Applies, vec![]),
        (r#","estimated_value_eur":5000,"energy_performance_in_scope":false"#, Outcome::NotApplicable, vec![]),
        (r#","estimated_value_eur":50"#, Outcome::NotApplicable, vec![]),
    ];
    for (fields, expected, ask) in cases {
        assert_eq!(outcome(energy(), &format!("{on}{fields}")), (expected, ask.into_iter().map(str::to_owned).collect()), "{fields}");
    }
}

#[test]
fn an_answer_of_the_interview_is_a_fact() {
    let meals = || rule("repas", Some(compare(MEALS, Comparison::Above, number(3000))), vec![version("2020-01-01", Effect::Applies)]);
    let with = |answer: &str| format!(r#""consultation_on":"2026-09-15","needs":{{"answers":{{"repas":{answer}}}}}"#);
    assert_eq!(outcome(meals(), &with("3001")).0, Outcome::Applies);
    assert_eq!(outcome(meals(), &with("\"3 001\"")).0, Outcome::Applies, "typed as people do");
    assert_eq!(outcome(meals(), &with("3000")).0, Outcome::NotApplicable);
    assert_eq!(outcome(meals(), &with("\"beaucoup\"")), (Outcome::Undetermined, vec!["needs.answers.repas".to_owned()]));
}

#[test]
fn small_lots_need_the_amount_of_each_lot() {
    let small = || {
        let test = Condition::SmallLots { below: number(80_000), share: Hundredths::whole(20), lots: LOTS, whole: AMOUNT };
        rule("petits", Some(test), vec![version("2020-01-01", Effect::Lever)])
    };
    let with = |lots: &str| format!(r#""consultation_on":"2026-09-15","estimated_value_eur":300000,"lots":[{lots}]"#);
    let lot = |number: u32, amount: u32| format!(r#"{{"number":{number},"estimated_value_eur":{amount}}}"#);
    assert_eq!(outcome(small(), &with(&format!("{},{}", lot(1, 60_000), lot(2, 240_000)))).0, Outcome::Lever, "20 % exactly");
    assert_eq!(outcome(small(), &with(&format!("{},{}", lot(1, 60_001), lot(2, 239_999)))).0, Outcome::NotApplicable, "above 20 %");
    assert_eq!(outcome(small(), &with(&lot(1, 300_000))).0, Outcome::NotApplicable);
    assert_eq!(outcome(small(), &with(r#"{"number":1}"#)), (Outcome::Undetermined, vec!["lots".to_owned()]));
    assert_eq!(outcome(small(), r#""consultation_on":"2026-09-15""#), (Outcome::Undetermined, vec!["lots".to_owned()]));
}

#[test]
fn only_what_is_surely_false_hides_a_clause() {
    let law = law(Vec::new());
    let may = |condition: &Condition, fields: &str| law.may_hold(condition, &tender(fields), day("2026-11-24"));
    assert!(may(&one_of(NATURE, &["works"]), ""), "not known yet");
    assert!(!may(&one_of(NATURE, &["works"]), r#""nature":"supplies""#));
    assert!(may(&one_of(ACTS_AS, &["contracting_entity"]), ""), "a default is not knowledge");
    assert!(may(&is(SME, true), ""), "a presumption is not knowledge");
}

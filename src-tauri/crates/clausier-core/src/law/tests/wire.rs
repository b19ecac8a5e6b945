//! The shape of the contract, and the questions of the form.

use crate::law::fixtures::*;
use crate::law::*;

#[test]
fn grounds_state_relations_that_hold_in_the_order_of_the_rule() {
    let scope = Condition::All(vec![above_eu(), not(is(DEFENCE, true))]);
    let line = assess_one(
        rule("r", Some(scope), vec![version("2026-08-22", Effect::Applies)]),
        r#""consultation_on":"2026-09-15","nature":"works","estimated_value_eur":6000000,"defence":false"#,
    );
    let json = serde_json::to_value(&line.grounds).expect("grounds are plain data");
    let expected = serde_json::json!([
        { "fact": "estimated_value_eur", "value": 6000000, "test": ">=", "against": 5404000, "threshold": "eu-works" },
        { "fact": "defence", "value": false, "test": "!=", "against": true },
        { "fact": "consultation_on", "value": "2026-09-15", "test": ">=", "against": "2026-08-22" },
    ]);
    assert_eq!(json, expected);
}

#[test]
fn an_assessment_has_every_rule_once_in_order_and_survives_json() {
    let rules = ["b", "a", "c"].map(|id| rule(id, None, vec![version("2020-01-01", Effect::Applies)]));
    let law = law(rules.to_vec());
    let assessment = law.assess(&tender(r#""nature":"works","consultation_on":"2026-09-15""#), &NoClauses, day("2026-11-24"));
    assert_eq!(assessment.lines.iter().map(|line| line.obligation.as_str()).collect::<Vec<_>>(), ["b", "a", "c"]);
    let json = serde_json::to_string(&assessment).expect("an assessment is plain data");
    assert_eq!(serde_json::from_str::<Assessment>(&json).ok(), Some(assessment));
    assert!(json.contains(r#""on":"2026-09-15","thresholds":{"eu":5404000}"#), "{json}");
}

#[test]
fn on_is_today_while_the_consultation_is_not_known() {
    let assessment = law(Vec::new()).assess(&tender(""), &NoClauses, day("2026-11-24"));
    assert_eq!(assessment.on, day("2026-11-24"));
}

#[test]
fn the_most_asked_fact_comes_first() {
    let at = |id: &str, condition: Condition| rule(id, Some(condition), vec![version("2020-01-01", Effect::Applies)]);
    let law = law(vec![
        at("a", compare(AMOUNT, Comparison::Above, number(1))),
        at("b", is(DEFENCE, false)),
        at("c", Condition::All(vec![one_of(NATURE, &["works"]), is(DEFENCE, false)])),
    ]);
    let assessment = law.assess(&tender(""), &NoClauses, day("2026-11-24"));
    let questions = law.questions(&assessment);
    let ranked: Vec<(&str, &str)> = questions.iter().map(|one| (one.field.as_str(), one.why.as_str())).collect();
    assert_eq!(
        ranked,
        [("defence", "Deux règles en dépendent."), ("estimated_value_eur", "Une règle en dépend."), ("nature", "Une règle en dépend.")]
    );
    assert_eq!(questions[0].lines, ["b", "c"]);
}

#[test]
fn a_check_speaks_only_when_it_has_found_something() {
    let mut law = law(Vec::new());
    law.checks =
        vec![Obligation { level: ObligationLevel::Check, ..rule("doublon", Some(is(DEFENCE, true)), vec![version("2020-01-01", Effect::Applies)]) }];
    let found = |fields: &str| law.assess(&tender(fields), &NoClauses, day("2026-11-24")).checks.len();
    assert_eq!((found(r#""defence":true,"consultation_on":"2026-09-15""#), found(r#""defence":false"#), found("")), (1, 0, 0));
}

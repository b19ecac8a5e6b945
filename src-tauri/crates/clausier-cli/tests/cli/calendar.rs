//! What the day of the consultation changes, as a script asks for it.

use serde_json::{Value, json};

use crate::support::Desk;

fn days(answer: &Value) -> Vec<String> {
    let list = answer["days"].as_array().cloned().unwrap_or_default();
    list.iter().map(|day| day["on"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_calendar_is_one_document_whose_days_agree_with_assessments_the_day_before_and_the_day_itself() {
    let desk = Desk::new();
    let tender = |on: &str| {
        json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "nature": "works", "estimated_value_eur": 6_000_000,
                "defence": false, "buyer": { "kind": "local_authority" }, "consultation_on": on })
    };
    let file = desk.tender("marche.json", &tender("2026-12-15"));
    let found = desk.json(&["assess", &file.to_string_lossy(), "--calendar"]);
    assert_eq!(found.code, Some(0), "{}", found.err);
    let calendar: Value = serde_json::from_str(&found.out).expect("one JSON document");
    assert_eq!((calendar["from"].as_str(), calendar["planned"].as_str()), (Some("2026-11-24"), Some("2026-12-15")));
    let turned = days(&calendar);
    assert!(turned.contains(&"2028-01-01".to_owned()), "the European thresholds of that period are not published: {turned:?}");
    let outcome = |on: &str| {
        let file = desk.tender("autre.json", &tender(on));
        let answer: Value = serde_json::from_str(&desk.json(&["assess", &file.to_string_lossy()]).out).expect("an assessment");
        let lines = answer["lines"].as_array().cloned().unwrap_or_default();
        lines.iter().find(|line| line["obligation"] == "exec-social").map(|line| line["outcome"].clone())
    };
    let day = calendar["days"].as_array().and_then(|days| days.iter().find(|day| day["on"] == "2028-01-01")).cloned().unwrap_or_default();
    let change = day["changes"].as_array().and_then(|all| all.iter().find(|one| one["obligation"] == "exec-social")).cloned().unwrap_or_default();
    assert_eq!((Some(change["before"].clone()), Some(change["after"].clone())), (outcome("2027-12-31"), outcome("2028-01-01")));
}

#[test]
fn without_json_the_calendar_is_said_in_sentences() {
    let desk = Desk::new();
    let file = desk.tender("vide.json", &json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "nature": "works" }));
    let told = desk.run(&["assess", &file.to_string_lossy(), "--calendar"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.out.contains("À compter du") || told.out.contains("Aucune date connue"), "{}{}", told.out, told.err);
}

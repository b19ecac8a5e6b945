//! The need on the command line: questions, what answers change, insertion hours, what is left out.

use serde_json::{Value, json};

use crate::support::{Desk, with, works};

fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn theme<'a>(checklist: &'a Value, name: &str) -> &'a Value {
    items(&checklist["themes"]).iter().find(|theme| theme["theme"] == name).expect("the theme is there")
}

#[test]
fn the_checklist_asks_plain_questions_in_every_theme_and_answers_change_what_it_suggests() {
    let desk = Desk::new();
    let checklist = |tender: &Value| desk.json(&["checklist", &desk.tender("marche.json", tender).to_string_lossy()]).done();
    let before = checklist(&works());
    for theme in items(&before["themes"]) {
        let questions = items(&theme["questions"]);
        assert!(!questions.is_empty(), "{}", theme["theme"]);
        for question in questions {
            assert!(question["id"].is_string() && question["text"].as_str().is_some_and(|text| text.ends_with('?')), "{question}");
        }
    }
    let after = checklist(&with(works(), json!({ "needs": { "answers": { "riverains": "oui", "plantations": "non" } } })));
    let find = |checklist: &Value, name: &str, clause: &str| {
        items(&theme(checklist, name)["suggestions"]).iter().find(|one| one["clause"] == clause).cloned()
    };
    let dust = find(&after, "air-quality", "air-05").expect("neighbours call for it");
    assert!(dust["because"].as_str().unwrap_or_default().contains("tout près"), "{dust}");
    assert_eq!(find(&after, "biodiversity", "bio-03"), None, "nothing is planted");
    let asked = items(&theme(&after, "air-quality")["questions"]).iter().find(|one| one["id"] == "riverains").cloned();
    assert_eq!(asked.map(|one| one["answer"].clone()), Some(json!("oui")));
}

#[test]
fn insertion_gives_the_hours_of_each_lot_with_the_sum_in_words() {
    let desk = Desk::new();
    let lots = json!({ "lots": [
        { "number": 1, "estimated_value_eur": 2_100_000, "insertion": { "labour_share": 45, "rate": 5, "hourly_cost_eur": 38 } },
        { "number": 2, "estimated_value_eur": 60_000, "insertion": { "required": false, "reason_if_none": "Un seul technicien" } },
    ] });
    let file = desk.tender("marche.json", &with(works(), lots));
    let table = desk.json(&["insertion", &file.to_string_lossy()]).done();
    assert_eq!(table["total_hours"], 1225);
    let lot = &table["lots"][0];
    assert_eq!((&lot["lot"], &lot["hours"], &lot["state"]), (&json!(1), &json!(1225), &json!("hours")));
    assert!(
        lot["sentence"].as_str().is_some_and(
            |said| said.contains("× 45") && said.contains("1 225 heures".replace(' ', "\u{a0}").as_str()) || said.contains("1\u{202f}225")
        ),
        "{lot}"
    );
    assert_eq!(table["lots"][1]["reason"], "Un seul technicien");
    let rows = desk.json(&["justification", &file.to_string_lossy()]).done();
    let small = items(&rows["rows"]).iter().find(|row| row["kind"] == "lot").cloned().unwrap_or_default();
    assert_eq!((&small["id"], &small["status"]), (&json!("2"), &json!("justified")));
}

//! The base of this computer: import, list, show, export, remove; damage and repair.

use serde_json::{Value, json};

use crate::support::{Desk, ID, with, works};

fn import(desk: &Desk, tender: &Value) -> Value {
    let file = desk.tender("marche.json", tender);
    desk.json(&["tender", "import", &file.to_string_lossy()]).done()
}

#[test]
fn a_tender_is_imported_then_updated() {
    let desk = Desk::new();
    assert_eq!(import(&desk, &works()), json!({ "id": ID, "created": true }));
    assert_eq!(import(&desk, &with(works(), json!({ "title": "Autre objet" }))), json!({ "id": ID, "created": false }));
    let list = desk.json(&["tender", "list"]).done();
    assert_eq!(list["tenders"][0]["title"], "Autre objet");
    assert_eq!(list["tenders"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_is_exported_is_what_was_imported() {
    let desk = Desk::new();
    import(&desk, &works());
    assert_eq!(desk.json(&["tender", "export", ID]).done(), works());
    let shown = desk.run(&["tender", "export", ID]);
    assert_eq!(serde_json::from_str::<Value>(&shown.out).ok(), Some(works()), "without --json too, for a file");
}

#[test]
fn a_tender_is_shown_with_its_assessment_and_its_clauses() {
    let desk = Desk::new();
    import(&desk, &works());
    let view = desk.json(&["tender", "show", ID]).done();
    assert_eq!(view["tender"]["id"], ID);
    assert!(view["assessment"]["lines"].as_array().is_some_and(|lines| !lines.is_empty()));
    assert!(view["facts"]["lots"]["sentence"].as_str().is_some_and(|sentence| sentence.contains("égale")), "{}", view["facts"]["lots"]);
    assert!(view["tasks"].as_array().is_some_and(|tasks| tasks.len() == 6), "{}", view["tasks"]);
}

#[test]
fn a_removed_tender_leaves_the_list_and_comes_back_by_import() {
    let desk = Desk::new();
    import(&desk, &works());
    assert_eq!(desk.json(&["tender", "remove", ID]).done(), json!({ "removed": ID }));
    assert_eq!(desk.json(&["tender", "list"]).done(), json!({ "tenders": [] }));
    for command in ["show", "export", "remove"] {
        desk.json(&["tender", command, ID]).refused("marche-inconnu");
    }
    assert_eq!(import(&desk, &works())["created"], true);
}

#[test]
fn an_identifier_that_is_none_is_refused() {
    let desk = Desk::new();
    desk.json(&["tender", "show", "2026-014"]).refused("marche-inconnu");
}

#[test]
fn a_damaged_base_is_told_then_repaired_from_its_verified_backup() {
    let desk = Desk::new();
    import(&desk, &works());
    // The first opening of a base that holds something makes the backup of the day.
    desk.json(&["tender", "list"]).done();
    let backups = desk.json(&["store", "backups"]).done();
    assert_eq!(backups["backups"][0]["tenders"], 1, "{backups}");
    let damage = b"ceci n'est plus une base";
    std::fs::write(desk.base(), damage).expect("the test damages the base");
    let refused = desk.json(&["tender", "list"]).refused("base-abimee");
    assert!(refused["error"]["message"].as_str().is_some_and(|message| message.contains("sauvegarde")), "{refused}");
    assert_eq!(std::fs::read(desk.base()).ok().as_deref(), Some(&damage[..]), "nothing was touched");
    let tender = desk.path("marche.json");
    desk.json(&["assess", &tender.to_string_lossy()]).done();
    assert_eq!(desk.json(&["store", "backups"]).done()["backups"][0]["tenders"], 1, "backups are listed when the base is damaged");
    let repaired = desk.json(&["store", "repair"]).done();
    assert!(repaired["restored"].is_string() && repaired["set_aside"][0] == "clausier.db", "{repaired}");
    assert_eq!(desk.json(&["tender", "export", ID]).done(), works(), "what was saved is back");
    desk.json(&["store", "repair"]).refused("base-saine");
}

#[test]
fn a_damaged_base_without_backup_starts_again_empty_and_keeps_the_file() {
    let desk = Desk::new();
    import(&desk, &works());
    let backups = desk.path("donnees/backups");
    std::fs::remove_dir_all(&backups).expect("the test removes the backups");
    std::fs::write(desk.base(), "abîmé").expect("the test damages the base");
    desk.json(&["tender", "list"]).refused("base-abimee-sans-copie");
    let repaired = desk.json(&["store", "repair"]).done();
    assert_eq!(repaired["restored"], Value::Null);
    assert_eq!(desk.json(&["tender", "list"]).done(), json!({ "tenders": [] }));
    assert!(!desk.names("donnees/mis-de-cote").is_empty(), "the damaged file is kept");
}

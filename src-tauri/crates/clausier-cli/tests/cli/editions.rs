//! Two editions compared, and their effect on a tender, as a script asks for them.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Desk, works};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue");

/// Copies the catalogue of the repository to the desk, with that text in place of another in one file.
fn edition(desk: &Desk, name: &str, file: &str, from: &str, to: &str) -> String {
    let folder = desk.path(name);
    copy(Path::new(CATALOGUE), &folder);
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).expect("the catalogue has that file");
    assert!(text.contains(from), "{file} holds « {from} »");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("the copy is ours");
    folder.to_string_lossy().into_owned()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder of the catalogue").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
}

fn items(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

const RULE: &str = "law/obligations/exec-social.toml";
const TITLE: &str = "Prévoir une condition d’exécution relative au domaine social ou à l’emploi";

#[test]
fn two_editions_are_compared_in_plain_french() {
    let desk = Desk::new();
    let new = edition(&desk, "nouvelle", RULE, TITLE, "Prévoir une condition sociale");
    let changes = desk.json(&["catalogue", "diff", "-", &new]).done();
    let changes = items(&changes["changes"]);
    let mine: Vec<&Value> = changes.iter().filter(|change| change["id"] == "exec-social").collect();
    let [change] = mine.as_slice() else { panic!("one change of that rule: {changes:?}") };
    assert_eq!((&change["kind"], &change["what"]), (&json!("obligation"), &json!("title")));
    assert!(change["sentence"].as_str().is_some_and(|said| said.contains("Prévoir une condition sociale")), "{change}");
    let said = desk.run(&["catalogue", "diff", &new]).out;
    assert!(said.contains("Prévoir une condition sociale"), "the second one is that of the program: {said}");
    assert!(!said.contains("exec-social"), "a sentence names a rule by its title: {said}");
    assert!(desk.run(&["catalogue", "diff", "-"]).out.contains("disent la même chose"));
}

#[test]
fn an_edition_with_faults_is_refused_with_all_of_them() {
    let desk = Desk::new();
    let faulty = edition(&desk, "fautive", RULE, "niveau = \"obligatoire\"", "niveau = \"obligatoir\"");
    let refused = desk.json(&["catalogue", "diff", "-", &faulty]).refused("catalogue-fautif");
    assert_eq!(items(&refused["diagnostics"]).len(), 1, "{refused}");
}

#[test]
fn the_effect_of_an_edition_on_a_tender_is_its_lines_that_change() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works()).to_string_lossy().into_owned();
    let same = desk.json(&["catalogue", "effect", "-", "-", &tender]).done();
    assert_eq!(items(&same["tenders"][0]["changes"]), Vec::<Value>::new(), "the same edition changes nothing");
    let new = edition(&desk, "nouvelle", RULE, "relu_le = 2026-11-24", "relu_le = 2026-11-24\nabroge_le = 2026-08-23");
    let effect = desk.json(&["catalogue", "effect", "-", &new, &tender]).done();
    let changes = items(&effect["tenders"][0]["changes"]);
    let line = changes.iter().find(|change| change["obligation"] == "exec-social").cloned().unwrap_or_default();
    assert_eq!((&line["what"], &line["before"], &line["after"]), (&json!("outcome"), &json!("applies"), &json!("not_applicable")), "{changes:?}");
    let said = desk.run(&["catalogue", "effect", "-", &new, &tender]).out;
    assert!(said.contains("s’applique jusqu’ici, ne s’applique pas désormais"), "{said}");
    desk.json(&["catalogue", "effect", "-", "-", "nulle-part.json"]).refused("fichier-absent");
    assert_eq!(desk.run(&["catalogue", "effect", "-", "-"]).code, Some(2), "a tender is needed");
}

//! The rules of the organisation beside the base.

use clausier_app::{App, organisation};
use serde_json::json;

use crate::support::{Desk, now};

const RULE: &str = "identifiant = \"org-essai\"\nintitule = \"Essai\"\nniveau = \"obligatoire\"\ndate_de_reference = \"consultation\"\nrelu_le = 2026-11-24\n[[versions]]\na_compter_du = 2026-01-01\nsource = { texte = \"Délibération\" }\n";

fn open_with(rule: &str) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rules = organisation::folder(folder.path()).join("law/obligations");
    std::fs::create_dir_all(&rules).expect("the folder is made");
    std::fs::write(rules.join("org-essai.toml"), rule).expect("the rule is written");
    let app = App::open(folder.path(), &now());
    (folder, app)
}

#[test]
fn they_are_read_when_the_program_opens() {
    let (_folder, app) = open_with(RULE);
    assert_eq!(app.organisation_problem(), None);
    assert!(app.engine.catalogue.law.obligation("org-essai").is_some());
    assert!(app.store_problem().is_none());
}

#[test]
fn faulty_ones_are_left_out_and_said_and_the_law_still_works() {
    let (_folder, app) = open_with(&RULE.replace("obligatoire", "obligatoir"));
    let problem = app.organisation_problem().expect("said");
    assert_eq!(problem.code, "organisation-fautive");
    assert!(problem.message.contains("org-essai.toml:3:10"), "{}", problem.message);
    assert!(app.engine.catalogue.law.obligation("org-essai").is_none());
    assert!(app.engine.catalogue.law.obligation("exec-social").is_some());
}

#[test]
fn a_computer_without_any_has_no_problem() {
    let desk = Desk::new();
    assert_eq!(desk.app.organisation_problem(), None);
    desk.tender(&json!({ "title": "École" }));
}

//! The rules of an organisation, given by name or found in the folder of the data.

use serde_json::{Value, json};

use crate::support::{Desk, works};

const RULE: &str = r#"identifiant = "org-sobriete"
intitule = "Demander l’avis du service sobriété"
niveau = "obligatoire"
date_de_reference = "consultation"
relu_le = 2026-11-24
[si]
nature = "travaux"
[[versions]]
a_compter_du = 2026-01-01
source = { texte = "Délibération de notre conseil" }
"#;

fn rules(desk: &Desk, folder: &str, rule: &str) -> String {
    let path = desk.path(folder).join("law/obligations");
    std::fs::create_dir_all(&path).expect("the folder is made");
    std::fs::write(path.join("org-sobriete.toml"), rule).expect("the rule is written");
    desk.path(folder).to_string_lossy().into_owned()
}

fn outcome(assessment: &Value) -> Value {
    let lines = assessment["lines"].as_array().cloned().unwrap_or_default();
    lines.into_iter().find(|line| line["obligation"] == "org-sobriete").map(|line| line["outcome"].clone()).unwrap_or_default()
}

#[test]
fn a_rule_of_the_organisation_is_assessed_with_the_law() {
    let desk = Desk::new();
    let folder = rules(&desk, "regles", RULE);
    let tender = desk.tender("marche.json", &works()).to_string_lossy().into_owned();
    assert_eq!(outcome(&desk.json(&["assess", &tender]).done()), Value::Null, "the law alone does not know it");
    assert_eq!(outcome(&desk.json(&["assess", &tender, "--organisation", &folder]).done()), "applies");
    assert_eq!(desk.json(&["catalogue", "check", "--organisation", &folder]).done(), json!({ "diagnostics": [] }));
    desk.json(&["assess", &tender, "--organisation", "nulle-part"]).refused("dossier-organisation-absent");
}

#[test]
fn the_rules_in_the_folder_of_the_data_are_found_for_the_tenders_of_the_base() {
    let desk = Desk::new();
    rules(&desk, "donnees/catalogue-organisation", RULE);
    let tender = desk.tender("marche.json", &works()).to_string_lossy().into_owned();
    let id = desk.json(&["tender", "import", &tender]).done()["id"].as_str().unwrap_or_default().to_owned();
    assert_eq!(outcome(&desk.json(&["tender", "show", &id]).done()["assessment"]), "applies");
}

#[test]
fn a_faulty_rule_is_refused_at_its_place() {
    let desk = Desk::new();
    let folder = rules(&desk, "regles", &RULE.replace("travaux", "travau"));
    let refused = desk.json(&["clause", "list", "--organisation", &folder]).refused("catalogue-fautif");
    let said = refused["diagnostics"][0].as_str().unwrap_or_default().to_owned();
    assert!(said.starts_with("organisation/law/obligations/org-sobriete.toml:7:10:"), "{said}");
}

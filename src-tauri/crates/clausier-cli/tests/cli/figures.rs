//! Published contracts, essential data and indicators, as a script uses them.

use serde_json::{Value, json};

use crate::support::Desk;

fn published(desk: &Desk) -> std::path::PathBuf {
    let contract = |id: &str, year: u32, social: &str, environmental: &str, amount: u32| {
        json!({ "id": id, "acheteur": { "id": "20005480700017" }, "nature": "Marché", "objet": "Entretien des espaces verts", "codeCPV": "77310000",
            "dateNotification": format!("{year}-03-01"), "montant": amount, "dureeMois": 12,
            "considerationsSociales": { "considerationSociale": [social] }, "considerationsEnvironnementales": { "considerationEnvironnementale": [environmental] } })
    };
    let (none_s, none_e) = ("Pas de considération sociale", "Pas de considération environnementale");
    let list = [
        contract("A1", 2024, "Marché réservé", none_e, 10_000),
        contract("A2", 2024, none_s, "Critère environnemental", 30_000),
        contract("A3", 2024, none_s, "Clause environnementale", 60_000),
        contract("A4", 2024, none_s, none_e, 100_000),
        contract("B1", 2023, "Clause sociale", "Clause environnementale", 1_000),
    ];
    desk.tender("publies.json", &json!({ "marches": { "marche": list } }))
}

fn indicator<'a>(answer: &'a Value, id: &str) -> &'a Value {
    answer["indicators"].as_array().and_then(|all| all.iter().find(|one| one["id"] == id)).expect("the indicator is there")
}

#[test]
fn past_years_count_from_the_published_contracts() {
    let desk = Desk::new();
    let file = published(&desk);
    let imported = desk.json(&["open-data", "import", &file.display().to_string()]).done();
    assert_eq!((&imported["imported"], &imported["updated"], &imported["set_aside"]), (&json!(5), &json!(0), &json!([])));
    let again = desk.json(&["open-data", "import", &file.display().to_string()]).done();
    assert_eq!((&again["imported"], &again["updated"]), (&json!(0), &json!(5)), "the same file twice adds nothing");

    let figures = desk.json(&["indicators", "--year", "2024"]).done();
    assert_eq!((&figures["coverage"]["tenders"], &figures["coverage"]["without_amount"]), (&json!(4), &json!(0)));
    let table = [
        ("spaser-env", 50.0),
        ("clause-env", 25.0),
        ("clause-env-montant", 30.0),
        ("spaser-social", 25.0),
        ("clause-sociale", 0.0),
        ("marches-reserves", 25.0),
    ];
    for (id, percent) in table {
        assert_eq!(indicator(&figures, id)["percent"], json!(percent), "{id}");
    }
    let empty = desk.json(&["indicators", "--year", "2019"]).done();
    assert_eq!((&indicator(&empty, "spaser-env")["denominator"], &indicator(&empty, "spaser-env")["percent"]), (&json!(0.0), &Value::Null));
}

#[test]
fn the_figures_can_be_written_for_a_spreadsheet_once() {
    let desk = Desk::new();
    desk.json(&["open-data", "import", &published(&desk).display().to_string()]).done();
    let out = desk.path("chiffres.csv").display().to_string();
    let write = ["indicators", "--year", "2024", "--format", "csv", "--out", &out];
    desk.json(&write).done();
    let text = std::fs::read_to_string(&out).expect("the file");
    assert!(text.contains("2024;spaser-env;") && text.contains(";50;"), "{text}");
    desk.json(&write).refused("fichier-existe");
}

#[test]
fn a_draft_names_what_is_missing_and_a_wrong_file_is_refused() {
    let desk = Desk::new();
    let sample = desk.sample("groupe-scolaire/marche.json").display().to_string();
    let out = desk.path("brouillon.json").display().to_string();
    let draft = desk.json(&["open-data", "export", &sample, "--format", "decp", "--out", &out]).done();
    assert_eq!((&draft["draft"], &draft["missing"][0]), (&json!(true), &json!("id")));
    let wrong = desk.tender("autre.json", &json!({ "a": 1 })).display().to_string();
    desk.json(&["open-data", "import", &wrong]).refused("decp-autre-forme");
    std::fs::write(desk.path("coupe.json"), "{").expect("a file");
    desk.json(&["open-data", "import", &desk.path("coupe.json").display().to_string()]).refused("decp-pas-json");
}

//! Spend, lists and hours of other services; the European notice of a tender.

use serde_json::{Value, json};

use crate::support::Desk;

const EXTRACT: &str = "SIRET;Fournisseur;Montant HT;Exercice\n20005480700017;A;900,00;2026\n11111111100029;B;100,00;2026\nTotal;;1000;2026\n";

fn figure(desk: &Desk, id: &str) -> Value {
    let figures = desk.json(&["indicators", "--year", "2026"]).done();
    let found = figures["indicators"].as_array().and_then(|all| all.iter().find(|one| one["id"] == id).cloned());
    found.expect("the indicator is there")
}

fn import(desk: &Desk, arguments: &[&str], name: &str, text: &str) -> Value {
    let file = desk.write(name, text).display().to_string();
    desk.json(&[arguments, &[file.as_str()]].concat()).done()
}

#[test]
fn the_share_of_spend_is_worked_out_from_the_extract_and_the_lists() {
    let desk = Desk::new();
    assert_eq!(figure(&desk, "spend-ess")["percent"], Value::Null);
    let taken = import(&desk, &["spend", "import"], "finances.csv", EXTRACT);
    assert_eq!((&taken["imported"], &taken["set_aside"][0]["line"]), (&json!(2), &json!(4)));
    assert_eq!(figure(&desk, "spend-ess")["percent"], Value::Null, "without a list nothing is known: it is no zero");
    import(&desk, &["spend", "list", "import", "--kind", "esat", "--as-of", "2026-01-01"], "esat.csv", "siret\n11111111100029\n");
    let shown = figure(&desk, "spend-ess");
    assert_eq!(
        (&shown["percent"], &shown["denominator"], &shown["partial"], &shown["unit"]),
        (&json!(10.0), &json!(1000.0), &json!(true), &json!("percent"))
    );
    assert_eq!(shown["target_percent"], json!(5.0));
}

#[test]
fn a_list_drawn_up_after_the_year_says_nothing_of_it() {
    let desk = Desk::new();
    import(&desk, &["spend", "import"], "finances.csv", EXTRACT);
    import(&desk, &["spend", "list", "import", "--kind", "esus", "--as-of", "2027-01-01"], "esus.csv", "111111111\n");
    assert_eq!(figure(&desk, "spend-ess")["percent"], Value::Null);
    import(&desk, &["spend", "list", "import", "--kind", "esus", "--as-of", "2026-12-31"], "esus.csv", "111111111\n");
    assert_eq!(figure(&desk, "spend-ess")["percent"], json!(10.0));
}

#[test]
fn the_same_extract_twice_is_once_and_a_new_one_can_be_taken_back() {
    let desk = Desk::new();
    import(&desk, &["spend", "import"], "a.csv", EXTRACT);
    assert_eq!(import(&desk, &["spend", "import"], "a.csv", EXTRACT)["changed"], json!(false));
    let other = EXTRACT.replace("900,00", "400,00");
    assert_eq!(import(&desk, &["spend", "import"], "b.csv", &other)["changed"], json!(true));
    let sum = |desk: &Desk| desk.json(&["spend", "status"]).done()["lines"][0]["sum"].clone();
    assert!(sum(&desk).to_string().contains("500"), "{}", sum(&desk));
    desk.json(&["spend", "undo"]).done();
    assert!(sum(&desk).to_string().contains("000"), "{}", sum(&desk));
    desk.json(&["spend", "undo"]).done();
    desk.json(&["spend", "undo"]).refused("aucun-import-a-annuler");
}

#[test]
fn a_table_without_its_columns_is_refused_by_their_names() {
    let desk = Desk::new();
    let file = desk.write("autre.csv", "fournisseur;montant\nA;3\n").display().to_string();
    let refusal = desk.json(&["spend", "import", &file]).refused("tableau-sans-colonne").to_string();
    assert!(refusal.contains("siret") && refusal.contains("annee"), "{refusal}");
    let empty = desk.write("vide.csv", "").display().to_string();
    desk.json(&["hours", "import", &empty]).refused("tableau-vide");
    desk.json(&["spend", "import", "absent.csv"]).refused("fichier-absent");
}

fn notified(desk: &Desk) {
    let tender = json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "reference": "2026-014", "title": "Travaux",
        "nature": "works", "notified_on": "2026-03-01", "consultation_on": "2026-01-10", "stage": "executing",
        "lots": [{ "number": 1, "insertion": { "hours": 400 } }, { "number": 2, "insertion": { "hours": 100 } }], "execution": { "insertion_hours_done": 7 } });
    let file = desk.tender("marche.json", &tender).display().to_string();
    desk.json(&["tender", "import", &file]).done();
}

fn done(desk: &Desk) -> Value {
    desk.json(&["tender", "export", "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"]).done()["execution"]["insertion_hours_done"].clone()
}

#[test]
fn hours_reach_their_tender_without_anybody_s_name_and_can_be_taken_back() {
    let desk = Desk::new();
    notified(&desk);
    let file = "Référence;Lot;Nom;Prénom;Heures;Trimestre\n2026-014;1;CANARI;CANARI;100,5;T1\n2026-014;2;CANARI;CANARI;24,5;T1\n2026-014;1;;;25;T2\nautre;1;;;5;T1\n2026-014;9;;;5;T1\n";
    let taken = import(&desk, &["hours", "import"], "heures.csv", file);
    assert_eq!(
        (&taken["imported"], taken["set_aside"].as_array().map(Vec::len), &taken["personal"]),
        (&json!(3), Some(2), &json!(["Nom", "Prénom"]))
    );
    assert_eq!(done(&desk), json!(150.0));
    let shown = figure(&desk, "heures-realisees");
    assert_eq!(
        (&shown["numerator"], &shown["denominator"], &shown["percent"], &shown["unit"]),
        (&json!(150.0), &json!(500.0), &json!(30.0), &json!("percent"))
    );
    assert_eq!(import(&desk, &["hours", "import"], "heures.csv", file)["changed"], json!(false), "the same file twice is once");
    import(&desk, &["hours", "import"], "corrige.csv", "reference;heures;periode\n2026-014;75;T1\n");
    assert_eq!(done(&desk), json!(100.0), "a period replaces itself and leaves the others");
    desk.json(&["spend", "undo"]).done();
    assert_eq!(done(&desk), json!(150.0));
    desk.json(&["spend", "undo"]).done();
    assert_eq!(done(&desk), json!(7.0), "what was written before any file comes back");
    let base = std::fs::read(desk.base()).expect("the base");
    assert!(!base.windows(6).any(|window| window == b"CANARI"), "no name is kept");
}

#[test]
fn the_european_notice_of_a_sample_is_a_draft_that_names_what_is_missing() {
    let desk = Desk::new();
    let sample = desk.sample("groupe-scolaire/marche.json").display().to_string();
    let out = desk.path("avis.xml").display().to_string();
    let export = ["open-data", "export", &sample, "--format", "eforms", "--out", &out];
    let written = desk.json(&export).done();
    assert_eq!((&written["draft"], &written["written"]), (&json!(true), &json!(out)));
    let missing: Vec<&str> = written["missing"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(missing.contains(&"BT-17") && !missing.contains(&"BT-71"), "{missing:?}");
    let xml = std::fs::read_to_string(&out).expect("the notice");
    assert!(xml.contains(">16<") && xml.contains("env-imp") && xml.contains("LOT-0002"), "{xml}");
    desk.json(&export).refused("fichier-existe");
}

#[test]
fn a_holder_that_a_notified_contract_says_to_be_solidary_counts_in_the_spend() {
    let desk = Desk::new();
    let tender = json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a12", "title": "Nettoyage", "nature": "services",
        "notified_on": "2026-03-01", "stage": "notified",
        "award": { "holders": [{ "id_type": "SIRET", "id": "11111111100029", "esus": true, "amount_eur": 100 }] } });
    let file = desk.tender("marche.json", &tender).display().to_string();
    desk.json(&["tender", "import", &file]).done();
    import(&desk, &["spend", "import"], "finances.csv", EXTRACT);
    let shown = figure(&desk, "spend-ess");
    assert_eq!((&shown["percent"], &shown["partial"]), (&json!(10.0), &json!(true)), "no list is at hand: the figure is partial");
}

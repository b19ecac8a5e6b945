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
fn what_the_data_of_a_past_year_did_not_say_is_never_a_zero() {
    let desk = Desk::new();
    let old = |id: &str| {
        json!({ "id": id, "acheteur": { "id": "20005480700017" }, "nature": "Marché", "objet": "Entretien des parcs", "codeCPV": "77310000",
            "dateNotification": "2020-03-01+01:00", "montant": "1 000,50", "dureeMois": "12" })
    };
    let file = desk.tender("anciens.json", &json!({ "marches": [old("A"), old("B")] }));
    assert_eq!(desk.json(&["open-data", "import", &file.display().to_string()]).done()["imported"], json!(2));
    let figures = desk.json(&["indicators", "--year", "2020"]).done();
    assert_eq!((&figures["coverage"]["tenders"], &figures["coverage"]["without_amount"]), (&json!(2), &json!(0)));
    for id in ["spaser-env", "clause-env", "spaser-social", "clause-sociale", "marches-reserves", "profondeur-themes"] {
        let one = indicator(&figures, id);
        assert_eq!((&one["percent"], &one["known"], &one["all"], &one["partial"]), (&Value::Null, &json!(0), &json!(2), &json!(true)), "{id}");
    }
    let mut known = old("C");
    known["considerationsSociales"] = json!({ "considerationSociale": ["Clause sociale"] });
    let file = desk.tender("autre.json", &json!({ "marches": { "marche": [known] } }));
    desk.json(&["open-data", "import", &file.display().to_string()]).done();
    let figures = desk.json(&["indicators", "--year", "2020"]).done();
    let (social, environmental) = (indicator(&figures, "spaser-social"), indicator(&figures, "spaser-env"));
    assert_eq!((&social["percent"], &social["denominator"], &social["partial"]), (&json!(100.0), &json!(1.0), &json!(true)));
    assert_eq!((&environmental["percent"], &environmental["all"]), (&Value::Null, &json!(3)), "of the environment it says nothing either");
}

#[test]
fn the_size_of_a_holder_says_whether_it_is_a_small_enterprise() {
    let desk = Desk::new();
    let sizes = ["micro", "small", "medium", "intermediate", "large", "autre"];
    for (number, size) in sizes.iter().enumerate() {
        let tender = json!({ "schema": "clausier/tender/1", "id": format!("0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a{number:02}"), "stage": "notified",
            "notified_on": "2024-05-01", "award": { "amount_eur": 100, "holders": [{ "size": size }] } });
        desk.json(&["tender", "import", &desk.tender("marche.json", &tender).display().to_string()]).done();
    }
    let figures = desk.json(&["indicators", "--year", "2024"]).done();
    let sme = indicator(&figures, "pme-nombre");
    assert_eq!((&sme["numerator"], &sme["denominator"], &sme["known"], &sme["all"]), (&json!(3.0), &json!(5.0), &json!(5), &json!(6)));
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
fn the_figures_are_written_in_each_format_and_say_the_same_numbers() {
    let desk = Desk::new();
    desk.json(&["open-data", "import", &published(&desk).display().to_string()]).done();
    for format in ["csv", "xlsx", "parquet", "docx", "odt"] {
        let out = desk.path(&format!("chiffres.{format}")).display().to_string();
        let write = ["indicators", "--year", "2024", "--format", format, "--out", &out];
        assert_eq!(desk.json(&write).done()["written"], json!(out));
        desk.json(&write).refused("fichier-existe");
        let first = std::fs::read(&out).expect("the file");
        desk.json(&[&write[..], &["--force"]].concat()).done();
        assert_eq!(std::fs::read(&out).expect("the file"), first, "{format}: the same figures give the same bytes");
    }
    if let Some(text) = docx_text(&desk.path("chiffres.docx")) {
        for expected in ["50 %", "2 / 4", "Calculé sur 4 marchés sur 4", "non calculable, parce que", "Par direction", "Direction non renseignée"]
        {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
    let parquet = std::fs::read(desk.path("chiffres.parquet")).expect("the file");
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
}

#[test]
fn the_page_for_the_elected_official_is_one_page() {
    let desk = Desk::new();
    desk.json(&["open-data", "import", &published(&desk).display().to_string()]).done();
    let out = desk.path("page.docx").display().to_string();
    desk.json(&["indicators", "--year", "2024", "--format", "docx", "--one-page", "--out", &out]).done();
    let Some(text) = docx_text(&desk.path("page.docx")) else { return };
    assert!(text.contains("L’essentiel des achats responsables, 2024") && text.contains("Les repères"), "{text}");
    assert!(!text.contains("Définitions") && text.len() < 3_000, "more than a page: {}", text.len());
}

#[test]
fn every_figure_carries_its_coverage_and_no_data_is_never_zero() {
    let desk = Desk::new();
    desk.json(&["open-data", "import", &published(&desk).display().to_string()]).done();
    let figures = desk.json(&["indicators", "--year", "2024"]).done();
    assert_eq!(figures["coverage"]["excluded_rows"], json!(0));
    for one in figures["indicators"].as_array().expect("a list") {
        if one["known"] == json!(0) {
            assert_eq!((&one["percent"], &one["value"]), (&Value::Null, &Value::Null), "{}", one["id"]);
        }
        let partial = one["known_percent"].as_f64().is_some_and(|known| known < 80.0);
        assert_eq!(one["partial"], json!(partial), "{}", one["id"]);
    }
    let depth = indicator(&figures, "profondeur-env");
    assert_eq!((&depth["unit"], &depth["all"], &depth["known"], &depth["value"]), (&json!("per_contract"), &json!(4), &json!(3), &json!(0.0)));
    let said = desk.run(&["indicators", "--year", "2019"]).out;
    assert!(said.contains("Pas de donnée") && !said.contains(": 0\u{a0}%"), "{said}");
}

#[test]
fn known_rows_are_written_for_a_warehouse_one_folder_a_year() {
    let desk = Desk::new();
    let folder = desk.path("entrepot").display().to_string();
    let nothing = desk.json(&["share", "warehouse", &folder]).done();
    assert_eq!(nothing["written"], json!([]));
    desk.json(&["open-data", "import", &published(&desk).display().to_string()]).done();
    let exported = desk.json(&["share", "warehouse", &folder]).done();
    assert_eq!((&exported["contracts"], &exported["excluded_rows"]), (&json!(5), &json!(0)));
    assert_eq!(desk.names("entrepot"), ["annee=2023", "annee=2024"]);
    desk.json(&["share", "warehouse", &folder]).refused("fichier-existe");
    desk.json(&["share", "warehouse", &folder, "--force"]).done();
}

/// The characters of a Word document; nothing without `unzip`, and it is said.
fn docx_text(path: &std::path::Path) -> Option<String> {
    let output = std::process::Command::new("unzip").arg("-p").arg(path).arg("word/document.xml").output();
    let Ok(output) = output else {
        println!("skipped in part: no `unzip` here");
        return None;
    };
    let (xml, mut text) = (String::from_utf8_lossy(&output.stdout).into_owned(), String::new());
    for (at, part) in xml.split('<').enumerate() {
        if at > 0 {
            text.push_str(part.split_once('>').map_or("", |(_, after)| after));
        }
    }
    Some(text.replace(['\u{a0}', '\u{202f}'], " "))
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

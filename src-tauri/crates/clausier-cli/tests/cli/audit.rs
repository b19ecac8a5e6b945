//! A second reading of files and of a tender.

use serde_json::{Value, json};

use crate::support::{Answer, Desk, program, with, works};

/// Writes a Word file that says these paragraphs.
fn document(desk: &Desk, name: &str, paragraphs: &[&str]) -> String {
    let bytes = clausier_documents::fresh("Pièce", &clausier_core::document::parse(&paragraphs.join("\n\n"))).expect("a document is made");
    desk.write(name, bytes).to_string_lossy().into_owned()
}

fn rules(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().map(|all| all.iter().filter_map(|one| one["rule"].as_str()).collect()).unwrap_or_default()
}

#[test]
fn each_finding_has_the_fields_of_the_contract_and_ends_with_success() {
    let desk = Desk::new();
    let file = document(&desk, "CCTP.docx", &["Objet.", "Les radiateurs sont de marque Thermalia.", "Voir le code des marchés publics."]);
    let answer = desk.json(&["audit", &file]).done();
    assert_eq!(rules(&answer), ["marque-sans-equivalent", "code-marches-publics"]);
    for finding in answer["findings"].as_array().into_iter().flatten() {
        for field in ["rule", "severity", "file", "part", "paragraph", "excerpt", "message", "fix", "fix_id", "why", "hint", "source"] {
            assert!(finding.get(field).is_some(), "{field} is missing: {finding}");
        }
        assert_eq!((&finding["file"], &finding["part"]), (&json!("CCTP.docx"), &json!("word/document.xml")));
        assert!(["error", "warning", "advice"].contains(&finding["severity"].as_str().unwrap_or_default()));
    }
    assert_eq!(answer["findings"][0]["fix"], "Les radiateurs sont de marque Thermalia ou équivalent.");
}

#[test]
fn a_file_with_nothing_to_say_says_so_and_is_no_certificate() {
    let desk = Desk::new();
    let file = document(&desk, "CCTP.docx", &["Objet du marché."]);
    assert_eq!(desk.json(&["audit", &file]).done()["findings"], json!([]));
    let told = desk.run(&["audit", &file]);
    assert!(told.out.contains("Rien à signaler par l’outil. La relecture juridique reste la vôtre."), "{}", told.out);
}

#[test]
fn no_base_is_opened_and_the_files_keep_their_bytes() {
    let desk = Desk::new();
    let file = document(&desk, "CCTP.docx", &["Les radiateurs sont de marque Thermalia."]);
    let before = std::fs::read(&file).expect("the file");
    desk.json(&["audit", &file]).done();
    assert_eq!(std::fs::read(&file).expect("the file"), before);
    assert!(!desk.base().exists(), "no base is made");
}

#[test]
fn the_day_decides_what_is_out_of_date() {
    let desk = Desk::new();
    let file = document(&desk, "RC.docx", &["Les offres sont jugées sur le critère unique du prix."]);
    for (day, expected) in [("2026-08-20", 0), ("2026-08-21", 1)] {
        let answer = program().args(["--today", day, "audit", &file, "--json"]).output().expect("the program runs");
        assert_eq!(rules(&Answer::of(&answer).done()).len(), expected, "{day}");
    }
}

#[test]
fn files_are_read_together_with_their_tender() {
    let desk = Desk::new();
    let rc = document(&desk, "RC.docx", &["La durée du marché est de 24 mois."]);
    let ccap = document(&desk, "CCAP.docx", &["La durée du marché est de 36 mois."]);
    assert_eq!(rules(&desk.json(&["audit", &rc, &ccap]).done()), ["deux-chiffres", "deux-chiffres"]);
    let tender = with(works(), json!({ "duration_months": 12, "criteria": [{ "label": "Prix", "kind": "price", "weight": 60 }] }));
    let tender = desk.tender("marche.json", &tender).to_string_lossy().into_owned();
    let answer = desk.json(&["audit", &rc, "--tender", &tender]).done();
    assert!(rules(&answer).contains(&"deux-chiffres") && rules(&answer).contains(&"criteres"), "{answer}");
    let alone = desk.json(&["audit", "--tender", &tender]).done();
    assert!(alone["findings"].as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| one["paragraph"].is_null())), "{alone}");
}

#[test]
fn the_samples_of_the_program_raise_no_error() {
    let desk = Desk::new();
    let names = ["CCAP.docx", "RC.docx", "CCTP lot 01 - Gros œuvre.docx", "CCTP lot 10 - Espaces verts et clôtures.docx"];
    let files: Vec<String> = names.iter().map(|name| desk.sample(&format!("groupe-scolaire/{name}")).to_string_lossy().into_owned()).collect();
    let arguments: Vec<&str> = std::iter::once("audit").chain(files.iter().map(String::as_str)).collect();
    let answer = desk.json(&arguments).done();
    let errors: Vec<&Value> = answer["findings"].as_array().into_iter().flatten().filter(|one| one["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    desk.json(&["audit", &desk.sample("espaces-verts/CCTP.odt").to_string_lossy()]).done();
}

#[test]
fn a_file_that_cannot_be_read_is_refused_in_french_and_the_others_are_still_told() {
    let desk = Desk::new();
    let good = document(&desk, "CCTP.docx", &["Les radiateurs sont de marque Thermalia."]);
    let source = std::fs::read(&good).expect("the file");
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("vide.docx", Vec::new(), "document-tronque"),
        ("coupe.docx", source[..source.len() / 2].to_vec(), "document-tronque"),
        ("texte.docx", b"Bonjour".to_vec(), "document-pas-office"),
        ("image.odt", b"\x89PNG\r\n\x1a\n".to_vec(), "document-pas-office"),
    ];
    for (name, bytes, code) in cases {
        let bad = desk.write(name, bytes).to_string_lossy().into_owned();
        let refusal = desk.json(&["audit", &bad, &good]).refused(code);
        assert_eq!(rules(&refusal), ["marque-sans-equivalent"], "{name}: the other file is told");
    }
    desk.json(&["audit", "nulle-part.docx"]).refused("fichier-absent");
}

const FAULTY: [&str; 2] = ["Les radiateurs sont de marque Thermalia 3000.", "Le papier doit être certifié FSC."];

/// The names of the repairs that a reading proposes.
fn repairs(answer: &Value) -> Vec<String> {
    let all = answer["findings"].as_array().into_iter().flatten();
    all.filter_map(|one| one["fix_id"].as_str().map(str::to_owned)).collect()
}

#[test]
fn repairs_are_written_into_a_copy_and_the_copy_has_none_left() {
    let desk = Desk::new();
    let file = document(&desk, "CCTP.docx", &FAULTY);
    let before = std::fs::read(&file).expect("the file");
    let done = desk.json(&["audit", &file, "--apply", "all-safe", "--out", "copie.docx"]).done();
    assert_eq!(done["written"], "copie.docx");
    let fixes: Vec<&str> = done["fixes"].as_array().into_iter().flatten().filter_map(|one| one["fix"].as_str()).collect();
    assert_eq!(fixes, ["Les radiateurs sont de marque Thermalia 3000 ou équivalent.", "Le papier doit être certifié FSC ou équivalent."]);
    assert!(done["fixes"].as_array().is_some_and(|all| all.iter().all(|one| one["refused"].is_null())), "{done}");
    assert_eq!(std::fs::read(&file).expect("the file"), before, "undoing is throwing the copy away");
    let copy = desk.path("copie.docx").to_string_lossy().into_owned();
    assert_eq!(repairs(&desk.json(&["audit", &copy]).done()), Vec::<String>::new());
    desk.json(&["audit", &copy, "--apply", "all-safe", "--out", "copie 2.docx"]).refused("correction-aucune");
    assert!(!desk.base().exists(), "no base is made");
    let told = desk.run(&["audit", &file, "--apply", "all-safe", "--out", "dite.docx"]);
    assert!(told.out.contains("2 corrections écrites dans « dite.docx ». Le fichier d’origine est intact."), "{}", told.out);
}

#[test]
fn some_repairs_are_named_one_by_one() {
    let desk = Desk::new();
    let file = document(&desk, "CCTP.docx", &FAULTY);
    let names = repairs(&desk.json(&["audit", &file]).done());
    let [first, second] = names.as_slice() else { panic!("two repairs: {names:?}") };
    desk.json(&["audit", &file, "--apply", second, "--out", "copie.docx"]).done();
    let copy = desk.path("copie.docx").to_string_lossy().into_owned();
    assert_eq!(repairs(&desk.json(&["audit", &copy]).done()), std::slice::from_ref(first));
    let both = [first.as_str(), second].join(",");
    desk.json(&["audit", &file, "--apply", &both, "--out", "copie.docx"]).refused("fichier-existe");
    desk.json(&["audit", &file, "--apply", &both, "--out", "copie.docx", "--force"]).done();
    assert_eq!(repairs(&desk.json(&["audit", &copy]).done()), Vec::<String>::new());
    desk.json(&["audit", &file, "--apply", "marque-00000000", "--out", "autre.docx"]).refused("correction-inconnue");
    desk.json(&["audit", &file, "--apply", "all-safe", "--out", &file, "--force"]).refused("fichier-source");
    desk.json(&["audit", &file, &copy, "--apply", "all-safe", "--out", "autre.docx"]).refused("correction-un-fichier");
    assert_eq!(desk.json(&["audit", &file, "--apply", "all-safe"]).code, Some(2), "a copy is needed");
    assert!(!desk.path("autre.docx").exists());
}

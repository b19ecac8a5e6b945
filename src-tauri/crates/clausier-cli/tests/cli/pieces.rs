//! All the documents of a tender in one go, the same choices in a fresh file, two texts made one.

use serde_json::{Value, json};

use crate::support::{Answer, Desk, works};

fn own(clause: &str, document: &str, lots: &[u32]) -> Value {
    json!({ "clause": clause, "version": "1.0.0", "document": document, "lots": lots, "at": "#end", "title": format!("Clause {clause}"), "text": format!("Le titulaire applique la mesure {clause}.\n\nUn bilan est remis.") })
}

/// Works with two CCTP by lot, and clauses that follow their lots.
fn tender() -> Value {
    let mut tender = works();
    tender["lots"] = json!([{ "number": 1, "title": "Gros œuvre" }, { "number": 10, "title": "Espaces verts" }]);
    tender["documents"] = json!([
        { "id": "ccap", "kind": "ccap", "lots": [], "file": "CCAP.docx" },
        { "id": "cctp-1", "kind": "cctp", "lots": [1], "file": "CCTP lot 01 - Gros œuvre.docx" },
        { "id": "cctp-10", "kind": "cctp", "lots": [10], "file": "CCTP lot 10 - Espaces verts et clôtures.docx" },
        { "id": "rc", "kind": "rc", "lots": [], "file": "absent.docx" },
        { "id": "ae", "kind": "ae", "lots": [] },
    ]);
    tender["selections"] = json!([own("un", "ccap", &[]), own("dix", "cctp", &[10]), own("tous", "cctp", &[]), own("perdue", "rc", &[])]);
    tender
}

fn all(desk: &Desk, tender: &Value, more: &[&str]) -> Answer {
    let file = desk.tender("marche.json", tender).to_string_lossy().into_owned();
    let from = desk.sample("groupe-scolaire").to_string_lossy().into_owned();
    let fixed = ["export", &file, "--all", "--dir", &from];
    desk.json(&[&fixed[..], more].concat())
}

fn inserted(report: &Value, id: &str) -> Vec<String> {
    let piece = report["documents"].as_array().and_then(|all| all.iter().find(|piece| piece["id"] == id)).cloned().unwrap_or_default();
    let entries = piece["report"]["inserted"].as_array().cloned().unwrap_or_default();
    entries.iter().filter_map(|entry| entry["clause"].as_str().map(str::to_owned)).collect()
}

#[test]
fn every_document_receives_the_clauses_of_its_lots_and_one_report_tells_it() {
    let desk = Desk::new();
    let plan = all(&desk, &tender(), &["--plan"]).done();
    assert_eq!(plan["documents"].as_array().map(Vec::len), Some(3));
    assert_eq!((&plan["written"], plan["documents"][0]["plan"]["places"][0]["at"].as_str()), (&json!([]), Some("#end")));
    let done = all(&desk, &tender(), &["--out-dir", "sortie"]).done();
    assert_eq!(inserted(&done, "ccap"), ["un"]);
    assert_eq!(inserted(&done, "cctp-1"), ["tous"]);
    assert_eq!(inserted(&done, "cctp-10"), ["dix", "tous"]);
    assert_eq!(done["skipped"], json!([{ "id": "rc", "document": "rc", "why": "missing" }, { "id": "ae", "document": "ae", "why": "no-file" }]));
    assert_eq!(done["unplaced"][0]["clause"], "perdue");
    assert_eq!(desk.names("sortie").len(), 3);
    all(&desk, &tender(), &["--out-dir", "sortie"]).refused("pieces-refusees");
    all(&desk, &tender(), &["--out-dir", "sortie", "--force"]).done();
}

#[test]
fn one_document_refused_and_nothing_is_written() {
    let desk = Desk::new();
    let mut uncertain = tender();
    uncertain["selections"][1]["at"] = Value::Null;
    let refused = all(&desk, &uncertain, &["--out-dir", "sortie"]).refused("pieces-refusees");
    assert_eq!(refused["documents"].as_array().map(Vec::len), Some(3), "every document is told, those in order too: {refused}");
    assert!(!desk.path("sortie").exists());
    let from = desk.sample("groupe-scolaire").to_string_lossy().into_owned();
    all(&desk, &tender(), &["--out-dir", &from]).refused("pieces-refusees");
    all(&desk, &tender(), &[]).refused("dossier-sortie-absent");
    std::fs::create_dir_all(desk.path("vide")).expect("a folder");
    let file = desk.path("marche.json").to_string_lossy().into_owned();
    desk.json(&["export", &file, "--all", "--dir", "vide", "--out-dir", "sortie"]).refused("pieces-sans-fichier");
}

#[test]
fn a_document_open_in_word_or_libreoffice_stops_the_whole() {
    for lock in ["~$CCAP.docx", ".~lock.CCAP.docx#"] {
        let desk = Desk::new();
        let lock = desk.sample("groupe-scolaire").join(lock);
        std::fs::write(&lock, "x").expect("a lock");
        let refused = all(&desk, &tender(), &["--out-dir", "sortie"]).refused("pieces-refusees");
        assert_eq!(refused["documents"][0]["error"]["code"], "fichier-source-ouvert", "{}", lock.display());
        assert!(!desk.path("sortie").exists());
    }
}

fn one(desk: &Desk, tender: &Value, into: &str, more: &[&str]) -> Answer {
    let file = desk.tender("marche.json", tender).to_string_lossy().into_owned();
    desk.json(&[&["export", &file, "--into", into, "--document", "ccap"], more].concat())
}

#[test]
fn the_choices_of_a_former_file_are_made_again_in_a_fresh_one() {
    let desk = Desk::new();
    let fresh = desk.sample("groupe-scolaire/CCAP.docx").to_string_lossy().into_owned();
    one(&desk, &tender(), &fresh, &["--out", "ancien.docx"]).done();
    let mut searched = tender();
    searched["selections"][0]["at"] = Value::Null;
    let plan = one(&desk, &searched, &fresh, &["--plan", "--like", "ancien.docx"]).done();
    assert_eq!((plan["places"][0]["at"].as_str(), plan["places"][0]["certain"].as_bool()), (Some("#end"), Some(true)), "{plan}");
    let done = one(&desk, &searched, &fresh, &["--out", "neuf.docx", "--like", "ancien.docx"]).done();
    assert_eq!(done["inserted"][0]["at"], "#end");
    assert_eq!(std::fs::read(desk.path("ancien.docx")).ok(), std::fs::read(desk.path("neuf.docx")).ok(), "the same file");
    let whole = all(&desk, &searched, &["--out-dir", "un", "--accept-places"]).done();
    let again = all(&desk, &searched, &["--out-dir", "deux", "--like", "un"]).done();
    assert_eq!(whole["written"], again["written"], "one folder for all: no place is asked again");
    assert_eq!((&whole["folder"], &again["folder"]), (&json!("un"), &json!("deux")), "the report names its folder");
}

#[test]
fn a_name_that_tells_another_format_is_refused() {
    let desk = Desk::new();
    let word = desk.sample("groupe-scolaire/CCAP.docx").to_string_lossy().into_owned();
    one(&desk, &tender(), &word, &["--out", "sortie.odt"]).refused("nom-autre-format");
    one(&desk, &tender(), &word, &["--out", "sortie.docm"]).refused("nom-autre-format");
    let odt = desk.sample("espaces-verts/CCTP.odt").to_string_lossy().into_owned();
    one(&desk, &tender(), &odt, &["--out", "sortie.docx"]).refused("nom-autre-format");
    one(&desk, &tender(), &word, &["--out", "SORTIE.DOCX"]).done();
}

#[test]
fn conflicts_carry_the_three_texts_passage_by_passage_and_merge_settles_what_it_can() {
    if std::process::Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no python3 to edit a Word file with");
        return;
    }
    let desk = Desk::new();
    let into = desk.sample("groupe-scolaire/CCAP.docx").to_string_lossy().into_owned();
    one(&desk, &tender(), &into, &["--out", "un.docx"]).done();
    let (plain, edited) = (desk.path("un.docx"), desk.path("deux.docx"));
    edit(&plain, &edited, "Un bilan est remis.", "Un bilan est remis chaque mois.");
    let mut newer = tender();
    newer["selections"][0]["text"] = json!("Le titulaire applique la mesure numéro un.\n\nUn bilan est remis.");
    newer["selections"][0]["version"] = json!("1.1.0");
    let edited = edited.to_string_lossy().into_owned();
    let refused = one(&desk, &newer, &edited, &["--out", "trois.docx"]).refused("edited-clauses");
    let changes: Vec<&str> =
        refused["conflicts"][0]["passages"].as_array().into_iter().flatten().filter_map(|passage| passage["change"].as_str()).collect();
    assert_eq!(changes, ["same", "library", "mine"], "{refused}");
    let done = one(&desk, &newer, &edited, &["--out", "trois.docx", "--on-edited", "merge"]).done();
    assert_eq!((&done["updated"][0]["state"], &done["warnings"][0]["code"]), (&json!("edited"), &json!("merged-clause")), "{done}");
}

/// Changes a text in a Word file with the tools of the system.
fn edit(from: &std::path::Path, to: &std::path::Path, old: &str, new: &str) {
    let script = "import sys,zipfile\na,b,old,new=sys.argv[1:]\nwith zipfile.ZipFile(a) as i, zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED) as o:\n    for m in i.infolist():\n        d=i.read(m)\n        if m.filename=='word/document.xml':\n            assert old.encode() in d\n            d=d.replace(old.encode(),new.encode())\n        o.writestr(m.filename,d)\n";
    let run = std::process::Command::new("python3").args(["-c", script]).args([from, to]).args([old, new]).status();
    assert!(run.is_ok_and(|status| status.success()), "python3 edits the file");
}

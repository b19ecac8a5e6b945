//! Clauses in the buyer's own documents, and new documents.

use serde_json::{Value, json};

use crate::bad_input::works_with_a_clause;
use crate::support::{Desk, with, works};

/// Exports into a file and returns the answer.
fn export(desk: &Desk, tender: &Value, into: &str, out: &str, more: &[&str]) -> crate::support::Answer {
    let file = desk.tender("marche.json", tender);
    let file = file.to_string_lossy().into_owned();
    let fixed = ["export", &file, "--into", into, "--as", "ccap", "--out", out];
    desk.json(&[&fixed[..], more].concat())
}

fn ccap(desk: &Desk) -> String {
    desk.sample("groupe-scolaire/CCAP.docx").to_string_lossy().into_owned()
}

fn clauses(entries: &Value) -> Vec<&str> {
    entries.as_array().map(|entries| entries.iter().filter_map(|entry| entry["clause"].as_str()).collect()).unwrap_or_default()
}

/// Reads the main text of a Word file without reading its XML for real: this is only a test.
fn text_of(path: &std::path::Path) -> String {
    let output = std::process::Command::new("unzip").arg("-p").arg(path).arg("word/document.xml").output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

#[test]
fn a_plan_shows_places_and_writes_nothing() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let tender = desk.tender("marche.json", &works_with_a_clause());
    let before = desk.names("");
    let plan = desk.json(&["export", &tender.to_string_lossy(), "--into", &into, "--as", "ccap", "--plan"]).done();
    assert!(plan["places"].is_array() && plan["unplaced"].is_array(), "{plan}");
    let all: Vec<&str> =
        clauses(&plan["places"]).into_iter().chain(plan["unplaced"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect();
    assert_eq!(all, ["own-1"], "each clause is placed, or said to be without a place");
    for place in plan["places"].as_array().into_iter().flatten() {
        assert!(place["because"].is_string() && place["certain"].is_boolean(), "{place}");
    }
    assert_eq!(desk.names(""), before);
}

#[test]
fn an_uncertain_place_is_never_used_without_a_yes() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let refused = export(&desk, &works_with_a_clause(), &into, "sortie.docx", &[]).refused("places-a-confirmer");
    assert!(refused["plan"]["places"].is_array(), "the places are listed: {refused}");
    assert!(!desk.path("sortie.docx").exists());
    export(&desk, &works_with_a_clause(), &into, "sortie.docx", &["--accept-places"]).done();
}

#[test]
fn an_export_reports_what_it_did_and_the_second_one_changes_nothing() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let source = std::fs::read(&into).ok();
    let report = export(&desk, &works_with_a_clause(), &into, "un.docx", &["--accept-places"]).done();
    assert_eq!((&report["written"], &report["document"]), (&json!("un.docx"), &json!("ccap")));
    let entry = &report["inserted"][0];
    assert_eq!((&entry["clause"], &entry["version"], &entry["anchor"]), (&json!("own-1"), &json!("1.0.0"), &json!("content_control")));
    for key in ["updated", "unchanged", "kept_edited", "removed", "withdrawn", "conflicts", "warnings"] {
        assert!(report[key].is_array(), "{key}: {report}");
    }
    assert_eq!(std::fs::read(&into).ok(), source, "the buyer's file is never written to");
    let again = export(&desk, &works_with_a_clause(), "un.docx", "deux.docx", &[]).done();
    assert_eq!(clauses(&again["unchanged"]), ["own-1"], "{again}");
    assert_eq!(clauses(&again["inserted"]), [""; 0]);
    assert_eq!(std::fs::read(desk.path("un.docx")).ok(), std::fs::read(desk.path("deux.docx")).ok(), "byte for byte");
}

#[test]
fn an_opendocument_text_receives_clauses_too() {
    let desk = Desk::new();
    let into = desk.sample("espaces-verts/CCTP.odt");
    let into = into.to_string_lossy();
    let source = std::fs::read(&*into).ok();
    let report = export(&desk, &works_with_a_clause(), &into, "un.odt", &["--accept-places"]).done();
    assert_eq!(report["inserted"][0]["anchor"], json!("section"), "{report}");
    assert_eq!(std::fs::read(&*into).ok(), source, "the buyer's file is never written to");
    let again = export(&desk, &works_with_a_clause(), "un.odt", "deux.odt", &[]).done();
    assert_eq!(clauses(&again["unchanged"]), ["own-1"], "{again}");
    assert_eq!(std::fs::read(desk.path("un.odt")).ok(), std::fs::read(desk.path("deux.odt")).ok(), "byte for byte");
}

#[test]
fn an_output_is_replaced_only_when_asked_and_never_the_source() {
    let desk = Desk::new();
    let into = ccap(&desk);
    desk.write("sortie.docx", b"autre chose");
    export(&desk, &works_with_a_clause(), &into, "sortie.docx", &["--accept-places"]).refused("fichier-existe");
    assert_eq!(std::fs::read(desk.path("sortie.docx")).ok(), Some(b"autre chose".to_vec()));
    export(&desk, &works_with_a_clause(), &into, "sortie.docx", &["--accept-places", "--force"]).done();
    export(&desk, &works_with_a_clause(), &into, &into, &["--accept-places", "--force"]).refused("fichier-source");
}

#[test]
fn own_words_are_written_character_for_character() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let own = json!({ "clause": "own-1", "document": "ccap", "title": "L'eau : \"claire\" ?", "text": "C'est 5 % ; oui !", "at": "#end" });
    export(&desk, &with(works(), json!({ "selections": [own] })), &into, "un.docx", &[]).done();
    let text = text_of(&desk.path("un.docx"));
    if text.is_empty() {
        println!("skipped in part: no `unzip` here");
        return;
    }
    assert!(text.contains("C'est 5 % ; oui !"), "no typographic rule on the buyer's words");
    assert!(text.contains("L'eau : \"claire\" ?") || text.contains("L'eau : &quot;claire&quot; ?"), "nor on their title");
}

#[test]
fn a_clause_no_longer_kept_is_withdrawn_and_a_changed_one_updated() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let own = |id: &str, text: &str| json!({ "clause": id, "version": "1.0.0", "document": "ccap", "title": format!("Titre {id}"), "text": text, "at": "#end" });
    let tender = |selections: Value| with(works(), json!({ "selections": selections }));
    export(&desk, &tender(json!([own("own-1", "Un."), own("own-2", "Deux.")])), &into, "un.docx", &[]).done();
    let report = export(&desk, &tender(json!([own("own-2", "Deux, corrigé.")])), "un.docx", "deux.docx", &[]).done();
    assert_eq!((clauses(&report["withdrawn"]), clauses(&report["updated"])), (vec!["own-1"], vec!["own-2"]), "{report}");
    let emptied = export(&desk, &tender(json!([])), "deux.docx", "trois.docx", &[]).done();
    assert_eq!(clauses(&emptied["withdrawn"]), ["own-2"]);
    export(&desk, &tender(json!([])), "trois.docx", "quatre.docx", &[]).refused("piece-inconnue");
}

#[test]
fn a_version_left_out_is_the_one_in_force_and_is_reported() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let list = desk.json(&["clause", "list"]).done();
    let row = list["clauses"].get(0).cloned().unwrap_or_default();
    let selection = json!({ "clause": row["clause"], "document": "ccap", "at": "#end" });
    let report = export(&desk, &with(works(), json!({ "selections": [selection] })), &into, "un.docx", &[]).done();
    assert_eq!(report["inserted"][0]["version"], row["version"], "{report}");
}

#[test]
fn a_document_takes_its_own_clauses_and_lots() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let own = |id: &str, more: Value| with(json!({ "clause": id, "title": id, "text": "Texte.", "at": "#end" }), more);
    let selections = json!([
        own("du-ccap", json!({ "document": "ccap" })),
        own("du-cctp", json!({ "document": "cctp" })),
        own("du-document", json!({ "document": "cctp", "document_id": "cctp-1" })),
        own("du-lot-2", json!({ "document": "cctp", "lots": [2] })),
    ]);
    let file = desk.tender("marche.json", &with(works(), json!({ "selections": selections })));
    let file = file.to_string_lossy().into_owned();
    let cases: [(&[&str], Vec<&str>); 5] = [
        (&["--as", "ccap"], vec!["du-ccap"]),
        (&["--as", "cctp"], vec!["du-cctp", "du-document", "du-lot-2"]),
        (&["--as", "cctp", "--lot", "1"], vec!["du-cctp", "du-document"]),
        (&["--document", "cctp-1"], vec!["du-cctp", "du-document"]),
        (&["--document", "ccap-commun"], vec!["du-ccap"]),
    ];
    for (arguments, expected) in cases {
        let plan = desk.json(&[&["export", &file, "--into", &into, "--plan"], arguments].concat()).done();
        assert_eq!(clauses(&plan["places"]), expected, "{arguments:?}");
    }
    let refuse = |arguments: &[&str], code: &str| desk.json(&[&["export", &file, "--into", &into, "--plan"], arguments].concat()).refused(code);
    refuse(&["--document", "autre"], "piece-absente");
    refuse(&["--as", "roman"], "mot-inconnu");
    refuse(&["--as", "cctp", "--lot", "9"], "lot-absent");
}

#[test]
fn a_selection_that_cannot_be_written_says_why() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let list = desk.json(&["clause", "list"]).done();
    let known = list["clauses"][0]["clause"].clone();
    let cases = [
        (json!([{ "clause": "nulle-part", "document": "ccap" }]), "clause-inconnue"),
        (json!([{ "clause": known, "version": "99.0.0", "document": "ccap" }]), "clause-version"),
        (json!([{ "clause": "own", "document": "ccap", "text": "a" }, { "clause": "own", "document": "ccap", "text": "b" }]), ""),
    ];
    for (selections, code) in cases {
        let answer = export(&desk, &with(works(), json!({ "selections": selections })), &into, "un.docx", &["--accept-places"]);
        if code.is_empty() {
            assert_eq!(clauses(&answer.done()["inserted"]), ["own", "own"], "two writings of one clause are told apart");
        } else {
            answer.refused(code);
            assert!(!desk.path("un.docx").exists());
        }
    }
}

/// Changes a word in the text of a Word file, as a buyer would.
fn edit(desk: &Desk, file: &str, from: &str, to: &str) -> bool {
    let script = "import sys, zipfile\nsource, target, old, new = sys.argv[1:]\n\
        with zipfile.ZipFile(source) as a, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as b:\n\
        \x20for i in a.infolist():\n\
        \x20 d = a.read(i)\n\
        \x20 if i.filename == 'word/document.xml':\n\
        \x20  assert old.encode() in d\n\
        \x20  d = d.replace(old.encode(), new.encode(), 1)\n\
        \x20 b.writestr(i, d)\n";
    let edited = desk.path("edite.tmp");
    let python = std::process::Command::new("python3").args(["-c", script]).arg(desk.path(file)).arg(&edited).args([from, to]).status();
    match python {
        Ok(status) if status.success() => std::fs::rename(edited, desk.path(file)).is_ok(),
        Ok(_) => panic!("« {from} » is in {file}"),
        Err(_) => {
            println!("skipped: no python3 here to edit a document by hand");
            false
        }
    }
}

#[test]
fn a_clause_edited_by_hand_is_never_overwritten_without_a_yes() {
    let desk = Desk::new();
    let into = ccap(&desk);
    let tender = |text: &str| {
        let own = json!({ "clause": "own-1", "version": "1.0.0", "document": "ccap", "title": "Tri", "text": text, "at": "#end" });
        with(works(), json!({ "selections": [own] }))
    };
    export(&desk, &tender("Le titulaire trie tout."), &into, "un.docx", &[]).done();
    if !edit(&desk, "un.docx", "Le titulaire trie tout.", "Le titulaire trie le bois.") {
        return;
    }
    let same = export(&desk, &tender("Le titulaire trie tout."), "un.docx", "deux.docx", &[]).done();
    assert_eq!(clauses(&same["kept_edited"]), ["own-1"], "edited with nothing new: {same}");
    let refused = export(&desk, &tender("Le titulaire trie mieux."), "un.docx", "trois.docx", &[]).refused("edited-clauses");
    let conflict = &refused["conflicts"][0];
    assert_eq!(conflict["clause"], "own-1");
    for (key, word) in [("mine", "le bois"), ("base", "tout"), ("library", "mieux")] {
        assert!(conflict[key].as_str().is_some_and(|text| text.contains(word)), "{key}: {conflict}");
    }
    assert!(!desk.path("trois.docx").exists(), "nothing is written");
    let written = |choice: &str, out: &str| {
        export(&desk, &tender("Le titulaire trie mieux."), "un.docx", out, &["--on-edited", choice]).done();
        text_of(&desk.path(out))
    };
    let (keep, replace, both) = (written("keep", "garde.docx"), written("replace", "remplace.docx"), written("both", "deux-textes.docx"));
    if keep.is_empty() {
        println!("skipped in part: no `unzip` here");
        return;
    }
    let has = |text: &str| (text.contains("trie le bois"), text.contains("trie mieux"));
    assert_eq!((has(&keep), has(&replace), has(&both)), ((true, false), (false, true), (true, true)));
}

#[test]
fn the_letter_of_a_small_purchase_is_written_from_three_facts() {
    let desk = Desk::new();
    let tender = json!({ "schema": "clausier/tender/1", "id": crate::support::ID, "title": "Plants pour les massifs",
        "cpv": ["03450000"],
        "estimated_value_eur": 35000, "consultation_on": "2026-11-24" });
    let file = desk.tender("achat.json", &tender);
    let file = file.to_string_lossy().into_owned();
    let letter = ["create", &file, "--kind", "small-purchase-letter", "--format", "docx", "--out", "lettre.docx"];
    let written = desk.json(&letter).done();
    assert_eq!(written["written"], "lettre.docx");
    assert_eq!(written["clauses"].as_array().map(Vec::len), Some(3), "{written}");
    desk.json(&letter).refused("fichier-existe");
    desk.json(&[&letter[..], &["--force"]].concat()).done();
    let plain = text_of(&desk.path("lettre.docx")).replace(['\u{a0}', '\u{202f}'], "");
    assert!(!plain.contains("35000"), "the estimate is not told to suppliers");
    desk.json(&["create", &file, "--kind", "clause-annex", "--out", "annexe.docx"]).refused("clause-aucune");
    desk.json(&["create", &file, "--kind", "quotes-record", "--out", "trace.docx"]).refused("devis-aucun");
    desk.json(&["create", &file, "--kind", "small-purchase-letter", "--format", "xlsx", "--out", "lettre.xlsx"]).refused("format-non-pris");
}

#[test]
fn the_annex_and_the_record_are_written() {
    let desk = Desk::new();
    let quotes = json!([{ "supplier": "Pépinière A", "amount_eur": 33000, "chosen": true }]);
    let file = desk.tender("achat.json", &with(works_with_a_clause(), json!({ "quotes": quotes })));
    let file = file.to_string_lossy().into_owned();
    let annex = desk.json(&["create", &file, "--kind", "clause-annex", "--out", "annexe.docx"]).done();
    assert_eq!(annex, json!({ "written": "annexe.docx", "clauses": ["own-1"] }));
    desk.json(&["create", &file, "--kind", "quotes-record", "--out", "trace.docx"]).done();
    assert!(desk.path("trace.docx").exists());
}

#[test]
fn the_samples_are_written_whole_and_can_be_written_again() {
    let desk = Desk::new();
    let written = desk.json(&["sample", "exemples"]).done();
    let names = written["written"].as_array().map(|names| names.iter().filter_map(Value::as_str).collect::<Vec<_>>()).unwrap_or_default();
    assert!(names.contains(&"groupe-scolaire/marche.json") && names.contains(&"espaces-verts/CCTP.odt"), "{names:?}");
    assert_eq!(desk.json(&["sample", "exemples"]).done(), written);
    desk.write("exemples/groupe-scolaire/marche.json", b"{}");
    desk.json(&["sample", "exemples"]).refused("fichier-existe");
    assert_eq!(std::fs::read(desk.path("exemples/groupe-scolaire/marche.json")).ok(), Some(b"{}".to_vec()), "what the user changed stays");
}

#[test]
fn the_sample_goes_the_whole_way() {
    let desk = Desk::new();
    let tender = desk.sample("groupe-scolaire/marche.json");
    let tender = tender.to_string_lossy().into_owned();
    desk.json(&["assess", &tender]).done();
    desk.json(&["checklist", &tender]).done();
    let text = std::fs::read_to_string(&tender).expect("the sample");
    let sample: Value = serde_json::from_str(&text).expect("JSON");
    for document in sample["documents"].as_array().into_iter().flatten() {
        let (id, name) = (document["id"].as_str().unwrap_or_default(), document["file"].as_str().unwrap_or_default());
        let into = desk.sample(&format!("groupe-scolaire/{name}")).to_string_lossy().into_owned();
        let plan = desk.json(&["export", &tender, "--into", &into, "--document", id, "--plan"]).done();
        println!("{id}: {} places, {} without", plan["places"].as_array().map_or(0, Vec::len), plan["unplaced"].as_array().map_or(0, Vec::len));
    }
}

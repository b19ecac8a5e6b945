//! The shared folder: link, status, sync, resolve, doctor; what leaves, and what never does.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{Desk, ID, names, with, works};

fn shared() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn link(desk: &Desk, folder: &tempfile::TempDir) -> Value {
    desk.json(&["share", "link", &folder.path().to_string_lossy()]).done()
}

fn import(desk: &Desk, fields: Value) {
    let file = desk.tender("marche.json", &with(works(), fields));
    desk.json(&["tender", "import", &file.to_string_lossy()]).done();
}

/// Everything that the folder holds, names and bytes.
fn everything(folder: &std::path::Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(everything(&path)) } else { found.push((path.clone(), std::fs::read(&path).unwrap_or_default())) }
    }
    found.sort();
    found
}

#[test]
fn a_published_tender_is_sent_and_read_by_a_colleague() {
    let (folder, one, two) = (shared(), Desk::new(), Desk::new());
    assert_eq!(link(&one, &folder)["created"], true);
    assert_eq!(link(&two, &folder)["created"], false);
    import(&one, json!({ "stage": "published" }));
    let status = one.json(&["share", "status"]).done();
    assert_eq!((&status["state"], &status["pending"]), (&json!("pending"), &json!(1)), "the row is made at once: {status}");
    for key in ["replicas", "set_aside", "forks"] {
        assert!(!status[key].is_null(), "{key}: {status}");
    }
    let sent = one.json(&["share", "sync"]).done();
    assert_eq!((&sent["state"], &sent["pending"]), (&json!("up_to_date"), &json!(0)), "{sent}");
    let read = two.json(&["share", "sync"]).done();
    assert_eq!(read["replicas"], 2, "{read}");
    let before = everything(folder.path());
    one.json(&["share", "sync"]).done();
    two.json(&["share", "sync"]).done();
    assert_eq!(everything(folder.path()), before, "nothing new, nothing written");
}

#[test]
fn nothing_of_an_unpublished_tender_leaves_and_never_an_estimate() {
    let (folder, desk) = (shared(), Desk::new());
    link(&desk, &folder);
    for stage in ["need", "drafting", "abandoned"] {
        import(&desk, json!({ "stage": stage, "title": "CANARI", "estimated_value_eur": 424242, "lots": [], "documents": [] }));
        desk.json(&["share", "sync"]).done();
    }
    let leaked = |word: &str| everything(folder.path()).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(word));
    assert!(!leaked("CANARI"), "nothing leaves before publication");
    import(&desk, json!({ "stage": "published", "title": "CANARI", "estimated_value_eur": 424242, "lots": [], "documents": [] }));
    desk.json(&["share", "sync"]).done();
    assert!(leaked("CANARI"), "the published tender leaves");
    assert!(!leaked("424242"), "the estimate never does");
}

#[test]
fn a_sample_is_never_shared() {
    let (folder, desk) = (shared(), Desk::new());
    link(&desk, &folder);
    import(&desk, json!({ "stage": "published", "title": "CANARI", "sample": true }));
    desk.json(&["share", "sync"]).done();
    assert!(everything(folder.path()).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("CANARI")));
}

#[test]
fn a_row_has_the_fields_of_the_contract() {
    let (folder, desk) = (shared(), Desk::new());
    link(&desk, &folder);
    import(&desk, json!({ "stage": "notified", "notified_on": "2026-11-20", "award": { "amount_eur": 5900000 } }));
    desk.json(&["share", "sync"]).done();
    let segments = folder.path().join("resumes/annee=2026");
    let name = names(&segments).into_iter().next().expect("a segment");
    let text = std::fs::read_to_string(segments.join(name)).expect("a segment");
    let row: Value = serde_json::from_str(text.lines().next().unwrap_or_default()).expect("a row");
    let keys: Vec<&str> = row.as_object().map(|row| row.keys().map(String::as_str).collect()).unwrap_or_default();
    let mut expected = [
        "id",
        "v",
        "rep",
        "base",
        "schema",
        "lit_min",
        "annee",
        "statut",
        "sup",
        "objet",
        "nature",
        "cpv",
        "siret",
        "direction",
        "notifie_le",
        "montant",
        "considerations",
        "clauses",
        "heures",
        "reservation",
        "pme",
        "ess",
        // Beside those of the contract: one entry per lot, as fields may be added.
        "marches",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected, "keys are sorted in the line");
    assert_eq!((&row["v"], &row["base"], &row["montant"], &row["statut"]), (&json!(1), &Value::Null, &json!(5900000), &json!("notifie")));
}

#[test]
fn a_folder_that_is_away_is_a_state_and_no_sync_writes_there() {
    let (folder, desk) = (shared(), Desk::new());
    let place = folder.path().join("partage");
    std::fs::create_dir(&place).expect("a folder");
    desk.json(&["share", "link", &place.to_string_lossy()]).done();
    import(&desk, json!({ "stage": "published" }));
    std::fs::rename(&place, folder.path().join("ailleurs")).expect("the folder goes away");
    assert_eq!(desk.json(&["share", "status"]).done()["state"], "away");
    desk.json(&["share", "sync"]).refused("partage-absent");
    assert!(!place.exists(), "nothing is made where a folder was");
    std::fs::create_dir(&place).expect("an empty folder, as an unmounted share leaves it");
    assert_eq!(desk.json(&["share", "status"]).done()["state"], "away", "an empty folder is away too");
    desk.json(&["share", "sync"]).refused("partage-absent");
    assert!(names(&place).is_empty(), "nothing is written in an empty folder");
    assert_eq!(desk.json(&["tender", "list"]).done()["tenders"][0]["id"], ID, "nothing is lost here");
}

#[test]
fn a_foreign_folder_is_a_state_and_is_left_alone() {
    let (one, other, desk) = (shared(), shared(), Desk::new());
    link(&desk, &one);
    link(&Desk::new(), &other);
    desk.json(&["share", "link", &other.path().to_string_lossy()]).refused("partage-autre");
    std::fs::copy(other.path().join("clausier-partage.json"), one.path().join("clausier-partage.json")).expect("another marker");
    import(&desk, json!({ "stage": "published" }));
    assert_eq!(desk.json(&["share", "status"]).done()["state"], "foreign");
    let before = everything(one.path());
    desk.json(&["share", "sync"]).refused("partage-autre");
    assert_eq!(everything(one.path()), before);
    desk.json(&["share", "link", &other.path().to_string_lossy(), "--switch"]).done();
    assert_eq!(desk.json(&["share", "sync"]).done()["state"], "up_to_date");
}

#[test]
fn without_a_folder_status_answers_and_sync_refuses() {
    let desk = Desk::new();
    let status = desk.json(&["share", "status"]).done();
    assert_eq!((&status["state"], &status["linked"]), (&json!("away"), &json!(false)));
    desk.json(&["share", "sync"]).refused("partage-aucun");
    desk.json(&["share", "link", "nulle-part"]).refused("partage-absent");
    assert!(!desk.path("nulle-part").exists());
    desk.json(&["share", "doctor", "nulle-part"]).refused("partage-absent");
}

#[test]
fn a_double_edit_is_shown_then_decided() {
    let (folder, one, two) = (shared(), Desk::new(), Desk::new());
    link(&one, &folder);
    link(&two, &folder);
    import(&one, json!({ "stage": "published", "title": "Ma version" }));
    import(&two, json!({ "stage": "published", "title": "Sa version" }));
    for desk in [&one, &two, &one] {
        desk.json(&["share", "sync"]).done();
    }
    let status = one.json(&["share", "status"]).done();
    assert_eq!(status["forks"][0]["id"], ID, "{status}");
    assert_eq!(status["forks"][0]["versions"].as_array().map(Vec::len), Some(2));
    assert_eq!(status["state"], "up_to_date", "a fork never changes the state");
    let resolved = one.json(&["share", "resolve", ID, "--keep", "mine"]).done();
    assert_eq!(resolved["v"], 2, "above both: {resolved}");
    for desk in [&one, &two] {
        desk.json(&["share", "sync"]).done();
        assert_eq!(desk.json(&["share", "status"]).done()["forks"], json!([]));
    }
    one.json(&["share", "resolve", ID, "--keep", "theirs"]).refused("partage-double");
}

#[test]
fn an_edit_of_a_row_known_from_the_folder_is_based_on_it() {
    let (folder, one, two) = (shared(), Desk::new(), Desk::new());
    link(&one, &folder);
    link(&two, &folder);
    import(&one, json!({ "stage": "published" }));
    one.json(&["share", "sync"]).done();
    two.json(&["share", "sync"]).done();
    import(&two, json!({ "stage": "published", "title": "Corrigé ailleurs" }));
    two.json(&["share", "sync"]).done();
    let rows: Vec<Value> = everything(&folder.path().join("resumes"))
        .iter()
        .flat_map(|(_, bytes)| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| serde_json::from_str(&line).ok())
        .collect();
    let edited = rows.iter().find(|row| row["objet"] == "Corrigé ailleurs").expect("the edit is in the folder");
    assert_eq!(edited["v"], 2);
    assert!(edited["base"].is_string(), "{edited}");
}

#[test]
fn doctor_says_what_a_folder_lets_us_do_and_leaves_nothing() {
    let (folder, desk) = (shared(), Desk::new());
    let report = desk.json(&["share", "doctor", &folder.path().to_string_lossy()]).done();
    assert_eq!((&report["reachable"], &report["writes"], &report["keeps_existing"]), (&json!(true), &json!(true), &json!(true)));
    assert!(names(folder.path()).is_empty(), "what it writes, it removes");
    assert!(!desk.path("donnees").exists(), "no base is needed");
}

#[test]
fn unlinking_touches_nothing_in_the_folder() {
    let (folder, desk) = (shared(), Desk::new());
    link(&desk, &folder);
    import(&desk, json!({ "stage": "published" }));
    desk.json(&["share", "sync"]).done();
    let before = everything(folder.path());
    desk.json(&["share", "unlink"]).done();
    assert_eq!(everything(folder.path()), before);
    assert_eq!(desk.json(&["share", "status"]).done()["linked"], false);
    link(&desk, &folder);
    assert_eq!(desk.json(&["share", "sync"]).done()["state"], "up_to_date");
}

#[test]
fn an_address_that_cannot_be_linked_is_refused_for_its_own_reason() {
    let desk = Desk::new();
    let cases = [
        ("ftp://exemple.fr/x", "partage-adresse"),
        ("webdav+http://nuage.exemple.fr/x", "partage-en-clair"),
        ("webdav+https://anne:motdepasse@nuage.exemple.fr/x", "partage-adresse-secret"),
        ("s3://marches/x", "partage-adresse-s3"),
        ("s3://marches/x?endpoint=http://s3.exemple.fr", "partage-en-clair"),
        // Nobody listens there: the discard port of loopback.
        ("webdav+http://127.0.0.1:9/x", "partage-hote"),
        ("s3://marches/x?endpoint=http://127.0.0.1:9", "partage-hote"),
    ];
    for (address, code) in cases {
        for command in [["share", "link"], ["share", "doctor"]] {
            desk.json(&[command[0], command[1], address]).refused(code);
        }
    }
    let status = desk.json(&["share", "status"]).done();
    assert_eq!((&status["state"], &status["linked"]), (&json!("away"), &json!(false)), "nothing was linked: {status}");
    for (path, bytes) in everything(&desk.path("donnees")) {
        assert!(!bytes.windows(10).any(|ten| ten == b"motdepasse"), "the password stands in {}", path.display());
    }
}

#[test]
fn the_diagnostic_is_a_page_for_a_person_and_a_document_for_a_program() {
    let (folder, desk) = (shared(), Desk::new());
    link(&desk, &folder);
    let ran = desk.json(&["share", "doctor", &folder.path().to_string_lossy()]);
    let page = &ran.err;
    for expected in ["Diagnostic du partage Clausier", "Aller-retour", "Liste du dossier", "Ce lieu convient au partage."] {
        assert!(page.contains(expected), "« {expected} » in:\n{page}");
    }
    assert!(!page.contains(&*folder.path().to_string_lossy()), "no path of this computer:\n{page}");
    let report = ran.done();
    assert_eq!((&report["writes"], &report["conditional"]), (&json!(true), &Value::Null), "{report}");
}

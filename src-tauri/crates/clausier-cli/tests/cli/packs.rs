//! Packs: what goes out, what it would change, what is refused and why, and the way back.

use clausier_app::own::{self, OwnDraft};
use clausier_app::{App, Now};
use serde_json::{Value, json};

use crate::support::Desk;

fn now() -> Now {
    Now { today: "2026-11-25".parse().expect("a day"), at: "2026-11-25T09:00:00Z".parse().expect("an instant") }
}

/// Writes an own clause, as the window does; `version` is the one that was read.
fn write(desk: &Desk, id: &str, version: Option<&str>, requirement: &str) {
    let base = desk.base();
    let app = App::open(base.parent().expect("the base has a folder"), &now());
    let draft = json!({ "clause": id, "version": version, "content": {
        "title": "Vergers partagés", "theme": "biodiversity", "kind": "performance_condition", "document": "cctp",
        "levels": [{ "level": "basic", "requirement": requirement, "proof": "Le plan de plantation." }] } });
    let draft: OwnDraft = serde_json::from_value(draft).expect("a draft");
    own::save(&app, draft, &now()).expect("the clause is kept");
}

fn export(desk: &Desk) -> String {
    let file = desk.path("paquet.txt").to_string_lossy().into_owned();
    desk.json(&["pack", "export", &file, "--force"]).done();
    file
}

fn effects(answer: &Value) -> Vec<&str> {
    answer["effects"].as_array().into_iter().flatten().filter_map(|one| one["effect"].as_str()).collect()
}

fn take(desk: &Desk, file: &str) -> Value {
    desk.json(&["pack", "import", file, "--trust"]).done()
}

#[test]
fn a_pack_goes_from_one_computer_to_another_shows_its_effect_and_is_taken_back() {
    let (one, two) = (Desk::new(), Desk::new());
    write(&one, "verger", None, "Le titulaire plante dix pommiers.");
    let file = export(&one);
    let planned = two.json(&["pack", "import", &file, "--plan"]).done();
    assert_eq!((effects(&planned), &planned["applied"], &planned["pack"]["trusted"]), (vec!["new"], &json!(false), &json!(false)), "{planned}");
    two.json(&["pack", "import", &file]).refused("paquet-cle-inconnue");
    let taken = take(&two, &file);
    assert_eq!((&taken["applied"], &taken["change"]), (&json!(true), &json!(1)), "{taken}");
    let again = two.json(&["pack", "import", &file]).done();
    assert_eq!((effects(&again), &again["change"]), (vec!["unchanged"], &Value::Null), "trusted once, applied once: {again}");
    assert_eq!(two.json(&["pack", "undo"]).done(), json!({ "undone": 1 }));
    assert_eq!(effects(&two.json(&["pack", "import", &file, "--plan"]).done()), ["new"], "it is as if it had never come");
    two.json(&["pack", "undo"]).refused("clause-propre-annulee");
    let history = two.json(&["pack", "history"]).done();
    assert_eq!(history["changes"].as_array().map(Vec::len), Some(2), "nothing is forgotten: {history}");
}

#[test]
fn a_later_wording_updates_and_an_edit_on_both_sides_waits_for_a_choice() {
    let (one, two) = (Desk::new(), Desk::new());
    write(&one, "verger", None, "Dix pommiers.");
    take(&two, &export(&one));
    write(&one, "verger", Some("1.0.0"), "Vingt pommiers.");
    let updated = take(&two, &export(&one));
    assert_eq!(
        (effects(&updated), &updated["effects"][0]["from"], &updated["effects"][0]["to"]),
        (vec!["updated"], &json!("1.0.0"), &json!("1.1.0"))
    );
    write(&one, "verger", Some("1.1.0"), "Trente pommiers.");
    write(&two, "verger", Some("1.1.0"), "Quarante poiriers.");
    let file = export(&one);
    two.json(&["pack", "import", &file]).refused("paquet-conflits");
    assert_eq!(effects(&two.json(&["pack", "import", &file, "--keep", "mine"]).done()), ["conflict"]);
    let still = two.json(&["pack", "import", &file, "--plan"]).done();
    assert!(still["effects"][0]["mine"].as_str().is_some_and(|text| text.contains("Quarante poiriers")), "what was here is here: {still}");
    two.json(&["pack", "import", &file, "--keep", "theirs"]).done();
    assert_eq!(effects(&two.json(&["pack", "import", &file, "--plan"]).done()), ["unchanged"]);
}

#[test]
fn the_same_words_make_the_same_number_and_other_words_the_next() {
    let desk = Desk::new();
    write(&desk, "verger", None, "Dix pommiers.");
    let file = desk.path("a.txt").to_string_lossy().into_owned();
    let serial = |desk: &Desk| desk.json(&["pack", "export", &file, "--force"]).done()["pack"]["serial"].clone();
    assert_eq!((serial(&desk), serial(&desk)), (json!(1), json!(1)));
    write(&desk, "verger", Some("1.0.0"), "Onze pommiers.");
    assert_eq!(serial(&desk), json!(2));
    desk.json(&["pack", "export", &file]).refused("fichier-existe");
    desk.json(&["pack", "export", &file, "--force", "--clauses", "absente"]).refused("clause-propre-inconnue");
}

#[test]
fn each_bad_pack_is_refused_in_a_sentence_and_nothing_is_written() {
    let (one, two) = (Desk::new(), Desk::new());
    one.json(&["pack", "export", &one.path("vide.txt").to_string_lossy()]).refused("paquet-vide");
    write(&one, "verger", None, "Dix pommiers.");
    let good = std::fs::read_to_string(export(&one)).expect("a pack is text");
    let cases = [
        ("autre.json", r#"{"schema":"clausier/tender/1"}"#.to_owned(), "paquet-autre-fichier"),
        ("recent.txt", good.replacen("clausier-paquet 1", "clausier-paquet 9", 1), "paquet-plus-recent"),
        ("coupe.txt", good.chars().take(good.chars().count() - 9).collect(), "paquet-tronque"),
        ("change.txt", good.replace("Dix pommiers", "Dix poiriers"), "paquet-signature"),
        ("gros.txt", " ".repeat(9 * 1024 * 1024), "paquet-trop-gros"),
    ];
    for (name, text, code) in cases {
        let file = two.write(name, text).to_string_lossy().into_owned();
        for asked in [vec!["pack", "import", &file, "--plan"], vec!["pack", "import", &file, "--trust"]] {
            two.json(&asked).refused(code);
        }
    }
    assert_eq!(two.json(&["pack", "history"]).done(), json!({ "changes": [] }));
}

#[test]
fn the_secret_key_is_for_its_owner_alone_and_is_never_replaced() {
    let desk = Desk::new();
    write(&desk, "verger", None, "Dix pommiers.");
    let file = export(&desk);
    let key = desk.base().with_file_name("cle-paquets.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);
    }
    let secret = std::fs::read_to_string(&key).expect("a key is text").lines().nth(1).expect("two lines").to_owned();
    assert!(!std::fs::read_to_string(&file).expect("a pack").contains(&secret), "the secret never leaves");
    std::fs::write(&key, "abîmé").expect("someone spoils it");
    desk.json(&["pack", "export", &file, "--force"]).refused("paquet-cle-illisible");
    assert_eq!(std::fs::read_to_string(&key).expect("it stands"), "abîmé");
}

#[test]
fn the_targets_of_the_organisation_travel_and_count_in_its_figures() {
    let (one, two) = (Desk::new(), Desk::new());
    let folder = one.base().with_file_name("catalogue-organisation");
    std::fs::create_dir_all(&folder).expect("the folder of the organisation");
    let target = r#"[[objectifs]]
identifiant = "org-env"
intitule = "Part des marchés avec une considération environnementale"
indicateur = "spaser-env"
base = "nombre"
pourcent = 90
horizon = 2028-12-31
schema = "Schéma de la commune, délibération d'essai"
source = { texte = "Délibération d'essai" }
"#;
    std::fs::write(folder.join("targets.toml"), target).expect("written");
    let file = one.path("objectifs.txt").to_string_lossy().into_owned();
    let made = one.json(&["pack", "export", &file]).done();
    assert_eq!((&made["pack"]["clauses"], &made["pack"]["targets"]), (&json!(0), &json!(1)), "{made}");
    let of_year = |desk: &Desk| {
        let figures = desk.json(&["indicators", "--year", "2026"]).done();
        let found = figures["indicators"].as_array().into_iter().flatten().find(|one| one["id"] == "spaser-env").cloned();
        found.expect("the indicator is there")["target_percent"].clone()
    };
    assert_eq!(of_year(&two), json!(100.0), "the shipped scheme, before");
    assert_eq!(effects(&take(&two, &file)), ["new"]);
    assert_eq!(of_year(&two), json!(90.0));
    assert_eq!(effects(&one.json(&["pack", "import", &file, "--plan"]).done()), ["unchanged"], "its own file says it already");
    two.json(&["pack", "undo"]).done();
    assert_eq!(of_year(&two), json!(100.0), "taken back");
}

#[test]
fn packs_travel_through_the_shared_folder_and_a_colleague_takes_them_from_there() {
    let (folder, one, two) = (tempfile::tempdir().expect("a folder"), Desk::new(), Desk::new());
    for desk in [&one, &two] {
        desk.json(&["share", "link", &folder.path().to_string_lossy()]).done();
    }
    write(&one, "verger", None, "Dix pommiers.");
    one.json(&["pack", "share"]).done();
    one.json(&["pack", "share"]).done();
    let files = || std::fs::read_dir(folder.path().join("paquets")).expect("packs have a folder").count();
    assert_eq!(files(), 1, "the same words are sent once");
    let told = two.json(&["pack", "offers"]).done();
    assert_eq!(told["offers"].as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(one.json(&["pack", "offers"]).done()["offers"], json!([]), "nobody is offered their own");
    let name = told["offers"][0]["name"].as_str().expect("a name");
    let file = folder.path().join("paquets").join(name).to_string_lossy().into_owned();
    take(&two, &file);
    assert_eq!(two.json(&["pack", "offers"]).done()["offers"], json!([]), "nothing left to take");
    write(&one, "verger", Some("1.0.0"), "Onze pommiers.");
    one.json(&["pack", "share"]).done();
    let told = two.json(&["pack", "offers"]).done();
    assert_eq!((files(), &told["offers"][0]["pack"]["serial"]), (2, &json!(2)), "the later one is proposed, the earlier one stands: {told}");
    assert_eq!(two.json(&["share", "sync"]).done()["set_aside"], json!([]), "summaries do not see packs");
}

//! Commands that need no base: assess, checklist, search, clause, catalogue.

use serde_json::{Value, json};

use crate::support::{Desk, with, works};

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|items| items.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn assess_says_every_obligation_once_with_its_reasons() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works());
    let assessment = desk.json(&["assess", &tender.to_string_lossy()]).done();
    assert_eq!(assessment["on"], "2026-09-15", "the day of the consultation");
    assert_eq!(assessment["thresholds"], json!({ "eu": 5404000, "dispense": 100000, "publicity": 90000 }));
    let mut seen = Vec::new();
    for line in items(&assessment["lines"]) {
        let id = line["obligation"].as_str().unwrap_or_default();
        assert!(!seen.contains(&id), "{id} appears twice");
        seen.push(id);
        for key in ["title", "level", "outcome", "confidence", "because", "satisfied"] {
            assert!(line[key].is_string(), "{id}: {key}");
        }
        for key in ["grounds", "sources", "exceptions", "satisfied_by", "ask"] {
            assert!(line[key].is_array(), "{id}: {key}");
        }
        assert!(line["values"].is_object(), "{id}: values");
    }
    for id in ["exec-social", "exec-env", "critere-env", "spec-dd", "allotissement", "decp"] {
        assert!(seen.contains(&id), "{id} is in the catalogue");
    }
}

#[test]
fn a_clause_kept_covers_what_it_serves() {
    let desk = Desk::new();
    let clauses = desk.json(&["clause", "list"]).done();
    let serving =
        items(&clauses["clauses"]).iter().find(|clause| clause["kind"] == "performance_condition" && texts(&clause["serves"]).contains(&"exec-env"));
    let clause = serving.expect("a clause serves exec-env")["clause"].clone();
    let covered = |tender: &Value| {
        let file = desk.tender("marche.json", tender);
        let assessment = desk.json(&["assess", &file.to_string_lossy()]).done();
        let line = items(&assessment["lines"]).iter().find(|line| line["obligation"] == "exec-env").cloned().unwrap_or_default();
        assert_eq!(line["outcome"], "applies", "{line}");
        (line["satisfied"].clone(), line["satisfied_by"].clone())
    };
    assert_eq!(covered(&works()).0, "no");
    let (satisfied, by) = covered(&with(works(), json!({ "selections": [{ "clause": clause }] })));
    assert_eq!(satisfied, "yes");
    assert!(texts(&by).contains(&clause.as_str().unwrap_or_default()), "{by}");
}

#[test]
fn checklist_gives_each_theme_its_questions_and_suggestions() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works());
    let checklist = desk.json(&["checklist", &tender.to_string_lossy()]).done();
    let themes = items(&checklist["themes"]);
    let names: Vec<&str> = themes.iter().filter_map(|theme| theme["theme"].as_str()).collect();
    assert_eq!(names, ["environment", "anti-discrimination", "insertion", "air-quality", "biodiversity", "sme-innovation"]);
    for theme in themes {
        assert!(theme["questions"].is_array());
        for (suggestion, rank) in items(&theme["suggestions"]).iter().zip(1..) {
            assert_eq!(suggestion["rank"], rank, "{suggestion}");
            assert!(suggestion["mandatory"].is_boolean() && suggestion["serves"].is_array(), "{suggestion}");
            for key in ["clause", "version", "level", "because"] {
                assert!(suggestion[key].is_string(), "{key}: {suggestion}");
            }
        }
    }
    let needed = themes.iter().flat_map(|theme| items(&theme["suggestions"])).filter(|one| one["mandatory"] == true).count();
    assert!(needed > 0, "works above the threshold leave duties to cover");
}

#[test]
fn search_finds_a_clause_whatever_its_accents_and_filters_by_theme() {
    let desk = Desk::new();
    let found = desk.json(&["search", "insertion professionnelle"]).done();
    let hit = found["hits"].get(0).cloned().unwrap_or_default();
    assert!(found["total"].as_u64().is_some_and(|total| total > 0), "{found}");
    for key in ["clause", "version", "title", "theme", "excerpt"] {
        assert!(hit[key].is_string(), "{key}: {hit}");
    }
    assert!(hit["score"].is_number());
    let accents = desk.json(&["search", "égalité"]).done();
    assert_eq!(accents["total"], desk.json(&["search", "EGALITE"]).done()["total"]);
    let filtered = desk.json(&["search", "", "--theme", "insertion", "--limit", "2"]).done();
    assert_eq!(items(&filtered["hits"]).len(), 2);
    assert!(items(&filtered["hits"]).iter().all(|hit| hit["theme"] == "insertion"));
    desk.json(&["search", "x", "--theme", "social"]).refused("mot-inconnu");
}

#[test]
fn the_clauses_are_listed_and_shown() {
    let desk = Desk::new();
    let list = desk.json(&["clause", "list"]).done();
    let rows = items(&list["clauses"]);
    assert!(rows.len() >= 40, "{} clauses", rows.len());
    for row in rows {
        for key in ["clause", "version", "title", "theme", "kind", "document", "proof", "control", "penalty"] {
            assert!(row[key].is_string(), "{key}: {row}");
        }
        for key in ["levels", "families", "serves"] {
            assert!(row[key].is_array(), "{key}: {row}");
        }
    }
    let (id, version) = (rows[0]["clause"].as_str().unwrap_or_default(), rows[0]["version"].as_str().unwrap_or_default());
    let record = desk.json(&["clause", "show", id]).done();
    assert_eq!(record["clause"], id);
    assert!(!items(&record["levels"]).is_empty());
    assert_eq!(desk.json(&["clause", "show", id, "--version", version]).done(), record);
    desk.json(&["clause", "show", "nulle-part"]).refused("clause-inconnue");
    desk.json(&["clause", "show", id, "--version", "99.0.0"]).refused("clause-version");
}

/// Of several clauses that cover a duty, one is enough: the others stop being due, and say why.
#[test]
fn once_a_duty_is_covered_the_other_clauses_are_a_choice() {
    let desk = Desk::new();
    let suggestions = |selections: Value| {
        let file = desk.tender("marche.json", &with(works(), json!({ "selections": selections })));
        let list = desk.json(&["checklist", &file.to_string_lossy()]).done();
        items(&list["themes"]).iter().flat_map(|theme| items(&theme["suggestions"]).to_vec()).collect::<Vec<Value>>()
    };
    let serve_only = |one: &Value| texts(&one["serves"]) == ["exec-env", "conc-exec-env"];
    let before = suggestions(json!([]));
    let due: Vec<&Value> = before.iter().filter(|one| serve_only(one)).collect();
    assert!(due.len() > 3 && due.iter().all(|one| one["mandatory"] == true), "{due:?}");
    let kept = due[0]["clause"].clone();
    let after = suggestions(json!([{ "clause": kept }]));
    let mut others = 0;
    for one in after.iter().filter(|one| serve_only(one)) {
        let because = one["because"].as_str().unwrap_or_default();
        assert_eq!(one["mandatory"] == true, one["clause"] == kept, "{one}");
        assert!(one["clause"] == kept || because.contains("est déjà couverte par"), "{because}");
        others += usize::from(one["clause"] != kept);
    }
    assert!(others > 0, "some of the others are still proposed");
}

/// The window and the command line say alike what is too much for the amount.
#[test]
fn a_checklist_says_what_weighs_too_much() {
    let desk = Desk::new();
    let proportion = |selections: Value| {
        let small = json!({ "nature": "supplies", "estimated_value_eur": 8000, "cpv": ["30197630"], "lots": [], "selections": selections });
        desk.json(&["checklist", &desk.tender("marche.json", &with(works(), small)).to_string_lossy()]).done()["proportion"].clone()
    };
    assert_eq!(proportion(json!([])), json!([]));
    let four = json!([{ "clause": "env-19" }, { "clause": "env-17" }, { "clause": "env-18" }, { "clause": "bio-17" }]);
    assert!(!texts(&proportion(four)).is_empty(), "four clauses for 8 000 €");
}

#[test]
fn a_clause_is_printed_level_by_level_or_at_the_one_asked() {
    let desk = Desk::new();
    let text = desk.run(&["clause", "show", "air-01"]).out;
    let places: Vec<Option<usize>> = ["— De base", "— Renforcé", "— Exemplaire"].iter().map(|name| text.find(name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
    assert_eq!(text.matches("Ce qui change").count(), 2, "each higher level says what sets it apart: {text}");
    let one = desk.run(&["clause", "show", "air-01", "--level", "advanced"]).out;
    assert!(one.contains("— Renforcé") && !one.contains("— De base") && !one.contains("— Exemplaire"), "{one}");
    let record = desk.json(&["clause", "show", "air-01", "--level", "advanced"]).done();
    assert_eq!(items(&record["levels"]).iter().map(|level| level["level"].clone()).collect::<Vec<_>>(), ["advanced"]);
    desk.json(&["clause", "show", "air-01", "--level", "haut"]).refused("mot-inconnu");
    let rows = desk.json(&["clause", "list"]).done();
    let lowest = items(&rows["clauses"]).iter().find(|row| texts(&row["levels"]) == ["basic"]).expect("a clause has one level")["clause"].clone();
    desk.json(&["clause", "show", lowest.as_str().unwrap_or_default(), "--level", "exemplary"]).refused("clause-niveau");
}

#[test]
fn the_catalogue_carried_has_no_fault_and_one_on_disk_says_all_of_its_own() {
    let desk = Desk::new();
    assert_eq!(desk.json(&["catalogue", "check"]).done(), json!({ "diagnostics": [] }));
    std::fs::create_dir_all(desk.path("catalogue/clauses")).expect("a folder");
    desk.write("catalogue/edition.toml", "edition = ");
    let answer = desk.json(&["catalogue", "check", "catalogue"]);
    assert_eq!(answer.code, Some(1));
    let lines = answer.document()["diagnostics"].clone();
    let lines = texts(&lines);
    assert!(lines.len() > 1, "all the faults at once: {lines:?}");
    assert!(lines.iter().all(|line| line.splitn(4, ':').count() == 4), "file:line:column: sentence: {lines:?}");
    let refused = desk.json(&["clause", "list", "--catalogue", "catalogue"]).refused("catalogue-fautif");
    assert_eq!(items(&refused["diagnostics"]).len(), lines.len());
}

#[test]
fn nothing_of_this_opens_a_base() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works());
    let tender = tender.to_string_lossy().into_owned();
    for arguments in [&["assess", &tender][..], &["checklist", &tender], &["search", "eau"], &["clause", "list"], &["schema", "tender"]] {
        desk.json(arguments).done();
    }
    assert!(!desk.path("donnees").exists(), "no base was made");
}

#[test]
fn what_the_library_covers_is_said_and_written_once() {
    let desk = Desk::new();
    let page = desk.path("couverture.md");
    let written = page.to_string_lossy().into_owned();
    let said = desk.json(&["catalogue", "coverage", "--out", &written]).done();
    assert!(said["clauses"].as_u64().is_some_and(|clauses| clauses >= 160), "{said}");
    assert!(items(&said["holes"]).iter().all(|hole| hole.as_str().is_some_and(|hole| hole.ends_with('.'))), "a hole is a sentence");
    assert!(std::fs::read_to_string(&page).expect("the page is written").starts_with("# Ce que couvre la bibliothèque"));
    desk.json(&["catalogue", "coverage", "--out", &written]).refused("fichier-existe");
    desk.json(&["catalogue", "coverage", "--out", &written, "--force"]).done();
}

//! A few commands end to end: arguments as the interface sends them, answers as it reads them.

use clausier_window_tests::Bench;
use serde_json::{Value, json};

fn ok(answer: Result<Value, Value>) -> Value {
    answer.unwrap_or_else(|refusal| panic!("refused: {refusal}"))
}

#[test]
fn the_first_start_shows_an_empty_list_and_no_problem() {
    let start = ok(Bench::new().ask("start", json!({})));
    assert_eq!(start["tenders"], json!([]));
    assert_eq!(start["store_problem"], Value::Null);
    assert_eq!(start["sharing"]["linked"], json!(false));
    assert_eq!(start["settings"]["zoom"], json!(100));
    assert!(start["version"].as_str().is_some_and(|version| !version.is_empty()));
}

#[test]
fn a_tender_is_created_edited_and_undone() {
    let bench = Bench::new();
    let created = ok(bench.ask("create_tender", json!({ "small": false })));
    let (id, rev) = (created["id"].clone(), created["rev"].clone());
    let edit = json!({ "id": id, "rev": rev, "operation": "title", "patch": { "title": "Crèche des Tilleuls" } });
    let edited = ok(bench.ask("edit_tender", edit));
    assert_eq!(edited["tender"]["title"], json!("Crèche des Tilleuls"));
    assert_eq!(edited["can_undo"], json!(true));
    let undone = ok(bench.ask("undo_tender", json!({ "id": id, "rev": edited["rev"] })));
    assert_eq!(undone["tender"]["title"], Value::Null);
    let rows = ok(bench.ask("list_tenders", json!({})));
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_in_french() {
    let bench = Bench::new();
    let created = ok(bench.ask("create_tender", json!({ "small": false })));
    let edit = json!({ "id": created["id"], "rev": created["rev"], "operation": "cpv", "patch": { "cpv": "45214200" } });
    let refusal = bench.ask("edit_tender", edit).expect_err("a CPV list is a list");
    assert_eq!(refusal["code"], json!("modification-refusee"));
    let message = refusal["message"].as_str().expect("a refusal has a sentence");
    assert!(message.starts_with("Cette modification ne peut pas être enregistrée"), "{message}");
    assert!(message.contains("cpv"), "the sentence names the field: {message}");
    assert!(refusal["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "it says what to do");
}

#[test]
fn an_edit_on_an_old_revision_overwrites_nothing() {
    let bench = Bench::new();
    let created = ok(bench.ask("create_tender", json!({ "small": false })));
    let edit = |title: &str| json!({ "id": created["id"], "rev": created["rev"], "operation": "title", "patch": { "title": title } });
    ok(bench.ask("edit_tender", edit("Premier")));
    let refusal = bench.ask("edit_tender", edit("Second")).expect_err("the revision is no longer the last");
    assert_eq!(refusal["code"], json!("marche-change-ailleurs"));
    let opened = ok(bench.ask("open_tender", json!({ "id": created["id"] })));
    assert_eq!(opened["tender"]["title"], json!("Premier"));
}

#[test]
fn an_amount_is_read_as_people_type_it() {
    let bench = Bench::new();
    let read = ok(bench.ask("read_amount", json!({ "text": "1,2 M€" })));
    assert_eq!(read["euros"].as_f64(), Some(1_200_000.0));
    let refusal = bench.ask("read_amount", json!({ "text": "beaucoup" })).expect_err("this is no amount");
    assert_eq!(refusal["code"], json!("montant-illisible"));
}

#[test]
fn a_dialog_that_nobody_answers_is_a_cancelled_one() {
    let bench = Bench::new();
    assert_eq!(ok(bench.ask("choose_document", json!({}))), Value::Null);
    assert_eq!(ok(bench.ask("import_tender", json!({}))), Value::Null);
}

#[test]
fn a_handle_that_was_never_given_opens_no_file() {
    let refusal = Bench::new().ask("open_written", json!({ "file": "/etc/passwd" })).expect_err("a path is no handle");
    assert_eq!(refusal["kind"], json!("file"));
    assert!(!refusal.to_string().contains("/etc"), "the refusal repeats no path: {refusal}");
}

#[test]
fn an_address_that_the_catalogue_does_not_cite_is_never_opened() {
    let bench = Bench::new();
    for address in ["https://exemple.fr/", "file:///etc/passwd", "javascript:alert(1)", ""] {
        let refusal = bench.ask("open_source", json!({ "address": address })).expect_err("it is not cited");
        assert_eq!(refusal["code"], json!("lien-inconnu"), "{address}");
    }
    let cited = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046850496";
    let refusal = bench.ask("open_source", json!({ "address": cited })).expect_err("there is no browser on the mock runtime");
    assert_eq!(refusal["code"], json!("navigateur-absent"), "a cited address reaches the system, and the system alone may lack a browser");
}

#[test]
fn a_sample_opens_with_its_obligations_and_its_clauses() {
    let bench = Bench::new();
    let sample = ok(bench.ask("open_sample", json!({ "sample": "groupe-scolaire" })));
    let lines = sample["assessment"]["lines"].as_array().expect("the assessment has lines");
    assert!(lines.iter().any(|line| line["outcome"] == json!("applies")), "the law asks something of a school");
    assert!(sample["tender"]["selections"].as_array().is_some_and(|kept| !kept.is_empty()));
    let again = ok(bench.ask("open_sample", json!({ "sample": "groupe-scolaire" })));
    assert_eq!(again["id"], sample["id"], "opening it again makes no second one");
}

#[test]
fn the_library_is_searched_without_any_tender() {
    let bench = Bench::new();
    let text = ok(bench.ask("search_clauses", json!({ "text": "déchets", "theme": null })));
    assert!(text["total"].as_u64().is_some_and(|total| total > 0));
    assert!(bench.data_dir().exists());
}

#[test]
fn the_library_is_browsed_with_facets_read_and_compared() {
    let bench = Bench::new();
    let question = |theme: Option<&str>| json!({ "question": { "text": "déchets", "theme": theme, "family": null, "document": null, "level": null, "kind": null, "effort": null } });
    let page = ok(bench.ask("library_browse", question(None)));
    let facet = page["facets"].as_array().and_then(|facets| facets.iter().find(|facet| facet["name"] == "theme")).expect("a facet of themes");
    for value in facet["values"].as_array().expect("its values") {
        let narrowed = ok(bench.ask("library_browse", question(value["value"].as_str())));
        assert_eq!(narrowed["hits"].as_array().map(Vec::len), value["count"].as_u64().and_then(|count| count.try_into().ok()), "{value}");
    }
    let clause = ok(bench.ask("library_clause", json!({ "clause": "env-08", "version": null })));
    assert_eq!(clause["used_in"], json!([]), "no tender yet");
    let sides = json!({ "clause": "env-08", "left": { "version": null, "level": "basic" }, "right": { "version": null, "level": "advanced" } });
    let compared = ok(bench.ask("library_compare", sides));
    assert_eq!(compared["parts"][0]["same"], json!(false), "the rate differs");
    ok(bench.ask("open_sample", json!({ "sample": "groupe-scolaire" })));
    let used = ok(bench.ask("library_clause", json!({ "clause": "env-08", "version": null })));
    assert!(used["used_in"].as_array().is_some(), "{used}");
}

#[test]
fn the_end_of_a_session_makes_a_backup_that_can_be_restored() {
    let bench = Bench::new();
    ok(bench.ask("create_tender", json!({ "small": false })));
    assert_eq!(ok(bench.ask("list_backups", json!({}))), json!([]));
    bench.end();
    let backups = ok(bench.ask("list_backups", json!({})));
    let backup = backups[0]["name"].clone();
    assert_eq!(backups[0]["tenders"], json!(1));
    ok(bench.ask("create_tender", json!({ "small": false })));
    let restored = ok(bench.ask("restore_backup", json!({ "backup": backup })));
    assert_eq!(restored["tenders"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_base_in_good_health_is_not_repaired() {
    let refusal = Bench::new().ask("repair_base", json!({})).expect_err("there is nothing to repair");
    assert_eq!(refusal["code"], json!("base-saine"));
}

#[test]
fn the_size_of_the_display_is_kept() {
    let bench = Bench::new();
    let mut settings = ok(bench.ask("start", json!({})))["settings"].clone();
    settings["zoom"] = json!(150);
    assert_eq!(ok(bench.ask("save_settings", json!({ "settings": settings })))["zoom"], json!(150));
    assert_eq!(ok(bench.ask("start", json!({})))["settings"]["zoom"], json!(150));
}

#[test]
fn only_a_sample_proposes_its_documents() {
    let bench = Bench::new();
    let sample = ok(bench.ask("open_sample", json!({ "sample": "groupe-scolaire" })));
    let document = ok(bench.ask("sample_document", json!({ "id": sample["id"], "document": "ccap" })));
    assert_eq!(document["name"], json!("CCAP.docx"));
    let own = ok(bench.ask("create_tender", json!({ "small": false })));
    assert_eq!(ok(bench.ask("sample_document", json!({ "id": own["id"], "document": "ccap" }))), Value::Null);
}

#[test]
fn each_fact_that_the_law_may_ask_for_has_a_question_in_the_form() {
    let bench = Bench::new();
    let view = ok(bench.ask("create_tender", json!({ "small": false })));
    let facts = view["facts"]["facts"].as_array().expect("the form lists the facts");
    let fields: Vec<&Value> = facts.iter().map(|fact| &fact["field"]).collect();
    for line in view["assessment"]["lines"].as_array().expect("the assessment has lines") {
        for asked in line["ask"].as_array().expect("a line lists what it asks") {
            assert!(fields.contains(&asked), "{}: nobody asks for {asked}", line["obligation"]);
        }
    }
}

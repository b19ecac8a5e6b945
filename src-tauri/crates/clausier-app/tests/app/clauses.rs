//! Clauses kept, set aside and shown; search.

use clausier_app::{clauses, edit, library, search, view};
use clausier_core::tender::Level;
use serde_json::json;

use crate::support::{Desk, at, code, now};

#[test]
fn a_clause_is_kept_set_aside_with_a_reason_and_released() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "nature": "works", "cpv": ["45214200"] }));
    let clause = view.checklist.themes.iter().flat_map(|theme| &theme.suggestions).next().expect("a suggestion").clause.clone();
    let kept = edit::keep_clause(&desk.app, view.id, view.rev, &clause, None, &at(10)).expect("kept");
    assert_eq!(kept.tender.selections.len(), 1);
    assert_eq!(code(edit::set_aside_clause(&desk.app, view.id, kept.rev, &clause, "  ", &at(20))), "motif-vide");
    let aside = edit::set_aside_clause(&desk.app, view.id, kept.rev, &clause, " sans objet ", &at(30)).expect("set aside");
    assert!(aside.tender.selections.is_empty());
    assert_eq!(aside.tender.set_aside[0].reason, "sans objet");
    let released = edit::release_clause(&desk.app, view.id, aside.rev, &clause, &at(40)).expect("released");
    assert!(released.tender.set_aside.is_empty());
    assert_eq!(code(edit::keep_clause(&desk.app, view.id, released.rev, "nulle-part", None, &at(50))), "clause-inconnue");
}

#[test]
fn an_obligation_is_covered_as_soon_as_a_clause_is_kept() {
    let desk = Desk::new();
    let view = desk
        .tender(&json!({ "nature": "works", "estimated_value_eur": 6000000, "consultation_on": "2026-09-15", "cpv": ["45214200"], "defence": false,
        "buyer": { "kind": "local_authority", "acts_as": "contracting_authority" } }));
    let line = |view: &clausier_app::wire::TenderView| view.assessment.line("exec-env").expect("the obligation is there").clone();
    assert!(line(&view).is_open(), "{:?}", line(&view));
    let serving = |clause: &&clausier_core::clauses::Clause| clause.kind.binds() && clause.serves.iter().any(|id| id == "exec-env");
    let clause = desk.app.engine.catalogue.library.list().find(serving).expect("a clause serves it").id.clone();
    let kept = edit::keep_clause(&desk.app, view.id, view.rev, &clause, None, &at(10)).expect("kept");
    assert!(!line(&kept).is_open(), "{:?}", line(&kept));
}

#[test]
fn a_level_that_a_clause_has_not_is_refused() {
    let desk = Desk::new();
    let lacking = |clause: &&clausier_core::clauses::Clause| !clause.versions.in_force_on(now().today).levels.contains_key(&Level::Exemplary);
    let Some(clause) = desk.app.engine.catalogue.library.list().find(lacking).map(|clause| clause.id.clone()) else {
        println!("skipped: every clause has every level");
        return;
    };
    let view = desk.tender(&json!({ "title": "Un" }));
    assert_eq!(code(edit::keep_clause(&desk.app, view.id, view.rev, &clause, Some(Level::Exemplary), &at(10))), "clause-niveau");
}

#[test]
fn a_clause_is_shown_with_its_fields_and_as_text_to_paste() {
    let desk = Desk::new();
    let id = clauses::list(&desk.app.engine, now().today).first().expect("a clause").clause.clone();
    let alone = clauses::view(&desk.app, None, &id, None, &now()).expect("shown");
    assert!(!alone.kept && alone.text.contains(&alone.record.title) && !alone.rendered.screen.is_empty());
    let view = desk.tender(&json!({ "title": "Un" }));
    edit::keep_clause(&desk.app, view.id, view.rev, &id, None, &at(10)).expect("kept");
    assert!(clauses::view(&desk.app, Some(view.id), &id, None, &now()).expect("shown").kept);
    assert_eq!(code(clauses::view(&desk.app, None, "nulle-part", None, &now())), "clause-inconnue");
}

#[test]
fn search_needs_no_base_and_says_which_word_is_not_known() {
    let desk = Desk::new();
    let question =
        |text: &str, theme: Option<&str>| search::Question { text: text.to_owned(), theme: theme.map(str::to_owned), ..Default::default() };
    let found = search::search(&desk.app.engine, &question("insertion", None)).expect("a search");
    assert!(found.total > 0 && found.hits.len() <= 20);
    assert_eq!(code(search::search(&desk.app.engine, &question("x", Some("social")))), "mot-inconnu");
}

/// Each level is pasted as it is read; two versions are compared on the levels that each one has.
#[test]
fn a_clause_of_the_library_gives_the_text_of_every_level() {
    let desk = Desk::new();
    let several = |clause: &&clausier_core::clauses::Clause| clause.versions.in_force_on(now().today).levels.len() == 3;
    let id = desk.app.engine.catalogue.library.list().find(several).expect("a clause has three levels").id.clone();
    let shown = library::show(&desk.app, &id, None, &now()).expect("shown");
    let texts: Vec<&str> = shown.levels.iter().map(|one| one.text.as_str()).collect();
    assert!(texts.iter().all(|text| text.contains(&shown.record.title)), "{texts:?}");
    assert!(texts.windows(2).all(|pair| pair[0] != pair[1]), "a higher level has its own words");
    let head = shown.record.versions.first().expect("a version");
    assert_eq!(head.levels, [Level::Basic, Level::Advanced, Level::Exemplary]);
}

/// The screen where clauses are kept is the one that says that they are too many.
#[test]
fn too_many_clauses_for_a_small_amount_are_said_with_the_clauses() {
    let desk = Desk::new();
    let tender = desk.tender(&json!({ "nature": "supplies", "estimated_value_eur": 8000, "cpv": ["30197630"] }));
    assert_eq!(tender.proportion, Vec::<String>::new());
    let mut kept = tender;
    for (clause, turn) in [("env-19", 10), ("env-17", 20), ("env-18", 30), ("bio-17", 40)] {
        kept = edit::keep_clause(&desk.app, kept.id, kept.rev, clause, None, &at(turn)).expect("kept");
    }
    assert!(!kept.proportion.is_empty(), "four clauses for 8 000 €");
    let said = view::checklist_sentences(&kept.checklist).join("\n");
    assert!(said.contains("env-19   Papier recyclé et impression sobre (retenue)"), "{said}");
}

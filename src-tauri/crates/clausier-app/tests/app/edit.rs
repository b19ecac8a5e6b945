//! Create, edit, undo, redo, reopen, backups.

use clausier_app::{backups, edit, settings, start, tenders};
use clausier_core::tender::Scalar;
use serde_json::json;

use crate::support::{Desk, at, code, now};

#[test]
fn what_is_typed_is_there_after_a_restart() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "École", "estimated_value_eur": 150000 }));
    let desk = desk.reopen();
    let again = desk.get(view.id);
    assert_eq!(again.tender.title.as_deref(), Some("École"));
    assert_eq!(again.facts.estimate.as_deref().map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")), Some("150 000 € HT".to_owned()));
}

#[test]
fn an_edit_on_an_older_revision_is_refused_and_changes_nothing() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Un" }));
    edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "Deux" }), &at(10)).expect("a current edit");
    let late = edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "Trois" }), &at(20));
    assert_eq!(code(late), "marche-change-ailleurs");
    assert_eq!(desk.get(view.id).tender.title.as_deref(), Some("Deux"));
}

#[test]
fn undo_and_redo_walk_through_the_edits_across_a_restart() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Un" }));
    let view = edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "Deux" }), &at(10)).expect("an edit");
    let desk = desk.reopen();
    let view = edit::undo(&desk.app, view.id, view.rev, &at(20)).expect("undone");
    assert_eq!((view.tender.title.as_deref(), view.can_redo), (Some("Un"), true));
    let view = edit::redo(&desk.app, view.id, view.rev, &at(30)).expect("redone");
    assert_eq!((view.tender.title.as_deref(), view.can_redo), (Some("Deux"), false));
    assert_eq!(code(edit::redo(&desk.app, view.id, view.rev, &at(40))), "rien-a-retablir");
    let fresh = tenders::create(&desk.app, false, &at(50)).expect("a tender");
    assert_eq!(code(edit::undo(&desk.app, fresh.id, fresh.rev, &at(60))), "rien-a-annuler");
}

#[test]
fn a_patch_that_breaks_the_file_is_refused_whole() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Un" }));
    let cases = [
        (json!({ "nature": "travaux" }), "modification-refusee"),
        (json!({ "prix": 3 }), "modification-refusee"),
        (json!({ "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" }), "modification-refusee"),
        (json!({ "title": "Deux", "cpv": ["45"] }), "marche-incoherent"),
    ];
    for (patch, refusal) in cases {
        assert_eq!(code(edit::patch(&desk.app, view.id, view.rev, "test", &patch, &now())), refusal, "{patch}");
    }
    assert_eq!(desk.get(view.id).tender.title.as_deref(), Some("Un"));
}

#[test]
fn an_empty_field_is_not_known_and_not_a_default() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "defence": true, "buyer": { "name": "A", "siret": "1" } }));
    let view = edit::patch(&desk.app, view.id, view.rev, "test", &json!({ "defence": null, "buyer": { "siret": null } }), &at(10)).expect("emptied");
    assert_eq!(view.tender.defence, None);
    let buyer = view.tender.buyer.expect("the rest of the buyer stays");
    assert_eq!((buyer.name.as_deref(), buyer.siret), (Some("A"), None));
}

#[test]
fn a_new_tender_takes_the_buyer_of_the_settings() {
    let desk = Desk::new();
    let buyer = serde_json::from_value(json!({ "name": "Ville", "kind": "local_authority" })).expect("a buyer");
    let wanted = clausier_app::wire::Settings { buyer: Some(buyer), department: Some("Parcs".to_owned()), ..Default::default() };
    settings::save(&desk.app, wanted.clone(), &now()).expect("kept");
    let desk = desk.reopen();
    assert_eq!(settings::load(&desk.app), wanted);
    let view = tenders::create(&desk.app, false, &now()).expect("a tender");
    assert_eq!(view.tender.department.as_deref(), Some("Parcs"));
    assert_eq!(view.tender.buyer.and_then(|buyer| buyer.name).as_deref(), Some("Ville"));
}

#[test]
fn a_removed_tender_can_be_brought_back() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Un" }));
    tenders::remove(&desk.app, view.id, &now()).expect("removed");
    assert!(tenders::list(&desk.app).expect("a list").is_empty());
    assert_eq!(code(tenders::open(&desk.app, view.id, &now())), "marche-inconnu");
    tenders::restore(&desk.app, view.id, &now()).expect("restored");
    assert_eq!(tenders::list(&desk.app).expect("a list").len(), 1);
    assert_eq!(code(tenders::restore(&desk.app, view.id, &now())), "marche-inconnu");
}

#[test]
fn weights_are_shared_out_and_evened() {
    let desk = Desk::new();
    let view = desk
        .tender(&json!({ "criteria": [{ "label": "Prix", "kind": "price", "weight": 60 }, { "label": "Environnement", "kind": "environmental" }] }));
    assert_eq!(view.criteria.sentence.replace('\u{a0}', " "), "Total : 60 % — il manque 40 %");
    let view = edit::share_out_weights(&desk.app, view.id, view.rev, false, &at(10)).expect("shared out");
    assert_eq!(view.tender.criteria.iter().map(|one| one.weight).collect::<Vec<_>>(), [Some(60.0), Some(40.0)]);
    let view = edit::share_out_weights(&desk.app, view.id, view.rev, true, &at(20)).expect("evened");
    assert_eq!(view.tender.criteria.iter().map(|one| one.weight).collect::<Vec<_>>(), [Some(50.0), Some(50.0)]);
    assert_eq!(view.criteria.total, 100.0);
}

#[test]
fn doubts_are_said_and_never_refused() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "cpv": ["45214200", "12345678"], "buyer": { "siret": "20005480700018" } }));
    let fields: Vec<&str> = view.facts.doubts.iter().map(|doubt| doubt.field.as_str()).collect();
    assert!(fields.contains(&"cpv") && fields.contains(&"buyer.siret"), "{:?}", view.facts.doubts);
    assert!(view.facts.cpv.first().is_some_and(|code| code.label.is_some() && !code.path.is_empty()));
}

#[test]
fn parts_of_a_tender_that_do_not_agree_are_doubts_of_the_window_too() {
    let desk = Desk::new();
    let view = desk.tender(&json!({
        "nature": "services", "consultation_on": "2026-09-15", "notified_on": "2026-09-14", "lots": [{ "number": 1 }],
        "selections": [{ "clause": "maison-1", "version": "1.0.0", "title": "Proximité", "text": "Le titulaire est une entreprise locale.", "lots": [3] }],
        "exceptions": [{ "obligation": "exec-social", "exception": 3, "lots": [7], "reason": "essai" }]
    }));
    let said = |field: &str| view.facts.doubts.iter().filter(|doubt| doubt.field == field).map(|doubt| doubt.sentence.clone()).collect::<Vec<_>>();
    assert_eq!(said("notified_on"), ["La notification précède l’engagement de la consultation\u{a0}: l’une des deux dates est sans doute fausse."]);
    assert_eq!(said("selections[0].lots"), ["Une clause retenue cite le lot 3, qui n’est pas dans la liste des lots."]);
    assert_eq!(said("exceptions[0].lots"), ["Une exception invoquée cite le lot 7, qui n’est pas dans la liste des lots."]);
    assert!(said("selections").iter().any(|one| one.contains("entreprise locale")), "the checks are there too: {:?}", view.facts.doubts);
}

#[test]
fn the_amount_says_which_procedure() {
    let desk = Desk::new();
    let hint = |fields| desk.tender(&fields).facts.procedure_hint.unwrap_or_default();
    let works = |amount: i64| {
        json!({ "nature": "works", "estimated_value_eur": amount, "consultation_on": "2026-09-15", "defence": false,
            "buyer": { "kind": "local_authority", "acts_as": "contracting_authority" } })
    };
    assert!(hint(works(6_000_000)).contains("formalisée"));
    assert!(hint(works(200_000)).contains("avis publié"));
    assert!(hint(works(30_000)).contains("devis"));
    assert_eq!(desk.tender(&json!({ "nature": "works" })).facts.procedure_hint, None, "nothing is said without an amount");
}

#[test]
fn a_small_purchase_is_small_until_its_amount_says_otherwise() {
    let desk = Desk::new();
    let view = tenders::create(&desk.app, true, &now()).expect("a small purchase");
    assert!(view.small);
    let small =
        edit::patch(&desk.app, view.id, view.rev, "a", &json!({ "title": "Plants", "estimated_value_eur": 35000, "cpv": ["03450000"] }), &at(10))
            .expect("facts");
    assert!(small.small);
    assert_eq!(small.small_choice.len(), 3, "three clauses");
    assert!(small.tasks.iter().any(|task| task.screen == "letter"));
    let large = edit::patch(&desk.app, small.id, small.rev, "b", &json!({ "estimated_value_eur": 250_000 }), &at(20)).expect("a larger amount");
    assert!(!large.small, "above the threshold it is a tender like any other");
}

#[test]
fn a_backup_of_the_day_is_made_and_can_be_restored() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Avant" }));
    let desk = desk.reopen();
    let rows = backups::list(&desk.app).expect("a list");
    assert_eq!(rows.iter().map(|row| row.tenders).collect::<Vec<_>>(), [1]);
    edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "Après" }), &at(10)).expect("an edit");
    backups::restore(&desk.app, &rows[0].name, &at(20)).expect("restored");
    assert_eq!(desk.get(view.id).tender.title.as_deref(), Some("Avant"));
    assert_eq!(code(backups::restore(&desk.app, "autre.db", &now())), "sauvegarde-inutilisable");
}

#[test]
fn a_damaged_base_leaves_the_rest_at_work_and_is_restored_from_the_first_screen() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Un" }));
    let desk = desk.reopen();
    let Desk { folder, app } = desk;
    drop(app);
    std::fs::write(folder.path().join("donnees/clausier.db"), "abîmé").expect("the test damages the base");
    let app = clausier_app::App::open(&folder.path().join("donnees"), &now());
    let desk = Desk { folder, app };
    let screen = start::start(&desk.app, &now());
    assert_eq!(screen.store_problem.map(|problem| problem.code).as_deref(), Some("base-abimee"));
    assert_eq!(code(tenders::list(&desk.app)), "base-abimee");
    assert!(!clausier_app::cpv::search(&desk.app.engine, "école", 5).is_empty(), "what needs no base still works");
    let rows = backups::list(&desk.app).expect("backups are listed");
    backups::restore(&desk.app, &rows[0].name, &now()).expect("restored");
    assert_eq!(desk.get(view.id).tender.title.as_deref(), Some("Un"));
    assert_eq!(start::start(&desk.app, &now()).store_problem, None);
}

#[test]
fn a_parameter_is_filled_checked_and_emptied() {
    let desk = Desk::new();
    let (clause, parameter) = desk
        .app
        .engine
        .catalogue
        .library
        .list()
        .find_map(|clause| {
            let version = clause.versions.in_force_on(now().today);
            let used = clausier_core::clauses::used_parameters(version, version.lowest_level());
            let percentage = used.into_iter().find(|one| one.kind == clausier_core::clauses::ParameterKind::Percentage && one.max == Some(100.0))?;
            Some((clause.id.clone(), percentage.name.clone()))
        })
        .expect("a clause has a percentage");
    let view = desk.tender(&json!({ "title": "Un" }));
    let set = |rev, value: Option<Scalar>| edit::set_parameter(&desk.app, view.id, rev, &clause, &parameter, value, &at(30));
    assert_eq!(code(set(view.rev, Some(Scalar::Number(50.0)))), "clause-non-retenue");
    let kept = edit::keep_clause(&desk.app, view.id, view.rev, &clause, None, &at(10)).expect("kept");
    assert!(kept.tender.selections[0].version.is_some(), "the version is pinned");
    assert_eq!(code(set(kept.rev, Some(Scalar::Number(150.0)))), "parametre-invalide");
    let filled = set(kept.rev, Some(Scalar::Number(50.0))).expect("filled");
    assert_eq!(filled.tender.selections[0].parameters.get(&parameter), Some(&Scalar::Number(50.0)));
    let emptied = set(filled.rev, None).expect("emptied");
    assert!(emptied.tender.selections[0].parameters.is_empty());
    let wrong = edit::set_parameter(&desk.app, view.id, emptied.rev, &clause, "inconnu", Some(Scalar::Number(1.0)), &at(40));
    assert_eq!(code(wrong), "parametre-inconnu");
}

//! The organisation's own clauses: written, searched, kept in a tender, brought up to their parent.

use std::fs;
use std::path::Path;

use clausier_app::export::Pick;
use clausier_app::library::LibraryQuestion;
use clausier_app::own::{self, MergePick, OwnDraft};
use clausier_app::wire::TenderView;
use clausier_app::{App, Engine};
use clausier_core::clauses::{OwnLevel, Part};
use clausier_core::law::Coverage;
use clausier_core::tender::{Level, Scalar, Theme};
use serde_json::json;

use crate::support::{Desk, at, code, now};

fn draft(id: &str, requirement: &str) -> OwnDraft {
    let fields = json!({ "clause": id, "version": null, "content": {
        "title": "Vergers partagés", "theme": "biodiversity", "kind": "performance_condition", "document": "cctp",
        "levels": [{ "level": "basic", "requirement": requirement, "proof": "L'état des plantations." }] } });
    serde_json::from_value(fields).expect("a draft")
}

#[test]
fn a_clause_is_written_rewritten_and_every_wording_is_kept() {
    let desk = Desk::new();
    let first = own::save(&desk.app, draft("verger", "Dix pommiers."), &now()).expect("kept");
    assert_eq!((first.row.version.as_str(), first.versions.len()), ("1.0.0", 1));
    let mut next = draft("verger", "Vingt pommiers.");
    next.version = Some("1.0.0".to_owned());
    assert_eq!(own::save(&desk.app, next.clone(), &at(1)).expect("kept").versions, ["1.1.0", "1.0.0"]);
    assert_eq!(code(own::save(&desk.app, next, &at(2))), "clause-propre-changee", "the wording that was read is not the present one");
    assert_eq!(code(own::save(&desk.app, draft("verger", "x"), &at(3))), "clause-propre-refusee", "the name is taken");
    let desk = desk.reopen();
    own::remove(&desk.app, "verger", &at(4)).expect("taken away");
    assert_eq!(code(own::sheet(&desk.app, "verger", &at(5))), "clause-propre-inconnue");
    let removal = own::history(&desk.app).expect("history").remove(0).id;
    own::undo(&desk.app, removal, &at(6)).expect("back");
    assert_eq!(own::sheet(&desk.app, "verger", &at(7)).expect("it is there").versions, ["1.1.0", "1.0.0"]);
}

#[test]
fn what_may_not_be_kept_is_said_before_and_refused_after() {
    let desk = Desk::new();
    for (id, requirement) in [("é", "x"), ("env-01", "x"), ("vide", "  ")] {
        let draft = draft(id, requirement);
        assert!(own::preview(&desk.app, id, &draft.content).expect("shown").fault.is_some(), "{id}: said while it is typed");
        assert_eq!(code(own::save(&desk.app, draft, &now())), "clause-propre-refusee", "{id}");
    }
}

#[test]
fn own_clauses_are_found_as_those_of_the_library_are() {
    let desk = Desk::new();
    own::save(&desk.app, draft("verger", "Le titulaire plante des pommiers."), &now()).expect("kept");
    let found = |question: LibraryQuestion| own::browse(&desk.app, &question, &now()).expect("searched").len();
    let text = |text: &str| LibraryQuestion { text: text.to_owned(), ..LibraryQuestion::default() };
    assert_eq!((found(text("")), found(text("pommier")), found(text("bitume"))), (1, 1, 0));
    assert_eq!(found(LibraryQuestion { theme: Some("insertion".to_owned()), ..text("") }), 0);
    assert_eq!(found(LibraryQuestion { kind: Some("performance_condition".to_owned()), ..text("verger") }), 1);
}

#[test]
fn a_kept_own_clause_carries_its_words_character_for_character() {
    let desk = Desk::new();
    own::save(&desk.app, draft("verger", "L'arbre : \"vivant\"."), &now()).expect("kept");
    let view = desk.tender(&json!({ "title": "Parc" }));
    let kept = own::keep(&desk.app, view.id, view.rev, "verger", Some(Level::Exemplary), &at(10)).expect("kept in the tender");
    let selection = kept.tender.selections.first().expect("a selection");
    assert_eq!(selection.text.as_deref(), Some("L'arbre : \"vivant\".\n\n**Preuve.** L'état des plantations."));
    assert_eq!(
        (selection.title.as_deref(), selection.version.as_deref(), selection.level),
        (Some("Vergers partagés"), Some("1.0.0"), Some(Level::Basic))
    );
    let mut next = draft("verger", "Deux arbres.");
    next.version = Some("1.0.0".to_owned());
    own::save(&desk.app, next, &at(11)).expect("rewritten");
    assert_eq!(desk.get(view.id).tender.selections, kept.tender.selections, "a new wording changes no tender by itself");
    let again = own::keep(&desk.app, view.id, kept.rev, "verger", None, &at(12)).expect("kept anew");
    assert_eq!(again.tender.selections.len(), 1);
    assert_eq!(again.tender.selections[0].version.as_deref(), Some("1.1.0"));
    assert_eq!(own::sheet(&desk.app, "verger", &at(13)).expect("shown").used_in.len(), 1);
}

/// A clause with a blank, that serves a duty of this tender, for green spaces.
fn filled(serves: &str) -> OwnDraft {
    let fields = json!({ "clause": "verger", "version": null, "content": {
        "title": "Vergers partagés", "theme": "biodiversity", "kind": "performance_condition", "document": "cctp", "effort": 3,
        "families": ["green-spaces"], "cpv": ["7731"], "serves": [serves],
        "levels": [{ "level": "basic", "requirement": "Le titulaire plante {{taux}} d'arbres.", "proof": "Un plan.", "control": "Une visite.", "penalty": "{{somme}}." }],
        "parameters": [
            { "name": "taux", "label": "Part d'arbres", "kind": "percentage", "default": 30, "min": 10, "origin": "Délibération" },
            { "name": "somme", "label": "Pénalité", "kind": "amount", "origin": "À fixer" }] } });
    serde_json::from_value(fields).expect("a draft")
}

#[test]
fn an_own_clause_is_suggested_filled_counted_and_covers_a_duty() {
    let desk = Desk::new();
    own::save(&desk.app, filled("exec-env"), &now()).expect("kept");
    let view = desk.tender(&json!({ "title": "Parc", "nature": "services", "cpv": ["77310000"], "estimated_value_eur": 6_000_000,
        "procedure": "formal", "consultation_on": "2026-11-25", "defence": false, "global_contract": false, "contract_form": "ordinary", "buyer": { "kind": "local_authority", "acts_as": "contracting_authority" } }));
    let line = |view: &TenderView| view.assessment.lines.iter().find(|line| line.obligation == "exec-env").expect("the duty").satisfied;
    assert_eq!(line(&view), Coverage::No);
    let theme = |view: &TenderView| view.checklist.themes.iter().find(|one| one.theme == Theme::Biodiversity).expect("the theme").clone();
    let suggested = theme(&view).suggestions.into_iter().find(|one| one.clause == "verger").expect("it is suggested");
    assert!(suggested.own && suggested.mandatory && suggested.because.contains("obligation"), "{suggested:?}");
    assert_eq!(suggested.missing, 1, "the amount is to be filled in");

    let kept = clausier_app::edit::keep_clause(&desk.app, view.id, view.rev, "verger", None, &at(1)).expect("kept like ours");
    assert_eq!((line(&kept), theme(&kept).counters.kept, kept.tender.own_clauses.len()), (Coverage::Yes, 1, 1));
    let shown = clausier_app::clauses::view(&desk.app, Some(view.id), "verger", None, &at(2)).expect("shown");
    let fields: Vec<(&str, Option<&str>)> = shown.fields.iter().map(|field| (field.name.as_str(), field.written.as_deref())).collect();
    assert_eq!(fields, [("taux", Some("30\u{a0}%")), ("somme", None)]);
    let fill =
        |rev, name: &str, value: f64| clausier_app::edit::set_parameter(&desk.app, view.id, rev, "verger", name, Some(Scalar::Number(value)), &at(3));
    assert_eq!(code(fill(kept.rev, "taux", 5.0)), "parametre-invalide", "below its bound");
    let kept = fill(kept.rev, "somme", 300.0).expect("filled");
    let shown = clausier_app::clauses::view(&desk.app, Some(view.id), "verger", None, &at(4)).expect("shown");
    assert!(shown.text.contains("plante 30\u{a0}% d'arbres.") && shown.text.contains("300\u{a0}€"), "{}", shown.text);
    assert_eq!(theme(&kept).counters.to_complete, 0);

    // The same file, on a computer that knows nothing of the clause.
    let elsewhere = Engine::embedded();
    let assessed = elsewhere.assess(&kept.tender, now().today);
    assert_eq!(assessed.line("exec-env").map(|line| line.satisfied), Some(Coverage::Yes), "the file carries what covers");
    let released = clausier_app::edit::release_clause(&desk.app, view.id, kept.rev, "verger", &at(5)).expect("released");
    assert_eq!((released.tender.own_clauses.len(), line(&released)), (0, Coverage::No), "nothing is left of it");
}

#[test]
fn facets_count_own_clauses() {
    let desk = Desk::new();
    let count = |question: &LibraryQuestion, facet: &str, value: &str| {
        let page = clausier_app::library::browse(&desk.app.engine, question).expect("searched");
        let values = page.facets.into_iter().find(|one| one.name == facet).expect("the facet").values;
        values.into_iter().find(|one| one.value == value).map_or(0, |one| one.count)
    };
    let all = LibraryQuestion::default();
    let counts = || {
        [("theme", "biodiversity"), ("family", "green-spaces"), ("document", "cctp"), ("level", "basic"), ("effort", "3")]
            .map(|(facet, value)| count(&all, facet, value))
    };
    let before = counts();
    own::save(&desk.app, filled("exec-env"), &now()).expect("kept");
    assert_eq!(counts(), before.map(|count| count + 1), "each facet counts it once");
    let heavy = LibraryQuestion { effort: Some("3".to_owned()), ..all.clone() };
    assert_eq!(own::browse(&desk.app, &heavy, &now()).expect("searched").len(), 1, "and what it counts is listed");
    let typed = LibraryQuestion { text: "vergers partages".to_owned(), ..all.clone() };
    assert!(count(&typed, "theme", "biodiversity") > 0);
    own::remove(&desk.app, "verger", &at(1)).expect("taken away");
    assert_eq!(counts(), before);
    let removal = own::history(&desk.app).expect("history").remove(0).id;
    own::undo(&desk.app, removal, &at(2)).expect("back");
    assert_eq!(counts(), before.map(|count| count + 1), "undone, it counts again");
}

#[test]
fn a_clause_made_from_one_of_ours_takes_its_place_on_the_short_list() {
    let desk = Desk::new();
    let draft = own::start(&desk.app, Some("env-08"), &now()).expect("from ours");
    assert!(!draft.content.parameters.is_empty(), "its blanks come along");
    own::save(&desk.app, draft, &now()).expect("kept");
    let library = desk.app.engine.library();
    let families = &desk.app.engine.catalogue.families;
    let listing = families.list().iter().find(|family| family.priorities.iter().any(|one| one.clause == "env-08"));
    let Some(listing) = listing else { return eprintln!("env-08 is on no short list of this edition: nothing to compare") };
    let code = format!("{:0<8}", listing.cpv.first().expect("a family has a code"));
    let view = desk.tender(&json!({ "title": "Parc", "cpv": [code] }));
    let ranks: Vec<String> = view
        .checklist
        .themes
        .iter()
        .flat_map(|theme| &theme.suggestions)
        .map(|one| one.clause.clone())
        .filter(|id| id.starts_with("env-08"))
        .collect();
    assert_eq!(ranks, ["env-08-propre", "env-08"], "ours follows theirs");
    assert!(library.find("env-08-propre").is_some_and(clausier_core::clauses::Clause::is_own));
}

/// The catalogue, with one clause that another edition changes.
fn editions(folder: &Path) -> (Engine, Engine, String) {
    let (old, new) = (folder.join("ancien"), folder.join("nouveau"));
    for edition in [&old, &new] {
        clausier_catalogue::Files::write_embedded(edition).expect("the catalogue is written");
    }
    let file = new.join("clauses/biodiversity/bio-01.toml");
    let text = fs::read_to_string(&file).expect("a clause of the catalogue");
    let at = text.find("[[versions]]").expect("it has a version");
    let version = &text[at..];
    let (_, from) = version.split_once("a_compter_du = ").expect("a day");
    let from = from.lines().next().expect("a day").trim();
    let number = version.split_once("version = \"").and_then(|(_, rest)| rest.split_once('"')).expect("a number").0;
    let later = version
        .replacen(&format!("version = \"{number}\""), "version = \"9.0.0\"", 1)
        .replacen(&format!("a_compter_du = {from}"), "a_compter_du = 2026-11-20", 1)
        .replace("Le titulaire ", "Le titulaire, chaque année, ");
    fs::write(&file, format!("{text}\n{later}")).expect("another edition");
    let load = |folder: &Path| Engine::load(folder).unwrap_or_else(|faults| panic!("{faults:#?}"));
    (load(&old), load(&new), number.to_owned())
}

#[test]
fn a_parent_that_changes_is_proposed_and_never_taken_without_a_yes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (old, new, number) = editions(folder.path());
    let data = folder.path().join("donnees");
    let app = App::with_engine(old, &data, &now());
    let mut draft = own::start(&app, Some("bio-01"), &now()).expect("from ours");
    assert_eq!(draft.clause, "bio-01-propre");
    let mine = |level: &mut OwnLevel| level.penalty = "Vingt euros par arbre.".to_owned();
    draft.content.levels.iter_mut().for_each(mine);
    own::save(&app, draft, &now()).expect("kept");
    assert_eq!(own::proposal(&app, "bio-01-propre", &now()).expect("looked at"), None, "the parent says what it said");
    drop(app);

    let app = App::with_engine(new, &data, &now());
    let row = own::list(&app, &now()).expect("listed").rows.remove(0);
    let parent = row.parent.expect("the link to the parent is kept");
    assert_eq!((parent.version, parent.newer.as_deref()), (number, Some("9.0.0")));
    let proposal = own::proposal(&app, "bio-01-propre", &now()).expect("looked at").expect("something is proposed");
    assert!(proposal.parts.iter().any(|part| part.part != Some(Part::Penalty)), "what the catalogue changed is shown");
    let both: Vec<MergePick> = proposal
        .parts
        .iter()
        .flat_map(|part| part.passages.iter().enumerate().filter(|(_, passage)| passage.change == "conflict").map(move |(at, _)| (part, at)))
        .map(|(part, at)| MergePick { level: part.level, part: part.part, at: u32::try_from(at).expect("small"), pick: Pick::Mine })
        .collect();
    if !both.is_empty() {
        assert_eq!(code(own::merge(&app, "bio-01-propre", "1.0.0", &[], &now())), "clause-propre-refusee", "a conflict waits for a choice");
    }
    let merged = own::merge(&app, "bio-01-propre", "1.0.0", &both, &now()).expect("taken");
    let level = merged.content.levels.first().expect("a level");
    assert!(level.requirement.contains("chaque année"), "the words of the catalogue are taken: {}", level.requirement);
    assert_eq!(level.penalty, "Vingt euros par arbre.", "ours stay");
    assert_eq!(merged.content.parent.map(|parent| parent.version).as_deref(), Some("9.0.0"));
    assert_eq!(own::proposal(&app, "bio-01-propre", &now()).expect("looked at"), None, "nothing more to propose");
    let last = own::history(&app).expect("history").remove(0);
    own::undo(&app, last.id, &now()).expect("taken back");
    assert!(own::proposal(&app, "bio-01-propre", &now()).expect("looked at").is_some());
}

//! A new edition and the drafts that it touches.

use std::sync::Arc;

use clausier_app::edition_effect::{Lines, between, head_sentence, of, on_drafts};
use clausier_app::{Engine, Tender};
use clausier_catalogue::Catalogue;
use clausier_core::law::{Assessment, Coverage, Outcome};
use serde_json::json;

use crate::support::{Desk, now};

fn tender() -> Tender {
    serde_json::from_value(json!({
        "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "title": "École",
        "nature": "works", "estimated_value_eur": 6_000_000, "defence": false, "consultation_on": "2026-09-15"
    }))
    .expect("the tender follows the contract")
}

fn of_both(assessment: &Assessment) -> Lines<'_> {
    (&assessment.lines, &assessment.checks)
}

/// Each way in which a line may differ, made by hand: no second edition is needed to compare.
#[test]
fn lines_are_compared_by_outcome_then_by_coverage() {
    let old = Engine::embedded().assess(&tender(), now().today);
    let at = old.lines.iter().position(|line| line.obligation == "exec-social").expect("the catalogue has it");
    assert_eq!((old.lines[at].outcome, old.lines[at].satisfied), (Outcome::Applies, Coverage::No));
    assert_eq!(between(of_both(&old), of_both(&old)), [], "the same edition changes nothing");
    let with = |change: &dyn Fn(&mut Assessment)| {
        let mut new = old.clone();
        change(&mut new);
        let changes = between(of_both(&old), of_both(&new));
        changes.into_iter().map(|change| (change.what, change.before, change.after)).collect::<Vec<_>>()
    };
    let (applies, never) = (Some(Outcome::Applies), Some(Outcome::NotApplicable));
    let is = |what: &str, before, after| vec![(what.to_owned(), before, after)];
    assert_eq!(with(&|new| new.lines[at].outcome = Outcome::NotApplicable), is("outcome", applies, never));
    assert_eq!(with(&|new| new.lines[at].satisfied = Coverage::Yes), is("coverage", applies, applies));
    assert_eq!(with(&|new| drop(new.lines.remove(at))), is("removed", applies, None));
    assert_eq!(
        with(&|new| new.lines.push(clausier_core::law::Line { obligation: "essai".to_owned(), ..new.lines[at].clone() })),
        is("added", None, applies)
    );
    assert_eq!(with(&|new| new.lines[at].note = None), vec![], "a note alone changes nothing for the buyer");
}

#[test]
fn a_draft_says_how_many_lines_change() {
    let mut effect = of(&Engine::embedded(), &Engine::embedded(), &tender(), now().today);
    assert_eq!(head_sentence("x", &effect), "École\u{a0}: rien ne change.");
    let old = Engine::embedded().assess(&tender(), now().today);
    let mut new = old.clone();
    new.lines.retain(|line| line.obligation != "exec-social");
    effect.changes = between(of_both(&old), of_both(&new));
    assert_eq!(head_sentence("x", &effect), "École\u{a0}: 1\u{a0}ligne change.");
    assert!(effect.changes[0].sentence.ends_with("\u{a0}»\u{a0}: ne concerne plus ce catalogue."), "{}", effect.changes[0].sentence);
}

#[test]
fn drafts_that_an_edition_leaves_alone_are_not_listed() {
    let desk = Desk::new();
    desk.tender(&json!({ "title": "École", "nature": "works" }));
    assert_eq!(on_drafts(&desk.app, &Engine::embedded(), &now()).expect("the base is read"), []);
}

#[test]
fn a_draft_that_an_edition_touches_is_listed_and_a_tender_launched_is_not() {
    let desk = Desk::new();
    let facts = json!({ "title": "École", "nature": "works", "estimated_value_eur": 6_000_000, "defence": false, "consultation_on": "2026-09-15" });
    let draft = desk.tender(&facts);
    let launched = desk.tender(&facts);
    clausier_app::edit::patch(&desk.app, launched.id, launched.rev, "test", &json!({ "stage": "published" }), &now()).expect("the stage is accepted");
    let mut before = Catalogue::embedded();
    before.law.obligations.retain(|rule| rule.id != "exec-social");
    let mut old = Engine::embedded();
    old.catalogue = Arc::new(before);
    let touched = on_drafts(&desk.app, &old, &now()).expect("the base is read");
    let told: Vec<_> = touched.iter().map(|effect| (effect.id, effect.changes.iter().map(|change| change.obligation.as_str()).collect())).collect();
    assert_eq!(told, [(draft.id, vec!["exec-social"])]);
}

#[test]
fn the_short_way_says_what_two_whole_assessments_say() {
    let mut before = Catalogue::embedded();
    before.law.obligations.retain(|rule| rule.id != "exec-social");
    let mut old = Engine::embedded();
    old.catalogue = Arc::new(before);
    let (new, tender, today) = (Engine::embedded(), tender(), now().today);
    let (then, here) = (old.assess(&tender, today), new.assess(&tender, today));
    assert_eq!(of(&old, &new, &tender, today).changes, between(of_both(&then), of_both(&here)));
    assert_eq!(of(&new, &old, &tender, today).changes, between(of_both(&here), of_both(&then)));
}

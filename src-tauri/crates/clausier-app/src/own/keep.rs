//! Keeping an own clause in a tender: the selection carries its title and its text, so that the file needs
//! nothing else to be written (contract §2), and the file carries what law and figures need to know of it.

use std::collections::BTreeMap;

use clausier_core::clauses::{OwnClause, OwnVersion, carried_version, own_text};
use clausier_core::tender::{Level, Scalar, Selection, Tender, TenderId};

use super::get;
use crate::app::App;
use crate::clauses::{proposed, single_document};
use crate::edit;
use crate::error::UserResult;
use crate::now::Now;
use crate::wire::TenderView;

/// Keeps the present wording of an own clause, or changes the level of a kept one.
pub fn keep(app: &App, id: TenderId, rev: i64, clause: &str, level: Option<Level>, now: &Now) -> UserResult<TenderView> {
    let (own, _) = get(app, clause)?;
    let content = &own.current.content;
    let Some(level) = content.level_or_below(level) else { return Err(super::refused("elle n’a aucun niveau")) };
    let (title, text) = (content.title.trim().to_owned(), own_text(level));
    edit::change(app, id, rev, &format!("clause {clause}"), now, |tender| {
        let document = if app.engine.is_small(tender, now.today) { single_document(tender) } else { content.document };
        tender.set_aside.retain(|aside| aside.clause != clause);
        let before = tender.selections.iter().position(|selection| selection.clause == clause);
        let answered = || Selection { parameters: answers(app, tender, &own, now), ..proposed(clause) };
        let kept = before.and_then(|place| tender.selections.get(place).cloned()).unwrap_or_else(answered);
        let selection = Selection {
            clause: clause.to_owned(),
            version: Some(own.current.version.clone()),
            level: Some(level.level),
            document: kept.document.or(Some(document)),
            parameters: still_there(&own.current, kept.parameters),
            title: Some(title),
            text: Some(text),
            ..kept
        };
        match before.and_then(|place| tender.selections.get_mut(place)) {
            Some(one) => *one = selection,
            None => tender.selections.push(selection),
        }
        tender.carry(carried_version(clause, &own.current));
        Ok(())
    })
}

/// The values that the answers on the need propose for it, or for the clause that it was made from.
fn answers(app: &App, tender: &Tender, own: &OwnClause, now: &Now) -> BTreeMap<String, Scalar> {
    let calls = app.engine.calls(tender, now.today);
    let parent = own.current.content.parent.iter().map(|parent| parent.clause.as_str());
    parent.chain([own.id.as_str()]).flat_map(|name| calls.values_of(name)).collect()
}

/// What was filled in stays where the wording still has the blank.
fn still_there(version: &OwnVersion, mut given: BTreeMap<String, Scalar>) -> BTreeMap<String, Scalar> {
    given.retain(|name, _| version.content.parameter(name).is_some());
    given
}

//! Keeping an own clause in a tender: the selection carries its title and its text, so that the file needs
//! nothing else to be written (contract §2).

use std::collections::BTreeMap;

use clausier_core::clauses::own_text;
use clausier_core::tender::{Level, Selection, TenderId};

use super::get;
use crate::app::App;
use crate::clauses::single_document;
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
        let (lots, at, note, kept_in, file) = before
            .map(|place| tender.selections.remove(place))
            .map_or_else(|| (Vec::new(), None, None, None, None), |kept| (kept.lots, kept.at, kept.note, kept.document, kept.document_id));
        let selection = Selection {
            clause: clause.to_owned(),
            version: Some(own.current.version.clone()),
            level: Some(level.level),
            document: kept_in.or(Some(document)),
            document_id: file,
            lots,
            parameters: BTreeMap::new(),
            title: Some(title),
            text: Some(text),
            at,
            note,
        };
        tender.selections.insert(before.unwrap_or(tender.selections.len()), selection);
        Ok(())
    })
}

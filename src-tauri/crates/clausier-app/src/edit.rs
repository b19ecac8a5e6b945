//! Edits of a tender: each one reads the current body, changes it, checks it, saves it whole.

use clausier_core::clauses::Clause;
use clausier_core::tender::{Criterion, Level, Scalar, Selection, SetAside, Tender, TenderId};
use serde_json::Value;

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::view;
use crate::wire::TenderView;
use crate::{clauses, own, store_errors, tender_file};

/// Applies a JSON merge patch (RFC 7386). `operation` names the field, so that keystrokes in one field
/// make one step of the history.
pub fn patch(app: &App, id: TenderId, rev: i64, operation: &str, patch: &Value, now: &Now) -> UserResult<TenderView> {
    change(app, id, rev, operation, now, |tender| {
        let mut body = serde_json::to_value(&*tender).expect("a tender is plain data");
        merge(&mut body, patch);
        let patched: Tender = serde_path_to_error::deserialize(body).map_err(|error| refused(&error.path().to_string()))?;
        if patched.id != tender.id {
            return Err(refused("id"));
        }
        *tender = patched;
        Ok(())
    })
}

fn refused(path: &str) -> UserError {
    let detail = format!("la valeur de {path} n’a pas la forme attendue");
    UserError::new("modification-refusee", &[("detail", &detail)])
}

/// Merges objects field by field; anything else replaces; `null` removes.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(fields) = target else { return };
    for (key, change) in changes {
        if change.is_null() {
            fields.remove(key);
        } else {
            merge(fields.entry(key.clone()).or_insert(Value::Null), change);
        }
    }
}

/// Keeps a clause, or changes the level of a kept one. Its version is pinned, so that a later edition
/// never changes a file silently.
pub fn keep_clause(app: &App, id: TenderId, rev: i64, clause: &str, level: Option<Level>, now: &Now) -> UserResult<TenderView> {
    if app.engine.library().find(clause).is_some_and(Clause::is_own) {
        return own::keep(app, id, rev, clause, level, now);
    }
    change(app, id, rev, &format!("clause {clause}"), now, |tender| {
        let choice = clauses::choice(&app.engine, tender, clause, level, now)?;
        let proposed = app.engine.calls(tender, now.today).values_of(clause);
        tender.set_aside.retain(|aside| aside.clause != clause);
        match tender.selections.iter_mut().find(|selection| selection.clause == clause) {
            Some(kept) => kept.level = Some(choice.level),
            None => tender.selections.push(Selection {
                clause: clause.to_owned(),
                version: Some(choice.version),
                level: Some(choice.level),
                document: Some(choice.document),
                document_id: None,
                lots: Vec::new(),
                // The values that the answers on the need propose.
                parameters: proposed,
                title: None,
                text: None,
                at: None,
                note: None,
            }),
        }
        Ok(())
    })
}

/// Sets a clause aside. The reason stays in the file: it is what a judge will look for.
pub fn set_aside_clause(app: &App, id: TenderId, rev: i64, clause: &str, reason: &str, now: &Now) -> UserResult<TenderView> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(UserError::new("motif-vide", &[]));
    }
    change(app, id, rev, &format!("clause {clause}"), now, |tender| {
        forget(tender, clause);
        tender.set_aside.push(SetAside { clause: clause.to_owned(), reason: reason.to_owned() });
        Ok(())
    })
}

/// Puts a clause back among those not decided yet.
pub fn release_clause(app: &App, id: TenderId, rev: i64, clause: &str, now: &Now) -> UserResult<TenderView> {
    change(app, id, rev, &format!("clause {clause}"), now, |tender| {
        forget(tender, clause);
        Ok(())
    })
}

fn forget(tender: &mut Tender, clause: &str) {
    tender.selections.retain(|selection| selection.clause != clause);
    tender.set_aside.retain(|aside| aside.clause != clause);
    tender.drop_unused_own();
}

/// Fills one parameter of a kept clause; `None` or blank = to be completed.
pub fn set_parameter(app: &App, id: TenderId, rev: i64, clause: &str, parameter: &str, value: Option<Scalar>, now: &Now) -> UserResult<TenderView> {
    let value = value.filter(|value| !value.is_blank());
    change(app, id, rev, &format!("parametre {clause} {parameter}"), now, |tender| {
        clauses::check_parameter(&app.engine, tender, clause, parameter, value.as_ref(), now)?;
        let kept = tender.selections.iter_mut().find(|selection| selection.clause == clause);
        let kept = kept.ok_or_else(|| UserError::new("clause-inconnue", &[("clause", clause)]))?;
        match &value {
            Some(value) => kept.parameters.insert(parameter.to_owned(), value.clone()),
            None => kept.parameters.remove(parameter),
        };
        Ok(())
    })
}

/// Gives what is left of 100 to the criteria without a weight (`even = false`), or evens all weights.
pub fn share_out_weights(app: &App, id: TenderId, rev: i64, even: bool, now: &Now) -> UserResult<TenderView> {
    use clausier_core::criteria;
    change(app, id, rev, "poids des critères", now, |tender| {
        let shared: Vec<Criterion> = if even { criteria::balance(&tender.criteria) } else { criteria::share_out(&tender.criteria) };
        tender.criteria = shared;
        Ok(())
    })
}

/// Puts back what was there before the last edit, as a new revision.
pub fn undo(app: &App, id: TenderId, rev: i64, now: &Now) -> UserResult<TenderView> {
    step(app, id, now, |store| store.undo(id, rev, now.at))
}

/// Puts back what was undone, as a new revision.
pub fn redo(app: &App, id: TenderId, rev: i64, now: &Now) -> UserResult<TenderView> {
    step(app, id, now, |store| store.redo(id, rev, now.at))
}

/// Goes one step through the history; what is shared of the tender follows.
fn step(
    app: &App,
    id: TenderId,
    now: &Now,
    go: impl FnOnce(&mut clausier_store::Store) -> clausier_store::Result<clausier_store::Saved>,
) -> UserResult<TenderView> {
    app.with_store(|store| {
        go(store).map_err(store_errors::about(id))?;
        let tender = store.get(id).map_err(store_errors::about(id))?.tender;
        crate::share::refresh_row(store, &app.engine, &tender)
    })?;
    view::of(app, id, now)
}

/// Reads, changes, checks and saves, in one go; another revision than `rev` refuses before any change.
pub(crate) fn change(
    app: &App,
    id: TenderId,
    rev: i64,
    operation: &str,
    now: &Now,
    work: impl FnOnce(&mut Tender) -> UserResult<()>,
) -> UserResult<TenderView> {
    app.with_store(|store| {
        let stored = store.get(id).map_err(store_errors::about(id))?;
        if stored.rev != rev {
            return Err(UserError::new("marche-change-ailleurs", &[]));
        }
        let mut tender = stored.tender;
        work(&mut tender)?;
        tender_file::check(&tender, tender.title.as_deref().unwrap_or("sans titre"))?;
        store.save(&tender, Some(rev), operation, now.at).map_err(|error| store_errors::sentence(&error))?;
        crate::share::refresh_row(store, &app.engine, &tender)
    })?;
    view::of(app, id, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_merge_patch_follows_rfc_7386() {
        let cases = [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": {"b": "c", "d": 1}}), json!({"a": {"b": null}}), json!({"a": {"d": 1}})),
            (json!({"a": [1, 2]}), json!({"a": [3]}), json!({"a": [3]})),
            (json!({"a": "b"}), json!({"a": {"c": 1}}), json!({"a": {"c": 1}})),
        ];
        for (mut target, patch, expected) in cases {
            merge(&mut target, &patch);
            assert_eq!(target, expected, "patch: {patch}");
        }
    }
}

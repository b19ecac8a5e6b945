//! The organisation's own clauses: listed, written, read again by the rules, kept in a tender, brought up to
//! the clause that they started from, and every change taken back at will.

mod history;
mod keep;
mod merge;
mod shown;

use std::collections::BTreeMap;

use clausier_core::clauses::{OwnClause, OwnContent, OwnFault, check_own, proposed_id, start_from};
use clausier_core::figures::Target;
use clausier_core::tender::{ClauseKind, DocumentKind, Theme};
use clausier_store::{OwnKind, OwnStep, Store, StoreError};

use crate::app::App;
use crate::clauses::find;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::store_errors::sentence;
pub use history::{OwnChangeRow, history, undo};
pub use keep::keep;
pub use merge::{MergePart, MergePick, MergeProposal, apply as merge, proposal};
pub use shown::{OwnDraft, OwnList, OwnParentView, OwnPreview, OwnPreviewLevel, OwnRemarkView, OwnRow, OwnSheet, browse, list, preview, sheet};

/// Returns what a person starts from: nothing, or a clause of the catalogue as it is in force.
pub fn start(app: &App, parent: Option<&str>, now: &Now) -> UserResult<OwnDraft> {
    let content = match parent {
        None => OwnContent::blank(Theme::Environment, ClauseKind::PerformanceCondition, DocumentKind::Cctp),
        Some(id) => {
            let clause = find(&app.engine, id)?;
            start_from(&clause, clause.versions.in_force_on(now.today))
        }
    };
    let known = all(app)?;
    let taken = |id: &str| is_national(app, id) || known.iter().any(|clause| clause.id == id);
    Ok(OwnDraft { clause: proposed_id(parent, taken), version: None, content })
}

/// Writes a clause: a new one when the draft has no version, else the next wording of the one that was read.
pub fn save(app: &App, draft: OwnDraft, now: &Now) -> UserResult<OwnSheet> {
    let id = draft.clause.trim().to_owned();
    let found = find_clause(app, &id)?;
    let clause = match (&found, draft.version) {
        (None, None) => OwnClause::new(&id, draft.content),
        (Some((clause, _)), Some(seen)) if clause.current.version == seen => clause.clone().rewritten(draft.content),
        (Some(_), None) => return Err(refused("ce nom est déjà celui d’une autre clause de l’organisation")),
        (None, Some(_)) | (Some(_), Some(_)) => return Err(UserError::new("clause-propre-changee", &[])),
    };
    checked(app, &clause)?;
    write(app, "edition", vec![step(&clause, found.map(|(_, body)| body))], now)?;
    sheet(app, &id, now)
}

/// Takes a clause away; its history stays, and the removal can be taken back.
pub fn remove(app: &App, id: &str, now: &Now) -> UserResult<()> {
    let (_, body) = get(app, id)?;
    let step = OwnStep { kind: OwnKind::Clause, name: id.to_owned(), before: Some(body), after: None };
    write(app, "retrait", vec![step], now).map(drop)
}

/// Returns every clause of the organisation; one that cannot be read is damage, and said.
pub(crate) fn all(app: &App) -> UserResult<Vec<OwnClause>> {
    read(app, OwnKind::Clause)
}

/// Returns the targets that packs brought.
pub(crate) fn targets(app: &App) -> UserResult<Vec<Target>> {
    read(app, OwnKind::Target)
}

/// Returns every target, the one that counts last: the national ones, those of packs, those of the
/// organisation's own file.
pub(crate) fn all_targets(app: &App) -> UserResult<Vec<Target>> {
    let (own, national): (Vec<Target>, Vec<Target>) = app.engine.catalogue.targets.iter().cloned().partition(is_of_file);
    Ok(national.into_iter().chain(targets(app)?).chain(own).collect())
}

/// Tells whether a target of the catalogue comes from a file of the organisation.
pub(crate) fn is_of_file(target: &Target) -> bool {
    target.id.starts_with("org-")
}

/// Tells whether the catalogue has a clause of that name.
pub(crate) fn is_national(app: &App, id: &str) -> bool {
    app.engine.catalogue.library.find(id).is_some()
}

/// Makes one change of several items.
pub(crate) fn write(app: &App, operation: &str, steps: Vec<OwnStep>, now: &Now) -> UserResult<Option<i64>> {
    let change = app.with_store(|store: &mut Store| store.change_own(operation, &steps, now.at).map_err(|error| own_sentence(&error)))?;
    app.learn_own();
    Ok(change)
}

/// Returns what writing a clause changes.
fn step(clause: &OwnClause, before: Option<String>) -> OwnStep {
    OwnStep { kind: OwnKind::Clause, name: clause.id.clone(), before, after: Some(body(clause)) }
}

fn body(clause: &OwnClause) -> String {
    serde_json::to_string(clause).expect("a clause is plain data")
}

fn find_clause(app: &App, id: &str) -> UserResult<Option<(OwnClause, String)>> {
    let body = app.with_store(|store| store.own_item(OwnKind::Clause, id).map_err(|error| sentence(&error)))?;
    body.map(|body| Ok((parsed(&body)?, body))).transpose()
}

/// Returns a clause and its body, or says that it is not there.
fn get(app: &App, id: &str) -> UserResult<(OwnClause, String)> {
    find_clause(app, id)?.ok_or_else(|| UserError::new("clause-propre-inconnue", &[("clause", id)]))
}

fn read<T: serde::de::DeserializeOwned>(app: &App, kind: OwnKind) -> UserResult<Vec<T>> {
    let items = app.with_store(|store| store.own_items(kind).map_err(|error| sentence(&error)))?;
    items.iter().map(|(_, body)| parsed(body)).collect()
}

fn parsed<T: serde::de::DeserializeOwned>(body: &str) -> UserResult<T> {
    serde_json::from_str(body).map_err(|source| sentence(&StoreError::BadBody { source }))
}

/// Refuses what may not be kept, in a sentence.
fn checked(app: &App, clause: &OwnClause) -> UserResult<()> {
    check_own(clause, &|id| is_national(app, id)).map_err(|fault| refused(fault_words(fault)))
}

fn refused(detail: &str) -> UserError {
    UserError::new("clause-propre-refusee", &[("detail", detail)])
}

/// Says a fault.
pub(crate) fn fault_words(fault: OwnFault) -> &'static str {
    match fault {
        OwnFault::Identifier => "l’identifiant a 24 signes au plus : lettres sans accent, chiffres et traits d’union",
        OwnFault::National => "une clause de la bibliothèque porte déjà cet identifiant",
        OwnFault::Title => "l’intitulé tient sur une ligne, et n’est pas vide",
        OwnFault::Levels => "il faut au moins un niveau, chacun une fois, du moins exigeant au plus exigeant",
        OwnFault::Requirement => "l’exigence d’un niveau est vide",
        OwnFault::Parameter => {
            "un paramètre a un nom en minuscules sans accent, un libellé, des bornes dans l’ordre, au moins deux valeurs pour un choix, et un défaut qui leur convient"
        }
        OwnFault::Record => "l’effort va de 1 à 3, et un code CPV est fait de chiffres",
        OwnFault::Length => "un texte est trop long",
        OwnFault::Versions => "les numéros de version ne se suivent pas",
        OwnFault::Target => "un objectif a un nom en « org- », un intitulé, et une part de 0 à 100",
        OwnFault::Twice => "le même nom est écrit deux fois",
    }
}

fn own_sentence(error: &StoreError) -> UserError {
    match error {
        StoreError::ChangedElsewhere { .. } => UserError::new("clause-propre-changee", &[]),
        StoreError::NothingToUndo | StoreError::NotFound => UserError::new("clause-propre-annulee", &[]),
        StoreError::DiskFull
        | StoreError::Damaged { .. }
        | StoreError::NewerFormat { .. }
        | StoreError::ForeignBase { .. }
        | StoreError::Busy
        | StoreError::ReadOnly
        | StoreError::NetworkLocation { .. }
        | StoreError::NothingToRedo
        | StoreError::BadBody { .. }
        | StoreError::BodyTooLarge { .. }
        | StoreError::BackupUnusable { .. }
        | StoreError::NoBackup
        | StoreError::InMemory
        | StoreError::File { .. }
        | StoreError::DiskError { .. }
        | StoreError::Query(_)
        | StoreError::Migration(_) => sentence(error),
    }
}

/// Titles of the catalogue, for the parents.
fn titles(app: &App) -> BTreeMap<String, String> {
    app.engine.titles()
}

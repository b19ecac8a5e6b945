//! What was done to the organisation's clauses and targets, and taking it back.

use clausier_core::french;
use serde::{Deserialize, Serialize};

use super::own_sentence;
use crate::app::App;
use crate::error::UserResult;
use crate::now::Now;
use crate::store_errors::sentence;

/// Lines shown.
const SHOWN: usize = 50;

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnChangeRow {
    pub id: i32,
    /// When, in RFC 3339.
    pub at: String,
    /// What was done, and to how many items.
    pub sentence: String,
    /// Names of the items.
    pub items: Vec<String>,
    /// It was taken back since.
    pub undone: bool,
    /// It may be taken back now.
    pub can_undo: bool,
}

/// Lists what was done, last first.
pub fn history(app: &App) -> UserResult<Vec<OwnChangeRow>> {
    let changes = app.with_store(|store| store.own_history(SHOWN).map_err(|error| sentence(&error)))?;
    Ok(changes.into_iter().map(row).collect())
}

/// Takes a change back, whole; taking that back does it again.
pub fn undo(app: &App, change: i32, now: &Now) -> UserResult<Vec<OwnChangeRow>> {
    app.with_store(|store| store.undo_own(i64::from(change), now.at).map_err(|error| own_sentence(&error)))?;
    app.learn_own();
    history(app)
}

fn row(change: clausier_store::OwnChange) -> OwnChangeRow {
    let items: Vec<String> = change.items.into_iter().map(|(_, name)| name).collect();
    let what = french::count(items.len(), "élément", "éléments");
    OwnChangeRow {
        id: i32::try_from(change.id).unwrap_or(i32::MAX),
        at: change.at.to_rfc3339(),
        sentence: format!("{} : {what}", said(&change.operation)),
        items,
        undone: change.undone,
        can_undo: change.can_undo,
    }
}

fn said(operation: &str) -> &'static str {
    match operation {
        "paquet" => "Paquet appliqué",
        "retrait" => "Clause retirée",
        "reunion" => "Clause mise à jour sur sa clause d’origine",
        "undo" => "Changement annulé",
        _ => "Clause enregistrée",
    }
}

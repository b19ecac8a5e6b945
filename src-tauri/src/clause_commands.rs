//! Commands of clauses: those of a tender, and the library.

use clausier_app::wire::{ClauseView, TenderView};
use clausier_app::{self as app, UserResult};
use clausier_core::tender::{Level, Scalar, TenderId};
use tauri::State;

use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// More than the library holds: a screen lists all that is found.
const WHOLE_LIBRARY: usize = 1_000;

/// Keeps a clause, or changes its level.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn keep_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String, level: Option<Level>) -> UserResult<TenderView> {
    app::edit::keep_clause(&host.app, id, i64::from(rev), &clause, level, &host.now())
}

/// Sets a clause aside, with its reason.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_aside_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String, reason: String) -> UserResult<TenderView> {
    app::edit::set_aside_clause(&host.app, id, i64::from(rev), &clause, &reason, &host.now())
}

/// Puts a clause back among those not decided yet.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn release_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String) -> UserResult<TenderView> {
    app::edit::release_clause(&host.app, id, i64::from(rev), &clause, &host.now())
}

/// Fills, or empties, one parameter of a kept clause.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_parameter(
    host: Shared<'_>,
    id: TenderId,
    rev: i32,
    clause: String,
    parameter: String,
    value: Option<Scalar>,
) -> UserResult<TenderView> {
    app::edit::set_parameter(&host.app, id, i64::from(rev), &clause, &parameter, value, &host.now())
}

/// Shows a clause, filled with the choices of a tender when one is given.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn clause_view(host: Shared<'_>, id: Option<TenderId>, clause: String, level: Option<Level>) -> UserResult<ClauseView> {
    app::clauses::view(&host.app, id, &clause, level, &host.now())
}

/// Searches the clause library.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn search_clauses(host: Shared<'_>, text: String, theme: Option<String>) -> UserResult<app::search::SearchResult> {
    let question = app::search::Question { text, theme, limit: Some(WHOLE_LIBRARY), ..app::search::Question::default() };
    app::search::search(&host.app.engine, &question)
}

/// Searches the library, with its facets.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn library_browse(host: Shared<'_>, question: app::library::LibraryQuestion) -> UserResult<app::library::LibraryPage> {
    app::library::browse(&host.app.engine, &question)
}

/// Shows a clause of the library with what surrounds it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn library_clause(host: Shared<'_>, clause: String, version: Option<String>) -> UserResult<app::library::LibraryClause> {
    app::library::show(&host.app, &clause, version.as_deref(), &host.now())
}

/// Compares two wordings of a clause.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn library_compare(
    host: Shared<'_>,
    clause: String,
    left: app::library::Wording,
    right: app::library::Wording,
) -> UserResult<app::library::Comparison> {
    app::library::compare(&host.app.engine, &clause, &left, &right, &host.now())
}

/// Gives what is left of 100 to the criteria without a weight, or evens all weights.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_out_weights(host: Shared<'_>, id: TenderId, rev: i32, even: bool) -> UserResult<TenderView> {
    app::edit::share_out_weights(&host.app, id, i64::from(rev), even, &host.now())
}

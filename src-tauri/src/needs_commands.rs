//! Commands of the interview and of the insertion hours.

use clausier_app::wire::TenderView;
use clausier_app::{self as app, UserResult};
use clausier_core::tender::{Scalar, TenderId};
use tauri::State;

use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// Shows the need of a tender.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn show_needs(host: Shared<'_>, id: TenderId) -> UserResult<app::needs::NeedsScreen> {
    app::needs::show(&host.app, id, &host.now())
}

/// Writes an answer, or takes it back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn answer_need(host: Shared<'_>, id: TenderId, rev: i32, question: String, value: Option<Scalar>) -> UserResult<TenderView> {
    app::needs::answer(&host.app, id, i64::from(rev), &question, value.as_ref(), &host.now())
}

/// Chooses the status of a topic, or gives it back to the answers.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_topic(
    host: Shared<'_>,
    id: TenderId,
    rev: i32,
    topic: String,
    status: Option<clausier_core::needs::TopicStatus>,
    reason: Option<String>,
) -> UserResult<TenderView> {
    app::needs::topic(&host.app, id, i64::from(rev), &topic, status, reason.as_deref(), &host.now())
}

/// Writes the figures of the insertion hours of a lot, or of a contract without lots.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_insertion(
    host: Shared<'_>,
    id: TenderId,
    rev: i32,
    lot: Option<u32>,
    figures: clausier_core::tender::Insertion,
) -> UserResult<TenderView> {
    app::needs::set_insertion(&host.app, id, i64::from(rev), lot, figures, &host.now())
}

/// Writes the insertion hours into the clauses kept.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn write_insertion_hours(host: Shared<'_>, id: TenderId, rev: i32) -> UserResult<TenderView> {
    app::needs::write_hours(&host.app, id, i64::from(rev), &host.now())
}

//! Commands of tenders: the list, the file, the edits, what the law says of them.

use chrono::NaiveDate;
use clausier_app::wire::{CpvLabel, FileHandle, TenderRow, TenderView};
use clausier_app::{self as app, UserResult, wire};
use clausier_core::tender::TenderId;
use serde_json::Value;
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// A JSON merge patch: what it holds is judged when it is applied.
#[derive(serde::Deserialize, specta::Type)]
#[serde(transparent)]
pub(crate) struct Patch(#[specta(type = specta_typescript::Unknown)] Value);

/// Lists the tenders, the last edited first.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn list_tenders(host: Shared<'_>) -> UserResult<Vec<TenderRow>> {
    app::tenders::list(&host.app)
}

/// Creates an empty tender, or a small purchase.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn create_tender(host: Shared<'_>, small: bool) -> UserResult<TenderView> {
    app::tenders::create(&host.app, small, &host.now())
}

/// Opens a sample tender, made anew if it is not there.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn open_sample(host: Shared<'_>, sample: String) -> UserResult<TenderView> {
    app::sample::open(&host.app, &sample, &host.now())
}

/// Opens a tender.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn open_tender(host: Shared<'_>, id: TenderId) -> UserResult<TenderView> {
    app::tenders::open(&host.app, id, &host.now())
}

/// Removes a tender from the list; `restore_tender` brings it back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn remove_tender(host: Shared<'_>, id: TenderId) -> UserResult<Vec<TenderRow>> {
    app::tenders::remove(&host.app, id, &host.now())?;
    app::tenders::list(&host.app)
}

/// Brings back a tender that was removed.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn restore_tender(host: Shared<'_>, id: TenderId) -> UserResult<Vec<TenderRow>> {
    app::tenders::restore(&host.app, id, &host.now())?;
    app::tenders::list(&host.app)
}

/// Applies a JSON merge patch (RFC 7386) to a tender; `null` = not known yet.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn edit_tender(host: Shared<'_>, id: TenderId, rev: i32, operation: String, patch: Patch) -> UserResult<TenderView> {
    app::edit::patch(&host.app, id, i64::from(rev), &operation, &patch.0, &host.now())
}

/// Puts back what was there before the last edit.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_tender(host: Shared<'_>, id: TenderId, rev: i32) -> UserResult<TenderView> {
    app::edit::undo(&host.app, id, i64::from(rev), &host.now())
}

/// Puts back what was undone.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn redo_tender(host: Shared<'_>, id: TenderId, rev: i32) -> UserResult<TenderView> {
    app::edit::redo(&host.app, id, i64::from(rev), &host.now())
}

/// Reads a tender file chosen by the user into the base.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_tender(host: Shared<'_>) -> UserResult<Option<TenderView>> {
    let Some(path) = host.choose(FileKind::TenderFile) else { return Ok(None) };
    let tender = app::files::read_tender(&path)?;
    let imported = app::tenders::import(&host.app, &tender, &host.now())?;
    app::tenders::open(&host.app, imported.id, &host.now()).map(Some)
}

/// Writes a tender of the base as a file.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn export_tender(host: Shared<'_>, id: TenderId) -> UserResult<Option<FileHandle>> {
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as("marché.json", None) else { return Ok(None) };
    app::files::write_tender(&tender, &out, true)?;
    Ok(Some(host.files.add(&out)))
}

/// Reads an amount as typed: `150 k€`, `1,2 M€`.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn read_amount(text: String) -> UserResult<wire::Amount> {
    app::tender_file::read_amount(&text)
}

/// Searches the CPV nomenclature by code or words.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn search_cpv(host: Shared<'_>, text: String) -> Vec<CpvLabel> {
    app::cpv::search(&host.app.engine, &text, 12)
}

/// Says why a line says what it says: what was compared, and the whole reasoning as a text.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn line_reasons(host: Shared<'_>, id: TenderId, obligation: String) -> UserResult<app::why::LineReasons> {
    app::why::line(&host.app, id, &obligation, &host.now())
}

/// Says what hangs on the answer to a question.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn question_stakes(host: Shared<'_>, id: TenderId, field: String) -> UserResult<app::why::QuestionStakes> {
    app::why::question(&host.app, id, &field, &host.now())
}

/// Says what changes with the day of the consultation.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn tender_calendar(host: Shared<'_>, id: TenderId) -> UserResult<app::calendar::CalendarView> {
    app::calendar::of(&host.app, id, &host.now())
}

/// Compares another day of the consultation with the one planned.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn other_day(host: Shared<'_>, id: TenderId, on: NaiveDate) -> UserResult<app::calendar::OtherDay> {
    app::calendar::other_day(&host.app, id, on, &host.now())
}

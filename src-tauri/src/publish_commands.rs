//! Commands of open data: what a tender publishes, and the tables that other services hand over.

use chrono::NaiveDate;
use clausier_app::intake::{IntakeKind, IntakeLine, IntakeShown};
use clausier_app::publish_view::{OpenDataFormat, OpenDataReport};
use clausier_app::wire::FileHandle;
use clausier_app::{self as app, TenderId, UserResult};
use serde::Serialize;
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// The open data written, with the file.
#[derive(Debug, Serialize, specta::Type)]
pub(crate) struct OpenDataSaved {
    file: FileHandle,
    report: OpenDataReport,
}

/// Writes the open data of a tender where the user says.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_open_data(host: Shared<'_>, id: TenderId, format: OpenDataFormat) -> UserResult<Option<OpenDataSaved>> {
    let name = app::publish_view::proposed_name(&host.app, id, format)?;
    let Some(out) = host.save_as(&name, None) else { return Ok(None) };
    let report = app::publish_view::save(&host.app, id, format, &out, &host.now())?;
    Ok(Some(OpenDataSaved { file: host.files.add(&out), report }))
}

/// What counts now of the tables of other services.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn intake_state(host: Shared<'_>) -> UserResult<Vec<IntakeLine>> {
    app::intake::state(&host.app)
}

/// Takes a table chosen by the user; a list says the day on which it was drawn up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_intake(host: Shared<'_>, kind: IntakeKind, as_of: Option<NaiveDate>) -> UserResult<Option<IntakeShown>> {
    let Some(path) = host.choose(FileKind::Table) else { return Ok(None) };
    app::intake::import(&host.app, &path, kind, as_of, &host.now()).map(Some)
}

/// Takes the last table back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_intake(host: Shared<'_>) -> UserResult<IntakeShown> {
    app::intake::undo_shown(&host.app, &host.now())
}

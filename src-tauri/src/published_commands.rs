//! Commands of the published contracts taken in from a file.

use clausier_app::published_import::{PublishedProgress, PublishedShown};
use clausier_app::{self as app, UserResult};
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// Takes in a file chosen by the user; a SIREN keeps the contracts of one buyer.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn import_published(host: Shared<'_>, siren: Option<String>) -> UserResult<Option<PublishedShown>> {
    let Some(path) = host.choose(FileKind::Published) else { return Ok(None) };
    app::published_import::import(&host.app, &path, siren.as_deref(), &host.now()).map(Some)
}

/// How far the running import is.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn published_progress(_host: Shared<'_>) -> PublishedProgress {
    app::published_import::progress()
}

/// Stops it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn stop_published(_host: Shared<'_>) {
    app::published_import::stop();
}

/// What can be taken back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn published_state(host: Shared<'_>) -> UserResult<PublishedShown> {
    app::published_import::state(&host.app)
}

/// Takes the last import back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn undo_published(host: Shared<'_>) -> UserResult<PublishedShown> {
    app::published_import::undo(&host.app, &host.now())
}

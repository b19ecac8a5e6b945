//! Commands of the session: its start, the settings, the backups, the editions seen.

use clausier_app::wire::{Settings, StartView};
use clausier_app::{self as app, UserResult, wire};
use clausier_core::tender::TenderId;
use tauri::State;

use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// What the window needs to draw itself; it takes the size kept before its first screen is laid out.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn start(host: Shared<'_>) -> UserResult<StartView> {
    host.zoom(app::settings::load(&host.app).zoom);
    Ok(app::start::start(&host.app, &host.now()))
}

/// Tells that the first screen is painted: the window may be shown.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn ready(host: Shared<'_>) {
    host.show();
    crate::note_painted();
    app::news::keep(&host.app);
}

/// Keeps the user's choices; the size of the display takes effect at once.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_settings(host: Shared<'_>, settings: Settings) -> UserResult<Settings> {
    let settings = app::settings::save(&host.app, settings, &host.now())?;
    host.zoom(settings.zoom);
    Ok(settings)
}

/// Lists the verified backups, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn list_backups(host: Shared<'_>) -> UserResult<Vec<wire::BackupRow>> {
    app::backups::list(&host.app)
}

/// Restores a backup; the damaged base is set aside, never deleted.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn restore_backup(host: Shared<'_>, backup: String) -> UserResult<StartView> {
    app::backups::restore(&host.app, &backup, &host.now())?;
    Ok(app::start::start(&host.app, &host.now()))
}

/// Sets a damaged base aside, never deleted, and starts again from the newest backup, else from nothing.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn repair_base(host: Shared<'_>) -> UserResult<StartView> {
    app::backups::repair(&host.app, &host.now())?;
    Ok(app::start::start(&host.app, &host.now()))
}

/// The duties of the buyer of the settings.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn organisation_view(host: Shared<'_>) -> UserResult<app::duties::OrganisationView> {
    Ok(app::duties::of(&host.app, &host.now()))
}

/// What changed since the edition before, and for which drafts.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn news_view(host: Shared<'_>) -> UserResult<app::news::NewsView> {
    app::news::of(&host.app, &host.now())
}

/// What changed for one draft, until its owner has seen it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn draft_news(host: Shared<'_>, id: TenderId) -> UserResult<Option<app::news::DraftNews>> {
    app::news::of_draft(&host.app, id, &host.now())
}

/// Takes « Vu » for a draft, or for the page and every draft.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn acknowledge_news(host: Shared<'_>, id: Option<TenderId>) -> UserResult<app::news::NewsMark> {
    app::news::acknowledge(&host.app, id)
}

//! Commands of the shared place.

use clausier_app::forks_view::ForkView;
use clausier_app::share_progress::ShareProgress;
use clausier_app::sharing_view::{KeepChoice, PlaceForm, SharingDetails};
use clausier_app::wire::SharingView;
use clausier_app::{self as app, TenderId, UserResult};
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// Links a shared folder chosen by the user.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn link_share(host: Shared<'_>) -> UserResult<SharingView> {
    match host.choose(FileKind::Folder) {
        Some(folder) => app::sharing_view::link(&host.app, &folder, &host.now()),
        None => app::sharing_view::state(&host.app, &host.now()),
    }
}

/// Forgets the shared folder; nothing in it is touched.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn unlink_share(host: Shared<'_>) -> UserResult<SharingView> {
    app::sharing_view::unlink(&host.app, &host.now())
}

/// State of the shared folder.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_state(host: Shared<'_>) -> UserResult<SharingView> {
    app::sharing_view::state(&host.app, &host.now())
}

/// Sends and receives now.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_sync(host: Shared<'_>) -> UserResult<SharingView> {
    app::sharing_view::sync(&host.app, &host.now())
}

/// Links a WebDAV server or an S3 space by its address; the password stays in memory.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn link_place(host: Shared<'_>, form: PlaceForm) -> UserResult<SharingView> {
    app::sharing_view::link_place(&host.app, &form, &host.now())
}

/// Takes the account and the password of the linked place, for as long as the program runs.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn unlock_share(host: Shared<'_>, user: String, secret: String) -> UserResult<SharingView> {
    app::sharing_view::unlock(&host.app, &user, &secret, &host.now())
}

/// Double edits field by field, and the log.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_details(host: Shared<'_>) -> UserResult<SharingDetails> {
    app::sharing_view::details(&host.app)
}

/// Decides a double edit.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn resolve_fork(host: Shared<'_>, id: TenderId, keep: KeepChoice) -> UserResult<Vec<ForkView>> {
    app::sharing_view::resolve(&host.app, id, keep, &host.now())
}

/// Tries the linked place; a report of one page.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_doctor(host: Shared<'_>) -> UserResult<Vec<String>> {
    app::sharing_view::doctor(&host.app)
}

/// How far the running synchronisation is.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_progress(_host: Shared<'_>) -> ShareProgress {
    app::share_progress::progress()
}

/// Sends and receives in the background; none when there is nothing to exchange.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn share_poll(host: Shared<'_>) -> UserResult<Option<SharingView>> {
    app::sharing_view::poll(&host.app, &host.now())
}

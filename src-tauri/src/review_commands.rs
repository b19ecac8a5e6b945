//! Commands of the second reading.

use clausier_app::audit::{Audit, Named, audit};
use clausier_app::wire::FileHandle;
use clausier_app::{self as app, TenderId, UserResult};
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// Asks for the files to read again; none when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn choose_review_files(host: Shared<'_>) -> Vec<FileHandle> {
    host.choose_several(FileKind::Documents).iter().map(|path| host.files.add(path)).collect()
}

/// Reads a tender again, with the files that belong to it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn review_tender(host: Shared<'_>, id: TenderId, files: Vec<String>) -> UserResult<Audit> {
    let paths = files.iter().map(|file| host.files.path(file)).collect::<Result<Vec<_>, _>>()?;
    let tender = app::tenders::get(&host.app, id)?;
    let name = tender.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| "Le marché".to_owned());
    Ok(audit(&host.app.engine, &paths, Some(Named { tender: &tender, name: &name }), &host.now()))
}

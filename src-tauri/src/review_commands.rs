//! Commands of the second reading.

use std::path::Path;

use clausier_app::audit::{self as reading, Audit, CorrectedCopy, Desk, FixOptions, Named, Wanted, audit};
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

/// Writes repairs into a copy of one of the files read together, where the user says; nothing when the user gave up.
/// Without names, all those that are safe.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn correct_copy(
    host: Shared<'_>,
    id: TenderId,
    files: Vec<String>,
    file: String,
    fixes: Option<Vec<String>>,
    accept_signature_loss: bool,
) -> UserResult<Option<CorrectedCopy>> {
    let paths = files.iter().map(|file| host.files.path(file)).collect::<Result<Vec<_>, _>>()?;
    let path = host.files.path(&file)?;
    let at = paths.iter().position(|one| *one == path).unwrap_or(paths.len());
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as(&reading::proposed_name(&path), path.parent().map(Path::to_path_buf)) else { return Ok(None) };
    let desk = Desk { paths: &paths, at, tender: Some(Named { tender: &tender, name: "" }) };
    let wanted = fixes.map_or(Wanted::AllSafe, Wanted::Some);
    // The dialog of the system already asked before it takes the place of another file.
    let report = reading::write_fixes(&host.app.engine, desk, &wanted, &out, FixOptions { accept_signature_loss, replace: true }, &host.now())?;
    let copy = report.written.is_some().then(|| host.files.add(&out));
    Ok(Some(CorrectedCopy { report: report.named(&out), copy }))
}

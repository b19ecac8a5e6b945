//! Commands of files: the buyer's own, written into, and new ones.

use std::path::Path;

use clausier_app::export::all::AllReport;
use clausier_app::wire::{ExportPlan, ExportReport, FileHandle};
use clausier_app::{self as app, UserError, UserResult, wire};
use clausier_core::tender::TenderId;
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// Asks for one of the buyer's documents.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn choose_document(host: Shared<'_>) -> Option<FileHandle> {
    host.choose(FileKind::Document).map(|path| host.files.add(&path))
}

/// Gives the document that comes with a sample; nothing for another tender.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn sample_document(host: Shared<'_>, id: TenderId, document: String) -> UserResult<Option<FileHandle>> {
    Ok(app::sample::document(&host.app, id, &document).map(|path| host.files.add(&path)))
}

/// Shows the document's outline and where each clause would go.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn document_plan(host: Shared<'_>, id: TenderId, document: String, file: String) -> UserResult<ExportPlan> {
    let path = host.files.path(&file)?;
    let tender = app::tenders::get(&host.app, id)?;
    let handle = FileHandle { handle: file, name: name_of(&path) };
    app::export::plan_view(&host.app, &tender, &document, &path, handle)
}

/// Writes the clauses into a new file beside the buyer's own, at the places shown and accepted.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn export_document(
    host: Shared<'_>,
    id: TenderId,
    document: String,
    file: String,
    places: Vec<wire::ChosenPlace>,
    decisions: Vec<wire::Decision>,
) -> UserResult<wire::Exported> {
    let path = host.files.path(&file)?;
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as(&app::export::proposed_name(&path), path.parent().map(Path::to_path_buf)) else {
        return Ok(wire::Exported { report: None, file: None });
    };
    let report: ExportReport = app::export::write_from_window(&host.app, &tender, &document, &path, &out, &places, &decisions, &host.now())?;
    let file = report.written.is_some().then(|| host.files.add(&out));
    Ok(wire::Exported { report: Some(report), file })
}

/// Asks for the folder of the documents and shows where every clause would go; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn plan_all_documents(host: Shared<'_>, id: TenderId) -> UserResult<wire::AllPlanned> {
    let tender = app::tenders::get(&host.app, id)?;
    let Some(folder) = host.choose(FileKind::DocumentsFolder) else { return Ok(wire::AllPlanned { folder: None, plan: None }) };
    let plan = app::export::all::plan_remembering(&host.app, &tender, &folder, &app::export::Options::default(), &host.now())?;
    Ok(wire::AllPlanned { folder: Some(host.files.add(&folder)), plan: Some(plan) })
}

/// Writes all the documents into a new folder beside them, at the places shown and accepted.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn export_all_documents(host: Shared<'_>, id: TenderId, folder: String) -> UserResult<AllReport> {
    let from = host.files.path(&folder)?;
    let tender = app::tenders::get(&host.app, id)?;
    app::export::all::write_from_window(&host.app, &tender, &from, &host.now())
}

/// Opens a file that Clausier wrote, in the program that the system prefers.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn open_written(host: Shared<'_>, file: String) -> UserResult<()> {
    let path = host.files.path(&file)?;
    done(host.open_file(&path), &path)
}

/// Shows a written file in its folder.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn reveal_written(host: Shared<'_>, file: String) -> UserResult<()> {
    let path = host.files.path(&file)?;
    done(host.reveal(&path), &path)
}

/// The letter of a small purchase, as text to paste.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn letter(host: Shared<'_>, id: TenderId) -> UserResult<wire::Letter> {
    let tender = app::tenders::get(&host.app, id)?;
    app::letter::letter(&host.app.engine, &tender, &host.now())
}

/// Writes the letter of a small purchase as a Word document.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_letter(host: Shared<'_>, id: TenderId) -> UserResult<Option<FileHandle>> {
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as("Lettre de consultation.docx", None) else { return Ok(None) };
    app::letter::write(&host.app.engine, &tender, &out, true, &host.now())?;
    Ok(Some(host.files.add(&out)))
}

/// Lists the documents that can be made of a tender.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn new_documents(host: Shared<'_>, id: TenderId) -> UserResult<Vec<app::create::NewDocument>> {
    let tender = app::tenders::get(&host.app, id)?;
    Ok(app::create::offered(&host.app.engine, &tender, &host.now()))
}

/// Writes a new document where the user says; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn create_document(
    host: Shared<'_>,
    id: TenderId,
    kind: app::create::NewKind,
    format: app::create::FileFormat,
) -> UserResult<Option<FileHandle>> {
    let tender = app::tenders::get(&host.app, id)?;
    let made = app::create::make(&host.app.engine, &tender, kind, &host.now())?;
    let Some(out) = host.save_as(&app::create::proposed_name(&made, format), None) else { return Ok(None) };
    app::create::write(&host.app.engine, &tender, kind, format, &out, true, &host.now())?;
    Ok(Some(host.files.add(&out)))
}

/// Reads the frames that bidders filled in, and puts them side by side; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn read_answers(host: Shared<'_>, id: TenderId) -> UserResult<Option<app::answers::AnswersView>> {
    let paths = host.choose_several(FileKind::Answers);
    if paths.is_empty() {
        return Ok(None);
    }
    let tender = app::tenders::get(&host.app, id)?;
    let handles = paths.iter().map(|path| host.files.add(path)).collect();
    Ok(Some(app::answers::read(&host.app.engine, &tender, &paths, &host.now())?.screen(handles)))
}

/// Writes the comparison of frames read before as a workbook.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_comparison(host: Shared<'_>, id: TenderId, files: Vec<String>) -> UserResult<Option<FileHandle>> {
    let paths = files.iter().map(|file| host.files.path(file)).collect::<Result<Vec<_>, _>>()?;
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as("Comparaison des réponses.xlsx", None) else { return Ok(None) };
    app::answers::read(&host.app.engine, &tender, &paths, &host.now())?.write(&out, true)?;
    Ok(Some(host.files.add(&out)))
}

fn done(done: bool, path: &Path) -> UserResult<()> {
    if done { Ok(()) } else { Err(UserError::new("fichier-illisible", &[("fichier", &name_of(path))])) }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

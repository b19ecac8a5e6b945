//! The commands of the window. No law, no file format, no SQL: a call to a use case each.

use std::path::Path;

use chrono::NaiveDate;
use clausier_app::export::all::AllReport;
use clausier_app::wire::{ClauseView, CpvLabel, ExportPlan, ExportReport, FileHandle, Settings, SharingView, StartView, TenderRow, TenderView};
use clausier_app::{self as app, UserError, UserResult, wire};
use clausier_core::tender::{Level, Scalar, TenderId};
use serde_json::Value;
use tauri::{Runtime, State};
use tauri_specta::{Builder, collect_commands};

use crate::dialogs::FileKind;
use crate::state::Host;

/// Returns every command with its types; `commands.list` holds the same names.
pub fn all<R: Runtime>() -> Builder<R> {
    Builder::<R>::new().commands(collect_commands![
        start,
        ready,
        list_tenders,
        create_tender,
        open_sample,
        open_tender,
        remove_tender,
        restore_tender,
        edit_tender,
        undo_tender,
        redo_tender,
        keep_clause,
        set_aside_clause,
        release_clause,
        set_parameter,
        clause_view,
        library_browse,
        library_clause,
        library_compare,
        search_clauses,
        search_cpv,
        read_amount,
        share_out_weights,
        choose_document,
        sample_document,
        document_plan,
        export_document,
        plan_all_documents,
        export_all_documents,
        open_written,
        reveal_written,
        letter,
        save_letter,
        new_documents,
        create_document,
        read_answers,
        save_comparison,
        import_tender,
        export_tender,
        link_share,
        unlink_share,
        share_state,
        share_sync,
        crate::review_commands::choose_review_files,
        crate::review_commands::review_tender,
        crate::review_commands::correct_copy,
        crate::share_commands::link_place,
        crate::share_commands::unlock_share,
        crate::share_commands::share_details,
        crate::share_commands::resolve_fork,
        crate::share_commands::share_doctor,
        crate::share_commands::share_progress,
        crate::share_commands::share_poll,
        crate::figures_commands::figures_view,
        crate::figures_commands::indicator_page,
        crate::figures_commands::figures_report,
        crate::figures_commands::save_figures,
        crate::figures_commands::save_indicator,
        save_settings,
        list_backups,
        restore_backup,
        repair_base,
        line_reasons,
        question_stakes,
        tender_calendar,
        other_day,
        organisation_view,
        news_view,
        draft_news,
        acknowledge_news,
        show_needs,
        answer_need,
        set_topic,
        set_insertion,
        write_insertion_hours,
        crate::publish_commands::save_open_data,
        crate::publish_commands::intake_state,
        crate::publish_commands::import_intake,
        crate::publish_commands::undo_intake,
        crate::notice_commands::notice_form,
        crate::notice_commands::set_notice_field,
        crate::published_commands::import_published,
        crate::published_commands::published_progress,
        crate::published_commands::stop_published,
        crate::published_commands::published_state,
        crate::published_commands::undo_published,
        crate::criteria_commands::simulate_weights,
        crate::link_commands::open_source,
        crate::own_commands::own_list,
        crate::own_commands::own_browse,
        crate::own_commands::own_sheet,
        crate::own_commands::own_start,
        crate::own_commands::own_preview,
        crate::own_commands::own_save,
        crate::own_commands::own_remove,
        crate::own_commands::own_proposal,
        crate::own_commands::own_merge,
        crate::own_commands::own_history,
        crate::own_commands::own_undo,
        crate::own_commands::keep_own_clause,
        crate::own_commands::pack_export,
        crate::own_commands::pack_choose,
        crate::own_commands::pack_import,
        crate::own_commands::pack_share,
        crate::own_commands::pack_offers,
        crate::own_commands::pack_offer,
        crate::own_commands::pack_take_offer,
        crate::own_commands::pack_dismiss,
    ])
}

type Shared<'a> = State<'a, Host>;

/// More than the library holds: a screen lists all that is found.
const WHOLE_LIBRARY: usize = 1_000;

/// A JSON merge patch: what it holds is judged when it is applied.
#[derive(serde::Deserialize, specta::Type)]
#[serde(transparent)]
struct Patch(#[specta(type = specta_typescript::Unknown)] Value);

/// What the window needs to draw itself.
#[tauri::command(async)]
#[specta::specta]
fn start(host: Shared<'_>) -> UserResult<StartView> {
    Ok(app::start::start(&host.app, &host.now()))
}

/// Tells that the first screen is painted: the window may be shown.
#[tauri::command(async)]
#[specta::specta]
fn ready(host: Shared<'_>) {
    host.show();
    crate::note_painted();
    app::news::keep(&host.app);
}

/// Lists the tenders, the last edited first.
#[tauri::command(async)]
#[specta::specta]
fn list_tenders(host: Shared<'_>) -> UserResult<Vec<TenderRow>> {
    app::tenders::list(&host.app)
}

/// Creates an empty tender, or a small purchase.
#[tauri::command(async)]
#[specta::specta]
fn create_tender(host: Shared<'_>, small: bool) -> UserResult<TenderView> {
    app::tenders::create(&host.app, small, &host.now())
}

/// Opens a sample tender, made anew if it is not there.
#[tauri::command(async)]
#[specta::specta]
fn open_sample(host: Shared<'_>, sample: String) -> UserResult<TenderView> {
    app::sample::open(&host.app, &sample, &host.now())
}

/// Opens a tender.
#[tauri::command(async)]
#[specta::specta]
fn open_tender(host: Shared<'_>, id: TenderId) -> UserResult<TenderView> {
    app::tenders::open(&host.app, id, &host.now())
}

/// Removes a tender from the list; `restore_tender` brings it back.
#[tauri::command(async)]
#[specta::specta]
fn remove_tender(host: Shared<'_>, id: TenderId) -> UserResult<Vec<TenderRow>> {
    app::tenders::remove(&host.app, id, &host.now())?;
    app::tenders::list(&host.app)
}

/// Brings back a tender that was removed.
#[tauri::command(async)]
#[specta::specta]
fn restore_tender(host: Shared<'_>, id: TenderId) -> UserResult<Vec<TenderRow>> {
    app::tenders::restore(&host.app, id, &host.now())?;
    app::tenders::list(&host.app)
}

/// Applies a JSON merge patch (RFC 7386) to a tender; `null` = not known yet.
#[tauri::command(async)]
#[specta::specta]
fn edit_tender(host: Shared<'_>, id: TenderId, rev: i32, operation: String, patch: Patch) -> UserResult<TenderView> {
    app::edit::patch(&host.app, id, i64::from(rev), &operation, &patch.0, &host.now())
}

/// Puts back what was there before the last edit.
#[tauri::command(async)]
#[specta::specta]
fn undo_tender(host: Shared<'_>, id: TenderId, rev: i32) -> UserResult<TenderView> {
    app::edit::undo(&host.app, id, i64::from(rev), &host.now())
}

/// Puts back what was undone.
#[tauri::command(async)]
#[specta::specta]
fn redo_tender(host: Shared<'_>, id: TenderId, rev: i32) -> UserResult<TenderView> {
    app::edit::redo(&host.app, id, i64::from(rev), &host.now())
}

/// Keeps a clause, or changes its level.
#[tauri::command(async)]
#[specta::specta]
fn keep_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String, level: Option<Level>) -> UserResult<TenderView> {
    app::edit::keep_clause(&host.app, id, i64::from(rev), &clause, level, &host.now())
}

/// Sets a clause aside, with its reason.
#[tauri::command(async)]
#[specta::specta]
fn set_aside_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String, reason: String) -> UserResult<TenderView> {
    app::edit::set_aside_clause(&host.app, id, i64::from(rev), &clause, &reason, &host.now())
}

/// Puts a clause back among those not decided yet.
#[tauri::command(async)]
#[specta::specta]
fn release_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String) -> UserResult<TenderView> {
    app::edit::release_clause(&host.app, id, i64::from(rev), &clause, &host.now())
}

/// Fills, or empties, one parameter of a kept clause.
#[tauri::command(async)]
#[specta::specta]
fn set_parameter(host: Shared<'_>, id: TenderId, rev: i32, clause: String, parameter: String, value: Option<Scalar>) -> UserResult<TenderView> {
    app::edit::set_parameter(&host.app, id, i64::from(rev), &clause, &parameter, value, &host.now())
}

/// Shows a clause, filled with the choices of a tender when one is given.
#[tauri::command(async)]
#[specta::specta]
fn clause_view(host: Shared<'_>, id: Option<TenderId>, clause: String, level: Option<Level>) -> UserResult<ClauseView> {
    app::clauses::view(&host.app, id, &clause, level, &host.now())
}

/// Searches the clause library.
#[tauri::command(async)]
#[specta::specta]
fn search_clauses(host: Shared<'_>, text: String, theme: Option<String>) -> UserResult<app::search::SearchResult> {
    let question = app::search::Question { text, theme, limit: Some(WHOLE_LIBRARY), ..app::search::Question::default() };
    app::search::search(&host.app.engine, &question)
}

/// Searches the library, with its facets.
#[tauri::command(async)]
#[specta::specta]
fn library_browse(host: Shared<'_>, question: app::library::LibraryQuestion) -> UserResult<app::library::LibraryPage> {
    app::library::browse(&host.app.engine, &question)
}

/// Shows a clause of the library with what surrounds it.
#[tauri::command(async)]
#[specta::specta]
fn library_clause(host: Shared<'_>, clause: String, version: Option<String>) -> UserResult<app::library::LibraryClause> {
    app::library::show(&host.app, &clause, version.as_deref(), &host.now())
}

/// Compares two wordings of a clause.
#[tauri::command(async)]
#[specta::specta]
fn library_compare(
    host: Shared<'_>,
    clause: String,
    left: app::library::Wording,
    right: app::library::Wording,
) -> UserResult<app::library::Comparison> {
    app::library::compare(&host.app.engine, &clause, &left, &right, &host.now())
}

/// Searches the CPV nomenclature by code or words.
#[tauri::command(async)]
#[specta::specta]
fn search_cpv(host: Shared<'_>, text: String) -> Vec<CpvLabel> {
    app::cpv::search(&host.app.engine, &text, 12)
}

/// Reads an amount as typed: `150 k€`, `1,2 M€`.
#[tauri::command(async)]
#[specta::specta]
fn read_amount(text: String) -> UserResult<wire::Amount> {
    app::tender_file::read_amount(&text)
}

/// Gives what is left of 100 to the criteria without a weight, or evens all weights.
#[tauri::command(async)]
#[specta::specta]
fn share_out_weights(host: Shared<'_>, id: TenderId, rev: i32, even: bool) -> UserResult<TenderView> {
    app::edit::share_out_weights(&host.app, id, i64::from(rev), even, &host.now())
}

/// Asks for one of the buyer's documents.
#[tauri::command(async)]
#[specta::specta]
fn choose_document(host: Shared<'_>) -> Option<FileHandle> {
    host.choose(FileKind::Document).map(|path| host.files.add(&path))
}

/// Gives the document that comes with a sample; nothing for another tender.
#[tauri::command(async)]
#[specta::specta]
fn sample_document(host: Shared<'_>, id: TenderId, document: String) -> UserResult<Option<FileHandle>> {
    Ok(app::sample::document(&host.app, id, &document).map(|path| host.files.add(&path)))
}

/// Shows the document's outline and where each clause would go.
#[tauri::command(async)]
#[specta::specta]
fn document_plan(host: Shared<'_>, id: TenderId, document: String, file: String) -> UserResult<ExportPlan> {
    let path = host.files.path(&file)?;
    let tender = app::tenders::get(&host.app, id)?;
    let handle = FileHandle { handle: file, name: name_of(&path) };
    app::export::plan_view(&host.app, &tender, &document, &path, handle)
}

/// Writes the clauses into a new file beside the buyer's own, at the places shown and accepted.
#[tauri::command(async)]
#[specta::specta]
fn export_document(
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
fn plan_all_documents(host: Shared<'_>, id: TenderId) -> UserResult<wire::AllPlanned> {
    let tender = app::tenders::get(&host.app, id)?;
    let Some(folder) = host.choose(FileKind::DocumentsFolder) else { return Ok(wire::AllPlanned { folder: None, plan: None }) };
    let plan = app::export::all::plan_remembering(&host.app, &tender, &folder, &app::export::Options::default(), &host.now())?;
    Ok(wire::AllPlanned { folder: Some(host.files.add(&folder)), plan: Some(plan) })
}

/// Writes all the documents into a new folder beside them, at the places shown and accepted.
#[tauri::command(async)]
#[specta::specta]
fn export_all_documents(host: Shared<'_>, id: TenderId, folder: String) -> UserResult<AllReport> {
    let from = host.files.path(&folder)?;
    let tender = app::tenders::get(&host.app, id)?;
    app::export::all::write_from_window(&host.app, &tender, &from, &host.now())
}

/// Opens a file that Clausier wrote, in the program that the system prefers.
#[tauri::command(async)]
#[specta::specta]
fn open_written(host: Shared<'_>, file: String) -> UserResult<()> {
    let path = host.files.path(&file)?;
    done(host.open_file(&path), &path)
}

/// Shows a written file in its folder.
#[tauri::command(async)]
#[specta::specta]
fn reveal_written(host: Shared<'_>, file: String) -> UserResult<()> {
    let path = host.files.path(&file)?;
    done(host.reveal(&path), &path)
}

/// The letter of a small purchase, as text to paste.
#[tauri::command(async)]
#[specta::specta]
fn letter(host: Shared<'_>, id: TenderId) -> UserResult<wire::Letter> {
    let tender = app::tenders::get(&host.app, id)?;
    app::letter::letter(&host.app.engine, &tender, &host.now())
}

/// Writes the letter of a small purchase as a Word document.
#[tauri::command(async)]
#[specta::specta]
fn save_letter(host: Shared<'_>, id: TenderId) -> UserResult<Option<FileHandle>> {
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as("Lettre de consultation.docx", None) else { return Ok(None) };
    app::letter::write(&host.app.engine, &tender, &out, true, &host.now())?;
    Ok(Some(host.files.add(&out)))
}

/// Lists the documents that can be made of a tender.
#[tauri::command(async)]
#[specta::specta]
fn new_documents(host: Shared<'_>, id: TenderId) -> UserResult<Vec<app::create::NewDocument>> {
    let tender = app::tenders::get(&host.app, id)?;
    Ok(app::create::offered(&host.app.engine, &tender, &host.now()))
}

/// Writes a new document where the user says; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
fn create_document(host: Shared<'_>, id: TenderId, kind: app::create::NewKind, format: app::create::FileFormat) -> UserResult<Option<FileHandle>> {
    let tender = app::tenders::get(&host.app, id)?;
    let made = app::create::make(&host.app.engine, &tender, kind, &host.now())?;
    let Some(out) = host.save_as(&app::create::proposed_name(&made, format), None) else { return Ok(None) };
    app::create::write(&host.app.engine, &tender, kind, format, &out, true, &host.now())?;
    Ok(Some(host.files.add(&out)))
}

/// Reads the frames that bidders filled in, and puts them side by side; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
fn read_answers(host: Shared<'_>, id: TenderId) -> UserResult<Option<app::answers::AnswersView>> {
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
fn save_comparison(host: Shared<'_>, id: TenderId, files: Vec<String>) -> UserResult<Option<FileHandle>> {
    let paths = files.iter().map(|file| host.files.path(file)).collect::<Result<Vec<_>, _>>()?;
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as("Comparaison des réponses.xlsx", None) else { return Ok(None) };
    app::answers::read(&host.app.engine, &tender, &paths, &host.now())?.write(&out, true)?;
    Ok(Some(host.files.add(&out)))
}

/// Reads a tender file chosen by the user into the base.
#[tauri::command(async)]
#[specta::specta]
fn import_tender(host: Shared<'_>) -> UserResult<Option<TenderView>> {
    let Some(path) = host.choose(FileKind::TenderFile) else { return Ok(None) };
    let tender = app::files::read_tender(&path)?;
    let imported = app::tenders::import(&host.app, &tender, &host.now())?;
    app::tenders::open(&host.app, imported.id, &host.now()).map(Some)
}

/// Writes a tender of the base as a file.
#[tauri::command(async)]
#[specta::specta]
fn export_tender(host: Shared<'_>, id: TenderId) -> UserResult<Option<FileHandle>> {
    let tender = app::tenders::get(&host.app, id)?;
    let Some(out) = host.save_as("marché.json", None) else { return Ok(None) };
    app::files::write_tender(&tender, &out, true)?;
    Ok(Some(host.files.add(&out)))
}

/// Links a shared folder chosen by the user.
#[tauri::command(async)]
#[specta::specta]
fn link_share(host: Shared<'_>) -> UserResult<SharingView> {
    match host.choose(FileKind::Folder) {
        Some(folder) => app::sharing_view::link(&host.app, &folder, &host.now()),
        None => app::sharing_view::state(&host.app, &host.now()),
    }
}

/// Forgets the shared folder; nothing in it is touched.
#[tauri::command(async)]
#[specta::specta]
fn unlink_share(host: Shared<'_>) -> UserResult<SharingView> {
    app::sharing_view::unlink(&host.app, &host.now())
}

/// State of the shared folder.
#[tauri::command(async)]
#[specta::specta]
fn share_state(host: Shared<'_>) -> UserResult<SharingView> {
    app::sharing_view::state(&host.app, &host.now())
}

/// Sends and receives now.
#[tauri::command(async)]
#[specta::specta]
fn share_sync(host: Shared<'_>) -> UserResult<SharingView> {
    app::sharing_view::sync(&host.app, &host.now())
}

/// Keeps the user's choices; the size of the display takes effect at once.
#[tauri::command(async)]
#[specta::specta]
fn save_settings(host: Shared<'_>, settings: Settings) -> UserResult<Settings> {
    let settings = app::settings::save(&host.app, settings, &host.now())?;
    host.zoom(settings.zoom);
    Ok(settings)
}

/// Lists the verified backups, the newest first.
#[tauri::command(async)]
#[specta::specta]
fn list_backups(host: Shared<'_>) -> UserResult<Vec<wire::BackupRow>> {
    app::backups::list(&host.app)
}

/// Restores a backup; the damaged base is set aside, never deleted.
#[tauri::command(async)]
#[specta::specta]
fn restore_backup(host: Shared<'_>, backup: String) -> UserResult<StartView> {
    app::backups::restore(&host.app, &backup, &host.now())?;
    Ok(app::start::start(&host.app, &host.now()))
}

/// Sets a damaged base aside, never deleted, and starts again from the newest backup, else from nothing.
#[tauri::command(async)]
#[specta::specta]
fn repair_base(host: Shared<'_>) -> UserResult<StartView> {
    app::backups::repair(&host.app, &host.now())?;
    Ok(app::start::start(&host.app, &host.now()))
}

/// Says why a line says what it says: what was compared, and the whole reasoning as a text.
#[tauri::command(async)]
#[specta::specta]
fn line_reasons(host: Shared<'_>, id: TenderId, obligation: String) -> UserResult<app::why::LineReasons> {
    app::why::line(&host.app, id, &obligation, &host.now())
}

/// Says what hangs on the answer to a question.
#[tauri::command(async)]
#[specta::specta]
fn question_stakes(host: Shared<'_>, id: TenderId, field: String) -> UserResult<app::why::QuestionStakes> {
    app::why::question(&host.app, id, &field, &host.now())
}

/// Says what changes with the day of the consultation.
#[tauri::command(async)]
#[specta::specta]
fn tender_calendar(host: Shared<'_>, id: TenderId) -> UserResult<app::calendar::CalendarView> {
    app::calendar::of(&host.app, id, &host.now())
}

/// Compares another day of the consultation with the one planned.
#[tauri::command(async)]
#[specta::specta]
fn other_day(host: Shared<'_>, id: TenderId, on: NaiveDate) -> UserResult<app::calendar::OtherDay> {
    app::calendar::other_day(&host.app, id, on, &host.now())
}

/// The duties of the buyer of the settings.
#[tauri::command(async)]
#[specta::specta]
fn organisation_view(host: Shared<'_>) -> UserResult<app::duties::OrganisationView> {
    Ok(app::duties::of(&host.app, &host.now()))
}

/// What changed since the edition before, and for which drafts.
#[tauri::command(async)]
#[specta::specta]
fn news_view(host: Shared<'_>) -> UserResult<app::news::NewsView> {
    app::news::of(&host.app, &host.now())
}

/// What changed for one draft, until its owner has seen it.
#[tauri::command(async)]
#[specta::specta]
fn draft_news(host: Shared<'_>, id: TenderId) -> UserResult<Option<app::news::DraftNews>> {
    app::news::of_draft(&host.app, id, &host.now())
}

/// Takes « Vu » for a draft, or for the page and every draft.
#[tauri::command(async)]
#[specta::specta]
fn acknowledge_news(host: Shared<'_>, id: Option<TenderId>) -> UserResult<app::news::NewsMark> {
    app::news::acknowledge(&host.app, id)
}

fn done(done: bool, path: &Path) -> UserResult<()> {
    if done { Ok(()) } else { Err(UserError::new("fichier-illisible", &[("fichier", &name_of(path))])) }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Shows the need of a tender.
#[tauri::command(async)]
#[specta::specta]
fn show_needs(host: Shared<'_>, id: TenderId) -> UserResult<app::needs::NeedsScreen> {
    app::needs::show(&host.app, id, &host.now())
}

/// Writes an answer, or takes it back.
#[tauri::command(async)]
#[specta::specta]
fn answer_need(host: Shared<'_>, id: TenderId, rev: i32, question: String, value: Option<Scalar>) -> UserResult<TenderView> {
    app::needs::answer(&host.app, id, i64::from(rev), &question, value.as_ref(), &host.now())
}

/// Chooses the status of a topic, or gives it back to the answers.
#[tauri::command(async)]
#[specta::specta]
fn set_topic(
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
fn set_insertion(host: Shared<'_>, id: TenderId, rev: i32, lot: Option<u32>, figures: clausier_core::tender::Insertion) -> UserResult<TenderView> {
    app::needs::set_insertion(&host.app, id, i64::from(rev), lot, figures, &host.now())
}

/// Writes the insertion hours into the clauses kept.
#[tauri::command(async)]
#[specta::specta]
fn write_insertion_hours(host: Shared<'_>, id: TenderId, rev: i32) -> UserResult<TenderView> {
    app::needs::write_hours(&host.app, id, i64::from(rev), &host.now())
}

//! Commands of the organisation's own clauses and of their packs.

use clausier_app::library::LibraryQuestion;
use clausier_app::own::{MergePick, MergeProposal, OwnChangeRow, OwnDraft, OwnList, OwnPreview, OwnRow, OwnSheet};
use clausier_app::packs::{PackEffect, PackOffers, PackSummary, PackYes};
use clausier_app::wire::{FileHandle, TenderView};
use clausier_app::{self as app, TenderId, UserResult};
use clausier_core::tender::Level;
use tauri::State;

use crate::dialogs::FileKind;
use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// A pack that the user chose, and what it would change.
#[derive(Debug, Clone, serde::Serialize, specta::Type)]
pub(crate) struct ChosenPack {
    file: FileHandle,
    effect: PackEffect,
}

/// A pack that was written, and where.
#[derive(Debug, Clone, serde::Serialize, specta::Type)]
pub(crate) struct WrittenPack {
    file: FileHandle,
    pack: PackSummary,
}

/// Lists the clauses of the organisation.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_list(host: Shared<'_>) -> UserResult<OwnList> {
    app::own::list(&host.app, &host.now())
}

/// Searches the clauses of the organisation as the library is searched.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_browse(host: Shared<'_>, question: LibraryQuestion) -> UserResult<Vec<OwnRow>> {
    app::own::browse(&host.app, &question, &host.now())
}

/// Shows one clause of the organisation.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_sheet(host: Shared<'_>, clause: String) -> UserResult<OwnSheet> {
    app::own::sheet(&host.app, &clause, &host.now())
}

/// Returns what a person starts from: nothing, or a clause of the catalogue.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_start(host: Shared<'_>, parent: Option<String>) -> UserResult<OwnDraft> {
    app::own::start(&host.app, parent.as_deref(), &host.now())
}

/// Shows a draft as it would be written, with what the rules say of it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_preview(host: Shared<'_>, draft: OwnDraft) -> UserResult<OwnPreview> {
    app::own::preview(&host.app, &draft.clause, &draft.content)
}

/// Keeps a draft as the next wording of its clause.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_save(host: Shared<'_>, draft: OwnDraft) -> UserResult<OwnSheet> {
    app::own::save(&host.app, draft, &host.now())
}

/// Takes a clause away; the history brings it back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_remove(host: Shared<'_>, clause: String) -> UserResult<OwnList> {
    app::own::remove(&host.app, &clause, &host.now())?;
    app::own::list(&host.app, &host.now())
}

/// What the parent of a clause says now, beside what the organisation made of it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_proposal(host: Shared<'_>, clause: String) -> UserResult<Option<MergeProposal>> {
    app::own::proposal(&host.app, &clause, &host.now())
}

/// Takes the proposal, with the choices made.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_merge(host: Shared<'_>, clause: String, seen: String, picks: Vec<MergePick>) -> UserResult<OwnSheet> {
    app::own::merge(&host.app, &clause, &seen, &picks, &host.now())
}

/// What was done to the clauses of the organisation.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_history(host: Shared<'_>) -> UserResult<Vec<OwnChangeRow>> {
    app::own::history(&host.app)
}

/// Takes a change back, whole.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn own_undo(host: Shared<'_>, change: i32) -> UserResult<Vec<OwnChangeRow>> {
    app::own::undo(&host.app, change, &host.now())
}

/// Keeps a clause of the organisation in a tender, or changes its level.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn keep_own_clause(host: Shared<'_>, id: TenderId, rev: i32, clause: String, level: Option<Level>) -> UserResult<TenderView> {
    app::own::keep(&host.app, id, i64::from(rev), &clause, level, &host.now())
}

/// Writes a pack where the user says; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_export(host: Shared<'_>, clauses: Vec<String>) -> UserResult<Option<WrittenPack>> {
    let Some(out) = host.save_as("clauses.paquet", None) else { return Ok(None) };
    let pack = app::packs::export_to(&host.app, &out, &clauses, true, &host.now())?;
    Ok(Some(WrittenPack { file: host.files.add(&out), pack }))
}

/// Asks for a pack and says what it would change; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_choose(host: Shared<'_>) -> UserResult<Option<ChosenPack>> {
    let Some(path) = host.choose(FileKind::Pack) else { return Ok(None) };
    let effect = app::packs::import_file(&host.app, &path, None, &host.now())?;
    Ok(Some(ChosenPack { file: host.files.add(&path), effect }))
}

/// Applies a pack that was chosen.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_import(host: Shared<'_>, handle: String, yes: PackYes) -> UserResult<PackEffect> {
    let path = host.files.path(&handle)?;
    app::packs::import_file(&host.app, &path, Some(yes), &host.now())
}

/// Puts a pack in the shared folder.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_share(host: Shared<'_>, clauses: Vec<String>) -> UserResult<PackSummary> {
    app::packs::share(&host.app, &clauses, &host.now())
}

/// Lists the packs that the shared folder proposes.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_offers(host: Shared<'_>) -> UserResult<PackOffers> {
    app::packs::offers(&host.app)
}

/// Says what an offer would change.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_offer(host: Shared<'_>, name: String) -> UserResult<PackEffect> {
    app::packs::plan_offer(&host.app, &name)
}

/// Applies an offer.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_take_offer(host: Shared<'_>, name: String, yes: PackYes) -> UserResult<PackEffect> {
    let bytes = app::packs::offer(&host.app, &name)?;
    app::packs::import(&host.app, &bytes, &name, yes, &host.now())
}

/// Sets an offer aside.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn pack_dismiss(host: Shared<'_>, name: String) -> UserResult<PackOffers> {
    app::packs::dismiss(&host.app, &name, &host.now())
}

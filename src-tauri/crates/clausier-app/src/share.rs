//! Use cases of the shared folder: link, status, synchronise, decide a double edit, diagnose.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use clausier_core::figures::{Summary, summarise};
use clausier_core::tender::{Stage, Tender, TenderId};
use clausier_sharing::{
    Card, Chance, Clock, Folder, FolderError, Hash, LinkChoice, LinkRefusal, ResolveError, Session, SyncError, author, was_shared, withdraw,
};
pub use clausier_sharing::{DoctorReport, Fork, Keep, Linked, Resolved, State, Status, SyncReport};
use clausier_store::Store;

use crate::app::{App, Rest};
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::ledger::{Access, Book, InHand};
use crate::now::Now;
use crate::places::{self, Place, Trouble};
use crate::share_log;
use crate::share_progress::Counted;
use crate::store_errors::sentence;

/// Setting that holds where the folder is on this computer.
const FOLDER: &str = "partage.dossier";

/// Links a folder; `switch` = the yes to leave the share linked until now.
pub fn link(app: &App, directory: &Path, switch: bool, now: &Now) -> UserResult<Linked> {
    link_place(app, &places::local(directory)?, switch, now)
}

/// Links a place, with the password given before if it needs one.
pub fn link_place(app: &App, place: &Place, switch: bool, now: &Now) -> UserResult<Linked> {
    let choice = if switch { LinkChoice::Switch } else { LinkChoice::CreateOrJoin };
    let folder = places::open(place)?;
    let linked = clausier_sharing::link(&*folder, &mut Book(app), choice, &mut Luck).map_err(|error| link_sentence(error, folder.trouble()))?;
    let address = place.address().into();
    app.with_store(|store| store.set_setting(FOLDER, &address, now.at).map_err(|error| sentence(&error)))?;
    Ok(linked)
}

/// Forgets the folder and what came from others; nothing in it is touched.
pub fn unlink(app: &App, now: &Now) -> UserResult<()> {
    use clausier_sharing::Ledger;
    let mut book = Book(app);
    book.set_link(None)?;
    book.forget_others()?;
    app.with_store(|store| store.set_setting(FOLDER, &serde_json::Value::Null, now.at).map_err(|error| sentence(&error)))
}

/// Says where the sharing stands. Never an error of the folder: that is a state.
pub fn status(app: &App, _: &Now) -> UserResult<Status> {
    let folder = folder(app)?;
    clausier_sharing::status(folder.as_deref(), &Book(app))
}

/// Sends and receives. A folder that is away or foreign is a refusal, and nothing is written.
pub fn sync(app: &App, now: &Now) -> UserResult<SyncReport> {
    let folder = folder(app)?.ok_or_else(|| refusal("partage-aucun"))?;
    sync_through(app, folder, now)
}

/// The same through a folder that is given: for a measure on one that answers slowly.
pub fn sync_through(app: &App, folder: Box<dyn Folder>, now: &Now) -> UserResult<SyncReport> {
    let before = share_log::before(app)?;
    app.keep_rest(None);
    match exchange(app, Counted::over(folder), now) {
        Ok(report) => {
            share_log::note(app, &before, crate::sharing_view::sync_sentence(&report), now.at)?;
            app.keep_rest(rest(app, report.settled, now)?);
            unfinished(&report).map_or(Ok(report), Err)
        }
        Err(error) => {
            share_log::note_refusal(app, &error.message, now.at)?;
            Err(error)
        }
    }
}

/// Tells whether an exchange would do nothing: neither the folder nor the base changed since one left nothing to do, the
/// same day. One listing, no file opened; a folder that does not answer is not idle.
pub fn is_idle(app: &App, now: &Now) -> UserResult<bool> {
    let Some(known) = app.rest() else { return Ok(false) };
    if rest(app, Some(known.folder), now)? != Some(known) {
        return Ok(false);
    }
    let Some(folder) = folder(app)? else { return Ok(false) };
    Ok(clausier_sharing::fingerprint(&*folder) == Ok(known.folder))
}

fn rest(app: &App, settled: Option<Hash>, now: &Now) -> UserResult<Option<Rest>> {
    let Some(folder) = settled else { return Ok(None) };
    let base = app.with_store(|store| store.stamp().map_err(|error| sentence(&error)))?;
    Ok(Some(Rest { folder, base, day: now.today }))
}

fn exchange(app: &App, folder: Counted, now: &Now) -> UserResult<SyncReport> {
    let own = own_summaries(app)?;
    let removed = app.with_store(|store| store.removed().map_err(|error| sentence(&error)))?;
    let removed: Vec<TenderId> = removed.into_iter().map(|removed| removed.row.id).collect();
    let card = Card { label: None, app: env!("CARGO_PKG_VERSION").to_owned() };
    let session = Session { own: &own, removed: &removed, clock: Clock { today: now.today }, card };
    clausier_sharing::sync(&folder, &mut Book(app), &session, &mut Luck).map_err(|error| sync_sentence(error, folder.trouble()))
}

/// Says why something stayed here that should have left. A folder that may only be read is a state, not a failure.
fn unfinished(report: &SyncReport) -> Option<UserError> {
    let failed = |detail| Some(UserError::new("partage-echec", &[("detail", detail)]));
    match report.unsent {
        _ if report.full => Some(refusal("partage-plein")),
        Some(FolderError::Absent | FolderError::NoAnswer) => Some(refusal("partage-absent")),
        Some(_) => failed("le dossier a refusé une écriture"),
        None if report.torn => failed("ce qui a été écrit ne se relit pas à l’identique"),
        None => None,
    }
}

/// Decides a double edit, by a row above both.
pub fn resolve(app: &App, id: TenderId, keep: Keep, _: &Now) -> UserResult<Resolved> {
    clausier_sharing::resolve(&mut Book(app), id, keep, &mut Luck).map_err(|error| match error {
        ResolveError::NoFork => refusal("partage-double"),
        ResolveError::Refused => UserError::new("partage-echec", &[("detail", "ce marché ne peut plus recevoir de modification")]),
        ResolveError::Ledger(error) => error,
    })
}

/// Tries a place, for the people who administer it. No base is needed.
pub fn doctor(place: &Place) -> UserResult<DoctorReport> {
    let folder = places::open(place)?;
    let report = clausier_sharing::doctor(&*folder, &mut Luck);
    if report.reachable { Ok(report) } else { Err(places::away(report.trouble)) }
}

/// Makes the row of a tender that may be shared, beside the edit that changed it. It leaves with the
/// next synchronisation.
pub(crate) fn refresh_row(store: &mut Store, engine: &Engine, tender: &Tender) -> UserResult<()> {
    if !may_be_shared(tender.stage()) {
        return Ok(());
    }
    let mut book = Book(InHand(RefCell::new(store)));
    if let Some(summary) = summary(engine, tender, &book)? {
        author(&mut book, &summary, &mut Luck)?;
    }
    Ok(())
}

/// Makes the tombstone of a tender that this computer shared.
pub(crate) fn withdraw_row(store: &mut Store, id: TenderId) -> UserResult<()> {
    use clausier_sharing::Ledger;
    let mut book = Book(InHand(RefCell::new(store)));
    if book.content_of(id.0)?.is_some() {
        withdraw(&mut book, id, &mut Luck)?;
    }
    Ok(())
}

/// Returns where the share is, if one is linked.
pub fn place(app: &App) -> UserResult<Option<Place>> {
    let address = app.with_store(|store| store.setting(FOLDER).map_err(|error| sentence(&error)))?;
    // The yes to an address in clear was given when it was linked.
    Ok(address.and_then(|address| Place::parse(address.as_str()?, true).ok()))
}

pub(crate) fn folder(app: &App) -> UserResult<Option<Box<dyn Folder>>> {
    place(app)?.map(|place| places::open(&place)).transpose()
}

/// Reads only the tenders whose stage may be shared.
fn own_summaries(app: &App) -> UserResult<Vec<(TenderId, Option<Summary>)>> {
    let rows = app.with_store(|store| store.list().map_err(|error| sentence(&error)))?;
    let mut own = Vec::new();
    for row in rows.into_iter().filter(|row| may_be_shared(row.stage) && !row.sample) {
        let tender = app.with_store(|store| store.get(row.id).map_err(|error| sentence(&error)))?.tender;
        own.push((row.id, summary(&app.engine, &tender, &Book(app))?));
    }
    Ok(own)
}

fn summary<A: Access>(engine: &Engine, tender: &Tender, book: &Book<A>) -> UserResult<Option<Summary>> {
    let shared = tender.stage() == Stage::Abandoned && was_shared(book, tender.id)?;
    let library = engine.library_of(tender);
    Ok(summarise(tender, &|clause| library.traits(clause), shared))
}

fn may_be_shared(stage: Stage) -> bool {
    match stage {
        Stage::Need | Stage::Drafting => false,
        Stage::Published | Stage::Notified | Stage::Executing | Stage::Closed | Stage::Abandoned => true,
    }
}

fn refusal(code: &str) -> UserError {
    UserError::new(code, &[])
}

fn link_sentence(error: LinkRefusal<UserError>, trouble: Option<Trouble>) -> UserError {
    match error {
        LinkRefusal::Away => places::away(trouble),
        LinkRefusal::OtherShare { .. } => refusal("partage-autre"),
        LinkRefusal::MarkerLost { .. } => refusal("partage-marque-perdue"),
        LinkRefusal::UnreadableMarker => refusal("partage-marque-illisible"),
        LinkRefusal::NewerFormat { .. } => refusal("partage-plus-recent"),
        LinkRefusal::ReadOnly => refusal("partage-creation-refusee"),
        LinkRefusal::Full => refusal("partage-plein"),
        LinkRefusal::Folder(error) => folder_sentence(error),
        LinkRefusal::Ledger(error) => error,
    }
}

pub(crate) fn sync_sentence(error: SyncError<UserError>, trouble: Option<Trouble>) -> UserError {
    match error {
        SyncError::NotLinked => refusal("partage-aucun"),
        SyncError::Away => places::away(trouble),
        SyncError::Foreign { .. } => refusal("partage-autre"),
        SyncError::NewerFormat { .. } => refusal("partage-plus-recent"),
        SyncError::Ledger(error) => error,
    }
}

pub(crate) fn folder_sentence(error: FolderError) -> UserError {
    match error {
        FolderError::Absent | FolderError::NoAnswer => refusal("partage-absent"),
        FolderError::Refused | FolderError::ReadOnly => refusal("partage-creation-refusee"),
        FolderError::Full => refusal("partage-plein"),
        FolderError::Busy
        | FolderError::AlreadyExists
        | FolderError::TooLarge
        | FolderError::NotRegular
        | FolderError::Placeholder
        | FolderError::BadName
        | FolderError::Unsupported
        | FolderError::Io(_) => UserError::new("partage-echec", &[("detail", "le dossier a refusé une écriture d’essai")]),
    }
}

/// Chance from the system, and real waiting.
pub(crate) struct Luck;

impl Chance for Luck {
    fn next(&mut self) -> u64 {
        uuid::Uuid::new_v4().as_u64_pair().1 ^ uuid::Uuid::new_v4().as_u64_pair().0
    }

    fn wait(&mut self, delay: Duration) {
        std::thread::sleep(delay);
    }
}

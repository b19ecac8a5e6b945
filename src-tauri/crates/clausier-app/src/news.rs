//! « Quoi de neuf »: the edition of the program against the one last seen on this computer, and what the
//! difference changes for the drafts. The texts of an edition are kept beside the base from its first day
//! here, so that the next one can be compared with it; nothing is acknowledged in the user's place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clausier_catalogue::Files;
use clausier_core::tender::{Stage, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::catalogue_diff::{self, EditionChange};
use crate::edition_effect::{self, TenderEffect};
use crate::engine::Engine;
use crate::error::UserResult;
use crate::now::Now;
use crate::releases::{self, SoftwareNews, VERSION};
use crate::start::edition_words;
use crate::store_errors::sentence;
use crate::{files, organisation, tenders};

/// The folder of the editions, inside that of the base.
const FOLDER: &str = "editions";
/// What was seen, in that folder.
const SEEN: &str = "vue.json";

/// What this computer has seen of the editions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Seen {
    /// The edition of the program the last time it started.
    edition: String,
    /// The one before, against which the drafts below were last read; none on a first installation.
    previous: Option<String>,
    /// Drafts whose owner has not yet said « Vu ».
    waiting: BTreeSet<TenderId>,
    /// Whether the page itself is still to be read.
    unread: bool,
    /// The version of the program the last time it started; empty when it was not kept yet.
    version: String,
    /// The version that the reader knows, when the program is newer.
    previous_version: Option<String>,
}

/// What the frame of the window shows of the news.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NewsMark {
    /// Whether a new edition came since the page was last read.
    pub unread: bool,
    /// Drafts assessed with an older edition and not acknowledged yet.
    pub waiting: Vec<TenderId>,
}

/// What can be said of the edition before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// None was ever seen here.
    FirstInstallation,
    /// Its texts are here: everything below was computed with them.
    Compared,
    /// It was seen, and its texts are no longer here or no longer read.
    Lost,
}

/// What a new edition changes for one draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct DraftNews {
    pub effect: TenderEffect,
    /// « École : 2 lignes changent. »
    pub sentence: String,
    /// False until the user says « Vu ».
    pub seen: bool,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct NewsView {
    /// « novembre 2026 ».
    pub edition: String,
    pub previous: Option<String>,
    pub before: Before,
    pub unread: bool,
    /// What the law, and the clauses, say otherwise.
    pub changes: Vec<EditionChange>,
    /// The drafts that are touched, or that wait for « Vu ».
    pub drafts: Vec<DraftNews>,
    /// What changed in the program itself.
    pub software: SoftwareNews,
}

/// Notes the edition of the program at start: a new one makes every draft wait for its owner.
pub fn note(app: &App) -> NewsMark {
    let current = app.engine.edition();
    let known = read(app);
    let seen = match known.clone().map(renewed) {
        Some(seen) if seen.edition == current => seen,
        Some(seen) => turned(app, seen, current),
        None => Seen { edition: current.to_owned(), version: VERSION.to_owned(), ..Seen::default() },
    };
    if known.as_ref() != Some(&seen) {
        let _ = write(app, &seen);
    }
    mark(&seen)
}

/// Keeps the texts of the edition of the program beside the base, once, and forgets those that nothing is
/// compared with any more. Done after the first screen: nobody waits for it.
pub fn keep(app: &App) {
    let folder = folder(app);
    let Some(seen) = read(app) else { return };
    let kept = folder.join(&seen.edition);
    if !kept.is_dir() {
        let _ = write_texts(&folder, &kept);
    }
    let useful = |name: &str| name == seen.edition || seen.previous.as_deref() == Some(name);
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !useful(&name) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Shows what changed since the edition before.
pub fn of(app: &App, now: &Now) -> UserResult<NewsView> {
    let seen = read(app).unwrap_or_default();
    let engine = seen.previous.as_deref().and_then(|previous| earlier(app, previous));
    let drafts = match &engine {
        Some(old) => drafts(app, old, &seen, now)?,
        None => Vec::new(),
    };
    Ok(NewsView {
        edition: edition_words(app.engine.edition()),
        previous: seen.previous.as_deref().map(edition_words),
        before: match (&seen.previous, &engine) {
            (None, _) => Before::FirstInstallation,
            (Some(_), Some(_)) => Before::Compared,
            (Some(_), None) => Before::Lost,
        },
        unread: seen.unread,
        changes: engine.map(|old| catalogue_diff::compare(&old, &app.engine).changes).unwrap_or_default(),
        drafts,
        software: releases::since(seen.previous_version.as_deref()),
    })
}

/// Shows what changed for one draft; nothing when its owner has seen it, or when nothing can be compared.
pub fn of_draft(app: &App, id: TenderId, now: &Now) -> UserResult<Option<DraftNews>> {
    let Some(seen) = read(app).filter(|seen| seen.waiting.contains(&id)) else { return Ok(None) };
    let Some(old) = seen.previous.as_deref().and_then(|previous| earlier(app, previous)) else { return Ok(None) };
    let effect = edition_effect::of(&old, &app.engine, &tenders::get(app, id)?, now.today);
    Ok(Some(told(effect, false)))
}

/// Takes « Vu » for a draft, or for the page and every draft.
pub fn acknowledge(app: &App, id: Option<TenderId>) -> UserResult<NewsMark> {
    let mut seen = read(app).unwrap_or_default();
    match id {
        Some(id) => {
            seen.waiting.remove(&id);
        }
        None => {
            seen.waiting.clear();
            seen.unread = false;
        }
    }
    write(app, &seen)?;
    Ok(mark(&seen))
}

/// A draft that still waits was read with an older edition: that one stays the one to compare with.
fn turned(app: &App, seen: Seen, current: &str) -> Seen {
    let previous = if seen.waiting.is_empty() { Some(seen.edition) } else { seen.previous.or(Some(seen.edition)) };
    let rows = app.with_store(|store| store.list().map_err(|error| sentence(&error))).unwrap_or_default();
    let drafts = rows.into_iter().filter(|row| is_draft(row.stage) && !row.sample).map(|row| row.id);
    Seen { edition: current.to_owned(), previous, waiting: drafts.chain(seen.waiting).collect(), unread: true, ..seen }
}

/// Notes the version of the program: another one makes the page unread. While the page is unread, the version to tell
/// from stays the same. A computer whose version was never noted has nothing to tell from.
fn renewed(seen: Seen) -> Seen {
    if seen.version == VERSION {
        return seen;
    }
    let known = Some(seen.version).filter(|version| !version.is_empty());
    let kept = seen.previous_version.filter(|_| seen.unread);
    let previous_version = kept.or_else(|| known.clone());
    Seen { version: VERSION.to_owned(), previous_version, unread: seen.unread || known.is_some(), ..seen }
}

const fn is_draft(stage: Stage) -> bool {
    match stage {
        Stage::Need | Stage::Drafting => true,
        Stage::Published | Stage::Notified | Stage::Executing | Stage::Closed | Stage::Abandoned => false,
    }
}

/// The drafts that the edition touches, then those that it leaves alone and whose owner has not said so.
fn drafts(app: &App, old: &Engine, seen: &Seen, now: &Now) -> UserResult<Vec<DraftNews>> {
    let mut drafts: Vec<DraftNews> = Vec::new();
    for effect in edition_effect::on_drafts(app, old, now)? {
        let waits = seen.waiting.contains(&effect.id);
        drafts.push(told(effect, !waits));
    }
    for id in &seen.waiting {
        if drafts.iter().all(|draft| draft.effect.id != *id)
            && let Ok(tender) = tenders::get(app, *id)
        {
            drafts.push(told(TenderEffect { id: *id, title: tender.title, changes: Vec::new() }, false));
        }
    }
    Ok(drafts)
}

fn told(effect: TenderEffect, seen: bool) -> DraftNews {
    DraftNews { sentence: edition_effect::head_sentence("Marché sans titre", &effect), effect, seen }
}

fn mark(seen: &Seen) -> NewsMark {
    NewsMark { unread: seen.unread, waiting: seen.waiting.iter().copied().collect() }
}

/// The engine of an edition kept here, with the rules of the organisation as they are now: they changed with no edition.
fn earlier(app: &App, edition: &str) -> Option<Arc<Engine>> {
    type Read = (PathBuf, Arc<Engine>);
    static LAST: Mutex<Option<Read>> = Mutex::new(None);
    let folder = folder(app).join(edition);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, engine)) = last.as_ref().filter(|(known, _)| *known == folder) {
        return Some(Arc::clone(engine));
    }
    let own = organisation::folder(app.data_dir());
    let own = app.organisation_problem().is_none().then_some(own.as_path());
    let engine = Arc::new(Engine::load_with(Some(&folder), own).ok()?);
    *last = Some((folder, Arc::clone(&engine)));
    Some(engine)
}

fn folder(app: &App) -> PathBuf {
    app.data_dir().join(FOLDER)
}

/// Written whole under another name, then named: half an edition is never read.
fn write_texts(folder: &Path, kept: &Path) -> std::io::Result<()> {
    let whole = folder.join(".en-cours");
    let _ = fs::remove_dir_all(&whole);
    Files::write_embedded(&whole)?;
    fs::rename(&whole, kept)
}

fn read(app: &App) -> Option<Seen> {
    serde_json::from_slice(&fs::read(folder(app).join(SEEN)).ok()?).ok()
}

fn write(app: &App, seen: &Seen) -> UserResult<()> {
    let folder = folder(app);
    let _ = fs::create_dir_all(&folder);
    let text = serde_json::to_string_pretty(seen).expect("what was seen is plain data");
    files::write(&folder.join(SEEN), text.as_bytes(), true)
}

//! Published contracts taken in from the window: how far it is, how to stop it, and how to take the last one back.

use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use clausier_core::french;
use clausier_core::tender::TenderId;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::open_data::{self, Imported};
use crate::store_errors::sentence;
use crate::{files, share};

/// Setting that holds what the last import brought.
const LAST: &str = "decp.dernier-import";

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PublishedProgress {
    /// False when none runs.
    pub running: bool,
    /// Contracts taken.
    pub done: u32,
    /// Contracts of the file; zero while it is being read.
    pub total: u32,
}

/// What an import did, and what can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct PublishedShown {
    pub sentences: Vec<String>,
    /// « contrats.json – 12 marchés ajoutés, 1 mis à jour »; none when nothing can be taken back.
    pub last: Option<String>,
}

/// What some contracts did to one tender of the base.
pub(crate) struct Change {
    pub(crate) id: TenderId,
    /// Its revision after it.
    pub(crate) rev: i64,
    /// How many contracts it was told by: a consultation may have several.
    pub(crate) contracts: usize,
    pub(crate) created: bool,
    pub(crate) changed: bool,
}

/// What an import brought, to be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Taken {
    file: String,
    created: Vec<(TenderId, i64)>,
    updated: Vec<(TenderId, i64)>,
}

static RUN: LazyLock<Mutex<(PublishedProgress, bool)>> = LazyLock::new(Mutex::default);

fn run() -> MutexGuard<'static, (PublishedProgress, bool)> {
    RUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns how far the import of this program is.
pub fn progress() -> PublishedProgress {
    run().0
}

/// Asks the running import to stop; what it took stays until it is taken back.
pub fn stop() {
    run().1 = true;
}

/// Takes a file in; its contracts of other buyers too, unless a SIREN is given.
pub fn import(app: &App, file: &Path, buyer: Option<&str>, now: &Now) -> UserResult<PublishedShown> {
    *run() = (PublishedProgress { running: true, ..PublishedProgress::default() }, false);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let imported = open_data::import_watched(app, file, buyer, now, &mut |done, total| {
        let mut run = run();
        run.0 = PublishedProgress { running: true, done: count(done), total: count(total) };
        !run.1
    });
    *run() = Default::default();
    shown(app, open_data::import_sentences(&imported?))
}

/// Says what can be taken back.
pub fn state(app: &App) -> UserResult<PublishedShown> {
    shown(app, Vec::new())
}

/// Takes the last import back: what it added is removed, what it updated is as it was before. A tender that was worked on
/// since is left as it is, and named.
pub fn undo(app: &App, now: &Now) -> UserResult<PublishedShown> {
    let taken = last(app)?.ok_or_else(|| UserError::new("aucun-import-a-annuler", &[]))?;
    let (mut undone, mut left) = (0, Vec::new());
    for (id, rev, created) in taken.changes() {
        match take_back(app, id, rev, created, now)? {
            Some(title) => left.push(title),
            None => undone += 1,
        }
    }
    app.with_store(|store| store.set_setting(LAST, &serde_json::Value::Null, now.at).map_err(|error| sentence(&error)))?;
    shown(app, undone_sentences(undone, &left))
}

/// Returns the title of a tender that is left, since it was worked on.
fn take_back(app: &App, id: TenderId, rev: i64, created: bool, now: &Now) -> UserResult<Option<String>> {
    app.with_store(|store| {
        let Some(stored) = store.find(id).map_err(|error| sentence(&error))? else { return Ok(None) };
        if stored.rev != rev {
            return Ok(Some(stored.tender.title.unwrap_or_else(|| "Marché sans titre".to_owned())));
        }
        if created {
            store.remove(id, Some(rev), now.at).map_err(|error| sentence(&error))?;
            share::withdraw_row(store, id)?;
        } else {
            store.undo(id, rev, now.at).map_err(|error| sentence(&error))?;
            let tender = store.get(id).map_err(|error| sentence(&error))?.tender;
            share::refresh_row(store, &app.engine, &tender)?;
        }
        Ok(None)
    })
}

impl Taken {
    pub(crate) fn of(file: &Path) -> Self {
        Self { file: files::name_of(file), ..Self::default() }
    }

    /// Counts what a contract did.
    pub(crate) fn note(&mut self, change: &Change, report: &mut Imported) {
        let known = (change.id, change.rev);
        if change.created {
            report.imported += change.contracts;
            self.created.push(known);
            return;
        }
        report.updated += change.contracts;
        if change.changed {
            self.updated.push(known);
        } else {
            report.unchanged += change.contracts;
        }
    }

    /// Remembers it; a file that brought nothing leaves what the one before brought.
    pub(crate) fn keep(&self, app: &App, now: &Now) -> UserResult<()> {
        if self.created.is_empty() && self.updated.is_empty() {
            return Ok(());
        }
        let value = serde_json::to_value(self).expect("what was taken is plain data");
        app.with_store(|store| store.set_setting(LAST, &value, now.at).map_err(|error| sentence(&error)))
    }

    fn changes(&self) -> impl Iterator<Item = (TenderId, i64, bool)> {
        let created = self.created.iter().map(|(id, rev)| (*id, *rev, true));
        created.chain(self.updated.iter().map(|(id, rev)| (*id, *rev, false)))
    }

    fn told(&self) -> String {
        let added = french::count(self.created.len(), "marché ajouté", "marchés ajoutés");
        let updated = french::count(self.updated.len(), "mis à jour", "mis à jour");
        french::typography(&format!("{} – {added}, {updated}", self.file))
    }
}

fn last(app: &App) -> UserResult<Option<Taken>> {
    let value = app.with_store(|store| store.setting(LAST).map_err(|error| sentence(&error)))?;
    Ok(value.and_then(|value| serde_json::from_value(value).ok()))
}

fn shown(app: &App, sentences: Vec<String>) -> UserResult<PublishedShown> {
    Ok(PublishedShown { sentences, last: last(app)?.map(|taken| taken.told()) })
}

/// Titles are the buyer's words: they stay as they are.
fn undone_sentences(undone: usize, left: &[String]) -> Vec<String> {
    let told = french::count(undone, "marché est revenu à ce qu’il était", "marchés sont revenus à ce qu’ils étaient");
    let stayed = french::typography(" a été modifié depuis l’import : il est resté tel quel.");
    let mut sentences = vec![french::typography(&format!("Import annulé : {told}."))];
    sentences.extend(left.iter().map(|title| format!("«\u{a0}{title}\u{a0}»{stayed}")));
    sentences
}

//! What was sent and received, kept on this computer for the person who asks « is my tender there? ». The
//! last entries only; nothing is added when a synchronisation changed nothing.

use chrono::{DateTime, Utc};
use clausier_sharing::{Ledger, ReplicaId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::error::UserResult;
use crate::ledger::Book;
use crate::store_errors::sentence;

const FACT: &str = "journal";
/// Entries kept: some weeks of a busy office.
const LONGEST: usize = 200;
/// Titles named in an entry; the others are counted.
const NAMED: usize = 20;

/// One exchange with the shared place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ShareLogEntry {
    pub at: DateTime<Utc>,
    /// What was done, in one sentence; or why nothing was.
    pub sentence: String,
    /// Tenders of this computer that left, by title.
    pub sent: Vec<String>,
    /// Tenders of others that came in, by title.
    pub received: Vec<String>,
    /// True when the exchange was refused.
    pub refused: bool,
}

/// Returns the entries, the newest first.
pub fn entries(app: &App) -> UserResult<Vec<ShareLogEntry>> {
    let text = app.with_store(|store| store.share_fact(FACT).map_err(|error| sentence(&error)))?;
    // An entry of another version that cannot be read is no reason to hide the screen.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// What the memory held before an exchange.
pub(crate) struct Before {
    /// The last row known.
    mark: i64,
    waiting: Vec<Uuid>,
}

pub(crate) fn before(app: &App) -> UserResult<Before> {
    let mark = app.with_store(|store| store.share_mark().map_err(|error| sentence(&error)))?;
    Ok(Before { mark, waiting: waiting(app)? })
}

/// Adds what an exchange changed.
pub(crate) fn note(app: &App, before: &Before, sentence: String, at: DateTime<Utc>) -> UserResult<()> {
    let still = waiting(app)?;
    let left: Vec<Uuid> = before.waiting.iter().copied().filter(|id| !still.contains(id)).collect();
    let me = Book(app).identity()?;
    let came = came_in(app, before, me)?;
    if left.is_empty() && came.is_empty() {
        return Ok(());
    }
    let entry = ShareLogEntry { at, sentence, sent: titles(app, &left)?, received: titles(app, &came)?, refused: false };
    add(app, entry)
}

/// Adds a refusal, unless the last entry already says the same.
pub(crate) fn note_refusal(app: &App, sentence: &str, at: DateTime<Utc>) -> UserResult<()> {
    if entries(app)?.first().is_some_and(|last| last.refused && last.sentence == sentence) {
        return Ok(());
    }
    add(app, ShareLogEntry { at, sentence: sentence.to_owned(), sent: Vec::new(), received: Vec::new(), refused: true })
}

fn add(app: &App, entry: ShareLogEntry) -> UserResult<()> {
    let mut kept = entries(app)?;
    kept.insert(0, entry);
    kept.truncate(LONGEST);
    let text = serde_json::to_string(&kept).expect("a log is plain data");
    app.with_store(|store| store.set_share_fact(FACT, Some(&text)).map_err(|error| sentence(&error)))
}

/// Tenders whose row was never sent.
fn waiting(app: &App) -> UserResult<Vec<Uuid>> {
    let book = Book(app);
    let mut waiting = Vec::new();
    for own in book.own_rows()?.into_iter().filter(|own| own.authored) {
        let known = book.rows_of(own.row.id)?;
        if known.iter().any(|known| known.row.hash == own.row.hash && !known.sent) {
            waiting.push(own.row.id);
        }
    }
    Ok(waiting)
}

/// Tenders that someone else said something new of.
fn came_in(app: &App, before: &Before, me: Option<ReplicaId>) -> UserResult<Vec<Uuid>> {
    let heads = app.with_store(|store| store.share_heads_since(before.mark).map_err(|error| sentence(&error)))?;
    let of_others = heads.into_iter().filter(|head| me.is_none_or(|me| head.rep != me.as_str()));
    Ok(of_others.map(|head| head.tender).collect())
}

fn titles(app: &App, ids: &[Uuid]) -> UserResult<Vec<String>> {
    let book = Book(app);
    let mut titles = Vec::new();
    for id in ids.iter().take(NAMED) {
        let last = book.rows_of(*id)?.into_iter().filter(|known| !known.held).max_by_key(|known| known.row.key());
        titles.push(last.map_or_else(String::new, |known| title(&known.row)));
    }
    if ids.len() > NAMED {
        titles.push(format!("et {} autres", ids.len() - NAMED));
    }
    Ok(titles)
}

fn title(row: &clausier_sharing::Row) -> String {
    if row.sup {
        return "un marché retiré".to_owned();
    }
    row.summary().and_then(|summary| summary.objet).unwrap_or_else(|| "un marché sans objet".to_owned())
}

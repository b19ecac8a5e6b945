//! Double edits: two rows of one tender, neither of whose authors had seen the other. Both are kept;
//! the greatest counts; a person decides, by a row above both.

use clausier_core::tender::TenderId;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::author::{ensure_identity, greatest, next};
use crate::clock::Chance;
use crate::hash::Hash;
use crate::ledger::{KnownRow, Ledger};
use crate::row::{Envelope, Row};

/// A tender edited twice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fork {
    /// The tender.
    pub id: TenderId,
    /// Its rows, the one that counts first.
    pub versions: Vec<Value>,
}

/// Which version to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The one of this computer, or the one that counts if neither is.
    Mine,
    /// The other one.
    Theirs,
    /// Both: the other one goes on under an identifier of its own.
    Both,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resolved {
    /// The tender.
    pub id: TenderId,
    /// Its new edit counter.
    pub v: u32,
    /// The identifier of the other version, if both were kept.
    pub other: Option<TenderId>,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError<E: std::error::Error + 'static> {
    /// The tender was not edited twice.
    #[error("no fork")]
    NoFork,
    /// Its counter is at its end, or its row cannot be written again.
    #[error("refused")]
    Refused,
    /// The memory failed.
    #[error("ledger")]
    Ledger(#[from] E),
}

/// Lists the tenders edited twice.
pub fn forks<L: Ledger>(ledger: &L) -> Result<Vec<Fork>, L::Error> {
    let mut found = Vec::new();
    for id in ledger.contested()? {
        let versions = versions(ledger.rows_of(id)?);
        if versions.len() > 1 {
            found.push(Fork { id: TenderId(id), versions: versions.iter().map(|known| known.row.to_json()).collect() });
        }
    }
    Ok(found)
}

/// Returns the two rows of a double edit: what [`Keep::Mine`] keeps, then what [`Keep::Theirs`] keeps.
pub fn sides<L: Ledger>(ledger: &L, id: TenderId) -> Result<Option<(Row, Row)>, L::Error> {
    let versions = versions(ledger.rows_of(id.0)?);
    let Some(mine) = versions.iter().find(|known| known.authored).or(versions.first()) else { return Ok(None) };
    let theirs = versions.iter().find(|known| known.row.hash != mine.row.hash);
    Ok(theirs.map(|theirs| (mine.row.clone(), theirs.row.clone())))
}

/// Decides a double edit, by a row of this computer above both.
pub fn resolve<L: Ledger>(ledger: &mut L, id: TenderId, keep: Keep, chance: &mut dyn Chance) -> Result<Resolved, ResolveError<L::Error>> {
    let (mine, theirs) = sides(ledger, id)?.ok_or(ResolveError::NoFork)?;
    let kept = match keep {
        Keep::Mine | Keep::Both => &mine,
        Keep::Theirs => &theirs,
    };
    let rep = ensure_identity(ledger, chance)?;
    let above = next(ledger, id.0, rep, kept.annee)?.ok_or(ResolveError::Refused)?;
    let row = Row::of_content(above, kept).map_err(|_| ResolveError::Refused)?;
    let other = match keep {
        Keep::Both => Some(copy(&theirs, rep)?),
        Keep::Mine | Keep::Theirs => None,
    };
    // What this computer says of the tender has not changed: its next edit is compared with that.
    let content = ledger.content_of(id.0)?;
    ledger.author(&row, content)?;
    if let Some(other) = &other {
        ledger.author(other, None)?;
    }
    Ok(Resolved { id, v: row.v, other: other.map(|row| TenderId(row.id)) })
}

/// Two computers that keep both give the copy one and the same identifier.
fn copy<E: std::error::Error + 'static>(theirs: &Row, rep: crate::ReplicaId) -> Result<Row, ResolveError<E>> {
    let id = Uuid::new_v5(&theirs.id, &theirs.hash.0);
    let envelope = Envelope { id, v: 1, rep, base: Some(theirs.hash.short()), annee: theirs.annee };
    Row::of_content(envelope, theirs).map_err(|_| ResolveError::Refused)
}

/// Returns the greatest row and those that contradict it: same counter or same base, another content.
fn versions(rows: Vec<KnownRow>) -> Vec<KnownRow> {
    let Some(last) = greatest(rows.clone()) else { return Vec::new() };
    let contradicts = |known: &KnownRow| {
        let twin = known.row.v == last.row.v || (known.row.base.is_some() && known.row.base == last.row.base);
        !known.held && twin && known.row.hash != last.row.hash && known.row.content() != last.row.content()
    };
    let mut others: Vec<KnownRow> = rows.into_iter().filter(contradicts).collect();
    others.sort_by_key(|known| std::cmp::Reverse(known.row.key()));
    let mut seen: Vec<Hash> = Vec::new();
    others.retain(|known| {
        let content = known.row.content();
        let new = !seen.contains(&content);
        seen.push(content);
        new
    });
    std::iter::once(last).chain(others).collect()
}

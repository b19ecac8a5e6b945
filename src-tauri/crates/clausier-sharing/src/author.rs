//! Turns what this computer knows of its own tenders into rows.

use clausier_core::figures::Summary;
use clausier_core::tender::TenderId;
use uuid::Uuid;

use crate::clock::Chance;
use crate::ledger::{KnownRow, Ledger};
use crate::replica::ReplicaId;
use crate::row::{Envelope, Row, content_of};

/// What became of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authored {
    /// A row was written; it leaves with the next synchronisation.
    Written,
    /// It says what the last row said.
    Unchanged,
    /// It cannot be a row, or the counter of the tender was forged to its maximum: the tender must be
    /// taken up again under a new identifier.
    Refused,
}

/// Returns the name of this replica, drawn the first time.
pub fn ensure_identity<L: Ledger>(ledger: &mut L, chance: &mut dyn Chance) -> Result<ReplicaId, L::Error> {
    if let Some(me) = ledger.identity()? {
        return Ok(me);
    }
    let me = ReplicaId::draw(chance);
    ledger.set_identity(me)?;
    Ok(me)
}

/// Makes the row of a tender if what may be shared of it changed since the last one.
///
/// The comparison is with what *this computer* last said, not with the greatest row: an older local
/// copy never undoes a colleague's edit by merely being read again.
pub fn author<L: Ledger>(ledger: &mut L, summary: &Summary, chance: &mut dyn Chance) -> Result<Authored, L::Error> {
    let content = content_of(summary);
    if ledger.content_of(summary.id.0)? == Some(content) {
        return Ok(Authored::Unchanged);
    }
    let rep = ensure_identity(ledger, chance)?;
    let Some(envelope) = next(ledger, summary.id.0, rep, summary.annee)? else { return Ok(Authored::Refused) };
    let Ok(row) = Row::of_summary(envelope, summary) else { return Ok(Authored::Refused) };
    ledger.author(&row, Some(content))?;
    Ok(Authored::Written)
}

/// Makes the tombstone of a tender that was shared; nothing for one that is not known or already gone.
pub fn withdraw<L: Ledger>(ledger: &mut L, id: TenderId, chance: &mut dyn Chance) -> Result<Authored, L::Error> {
    let Some(last) = greatest(ledger.rows_of(id.0)?).filter(|last| !last.row.sup) else { return Ok(Authored::Unchanged) };
    let rep = ensure_identity(ledger, chance)?;
    let Some(envelope) = next(ledger, id.0, rep, last.row.annee)? else { return Ok(Authored::Refused) };
    let Ok(row) = Row::tombstone(envelope) else { return Ok(Authored::Refused) };
    ledger.author(&row, None)?;
    Ok(Authored::Written)
}

/// Tells whether something of a tender was already shared: an abandoned one is then shared as such.
pub fn was_shared<L: Ledger>(ledger: &L, id: TenderId) -> Result<bool, L::Error> {
    Ok(greatest(ledger.rows_of(id.0)?).is_some_and(|last| !last.row.sup))
}

/// Returns the envelope of an edit: above everything known, based on the greatest row.
///
/// A row that never left this computer is replaced, so the edit is based on what that one was based
/// on: two rows with one base then always mean two people.
pub(crate) fn next<L: Ledger>(ledger: &L, id: Uuid, rep: ReplicaId, annee: i32) -> Result<Option<Envelope>, L::Error> {
    let Some(last) = greatest(ledger.rows_of(id)?) else {
        return Ok(Some(Envelope { id, v: 1, rep, base: None, annee }));
    };
    let base = if last.authored && !last.sent { last.row.base } else { Some(last.row.hash.short()) };
    Ok(last.row.v.checked_add(1).map(|v| Envelope { id, v, rep, base, annee }))
}

pub(crate) fn greatest(rows: Vec<KnownRow>) -> Option<KnownRow> {
    rows.into_iter().filter(|known| !known.held).max_by_key(|known| known.row.key())
}

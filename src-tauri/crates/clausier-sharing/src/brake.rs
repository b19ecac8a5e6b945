//! Mass removals are held until someone confirms them: a forged or mistaken tombstone for everything
//! must not empty every computer within the hour. Holding is like not having synchronised yet.

use std::collections::BTreeMap;

use crate::author::greatest;
use crate::hash::Hash;
use crate::ledger::Ledger;
use crate::replica::ReplicaId;
use crate::row::Row;

/// One or two removals are ordinary work, however few tenders a colleague has.
const FEW: usize = 3;
/// Part of the tenders of an author above which removals are held, in percent.
const SHARE: usize = 20;

/// Returns the tombstones of a segment to hold.
pub(crate) fn to_hold<L: Ledger>(ledger: &L, rows: &[Row]) -> Result<Vec<Hash>, L::Error> {
    let mut removed: BTreeMap<ReplicaId, usize> = BTreeMap::new();
    let mut held = Vec::new();
    for row in rows.iter().filter(|row| row.sup) {
        if let Some(author) = author_hidden_by(ledger, row)? {
            *removed.entry(author).or_default() += 1;
            held.push(row.hash);
        }
    }
    if held.len() < FEW {
        return Ok(Vec::new());
    }
    let live = live_by_author(ledger)?;
    let too_many = |(author, count): (&ReplicaId, &usize)| *count >= FEW && count * 100 > live.get(author).copied().unwrap_or_default() * SHARE;
    Ok(if removed.iter().any(too_many) { held } else { Vec::new() })
}

/// Returns whose tender a tombstone would take away from this computer.
fn author_hidden_by<L: Ledger>(ledger: &L, tombstone: &Row) -> Result<Option<ReplicaId>, L::Error> {
    let known = ledger.rows_of(tombstone.id)?;
    if known.iter().any(|known| known.row.hash == tombstone.hash && !known.held) {
        return Ok(None);
    }
    Ok(greatest(known).filter(|last| !last.row.sup && last.row.key() < tombstone.key()).map(|last| last.row.rep))
}

fn live_by_author<L: Ledger>(ledger: &L) -> Result<BTreeMap<ReplicaId, usize>, L::Error> {
    let mut live = BTreeMap::new();
    for head in ledger.heads()?.into_iter().filter(|head| !head.sup) {
        *live.entry(head.key.rep).or_default() += 1;
    }
    Ok(live)
}

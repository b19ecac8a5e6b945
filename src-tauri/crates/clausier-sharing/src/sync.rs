//! One synchronisation: check the marker, read, decide, publish, clean.

use std::collections::BTreeSet;

use clausier_core::figures::Summary;
use clausier_core::tender::TenderId;
use serde::Serialize;

use crate::author::{Authored, author, ensure_identity, withdraw};
use crate::card::Card;
use crate::carry;
use crate::clean;
use crate::clock::{Chance, Clock};
use crate::deliver::Courier;
use crate::folder::{Folder, FolderError};
use crate::hash::Hash;
use crate::ledger::{Ledger, Link};
use crate::listing::Listing;
use crate::marker::Marker;
use crate::publish::{Publisher, Sent};
use crate::read::{self, Reading};
use crate::replica::ReplicaId;
use crate::status::{State, Status, status_of};

/// What a synchronisation is given.
#[derive(Debug)]
pub struct Session<'a> {
    /// The tenders of this computer, with what may be shared of each now; `None` leaves their last row.
    pub own: &'a [(TenderId, Option<Summary>)],
    /// Tenders that were removed here.
    pub removed: &'a [TenderId],
    /// Today.
    pub clock: Clock,
    /// The card of this computer.
    pub card: Card,
}

/// What a synchronisation did. Fields are added up for a screen; none of them is an error.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct SyncReport {
    pub ingested: u32,
    pub published: u32,
    pub carried: u32,
    pub cleaned: u32,
    /// Removals of many tenders at once, waiting for a confirmation.
    pub held: u32,
    /// True when this computer took a new name, because another one uses the one it had.
    pub renamed: bool,
    /// Tenders whose summary cannot be shared.
    pub unfit: u32,
    /// True when the folder had no room left.
    pub full: bool,
    /// True when what was written could not be read back as it was: the next session tries again.
    pub torn: bool,
    /// Why a file could not be sent, when the folder is neither full nor read only; the next session tries again.
    #[serde(skip)]
    pub unsent: Option<FolderError>,
    /// What the folder shows, when nothing in it waits for another exchange: as long as it is so, an exchange does nothing.
    #[serde(skip)]
    pub settled: Option<Hash>,
    #[serde(flatten)]
    pub status: Status,
}

/// Why nothing was done in the folder.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum SyncError<E: std::error::Error + 'static> {
    #[error("no share linked")]
    NotLinked,
    #[error("away")]
    Away,
    #[error("another share: {found}")]
    Foreign { found: String },
    #[error("layout {version}")]
    NewerFormat { version: u64 },
    #[error("ledger")]
    Ledger(#[from] E),
}

/// Synchronises. Nothing is written unless the marker is that of the linked share.
pub fn sync<L: Ledger>(
    folder: &dyn Folder,
    ledger: &mut L,
    session: &Session<'_>,
    chance: &mut dyn Chance,
) -> Result<SyncReport, SyncError<L::Error>> {
    sync_with(folder, ledger, session, chance, true)
}

/// `carrying = false` is there for the test that proves that carrying is needed.
pub(crate) fn sync_with<L: Ledger>(
    folder: &dyn Folder,
    ledger: &mut L,
    session: &Session<'_>,
    chance: &mut dyn Chance,
    carrying: bool,
) -> Result<SyncReport, SyncError<L::Error>> {
    let link = linked_share(folder, ledger)?;
    let listing = walk(folder)?;
    let (me, renamed) = identity(ledger, &listing, chance)?;
    let unfit = author_all(ledger, session, chance)?;
    let reading = read::read(folder, ledger, &listing, me, session.clock.today)?;
    let carried = if carrying && !listing.partial { carry_rows(ledger, &reading, me, session.clock)? } else { 0 };
    // Reading may have lasted: the folder may have been unmounted under us.
    linked_share(folder, ledger)?;
    remove_leftovers(folder, ledger, &listing, me)?;
    let sent = publish(folder, ledger, session, &listing, &reading, &link, me, chance)?;
    let after = walk(folder)?;
    let cleaned = clean::old_generations(folder, &after, &ledger.intentions(me)?, me, session.clock.today);
    let status = status_of(State::UpToDate, Some(&after), ledger)?;
    let at_rest = cleaned == 0 && sent.refused.is_none() && sent.torn == 0 && listing.has_same_others(&after, me);
    let nothing_waits = status.state == State::UpToDate && reading.set_aside.is_empty() && ledger.waits()?.is_empty();
    Ok(SyncReport {
        settled: (at_rest && nothing_waits).then(|| after.fingerprint()),
        ingested: reading.ingested,
        published: sent.files,
        carried,
        cleaned,
        held: reading.held,
        renamed,
        unfit,
        full: sent.refused == Some(FolderError::Full),
        torn: sent.torn > 0,
        unsent: sent.unsent(),
        status,
    })
}

/// Returns the link, or why nothing may be done.
pub(crate) fn linked_share<L: Ledger>(folder: &dyn Folder, ledger: &L) -> Result<Link, SyncError<L::Error>> {
    let link = ledger.link()?.ok_or(SyncError::NotLinked)?;
    match Marker::read(folder) {
        Marker::Share(found) if found == link.share => Ok(link),
        Marker::Share(found) => Err(SyncError::Foreign { found }),
        Marker::Newer { version } => Err(SyncError::NewerFormat { version }),
        Marker::Absent | Marker::Unreadable => Err(SyncError::Away),
    }
}

fn walk<E: std::error::Error + 'static>(folder: &dyn Folder) -> Result<Listing, SyncError<E>> {
    Listing::walk(folder).map_err(|_| SyncError::Away)
}

/// Returns the name of this replica: a new one if the folder holds a file of it that it never planned.
/// That is a cloned disk, a roaming profile or a restored backup: the old stream is left alone, and the
/// rows published until now stay ours to publish, byte for byte.
fn identity<L: Ledger>(ledger: &mut L, listing: &Listing, chance: &mut dyn Chance) -> Result<(ReplicaId, bool), SyncError<L::Error>> {
    let me = ensure_identity(ledger, chance)?;
    let planned: BTreeSet<String> = ledger.intentions(me)?.into_iter().map(|intention| intention.path).collect();
    if listing.paths_of(me).is_subset(&planned) {
        return Ok((me, false));
    }
    let fresh = ReplicaId::draw(chance);
    ledger.set_identity(fresh)?;
    Ok((fresh, true))
}

fn author_all<L: Ledger>(ledger: &mut L, session: &Session<'_>, chance: &mut dyn Chance) -> Result<u32, SyncError<L::Error>> {
    let mut unfit = 0;
    for summary in session.own.iter().filter_map(|(_, summary)| summary.as_ref()) {
        unfit += u32::from(author(ledger, summary, chance)? == Authored::Refused);
    }
    for id in session.removed {
        // Only what this computer shared: a removed copy of a colleague's tender takes nothing from them.
        if ledger.content_of(id.0)?.is_some() {
            unfit += u32::from(withdraw(ledger, *id, chance)? == Authored::Refused);
        }
    }
    Ok(unfit)
}

fn carry_rows<L: Ledger>(ledger: &mut L, reading: &Reading, me: ReplicaId, clock: Clock) -> Result<u32, SyncError<L::Error>> {
    let (heads, covers) = (ledger.heads()?, ledger.coverage(&reading.current)?);
    let (own, waits) = (ledger.own_rows()?, ledger.waits()?);
    let plan = carry::plan(&carry::Situation { me, today: clock.today, heads: &heads, covers: &covers, own: &own, waits: &waits });
    ledger.carry(&plan.start, &plan.stop)?;
    if plan.waits != waits {
        ledger.set_waits(&plan.waits)?;
    }
    Ok(u32::try_from(plan.start.len()).unwrap_or(u32::MAX))
}

fn remove_leftovers<L: Ledger>(folder: &dyn Folder, ledger: &L, listing: &Listing, me: ReplicaId) -> Result<(), SyncError<L::Error>> {
    if listing.temporaries.is_empty() {
        return Ok(());
    }
    for path in clean::leftovers(listing, &ledger.intentions(me)?) {
        let _ = folder.remove(path);
    }
    Ok(())
}

#[allow(clippy::too_many_arguments)] // The one place where everything meets.
fn publish<L: Ledger>(
    folder: &dyn Folder,
    ledger: &mut L,
    session: &Session<'_>,
    listing: &Listing,
    reading: &Reading,
    link: &Link,
    me: ReplicaId,
    chance: &mut dyn Chance,
) -> Result<Sent, SyncError<L::Error>> {
    let own = ledger.own_rows()?;
    let intact: BTreeSet<String> = reading.current.iter().cloned().collect();
    let courier = Courier { folder, chance, direct: link.direct };
    let mut publisher = Publisher { ledger, courier, listing, intact: &intact, me, today: session.clock.today, sent: Sent::default() };
    publisher.publish(&session.card, &own)?;
    let (sent, direct) = (publisher.sent, publisher.courier.direct);
    remember_rights(ledger, link, &sent, direct)?;
    Ok(sent)
}

fn remember_rights<L: Ledger>(ledger: &mut L, link: &Link, sent: &Sent, direct: bool) -> Result<(), SyncError<L::Error>> {
    let read_only = match sent.refused {
        Some(FolderError::ReadOnly | FolderError::Refused) => true,
        Some(_) => link.read_only,
        None => link.read_only && sent.files == 0,
    };
    let now = Link { share: link.share.clone(), read_only, direct };
    if now != *link {
        ledger.set_link(Some(&now))?;
    }
    Ok(())
}

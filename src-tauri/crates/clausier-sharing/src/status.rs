//! Where the sharing stands, without writing anything.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::folder::Folder;
use crate::forks::{Fork, forks};
use crate::hash::Hash;
use crate::ledger::{Intention, Ledger, Reason, SetAside};
use crate::listing::Listing;
use crate::marker::Marker;
use crate::trouble::Trouble;

/// State of the folder; what is set aside and what is contested never change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Everything of this computer is in the folder.
    UpToDate,
    /// Something is to be sent.
    Pending,
    /// No folder, no marker, or no answer.
    Away,
    /// What is to be sent waits for the right to write.
    ReadOnly,
    /// The marker is that of another share.
    Foreign,
    /// The folder is laid out by a later program.
    NewerFormat,
}

/// Answer of `share status`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// State of the folder.
    pub state: State,
    /// Rows of this computer that are not in the folder.
    pub pending: u32,
    /// Computers seen, this one included.
    pub replicas: u32,
    /// Files, and rows of files, that do not count.
    pub set_aside: Vec<SetAside>,
    /// Tenders edited twice.
    pub forks: Vec<Fork>,
    /// True once a folder is linked.
    pub linked: bool,
    /// Conflicted copies and junk seen in the folder.
    pub ignored: u32,
    /// Rows written for a later program, kept and not counted.
    pub newer_rows: u32,
    /// Why a place on the network is away, when it said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
}

/// Looks at the folder. `None` for a folder that did not answer in time.
pub fn status<L: Ledger>(folder: Option<&dyn Folder>, ledger: &L) -> Result<Status, L::Error> {
    let Some(link) = ledger.link()? else { return status_of(State::Away, None, ledger) };
    let Some(folder) = folder else { return status_of(State::Away, None, ledger) };
    match Marker::read(folder) {
        Marker::Share(found) if found == link.share => match Listing::walk(folder) {
            Ok(listing) => status_of(State::UpToDate, Some(&listing), ledger),
            Err(_) => away(folder, ledger),
        },
        Marker::Share(_) => status_of(State::Foreign, None, ledger),
        Marker::Newer { .. } => status_of(State::NewerFormat, None, ledger),
        Marker::Absent | Marker::Unreadable => away(folder, ledger),
    }
}

fn away<L: Ledger>(folder: &dyn Folder, ledger: &L) -> Result<Status, L::Error> {
    let trouble = folder.trouble();
    Ok(Status { trouble, ..status_of(State::Away, None, ledger)? })
}

/// Fills in the figures; a folder that is there is up to date unless something says otherwise.
pub(crate) fn status_of<L: Ledger>(state: State, listing: Option<&Listing>, ledger: &L) -> Result<Status, L::Error> {
    let pending = pending(ledger, listing)?;
    let set_aside = ledger.set_aside()?;
    let link = ledger.link()?;
    let state = match state {
        State::UpToDate if link.as_ref().is_some_and(|link| link.read_only) => State::ReadOnly,
        State::UpToDate if pending > 0 => State::Pending,
        State::UpToDate | State::Pending | State::Away | State::ReadOnly | State::Foreign | State::NewerFormat => state,
    };
    Ok(Status {
        state,
        pending,
        replicas: replicas(ledger, listing)?,
        newer_rows: set_aside.iter().filter(|aside| aside.reason == Reason::NewerRows).map(|aside| aside.rows).sum(),
        set_aside,
        forks: forks(ledger)?,
        linked: link.is_some(),
        ignored: listing.map_or(0, |listing| listing.ignored),
        trouble: None,
    })
}

/// Counts the rows of this computer that its newest published files do not hold, or that are gone.
fn pending<L: Ledger>(ledger: &L, listing: Option<&Listing>) -> Result<u32, L::Error> {
    let own = ledger.own_rows()?;
    let Some(me) = ledger.identity()? else { return Ok(u32::try_from(own.len()).unwrap_or(u32::MAX)) };
    let listed = listing.map(|listing| listing.paths_of(me));
    let is_there = |intention: &Intention| intention.published && listed.as_ref().is_none_or(|listed| listed.contains(&intention.path));
    let paths: Vec<String> = ledger.intentions(me)?.into_iter().filter(is_there).map(|intention| intention.path).collect();
    let sent: BTreeSet<Hash> = ledger.coverage(&paths)?.into_iter().map(|cover| cover.key.hash).collect();
    let waiting = own.iter().filter(|own| !sent.contains(&own.row.hash)).count();
    Ok(u32::try_from(waiting).unwrap_or(u32::MAX))
}

/// Counts the computers: those that the folder shows, else those whose rows are here.
fn replicas<L: Ledger>(ledger: &L, listing: Option<&Listing>) -> Result<u32, L::Error> {
    let count = match listing {
        Some(listing) => listing.replicas().len(),
        None => ledger.heads()?.into_iter().map(|head| head.key.rep).collect::<BTreeSet<_>>().len(),
    };
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

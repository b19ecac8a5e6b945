//! Links a folder: reads what is there, says what it is, and only then writes the marker and two folders.

use serde::Serialize;

use crate::clock::Chance;
use crate::deliver::Courier;
use crate::folder::{Folder, FolderError};
use crate::ledger::{Ledger, Link};
use crate::listing::Listing;
use crate::marker::{Marker, marker_of, new_marker};
use crate::names::{CARDS, MARKER, SEGMENTS};

const PROBE: &str = "sonde";

/// What the user agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkChoice<'a> {
    /// Join the share that is there, or make one in a folder without any.
    CreateOrJoin,
    /// Leave the present share for the one with this identity, whose counts were shown.
    SwitchTo(&'a str),
    /// Leave the present share for whatever is there: the choice of a script.
    Switch,
}

/// A linked folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Linked {
    pub id: String,
    /// True when the share was made now.
    pub created: bool,
    pub read_only: bool,
    /// False when files have to be written under their final name.
    pub renames: bool,
    pub replicas: u32,
    pub segments: u32,
}

/// Why a folder was not linked. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum LinkRefusal<E: std::error::Error + 'static> {
    #[error("away")]
    Away,
    /// Another share than the one that is linked; `None` for a folder without any.
    #[error("another share")]
    OtherShare { found: Option<String>, replicas: u32, segments: u32 },
    /// Files of a share, without its marker: made again only from a computer that knows it.
    #[error("marker lost")]
    MarkerLost { segments: u32 },
    #[error("unreadable marker")]
    UnreadableMarker,
    #[error("layout {version}")]
    NewerFormat { version: u64 },
    #[error("read only")]
    ReadOnly,
    #[error("full")]
    Full,
    #[error("folder: {0}")]
    Folder(FolderError),
    #[error("ledger")]
    Ledger(#[from] E),
}

/// What will be done, once it is known to be allowed.
enum Decision {
    Join(String),
    Create,
    /// The marker was deleted; this computer still knows it.
    Restore(String),
}

/// What the folder lets us do.
struct Rights {
    refused: Option<FolderError>,
    renames: bool,
}

/// Links a folder.
pub fn link<L: Ledger>(
    folder: &dyn Folder,
    ledger: &mut L,
    choice: LinkChoice<'_>,
    chance: &mut dyn Chance,
) -> Result<Linked, LinkRefusal<L::Error>> {
    folder.list("").map_err(|_| LinkRefusal::Away)?;
    let known = ledger.link()?.map(|link| link.share);
    let listing = Listing::walk(folder).map_err(|_| LinkRefusal::Away)?;
    let decision = decide(Marker::read(folder), known.as_deref(), &listing, choice)?;
    let rights = probe(folder, chance);
    let (id, created) = apply(folder, decision, &rights, chance)?;
    if known.is_some_and(|known| known != id) {
        ledger.forget_others()?;
    }
    let read_only = rights.refused.is_some();
    ledger.set_link(Some(&Link { share: id.clone(), read_only, direct: !rights.renames && !read_only }))?;
    Ok(Linked { id, created, read_only, renames: rights.renames, replicas: count(listing.replicas().len()), segments: count(listing.segments()) })
}

fn decide<E: std::error::Error + 'static>(
    marker: Marker,
    known: Option<&str>,
    listing: &Listing,
    choice: LinkChoice<'_>,
) -> Result<Decision, LinkRefusal<E>> {
    let segments = count(listing.segments());
    let other = |found: Option<String>| LinkRefusal::OtherShare { found, replicas: count(listing.replicas().len()), segments };
    let found = match marker {
        Marker::Share(found) => found,
        Marker::Newer { version } => return Err(LinkRefusal::NewerFormat { version }),
        Marker::Unreadable => return Err(LinkRefusal::UnreadableMarker),
        Marker::Absent => {
            return match (known, choice, segments) {
                (Some(known), LinkChoice::CreateOrJoin, 1..) => Ok(Decision::Restore(known.to_owned())),
                // An empty folder where a share was is most likely an unmounted one.
                (Some(_), LinkChoice::CreateOrJoin, 0) => Err(other(None)),
                (_, _, 1..) => Err(LinkRefusal::MarkerLost { segments }),
                (None, LinkChoice::CreateOrJoin, 0) | (_, LinkChoice::Switch, 0) => Ok(Decision::Create),
                (_, LinkChoice::SwitchTo(_), 0) => Err(other(None)),
            };
        }
    };
    let allowed = match choice {
        LinkChoice::CreateOrJoin => known.is_none_or(|known| known == found),
        LinkChoice::SwitchTo(agreed) => agreed == found,
        LinkChoice::Switch => true,
    };
    if allowed { Ok(Decision::Join(found)) } else { Err(other(Some(found))) }
}

fn apply<E: std::error::Error + 'static>(
    folder: &dyn Folder,
    decision: Decision,
    rights: &Rights,
    chance: &mut dyn Chance,
) -> Result<(String, bool), LinkRefusal<E>> {
    let (id, bytes) = match decision {
        Decision::Join(id) => {
            make_directories(folder, rights);
            return Ok((id, false));
        }
        Decision::Create => new_marker(chance),
        Decision::Restore(id) => (id.clone(), marker_of(&id)),
    };
    match rights.refused {
        Some(FolderError::Full) => return Err(LinkRefusal::Full),
        Some(FolderError::ReadOnly | FolderError::Refused) => return Err(LinkRefusal::ReadOnly),
        Some(refusal) => return Err(LinkRefusal::Folder(refusal)),
        None => {}
    }
    // Another computer may have been faster: the share is then the one of its marker.
    let _ = Courier { folder, chance, direct: !rights.renames }.deliver(MARKER, &bytes);
    match Marker::read(folder) {
        Marker::Share(found) => {
            make_directories(folder, rights);
            Ok((found.clone(), found == id))
        }
        Marker::Newer { version } => Err(LinkRefusal::NewerFormat { version }),
        Marker::Absent | Marker::Unreadable => Err(LinkRefusal::UnreadableMarker),
    }
}

fn make_directories(folder: &dyn Folder, rights: &Rights) {
    if rights.refused.is_none() {
        for directory in [CARDS, SEGMENTS] {
            // Already there, or refused: the first publication says which.
            let _ = folder.make_directory(directory);
        }
    }
}

/// Writes, renames and removes one small file of ours.
fn probe(folder: &dyn Folder, chance: &mut dyn Chance) -> Rights {
    let name = format!("{PROBE}-{:016x}", chance.next());
    let (temporary, renamed) = (format!("{name}.a.tmp"), format!("{name}.b.tmp"));
    if let Err(refusal) = folder.create_new(&temporary, name.as_bytes()) {
        return Rights { refused: Some(refusal), renames: false };
    }
    let renames = folder.rename_no_replace(&temporary, &renamed).is_ok();
    let _ = folder.remove(if renames { &renamed } else { &temporary });
    Rights { refused: None, renames }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

//! Removes what this replica itself left: temporary files, and generations that two newer ones replace
//! for a week. Never a file that is not among its own intentions.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::folder::Folder;
use crate::hash::Hash;
use crate::ledger::Intention;
use crate::listing::{Listing, path_of};
use crate::names::{CARDS, SegmentName, final_of};
use crate::replica::ReplicaId;
use crate::segment::LARGEST;

const DAYS: i64 = 7;
const INTACT: usize = 2;

/// Returns the temporary files of this replica.
pub(crate) fn leftovers<'l>(listing: &'l Listing, intentions: &[Intention]) -> Vec<&'l str> {
    let mine: BTreeSet<&str> = intentions.iter().map(|intention| intention.path.as_str()).collect();
    let is_mine = |path: &&str| final_of(path).is_some_and(|path| mine.contains(path));
    listing.temporaries.iter().map(String::as_str).filter(is_mine).collect()
}

/// Removes old generations; returns how many files went. A folder that refuses is no error.
pub(crate) fn old_generations(folder: &dyn Folder, listing: &Listing, intentions: &[Intention], me: ReplicaId, today: NaiveDate) -> u32 {
    let mut removed = 0;
    for ((_, directory), stream) in listing.streams.iter().filter(|((owner, _), _)| *owner == me) {
        let mut intact = 0;
        for files in stream.values().rev() {
            let paths: Vec<String> = files.iter().map(|name| path_of(directory, name)).collect();
            if intact >= INTACT {
                removed += remove_old(folder, &paths, intentions, today);
            } else if has_old(stream.values(), directory, intentions, today) && files.iter().all(|name| is_intact(folder, directory, name)) {
                intact += 1;
            }
        }
    }
    removed + old_cards(folder, listing, intentions, me, today)
}

fn remove_old(folder: &dyn Folder, paths: &[String], intentions: &[Intention], today: NaiveDate) -> u32 {
    let old = paths.iter().filter(|path| is_old(path, intentions, today));
    u32::try_from(old.filter(|path| folder.remove(path).is_ok()).count()).unwrap_or(u32::MAX)
}

/// Spares the reading back when there is nothing to remove anyway.
fn has_old<'s>(mut stream: impl Iterator<Item = &'s Vec<SegmentName>>, directory: &str, intentions: &[Intention], today: NaiveDate) -> bool {
    stream.any(|files| files.iter().any(|name| is_old(&path_of(directory, name), intentions, today)))
}

fn is_old(path: &str, intentions: &[Intention], today: NaiveDate) -> bool {
    let intention = intentions.iter().find(|intention| intention.path == path);
    intention.is_some_and(|intention| (today - intention.planned_on).num_days() >= DAYS)
}

fn is_intact(folder: &dyn Folder, directory: &str, name: &SegmentName) -> bool {
    folder.read(&path_of(directory, name), LARGEST).is_ok_and(|bytes| Hash::of(&bytes).short() == name.sha)
}

fn old_cards(folder: &dyn Folder, listing: &Listing, intentions: &[Intention], me: ReplicaId, today: NaiveDate) -> u32 {
    let mut cards: Vec<_> = listing.cards.iter().filter(|card| card.replica == me).collect();
    cards.sort_by_key(|card| std::cmp::Reverse(card.generation));
    let paths: Vec<String> = cards.into_iter().skip(INTACT).map(|card| format!("{CARDS}/{card}")).collect();
    remove_old(folder, &paths, intentions, today)
}

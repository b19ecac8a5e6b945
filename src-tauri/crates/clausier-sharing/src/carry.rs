//! Carrying: a row that no file of the folder contains any more is published again, byte for byte, by
//! whoever still holds it. Without it, a colleague who leaves and a cleaned folder lose tenders.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::hash::Hash;
use crate::ledger::{Cover, Head, OwnRow, Wait};
use crate::replica::ReplicaId;
use crate::row::Key;

const SESSIONS: u32 = 3;
const DAYS: i64 = 2;

/// What is known when the decision is taken.
#[derive(Debug)]
pub(crate) struct Situation<'a> {
    pub(crate) me: ReplicaId,
    pub(crate) today: NaiveDate,
    pub(crate) heads: &'a [Head],
    pub(crate) covers: &'a [Cover],
    pub(crate) own: &'a [OwnRow],
    pub(crate) waits: &'a BTreeMap<Hash, Wait>,
}

/// What to publish besides one's own, and what to stop publishing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) start: Vec<Hash>,
    pub(crate) stop: Vec<Hash>,
    pub(crate) waits: BTreeMap<Hash, Wait>,
}

/// Decides. Nothing of it changes what anyone holds: a wrong clock only delays it.
pub(crate) fn plan(situation: &Situation<'_>) -> Plan {
    let mut covered: BTreeMap<Uuid, Key> = BTreeMap::new();
    for cover in situation.covers {
        let best = covered.entry(cover.id).or_insert(cover.key);
        *best = (*best).max(cover.key);
    }
    let mine: BTreeSet<Hash> = situation.own.iter().map(|own| own.row.hash).collect();
    let mut plan = Plan { stop: to_stop(situation, &covered), ..Plan::default() };
    for head in situation.heads {
        let is_covered = covered.get(&head.id).is_some_and(|key| *key >= head.key);
        if is_covered || mine.contains(&head.key.hash) {
            continue;
        }
        let wait = another_session(situation.waits.get(&head.key.hash), situation.today);
        if is_due(wait, situation, head) {
            plan.start.push(head.key.hash);
        } else {
            plan.waits.insert(head.key.hash, wait);
        }
    }
    plan
}

/// A carried row is left as soon as its author publishes it again, or someone something above it.
fn to_stop(situation: &Situation<'_>, covered: &BTreeMap<Uuid, Key>) -> Vec<Hash> {
    let by_their_author: BTreeSet<Hash> =
        situation.covers.iter().filter(|cover| cover.by == cover.key.rep && cover.by != situation.me).map(|cover| cover.key.hash).collect();
    let is_needless = |own: &&OwnRow| by_their_author.contains(&own.row.hash) || covered.get(&own.row.id).is_some_and(|key| *key > own.row.key());
    situation.own.iter().filter(|own| !own.authored).filter(is_needless).map(|own| own.row.hash).collect()
}

fn another_session(wait: Option<&Wait>, today: NaiveDate) -> Wait {
    match wait {
        // A clock that went back starts the wait again.
        Some(wait) if wait.since <= today => Wait { since: wait.since, sessions: wait.sessions.saturating_add(1) },
        Some(_) | None => Wait { since: today, sessions: 1 },
    }
}

/// Zero or one more day, drawn from the replica and the row, so that a slow cloud client does not set
/// everyone carrying on the same morning.
fn is_due(wait: Wait, situation: &Situation<'_>, head: &Head) -> bool {
    let draw = Hash::of(format!("{}{}", situation.me, head.id).as_bytes()).draw();
    let days = DAYS + i64::from(draw % 2 == 1);
    wait.sessions >= SESSIONS && (situation.today - wait.since).num_days() >= days
}

//! A ledger in a map, with a fuse: when it has burnt down, the process is dead and every call fails.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::hash::Hash;
use crate::ledger::{Cover, Head, Ingest, Intention, KnownRow, Ledger, Link, OwnRow, SetAside, Wait};
use crate::replica::ReplicaId;
use crate::row::Row;

/// Calls left before the process dies; shared by the folder and the ledger of one process.
#[derive(Debug, Clone)]
pub(crate) struct Fuse(Rc<Cell<i64>>);

#[derive(Debug, thiserror::Error)]
#[error("killed")]
pub(crate) struct Killed;

impl Fuse {
    pub(crate) fn endless() -> Self {
        Self(Rc::new(Cell::new(i64::MAX)))
    }

    pub(crate) fn set(&self, calls: i64) {
        self.0.set(calls);
    }

    pub(crate) fn burn(&self) -> Result<(), Killed> {
        self.0.set(self.0.get().saturating_sub(1));
        if self.0.get() < 0 { Err(Killed) } else { Ok(()) }
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    identity: Option<ReplicaId>,
    link: Option<Link>,
    contents: BTreeMap<Uuid, Hash>,
    rows: BTreeMap<Hash, KnownRow>,
    own: BTreeSet<Hash>,
    segments: BTreeMap<String, (ReplicaId, NaiveDate, Vec<Hash>)>,
    waits: BTreeMap<Hash, Wait>,
    set_aside: Vec<SetAside>,
    intentions: Vec<Intention>,
}

/// The memory of one computer; `state` is its disk.
#[derive(Debug)]
pub(crate) struct Memory {
    pub(crate) state: State,
    pub(crate) fuse: Fuse,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self::of(State::default())
    }

    pub(crate) fn of(state: State) -> Self {
        Self { state, fuse: Fuse::endless() }
    }

    /// What everyone must agree on: the greatest row of each tender.
    pub(crate) fn merged(&self) -> BTreeMap<Uuid, Row> {
        let mut merged: BTreeMap<Uuid, Row> = BTreeMap::new();
        for known in self.state.rows.values().filter(|known| !known.held) {
            let best = merged.entry(known.row.id).or_insert_with(|| known.row.clone());
            if known.row.key() > best.key() {
                *best = known.row.clone();
            }
        }
        merged
    }

    fn add(&mut self, known: KnownRow) {
        let has_tombstone_above =
            self.state.rows.values().any(|other| other.row.id == known.row.id && other.row.sup && !other.held && other.row.v > known.row.v);
        if !has_tombstone_above {
            self.state.rows.entry(known.row.hash).or_insert(known);
        }
    }

    /// Erases what tombstones replace.
    fn purge(&mut self, id: Uuid) {
        let above = self.state.rows.values().filter(|known| known.row.id == id && known.row.sup && !known.held).map(|known| known.row.v).max();
        if let Some(above) = above {
            self.state.rows.retain(|_, known| known.row.id != id || known.row.v >= above);
            let rows = &self.state.rows;
            self.state.own.retain(|hash| rows.contains_key(hash));
        }
    }
}

impl Ledger for Memory {
    type Error = Killed;

    fn identity(&self) -> Result<Option<ReplicaId>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.identity)
    }

    fn set_identity(&mut self, replica: ReplicaId) -> Result<(), Killed> {
        self.fuse.burn()?;
        self.state.identity = Some(replica);
        Ok(())
    }

    fn link(&self) -> Result<Option<Link>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.link.clone())
    }

    fn set_link(&mut self, link: Option<&Link>) -> Result<(), Killed> {
        self.fuse.burn()?;
        self.state.link = link.cloned();
        Ok(())
    }

    fn forget_others(&mut self) -> Result<(), Killed> {
        self.fuse.burn()?;
        self.state.rows.retain(|_, known| known.authored);
        let rows = &self.state.rows;
        self.state.own.retain(|hash| rows.contains_key(hash));
        self.state.segments.clear();
        self.state.waits.clear();
        self.state.set_aside.clear();
        Ok(())
    }

    fn content_of(&self, id: Uuid) -> Result<Option<Hash>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.contents.get(&id).copied())
    }

    fn author(&mut self, row: &Row, content: Option<Hash>) -> Result<(), Killed> {
        self.fuse.burn()?;
        let former: Vec<Hash> = self.state.own.iter().copied().filter(|hash| self.state.rows[hash].row.id == row.id).collect();
        for hash in former {
            self.state.own.remove(&hash);
            if self.state.rows[&hash].authored && !self.state.rows[&hash].sent {
                self.state.rows.remove(&hash);
            }
        }
        self.state.rows.insert(row.hash, KnownRow { row: row.clone(), authored: true, held: false, sent: false });
        self.state.own.insert(row.hash);
        match content {
            Some(content) => self.state.contents.insert(row.id, content),
            None => self.state.contents.remove(&row.id),
        };
        self.purge(row.id);
        Ok(())
    }

    fn own_rows(&self) -> Result<Vec<OwnRow>, Killed> {
        self.fuse.burn()?;
        let own = |hash: &Hash| OwnRow { row: self.state.rows[hash].row.clone(), authored: self.state.rows[hash].authored };
        Ok(self.state.own.iter().map(own).collect())
    }

    fn carry(&mut self, start: &[Hash], stop: &[Hash]) -> Result<(), Killed> {
        self.fuse.burn()?;
        self.state.own.extend(start);
        self.state.own.retain(|hash| !stop.contains(hash));
        Ok(())
    }

    fn rows_of(&self, id: Uuid) -> Result<Vec<KnownRow>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.rows.values().filter(|known| known.row.id == id).cloned().collect())
    }

    fn heads(&self) -> Result<Vec<Head>, Killed> {
        self.fuse.burn()?;
        Ok(self.merged().into_values().map(|row| Head { id: row.id, key: row.key(), annee: row.annee, sup: row.sup }).collect())
    }

    fn contested(&self) -> Result<Vec<Uuid>, Killed> {
        self.fuse.burn()?;
        let twin = |last: &Row| {
            self.state.rows.values().any(|known| {
                let row = &known.row;
                !known.held && row.id == last.id && row.hash != last.hash && (row.v == last.v || (row.base.is_some() && row.base == last.base))
            })
        };
        Ok(self.merged().into_values().filter(twin).map(|row| row.id).collect())
    }

    fn release_held(&mut self) -> Result<u32, Killed> {
        self.fuse.burn()?;
        let held: Vec<Hash> = self.state.rows.values().filter(|known| known.held).map(|known| known.row.hash).collect();
        for hash in &held {
            let Some(known) = self.state.rows.get_mut(hash) else { continue };
            known.held = false;
            let id = known.row.id;
            self.purge(id);
        }
        self.state.set_aside.retain(|aside| aside.reason != crate::ledger::Reason::HeldRemovals);
        Ok(held.len() as u32)
    }

    fn verified_on(&self, path: &str) -> Result<Option<NaiveDate>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.segments.get(path).map(|(_, day, _)| *day))
    }

    fn set_verified(&mut self, paths: &[String], today: NaiveDate) -> Result<(), Killed> {
        self.fuse.burn()?;
        for path in paths {
            if let Some(segment) = self.state.segments.get_mut(path) {
                segment.1 = today;
            }
        }
        Ok(())
    }

    fn has_ingested(&self) -> Result<bool, Killed> {
        self.fuse.burn()?;
        Ok(!self.state.segments.is_empty())
    }

    fn ingest(&mut self, segments: &[Ingest<'_>]) -> Result<(), Killed> {
        self.fuse.burn()?;
        for segment in segments {
            for row in segment.rows {
                self.add(KnownRow { row: row.clone(), authored: false, held: segment.held.contains(&row.hash), sent: true });
                self.purge(row.id);
            }
            let hashes = segment.rows.iter().map(|row| row.hash).collect();
            self.state.segments.insert(segment.path.to_owned(), (segment.replica, segment.today, hashes));
        }
        Ok(())
    }

    fn coverage(&self, paths: &[String]) -> Result<Vec<Cover>, Killed> {
        self.fuse.burn()?;
        let segments = paths.iter().filter_map(|path| self.state.segments.get(path));
        let covers = segments.flat_map(|(by, _, hashes)| hashes.iter().filter_map(move |hash| Some((by, self.state.rows.get(hash)?))));
        Ok(covers.filter(|(_, known)| !known.held).map(|(by, known)| Cover { id: known.row.id, key: known.row.key(), by: *by }).collect())
    }

    fn waits(&self) -> Result<BTreeMap<Hash, Wait>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.waits.clone())
    }

    fn set_waits(&mut self, waits: &BTreeMap<Hash, Wait>) -> Result<(), Killed> {
        self.fuse.burn()?;
        self.state.waits = waits.clone();
        Ok(())
    }

    fn set_aside(&self) -> Result<Vec<SetAside>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.set_aside.clone())
    }

    fn replace_set_aside(&mut self, set_aside: &[SetAside]) -> Result<(), Killed> {
        self.fuse.burn()?;
        self.state.set_aside = set_aside.to_vec();
        Ok(())
    }

    fn intentions(&self, replica: ReplicaId) -> Result<Vec<Intention>, Killed> {
        self.fuse.burn()?;
        Ok(self.state.intentions.iter().filter(|intention| intention.replica == replica).cloned().collect())
    }

    fn intend(&mut self, files: &[Intention]) -> Result<bool, Killed> {
        self.fuse.burn()?;
        let taken = |file: &Intention| {
            self.state
                .intentions
                .iter()
                .any(|known| known.replica == file.replica && known.directory == file.directory && known.generation == file.generation)
        };
        if files.iter().any(taken) {
            return Ok(false);
        }
        for hash in files.iter().flat_map(|file| &file.rows) {
            if let Some(known) = self.state.rows.get_mut(hash) {
                known.sent = true;
            }
        }
        self.state.intentions.extend(files.iter().cloned());
        Ok(true)
    }

    fn set_published(&mut self, path: &str) -> Result<(), Killed> {
        self.fuse.burn()?;
        for intention in self.state.intentions.iter_mut().filter(|intention| intention.path == path) {
            intention.published = true;
        }
        Ok(())
    }
}

//! Computers that share a folder, each with its tenders, its memory and its day.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use chrono::{Days, NaiveDate};
use clausier_core::figures::Summary;
use clausier_core::tender::{Euros, TenderId};
use uuid::Uuid;

use super::faux::{Disk, Faux};
use super::memory::{Killed, Memory};
use crate::card::Card;
use crate::clock::{Chance, Clock};
use crate::folder::Folder;
use crate::link::{LinkChoice, link};
use crate::sync::{Session, SyncError, SyncReport, sync_with};

/// Chance with a seed (SplitMix64), which never waits.
#[derive(Debug, Clone)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

impl Chance for Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn wait(&mut self, _: Duration) {}
}

pub(crate) fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).and_then(|day| day.checked_add_days(Days::new(number))).expect("a day of this century")
}

pub(crate) fn id(number: u128) -> TenderId {
    TenderId(Uuid::from_u128(0x0192_f0c1_7e1a_7c3e_9d55_0000_0000_0000 + number))
}

pub(crate) fn summary(id: TenderId, title: &str) -> Summary {
    Summary {
        id,
        annee: 2026,
        statut: "notifie".to_owned(),
        objet: Some(title.to_owned()),
        nature: None,
        cpv: vec!["45214200".to_owned()],
        siret: None,
        direction: None,
        notifie_le: NaiveDate::from_ymd_opt(2026, 3, 1),
        montant: Some(Euros::whole(390_000)),
        considerations: vec!["Clause environnementale".to_owned()],
        clauses: Vec::new(),
        heures: None,
        reservation: Vec::new(),
        pme: Some(true),
        ess: None,
        montant_ess: None,
        inconnu: Vec::new(),
        marches: Vec::new(),
    }
}

/// One computer.
pub(crate) struct Computer<F = Faux> {
    pub(crate) memory: Memory,
    pub(crate) folder: F,
    pub(crate) tenders: BTreeMap<TenderId, Option<Summary>>,
    pub(crate) removed: Vec<TenderId>,
    pub(crate) dice: Dice,
    pub(crate) carrying: bool,
}

impl Computer {
    /// A computer linked to a disk.
    pub(crate) fn linked(disk: &Rc<RefCell<Disk>>, seed: u64) -> Self {
        let memory = Memory::new();
        let folder = Faux::on(disk, memory.fuse.clone());
        Self::with(memory, folder, seed)
    }
}

impl<F: Folder> Computer<F> {
    /// A computer linked to a place.
    pub(crate) fn on(folder: F, seed: u64) -> Self {
        Self::with(Memory::new(), folder, seed)
    }

    fn with(memory: Memory, folder: F, seed: u64) -> Self {
        let mut computer = Self { memory, folder, tenders: BTreeMap::new(), removed: Vec::new(), dice: Dice(seed), carrying: true };
        link(&computer.folder, &mut computer.memory, LinkChoice::CreateOrJoin, &mut computer.dice).expect("an empty folder can be linked");
        computer
    }

    pub(crate) fn edit(&mut self, id: TenderId, title: &str) {
        self.removed.retain(|removed| *removed != id);
        self.tenders.insert(id, Some(summary(id, title)));
    }

    pub(crate) fn remove(&mut self, id: TenderId) {
        if self.tenders.remove(&id).is_some() {
            self.removed.push(id);
        }
    }

    pub(crate) fn sync(&mut self, today: NaiveDate) -> Result<SyncReport, SyncError<Killed>> {
        let own: Vec<_> = self.tenders.iter().map(|(id, summary)| (*id, summary.clone())).collect();
        let session = Session { own: &own, removed: &self.removed, clock: Clock { today }, card: Card { label: None, app: "test".to_owned() } };
        sync_with(&self.folder, &mut self.memory, &session, &mut self.dice, self.carrying)
    }

    pub(crate) fn titles(&self) -> BTreeMap<Uuid, Option<String>> {
        self.memory.merged().into_iter().map(|(id, row)| (id, row.summary().and_then(|summary| summary.objet))).collect()
    }
}

pub(crate) fn disk() -> Rc<RefCell<Disk>> {
    Faux::new().disk
}

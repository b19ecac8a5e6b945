//! What the use cases work on: the catalogue, and the base of this computer when it can be opened.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use clausier_sharing::Hash;
use clausier_store::{Stamp, Store};

use crate::backups;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::indicators::YearRows;
use crate::now::Now;
use crate::{organisation, own, store_errors};

/// The program, host-free.
pub struct App {
    /// Law, clauses and what is computed from them; needs no base.
    pub engine: Engine,
    data_dir: PathBuf,
    organisation_problem: Option<UserError>,
    store: Mutex<Result<Store, UserError>>,
    /// Rows of the years that were looked at, for as long as the base does not change.
    years: Mutex<BTreeMap<i32, (Stamp, Arc<YearRows>)>>,
    /// What the shared folder and the base were after the last exchange that left nothing to do.
    rest: Mutex<Option<Rest>>,
}

/// The shared folder and the base with nothing to exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rest {
    pub(crate) folder: Hash,
    pub(crate) base: Stamp,
    /// Files of others are opened again once a day.
    pub(crate) day: NaiveDate,
}

impl App {
    /// Opens the program on the embedded catalogue and the rules of the organisation. A base that cannot
    /// be opened is kept as the sentence that says so: everything that needs no base still works. So are
    /// rules of the organisation that cannot be read: the law alone still works.
    pub fn open(data_dir: &Path, now: &Now) -> Self {
        let (engine, problem) = match Engine::load_with(None, Some(&organisation::folder(data_dir))) {
            Ok(engine) => (engine, None),
            Err(faults) => (Engine::embedded(), Some(organisation::problem(&faults))),
        };
        Self { organisation_problem: problem, ..Self::with_engine(engine, data_dir, now) }
    }

    /// Opens the program on a given catalogue.
    pub fn with_engine(engine: Engine, data_dir: &Path, now: &Now) -> Self {
        let store = Mutex::new(open_store(data_dir, now));
        let app = Self {
            engine: engine.apart(),
            data_dir: data_dir.to_path_buf(),
            organisation_problem: None,
            store,
            years: Mutex::default(),
            rest: Mutex::default(),
        };
        app.learn_own();
        app
    }

    /// Tells the engine which clauses the organisation has. A base that cannot be read takes nothing away from
    /// what is known: whoever lists own clauses says what is wrong.
    pub(crate) fn learn_own(&self) {
        if let Ok(own) = own::all(self) {
            self.engine.set_own(&own);
        }
    }

    /// Returns the folder of the base.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// Returns why the rules of the organisation are left out, if they are.
    pub fn organisation_problem(&self) -> Option<&UserError> {
        self.organisation_problem.as_ref()
    }

    /// Works on the base, or says why it is not there.
    pub fn with_store<T>(&self, work: impl FnOnce(&mut Store) -> UserResult<T>) -> UserResult<T> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        match store.as_mut() {
            Ok(store) => work(store),
            Err(error) => Err(error.clone()),
        }
    }

    /// Returns why the base is not there, if it is not.
    pub fn store_problem(&self) -> Option<UserError> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner).as_ref().err().cloned()
    }

    /// Returns the rows of a year, if the base is still the one they were read from.
    pub(crate) fn known_year(&self, year: i32, stamp: Stamp) -> Option<Arc<YearRows>> {
        let years = self.years.lock().unwrap_or_else(PoisonError::into_inner);
        years.get(&year).filter(|(read, _)| *read == stamp).map(|(_, rows)| Arc::clone(rows))
    }

    /// Keeps the rows of a year.
    pub(crate) fn keep_year(&self, year: i32, stamp: Stamp, rows: &Arc<YearRows>) {
        self.years.lock().unwrap_or_else(PoisonError::into_inner).insert(year, (stamp, Arc::clone(rows)));
    }

    /// Returns what it was after the last exchange that left nothing to do.
    pub(crate) fn rest(&self) -> Option<Rest> {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps it; none = there is something to do.
    pub(crate) fn keep_rest(&self, rest: Option<Rest>) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = rest;
    }

    /// Closes the base, lets `work` act on its folder, and opens it again.
    pub fn reopen_store(&self, now: &Now, work: impl FnOnce(&Path) -> UserResult<()>) -> UserResult<()> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        *store = Err(UserError::new("base-occupee", &[]));
        let done = work(&self.data_dir);
        self.years.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.keep_rest(None);
        *store = open_store(&self.data_dir, now);
        drop(store);
        self.learn_own();
        done
    }
}

fn open_store(data_dir: &Path, now: &Now) -> UserResult<Store> {
    let mut store = Store::open(data_dir, now.at).map_err(|error| store_errors::sentence(&error))?;
    backups::each_day(&mut store, now);
    Ok(store)
}

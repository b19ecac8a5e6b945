//! Exports with or without the memory of this computer: `export` opens no store unless it is asked to remember.

use std::path::Path;

use clausier_app::export::all::{self, AllReport};
use clausier_app::export::{self, Options, Plan, Target};
use clausier_app::wire::ExportReport;
use clausier_app::{App, Engine, Now, Tender, UserResult};

/// What the clauses are written with.
pub(crate) enum Desk {
    Forgetful(Box<Engine>),
    Remembering(Box<App>),
}

impl Desk {
    /// Opens no store.
    pub(crate) fn forgetful(engine: Engine) -> Self {
        Self::Forgetful(Box::new(engine))
    }

    /// Opens the store, and refuses when it is not there: places would be lost without a word.
    pub(crate) fn remembering(engine: Engine, data_dir: &Path, now: &Now) -> UserResult<Self> {
        let app = App::with_engine(engine, data_dir, now);
        app.with_store(|_| Ok(()))?;
        Ok(Self::Remembering(Box::new(app)))
    }

    pub(crate) fn plan(&self, tender: &Tender, target: &Target, into: &Path, options: &Options, now: &Now) -> UserResult<Plan> {
        match self {
            Self::Forgetful(engine) => export::plan_with(engine, tender, target, into, options, now),
            Self::Remembering(app) => export::plan_remembering(app, tender, target, into, options, now),
        }
    }

    pub(crate) fn write(&self, tender: &Tender, target: &Target, into: &Path, out: &Path, options: &Options, now: &Now) -> UserResult<ExportReport> {
        match self {
            Self::Forgetful(engine) => export::write(engine, tender, target, into, out, options, now),
            Self::Remembering(app) => export::write_remembering(app, tender, target, into, out, options, now),
        }
    }

    pub(crate) fn plan_all(&self, tender: &Tender, from: &Path, options: &Options, now: &Now) -> UserResult<AllReport> {
        match self {
            Self::Forgetful(engine) => all::plan(engine, tender, from, options, now),
            Self::Remembering(app) => all::plan_remembering(app, tender, from, options, now),
        }
    }

    pub(crate) fn write_all(&self, tender: &Tender, from: &Path, to: &Path, options: &Options, now: &Now) -> UserResult<AllReport> {
        match self {
            Self::Forgetful(engine) => all::write(engine, tender, from, to, options, now),
            Self::Remembering(app) => all::write_remembering(app, tender, from, to, options, now),
        }
    }
}

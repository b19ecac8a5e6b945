//! The tenders of this computer: list, create, open, import, remove.

use clausier_core::french;
use clausier_core::tender::{Procedure, Stage, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::UserResult;
use crate::now::{Now, new_id};
use crate::store_errors::{about, sentence};
use crate::wire::{TenderRow, TenderView};
use crate::{settings, share, view};

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The tender.
    pub id: TenderId,
    /// True when it was not in the base.
    pub created: bool,
}

/// Lists the tenders, the last edited first.
pub fn list(app: &App) -> UserResult<Vec<TenderRow>> {
    let rows = app.with_store(|store| store.list().map_err(|error| sentence(&error)))?;
    Ok(rows.into_iter().map(row).collect())
}

fn row(row: clausier_store::TenderRow) -> TenderRow {
    TenderRow {
        id: row.id,
        reference: row.reference,
        title: row.title,
        stage: row.stage,
        estimate: row.estimated_value_eur.map(french::euros_ht),
        consultation_on: row.consultation_on.map(|day| day.to_string()),
        sample: row.sample,
        updated_at: row.updated_at.to_rfc3339(),
    }
}

/// Creates a tender, with the buyer of the settings. A small purchase is one whose procedure is known
/// from the start: no publicity. Whether it stays one depends on its amount ([`crate::Engine::is_small`]).
pub fn create(app: &App, small: bool, now: &Now) -> UserResult<TenderView> {
    let settings = settings::load(app);
    let mut tender = Tender::new(new_id());
    tender.buyer = settings.buyer;
    tender.department = settings.department;
    tender.stage = Some(Stage::Need);
    tender.procedure = small.then_some(Procedure::NoCompetition);
    app.with_store(|store| store.save(&tender, None, "create", now.at).map_err(|error| sentence(&error)))?;
    view::of(app, tender.id, now)
}

/// Opens a tender.
pub fn open(app: &App, id: TenderId, now: &Now) -> UserResult<TenderView> {
    view::of(app, id, now)
}

/// Reads a tender.
pub fn get(app: &App, id: TenderId) -> UserResult<Tender> {
    app.with_store(|store| store.get(id).map_err(about(id))).map(|stored| stored.tender)
}

/// Takes a tender file into the base; a known identifier is updated, and its former body stays in the
/// history.
pub fn import(app: &App, tender: &Tender, now: &Now) -> UserResult<Imported> {
    app.with_store(|store| {
        let seen = store.find(tender.id).map_err(|error| sentence(&error))?.map(|stored| stored.rev);
        let saved = store.save(tender, seen, "import", now.at).map_err(|error| sentence(&error))?;
        share::refresh_row(store, &app.engine, tender)?;
        Ok(Imported { id: tender.id, created: saved.created })
    })
}

/// Removes a tender from the list. What was shared of it is withdrawn by a tombstone.
pub fn remove(app: &App, id: TenderId, now: &Now) -> UserResult<()> {
    app.with_store(|store| {
        store.remove(id, None, now.at).map_err(about(id))?;
        share::withdraw_row(store, id)
    })
}

/// Brings back a removed tender as it was.
pub fn restore(app: &App, id: TenderId, now: &Now) -> UserResult<()> {
    app.with_store(|store| {
        store.restore(id, now.at).map_err(about(id))?;
        let tender = store.get(id).map_err(about(id))?.tender;
        share::refresh_row(store, &app.engine, &tender)
    })
}

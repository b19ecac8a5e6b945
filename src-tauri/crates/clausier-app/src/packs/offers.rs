//! Packs of the shared folder: this computer proposes its own, and is shown those of others until it takes
//! them or sets them aside. Nothing of them is applied without a yes.

use std::collections::BTreeMap;

use clausier_sharing::{Folder, PackError, list_packs, publish_pack, read_pack};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{PackEffect, PackSummary, effect, export, keys, opened, planned};
use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::ledger::Book;
use crate::now::Now;
use crate::places;
use crate::share::{self, Luck, folder_sentence, sync_sentence};
use crate::store_errors::sentence;

/// Setting that holds the names of the packs set aside.
const SET_ASIDE: &str = "paquets.ecartes";

/// A pack that the shared folder proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PackOffer {
    /// Its name in the folder.
    pub name: String,
    /// Where it comes from.
    pub pack: PackSummary,
}

/// What the shared folder proposes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PackOffers {
    /// Whether a folder is linked at all.
    pub linked: bool,
    /// The packs that would change something here.
    pub offers: Vec<PackOffer>,
    /// Files that are no pack that can be read: on their way, damaged, or of a later program.
    pub unreadable: u32,
}

/// Puts a pack of this computer in the shared folder.
pub fn share(app: &App, chosen: &[String], now: &Now) -> UserResult<PackSummary> {
    let folder = folder(app)?;
    let name = already_there(app, &*folder, chosen, now)?;
    if let Some(summary) = name {
        return Ok(summary);
    }
    let made = export(app, chosen, now)?;
    publish_pack(&*folder, &Book(app), &made.bytes, &mut Luck).map_err(|error| pack_sentence(error, &*folder))?;
    Ok(made.summary)
}

/// A signature is never the same twice: a pack of ours that says the same thing already is not sent again.
fn already_there(app: &App, folder: &dyn Folder, chosen: &[String], now: &Now) -> UserResult<Option<PackSummary>> {
    let mut wanted = super::content(app, chosen)?;
    if wanted.clauses.is_empty() && wanted.targets.is_empty() {
        return Ok(None);
    }
    wanted.serial = super::serial(app, &wanted, now)?;
    let known = keys::known(app)?;
    for name in listed(app, folder)? {
        let Ok(bytes) = read_pack(folder, &Book(app), &name) else { continue };
        let Ok(found) = opened(&bytes, &name) else { continue };
        if known.is_own(&found.key) && found.pack == wanted {
            return Ok(Some(effect::summary(&found.pack, &found.key, &known)));
        }
    }
    Ok(None)
}

/// Lists what the shared folder proposes: of each key, the pack of the highest number, unless it was set aside
/// or would change nothing. Without a folder there is nothing to propose.
pub fn offers(app: &App) -> UserResult<PackOffers> {
    let Some(folder) = share::folder(app)? else { return Ok(PackOffers::default()) };
    let aside = set_aside(app)?;
    let mut found = PackOffers { linked: true, ..PackOffers::default() };
    let mut highest: BTreeMap<String, (u32, String, Option<PackSummary>)> = BTreeMap::new();
    for name in listed(app, &*folder)? {
        let read = read_pack(&*folder, &Book(app), &name).ok().and_then(|bytes| opened(&bytes, &name).ok());
        let Some(opened) = read else {
            found.unreadable += 1;
            continue;
        };
        let known = keys::known(app)?;
        let serial = opened.pack.serial;
        if known.is_own(&opened.key) || highest.get(&opened.key).is_some_and(|(best, ..)| *best >= serial) {
            continue;
        }
        let wanted = !aside.contains(&name) && planned(app, &opened.pack)?.would_write();
        let summary = wanted.then(|| effect::summary(&opened.pack, &opened.key, &known));
        highest.insert(opened.key, (serial, name, summary));
    }
    let kept = highest.into_values().filter_map(|(_, name, pack)| Some(PackOffer { name, pack: pack? }));
    found.offers = kept.collect();
    Ok(found)
}

/// Returns the bytes of a pack of the shared folder.
pub fn offer(app: &App, name: &str) -> UserResult<Vec<u8>> {
    let folder = folder(app)?;
    read_pack(&*folder, &Book(app), name).map_err(|error| pack_sentence(error, &*folder))
}

/// Sets an offer aside: it is not shown again here. Nothing of the folder is touched.
pub fn dismiss(app: &App, name: &str, now: &Now) -> UserResult<PackOffers> {
    let mut names = set_aside(app)?;
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
        app.with_store(|store| store.set_setting(SET_ASIDE, &json!(names), now.at).map_err(|error| sentence(&error)))?;
    }
    offers(app)
}

/// Says what a pack of the folder would change.
pub fn plan(app: &App, name: &str) -> UserResult<PackEffect> {
    super::plan(app, &offer(app, name)?, name)
}

fn set_aside(app: &App) -> UserResult<Vec<String>> {
    let value = app.with_store(|store| store.setting(SET_ASIDE).map_err(|error| sentence(&error)))?;
    Ok(value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

fn listed(app: &App, folder: &dyn Folder) -> UserResult<Vec<String>> {
    list_packs(folder, &Book(app)).map_err(|error| pack_sentence(error, folder))
}

fn folder(app: &App) -> UserResult<Box<dyn Folder>> {
    share::folder(app)?.ok_or_else(|| UserError::new("partage-aucun", &[]))
}

fn pack_sentence(error: PackError<UserError>, folder: &dyn Folder) -> UserError {
    use clausier_sharing::FolderError;
    match error {
        PackError::Share(error) => sync_sentence(error, folder.trouble()),
        PackError::Folder(FolderError::Absent | FolderError::NoAnswer) => places::away(folder.trouble()),
        PackError::Folder(error) => folder_sentence(error),
        PackError::Torn => UserError::new("partage-echec", &[("detail", "ce qui a été écrit ne se relit pas à l’identique")]),
    }
}

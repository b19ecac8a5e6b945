//! Packs of the organisation's clauses and targets: one signed file that goes from one computer to another, by
//! hand or through the shared folder. Its effect is shown before anything is written; one undo takes it back.

mod effect;
mod keys;
mod offers;

use clausier_catalogue::pack::{LARGEST_PACK, OpenedPack, PackFault, open, seal};
pub use clausier_core::clauses::KeepSide;
use clausier_core::clauses::{Effects, Pack, PackItem, effects};
use clausier_core::figures::Target;
use clausier_store::{OwnKind, OwnStep};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::Path;

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::files::{name_of, read};
use crate::now::Now;
use crate::store_errors::sentence;
use crate::{own, settings};
pub use effect::{EffectRow, PackEffect, PackSummary, offer_sentence, sentences};
pub use offers::{PackOffer, PackOffers, dismiss, offer, offers, plan as plan_offer, share};

/// Setting that holds the number of the last pack, and what it said.
const LAST: &str = "paquets.dernier";

/// What the user says before a pack is applied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PackYes {
    /// The words of the key were compared: it is trusted from now on.
    pub trust: bool,
    /// Which side conflicts keep.
    pub keep: Option<KeepSide>,
}

/// A pack made here: its bytes, and what it says of itself.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct MadePack {
    pub bytes: Vec<u8>,
    pub summary: PackSummary,
}

/// Makes a pack of some clauses, all when none is named, with the targets of the organisation. The pair of
/// keys is drawn the first time.
pub fn export(app: &App, chosen: &[String], now: &Now) -> UserResult<MadePack> {
    let mut pack = content(app, chosen)?;
    if pack.clauses.is_empty() && pack.targets.is_empty() {
        return Err(UserError::new("paquet-vide", &[]));
    }
    pack.serial = serial(app, &pack, now)?;
    let signer = keys::signer(app)?;
    let bytes = seal(&pack, &signer).ok_or_else(|| UserError::new("paquet-cle-non-ecrite", &[]))?;
    let summary = effect::summary(&pack, &signer.public(), &keys::known(app)?);
    Ok(MadePack { bytes, summary })
}

/// Makes a pack and writes it.
pub fn export_to(app: &App, out: &Path, chosen: &[String], replace: bool, now: &Now) -> UserResult<PackSummary> {
    let made = export(app, chosen, now)?;
    crate::files::write(out, &made.bytes, replace)?;
    Ok(made.summary)
}

/// Reads a pack that the user names.
pub fn read_file(path: &Path) -> UserResult<Vec<u8>> {
    read(path, LARGEST_PACK, "paquet-trop-gros")
}

/// Says what a pack would change; nothing is written, and no trust is needed.
pub fn plan(app: &App, bytes: &[u8], name: &str) -> UserResult<PackEffect> {
    let opened = opened(bytes, name)?;
    effect::shown(app, &opened, &planned(app, &opened.pack)?)
}

/// Applies a pack, whole. A key that nobody trusts and a conflict that nobody decided refuse everything.
pub fn import(app: &App, bytes: &[u8], name: &str, yes: PackYes, now: &Now) -> UserResult<PackEffect> {
    let opened = opened(bytes, name)?;
    let known = keys::known(app)?;
    if !known.trusts(&opened.key) && !yes.trust {
        return Err(UserError::new("paquet-cle-inconnue", &[("mots", &effect::words(&opened.key).join(" "))]));
    }
    let planned = planned(app, &opened.pack)?;
    if planned.has_conflict() && yes.keep.is_none() {
        return Err(UserError::new("paquet-conflits", &[("nombre", &effect::conflicts(&planned).to_string())]));
    }
    if yes.trust {
        keys::trust(app, &opened.key, now)?;
    }
    let mut shown = effect::shown(app, &opened, &planned)?;
    let steps = steps(app, planned.to_write(yes.keep.unwrap_or(KeepSide::Mine)))?;
    shown.change = own::write(app, "paquet", steps, now)?.and_then(|change| i32::try_from(change).ok());
    shown.applied = true;
    Ok(shown)
}

/// Reads a file of a path, and applies it or says what it would change.
pub fn import_file(app: &App, path: &Path, yes: Option<PackYes>, now: &Now) -> UserResult<PackEffect> {
    let (bytes, name) = (read_file(path)?, name_of(path));
    yes.map_or_else(|| plan(app, &bytes, &name), |yes| import(app, &bytes, &name, yes, now))
}

/// Returns the last pack applied that may still be taken back.
pub fn last_applied(app: &App) -> UserResult<Option<i32>> {
    let found = app.with_store(|store| store.own_history(usize::MAX).map_err(|error| sentence(&error)))?;
    let last = found.into_iter().find(|change| change.operation == "paquet" && !change.undone);
    Ok(last.and_then(|change| i32::try_from(change.id).ok()))
}

fn content(app: &App, chosen: &[String]) -> UserResult<Pack> {
    let all = own::all(app)?;
    if let Some(unknown) = chosen.iter().find(|id| !all.iter().any(|clause| clause.id == **id)) {
        return Err(UserError::new("clause-propre-inconnue", &[("clause", unknown)]));
    }
    let clauses = all.into_iter().filter(|clause| chosen.is_empty() || chosen.contains(&clause.id)).collect();
    let issuer = settings::load(app).buyer.and_then(|buyer| buyer.name).filter(|name| !name.trim().is_empty());
    Ok(Pack { serial: 0, issuer, edition: Some(app.engine.edition().to_owned()), clauses, targets: own_targets(app)? })
}

/// The targets of this organisation: those of its file, then those that packs brought and that its file does not set.
fn own_targets(app: &App) -> UserResult<Vec<Target>> {
    let mut targets: Vec<Target> = app.engine.catalogue.targets.iter().filter(|target| own::is_of_file(target)).cloned().collect();
    let brought = own::targets(app)?.into_iter().filter(|one| !targets.iter().any(|known| known.id == one.id));
    let brought: Vec<Target> = brought.collect();
    targets.extend(brought);
    Ok(targets)
}

/// The number of a pack: the last one when it says the same thing, else the next.
fn serial(app: &App, pack: &Pack, now: &Now) -> UserResult<u32> {
    let said = serde_json::to_value(pack).expect("a pack is plain data");
    let last = app.with_store(|store| store.setting(LAST).map_err(|error| sentence(&error)))?.unwrap_or(Value::Null);
    let number = last.get("numero").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
    if number > 0 && last.get("dit") == Some(&said) {
        return Ok(number);
    }
    let next = number.saturating_add(1);
    app.with_store(|store| store.set_setting(LAST, &json!({ "numero": next, "dit": said }), now.at).map_err(|error| sentence(&error)))?;
    Ok(next)
}

fn planned(app: &App, pack: &Pack) -> UserResult<Effects> {
    let file = &app.engine.catalogue.targets;
    let set_by_file = |id: &str| file.iter().any(|target| target.id == id && !pack.targets.contains(target));
    Ok(effects(pack, &own::all(app)?, &known_targets(app, pack)?, &|id| own::is_national(app, id), &set_by_file))
}

/// The targets that a pack is compared with: one that the file sets to the very same figure is here already.
fn known_targets(app: &App, pack: &Pack) -> UserResult<Vec<Target>> {
    let of_file = app.engine.catalogue.targets.iter().filter(|target| pack.targets.contains(target)).cloned();
    Ok(of_file.chain(own::targets(app)?).collect())
}

fn steps<'a>(app: &App, items: impl Iterator<Item = &'a PackItem>) -> UserResult<Vec<OwnStep>> {
    let before = |kind, name: &str| app.with_store(|store| store.own_item(kind, name).map_err(|error| sentence(&error)));
    items
        .map(|item| {
            let (kind, body) = match item {
                PackItem::Clause(clause) => (OwnKind::Clause, serde_json::to_string(clause)),
                PackItem::Target(target) => (OwnKind::Target, serde_json::to_string(target)),
            };
            let name = item.id().to_owned();
            Ok(OwnStep { kind, before: before(kind, &name)?, after: Some(body.expect("an item is plain data")), name })
        })
        .collect()
}

fn opened(bytes: &[u8], name: &str) -> UserResult<OpenedPack> {
    open(bytes).map_err(|fault| fault_sentence(&fault, name))
}

fn fault_sentence(fault: &PackFault, name: &str) -> UserError {
    let told = |code: &str| UserError::new(code, &[("fichier", name)]);
    let content = |detail: &str| UserError::new("paquet-contenu", &[("fichier", name), ("detail", detail)]);
    match fault {
        PackFault::NotAPack => told("paquet-autre-fichier"),
        PackFault::Newer { .. } => told("paquet-plus-recent"),
        PackFault::Truncated => told("paquet-tronque"),
        PackFault::TooLarge => told("paquet-trop-gros"),
        PackFault::BadSignature => told("paquet-signature"),
        PackFault::BadContent { at } => content(&format!("il ne se lit pas à l’endroit {at}")),
        PackFault::BadItem { id, fault } => content(&format!("« {id} » : {}", own::fault_words(*fault))),
    }
}

//! What this computer remembers of former exports: the texts written to a file, and where the clauses of a
//! tender stood in each of its documents. A file that the drafting software made afresh gets them back there.

use std::collections::BTreeMap;
use std::path::Path;

use clausier_core::tender::Tender;
use clausier_documents::report::{Entry, Report};
use clausier_documents::{KnownBase, Request};
use clausier_store::{Export, KnownPlace};

use super::{Done, Target};
use crate::app::App;
use crate::files::name_of;
use crate::now::Now;
use crate::wire::ChosenPlace;

/// The end of the document, as a place.
const END: &str = "#end";

/// What is known before an export; nothing by default.
#[derive(Debug, Clone, Default)]
pub(super) struct Past {
    /// The texts written to the file itself.
    bases: Vec<KnownBase>,
    /// By `key#instance`; absent = left out.
    places: BTreeMap<String, Option<String>>,
}

impl Past {
    /// Looks into the base of this computer; one that does not answer knows nothing.
    pub(super) fn of(app: &App, tender: &Tender, target: &Target, path: &Path) -> Self {
        let bases = app.with_store(|store| Ok(store.known_bases_at(&path.to_string_lossy()).unwrap_or_default())).unwrap_or_default();
        let bases = bases.into_iter().map(|base| KnownBase {
            key: base.clause,
            instance: base.instance,
            version: base.version,
            text: base.text,
            written: false,
        });
        let places = known_places(app, tender, target).into_iter();
        Self { bases: bases.collect(), places: places.map(|place| (format!("{}#{}", place.clause, place.instance), place.heading)).collect() }
    }

    /// Adds what is known to a request: a clause that was left out stays out.
    pub(super) fn complete(&self, request: &mut Request) {
        self.propose(request);
        let out = self.places.iter().filter(|(_, heading)| heading.is_none()).map(|(name, _)| name.clone());
        let placed: Vec<String> =
            request.clauses.iter().filter(|clause| clause.at.is_some()).map(|clause| format!("{}#{}", clause.key, clause.instance)).collect();
        request.left_out.extend(out.filter(|name| !placed.contains(name)));
    }

    /// The same for a preview, where what was left out is shown as such and may be taken again.
    pub(super) fn propose(&self, request: &mut Request) {
        request.known.extend(self.bases.iter().cloned());
        let known = self.places.iter().filter_map(|(name, heading)| Some((name.clone(), heading.clone()?)));
        request.places.extend(known);
    }

    /// Whether a clause was left out of the document.
    pub(super) fn leaves_out(&self, key: &str, instance: &str) -> bool {
        matches!(self.places.get(&format!("{key}#{instance}")), Some(None))
    }
}

/// The name of a document in the memory of places.
fn slot(target: &Target) -> String {
    let name = target.document.as_deref().or(target.kind.as_deref()).unwrap_or_default();
    target.lot.map_or_else(|| name.to_owned(), |lot| format!("{name}#{lot}"))
}

fn known_places(app: &App, tender: &Tender, target: &Target) -> Vec<KnownPlace> {
    app.with_store(|store| Ok(store.known_places(tender.id, &slot(target)).unwrap_or_default())).unwrap_or_default()
}

/// Remembers an export. The file is written: a memory that fails costs nothing but a question later.
pub(super) fn remember(app: &App, tender: &Tender, target: &Target, out: &Path, done: &Done, chosen: &[ChosenPlace], now: &Now) {
    let known = |base: &KnownBase| clausier_store::KnownBase {
        clause: base.key.clone(),
        instance: base.instance.clone(),
        version: base.version.clone(),
        text: base.text.clone(),
    };
    let bases: Vec<clausier_store::KnownBase> = done.bases.iter().map(known).collect();
    let path = out.to_string_lossy();
    let export = Export { tender: tender.id, document: &name_of(out), path: Some(&path), doc_id: &done.document_id, bases: &bases };
    let places = places(&done.report, &known_places(app, tender, target), chosen);
    let _ = app.with_store(|store| Ok(store.remember_export(&export, now.at).is_ok()));
    let _ = app.with_store(|store| Ok(store.remember_places(tender.id, &slot(target), &places, now.at).is_ok()));
}

/// Where the clauses of a document are now. One written at the end stays there in the memory, although
/// the heading above it gives its place a name; one that the user left out on the screen is out.
fn places(report: &Report, before: &[KnownPlace], chosen: &[ChosenPlace]) -> Vec<KnownPlace> {
    let was_at_end = |entry: &Entry| {
        before.iter().any(|place| place.clause == entry.key && place.instance == entry.instance && place.heading.as_deref() == Some(END))
    };
    let standing = [&report.updated, &report.unchanged, &report.kept_edited].into_iter().flatten().filter(|entry| !was_at_end(entry));
    let placed = report.inserted.iter().chain(standing).filter(|entry| !entry.at.is_empty());
    let placed = placed.map(|entry| known_place(&entry.key, &entry.instance, Some(entry.at.clone())));
    let removed = report.removed.iter().map(|entry| known_place(&entry.key, &entry.instance, None));
    let left_out = chosen.iter().filter(|place| place.at.is_none()).map(|place| {
        let (key, instance) = place.clause.split_once('#').unwrap_or((&place.clause, ""));
        known_place(key, instance, None)
    });
    placed.chain(removed).chain(left_out).collect()
}

fn known_place(key: &str, instance: &str, heading: Option<String>) -> KnownPlace {
    KnownPlace { clause: key.to_owned(), instance: instance.to_owned(), heading }
}

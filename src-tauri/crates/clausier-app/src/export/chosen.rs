//! The clauses that go into one document, ready to be written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use clausier_core::clauses::{ClauseLibrary, Rendered, render, render_selection};
use clausier_core::tender::{DocumentKind, Selection, Tender};
use clausier_documents::{Clause, KnownBase, Request};

use super::aim::Aim;
use super::{Options, Target};
use crate::document_errors;
use crate::engine::Engine;
use crate::error::UserResult;
use crate::wire::{ChosenPlace, Decision, OnEdited};

/// The clauses that go into one document, ready to be written.
pub(super) struct Chosen {
    pub(super) kind: DocumentKind,
    pub(super) clauses: Vec<Written>,
    pub(super) titles: BTreeMap<String, String>,
    library: Arc<ClauseLibrary>,
}

/// A selection and how it is written.
pub(super) struct Written {
    pub(super) selection: Selection,
    pub(super) rendered: Rendered,
    pub(super) clause: Clause,
}

impl Chosen {
    pub(super) fn of(engine: &Engine, tender: &Tender, target: &Target, day: NaiveDate) -> UserResult<Self> {
        let aim = Aim::of(tender, target)?;
        let library = engine.library_of(tender);
        let mut clauses: Vec<Written> = Vec::new();
        let taken = tender.selections.iter().filter(|selection| aim.takes(engine, tender, selection));
        for selection in aim.with_their_hours(engine, tender, taken) {
            let selection = &selection;
            let rendered = render_selection(&library, selection, day).map_err(document_errors::selection)?;
            let instance = instance(tender, selection, &clauses);
            let clause = Clause {
                key: selection.clause.clone(),
                instance,
                version: rendered.version.clone().unwrap_or_default(),
                title: rendered.title.clone(),
                blocks: aim.blocks(tender, selection, &rendered),
                at: selection.at.clone(),
                hints: engine.hints(&library, selection),
            };
            clauses.push(Written { selection: selection.clone(), rendered, clause });
        }
        let titles = engine.clause_titles(tender);
        Ok(Self { kind: aim.kind, clauses, titles, library })
    }

    pub(super) fn titles(&self) -> BTreeMap<String, String> {
        self.titles.clone()
    }

    pub(super) fn title(&self, clause: &str) -> String {
        let written = self.clauses.iter().find(|written| written.clause.key == clause);
        written.map(|written| written.rendered.title.clone()).or_else(|| self.titles.get(clause).cloned()).unwrap_or_else(|| clause.to_owned())
    }

    pub(super) fn request(&self, options: &Options) -> Request {
        Request {
            clauses: self.clauses.iter().filter_map(|written| placed(&written.clause, &options.places)).collect(),
            known: self.clauses.iter().flat_map(|written| published(&self.library, written)).collect(),
            accept_places: options.accept_places,
            accept_signature_loss: options.accept_signature_loss,
            on_edited: on_edited(options.on_edited),
            per_clause: options.decisions.iter().map(|decision| (decision.clause.clone(), on_edited(decision.choice))).collect(),
            picks: options.decisions.iter().filter_map(picked).collect(),
            restore: BTreeSet::new(),
            ..Request::default()
        }
    }

    /// Lists the clauses for which the plan has no place and that the buyer did not take out.
    pub(super) fn without_place<'a>(&'a self, plan: &'a clausier_documents::Plan) -> impl Iterator<Item = &'a Written> {
        let has_place = |clause: &Clause| plan.places.iter().any(|place| place.key == clause.key && place.instance == clause.instance);
        self.clauses.iter().filter(move |written| !has_place(&written.clause) && !plan.removed.contains(&written.clause.key))
    }
}

/// Names one writing of a clause on the screen, as decisions and places name it back.
pub(super) fn screen_name(key: &str, instance: &str) -> String {
    if instance.is_empty() { key.to_owned() } else { format!("{key}#{instance}") }
}

/// Tells several insertions of one clause in one document apart, by their lots.
fn instance(tender: &Tender, selection: &Selection, before: &[Written]) -> String {
    let several = tender.selections.iter().filter(|other| other.clause == selection.clause).count() > 1;
    let lots: Vec<String> = selection.lots.iter().map(ToString::to_string).collect();
    let wanted = if several && !lots.is_empty() { format!("lot-{}", lots.join("-")) } else { String::new() };
    let taken = |name: &str| before.iter().any(|written| written.clause.key == selection.clause && written.clause.instance == name);
    if !taken(&wanted) {
        return wanted;
    }
    let numbered = (2..).map(|number| if wanted.is_empty() { number.to_string() } else { format!("{wanted}-{number}") });
    numbered.into_iter().find(|name| !taken(name)).unwrap_or_default()
}

/// Gives a clause the place chosen on the preview; none for a clause left out of this file.
fn placed(clause: &Clause, places: &[ChosenPlace]) -> Option<Clause> {
    let named = screen_name(&clause.key, &clause.instance);
    match places.iter().find(|place| place.clause == named) {
        None => Some(clause.clone()),
        Some(ChosenPlace { at: Some(at), .. }) => Some(Clause { at: Some(at.clone()), ..clause.clone() }),
        Some(ChosenPlace { at: None, .. }) => None,
    }
}

/// Lists the texts of the catalogue that the file may hold of a clause: every version and level, with
/// the values given.
fn published(library: &ClauseLibrary, written: &Written) -> Vec<KnownBase> {
    let Some(clause) = library.find(&written.selection.clause) else { return Vec::new() };
    let all = clause.versions.all().iter().flat_map(|version| version.levels.keys().map(move |level| (version, *level)));
    all.map(|(version, level)| {
        let rendered = render(clause, version, level, &written.selection.parameters);
        let known = Clause { version: version.version.clone(), title: rendered.title, blocks: rendered.blocks, ..written.clause.clone() };
        known.base()
    })
    .collect()
}

fn picked(decision: &Decision) -> Option<(String, Vec<clausier_documents::merge::Pick>)> {
    let picks = decision.picks.as_ref().filter(|_| decision.choice == OnEdited::Merge)?;
    Some((decision.clause.clone(), picks.iter().copied().map(Into::into).collect()))
}

fn on_edited(choice: OnEdited) -> clausier_documents::OnEdited {
    match choice {
        OnEdited::Fail => clausier_documents::OnEdited::Fail,
        OnEdited::Keep => clausier_documents::OnEdited::Keep,
        OnEdited::Replace => clausier_documents::OnEdited::Replace,
        OnEdited::Both => clausier_documents::OnEdited::Both,
        OnEdited::Merge => clausier_documents::OnEdited::Merge,
    }
}

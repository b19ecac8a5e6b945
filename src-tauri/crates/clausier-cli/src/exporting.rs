//! Clauses written into one document of the buyer, or into all those of a tender.

use std::path::{Path, PathBuf};

use clausier_app::export::all::AllReport;
use clausier_app::export::{Options, Target};
use clausier_app::{self as app, Now, UserError};
use serde_json::json;

use crate::answer::{Answer, Refusal};
use crate::arguments::{Export, OnEdited};
use crate::commands::Outcome;
use crate::export_desk::Desk;

/// Runs `export`.
pub(crate) fn write_into(desk: &Desk, export: &Export, now: &Now) -> Outcome {
    let tender = app::files::read_tender(&export.tender)?;
    if let (true, Some(from)) = (export.all, &export.dir) {
        return write_all(desk, &tender, from, export, now);
    }
    let into = export.into.clone().unwrap_or_default();
    let target = Target { kind: export.kind.clone(), document: export.document.clone(), lot: export.lot };
    let options = options(export);
    if export.plan {
        let plan = desk.plan(&tender, &target, &into, &options, now)?;
        let sentences = plan.places.iter().map(app::export::place_sentence).collect();
        return Ok(Answer::of(&plan, sentences));
    }
    let out = export.out.as_deref().unwrap_or(&into);
    let written = desk.write(&tender, &target, &into, out, &options, now);
    let report = written.map_err(|error| with_places(error, desk, &tender, &target, &into, &options, now))?;
    match app::export::refusal(&report) {
        Some(error) => Err(Refusal::with(error, "conflicts", json!(report.conflicts))),
        None => Ok(Answer::of(&report, app::export::report_sentences(&report))),
    }
}

fn options(export: &Export) -> Options {
    Options {
        accept_places: export.accept_places,
        accept_signature_loss: export.accept_signature_loss,
        on_edited: on_edited(export.on_edited),
        replace: export.force,
        like: export.like.clone(),
        ..Options::default()
    }
}

/// A refusal for want of places gives them beside the error.
fn with_places(error: UserError, desk: &Desk, tender: &app::Tender, target: &Target, into: &Path, options: &Options, now: &Now) -> Refusal {
    if error.code != "places-a-confirmer" {
        return error.into();
    }
    match desk.plan(tender, target, into, options, now) {
        Ok(plan) => Refusal::with(error, "plan", json!(plan)),
        Err(_) => error.into(),
    }
}

fn write_all(desk: &Desk, tender: &app::Tender, from: &Path, export: &Export, now: &Now) -> Outcome {
    let options = options(export);
    if export.plan {
        let all = desk.plan_all(tender, from, &options, now)?;
        return Ok(Answer::of(&all, app::export::all_sentences(&all)));
    }
    let Some(to) = export.out_dir.as_ref().filter(|to| !to.as_os_str().is_empty()) else {
        return Err(UserError::new("dossier-sortie-absent", &[]).into());
    };
    let all: AllReport = desk.write_all(tender, from, &PathBuf::from(to), &options, now)?;
    match all.refusal() {
        Some(error) => Err(Refusal::with(error, "documents", json!(all.documents))),
        None => Ok(Answer::of(&all, app::export::all_sentences(&all))),
    }
}

fn on_edited(choice: OnEdited) -> app::wire::OnEdited {
    match choice {
        OnEdited::Fail => app::wire::OnEdited::Fail,
        OnEdited::Keep => app::wire::OnEdited::Keep,
        OnEdited::Replace => app::wire::OnEdited::Replace,
        OnEdited::Both => app::wire::OnEdited::Both,
        OnEdited::Merge => app::wire::OnEdited::Merge,
    }
}

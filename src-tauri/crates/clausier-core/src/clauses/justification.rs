//! The justification sheet: what a duty, a target, a short list or an answer called for and that the
//! file does not keep, each with its reason or the blank that waits for one.

use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, candidates, order};
use super::checklist::{ChecklistInput, SuggestionState};
use crate::french;
use crate::insertion::InsertionTable;
use crate::law::{Assessment, Coverage, Line, Outcome};
use crate::tender::{Scalar, Tender, Theme};

/// Reserved key of `needs.answers` that holds the reason of a duty left uncovered: `reason:<obligation>`.
pub const REASON_KEY: &str = "reason:";

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum JustifiedKind {
    /// An obligation that applies and that the file does not cover.
    Obligation,
    /// A target of the buyer's scheme.
    Target,
    /// A lot without insertion hours.
    Lot,
    /// A clause left out.
    Clause,
}

/// How a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum JustificationStatus {
    /// The file gives no reason yet.
    ToJustify,
    /// The file gives one.
    Justified,
}

/// One row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct JustificationRow {
    /// What it is about.
    pub kind: JustifiedKind,
    /// Identifier of the clause, obligation or target; number of the lot.
    pub id: String,
    /// What is left out, as the buyer reads it.
    pub what: String,
    /// Theme of a clause.
    pub theme: Option<Theme>,
    /// Who called for it: full sentences, never empty.
    pub called_by: Vec<String>,
    /// Why it is left out.
    pub reason: Option<String>,
    /// Whether the reason is there.
    pub status: JustificationStatus,
}

/// A target of a scheme that one contract may serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetCall {
    /// Identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The scheme that sets it.
    pub scheme: String,
    /// Last day on which it counts.
    pub until: Option<chrono::NaiveDate>,
    /// Themes of which one clause serves it.
    pub themes: Vec<Theme>,
}

/// Lists what is called for and left out: what waits for a reason first, then the duties, the targets,
/// the lots, the clauses in the order of the checklist.
pub fn justification(input: &ChecklistInput<'_>, assessment: &Assessment, hours: &InsertionTable, targets: &[TargetCall]) -> Vec<JustificationRow> {
    let mut rows: Vec<JustificationRow> = assessment.lines.iter().filter_map(|line| duty(input.tender, line)).collect();
    rows.extend(targets.iter().filter_map(|one| target(input, one)));
    rows.extend(lots(input.tender, hours));
    rows.extend(clauses(input));
    rows.extend(unknown(input));
    rows.sort_by_key(|row| row.status);
    rows
}

fn duty(tender: &Tender, line: &Line) -> Option<JustificationRow> {
    let left_out = match line.satisfied {
        Coverage::No | Coverage::Partly | Coverage::Waived => line.outcome == Outcome::Applies,
        Coverage::Yes | Coverage::NotAssessed => false,
    };
    // The reason of an exception speaks for its lots: where others stay open, they still wait for theirs.
    let is_waived = line.satisfied == Coverage::Waived;
    let invoked = line.exceptions.iter().filter(|exception| exception.invoked && is_waived).filter_map(|exception| exception.reason.clone());
    let reason = invoked.chain(written_reason(tender, &line.obligation)).find(|reason| !reason.trim().is_empty());
    left_out.then(|| row(JustifiedKind::Obligation, &line.obligation, &line.title, None, vec![line.because.clone()], reason))
}

fn written_reason(tender: &Tender, id: &str) -> Option<String> {
    match tender.needs.as_ref()?.answers.get(&format!("{REASON_KEY}{id}"))? {
        Scalar::Text(text) => Some(text.clone()),
        Scalar::Flag(_) | Scalar::Number(_) => None,
    }
}

fn target(input: &ChecklistInput<'_>, target: &TargetCall) -> Option<JustificationRow> {
    let counts = target.until.is_none_or(|until| input.on <= until);
    let traits = input.tender.selections.iter().filter_map(|selection| input.library.traits(&selection.clause));
    let is_served = traits.into_iter().any(|(theme, _)| target.themes.contains(&theme));
    let by = format!("Objectif du schéma : {}.", target.scheme);
    let reason = written_reason(input.tender, &target.id);
    (counts && !is_served).then(|| row(JustifiedKind::Target, &target.id, &target.title, None, vec![by], reason))
}

/// A lot needs a reason once the tender counts hours somewhere.
fn lots(tender: &Tender, hours: &InsertionTable) -> Vec<JustificationRow> {
    let counted = tender.lots.iter().any(|lot| lot.insertion.is_some());
    let without = hours.lots.iter().filter(|lot| counted && !lot.state.carries());
    without
        .filter_map(|lot| {
            let number = lot.lot?;
            let title = lot.title.as_deref().map(|title| format!(" – {title}")).unwrap_or_default();
            let what = format!("Lot {number}{title} : pas d’heures d’insertion");
            let by = "Le marché prévoit des heures d’insertion sur d’autres lots.".to_owned();
            Some(row(JustifiedKind::Lot, &number.to_string(), &what, None, vec![by], lot.reason.clone()))
        })
        .collect()
}

fn clauses(input: &ChecklistInput<'_>) -> Vec<JustificationRow> {
    let families = input.families.of_tender(input.tender);
    let mut all = candidates(input, &families);
    all.sort_by(order);
    let left_out = all.iter().filter(|one| match one.state {
        SuggestionState::Kept => false,
        SuggestionState::SetAside => true,
        SuggestionState::Open => one.fits && (one.listed.is_some() || !one.called.is_empty()),
    });
    left_out.map(|one| clause(input, one)).collect()
}

/// Clauses set aside that this library does not hold: another edition did, and the reason stays in the file.
fn unknown(input: &ChecklistInput<'_>) -> Vec<JustificationRow> {
    let aside = input.tender.set_aside.iter().filter(|aside| input.library.find(&aside.clause).is_none());
    let by = || vec!["Clause absente de cette édition du catalogue.".to_owned()];
    aside.map(|aside| row(JustifiedKind::Clause, &aside.clause, &aside.clause, None, by(), Some(aside.reason.clone()))).collect()
}

fn clause(input: &ChecklistInput<'_>, one: &Candidate<'_>) -> JustificationRow {
    let id = &one.clause.id;
    let typed = input.tender.set_aside.iter().find(|aside| aside.clause == *id).map(|aside| aside.reason.clone());
    let reason = typed.or_else(|| input.calls.set_aside(id).map(str::to_owned));
    row(JustifiedKind::Clause, id, &one.clause.title, Some(one.clause.theme), callers(one), reason)
}

fn callers(one: &Candidate<'_>) -> Vec<String> {
    let mut callers: Vec<String> = one.duties.iter().map(|duty| format!("Obligation : {}.", duty.title.trim_end_matches('.'))).collect();
    if let Some(listed) = &one.listed {
        let reason = listed.priority.reason.trim().trim_end_matches('.');
        callers.push(format!("Liste courte de la famille « {} » : {reason}.", listed.family.name));
    }
    callers.extend(one.called.iter().map(|reason| (*reason).to_owned()));
    if callers.is_empty() {
        callers.push("Clause de la bibliothèque qui convient à cet achat.".to_owned());
    }
    callers
}

fn row(kind: JustifiedKind, id: &str, what: &str, theme: Option<Theme>, called_by: Vec<String>, reason: Option<String>) -> JustificationRow {
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let status = if reason.is_some() { JustificationStatus::Justified } else { JustificationStatus::ToJustify };
    let called_by = called_by.iter().map(|caller| french::typography(caller)).collect();
    JustificationRow { kind, id: id.to_owned(), what: french::typography(what), theme, called_by, reason, status }
}

//! The execution plan, as an agenda.

use clausier_core::execution::{Cadence, Commitment, plan as commitments};
use clausier_core::french;
use clausier_core::paper::{Cell, Paper, Row};
use clausier_core::tender::Tender;

use super::words::{WORDS, typed};
use super::{Made, columns, grid, lots_of, subject, to_complete};
use crate::clauses::day;
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;

/// Makes the plan.
pub(super) fn plan(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    let words = &WORDS.execution;
    let cadences: Vec<Cadence> = words.cadences.iter().map(|cadence| Cadence { label: typed(&cadence.nom), words: cadence.mots.clone() }).collect();
    let owed = commitments(&engine.library_of(tender), tender, day(tender, now), &cadences).map_err(document_errors::selection)?;
    if owed.is_empty() {
        return Err(UserError::new("execution-rien", &[]));
    }
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.wide = true;
    paper.paragraph(typed(&WORDS.interne));
    let minutes: u32 = owed.iter().map(|one| one.control_minutes).sum();
    if minutes > 0 {
        let hours = french::count(usize::try_from(minutes.div_ceil(60)).unwrap_or_default(), "heure", "heures");
        paper.paragraph(typed(&fill(&words.charge, &[("heures", &hours)])));
    }
    let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[12, 20, 8, 34, 13, 30, 13, 30]));
    table.rows = owed.iter().map(|one| row(tender, &cadences, one)).collect();
    paper.grid(table);
    Ok(Made { paper, clauses: owed.into_iter().map(|one| one.clause).collect() })
}

fn row(tender: &Tender, cadences: &[Cadence], one: &Commitment) -> Row {
    let words = &WORDS.execution;
    let when =
        one.cadence.and_then(|at| cadences.get(at)).map_or_else(|| format!("[{}]", typed(&words.moment_inconnu)), |cadence| cadence.label.clone());
    let known = |text: &str| if text.trim().is_empty() { to_complete() } else { text.to_owned() };
    let penalty = if one.sections.penalty.trim().is_empty() { typed(&words.aucune_penalite) } else { one.sections.penalty.clone() };
    let department = tender.department.clone().or_else(|| tender.buyer.as_ref().and_then(|buyer| buyer.name.clone()));
    let cells = [
        when,
        one.title.clone(),
        lots_of(tender, &one.lots),
        known(&one.sections.proof),
        department.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| typed(&words.acheteur)),
        known(&one.sections.control),
        one.controller.as_deref().map_or_else(to_complete, capital),
        penalty,
    ];
    Row::of(cells.into_iter().map(Cell::Text).collect())
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

//! The annex of insertion: hours by lot, then the insertion clauses. The estimate is never in it.

use clausier_core::paper::{Cell, Paper, Row};
use clausier_core::tender::{Insertion, Lot, Tender, Theme};

use super::annexes::clause;
use super::words::{WORDS, typed, word_of};
use super::{Made, cell, columns, grid, rendered, subject, to_complete};
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;

/// Makes the annex.
pub(super) fn annex(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    let library = &engine.catalogue.library;
    let of_theme = |id: &str| library.find(id).is_some_and(|clause| clause.theme == Theme::Insertion && clause.kind.binds());
    let clauses: Vec<_> = rendered(engine, tender, now)?.into_iter().filter(|(selection, _)| of_theme(&selection.clause)).collect();
    let has_hours = tender.lots.iter().any(|lot| lot.insertion.is_some());
    if clauses.is_empty() && !has_hours {
        return Err(UserError::new("insertion-rien", &[]));
    }
    let words = &WORDS.insertion;
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    if tender.lots.is_empty() {
        paper.paragraph(typed(&words.sans_lots));
    } else {
        paper.heading(1, typed(&words.tableau));
        paper.grid(hours(tender));
    }
    paper.heading(1, typed(&words.clauses));
    if clauses.is_empty() {
        paper.paragraph(typed(&words.sans_clause));
    }
    for (selection, rendered) in &clauses {
        clause(&mut paper, tender, selection, rendered);
    }
    paper.paragraph(typed(&words.anonymat));
    Ok(Made { paper, clauses: clauses.into_iter().map(|(selection, _)| selection.clause.clone()).collect() })
}

/// Hours of each lot, and their sum when every figure is known.
fn hours(tender: &Tender) -> clausier_core::paper::Grid {
    let words = &WORDS.insertion;
    let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[6, 30, 14, 26, 14]));
    table.rows = tender.lots.iter().map(row).collect();
    let known: Vec<f64> = tender.lots.iter().filter_map(|lot| lot.insertion.as_ref()?.hours).collect();
    let open = tender.lots.iter().any(|lot| lot.insertion.as_ref().is_none_or(|insertion| insertion.hours.is_none() && !is_without(insertion)));
    if !known.is_empty() && !open {
        table.rows.push(Row { cells: vec![cell(&typed(&words.total)), cell(""), Cell::Number(known.iter().sum())], strong: true });
    }
    table
}

fn row(lot: &Lot) -> Row {
    let words = &WORDS.insertion;
    let title = cell(lot.title.as_deref().unwrap_or_default());
    let number = Cell::Number(f64::from(lot.number));
    let Some(insertion) = &lot.insertion else {
        return Row::of(vec![number, title, Cell::text(to_complete())]);
    };
    if is_without(insertion) {
        return Row::of(vec![number, title, cell(&typed(&words.sans_heures))]);
    }
    let hours = insertion.hours.map_or_else(|| Cell::text(to_complete()), Cell::Number);
    let basis = insertion.basis.map_or_else(to_complete, |basis| word_of(&words.bases, basis));
    let share = insertion.rate.map(|rate| typed(&fill(&words.pourcent, &[("part", &clausier_core::french::number(rate))])));
    Row::of(vec![number, title, hours, Cell::text(basis), Cell::text(share.unwrap_or_default())])
}

/// Whether a lot carries no hours, for a reason.
fn is_without(insertion: &Insertion) -> bool {
    insertion.required == Some(false)
        || (insertion.hours.is_none() && insertion.reason_if_none.as_ref().is_some_and(|reason| !reason.trim().is_empty()))
}

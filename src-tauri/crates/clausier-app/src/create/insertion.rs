//! The annex of insertion: hours by lot, then the insertion clauses. The estimate is never in it.

use clausier_core::french;
use clausier_core::insertion::{HoursState, InsertionTable, LotHours};
use clausier_core::paper::{Cell, Grid, Paper, Row};
use clausier_core::tender::{Tender, Theme};

use super::annexes::clause;
use super::words::{WORDS, typed, word_of};
use super::{Made, cell, columns, grid, rendered, subject, to_complete};
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;

/// Makes the annex.
pub(super) fn annex(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    let library = engine.library_of(tender);
    let of_theme = |id: &str| library.find(id).is_some_and(|clause| clause.theme == Theme::Insertion && clause.kind.binds());
    let clauses: Vec<_> = rendered(engine, tender, now)?.into_iter().filter(|(selection, _)| of_theme(&selection.clause)).collect();
    let has_hours = tender.insertion.is_some() || tender.lots.iter().any(|lot| lot.insertion.is_some());
    if clauses.is_empty() && !has_hours {
        return Err(UserError::new("insertion-rien", &[]));
    }
    let words = &WORDS.insertion;
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    if tender.lots.is_empty() && tender.insertion.is_none() {
        paper.paragraph(typed(&words.sans_lots));
    } else {
        paper.heading(1, typed(&words.tableau));
        paper.grid(hours(&engine.insertion(tender)));
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

/// Hours of each lot as the arithmetic gives them or as the buyer fixed them, and their sum when nothing is left open.
fn hours(lots: &InsertionTable) -> Grid {
    let words = &WORDS.insertion;
    let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[6, 30, 14, 26, 14]));
    table.rows = lots.lots.iter().map(row).collect();
    let open = lots.lots.iter().any(|lot| matches!(lot.state, HoursState::Unknown | HoursState::OutOfBounds));
    if lots.lots.len() > 1 && lots.total_hours > 0 && !open {
        table.rows.push(Row { cells: vec![cell(""), cell(&typed(&words.total)), Cell::Number(f64::from(lots.total_hours))], strong: true });
    }
    table
}

fn row(lot: &LotHours) -> Row {
    let words = &WORDS.insertion;
    let number = lot.lot.map_or_else(|| cell(""), |number| Cell::Number(f64::from(number)));
    let title = cell(lot.title.as_deref().unwrap_or_default());
    let basis = cell(&word_of(&words.bases, lot.basis));
    // The share of an amount tells bidders nothing that they need: only a share of what is worked binds them.
    let share = lot.percent.map(|percent| typed(&fill(&words.pourcent, &[("part", &french::number(percent))]))).unwrap_or_default();
    let hours = match lot.state {
        HoursState::Hours => lot.hours.map_or_else(|| Cell::text(to_complete()), |hours| Cell::Number(f64::from(hours))),
        HoursState::PercentOfOrders | HoursState::PercentOfHires => cell(&typed(&words.au_fil)),
        HoursState::None | HoursState::TooSmall => cell(&typed(&words.sans_heures)),
        HoursState::Reserved => cell(&typed(&words.reserve)),
        HoursState::Unknown | HoursState::OutOfBounds => Cell::text(to_complete()),
    };
    if lot.state.carries() || matches!(lot.state, HoursState::Unknown | HoursState::OutOfBounds) {
        return Row::of(vec![number, title, hours, basis, cell(&share)]);
    }
    Row::of(vec![number, title, hours])
}

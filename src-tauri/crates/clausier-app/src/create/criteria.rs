//! The table of the award criteria, common ones then those of each lot that has its own.

use clausier_core::criteria::total;
use clausier_core::paper::{Cell, Grid, Paper, Row};
use clausier_core::tender::{Criterion, Tender};

use super::words::{WORDS, typed, word_of};
use super::{Made, cell, columns, grid, subject, to_complete};
use crate::error::{UserError, UserResult, fill};

/// Makes the table.
pub(super) fn table(tender: &Tender) -> UserResult<Made> {
    let words = &WORDS.criteres;
    let own: Vec<(u32, &[Criterion])> = tender
        .lots
        .iter()
        .filter_map(|lot| lot.criteria.as_deref().filter(|criteria| !criteria.is_empty()).map(|criteria| (lot.number, criteria)))
        .collect();
    if tender.criteria.is_empty() && own.is_empty() {
        return Err(UserError::new("criteres-aucun", &[]));
    }
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.wide = true;
    if !tender.criteria.is_empty() {
        if !own.is_empty() {
            paper.heading(1, typed(&words.communs));
            paper.paragraph(typed(&words.portee));
        }
        paper.grid(grid_of(&typed(&words.communs), &tender.criteria));
    }
    for (lot, criteria) in own {
        let name = fill(&typed(&words.du_lot), &[("lot", &lot.to_string())]);
        paper.heading(1, name.clone());
        paper.grid(grid_of(&name, criteria));
    }
    Ok(Made { paper, clauses: clauses(tender) })
}

/// The criteria of the catalogue that the tender takes.
fn clauses(tender: &Tender) -> Vec<String> {
    fn gather(criteria: &[Criterion], found: &mut Vec<String>) {
        for criterion in criteria {
            found.extend(criterion.clause.clone().filter(|clause| !found.contains(clause)));
            gather(&criterion.sub, found);
        }
    }
    let mut found = Vec::new();
    gather(&tender.criteria, &mut found);
    for lot in &tender.lots {
        gather(lot.criteria.as_deref().unwrap_or_default(), &mut found);
    }
    found
}

fn grid_of(name: &str, criteria: &[Criterion]) -> Grid {
    let words = &WORDS.criteres;
    let mut table = grid(name, &words.description, columns(&words.colonnes, &[22, 20, 8, 30, 30]));
    for criterion in criteria {
        table.rows.push(row(criterion, 0));
        table.rows.extend(criterion.sub.iter().map(|sub| row(sub, 1)));
    }
    table.rows.push(Row { cells: vec![cell(&typed(&words.total)), cell(""), Cell::Number(total(criteria))], strong: true });
    table
}

fn row(criterion: &Criterion, column: usize) -> Row {
    let kind = || criterion.kind.map(|kind| word_of(&WORDS.genres_de_critere, kind));
    let label = criterion.label.clone().filter(|label| !label.trim().is_empty()).or_else(kind).unwrap_or_else(to_complete);
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    // A criterion that has parts is scored by them.
    let method = text(&criterion.method).unwrap_or_else(|| if criterion.sub.is_empty() { to_complete() } else { String::new() });
    let mut cells = vec![cell(""), cell("")];
    if let Some(own) = cells.get_mut(column) {
        *own = Cell::text(label);
    }
    cells.push(criterion.weight.map_or_else(|| Cell::text(to_complete()), Cell::Number));
    cells.push(Cell::text(method));
    cells.push(Cell::text(text(&criterion.what_bidders_provide).unwrap_or_default()));
    Row::of(cells)
}

//! Writes the table into the lots and into the clauses kept, and nowhere else.

use super::lot::{HoursState, InsertionTable, LotHours};
use super::rules::{InsertionClause, InsertionRules};
use crate::tender::{InsertionBasis, Scalar, Selection, Tender};

/// Fixes the hours that the arithmetic gives in each lot that carries some, so that the tender file says them to whoever
/// reads it without a catalogue. What the buyer typed stays.
pub fn fix_hours(tender: &mut Tender, table: &InsertionTable) {
    for row in table.lots.iter().filter(|row| row.state == HoursState::Hours) {
        let own = match row.lot {
            None => Some(&mut tender.insertion),
            Some(number) => tender.lots.iter_mut().find(|lot| lot.number == number).map(|lot| &mut lot.insertion),
        };
        if let (Some(own), Some(hours)) = (own, row.hours) {
            own.get_or_insert_default().hours.get_or_insert(f64::from(hours));
        }
    }
}

/// Fills the parameters of the kept clauses that carry insertion hours, and narrows each to the lots
/// that carry some. A clause that no lot carries is left as it is: the buyer decides to drop it.
pub fn fill_clauses(tender: &mut Tender, table: &InsertionTable, rules: &InsertionRules) {
    for selection in &mut tender.selections {
        if let Some(clause) = rules.clauses.iter().find(|clause| clause.clause == selection.clause) {
            fill(selection, clause, table);
        }
    }
}

/// Returns a clause as a document of some lots says it: where it points to the annex because several lots carry hours and
/// one of these lots alone does, it says the hours of that lot. What the buyer typed stays.
pub fn for_lots(selection: &Selection, lots: &[u32], table: &InsertionTable, rules: &InsertionRules) -> Selection {
    let mut own = selection.clone();
    let Some(clause) = rules.clauses.iter().find(|clause| clause.clause == selection.clause) else { return own };
    let Some((name, elsewhere)) = &clause.hours else { return own };
    let covered = |number: u32| lots.contains(&number) && (selection.lots.is_empty() || selection.lots.contains(&number));
    let carrying = table.lots.iter().filter(|row| row.state == state_of(clause.basis) && row.lot.is_some_and(covered));
    let hours: Vec<Option<u32>> = carrying.map(|row| row.hours).collect();
    let points_elsewhere = own.parameters.get(name) == Some(&Scalar::Text(elsewhere.clone()));
    if let (true, [Some(hours)]) = (points_elsewhere, hours.as_slice()) {
        own.parameters.insert(name.clone(), Scalar::Number(f64::from(*hours)));
    }
    own
}

fn fill(selection: &mut Selection, clause: &InsertionClause, table: &InsertionTable) {
    let covered = |lot: &&LotHours| selection.lots.is_empty() || lot.lot.is_some_and(|number| selection.lots.contains(&number));
    let carrying: Vec<&LotHours> = table.lots.iter().filter(covered).filter(|lot| lot.state == state_of(clause.basis)).collect();
    let Some(first) = carrying.first() else { return };
    if let Some((name, elsewhere)) = &clause.hours {
        let hours = match (carrying.as_slice(), first.hours) {
            ([_], Some(hours)) => Scalar::Number(f64::from(hours)),
            (_, _) => Scalar::Text(elsewhere.clone()),
        };
        selection.parameters.insert(name.clone(), hours);
    }
    let same_rate = carrying.iter().all(|lot| lot.rate.value == first.rate.value);
    if let (Some(name), Some(rate), true) = (&clause.percent, first.rate.value, same_rate) {
        selection.parameters.insert(name.clone(), Scalar::Number(rate));
    }
    if carrying.len() < table.lots.len() {
        selection.lots = carrying.iter().filter_map(|lot| lot.lot).collect();
    }
}

fn state_of(basis: InsertionBasis) -> HoursState {
    match basis {
        InsertionBasis::Amount => HoursState::Hours,
        InsertionBasis::Orders => HoursState::PercentOfOrders,
        InsertionBasis::Hires => HoursState::PercentOfHires,
    }
}

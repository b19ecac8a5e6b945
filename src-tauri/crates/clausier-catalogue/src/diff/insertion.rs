//! Usage of insertion hours: rounding, floors, rates, trades, and the clauses that carry the result.

use clausier_core::french;
use clausier_core::insertion::{InsertionRules, Sourced, Trade};

use super::said::Said;
use super::texts::quoted;
use super::{Change, ChangeKind, Pair, matched};
use crate::insertion::FILE;

pub(super) fn compare(pair: &Pair<'_>, (old, new): (&InsertionRules, &InsertionRules), changes: &mut Vec<Change>) {
    let mut said = Said::new(changes, ChangeKind::Insertion, FILE, "Heures d'insertion".to_owned());
    let hours = |hours: u32| french::count(hours as usize, "heure", "heures");
    said.text("rounding", "l'arrondi", Some(&hours(old.step)), Some(&hours(new.step)));
    said.text("rounding", "l'origine de l'arrondi", Some(&old.step_origin), Some(&new.step_origin));
    let floor = |rules: &InsertionRules| format!("{} et {} mois", hours(rules.floor_hours), rules.floor_months);
    said.text("floor", "le plancher d'un lot", Some(&floor(old)), Some(&floor(new)));
    said.text("floor", "l'origine du plancher", Some(&old.floor_origin), Some(&new.floor_origin));
    said.text("unsourced", "ce qui est dit d'un chiffre sans source", Some(&old.unsourced), Some(&new.unsourced));
    rates(pair, old, new, &mut said);
    carriers(pair, old, new, &mut said);
    trades(old, new, changes);
}

fn rates(pair: &Pair<'_>, old: &InsertionRules, new: &InsertionRules, said: &mut Said<'_>) {
    let found = matched(&old.rates, &new.rates, |(basis, _)| *basis);
    let word = |basis| quoted(pair.new.word(basis));
    for (basis, rate) in found.gone {
        said.say("rate", &format!("le taux de la base {} disparaît (c'était {})", word(*basis), figure(rate, " %")));
    }
    for (basis, rate) in found.come {
        said.say("rate", &format!("le taux de la base {} apparaît : {}", word(*basis), figure(rate, " %")));
    }
    for ((basis, before), (_, after)) in found.both {
        said.text("rate", &format!("le taux de la base {}", word(*basis)), Some(&figure(before, " %")), Some(&figure(after, " %")));
    }
}

fn carriers(pair: &Pair<'_>, old: &InsertionRules, new: &InsertionRules, said: &mut Said<'_>) {
    let ids = |rules: &InsertionRules| rules.clauses.iter().map(|one| one.clause.clone()).collect::<Vec<_>>();
    said.keyed("clauses", "clauses qui portent les heures", &pair.clauses(&ids(old)), &pair.clauses(&ids(new)));
    for (before, after) in matched(&old.clauses, &new.clauses, |one| one.clause.clone()).both {
        if before != after {
            said.say("clauses", &format!("la façon de remplir {} change", pair.clause(&after.clause)));
        }
    }
}

fn trades(old: &InsertionRules, new: &InsertionRules, changes: &mut Vec<Change>) {
    let found = matched(&old.trades, &new.trades, |trade| trade.name.clone());
    for trade in found.gone {
        said(trade, changes).say("removed", "retiré");
    }
    for (before, after) in found.both {
        let mut said = said(after, changes);
        said.list("cpv", "codes CPV", &before.cpv, &after.cpv);
        let share = |trade: &Trade| trade.labour_share.as_ref().map(|share| figure(share, " %"));
        said.text("labour_share", "la part de main-d'œuvre", share(before).as_deref(), share(after).as_deref());
        let cost = |trade: &Trade| trade.hourly_cost.as_ref().map(|cost| figure(cost, " € par heure"));
        said.text("hourly_cost", "le coût d'une heure", cost(before).as_deref(), cost(after).as_deref());
    }
    for trade in found.come {
        said(trade, changes).say("added", "ajouté");
    }
}

fn said<'a>(trade: &'a Trade, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Insertion, &trade.name, format!("Heures d'insertion, métier {}", quoted(&trade.name)))
}

/// A figure with its origin: one without the other is half of it.
fn figure(sourced: &Sourced, unit: &str) -> String {
    format!("{}{unit} ({})", french::number(sourced.value), sourced.origin)
}

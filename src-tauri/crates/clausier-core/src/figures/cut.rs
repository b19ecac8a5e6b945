//! An indicator seen closer: by department, theme or family of purchase, and contract by contract. The parts
//! are drawn from the same shares as the figure: they say the same numbers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::counted::{Contract, Share, contracts_of};
use super::figure::{Figure, Sum, notified};
use super::indicator::Indicator;
use super::summary::Summary;
use crate::tender::{Euros, TenderId};

/// What the contracts are gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// The department that buys.
    Department,
    /// The themes of the clauses; a contract is in each of its themes.
    Theme,
    /// The families of purchase; a contract is in each of its families.
    Family,
}

/// How a contract stands to an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It adds to the numerator.
    Counts,
    /// It is only in the denominator.
    CountsNot,
    /// The fact is not known.
    Unknown,
}

/// One contract under an indicator.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct CountedContract {
    pub id: TenderId,
    /// Number of the lot.
    pub lot: Option<u32>,
    pub title: Option<String>,
    pub department: Option<String>,
    pub notified_on: Option<NaiveDate>,
    pub amount: Option<Euros>,
    pub standing: Standing,
    /// What it adds to the numerator and to the denominator.
    pub numerator: f64,
    pub denominator: f64,
}

/// Works an indicator out for each part of the contracts of a year, in alphabetical order. `parts` names the parts of
/// a summary; one that has none is under `None`, last.
pub fn by_part(indicator: &Indicator, summaries: &[Summary], year: i32, parts: &dyn Fn(&Summary) -> Vec<String>) -> Vec<(Option<String>, Figure)> {
    let mut sums: BTreeMap<(bool, Option<String>), Sum> = BTreeMap::new();
    for summary in notified(summaries, year) {
        let shares: Vec<Share> = contracts_of(summary, indicator).iter().map(|contract| contract.share(indicator)).collect();
        for part in named(parts(summary)) {
            let sum = sums.entry((part.is_none(), part)).or_default();
            shares.iter().for_each(|share| sum.add(*share));
        }
    }
    let figures = sums.into_iter().map(|((_, part), sum)| (part, sum.figure(indicator.measure.unit())));
    figures.filter(|(_, figure)| figure.all > 0).collect()
}

fn named(parts: Vec<String>) -> Vec<Option<String>> {
    if parts.is_empty() { vec![None] } else { parts.into_iter().map(Some).collect() }
}

/// Lists the contracts of a year that an indicator is about: those that count first, then the others, then the unknown.
pub fn counted(indicator: &Indicator, summaries: &[Summary], year: i32) -> Vec<CountedContract> {
    let contracts = notified(summaries, year).flat_map(|summary| contracts_of(summary, indicator));
    let mut lines: Vec<CountedContract> = contracts.filter_map(|contract| line(&contract, indicator)).collect();
    let rank = |standing: Standing| match standing {
        Standing::Counts => 0,
        Standing::CountsNot => 1,
        Standing::Unknown => 2,
    };
    lines.sort_by(|left, right| {
        rank(left.standing).cmp(&rank(right.standing)).then_with(|| left.title.cmp(&right.title)).then_with(|| left.lot.cmp(&right.lot))
    });
    lines
}

fn line(contract: &Contract<'_>, indicator: &Indicator) -> Option<CountedContract> {
    let (standing, numerator, denominator) = match contract.share(indicator) {
        Share::Outside => return None,
        Share::Unknown { denominator } => (Standing::Unknown, 0, denominator),
        Share::Known { numerator: 0, denominator } => (Standing::CountsNot, 0, denominator),
        Share::Known { numerator, denominator } => (Standing::Counts, numerator, denominator),
    };
    let summary = contract.summary;
    Some(CountedContract {
        id: summary.id,
        lot: contract.lot.map(|lot| lot.lot),
        title: summary.objet.clone(),
        department: summary.direction.clone(),
        notified_on: summary.notifie_le,
        amount: contract.amount(),
        standing,
        numerator: Euros::from_cents(numerator).as_f64(),
        denominator: Euros::from_cents(denominator).as_f64(),
    })
}

//! What was paid in a year, and the share of it that went to solidarity enterprises: the law's own measure.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figure::{Figure, rounded};
use crate::tender::Euros;

/// A list of approved enterprises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalKind {
    /// Entreprise solidaire d'utilité sociale: the enterprise is approved, whatever the establishment.
    Esus,
    /// Structure d'insertion par l'activité économique: an establishment.
    Siae,
    /// Entreprise adaptée: an establishment.
    Ea,
    /// Établissement et service d'accompagnement par le travail: an establishment.
    Esat,
}

impl ApprovalKind {
    /// Every kind, in the order of the screens.
    pub const ALL: [Self; 4] = [Self::Esus, Self::Siae, Self::Ea, Self::Esat];

    /// Returns the contract's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Esus => "esus",
            Self::Siae => "siae",
            Self::Ea => "ea",
            Self::Esat => "esat",
        }
    }
}

/// The enterprises approved during a year, from the lists at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approvals {
    lists: BTreeSet<ApprovalKind>,
    enterprises: BTreeSet<String>,
    establishments: BTreeSet<String>,
}

impl Approvals {
    /// Says that the list of a kind is at hand, even when nobody of it is approved.
    pub fn know(&mut self, kind: ApprovalKind) {
        self.lists.insert(kind);
    }

    /// Adds an enterprise (nine digits) or an establishment (fourteen). An ESUS is approved whole.
    pub fn add(&mut self, kind: ApprovalKind, id: &str) {
        self.know(kind);
        match (kind, id.get(..9)) {
            (ApprovalKind::Esus, Some(siren)) => self.enterprises.insert(siren.to_owned()),
            _ if id.len() == 9 => self.enterprises.insert(id.to_owned()),
            _ => self.establishments.insert(id.to_owned()),
        };
    }

    /// Returns the kinds of which a list is at hand.
    pub fn lists(&self) -> &BTreeSet<ApprovalKind> {
        &self.lists
    }

    /// Adds an establishment that a notified contract says to be a solidarity enterprise; no list says so.
    pub fn declare(&mut self, siret: &str) {
        self.establishments.insert(siret.to_owned());
    }

    fn is_empty(&self) -> bool {
        self.lists.is_empty() && self.establishments.is_empty()
    }

    fn holds(&self, siret: &str) -> bool {
        self.establishments.contains(siret) || siret.get(..9).is_some_and(|siren| self.enterprises.contains(siren))
    }
}

/// Tells whether an approval with those days holds at some day of a year.
pub fn holds_in(year: i32, from: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
    let (Some(first), Some(last)) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)) else { return false };
    from.is_none_or(|from| from <= last) && until.is_none_or(|until| until >= first)
}

/// Works out the share of a year's spend that went to approved enterprises. `aside`: lines of the extract that
/// could not be read. The coverage is the weaker of the two: lines read, lists at hand.
pub fn spend_figure(payments: &[(String, i64)], approvals: &Approvals, aside: usize) -> Figure {
    let sum =
        |wanted: &dyn Fn(&str) -> bool| payments.iter().filter(|(siret, _)| wanted(siret)).fold(0_i64, |sum, (_, cents)| sum.saturating_add(*cents));
    let numerator = Euros::from_cents(sum(&|siret| approvals.holds(siret))).as_f64();
    let denominator = Euros::from_cents(sum(&|_| true)).as_f64();
    let (lists, kinds) = (approvals.lists.len(), ApprovalKind::ALL.len());
    let (read, lines) = (payments.len(), payments.len().saturating_add(aside));
    let by_lists = lists.saturating_mul(lines) <= read.saturating_mul(kinds);
    let (known, all) = if by_lists { (lists, kinds) } else { (read, lines) };
    let divides = denominator > 0.0 && !approvals.is_empty();
    let all = if payments.is_empty() { 0 } else { all };
    let percent = divides.then(|| rounded(numerator * 100.0 / denominator));
    Figure { numerator, denominator, percent, value: percent, known, all }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payments() -> Vec<(String, i64)> {
        vec![("20005480700017".to_owned(), 90_000), ("11111111100011".to_owned(), 10_000), ("11111111100029".to_owned(), 0)]
    }

    #[test]
    fn no_list_and_no_extract_are_no_zero() {
        let none = spend_figure(&payments(), &Approvals::default(), 0);
        assert_eq!((none.percent, none.coverage()), (None, Some(0.0)));
        let mut known = Approvals::default();
        known.know(ApprovalKind::Esus);
        let empty = spend_figure(&[], &known, 0);
        assert_eq!((empty.percent, empty.coverage()), (None, None));
    }

    #[test]
    fn a_holder_that_a_contract_says_to_be_solidary_counts_and_no_list_makes_the_figure_partial() {
        let mut approvals = Approvals::default();
        approvals.declare("11111111100011");
        let figure = spend_figure(&payments(), &approvals, 0);
        assert_eq!((figure.percent, figure.coverage()), (Some(10.0), Some(0.0)));
    }

    #[test]
    fn an_esus_counts_whole_and_an_esat_by_establishment() {
        let table =
            [(ApprovalKind::Esus, "11111111100029", 10.0), (ApprovalKind::Esat, "11111111100029", 0.0), (ApprovalKind::Esat, "111111111", 10.0)];
        for (kind, id, percent) in table {
            let mut approvals = Approvals::default();
            approvals.add(kind, id);
            assert_eq!(spend_figure(&payments(), &approvals, 0).percent, Some(percent), "{kind:?} {id}");
        }
    }

    #[test]
    fn the_coverage_is_the_weaker_of_lists_and_lines() {
        let mut approvals = Approvals::default();
        ApprovalKind::ALL.into_iter().for_each(|kind| approvals.know(kind));
        assert_eq!(spend_figure(&payments(), &approvals, 0).coverage(), Some(100.0));
        assert_eq!(spend_figure(&payments(), &approvals, 3).coverage(), Some(50.0));
        let mut one = Approvals::default();
        one.know(ApprovalKind::Siae);
        assert_eq!(spend_figure(&payments(), &one, 3).coverage(), Some(25.0));
    }

    #[test]
    fn an_approval_holds_in_a_year_that_it_touches() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        assert!(holds_in(2026, None, None) && holds_in(2026, day("2026-12-31"), None) && holds_in(2026, None, day("2026-01-01")));
        assert!(!holds_in(2026, day("2027-01-01"), None) && !holds_in(2026, None, day("2025-12-31")));
    }
}

//! The criteria table in words.

use clausier_core::criteria::{CriteriaFinding, CriteriaWish, lint_criteria, total};
use clausier_core::french;
use clausier_core::law::{Assessment, Outcome};
use clausier_core::tender::{Criterion, Tender};

use crate::wire::{Advice, CriteriaView, Severity};

/// The obligation that asks for an environmental criterion.
const ENVIRONMENTAL: &str = "critere-env";

/// Shows the table: its total, what is missing, what is said of it.
pub(crate) fn of(tender: &Tender, assessment: &Assessment) -> CriteriaView {
    let environmental = assessment.line(ENVIRONMENTAL).is_some_and(|line| line.outcome == Outcome::Applies);
    let findings = lint_criteria(tender, CriteriaWish { environmental });
    let total = total(&tender.criteria);
    CriteriaView { total, sentence: total_sentence(total), advice: findings.iter().map(|finding| advice(tender, finding)).collect() }
}

fn total_sentence(total: f64) -> String {
    let shown = french::number(total);
    let gap = french::number((100.0 - total).abs());
    let sentence = match total.partial_cmp(&100.0) {
        Some(std::cmp::Ordering::Less) => format!("Total : {shown} % — il manque {gap} %"),
        Some(std::cmp::Ordering::Greater) => format!("Total : {shown} % — {gap} % de trop"),
        Some(std::cmp::Ordering::Equal) | None => "Total : 100 %".to_owned(),
    };
    french::typography(&sentence)
}

fn advice(tender: &Tender, finding: &CriteriaFinding) -> Advice {
    let (code, severity, sentence) = match finding {
        CriteriaFinding::Total { lot, total, .. } => {
            ("total", Severity::ToFix, format!("{}les poids font {} % au lieu de 100 %.", of_lot(*lot), french::number(*total)))
        }
        CriteriaFinding::NoWeight { lot, criterion } => {
            ("no-weight", Severity::ToFix, format!("{}{} n’a pas de poids.", of_lot(*lot), label(tender, *lot, *criterion)))
        }
        CriteriaFinding::SubTotal { lot, criterion, total, expected, .. } => (
            "sub-total",
            Severity::ToFix,
            format!(
                "{}les sous-critères de {} font {} % au lieu de {} %.",
                of_lot(*lot),
                label(tender, *lot, *criterion),
                french::number(*total),
                french::number(*expected)
            ),
        ),
        CriteriaFinding::PriceOnly { lot } => ("price-only", Severity::ToCheck, format!("{}le prix est le seul critère.", of_lot(*lot))),
        CriteriaFinding::NoEnvironmental { lot } => (
            "no-environmental",
            Severity::ToFix,
            format!("{}aucun critère ne prend en compte l’environnement, alors que la loi le demande.", of_lot(*lot)),
        ),
        CriteriaFinding::SameLabel { lot, criterion, .. } => {
            ("same-label", Severity::ToCheck, format!("{}{} est écrit deux fois.", of_lot(*lot), label(tender, *lot, *criterion)))
        }
    };
    Advice { code: code.to_owned(), severity, sentence: french::typography(&capitalised(&sentence)) }
}

fn of_lot(lot: Option<u32>) -> String {
    lot.map(|lot| format!("lot {lot} : ")).unwrap_or_default()
}

fn label(tender: &Tender, lot: Option<u32>, at: u32) -> String {
    let own = lot.and_then(|number| tender.lots.iter().find(|lot| lot.number == number)).and_then(|lot| lot.criteria.as_deref());
    let criteria: &[Criterion] = own.unwrap_or(&tender.criteria);
    let label = criteria.get(at as usize).and_then(|criterion| criterion.label.as_deref()).filter(|label| !label.trim().is_empty());
    label.map_or_else(|| format!("le critère {}", at.saturating_add(1)), |label| format!("« {label} »"))
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_says_what_is_missing_or_too_much() {
        let cases = [(95.0, "Total : 95 % — il manque 5 %"), (100.0, "Total : 100 %"), (110.5, "Total : 110,5 % — 10,5 % de trop")];
        for (total, sentence) in cases {
            assert_eq!(total_sentence(total).replace('\u{a0}', " "), sentence);
        }
    }
}

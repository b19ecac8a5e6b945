//! What is wrong with a table of criteria, as data; sentences belong to the application.

use serde::{Deserialize, Serialize};

use super::totals::{WHOLE, hundredths, points, sum};
use crate::french;
use crate::tender::{Criterion, CriterionKind, Tender};

/// What the assessment wants of the criteria of this tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CriteriaWish {
    /// Whether a criterion must take the environment into account.
    pub environmental: bool,
}

/// One finding. `lot` is none for the criteria common to the lots; `criterion` counts from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "finding", rename_all = "snake_case")]
#[allow(missing_docs)] // Fields say where, what was found and what is missing.
pub enum CriteriaFinding {
    /// The weights do not add up to 100; `gap` is what is missing, below zero when there is too much.
    Total {
        lot: Option<u32>,
        #[cfg_attr(feature = "specta", specta(type = i32))]
        total: f64,
        #[cfg_attr(feature = "specta", specta(type = i32))]
        gap: f64,
    },
    /// A criterion has no weight, or a weight of zero.
    NoWeight { lot: Option<u32>, criterion: u32 },
    /// Sub-criteria add up neither to their criterion nor to 100.
    SubTotal {
        lot: Option<u32>,
        criterion: u32,
        #[cfg_attr(feature = "specta", specta(type = i32))]
        total: f64,
        #[cfg_attr(feature = "specta", specta(type = i32))]
        expected: f64,
        #[cfg_attr(feature = "specta", specta(type = i32))]
        gap: f64,
    },
    /// Price is the only criterion.
    PriceOnly { lot: Option<u32> },
    /// An environmental criterion is wanted and there is none, sub-criteria included.
    NoEnvironmental { lot: Option<u32> },
    /// Two criteria bear one label: bidders would be judged twice on it.
    SameLabel { lot: Option<u32>, criterion: u32, first: u32 },
}

/// Looks at every table of a tender: the common one, unless every lot has its own, and each lot's.
/// A table without any criterion is not begun: nothing is said of it.
pub fn lint_criteria(tender: &Tender, wish: CriteriaWish) -> Vec<CriteriaFinding> {
    let own = tender.lots.iter().filter_map(|lot| lot.criteria.as_deref().map(|criteria| (Some(lot.number), criteria)));
    let common_is_used = tender.lots.is_empty() || tender.lots.iter().any(|lot| lot.criteria.is_none());
    let common = common_is_used.then_some((None, tender.criteria.as_slice()));
    common.into_iter().chain(own).filter(|(_, criteria)| !criteria.is_empty()).flat_map(|(lot, criteria)| lint_table(lot, criteria, wish)).collect()
}

fn lint_table(lot: Option<u32>, criteria: &[Criterion], wish: CriteriaWish) -> Vec<CriteriaFinding> {
    let mut findings = Vec::new();
    let total = sum(criteria);
    if total != WHOLE {
        findings.push(CriteriaFinding::Total { lot, total: points(total), gap: points(WHOLE - total) });
    }
    for (at, criterion) in criteria.iter().enumerate() {
        findings.extend(lint_criterion(lot, index(at), criterion));
        findings.extend(same_label(lot, criteria, at));
    }
    if criteria.iter().all(only_price) {
        findings.push(CriteriaFinding::PriceOnly { lot });
    }
    if wish.environmental && !criteria.iter().any(is_environmental) {
        findings.push(CriteriaFinding::NoEnvironmental { lot });
    }
    findings
}

fn lint_criterion(lot: Option<u32>, criterion: u32, one: &Criterion) -> Vec<CriteriaFinding> {
    let weight = hundredths(one.weight);
    let mut findings = Vec::new();
    if weight == 0 {
        findings.push(CriteriaFinding::NoWeight { lot, criterion });
    }
    let total = sum(&one.sub);
    let weighted = one.sub.iter().any(|sub| sub.weight.is_some());
    if weighted && total != weight && total != WHOLE {
        findings.push(CriteriaFinding::SubTotal { lot, criterion, total: points(total), expected: points(weight), gap: points(weight - total) });
    }
    findings
}

fn same_label(lot: Option<u32>, criteria: &[Criterion], at: usize) -> Option<CriteriaFinding> {
    let folded = |criterion: &Criterion| criterion.label.as_deref().map(french::fold).filter(|label| !label.is_empty());
    let label = criteria.get(at).and_then(folded)?;
    let first = criteria.iter().take(at).position(|other| folded(other).as_deref() == Some(label.as_str()))?;
    Some(CriteriaFinding::SameLabel { lot, criterion: index(at), first: index(first) })
}

/// Tells whether a criterion judges the price alone; one of unknown kind may judge something else.
fn only_price(criterion: &Criterion) -> bool {
    match criterion.kind {
        Some(CriterionKind::Price) => criterion.sub.iter().all(|sub| sub.kind.is_none() || only_price(sub)),
        Some(CriterionKind::Cost | CriterionKind::LifeCycleCost | CriterionKind::Quality) => false,
        Some(CriterionKind::Environmental | CriterionKind::Social | CriterionKind::Other) | None => false,
    }
}

/// Tells whether a criterion, or one of its sub-criteria, takes the environment into account.
fn is_environmental(criterion: &Criterion) -> bool {
    criterion.kind == Some(CriterionKind::Environmental) || criterion.sub.iter().any(is_environmental)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tender::{Lot, TenderId};

    fn criterion(kind: CriterionKind, weight: f64) -> Criterion {
        Criterion { label: Some(format!("{kind:?}")), kind: Some(kind), weight: Some(weight), ..Criterion::default() }
    }

    fn tender(criteria: Vec<Criterion>) -> Tender {
        Tender { criteria, ..Tender::new(TenderId(uuid::Uuid::nil())) }
    }

    const WANTED: CriteriaWish = CriteriaWish { environmental: true };

    #[test]
    fn a_right_table_has_no_finding() {
        use CriterionKind::{Environmental, Price, Quality};
        let right = tender(vec![criterion(Price, 60.0), criterion(Environmental, 20.0), criterion(Quality, 20.0)]);
        assert_eq!(lint_criteria(&right, WANTED), []);
        assert_eq!(lint_criteria(&tender(Vec::new()), WANTED), [], "a table that is not begun is not wrong");
    }

    #[test]
    fn gaps_are_told_with_their_sign() {
        use CriterionKind::{Price, Quality};
        let gap = |quality: f64| {
            let findings = lint_criteria(&tender(vec![criterion(Price, 60.0), criterion(Quality, quality)]), CriteriaWish::default());
            if let Some(CriteriaFinding::Total { gap, .. }) = findings.first() { Some(*gap) } else { None }
        };
        assert_eq!((gap(35.0), gap(45.5), gap(40.0)), (Some(5.0), Some(-5.5), None));
    }

    #[test]
    fn a_sub_criterion_can_be_the_environmental_one_and_sums_are_checked() {
        use CriterionKind::{Environmental, Price, Quality};
        let mut quality = criterion(Quality, 40.0);
        quality.sub = vec![criterion(Environmental, 15.0), criterion(Quality, 20.0)];
        let findings = lint_criteria(&tender(vec![criterion(Price, 60.0), quality.clone()]), WANTED);
        assert_eq!(findings, [CriteriaFinding::SubTotal { lot: None, criterion: 1, total: 35.0, expected: 40.0, gap: 5.0 }]);
        quality.sub = vec![criterion(Environmental, 40.0), criterion(Quality, 60.0)];
        assert_eq!(lint_criteria(&tender(vec![criterion(Price, 60.0), quality]), WANTED), [], "sub-criteria out of 100 are understood");
    }

    #[test]
    fn price_alone_and_a_missing_environmental_criterion_are_told_lot_by_lot() {
        let mut file = tender(vec![criterion(CriterionKind::Price, 60.0), criterion(CriterionKind::Environmental, 40.0)]);
        let lot: Lot = serde_json::from_str(r#"{"number":2,"criteria":[{"label":"Prix","kind":"price","weight":100}]}"#).expect("a lot");
        file.lots = vec![lot];
        assert_eq!(lint_criteria(&file, WANTED), [CriteriaFinding::PriceOnly { lot: Some(2) }, CriteriaFinding::NoEnvironmental { lot: Some(2) }]);
        assert_eq!(super::super::totals(&file).lots.first().map(|lot| lot.total), Some(100.0));
    }

    #[test]
    fn one_label_twice_is_told() {
        let twice = tender(vec![criterion(CriterionKind::Quality, 50.0), criterion(CriterionKind::Quality, 50.0)]);
        assert_eq!(lint_criteria(&twice, CriteriaWish::default()), [CriteriaFinding::SameLabel { lot: None, criterion: 1, first: 0 }]);
    }
}

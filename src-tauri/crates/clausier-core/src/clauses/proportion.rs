//! Proportionality: more or heavier clauses than the purchase can bear. Advice, as data.

use serde::{Deserialize, Serialize};

use super::candidate::{is_below, longest_duration};
use super::{Clause, ClauseLibrary};
use crate::tender::{Euros, Tender};

/// What a purchase of some value can bear. The figures are usage, not law; they come from the
/// catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProportionStep {
    /// Value of the need below which this step counts; none for the last one.
    pub below: Option<Euros>,
    /// Number of clauses.
    pub clauses: u32,
    /// Sum of the efforts.
    pub effort: u32,
    /// Time of control, in minutes a year.
    pub control_minutes: u32,
}

/// The steps, smallest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProportionScale(Vec<ProportionStep>);

impl ProportionScale {
    /// Sorts the steps by value; the open one comes last.
    pub fn new(mut steps: Vec<ProportionStep>) -> Self {
        steps.sort_by_key(|step| (step.below.is_none(), step.below));
        Self(steps)
    }

    /// Lists the steps, smallest first.
    pub fn steps(&self) -> &[ProportionStep] {
        &self.0
    }

    /// Returns the step of a value.
    pub fn at(&self, value: Euros) -> Option<&ProportionStep> {
        self.0.iter().find(|step| step.below.is_none_or(|below| value < below))
    }
}

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "advice", rename_all = "snake_case")]
#[allow(missing_docs)] // Fields say what was found and what is usual.
pub enum ProportionAdvice {
    /// More clauses than usual at this value.
    TooManyClauses { kept: u32, usual: u32 },
    /// More effort asked of the companies than usual at this value; `heaviest` first.
    TooHeavy { effort: u32, usual: u32, heaviest: Vec<String> },
    /// More control than the buyer can do, in minutes a year.
    TooMuchControl { minutes: u32, usual: u32, longest: Vec<String> },
    /// A clause kept below the value from which it makes sense.
    BelowMinimumAmount { clause: String, minimum_eur: Euros },
    /// A clause kept below the duration from which it makes sense.
    BelowMinimumDuration { clause: String, minimum_months: u32 },
}

/// Looks at the clauses kept. Nothing is said of the whole while the value of the need is unknown.
pub fn proportionality(library: &ClauseLibrary, scale: &ProportionScale, tender: &Tender) -> Vec<ProportionAdvice> {
    let kept = kept_clauses(library, tender);
    let mut advice: Vec<ProportionAdvice> =
        tender.value_of_need().and_then(|value| scale.at(value)).map(|step| of_the_whole(&kept, step)).unwrap_or_default();
    advice.extend(kept.iter().flat_map(|clause| of_one(clause, tender)));
    advice
}

/// Lists the clauses kept, once each.
fn kept_clauses<'a>(library: &'a ClauseLibrary, tender: &Tender) -> Vec<&'a Clause> {
    let mut kept: Vec<&Clause> = Vec::new();
    for clause in tender.selections.iter().filter_map(|selection| library.find(&selection.clause)) {
        if kept.iter().all(|other| other.id != clause.id) {
            kept.push(clause);
        }
    }
    kept
}

fn of_the_whole(kept: &[&Clause], step: &ProportionStep) -> Vec<ProportionAdvice> {
    let number = u32::try_from(kept.len()).unwrap_or(u32::MAX);
    let effort = kept.iter().map(|clause| u32::from(clause.effort)).sum();
    let minutes = kept.iter().fold(0_u32, |sum, clause| sum.saturating_add(clause.control_minutes));
    let mut advice = Vec::new();
    if number > step.clauses {
        advice.push(ProportionAdvice::TooManyClauses { kept: number, usual: step.clauses });
    }
    if effort > step.effort {
        advice.push(ProportionAdvice::TooHeavy { effort, usual: step.effort, heaviest: first_by(kept, |clause| u32::from(clause.effort)) });
    }
    if minutes > step.control_minutes {
        advice.push(ProportionAdvice::TooMuchControl {
            minutes,
            usual: step.control_minutes,
            longest: first_by(kept, |clause| clause.control_minutes),
        });
    }
    advice
}

/// Names the three clauses that weigh most.
fn first_by(kept: &[&Clause], weight: impl Fn(&Clause) -> u32) -> Vec<String> {
    let mut ordered: Vec<&&Clause> = kept.iter().collect();
    ordered.sort_by_key(|clause| std::cmp::Reverse(weight(clause)));
    ordered.into_iter().take(3).map(|clause| clause.id.clone()).collect()
}

fn of_one(clause: &Clause, tender: &Tender) -> Vec<ProportionAdvice> {
    let mut advice = Vec::new();
    if let Some(minimum_eur) = clause.min_amount.filter(|minimum| is_below(tender.value_of_need(), Some(*minimum))) {
        advice.push(ProportionAdvice::BelowMinimumAmount { clause: clause.id.clone(), minimum_eur });
    }
    if let Some(minimum_months) = clause.min_duration_months.filter(|minimum| is_below(longest_duration(tender), Some(*minimum))) {
        advice.push(ProportionAdvice::BelowMinimumDuration { clause: clause.id.clone(), minimum_months });
    }
    advice
}

//! What the weight of the environmental criterion changes among offers, from none to [`HIGHEST`] per cent.

use serde::{Deserialize, Serialize};

use super::formula::PriceFormula;
use super::offer::{MARKS, SimulatedOffer};
use super::tipping::{Line, Tipping, tippings};
use super::totals::{hundredths, points};
use crate::tender::{Criterion, CriterionKind};

/// The highest weight of the environment that is tried, in per cent.
pub const HIGHEST: u32 = 40;
/// Points between two weights of the table.
pub const STEP: u32 = 5;

/// What a table of criteria gives to each of the three things an offer is judged on, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Shares {
    /// Price, cost, life-cycle cost.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub price: f64,
    /// Everything else but the environment.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub technical: f64,
    /// The environment, sub-criteria included.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub environmental: f64,
}

impl Shares {
    /// Reads them from criteria; a criterion cut in weighted parts is read part by part.
    #[must_use]
    pub fn of(criteria: &[Criterion]) -> Self {
        criteria.iter().fold(Self::default(), |shares, criterion| shares.with(criterion, points(hundredths(criterion.weight))))
    }

    /// Returns what price and technical value keep of each other's whole, or `None` when neither weighs anything.
    fn rest(self) -> Option<(f64, f64)> {
        let whole = self.price + self.technical;
        (whole > 0.0).then(|| (self.price / whole, self.technical / whole))
    }

    fn with(self, criterion: &Criterion, weight: f64) -> Self {
        let parts: f64 = criterion.sub.iter().map(|sub| points(hundredths(sub.weight))).sum();
        if parts > 0.0 {
            return criterion.sub.iter().fold(self, |shares, sub| {
                let kind = sub.kind.or(criterion.kind);
                shares.plus(kind, weight * points(hundredths(sub.weight)) / parts)
            });
        }
        self.plus(criterion.kind, weight)
    }

    fn plus(mut self, kind: Option<CriterionKind>, weight: f64) -> Self {
        match kind {
            Some(CriterionKind::Price | CriterionKind::Cost | CriterionKind::LifeCycleCost) => self.price += weight,
            Some(CriterionKind::Environmental) => self.environmental += weight,
            Some(CriterionKind::Quality | CriterionKind::Social | CriterionKind::Other) | None => self.technical += weight,
        }
        self
    }
}

/// An offer at one weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Placed {
    /// The whole mark, out of 100.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub points: f64,
    /// From 1; offers with the same points are ranked by their price, then in the order given.
    pub rank: u32,
}

/// The offers at one weight, in the order given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WeightStep {
    /// Weight of the environment, in per cent.
    pub weight: u32,
    /// One an offer.
    pub placed: Vec<Placed>,
}

/// What one formula gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Simulation {
    /// How prices were marked.
    pub formula: PriceFormula,
    /// From 0 to 40 %, every five points.
    pub steps: Vec<WeightStep>,
    /// The weights at which another offer takes the lead, in their order; none when the first stays first.
    pub tippings: Vec<Tipping>,
}

impl Simulation {
    /// Returns who leads at a weight in per cent up to [`HIGHEST`], and its points; `at` may fall between two steps.
    #[must_use]
    pub fn leader_at(&self, at: f64) -> (usize, f64) {
        let leads = |step: &WeightStep| step.placed.iter().position(|placed| placed.rank == 1);
        let first = self.steps.first().and_then(leads).unwrap_or_default();
        let passed = self.tippings.iter().rev().find(|tipping| tipping.weight < at);
        let leader = passed.map_or(first, |tipping| tipping.to as usize);
        (leader, rounded(self.points(leader, at)))
    }

    /// Points grow along a straight line: both ends give every weight between.
    fn points(&self, offer: usize, at: f64) -> f64 {
        let end = |step: Option<&WeightStep>| step.and_then(|step| step.placed.get(offer)).map_or(0.0, |placed| placed.points);
        let (low, high) = (end(self.steps.first()), end(self.steps.last()));
        low + (high - low) * at / f64::from(HIGHEST)
    }
}

/// Ranks offers at each weight of the environment; price and technical value share what is left in the proportion of
/// `shares`, evenly when neither weighs anything. Offers are without [`super::faults`].
#[must_use]
pub fn simulate(offers: &[SimulatedOffer], shares: Shares, formula: PriceFormula) -> Simulation {
    let lines = lines(offers, shares, formula);
    let steps = (0..=HIGHEST / STEP).map(|at| step(offers, &lines, at * STEP)).collect();
    Simulation { formula, steps, tippings: tippings(&lines, first(offers, &lines), f64::from(HIGHEST)) }
}

/// The points of an offer are a straight line of the weight: what it has without the environment at 0 %, its
/// environmental mark alone at 100 %.
fn lines(offers: &[SimulatedOffer], shares: Shares, formula: PriceFormula) -> Vec<Line> {
    let lowest = offers.iter().map(|offer| offer.price).fold(f64::INFINITY, f64::min);
    let highest = offers.iter().map(|offer| offer.price).fold(0.0, f64::max);
    let (price, technical) = shares.rest().unwrap_or((0.5, 0.5));
    let line = |offer: &SimulatedOffer| Line {
        without: 100.0 * (price * formula.share(offer.price, lowest, highest) + technical * offer.technical / MARKS),
        alone: 100.0 * offer.environmental / MARKS,
    };
    offers.iter().map(line).collect()
}

fn step(offers: &[SimulatedOffer], lines: &[Line], weight: u32) -> WeightStep {
    let points: Vec<f64> = lines.iter().map(|line| rounded(line.at(f64::from(weight)))).collect();
    let order = order(offers, &points);
    let rank = |at: usize| order.iter().position(|placed| *placed == at).map_or(0, |rank| u32::try_from(rank + 1).unwrap_or(u32::MAX));
    WeightStep { weight, placed: points.iter().enumerate().map(|(at, points)| Placed { points: *points, rank: rank(at) }).collect() }
}

fn order(offers: &[SimulatedOffer], points: &[f64]) -> Vec<usize> {
    let points_of = |at: &usize| points.get(*at).copied().unwrap_or_default();
    let price_of = |at: &usize| offers.get(*at).map_or(0.0, |offer| offer.price);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|one, other| points_of(other).total_cmp(&points_of(one)).then(price_of(one).total_cmp(&price_of(other))));
    order
}

/// The offer that is first without the environment.
fn first(offers: &[SimulatedOffer], lines: &[Line]) -> usize {
    let points: Vec<f64> = lines.iter().map(|line| line.without).collect();
    order(offers, &points).first().copied().unwrap_or_default()
}

/// To the hundredth, as notices of award write marks: what is shown is what is ranked.
fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}

#[cfg(test)]
#[path = "simulation_tests.rs"]
mod tests;

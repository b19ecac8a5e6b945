//! The table: one row a lot, its figures with where they come from, its hours or why it has none.

use serde::{Deserialize, Serialize};

use super::rules::{InsertionRules, Sourced, Trade, usual_basis};
use super::sentence;
use crate::tender::{ContractForm, Euros, Insertion, InsertionBasis, Lot, Tender};

/// A figure of the arithmetic.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Figure {
    /// Percentage, or euros an hour; absent = not known yet.
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub value: Option<f64>,
    /// True when the catalogue proposes it, false when the buyer typed it.
    pub proposed: bool,
    /// Where the proposal comes from, or why there is none.
    pub origin: String,
}

/// A figure that the arithmetic waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MissingFigure {
    Amount,
    LabourShare,
    Rate,
    HourlyCost,
}

/// How a lot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum HoursState {
    /// It carries a number of hours.
    Hours,
    /// It carries a percentage of the hours worked on orders.
    PercentOfOrders,
    /// It carries a percentage of the hours of new hires and replacements.
    PercentOfHires,
    /// The buyer wants no clause there; `reason` says why, or is missing.
    None,
    /// Too few hours, or too short, by the floors of usage.
    TooSmall,
    /// Reserved: the whole lot is done by such people.
    Reserved,
    /// A figure is missing.
    Unknown,
    /// A figure is out of its bounds; the sentence says which.
    OutOfBounds,
}

impl HoursState {
    /// Tells whether the lot carries the clause.
    pub fn carries(self) -> bool {
        match self {
            Self::Hours | Self::PercentOfOrders | Self::PercentOfHires => true,
            Self::None | Self::TooSmall | Self::Reserved | Self::Unknown | Self::OutOfBounds => false,
        }
    }
}

/// The insertion hours of one lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LotHours {
    /// Number of the lot; none for a contract without lots.
    pub lot: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// What the hours are counted on: the estimate, or the minimum of a framework.
    pub amount_eur: Option<Euros>,
    /// The trade that its codes tell, as the buyer reads it.
    pub trade: Option<String>,
    /// How they are counted.
    pub basis: InsertionBasis,
    /// Share of labour, in percent.
    pub labour_share: Figure,
    /// Rate, in percent.
    pub rate: Figure,
    /// Cost of an hour, in euros.
    pub hourly_cost: Figure,
    /// Hours that the arithmetic gives, rounded.
    pub computed: Option<u32>,
    /// Hours that the clause carries: those typed, else those computed.
    pub hours: Option<u32>,
    /// Percentage that the clause carries, for orders and newcomers.
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub percent: Option<f64>,
    /// How the lot stands.
    pub state: HoursState,
    /// What is missing.
    pub missing: Vec<MissingFigure>,
    /// Why it carries no clause: the buyer's words, else those of the floors.
    pub reason: Option<String>,
    /// The arithmetic, or why there is none, as a sentence.
    pub sentence: String,
}

/// All lots.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InsertionTable {
    /// A row a lot; one row for a contract without lots.
    pub lots: Vec<LotHours>,
    /// Sum of the hours known.
    pub total_hours: u32,
    /// Lots that carry a clause, lots without one and without a reason.
    pub carrying: u32,
    /// Lots without a clause that still need a reason or a figure.
    pub to_settle: u32,
    /// The table in a sentence.
    pub sentence: String,
}

/// Works out the hours of every lot, in the order of the tender.
pub fn hours_per_lot(tender: &Tender, rules: &InsertionRules) -> InsertionTable {
    let lots: Vec<LotHours> =
        if tender.lots.is_empty() { vec![row(tender, None, rules)] } else { tender.lots.iter().map(|lot| row(tender, Some(lot), rules)).collect() };
    let total_hours = lots.iter().filter(|lot| lot.state == HoursState::Hours).filter_map(|lot| lot.hours).fold(0, u32::saturating_add);
    let count = |wanted: &dyn Fn(&LotHours) -> bool| u32::try_from(lots.iter().filter(|lot| wanted(lot)).count()).unwrap_or(u32::MAX);
    let carrying = count(&|lot| lot.state.carries());
    let to_settle = count(&|lot| !lot.state.carries() && lot.reason.is_none());
    let sentence = sentence::table(&lots, total_hours);
    InsertionTable { carrying, to_settle, sentence, total_hours, lots }
}

/// The figures of one lot before any verdict.
pub(super) struct Parts<'a> {
    pub insertion: &'a Insertion,
    pub amount: Option<Euros>,
    pub labour_share: Option<f64>,
    pub rate: Option<f64>,
    pub hourly_cost: Option<f64>,
}

fn row(tender: &Tender, lot: Option<&Lot>, rules: &InsertionRules) -> LotHours {
    let blank = Insertion::default();
    let own = lot.map_or(tender.insertion.as_ref(), |lot| lot.insertion.as_ref());
    let insertion = own.unwrap_or(&blank);
    let trade = rules.trade(&codes(tender, lot));
    let basis = insertion.basis.unwrap_or_else(|| usual_basis(tender));
    let labour_share = figure(insertion.labour_share, trade.and_then(|trade| trade.labour_share.as_ref()), &rules.unsourced);
    let rate = figure(insertion.rate, rules.rate(basis), &rules.unsourced);
    let cost = insertion.hourly_cost_eur.map(Euros::as_f64);
    let hourly_cost = figure(cost, trade.and_then(|trade| trade.hourly_cost.as_ref()), &rules.unsourced);
    let amount = lot.map_or_else(|| whole_amount(tender), |lot| lot.estimated_value_eur);
    let parts = Parts { insertion, amount, labour_share: labour_share.value, rate: rate.value, hourly_cost: hourly_cost.value };
    let missing = missing(basis, &parts);
    let computed = computed(basis, &parts, rules).filter(|_| missing.is_empty());
    let months = lot.and_then(|lot| lot.duration_months).or(tender.duration_months);
    let hours = typed(insertion).or(computed);
    let state = state(basis, &parts, lot, hours, computed, months, rules);
    let reason = reason(insertion, state, hours, months, rules);
    LotHours {
        lot: lot.map(|lot| lot.number),
        title: lot.map_or_else(|| tender.title.clone(), |lot| lot.title.clone()),
        amount_eur: amount,
        trade: trade.map(Trade::shown),
        sentence: sentence::of_lot(basis, &parts, state, (hours, computed), reason.as_deref(), &missing, rules),
        hours: hours.filter(|_| state == HoursState::Hours),
        percent: parts.rate.filter(|_| state.carries() && state != HoursState::Hours),
        basis,
        labour_share,
        rate,
        hourly_cost,
        computed,
        state,
        missing,
        reason,
    }
}

impl Trade {
    fn shown(&self) -> String {
        self.name.clone()
    }
}

fn codes<'a>(tender: &'a Tender, lot: Option<&'a Lot>) -> Vec<&'a str> {
    match lot.filter(|lot| !lot.cpv.is_empty()) {
        Some(lot) => lot.cpv.iter().map(String::as_str).collect(),
        None => tender.cpv.iter().map(String::as_str).collect(),
    }
}

/// A framework promises its minimum, and nothing more.
fn whole_amount(tender: &Tender) -> Option<Euros> {
    let minimum = tender.framework.as_ref().and_then(|framework| framework.minimum_eur);
    match tender.contract_form {
        Some(ContractForm::Orders | ContractForm::Mixed) if minimum.is_some() => minimum,
        Some(_) | None => tender.estimated_value_eur,
    }
}

fn figure(typed: Option<f64>, proposed: Option<&Sourced>, unsourced: &str) -> Figure {
    match (typed, proposed) {
        (Some(value), proposed) => {
            Figure { value: Some(value), proposed: false, origin: proposed.map_or_else(String::new, |proposed| proposed.origin.clone()) }
        }
        (None, Some(proposed)) => Figure { value: Some(proposed.value), proposed: true, origin: proposed.origin.clone() },
        (None, None) => Figure { value: None, proposed: false, origin: unsourced.to_owned() },
    }
}

fn missing(basis: InsertionBasis, parts: &Parts<'_>) -> Vec<MissingFigure> {
    let rate = (MissingFigure::Rate, parts.rate.is_none());
    let needed = match basis {
        InsertionBasis::Amount => vec![
            (MissingFigure::Amount, parts.amount.is_none()),
            (MissingFigure::LabourShare, parts.labour_share.is_none()),
            rate,
            (MissingFigure::HourlyCost, parts.hourly_cost.is_none()),
        ],
        InsertionBasis::Orders | InsertionBasis::Hires => vec![rate],
    };
    needed.into_iter().filter(|(_, absent)| *absent).map(|(figure, _)| figure).collect()
}

/// Rounds down: no company owes more hours than the arithmetic gives.
fn computed(basis: InsertionBasis, parts: &Parts<'_>, rules: &InsertionRules) -> Option<u32> {
    if basis != InsertionBasis::Amount || !in_bounds(parts) {
        return None;
    }
    let raw = parts.raw()?;
    let step = f64::from(rules.step.max(1));
    whole((raw / step + 1e-9).floor() * step)
}

impl Parts<'_> {
    /// Hours before rounding.
    pub fn raw(&self) -> Option<f64> {
        let cost = self.hourly_cost.filter(|cost| *cost > 0.0)?;
        Some(self.amount?.as_f64() * self.labour_share? / 100.0 * self.rate? / 100.0 / cost)
    }

    /// Every hour of labour of the lot.
    pub fn labour_hours(&self) -> Option<f64> {
        let cost = self.hourly_cost.filter(|cost| *cost > 0.0)?;
        Some(self.amount?.as_f64() * self.labour_share? / 100.0 / cost)
    }
}

pub(super) fn in_bounds(parts: &Parts<'_>) -> bool {
    let percent = |value: Option<f64>| value.is_none_or(|value| value.is_finite() && (0.0..=100.0).contains(&value));
    let cost = parts.hourly_cost.is_none_or(|cost| cost.is_finite() && cost > 0.0);
    let typed = parts.insertion.hours.is_none_or(|hours| hours.is_finite() && hours >= 0.0);
    percent(parts.labour_share) && percent(parts.rate) && cost && typed
}

fn typed(insertion: &Insertion) -> Option<u32> {
    insertion.hours.and_then(whole)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked just before.
fn whole(hours: f64) -> Option<u32> {
    (hours.is_finite() && (0.0..=f64::from(u32::MAX)).contains(&hours)).then_some(hours.floor() as u32)
}

fn state(
    basis: InsertionBasis,
    parts: &Parts<'_>,
    lot: Option<&Lot>,
    hours: Option<u32>,
    computed: Option<u32>,
    months: Option<u32>,
    rules: &InsertionRules,
) -> HoursState {
    let required = parts.insertion.required;
    let declined = required == Some(false) || (required.is_none() && parts.insertion.reason_if_none.is_some());
    let typed = parts.insertion.hours.is_some();
    let too_short = months.is_some_and(|months| months < rules.floor_months);
    let chosen = required == Some(true) || typed;
    match basis {
        _ if declined => HoursState::None,
        _ if lot.is_some_and(|lot| lot.reserved_for.is_some()) && !chosen => HoursState::Reserved,
        _ if !in_bounds(parts) => HoursState::OutOfBounds,
        _ if too_short && !chosen => HoursState::TooSmall,
        InsertionBasis::Amount => match hours {
            None => HoursState::Unknown,
            // What the buyer typed stands, whatever the floors say.
            Some(_) if typed => HoursState::Hours,
            Some(_) if computed.is_some_and(|computed| computed < rules.floor_hours.max(1)) => HoursState::TooSmall,
            Some(_) => HoursState::Hours,
        },
        InsertionBasis::Orders | InsertionBasis::Hires if parts.rate.is_none() => HoursState::Unknown,
        InsertionBasis::Orders => HoursState::PercentOfOrders,
        InsertionBasis::Hires => HoursState::PercentOfHires,
    }
}

fn reason(insertion: &Insertion, state: HoursState, hours: Option<u32>, months: Option<u32>, rules: &InsertionRules) -> Option<String> {
    if state.carries() {
        return None;
    }
    let typed = insertion.reason_if_none.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    typed.map(str::to_owned).or_else(|| sentence::own_reason(state, hours, months, rules))
}

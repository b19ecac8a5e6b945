//! Computed figures of a rule. A figure that several values may be is left open, never guessed.

use std::collections::BTreeMap;

use super::judge::{Candidates, read_figure};
use super::phrases::{fill, sentence};
use super::truth::join;
use super::value::Value;
use super::world::World;
use super::{Amount, FactId, FigureRule, Hundredths, KnownField, Obligation, OpenValue, Published, ScaleId, Unit};
use crate::french;
use crate::tender::Lot;

/// The figures of a rule for one tender.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub values: BTreeMap<String, Hundredths>,
    pub open: Vec<OpenValue>,
    pub of_lots: Vec<(u32, BTreeMap<String, Hundredths>)>,
    pub ask: Vec<FactId>,
}

/// Computes the figures of a rule that concerns the tender.
pub(super) fn figures(world: &World<'_>, obligation: &Obligation) -> Figures {
    let mut figures = Figures::default();
    for rule in &obligation.figures {
        let lots: Vec<&Lot> = world.tender.lots.iter().filter(|lot| lot.estimated_value_eur.is_some()).collect();
        match rule.per_lot && !lots.is_empty() {
            true => lots.into_iter().for_each(|lot| add_lot(world, rule, lot, &mut figures)),
            false => add_whole(world, rule, &mut figures),
        }
    }
    figures
}

fn add_lot(world: &World<'_>, rule: &FigureRule, lot: &Lot, figures: &mut Figures) {
    let Some(value) = compute(world, rule, lot.estimated_value_eur.map(Hundredths::from)).known else { return };
    let of_lot = match figures.of_lots.iter_mut().find(|(number, _)| *number == lot.number) {
        Some((_, of_lot)) => of_lot,
        None => {
            figures.of_lots.push((lot.number, BTreeMap::new()));
            let Some((_, of_lot)) = figures.of_lots.last_mut() else { return };
            of_lot
        }
    };
    of_lot.insert(rule.key.clone(), value);
}

fn add_whole(world: &World<'_>, rule: &FigureRule, figures: &mut Figures) {
    let computed = compute(world, rule, None);
    if let Some(value) = computed.known {
        join(&mut figures.ask, &computed.ask);
        figures.values.insert(rule.key.clone(), value);
        return;
    }
    if computed.candidates.is_empty() && computed.ask.is_empty() && !computed.unpublished {
        return;
    }
    join(&mut figures.ask, &computed.ask);
    figures.open.push(OpenValue {
        key: rule.key.clone(),
        label: rule.named.clone(),
        because: reason(world, &computed),
        candidates: computed.candidates,
        ask: world.fields(&computed.ask),
    });
}

fn reason(world: &World<'_>, computed: &Computed) -> String {
    let phrases = &world.law.phrases.outcomes;
    if computed.ask.is_empty() {
        return phrases.unpublished_figure.clone();
    }
    sentence(fill(&phrases.open_figure, &[("faits", &named(world, &computed.ask))]))
}

/// Names facts in a sentence, once each.
pub(super) fn named(world: &World<'_>, facts: &[FactId]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in facts.iter().filter_map(|fact| world.record(*fact)).map(|fact| fact.named.as_str()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    french::and(&names)
}

/// What came out of a computation.
#[derive(Debug, Default)]
struct Computed {
    known: Option<Hundredths>,
    candidates: Vec<Hundredths>,
    ask: Vec<FactId>,
    unpublished: bool,
}

fn compute(world: &World<'_>, rule: &FigureRule, of_lot: Option<Hundredths>) -> Computed {
    match rule.amount {
        Amount::Scale(scale) => read(world, scale),
        Amount::Fact(fact) => base(world, fact, of_lot),
        Amount::Product(scale, fact) => product(world, (scale, fact), of_lot),
    }
}

fn product(world: &World<'_>, (scale, fact): (ScaleId, FactId), of_lot: Option<Hundredths>) -> Computed {
    let factor = read(world, scale);
    let base = base(world, fact, of_lot);
    let percent = world.law.scale(scale).is_some_and(|scale| scale.unit == Unit::Percent);
    let times = |factor: Hundredths, base: Hundredths| {
        let product = base.times(factor);
        if percent { Hundredths::new(product.hundredths() / 100) } else { product }
    };
    let mut ask = factor.ask;
    join(&mut ask, &base.ask);
    let candidates = match base.known {
        Some(base) => factor.candidates.iter().map(|one| times(*one, base)).collect(),
        None => Vec::new(),
    };
    let known = factor.known.zip(base.known).map(|(factor, base)| times(factor, base));
    Computed { known, candidates, ask, unpublished: factor.unpublished }
}

/// The amount of a lot stands for that of the whole.
fn base(world: &World<'_>, fact: FactId, of_lot: Option<Hundredths>) -> Computed {
    let amount = of_lot.filter(|_| world.law.fact_of(KnownField::EstimatedValue) == Some(fact));
    let whole = match world.value(fact) {
        Some(Value::Number(number)) => Some(*number),
        Some(Value::Flag(_) | Value::Word(_) | Value::Day(_) | Value::Codes(_)) | None => None,
    };
    match amount.or(whole) {
        Some(known) => Computed { known: Some(known), ..Computed::default() },
        None => Computed { ask: vec![fact], ..Computed::default() },
    }
}

fn read(world: &World<'_>, scale: ScaleId) -> Computed {
    let Some(read) = read_figure(world, scale) else { return Computed::default() };
    if let Some(known) = read.only() {
        return Computed { known: Some(known), ask: read.ask, ..Computed::default() };
    }
    let (candidates, unpublished) = known_values(&read);
    // A scale that surely says nothing asks for nothing.
    let ask = if read.readings.is_empty() { Vec::new() } else { read.ask };
    Computed { known: None, candidates, ask, unpublished }
}

fn known_values(read: &Candidates<'_>) -> (Vec<Hundredths>, bool) {
    let mut values = Vec::new();
    let mut unpublished = false;
    for reading in &read.readings {
        match reading.value.value {
            Published::Known(value) if values.contains(&value) => {}
            Published::Known(value) => values.push(value),
            Published::NotYet => unpublished = true,
        }
    }
    (values, unpublished)
}

//! The sentences and the typical offers of `simulation.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clausier_core::criteria::{HIGHEST, PriceFormula, Shares, SimulatedOffer, Simulation, Tipping, simulate};
use clausier_core::french;
use serde::Deserialize;

use crate::error::fill;

static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("../simulation.toml")).expect("simulation.toml is read by a test"));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    conclusion_change: String,
    conclusion_ensuite: String,
    conclusion_stable: String,
    conclusion_nul: String,
    actuel: String,
    partage: String,
    partage_absent: String,
    trop_lourd: String,
    jamais: String,
    des_le_depart: String,
    au_dela: String,
    nature: String,
    offres: Vec<Typical>,
    formules: BTreeMap<PriceFormula, Formula>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typical {
    nom: String,
    prix: f64,
    technique: f64,
    environnement: f64,
}

/// What is said of a formula.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Formula {
    pub(super) titre: String,
    pub(super) calcul: String,
    pub(super) effet: String,
}

/// Returns the offers shown before any is typed.
pub(super) fn typical() -> Vec<SimulatedOffer> {
    let offer = |one: &Typical| SimulatedOffer {
        name: french::typography(&one.nom),
        price: one.prix,
        technical: one.technique,
        environmental: one.environnement,
    };
    WORDS.offres.iter().map(offer).collect()
}

pub(super) fn of_formula(formula: PriceFormula) -> &'static Formula {
    WORDS.formules.get(&formula).expect("every formula has its words, which a test reads")
}

pub(super) fn name(offers: &[SimulatedOffer], at: usize) -> String {
    offers.get(at).map(|offer| offer.name.trim().to_owned()).unwrap_or_default()
}

/// Returns the offer that is first when the environment weighs nothing.
pub(super) fn first(simulation: &Simulation) -> usize {
    let step = simulation.steps.first();
    step.and_then(|step| step.placed.iter().position(|placed| placed.rank == 1)).unwrap_or_default()
}

/// Says from which weights the winner changes.
pub(super) fn conclusion(offers: &[SimulatedOffer], simulation: &Simulation) -> String {
    let Some((turn, later)) = simulation.tippings.split_first() else {
        return say(&WORDS.conclusion_stable, &[("offre", &name(offers, first(simulation))), ("plafond", &HIGHEST.to_string())]);
    };
    let mut told = vec![first_turn(offers, turn)];
    told.extend(later.iter().map(|turn| say(&WORDS.conclusion_ensuite, &[("offre", &to(offers, turn)), ("poids", &weight(turn.weight))])));
    told.join(" ")
}

/// Says how the rest is shared, where the tender stands and what the whole is worth.
pub(super) fn notes(offers: &[SimulatedOffer], shares: Shares, simulation: &Simulation) -> Vec<String> {
    let standing = Some(shares.environmental).filter(|weight| *weight > 0.0).map(|_| standing(offers, shares, simulation.formula));
    [Some(shared(shares)), standing, Some(french::typography(&WORDS.nature))].into_iter().flatten().collect()
}

/// « au-delà de 28,6 % », or the word for never.
pub(super) fn turns(simulation: &Simulation) -> String {
    let told = |turn: &Tipping| {
        let zero = turn.weight <= 0.0;
        if zero { french::typography(&WORDS.des_le_depart) } else { say(&WORDS.au_dela, &[("poids", &weight(turn.weight))]) }
    };
    let turns: Vec<String> = simulation.tippings.iter().map(told).collect();
    if turns.is_empty() { WORDS.jamais.clone() } else { turns.join(", ") }
}

fn first_turn(offers: &[SimulatedOffer], turn: &Tipping) -> String {
    if turn.weight <= 0.0 {
        return say(&WORDS.conclusion_nul, &[("avant", &name(offers, turn.from as usize)), ("offre", &to(offers, turn))]);
    }
    say(&WORDS.conclusion_change, &[("offre", &to(offers, turn)), ("poids", &weight(turn.weight))])
}

fn shared(shares: Shares) -> String {
    let whole = shares.price + shares.technical;
    if whole <= 0.0 {
        return french::typography(&WORDS.partage_absent);
    }
    let price = (100.0 * shares.price / whole).round();
    say(&WORDS.partage, &[("prix", &french::number(price)), ("technique", &french::number(100.0 - price))])
}

/// The tender as it is weighed today; weights that do not add up to 100 are read in proportion.
fn standing(offers: &[SimulatedOffer], shares: Shares, formula: PriceFormula) -> String {
    let whole = shares.price + shares.technical + shares.environmental;
    let own = 100.0 * shares.environmental / whole;
    if own > f64::from(HIGHEST) {
        return say(&WORDS.trop_lourd, &[("poids", &weight(own)), ("plafond", &HIGHEST.to_string())]);
    }
    let (leader, points) = simulate(offers, shares, formula).leader_at(own);
    say(&WORDS.actuel, &[("poids", &weight(own)), ("offre", &name(offers, leader)), ("points", &french::number(points))])
}

fn to(offers: &[SimulatedOffer], turn: &Tipping) -> String {
    name(offers, turn.to as usize)
}

/// To the tenth of a point.
fn weight(weight: f64) -> String {
    french::number((weight * 10.0).round() / 10.0)
}

fn say(sentence: &str, values: &[(&str, &str)]) -> String {
    fill(&french::typography(sentence), values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_formula_has_its_words_and_typical_offers_can_be_compared() {
        for formula in PriceFormula::ALL {
            let words = of_formula(formula);
            assert!(!words.titre.is_empty() && !words.calcul.is_empty() && !words.effet.is_empty(), "{formula:?}");
        }
        assert_eq!(WORDS.formules.len(), PriceFormula::ALL.len());
        assert_eq!(clausier_core::criteria::faults(&typical()), []);
    }
}

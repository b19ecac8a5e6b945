//! The weighting simulator: what the weight of the environment changes among offers, in words and figures.
//! The offers are those typed by the buyer, else typical ones; none is kept in the base or shared.

mod words;

use std::path::Path;

pub use clausier_core::criteria::PriceFormula;
use clausier_core::criteria::{MOST_OFFERS, OfferFault, Shares, SimulatedOffer, Simulation, faults, simulate};
use clausier_core::french;
use clausier_core::tender::{Criterion, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::{files, tenders};

/// Largest file of offers, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// What is asked: nothing stands for the common criteria, the most usual formula and typical offers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
pub struct SimulationAsk {
    /// The lot whose criteria are taken; none for those common to the lots.
    pub lot: Option<u32>,
    /// How prices are marked.
    pub formula: Option<PriceFormula>,
    /// The offers.
    pub offers: Option<Vec<SimulatedOffer>>,
}

/// A formula, and what it gives with the same offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FormulaView {
    pub formula: PriceFormula,
    pub title: String,
    /// « prix le plus bas ÷ prix de l'offre ».
    pub calculation: String,
    pub effect: String,
    /// « au-delà de 28,6 % », « jamais ».
    pub turns: String,
    /// The offer that leads beyond every turn.
    pub leader: String,
}

/// The simulator for one table of criteria and one set of offers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SimulationView {
    pub offers: Vec<SimulatedOffer>,
    /// Whether the offers are those of the program.
    pub typical: bool,
    pub shares: Shares,
    pub simulation: Simulation,
    /// What is to be read first: from which weight the winner changes.
    pub conclusion: String,
    /// How the rest is shared, where the tender stands, what this is worth.
    pub notes: Vec<String>,
    pub formulas: Vec<FormulaView>,
}

/// Reads a file of offers: `{"formula": "inverse", "offers": [{"name", "price", "technical", "environmental"}]}`.
pub fn read_offers(path: &Path) -> UserResult<SimulationAsk> {
    let bytes = files::read(path, LARGEST, "offres-trop-gros")?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let place = [error.line().to_string(), error.column().to_string()];
        UserError::new("offres-illisibles", &[("fichier", &files::name_of(path)), ("ligne", &place[0]), ("colonne", &place[1])])
    })
}

/// Simulates for a tender of the base.
pub fn of(app: &App, id: TenderId, ask: &SimulationAsk) -> UserResult<SimulationView> {
    of_tender(&tenders::get(app, id)?, ask)
}

/// Simulates for a tender file.
pub fn of_tender(tender: &Tender, ask: &SimulationAsk) -> UserResult<SimulationView> {
    let offers = ask.offers.clone().unwrap_or_else(words::typical);
    if let Some(fault) = faults(&offers).first() {
        return Err(refusal(*fault, &offers));
    }
    let shares = Shares::of(criteria(tender, ask.lot)?);
    let simulation = simulate(&offers, shares, ask.formula.unwrap_or_default());
    let formulas = PriceFormula::ALL.map(|formula| formula_view(&offers, shares, formula)).to_vec();
    Ok(SimulationView {
        conclusion: words::conclusion(&offers, &simulation),
        notes: words::notes(&offers, shares, &simulation),
        typical: ask.offers.is_none(),
        offers,
        shares,
        simulation,
        formulas,
    })
}

/// The same in lines, for the command line.
pub fn sentences(view: &SimulationView) -> Vec<String> {
    let mut lines = vec![view.conclusion.clone()];
    lines.extend(view.notes.iter().cloned());
    for step in &view.simulation.steps {
        let mut placed: Vec<_> = step.placed.iter().zip(&view.offers).collect();
        placed.sort_by_key(|(placed, _)| placed.rank);
        let shown = placed.iter().map(|(placed, offer)| format!("{}. {} ({})", placed.rank, offer.name, french::number(placed.points)));
        lines.push(french::typography(&format!("{} % : {}", step.weight, shown.collect::<Vec<_>>().join(" ; "))));
    }
    lines.extend(view.formulas.iter().map(|one| french::typography(&format!("{} ({}) : {}", one.title, one.calculation, one.turns))));
    lines
}

fn criteria(tender: &Tender, lot: Option<u32>) -> UserResult<&[Criterion]> {
    let Some(number) = lot else { return Ok(&tender.criteria) };
    let found = tender.lots.iter().find(|lot| lot.number == number);
    let lot = found.ok_or_else(|| UserError::new("lot-inconnu", &[("lot", &number.to_string())]))?;
    Ok(lot.criteria.as_deref().unwrap_or(&tender.criteria))
}

fn formula_view(offers: &[SimulatedOffer], shares: Shares, formula: PriceFormula) -> FormulaView {
    let simulation = simulate(offers, shares, formula);
    let words = words::of_formula(formula);
    let leader = simulation.tippings.last().map_or_else(|| words::first(&simulation), |tipping| tipping.to as usize);
    FormulaView {
        formula,
        title: french::typography(&words.titre),
        calculation: french::typography(&words.calcul),
        effect: french::typography(&words.effet),
        turns: words::turns(&simulation),
        leader: words::name(offers, leader),
    }
}

fn refusal(fault: OfferFault, offers: &[SimulatedOffer]) -> UserError {
    let named = |code: &str, at: usize| UserError::new(code, &[("offre", &words::name(offers, at))]);
    match fault {
        OfferFault::Number(number) => UserError::new("offres-nombre", &[("nombre", &number.to_string()), ("maximum", &MOST_OFFERS.to_string())]),
        OfferFault::NoName(at) => UserError::new("offre-sans-nom", &[("rang", &at.saturating_add(1).to_string())]),
        OfferFault::SameName(at) => named("offre-meme-nom", at),
        OfferFault::Price(at) => named("offre-prix", at),
        OfferFault::Mark(at) => named("offre-note", at),
    }
}

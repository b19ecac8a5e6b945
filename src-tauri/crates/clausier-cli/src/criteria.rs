//! Award criteria: what the weight of the environment changes among offers.

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use clausier_app::simulation::PriceFormula;
use clausier_app::{files, simulation};

use crate::answer::Answer;
use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum Criteria {
    /// Classe des offres selon le poids de l'environnement, de 0 à 40 %, et dit à partir de quel poids le gagnant change.
    Simulate {
        /// Fichier du marché.
        tender: PathBuf,
        /// Offres, en JSON : nom (name), prix (price), notes sur 20 (technical, environmental) ; sans fichier : trois offres types.
        #[arg(long, value_name = "FICHIER")]
        offers: Option<PathBuf>,
        /// Lot dont les critères sont pris (par défaut : les critères communs).
        #[arg(long)]
        lot: Option<u32>,
        /// Notation du prix ; celle du fichier d'offres sans cette option, sinon inverse.
        #[arg(long, value_enum)]
        formula: Option<Formula>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Formula {
    Inverse,
    Linear,
    Squared,
    Root,
    Spread,
}

impl From<Formula> for PriceFormula {
    fn from(formula: Formula) -> Self {
        match formula {
            Formula::Inverse => Self::Inverse,
            Formula::Linear => Self::Linear,
            Formula::Squared => Self::Squared,
            Formula::Root => Self::Root,
            Formula::Spread => Self::Spread,
        }
    }
}

/// Simulates for a tender file.
pub fn run(criteria: &Criteria) -> Outcome {
    let Criteria::Simulate { tender, offers, lot, formula } = criteria;
    simulate(tender, offers.as_deref(), *lot, formula.map(PriceFormula::from))
}

/// What is typed wins over what the file of offers says.
fn simulate(tender: &Path, offers: Option<&Path>, lot: Option<u32>, formula: Option<PriceFormula>) -> Outcome {
    let tender = files::read_tender(tender)?;
    let mut ask = offers.map(simulation::read_offers).transpose()?.unwrap_or_default();
    ask.lot = lot.or(ask.lot);
    ask.formula = formula.or(ask.formula);
    let view = simulation::of_tender(&tender, &ask)?;
    let sentences = simulation::sentences(&view);
    Ok(Answer::of(&view, sentences))
}

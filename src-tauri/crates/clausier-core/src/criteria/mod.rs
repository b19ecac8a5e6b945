//! The table of award criteria: its totals, what is wrong with it, how to bring it to 100, and what the weight of the
//! environment changes among offers.

mod formula;
mod lint;
mod offer;
mod simulation;
mod tipping;
mod totals;
mod weights;

pub use formula::PriceFormula;
pub use lint::{CriteriaFinding, CriteriaWish, lint_criteria};
pub use offer::{MARKS, MOST_OFFERS, OfferFault, SimulatedOffer, faults};
pub use simulation::{HIGHEST, Placed, STEP, Shares, Simulation, WeightStep, simulate};
pub use tipping::Tipping;
pub use totals::{LotTotal, Totals, total, totals};
pub use weights::{balance, share_out};

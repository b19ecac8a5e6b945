//! What must be followed once the contract runs: each clause with its proof, its control and its
//! penalty, in the order of the calendar.

mod plan;

pub use plan::{Cadence, Commitment, plan};

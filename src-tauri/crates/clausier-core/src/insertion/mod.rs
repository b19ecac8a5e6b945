//! Insertion hours, lot by lot: amount × labour share × rate ÷ hourly cost, or a share of what is
//! worked on orders or by newcomers. No figure of usage is written here: shares, rates, rounding and
//! floors come from the catalogue with where they come from, or from the tender.

mod fill;
mod lot;
mod rules;
mod sentence;
#[cfg(test)]
mod tests;

pub use fill::{fill_clauses, fix_hours, for_lots};
pub use lot::{Figure, HoursState, InsertionTable, LotHours, MissingFigure, hours_per_lot};
pub use rules::{InsertionClause, InsertionRules, Sourced, Trade};

//! The table of award criteria: its totals, what is wrong with it, and how to bring it to 100.

mod lint;
mod totals;
mod weights;

pub use lint::{CriteriaFinding, CriteriaWish, lint_criteria};
pub use totals::{LotTotal, Totals, total, totals};
pub use weights::{balance, share_out};

//! Figures of an organisation, and the summary from which they are drawn.

mod summary;
mod target;

pub use summary::{ClauseLookup, Summary, SummaryClause, SummaryHours, considerations, summarise};
pub use target::{Target, TargetBasis};

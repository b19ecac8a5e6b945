//! Figures of an organisation, and the summary from which they are drawn.

mod considerations;
mod contracts;
mod indicator;
mod summary;
mod target;

pub use considerations::{considerations, considerations_of_lot};
pub use contracts::SummaryContract;
pub use indicator::{By, Figure, Indicator, Measure, Population, figure, notified};
pub use summary::{ClauseLookup, Summary, SummaryClause, SummaryHours, summarise};
pub use target::{Target, TargetBasis};

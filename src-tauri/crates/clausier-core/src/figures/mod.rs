//! Figures of an organisation, and the summary from which they are drawn.

mod considerations;
mod contracts;
mod hours;
mod indicator;
mod spend;
mod summary;
mod target;

pub use considerations::{considerations, considerations_of_lot};
pub use contracts::SummaryContract;
pub use hours::hours_figure;
pub use indicator::{By, Figure, Indicator, Measure, Population, Unit, figure, notified};
pub use spend::{ApprovalKind, Approvals, holds_in, spend_figure};
pub use summary::{ClauseLookup, Summary, SummaryClause, SummaryHours, summarise};
pub use target::{Target, TargetBasis};

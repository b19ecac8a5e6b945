//! Figures of an organisation, and the summary from which they are drawn.

mod considerations;
mod contracts;
mod counted;
mod cut;
mod figure;
mod indicator;
mod spend;
mod summary;
mod target;

pub use considerations::{considerations, considerations_of_lot};
pub use contracts::SummaryContract;
pub use cut::{CountedContract, Cut, Standing, by_part, counted};
pub use figure::{Figure, figure, notified};
pub use indicator::{By, Indicator, Measure, Population, Uncounted, Unit};
pub use spend::{ApprovalKind, Approvals, holds_in, spend_figure};
pub use summary::{ClauseLookup, Summary, SummaryClause, SummaryHours, summarise};
pub use target::{Target, TargetBasis};

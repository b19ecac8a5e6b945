//! Figures of an organisation, and the summary from which they are drawn.

mod summary;

pub use summary::{ClauseLookup, Summary, SummaryClause, SummaryHours, considerations, summarise};

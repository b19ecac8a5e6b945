//! The obligations engine: which duties bind a tender, why, since when, and whether the file covers
//! them. Pure: the law itself (rules, scales, words, sentences) is given by the catalogue; no
//! article, figure, date or sentence of it is written here.
//!
//! A fact that is not known yet is neither true nor false; a date that is not known yet is a stretch
//! of time. Both stay so up to the screen.

mod assessment;
mod calendar;
mod clause_facts;
mod codes;
mod condition;
mod coverage;
mod dated;
mod duties;
mod evidence;
mod explain;
mod fact;
mod field;
mod figure;
mod hundredths;
mod ids;
mod judge;
mod obligation;
mod phrases;
mod questions;
mod rules;
mod scale;
mod shown;
mod source;
mod stakes;
mod support;
mod truth;
mod value;
mod verdict;
mod world;
mod writing;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use assessment::{Assessment, Coverage, ExceptionLine, Ground, GroundValue, Line, LotCoverage, OpenValue, Outcome, Thresholds};
pub use calendar::{Calendar, FigureTurn, LineTurn, Turn, TurningDay, launched_on};
pub use clause_facts::{ClauseFact, ClauseFacts, NoClauses};
pub use codes::{CodeList, CodeMatch};
pub use condition::{Bound, Comparison, Condition, FileTest, Test, Writing};
pub use dated::{Dated, DatedError, Step, Stretch};
pub use duties::BuyerStanding;
pub use fact::{FactDefault, FactKind, FactRecord, WordRecord};
pub use field::{Field, KnownField};
pub use hundredths::Hundredths;
pub use ids::{FactId, ListId, ScaleId};
pub use obligation::{Amount, Confidence, Effect, Exception, FigureRule, Obligation, ObligationLevel, ReferenceDate, Version};
pub use phrases::{CodePhrases, ComparisonPhrases, CoveragePhrases, DatePhrases, FilePhrases, OutcomePhrases, Phrases, WordPhrases};
pub use questions::Question;
pub use rules::{Law, Marks, Standing};
pub use scale::{Published, Row, Scale, ScaleValue, Unit};
pub use source::Source;
pub use stakes::Probe;

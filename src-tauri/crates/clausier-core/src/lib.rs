//! What Clausier knows, without a file, a clock, a database or a window.
//!
//! Modules depend on each other in one direction only:
//! `tender`, `text_rules` ← `law` ← `clauses` ← the rest. « Today » is always an argument.

pub mod clauses;
pub mod criteria;
pub mod document;
pub mod execution;
pub mod figures;
pub mod frame;
pub mod french;
pub mod insertion;
pub mod law;
pub mod needs;
pub mod notices;
pub mod paper;
pub mod passage;
pub mod review;
pub mod tender;
pub mod text_rules;

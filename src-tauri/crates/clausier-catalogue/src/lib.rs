//! Reads the catalogue: TOML files to the types of the core, with every fault said in French at its
//! line and column. It never searches clauses, never assesses, never writes.

mod catalogue;
mod clauses;
mod cpv;
mod diagnostic;
mod diff;
mod eforms;
mod families;
mod files;
mod indicators;
mod insertion;
mod law;
mod links;
mod lint;
mod needs;
mod organisation;
mod own;
pub mod pack;
mod places;
mod proportion;
mod reader;
mod review;
mod synonyms;
mod tables;
mod targets;
mod words;

pub use catalogue::{Catalogue, check, check_with};
pub use cpv::{Cpv, CpvEntry};
pub use diagnostic::{Diagnostic, Faults};
pub use diff::{Change, ChangeKind, diff};
pub use files::Files;
pub use links::embedded_links;
pub use own::{OwnRemark, OwnRules};
pub use places::Places;
pub use synonyms::SynonymGroup;
pub use tables::Tables;
pub use words::{Word, Words};

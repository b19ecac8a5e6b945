//! Writes clauses into the buyer's own Word file, and finds them again there.
//!
//! The file is spliced, never rebuilt: parts that need no change keep their bytes, and so does every
//! paragraph around a clause. What is asked and told:
//!
//! * [`outline`]: the headings of a file, and what is to be known before writing into it;
//! * [`plan`]: where each clause would go, and whether that needs a yes;
//! * [`export`]: a new file, a report, the texts now in the file;
//! * [`like`]: the choices of a former file, for a fresh one;
//! * [`merge`]: three texts of a clause, paragraph by paragraph, word by word;
//! * [`fresh`]: a new document made of blocks; [`write_new`]: a new document, text or workbook;
//! * [`passages`]: everything a file says, paragraph by paragraph;
//! * [`correct`]: a few words added to a copy, right after others;
//! * [`read_tables`]: the tables of a file that comes back from outside;
//! * [`save::write_beside`]: bytes on the disk, whole or not at all.
//!
//! Nothing here opens the buyer's file, knows a date, or writes a sentence: errors and reports are data.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic))]

mod anchors;
mod corrections;
mod custom_properties;
mod decision;
mod docx;
mod error;
mod export;
mod fields;
mod format;
mod fresh;
mod like;
mod lines;
mod matching;
mod memory;
pub mod merge;
mod merged;
mod odt;
mod outline;
mod package;
mod passages;
mod place;
pub mod report;
pub mod request;
mod same_text;
pub mod save;
mod scribe;
#[cfg(feature = "synthetic")]
pub mod synthetic;
mod tables;
mod text;
mod typed_numbers;
mod view;
mod xml;
mod zip;

pub use corrections::{Agreement, Corrected, Insertion, Kept, correct};
pub use error::DocumentError;
pub use export::{export, plan};
pub use format::{Format, detect};
pub use fresh::{NewFormat, fresh, write as write_new};
pub use like::like;
pub use outline::outline;
pub use passages::passages;
pub use report::{Exported, Outline, Plan, Report};
pub use request::{Clause, KnownBase, OnEdited, Request};
pub use tables::read_tables;

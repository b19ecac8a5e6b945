//! The command line as a script meets it: the built program, its answers, its refusals, its exit codes.
#![allow(clippy::print_stdout, reason = "a test that is skipped says why")]

mod audit;
mod bad_input;
mod calendar;
mod criteria;
mod documents;
mod duckdb;
mod editions;
mod figures;
mod full_disk;
mod intake;
mod library;
mod needs;
mod new_documents;
mod office_judge;
mod organisation;
mod packs;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod schema;
mod sharing;
mod support;
mod tenders;
mod usage;

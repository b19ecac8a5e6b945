//! The command line as a script meets it: the built program, its answers, its refusals, its exit codes.
#![allow(clippy::print_stdout, reason = "a test that is skipped says why")]

mod bad_input;
mod calendar;
mod documents;
mod duckdb;
mod editions;
mod figures;
mod full_disk;
mod library;
mod needs;
mod new_documents;
mod organisation;
mod pieces;
mod schema;
mod sharing;
mod support;
mod tenders;
mod usage;

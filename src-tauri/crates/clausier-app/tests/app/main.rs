//! Use cases, each on a folder of its own.
#![allow(clippy::print_stdout, reason = "a test that is skipped says why")]

mod clauses;
mod codes;
mod edit;
mod editions;
mod export;
mod figures;
mod law_screens;
mod notice;
mod organisation;
mod own;
mod places;
mod published;
mod samples;
mod sharing;
mod support;

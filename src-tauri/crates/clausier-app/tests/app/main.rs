//! Use cases, each on a folder of its own.

mod clauses;
mod codes;
mod edit;
mod export;
mod samples;
mod sharing;
mod support;

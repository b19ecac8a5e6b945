//! Clausier without a window: the same use cases for scripts, IT, tests and benchmarks.
//!
//! `--json` prints one JSON document on the output; sentences for people go to the error output.
//! Exit code 0 = done, 1 = refused with a reason, 2 = usage.

mod answer;
mod answers;
mod arguments;
mod audit;
mod calendar;
mod commands;
mod create;
mod criteria;
mod editions;
mod export_desk;
mod exporting;
mod figures;
mod intake;
mod library_commands;
mod needs;
mod open_data;
mod packs;
mod progress;
mod usage;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match usage::read() {
        Ok(arguments) => arguments,
        Err(answered) => return answered,
    };
    let common = arguments.common.clone();
    match commands::run(arguments) {
        Ok(answer) => answer.print(&common),
        Err(refusal) => refusal.print(&common),
    }
}

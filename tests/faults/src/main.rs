//! The command line on disks that fail, and killed at any moment: called by `cargo xtask nightly`.
//!
//! Each fault has its number in the matrix of `matrix.rs`. What must hold after every one of them: nothing
//! half-written under a final name, a sentence in French and exit code 1 when it was not done, and a plain
//! retry that works once the fault is over.
#![allow(clippy::print_stdout, reason = "a campaign tells what it tried")]
#![allow(clippy::wildcard_enum_match_arm, reason = "a fault spoils some calls and leaves all the others as they are")]

#[cfg(target_os = "linux")]
mod desk;
#[cfg(target_os = "linux")]
mod export;
#[cfg(target_os = "linux")]
mod fault;
#[cfg(target_os = "linux")]
mod faulty;
#[cfg(target_os = "linux")]
mod full;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(target_os = "linux")]
mod kill;
mod matrix;
#[cfg(target_os = "linux")]
mod mounted;
#[cfg(target_os = "linux")]
mod share;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let Some(program) = std::env::args_os().nth(1) else {
        println!("clausier-faults CHEMIN-DE-CLAUSIER-CLI");
        return ExitCode::from(2);
    };
    let program = std::path::absolute(program).unwrap_or_default();
    let mut journal = matrix::Journal::default();
    match mounted::refusal() {
        Some(reason) => journal.skip(mounted::NUMBERS, &reason),
        None => {
            share::campaign(&program, &mut journal);
            export::campaign(&program, &mut journal);
        }
    }
    hostile::campaign(&program, &mut journal);
    full::campaign(&program, &mut journal);
    kill::campaign(&program, &mut journal);
    journal.close()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    let all: Vec<u8> = (1..=matrix::LAST).collect();
    let mut journal = matrix::Journal::default();
    journal.skip(&all, "non lancé : ces pannes se provoquent sous Linux");
    journal.close()
}

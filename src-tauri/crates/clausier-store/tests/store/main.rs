//! The store under the faults of reliability.md §6 (1 to 17), as a program that uses it sees them.

#![allow(clippy::print_stdout, clippy::wildcard_enum_match_arm)]

mod backups;
mod bench;
mod damage;
mod disk;
mod intake;
mod kill;
mod search;
mod tenders;
mod tools;

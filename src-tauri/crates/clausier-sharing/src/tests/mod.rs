//! Tests of the protocol as a whole, on a folder and a memory that misbehave on demand.

mod battery;
mod faux;
mod grounds;
mod history;
mod invariants;
mod memory;
mod packs;
mod pair;
mod remote;
mod scene;
mod servers;

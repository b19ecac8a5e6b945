//! Tests of the protocol as a whole, on a folder and a memory that misbehave on demand.

mod faux;
mod history;
mod memory;
mod pair;
mod scene;

//! DECP, the essential data of public contracts (arrêté du 22 décembre 2022), schema 2.0.4 of the
//! national aggregator; the older 2.0.x and 1.5 are read too.

mod doubts;
mod read;
mod values;
mod words;
mod write;

pub use doubts::Doubt;
pub use read::{Published, ReadError, Refused, SetAside, read};
pub use write::{Export, number_of_lot, write};

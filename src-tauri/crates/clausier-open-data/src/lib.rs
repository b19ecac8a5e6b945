//! Open data of public contracts: what a tender says in the words that others have fixed.
//!
//! Nothing here is invented: a field that the tender does not know is left out and named.

pub mod columns;
pub mod decp;
pub mod eforms;
pub mod sheets;

//! eForms: a UBL ContractNotice with what the tender knows, valid against the XSD of the SDK.
//!
//! A field that is not known is left out and named; codes come from the catalogue (`eforms.toml`,
//! `publication.toml`). The checks that the SDK does not make are made here, and are warnings.

mod asked;
mod concerns;
mod ledger;
mod lot;
mod notice;
mod organisations;
mod project;
mod strategic;
mod terms;
mod text;
mod tree;

pub use asked::{Asked, AskedKind};
pub use concerns::Concern;
pub use notice::{ClauseSaid, Export, Inputs, write};
pub use text::{french_instant, typed_instant};

//! OpenDocument text: reading the buyer's document, writing ours into it.

mod additions;
mod asides;
mod body;
mod dialect;
pub(crate) mod document;
mod found;
mod fragment;
mod headings;
mod insertion;
mod kept;
mod look;
mod memory;
mod paragraph;
pub(crate) mod passages;
pub(crate) mod pen;
pub(crate) mod reading;
pub(crate) mod scribe;
mod signature;
mod site;
mod styles;
mod tracked;

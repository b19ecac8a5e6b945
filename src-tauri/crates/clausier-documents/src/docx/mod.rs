//! WordprocessingML: reading the buyer's document, writing ours into it.

pub(crate) mod additions;
pub(crate) mod body;
mod boxes;
mod control;
pub(crate) mod document;
mod fields;
pub(crate) mod found;
pub(crate) mod fragment;
pub(crate) mod headings;
pub(crate) mod kept;
pub(crate) mod look;
mod notes;
mod numbered;
pub(crate) mod numbering;
pub(crate) mod paragraph;
pub(crate) mod passages;
pub(crate) mod pen;
mod properties;
pub(crate) mod reading;
pub(crate) mod scribe;
pub(crate) mod signature;
pub(crate) mod site;
pub(crate) mod struck;
mod styles;

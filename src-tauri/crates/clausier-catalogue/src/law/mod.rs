//! The law half of the catalogue: facts, lists, scales, obligations, checks and sentences, in the
//! grammar of `GRAMMAIRE.md`.

mod condition;
mod edition;
mod facts;
mod figures;
mod lists;
mod names;
mod numbers;
mod obligations;
mod phrases;
mod scales;
mod texts;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use clausier_core::law::{Condition, Law};

use crate::cpv::Cpv;
use crate::reader::{Sources, Value};
use crate::words::Words;
use condition::{Place, Reader};
use names::Names;
pub(crate) use numbers::hundredths;
pub(crate) use texts::{confidence, is_identifier, shown, source};

/// The law, and the names that conditions elsewhere may use.
pub struct LoadedLaw {
    /// The law. It is whole only when no fault was said.
    pub law: Law,
    names: Names,
}

/// Reads the law; every fault of every file is said.
pub fn load(sources: &Sources<'_>, words: &Words, cpv: &Cpv) -> LoadedLaw {
    let facts = facts::load(sources);
    let lists = lists::load(sources, cpv);
    let text_rules = crate::lint::text_rules(sources);
    let names = Names::new(&facts, &lists, scales::names(sources), &text_rules);
    let edition = edition::load(sources, &names);
    let scales = scales::load(sources, &Reader { names: &names, words, place: Place::Scale });
    let reader = Reader { names: &names, words, place: Place::Rule };
    let obligations = obligations::load(sources, &reader, obligations::FOLDER);
    let checks = obligations::load(sources, &reader, obligations::CHECKS);
    let law = Law {
        edition: edition.name,
        first_day: edition.first_day,
        marks: edition.marks,
        facts,
        lists,
        scales,
        obligations,
        checks,
        text_rules,
        phrases: phrases::load(sources),
    };
    LoadedLaw { law, names }
}

impl LoadedLaw {
    /// Lists the identifiers that a clause may say it serves.
    pub fn obligations(&self) -> BTreeSet<&str> {
        self.law.obligations.iter().map(|one| one.id.as_str()).collect()
    }

    /// Reads the `[si]` of a clause.
    pub fn condition(&self, value: Value<'_>, words: &Words) -> Option<Condition> {
        Reader { names: &self.names, words, place: Place::Rule }.read(value)
    }
}

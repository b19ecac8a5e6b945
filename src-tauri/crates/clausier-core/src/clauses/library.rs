//! The clauses of the catalogue and of the organisation, by identifier.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Clause, ClauseVersion};
use crate::tender::{ClauseKind, Selection, Theme};

/// A clause that two files define.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("clause {id} is defined twice")]
pub struct ClauseTwice {
    /// Its identifier.
    pub id: String,
}

/// All clauses, in the order of their identifiers. A copy shares its clauses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClauseLibrary {
    clauses: BTreeMap<String, Arc<Clause>>,
}

impl ClauseLibrary {
    /// Gathers clauses; refuses two with one identifier.
    pub fn new(clauses: impl IntoIterator<Item = Clause>) -> Result<Self, ClauseTwice> {
        let mut library = Self::default();
        for clause in clauses {
            library.add(clause)?;
        }
        Ok(library)
    }

    /// Adds a clause, an own one for instance.
    pub fn add(&mut self, clause: Clause) -> Result<(), ClauseTwice> {
        if self.clauses.contains_key(&clause.id) {
            return Err(ClauseTwice { id: clause.id });
        }
        self.clauses.insert(clause.id.clone(), Arc::new(clause));
        Ok(())
    }

    /// Returns the clause of that identifier.
    pub fn find(&self, id: &str) -> Option<&Clause> {
        self.clauses.get(id).map(Arc::as_ref)
    }

    /// Returns the clause of that identifier, to be held longer than the library.
    pub fn share(&self, id: &str) -> Option<Arc<Clause>> {
        self.clauses.get(id).cloned()
    }

    /// Puts an own clause in the place of the one of its identifier; a clause of the catalogue stays.
    pub fn put_own(&mut self, clause: Clause) {
        if self.find(&clause.id).is_none_or(Clause::is_own) {
            self.clauses.insert(clause.id.clone(), Arc::new(clause));
        }
    }

    /// Returns every clause, in the order of the identifiers.
    pub fn list(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.values().map(Arc::as_ref)
    }

    /// Returns the number of clauses.
    pub fn len(&self) -> usize {
        self.clauses.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Returns the version in force on a day; see `Versions::in_force_on`.
    pub fn in_force_on(&self, id: &str, day: NaiveDate) -> Option<&ClauseVersion> {
        self.find(id).map(|clause| clause.versions.in_force_on(day))
    }

    /// Returns the clause and the version that a selection points to: the version that it names, else
    /// the one in force on `day`.
    pub fn selected(&self, selection: &Selection, day: NaiveDate) -> Option<(&Clause, &ClauseVersion)> {
        let clause = self.find(&selection.clause)?;
        let version = match &selection.version {
            Some(named) => clause.versions.get(named)?,
            None => clause.versions.in_force_on(day),
        };
        Some((clause, version))
    }

    /// Returns what figures and law need to know of a clause: its theme and its kind.
    pub fn traits(&self, id: &str) -> Option<(Theme, ClauseKind)> {
        self.find(id).map(|clause| (clause.theme, clause.kind))
    }
}

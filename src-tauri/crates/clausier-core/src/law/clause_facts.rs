//! What the law needs to know of the clauses kept in a file; the library answers.

use crate::tender::{ClauseKind, DocumentKind, Theme};

/// What the law looks at in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClauseFact<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its theme.
    pub theme: Theme,
    /// What it is in the contract.
    pub kind: ClauseKind,
    /// Its main document.
    pub document: DocumentKind,
    /// Further documents.
    pub also_documents: &'a [DocumentKind],
    /// Obligations that it says it serves.
    pub serves: &'a [String],
}

/// Knows the clauses by identifier. A clause that it does not know covers nothing: nobody has said
/// what it is.
pub trait ClauseFacts {
    /// Returns what is known of a clause.
    fn clause(&self, id: &str) -> Option<ClauseFact<'_>>;
}

/// No clause is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoClauses;

impl ClauseFacts for NoClauses {
    fn clause(&self, _: &str) -> Option<ClauseFact<'_>> {
        None
    }
}

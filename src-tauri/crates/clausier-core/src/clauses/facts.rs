//! What the law needs to know of the clauses, answered by the library.

use super::ClauseLibrary;
use crate::law::{ClauseFact, ClauseFacts};

impl ClauseFacts for ClauseLibrary {
    fn clause(&self, id: &str) -> Option<ClauseFact<'_>> {
        self.find(id).map(|clause| ClauseFact {
            title: &clause.title,
            theme: clause.theme,
            kind: clause.kind,
            document: clause.document,
            also_documents: &clause.also_documents,
            serves: &clause.serves,
        })
    }
}

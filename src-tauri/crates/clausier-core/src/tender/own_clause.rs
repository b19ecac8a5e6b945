//! What a tender carries of an own clause that it keeps: with the title and the text of the selection, all
//! that law, export and figures need, wherever the file is opened.

use serde::{Deserialize, Serialize};

use super::{ClauseKind, DocumentKind, Parameter, Tender, Theme};

/// An own clause of a tender, at one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CarriedClause {
    pub clause: String,
    pub version: String,
    pub theme: Theme,
    pub kind: ClauseKind,
    pub document: DocumentKind,
    #[serde(default)]
    pub also_documents: Vec<DocumentKind>,
    /// Effort of the companies, 1 to 3.
    #[serde(default = "light")]
    pub effort: u8,
    /// Obligations that it helps to cover.
    #[serde(default)]
    pub serves: Vec<String>,
    /// Articles of the general terms (CCAG) from which it departs.
    #[serde(default)]
    pub derogates_ccag: Vec<String>,
    #[serde(default)]
    pub parameters: Vec<Parameter>,
}

const fn light() -> u8 {
    1
}

impl Tender {
    /// Carries an own clause, in the place of another version that no selection names any more.
    pub fn carry(&mut self, clause: CarriedClause) {
        self.own_clauses.retain(|one| (&one.clause, &one.version) != (&clause.clause, &clause.version));
        self.own_clauses.push(clause);
        self.drop_unused_own();
    }

    /// Drops what is carried for clauses that the file keeps no more.
    pub fn drop_unused_own(&mut self) {
        let Self { own_clauses, selections, .. } = self;
        own_clauses.retain(|one| {
            selections.iter().any(|kept| kept.clause == one.clause && kept.version.as_deref().is_none_or(|version| version == one.version))
        });
    }
}

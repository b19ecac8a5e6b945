//! The titles that stand for identifiers in a sentence.

use super::Pair;
use super::said::Keyed;
use super::texts::quoted;

impl Pair<'_> {
    /// Returns the title of a clause, in the new edition first; an identifier that neither knows stays as it is.
    pub(super) fn clause(&self, id: &str) -> String {
        let clause = self.new.library.find(id).or_else(|| self.old.library.find(id));
        clause.map_or_else(|| id.to_owned(), |clause| quoted(&clause.title))
    }

    /// Returns the title of an obligation or of a check, in the new edition first.
    pub(super) fn rule(&self, id: &str) -> String {
        let rules = [self.new.law, self.old.law].into_iter().flat_map(|law| law.obligations.iter().chain(&law.checks));
        rules.into_iter().find(|rule| rule.id == id).map_or_else(|| id.to_owned(), |rule| quoted(&rule.title))
    }

    pub(super) fn clauses(&self, ids: &[String]) -> Vec<Keyed> {
        ids.iter().map(|id| (id.clone(), self.clause(id))).collect()
    }

    pub(super) fn rules(&self, ids: &[String]) -> Vec<Keyed> {
        ids.iter().map(|id| (id.clone(), self.rule(id))).collect()
    }
}

//! How far the library goes: clauses by theme, family and level, by obligation, by plan and by label; and
//! where it stops.

use std::collections::BTreeMap;

use super::{ALL_FAMILIES, Clause, ClauseLibrary};
use crate::tender::{ClauseKind, Family, Level, Theme};

/// What a family finds in a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Clauses written for the family or for all, in their last version; reminders left out, since they
    /// only repeat the law.
    pub clauses: usize,
    /// Of which written for this family by name.
    pub named: usize,
    /// Those that have the level.
    pub levels: BTreeMap<Level, usize>,
}

impl Cell {
    /// Counts the clauses that have a level.
    pub fn at(&self, level: Level) -> usize {
        self.levels.get(&level).copied().unwrap_or_default()
    }

    fn add(&mut self, clause: &Clause) {
        self.clauses += 1;
        self.named += usize::from(!clause.fits_every_family());
        for level in clause.versions.all().last().into_iter().flat_map(|version| version.levels.keys()) {
            *self.levels.entry(*level).or_default() += 1;
        }
    }
}

/// Counts the clauses by family and by theme; every family and every theme has its cell.
pub fn by_family(library: &ClauseLibrary) -> BTreeMap<(Family, Theme), Cell> {
    let every = ALL_FAMILIES.iter().flat_map(|family| Theme::ALL.iter().map(|theme| ((*family, *theme), Cell::default())));
    let mut cells: BTreeMap<(Family, Theme), Cell> = every.collect();
    for clause in library.list().filter(|clause| clause.kind != ClauseKind::Reminder) {
        for family in ALL_FAMILIES.iter().filter(|family| clause.fits_every_family() || clause.families.contains(family)) {
            cells.entry((*family, clause.theme)).or_default().add(clause);
        }
    }
    cells
}

/// Lists the clauses that serve an obligation, then the reminders that repeat it.
pub fn serving<'l>(library: &'l ClauseLibrary, obligation: &str) -> (Vec<&'l Clause>, Vec<&'l Clause>) {
    let serves = library.list().filter(|clause| clause.serves.iter().any(|one| one == obligation)).collect();
    let repeats = library.list().filter(|clause| clause.legal_floor.as_deref() == Some(obligation)).collect();
    (serves, repeats)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{clause, library};
    use super::*;

    #[test]
    fn a_clause_for_all_families_counts_in_each_and_a_reminder_in_none() {
        let reminder = Clause { kind: ClauseKind::Reminder, legal_floor: Some("egalim".to_owned()), ..clause("r", Theme::Environment) };
        let named = Clause { families: vec![Family::Works], serves: vec!["exec-env".to_owned()], ..clause("n", Theme::Environment) };
        let library = library(vec![clause("a", Theme::Environment), reminder, named]);
        let cells = by_family(&library);
        let cell = |family| cells.get(&(family, Theme::Environment)).cloned().unwrap_or_default();
        assert_eq!((cell(Family::Works).clauses, cell(Family::Works).named, cell(Family::Works).at(Level::Advanced)), (2, 1, 2));
        assert_eq!((cell(Family::It).clauses, cell(Family::It).named, cell(Family::It).at(Level::Exemplary)), (1, 0, 0));
        assert_eq!(cells.len(), ALL_FAMILIES.len() * Theme::ALL.len(), "an empty cell is there too");
        let (serves, repeats) = serving(&library, "exec-env");
        assert_eq!((serves.len(), repeats.len()), (1, 0));
        assert_eq!(serving(&library, "egalim").1.len(), 1);
    }
}

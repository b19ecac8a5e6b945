//! What a pack would change here, before anything is changed: the plan is made first, then applied.

use serde::{Deserialize, Serialize};

use super::{OwnClause, OwnFault, check_own};
use crate::figures::Target;

/// What a pack carries, beside its signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Grows each time its author publishes something else: the highest one counts.
    pub serial: u32,
    /// The organisation that proposes it, never a person.
    #[serde(default)]
    pub issuer: Option<String>,
    /// Edition of the catalogue beside which it was written.
    #[serde(default)]
    pub edition: Option<String>,
    /// Clauses, with their earlier wordings.
    #[serde(default)]
    pub clauses: Vec<OwnClause>,
    /// Targets that the organisation sets to itself.
    #[serde(default)]
    pub targets: Vec<Target>,
}

/// What would happen to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It is not here yet.
    New,
    /// What is here is an earlier wording of it.
    Updated,
    /// It is here already, word for word.
    Unchanged,
    /// What is here is a later wording of it: nothing changes.
    Older,
    /// Both sides have changed since they parted: somebody must choose.
    Conflict,
    /// It cannot be taken: a clause of the catalogue bears its name, or a file of the organisation sets that target.
    Refused,
}

/// Which side a conflict keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum KeepSide {
    Mine,
    Theirs,
}

/// An item of a pack.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum PackItem {
    Clause(OwnClause),
    Target(Target),
}

impl PackItem {
    /// Returns its identifier.
    pub fn id(&self) -> &str {
        match self {
            Self::Clause(clause) => &clause.id,
            Self::Target(target) => &target.id,
        }
    }

    /// Returns what a person calls it.
    pub fn title(&self) -> &str {
        match self {
            Self::Clause(clause) => &clause.current.content.title,
            Self::Target(target) => &target.label,
        }
    }
}

/// What a pack would change, item by item, in the order of the pack.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effects(Vec<(PackItem, Effect)>);

impl Effects {
    /// Returns every item, with what would happen to it.
    pub fn all(&self) -> impl Iterator<Item = (&PackItem, Effect)> {
        self.0.iter().map(|(item, effect)| (item, *effect))
    }

    /// Tells whether somebody must choose before anything is written.
    pub fn has_conflict(&self) -> bool {
        self.all().any(|(_, effect)| effect == Effect::Conflict)
    }

    /// Tells whether applying it would write something, once the conflicts are decided for the pack.
    pub fn would_write(&self) -> bool {
        self.to_write(KeepSide::Theirs).next().is_some()
    }

    /// Returns the items to be written.
    pub fn to_write(&self, keep: KeepSide) -> impl Iterator<Item = &PackItem> {
        self.0
            .iter()
            .filter(move |(_, effect)| match effect {
                Effect::New | Effect::Updated => true,
                Effect::Conflict => keep == KeepSide::Theirs,
                Effect::Unchanged | Effect::Older | Effect::Refused => false,
            })
            .map(|(item, _)| item)
    }
}

/// Works out what a pack would change. `is_national` knows the clauses of the catalogue, `set_by_file` the
/// targets that a file of this computer's own sets.
pub fn effects(
    pack: &Pack,
    clauses: &[OwnClause],
    targets: &[Target],
    is_national: &dyn Fn(&str) -> bool,
    set_by_file: &dyn Fn(&str) -> bool,
) -> Effects {
    let of_clauses = pack.clauses.iter().map(|theirs| {
        let mine = clauses.iter().find(|mine| mine.id == theirs.id);
        (PackItem::Clause(theirs.clone()), of_clause(theirs, mine, is_national))
    });
    let of_targets = pack.targets.iter().map(|theirs| {
        let mine = targets.iter().find(|mine| mine.id == theirs.id);
        (PackItem::Target(theirs.clone()), of_target(theirs, mine, set_by_file))
    });
    Effects(of_clauses.chain(of_targets).collect())
}

fn of_clause(theirs: &OwnClause, mine: Option<&OwnClause>, is_national: &dyn Fn(&str) -> bool) -> Effect {
    match mine {
        _ if check_own(theirs, is_national) == Err(OwnFault::National) => Effect::Refused,
        None => Effect::New,
        Some(mine) if mine.current == theirs.current => Effect::Unchanged,
        Some(mine) if theirs.knows(&mine.current) => Effect::Updated,
        Some(mine) if mine.knows(&theirs.current) => Effect::Older,
        Some(_) => Effect::Conflict,
    }
}

/// A target has no earlier wording: another figure is always somebody's to choose.
fn of_target(theirs: &Target, mine: Option<&Target>, set_by_file: &dyn Fn(&str) -> bool) -> Effect {
    match mine {
        _ if set_by_file(&theirs.id) => Effect::Refused,
        None => Effect::New,
        Some(mine) if mine == theirs => Effect::Unchanged,
        Some(_) => Effect::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::own::{OwnContent, OwnLevel};
    use crate::tender::{ClauseKind, DocumentKind, Level, Theme};
    use proptest::prelude::*;

    fn content(requirement: &str) -> OwnContent {
        OwnContent {
            title: "Vergers".to_owned(),
            levels: vec![OwnLevel { requirement: requirement.to_owned(), ..OwnLevel::empty(Level::Basic) }],
            ..OwnContent::blank(Theme::Biodiversity, ClauseKind::PerformanceCondition, DocumentKind::Cctp)
        }
    }

    fn written(words: &[&str]) -> OwnClause {
        let (first, rest) = words.split_first().expect("a clause has a first wording");
        rest.iter().fold(OwnClause::new("verger", content(first)), |clause, words| clause.rewritten(content(words)))
    }

    fn pack(clause: OwnClause) -> Pack {
        Pack { serial: 1, issuer: None, edition: None, clauses: vec![clause], targets: Vec::new() }
    }

    fn effect(theirs: &[&str], mine: Option<&[&str]>) -> Effect {
        let mine: Vec<OwnClause> = mine.map(written).into_iter().collect();
        let effects = effects(&pack(written(theirs)), &mine, &[], &|_| false, &|_| false);
        effects.all().next().expect("one item").1
    }

    #[test]
    fn each_effect_is_told_from_the_wordings_that_both_sides_know() {
        assert_eq!(effect(&["a"], None), Effect::New);
        assert_eq!(effect(&["a"], Some(&["a"])), Effect::Unchanged);
        assert_eq!(effect(&["a", "b"], Some(&["a"])), Effect::Updated);
        assert_eq!(effect(&["a"], Some(&["a", "b"])), Effect::Older);
        assert_eq!(effect(&["a", "b"], Some(&["a", "c"])), Effect::Conflict);
        assert_eq!(effect(&["x"], Some(&["y"])), Effect::Conflict, "two clauses that share only their name");
    }

    #[test]
    fn a_name_of_the_catalogue_is_never_taken_over() {
        let effects = effects(&pack(written(&["a"])), &[], &[], &|id| id == "verger", &|_| false);
        assert_eq!(effects.all().map(|(_, effect)| effect).collect::<Vec<_>>(), [Effect::Refused]);
        assert!(!effects.would_write());
    }

    proptest! {
        #[test]
        fn applying_a_pack_twice_changes_nothing_the_second_time(theirs in prop::collection::vec("[a-c]", 1..5), mine in prop::collection::vec("[a-c]", 0..5)) {
            let words = |list: &[String]| written(&list.iter().map(String::as_str).collect::<Vec<_>>());
            let pack = pack(words(&theirs));
            let mut here: Vec<OwnClause> = if mine.is_empty() { Vec::new() } else { vec![words(&mine)] };
            let first = effects(&pack, &here, &[], &|_| false, &|_| false);
            let written: Vec<PackItem> = first.to_write(KeepSide::Theirs).cloned().collect();
            for item in written {
                let PackItem::Clause(clause) = item else { continue };
                here.retain(|one| one.id != clause.id);
                here.push(clause);
            }
            prop_assert!(!effects(&pack, &here, &[], &|_| false, &|_| false).would_write());
        }
    }
}

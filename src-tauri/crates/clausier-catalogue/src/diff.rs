//! Two editions of the catalogue, compared in plain French: what a jurist reads before trusting the
//! new one. Pure: it reads two catalogues and neither assesses nor writes.
//!
//! The day on which a record was read again is no change of the law, and the words of the program
//! (`phrases.toml`, `places.toml`, `relecture.toml`) are not compared.

mod clauses;
mod codes;
mod condition;
mod facts;
mod families;
mod insertion;
mod labels;
mod names;
mod proportion;
mod questions;
mod reasons;
mod rules;
mod said;
mod scales;
mod targets;
mod texts;

use clausier_core::law::Law;
use serde::Serialize;

use crate::catalogue::Catalogue;
use condition::Teller;
use said::Said;

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ChangeKind {
    Edition,
    Fact,
    List,
    Scale,
    Obligation,
    Check,
    Clause,
    Family,
    Target,
    Question,
    Insertion,
    Proportion,
    Reason,
    Label,
}

/// One difference between two editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about.
    pub kind: ChangeKind,
    /// The record: an identifier, or the word of a fact.
    pub id: String,
    /// What changed, in one stable word: `added`, `removed`, `version_added`, `condition`, `value`…
    pub what: &'static str,
    /// The same for a person.
    pub sentence: String,
}

/// Lists what the second catalogue says otherwise than the first one, in the order of the files.
pub fn diff(old: &Catalogue, new: &Catalogue) -> Vec<Change> {
    let mut changes = Vec::new();
    edition(&old.law, &new.law, &mut changes);
    facts::compare(&old.law.facts, &new.law.facts, &mut changes);
    codes::compare(&old.law.lists, &new.law.lists, &mut changes);
    let pair = Pair { old: Teller::of(old), new: Teller::of(new) };
    scales::compare(&pair, &mut changes);
    rules::compare(&pair, ChangeKind::Obligation, (&old.law.obligations, &new.law.obligations), &mut changes);
    rules::compare(&pair, ChangeKind::Check, (&old.law.checks, &new.law.checks), &mut changes);
    clauses::compare(&pair, (old, new), &mut changes);
    families::compare(&pair, (&old.families, &new.families), &mut changes);
    targets::compare((old, new), &mut changes);
    questions::compare(&pair, (&old.interview, &new.interview), &mut changes);
    insertion::compare(&pair, (&old.insertion, &new.insertion), &mut changes);
    proportion::compare(&old.proportion, &new.proportion, &mut changes);
    reasons::compare(&old.reasons, &new.reasons, &mut changes);
    labels::compare(&pair, (&old.tables, &new.tables), &mut changes);
    changes
}

/// The two editions, each with its own names: a place in one means nothing in the other.
struct Pair<'a> {
    old: Teller<'a>,
    new: Teller<'a>,
}

fn edition(old: &Law, new: &Law, changes: &mut Vec<Change>) {
    let mut said = Said::new(changes, ChangeKind::Edition, &new.edition, "Édition".to_owned());
    if old.edition != new.edition {
        said.turned("edition", "le nom", &old.edition, &new.edition);
    }
    if old.first_day != new.first_day {
        said.turned("first_day", "le premier jour connu", &texts::day(old.first_day), &texts::day(new.first_day));
    }
}

/// Splits records into those that only the old list has, those of both, those that only the new one has.
fn matched<'a, T, K: PartialEq>(old: &'a [T], new: &'a [T], key: impl Fn(&T) -> K) -> Matched<'a, T> {
    let in_new = |one: &T| new.iter().find(|other| key(other) == key(one));
    Matched {
        gone: old.iter().filter(|one| in_new(one).is_none()).collect(),
        both: old.iter().filter_map(|one| Some((one, in_new(one)?))).collect(),
        come: new.iter().filter(|one| !old.iter().any(|other| key(other) == key(one))).collect(),
    }
}

struct Matched<'a, T> {
    gone: Vec<&'a T>,
    both: Vec<(&'a T, &'a T)>,
    come: Vec<&'a T>,
}

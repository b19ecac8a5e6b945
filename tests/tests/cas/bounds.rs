//! The numbers that rules compare facts to, read in the conditions themselves.

use clausier_core::law::{Bound, Condition, FactId, Hundredths, Obligation, Published, Test};

use super::CATALOGUE;

/// A comparison of a rule: the word of the fact, and every number that it may be compared to.
#[derive(Debug, PartialEq)]
pub struct Compared {
    pub word: String,
    pub numbers: Vec<i64>,
}

/// Lists what a rule compares: in its scope, its versions, its exceptions.
pub fn of(rule: &Obligation) -> Vec<Compared> {
    let versions = rule.versions.steps().iter().map(|step| &step.value);
    let of_versions = versions.flat_map(|one| [&one.when, &one.doubtful_when, &one.lever_when]).flatten();
    let exceptions = rule.exceptions.iter().filter_map(|one| one.arguable_when.as_ref());
    let mut found = Vec::new();
    rule.when.iter().chain(of_versions).chain(exceptions).for_each(|condition| walk(condition, &mut found));
    found
}

fn walk(condition: &Condition, found: &mut Vec<Compared>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| walk(part, found)),
        Condition::Not(part) => walk(part, found),
        Condition::Fact { fact, test: Test::Compare(_, bound) } => {
            let compared = Compared { word: word(*fact), numbers: numbers(*bound) };
            if !found.contains(&compared) {
                found.push(compared);
            }
        }
        // Small lots are judged by their sum too: they have cases of their own.
        Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_) => {}
    }
}

fn word(fact: FactId) -> String {
    CATALOGUE.law.facts.get(fact.index()).map(|one| one.word.clone()).expect("a condition names a fact that is there")
}

fn numbers(bound: Bound) -> Vec<i64> {
    let values: Vec<Hundredths> = match bound {
        Bound::Fixed(fixed) => vec![fixed],
        Bound::Scale(id) => {
            let rows = CATALOGUE.law.scale(id).map(|scale| scale.rows.as_slice()).unwrap_or_default();
            rows.iter().flat_map(|row| row.values.steps()).filter_map(|step| known(step.value.value)).collect()
        }
    };
    values.into_iter().map(|value| value.hundredths() / 100).collect()
}

const fn known(value: Published) -> Option<Hundredths> {
    match value {
        Published::Known(value) => Some(value),
        Published::NotYet => None,
    }
}

//! A condition is judged into one list, parts of it taken back as soon as they do not count. The slow way, a
//! list for each part, joined once all of them are known, says the same in the same order.

use proptest::prelude::*;

use super::growth::{condition, facts};
use crate::law::fixtures::*;
use crate::law::judge::{Judgement, View, judge};
use crate::law::truth::{Doubt, Truth};
use crate::law::world::World;
use crate::law::*;

fn plain<'a>(world: &World<'a>, view: View<'_>, condition: &'a Condition) -> Judgement<'a> {
    let parts = |parts: &'a [Condition]| parts.iter().map(|part| plain(world, view, part)).collect::<Vec<_>>();
    match condition {
        Condition::All(all) => join(parts(all), Truth::False, Truth::True),
        Condition::Any(any) => {
            let mut joined = join(parts(any), Truth::True, Truth::False);
            if matches!(joined.truth, Truth::Unknown(_)) {
                joined.support.retain(|one| one.holds.is_none());
            }
            joined
        }
        Condition::Not(part) => {
            let mut part = plain(world, view, part);
            part.support.iter_mut().for_each(|one| one.excluded = !one.excluded);
            Judgement { truth: part.truth.negated(), ..part }
        }
        Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_) => judge(world, view, condition),
    }
}

/// One part that decides is the only ground; else every part is one, and every doubt counts.
fn join<'a>(mut parts: Vec<Judgement<'a>>, decides: Truth, otherwise: Truth) -> Judgement<'a> {
    if let Some(at) = parts.iter().position(|part| part.truth == decides) {
        return parts.swap_remove(at);
    }
    let mut doubts = parts.iter().filter_map(|part| match &part.truth {
        Truth::Unknown(doubt) => Some(doubt.clone()),
        Truth::True | Truth::False => None,
    });
    let truth = doubts.next().map_or(otherwise, |first| {
        let joined = doubts.fold(first, |mut all: Doubt, one| {
            all.join(&one);
            all
        });
        Truth::Unknown(joined)
    });
    Judgement { truth, support: parts.into_iter().flat_map(|part| part.support).collect() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(600), ..ProptestConfig::default() })]

    #[test]
    fn one_list_of_grounds_is_the_lists_of_the_parts_joined(condition in condition(), facts in facts(), known in 0..10_usize) {
        let (law, tender) = (law(Vec::new()), tender(&facts[..known.min(facts.len())].join(",")));
        let world = World::new(&law, &tender, &NoClauses, day("2026-11-24"));
        let view = View::strict(&world, ReferenceDate::Consultation);
        let (quick, slow) = (judge(&world, view, &condition), plain(&world, view, &condition));
        prop_assert_eq!(format!("{quick:?}"), format!("{slow:?}"), "{:?}", condition);
    }
}

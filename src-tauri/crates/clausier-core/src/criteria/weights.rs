//! Brings weights to 100: « Répartir le reste » and « Équilibrer ».

use super::totals::{WHOLE, hundredths, points, sum};
use crate::tender::Criterion;

/// One point, in hundredths.
const POINT: i64 = 100;

/// Shares what is left of 100 among the criteria without a weight. When all have one, or when too
/// much is given already, every weight is brought to 100 in proportion. A table that already adds up to 100, or is empty, stays as it is.
#[must_use]
pub fn share_out(criteria: &[Criterion]) -> Vec<Criterion> {
    let left = WHOLE - sum(criteria);
    let waiting: Vec<bool> = criteria.iter().map(|criterion| hundredths(criterion.weight) == 0).collect();
    if left == 0 {
        return criteria.to_vec();
    }
    if left < 0 || !waiting.contains(&true) {
        return in_proportion(criteria);
    }
    let shares: Vec<i64> = waiting.iter().map(|waits| i64::from(*waits)).collect();
    let parts = split(left, &shares);
    let weights = criteria.iter().zip(parts).map(|(criterion, part)| hundredths(criterion.weight) + part);
    with_weights(criteria, weights)
}

/// Gives every criterion the same weight, the first ones taking what does not divide.
#[must_use]
pub fn balance(criteria: &[Criterion]) -> Vec<Criterion> {
    let equal = vec![1; criteria.len()];
    with_weights(criteria, split(WHOLE, &equal).into_iter())
}

/// Brings the total to 100 and keeps the proportions; without any weight, all get the same.
fn in_proportion(criteria: &[Criterion]) -> Vec<Criterion> {
    let shares: Vec<i64> = criteria.iter().map(|criterion| hundredths(criterion.weight)).collect();
    let all_zero = shares.iter().all(|share| *share == 0);
    if all_zero { balance(criteria) } else { with_weights(criteria, split(WHOLE, &shares).into_iter()) }
}

/// Cuts an amount by shares, in whole points when the amount is whole, by the largest remainder.
/// The parts always add up to the amount when at least one share is above zero.
fn split(amount: i64, shares: &[i64]) -> Vec<i64> {
    let whole: i64 = shares.iter().sum();
    if whole == 0 {
        return vec![0; shares.len()];
    }
    let step = if amount % POINT == 0 { POINT } else { 1 };
    let steps = amount / step;
    let mut parts: Vec<i64> = shares.iter().map(|share| steps * share / whole).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(shares.get(*at).map_or(0, |share| steps * share % whole)));
    let short = usize::try_from(steps - parts.iter().sum::<i64>()).unwrap_or(0);
    for at in order.into_iter().take(short) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    parts.into_iter().map(|part| part * step).collect()
}

/// Writes new weights; sub-criteria that added up to their criterion follow it.
fn with_weights(criteria: &[Criterion], weights: impl Iterator<Item = i64>) -> Vec<Criterion> {
    criteria.iter().zip(weights).map(|(criterion, weight)| with_weight(criterion, weight)).collect()
}

fn with_weight(criterion: &Criterion, weight: i64) -> Criterion {
    let mut next = Criterion { weight: Some(points(weight)), ..criterion.clone() };
    let before = sum(&criterion.sub);
    if before > 0 && before == hundredths(criterion.weight) && before != weight {
        let shares: Vec<i64> = criterion.sub.iter().map(|sub| hundredths(sub.weight)).collect();
        next.sub = with_weights(&criterion.sub, split(weight, &shares).into_iter());
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::total;
    use proptest::prelude::*;

    fn table(weights: &[Option<f64>]) -> Vec<Criterion> {
        weights.iter().map(|weight| Criterion { weight: *weight, ..Criterion::default() }).collect()
    }

    fn weights(criteria: &[Criterion]) -> Vec<f64> {
        criteria.iter().filter_map(|criterion| criterion.weight).collect()
    }

    #[test]
    fn what_is_left_goes_to_those_without_a_weight() {
        let cases: [(&[Option<f64>], &[f64]); 6] = [
            (&[Some(60.0), None, None], &[60.0, 20.0, 20.0]),
            (&[Some(60.0), Some(0.0), None, None], &[60.0, 14.0, 13.0, 13.0]),
            (&[Some(60.0), Some(20.0)], &[75.0, 25.0]),
            (&[Some(120.0), Some(80.0)], &[60.0, 40.0]),
            (&[None, None, None], &[34.0, 33.0, 33.0]),
            (&[Some(62.5), None], &[62.5, 37.5]),
        ];
        for (before, after) in cases {
            assert_eq!(weights(&share_out(&table(before))), after, "{before:?}");
        }
    }

    #[test]
    fn balance_gives_all_the_same() {
        assert_eq!(weights(&balance(&table(&[Some(90.0), None, Some(3.0), None]))), [25.0, 25.0, 25.0, 25.0]);
        assert_eq!(balance(&[]), []);
    }

    #[test]
    fn sub_criteria_follow_their_criterion() {
        let mut criteria = table(&[Some(20.0), Some(30.0)]);
        if let Some(first) = criteria.first_mut() {
            first.sub = table(&[Some(15.0), Some(5.0)]);
        }
        let after = share_out(&criteria);
        let sub = after.first().map(|criterion| weights(&criterion.sub));
        assert_eq!((weights(&after), sub), (vec![40.0, 60.0], Some(vec![30.0, 10.0])));
    }

    proptest! {
        #[test]
        fn share_out_and_balance_always_total_100(weights in prop::collection::vec(prop::option::of(0.0_f64..250.0), 1..12)) {
            let rounded: Vec<Option<f64>> = weights.iter().map(|weight| weight.map(|weight| (weight * 100.0).round() / 100.0)).collect();
            prop_assert_eq!(total(&share_out(&table(&rounded))), 100.0);
            prop_assert_eq!(total(&share_out(&table(&weights))), 100.0);
            prop_assert_eq!(total(&balance(&table(&weights))), 100.0);
        }

        #[test]
        fn share_out_applied_twice_changes_nothing(weights in prop::collection::vec(prop::option::of(1.0_f64..60.0), 1..8)) {
            let once = share_out(&table(&weights));
            prop_assert_eq!(share_out(&once), once);
        }
    }
}

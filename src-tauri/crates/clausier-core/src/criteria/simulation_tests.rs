//! Worked examples that a buyer can redo by hand, then laws that hold for any offers.

use proptest::prelude::*;

use super::*;
use crate::criteria::{MOST_OFFERS, faults};

fn offer(name: &str, price: f64, technical: f64, environmental: f64) -> SimulatedOffer {
    SimulatedOffer { name: name.to_owned(), price, technical, environmental }
}

fn criterion(kind: CriterionKind, weight: f64) -> Criterion {
    Criterion { kind: Some(kind), weight: Some(weight), ..Criterion::default() }
}

/// Price alone beside the environment: the arithmetic can be followed by eye.
const PRICE: Shares = Shares { price: 80.0, technical: 0.0, environmental: 20.0 };

/// Points and ranks at one weight.
fn at(simulation: &Simulation, weight: u32) -> Vec<(f64, u32)> {
    let step = simulation.steps.iter().find(|step| step.weight == weight).expect("the weight is in the table");
    step.placed.iter().map(|placed| (placed.points, placed.rank)).collect()
}

#[test]
fn a_cheap_offer_against_a_green_one_worked_by_hand() {
    // Inverse ratio: 100 points and 80 points for the price; 10/20 and 20/20 for the environment.
    let offers = [offer("moins chère", 80.0, 0.0, 10.0), offer("plus verte", 100.0, 0.0, 20.0)];
    let found = simulate(&offers, PRICE, PriceFormula::Inverse);
    let cases = [
        (0, [(100.0, 1), (80.0, 2)]),
        (10, [(95.0, 1), (82.0, 2)]),
        (20, [(90.0, 1), (84.0, 2)]),
        (30, [(85.0, 2), (86.0, 1)]),
        (40, [(80.0, 2), (88.0, 1)]),
    ];
    for (weight, expected) in cases {
        assert_eq!(at(&found, weight), expected, "at {weight} %");
    }
    // 100 − 0.5 w = 80 + 0.2 w: w = 200 / 7.
    assert_eq!(found.tippings.len(), 1);
    let tipping = found.tippings.first().expect("the winner changes");
    assert!((tipping.weight - 200.0 / 7.0).abs() < 1e-9, "{tipping:?}");
    assert_eq!((tipping.from, tipping.to), (0, 1));
}

#[test]
fn the_leader_is_known_between_two_weights_of_the_table() {
    let offers = [offer("moins chère", 80.0, 0.0, 10.0), offer("plus verte", 100.0, 0.0, 20.0)];
    let found = simulate(&offers, PRICE, PriceFormula::Inverse);
    for (weight, expected) in [(0.0, (0, 100.0)), (12.0, (0, 94.0)), (28.0, (0, 86.0)), (29.0, (1, 85.8)), (40.0, (1, 88.0))] {
        assert_eq!(found.leader_at(weight), expected, "at {weight} %");
    }
}

#[test]
fn the_formula_alone_decides_from_which_weight_the_winner_changes() {
    let offers = [offer("moins chère", 80.0, 0.0, 10.0), offer("plus verte", 100.0, 0.0, 20.0)];
    // Gap of price points g against 50 points of environment: w = 100 g / (g + 50).
    let cases = [
        (PriceFormula::Inverse, Some(100.0 * 20.0 / 70.0)),
        (PriceFormula::Linear, Some(100.0 * 25.0 / 75.0)),
        (PriceFormula::Root, Some(100.0 * 10.557_280_9 / 60.557_280_9)),
        // 36 points, then 100 points of gap: 41.9 % and 66.7 %, beyond what is tried.
        (PriceFormula::Squared, None),
        (PriceFormula::Spread, None),
    ];
    for (formula, expected) in cases {
        let weight = simulate(&offers, PRICE, formula).tippings.first().map(|tipping| tipping.weight);
        let same = match (weight, expected) {
            (Some(got), Some(expected)) => (got - expected).abs() < 1e-6,
            (got, expected) => got == expected,
        };
        assert!(same, "{formula:?}: {weight:?}, expected {expected:?}");
    }
}

#[test]
fn three_offers_can_lead_in_turn() {
    let offers = [offer("A", 80.0, 0.0, 5.0), offer("B", 88.0, 0.0, 12.0), offer("C", 100.0, 0.0, 20.0)];
    let found = simulate(&offers, PRICE, PriceFormula::Inverse);
    let turns: Vec<(u32, u32)> = found.tippings.iter().map(|tipping| (tipping.from, tipping.to)).collect();
    assert_eq!(turns, [(0, 1), (1, 2)], "{:?}", found.tippings);
}

#[test]
fn the_same_points_are_ranked_by_price_then_in_the_order_given() {
    let offers = [offer("dear", 100.0, 20.0, 10.0), offer("cheap", 80.0, 20.0, 10.0), offer("cheap too", 80.0, 20.0, 10.0)];
    let quality = Shares { price: 0.0, technical: 100.0, environmental: 0.0 };
    let found = simulate(&offers, quality, PriceFormula::Inverse);
    assert_eq!(at(&found, 0), [(100.0, 3), (100.0, 1), (100.0, 2)]);
    assert_eq!(found.tippings, [], "nobody overtakes anybody");
}

#[test]
fn shares_are_read_from_the_criteria_and_their_parts() {
    use CriterionKind::{Cost, Environmental, LifeCycleCost, Other, Price, Quality, Social};
    let mut quality = criterion(Quality, 40.0);
    quality.sub = vec![criterion(Environmental, 10.0), Criterion { kind: None, weight: Some(30.0), ..Criterion::default() }];
    let mut of_100 = criterion(Quality, 40.0);
    of_100.sub = vec![criterion(Environmental, 25.0), criterion(Quality, 75.0)];
    let shares = |price, technical, environmental| Shares { price, technical, environmental };
    let cases = [
        ("three criteria", vec![criterion(Price, 60.0), criterion(Quality, 20.0), criterion(Environmental, 20.0)], shares(60.0, 20.0, 20.0)),
        ("parts in points", vec![criterion(Price, 60.0), quality], shares(60.0, 30.0, 10.0)),
        ("parts out of 100", vec![criterion(Price, 60.0), of_100], shares(60.0, 30.0, 10.0)),
        (
            "costs are prices",
            vec![criterion(Cost, 30.0), criterion(LifeCycleCost, 30.0), criterion(Social, 20.0), criterion(Other, 20.0)],
            shares(60.0, 40.0, 0.0),
        ),
        ("a part without a weight", vec![Criterion { sub: vec![Criterion::default()], ..criterion(Environmental, 10.0) }], shares(0.0, 0.0, 10.0)),
        ("nothing", vec![], Shares::default()),
    ];
    for (name, criteria, expected) in cases {
        assert_eq!(Shares::of(&criteria), expected, "{name}");
    }
}

#[test]
fn price_and_technical_value_keep_their_proportion_whatever_the_environment_weighs() {
    let offers = [offer("A", 100.0, 10.0, 0.0), offer("B", 100.0, 10.0, 0.0)];
    let one = simulate(&offers, Shares { price: 60.0, technical: 20.0, environmental: 20.0 }, PriceFormula::Inverse);
    let other = simulate(&offers, Shares { price: 75.0, technical: 25.0, environmental: 0.0 }, PriceFormula::Inverse);
    assert_eq!(one, other);
    assert_eq!(at(&one, 0), [(87.5, 1), (87.5, 2)], "75 points of price, half of 25 of technical value");
}

fn any_offers() -> impl Strategy<Value = Vec<SimulatedOffer>> {
    let one = (1.0_f64..1e6, 0.0_f64..=20.0, 0.0_f64..=20.0);
    prop::collection::vec(one, 2..=MOST_OFFERS).prop_map(|offers| {
        offers.into_iter().enumerate().map(|(at, (price, technical, green))| offer(&at.to_string(), price, technical, green)).collect()
    })
}

fn any_shares() -> impl Strategy<Value = Shares> {
    (0.0_f64..100.0, 0.0_f64..100.0).prop_map(|(price, technical)| Shares { price, technical, environmental: 0.0 })
}

fn any_formula() -> impl Strategy<Value = PriceFormula> {
    prop::sample::select(PriceFormula::ALL.to_vec())
}

proptest! {
    #[test]
    fn ranks_are_a_permutation_that_follows_the_points(offers in any_offers(), shares in any_shares(), formula in any_formula()) {
        prop_assert_eq!(faults(&offers), []);
        for step in simulate(&offers, shares, formula).steps {
            let mut ranks: Vec<u32> = step.placed.iter().map(|placed| placed.rank).collect();
            ranks.sort_unstable();
            prop_assert_eq!(ranks, (1..=u32::try_from(offers.len()).unwrap_or(0)).collect::<Vec<_>>());
            for one in &step.placed {
                prop_assert!((0.0..=100.0).contains(&one.points));
                prop_assert!(step.placed.iter().all(|other| one.points <= other.points || one.rank < other.rank));
            }
        }
    }

    #[test]
    fn at_a_tipping_point_both_lead_and_beyond_it_the_new_one_does(offers in any_offers(), shares in any_shares(), formula in any_formula()) {
        let lines = lines(&offers, shares, formula);
        let best = |weight: f64| lines.iter().map(|line| line.at(weight)).fold(f64::NEG_INFINITY, f64::max);
        let points = |offer: u32, weight: f64| lines.get(offer as usize).map_or(f64::NAN, |line| line.at(weight));
        let found = simulate(&offers, shares, formula).tippings;
        let ends = found.iter().skip(1).map(|tipping| tipping.weight).chain([f64::from(HIGHEST)]);
        for (tipping, end) in found.iter().zip(ends) {
            prop_assert!((points(tipping.from, tipping.weight) - best(tipping.weight)).abs() < 1e-6);
            prop_assert!((points(tipping.to, tipping.weight) - best(tipping.weight)).abs() < 1e-6);
            let between = tipping.weight.midpoint(end);
            prop_assert!((points(tipping.to, between) - best(between)).abs() < 1e-6, "it leads until the next one");
        }
    }

    #[test]
    fn without_a_tipping_point_the_first_stays_first(offers in any_offers(), shares in any_shares(), formula in any_formula()) {
        let lines = lines(&offers, shares, formula);
        let found = simulate(&offers, shares, formula);
        let mut leader = first(&offers, &lines);
        for step in &found.steps {
            for tipping in found.tippings.iter().filter(|tipping| tipping.weight < f64::from(step.weight)) {
                leader = tipping.to as usize;
            }
            let top = step.placed.iter().map(|placed| placed.points).fold(0.0, f64::max);
            let led = step.placed.get(leader).map_or(0.0, |placed| placed.points);
            prop_assert!((top - led).abs() < 0.011, "the table and the tipping points tell the same, to the hundredth");
        }
    }

    #[test]
    fn the_unit_of_the_prices_does_not_count(offers in any_offers(), shares in any_shares(), formula in any_formula(), scale in 0.001_f64..1000.0) {
        let scaled: Vec<SimulatedOffer> = offers.iter().map(|offer| SimulatedOffer { price: offer.price * scale, ..offer.clone() }).collect();
        let (one, other) = (lines(&offers, shares, formula), lines(&scaled, shares, formula));
        for (one, other) in one.iter().zip(&other) {
            prop_assert!((one.without - other.without).abs() < 1e-6);
        }
    }
}

//! An offer as the simulator sees it: a price and two marks. Nothing of it is kept.

use serde::{Deserialize, Serialize};

/// The highest mark of an offer on a criterion that is not the price.
pub const MARKS: f64 = 20.0;
/// Most offers compared at once: beyond, a drawing tells nothing any more.
pub const MOST_OFFERS: usize = 10;

/// One offer, real or imagined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct SimulatedOffer {
    /// What the buyer calls it.
    pub name: String,
    /// Its price or its cost, above zero, in any unit common to all the offers.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub price: f64,
    /// Mark out of 20 on everything but the price and the environment.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub technical: f64,
    /// Mark out of 20 on the environment.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub environmental: f64,
}

/// Why offers cannot be compared; offers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferFault {
    /// Fewer than two offers, or more than [`MOST_OFFERS`].
    Number(usize),
    /// It has no name.
    NoName(usize),
    /// Another one before it has the same name.
    SameName(usize),
    /// Its price is not above zero.
    Price(usize),
    /// A mark is not between 0 and 20.
    Mark(usize),
}

/// Returns everything that keeps offers from being compared, in their order.
#[must_use]
pub fn faults(offers: &[SimulatedOffer]) -> Vec<OfferFault> {
    let number = Some(OfferFault::Number(offers.len())).filter(|_| !(2..=MOST_OFFERS).contains(&offers.len()));
    let each = offers.iter().enumerate().filter_map(|(at, offer)| fault(at, offer, offers.iter().take(at)));
    number.into_iter().chain(each).collect()
}

fn fault<'a>(at: usize, offer: &SimulatedOffer, mut before: impl Iterator<Item = &'a SimulatedOffer>) -> Option<OfferFault> {
    let name = offer.name.trim();
    if name.is_empty() {
        Some(OfferFault::NoName(at))
    } else if before.any(|other| other.name.trim() == name) {
        Some(OfferFault::SameName(at))
    } else if !(offer.price.is_finite() && offer.price > 0.0) {
        Some(OfferFault::Price(at))
    } else {
        let marks = [offer.technical, offer.environmental];
        Some(OfferFault::Mark(at)).filter(|_| !marks.iter().all(|mark| (0.0..=MARKS).contains(mark)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(name: &str, price: f64, technical: f64, environmental: f64) -> SimulatedOffer {
        SimulatedOffer { name: name.to_owned(), price, technical, environmental }
    }

    #[test]
    fn every_fault_is_told_with_its_offer() {
        let good = offer("A", 100.0, 12.0, 20.0);
        let cases = [
            (vec![good.clone(), offer("B", 0.01, 0.0, 0.0)], vec![]),
            (vec![good.clone()], vec![OfferFault::Number(1)]),
            (vec![good.clone(), offer(" ", 1.0, 1.0, 1.0)], vec![OfferFault::NoName(1)]),
            (vec![good.clone(), offer("A ", 1.0, 1.0, 1.0)], vec![OfferFault::SameName(1)]),
            (vec![offer("B", 0.0, 1.0, 1.0), good.clone()], vec![OfferFault::Price(0)]),
            (vec![offer("B", f64::NAN, 1.0, 1.0), good.clone()], vec![OfferFault::Price(0)]),
            (vec![good.clone(), offer("B", 1.0, 20.1, 1.0), offer("C", 1.0, 1.0, -0.1)], vec![OfferFault::Mark(1), OfferFault::Mark(2)]),
        ];
        for (offers, expected) in cases {
            assert_eq!(faults(&offers), expected, "{offers:?}");
        }
        let many: Vec<SimulatedOffer> = (0..=MOST_OFFERS).map(|at| offer(&at.to_string(), 1.0, 1.0, 1.0)).collect();
        assert_eq!(faults(&many), [OfferFault::Number(MOST_OFFERS + 1)]);
    }
}

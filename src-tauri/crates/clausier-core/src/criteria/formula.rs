//! How a price becomes a mark: the formulas that rules of consultation use. None is imposed by a text; what each does
//! to the gap between offers is what a buyer must see before choosing.

use serde::{Deserialize, Serialize};

/// A formula that gives the cheapest offer the whole mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PriceFormula {
    /// Lowest price over price.
    #[default]
    Inverse,
    /// Two less price over lowest price: nothing left at twice the lowest price.
    Linear,
    /// Lowest price over price, squared: gaps count more.
    Squared,
    /// Square root of lowest price over price: gaps count less.
    Root,
    /// From the whole mark for the lowest price to none for the highest, whatever the gap between them.
    Spread,
}

impl PriceFormula {
    /// Every formula, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Inverse, Self::Linear, Self::Squared, Self::Root, Self::Spread];

    /// Returns the share of the mark, from 0 to 1, that a price gets among prices from `lowest` to `highest`, all
    /// above zero. Only ratios count: prices all multiplied by one number get the same shares.
    #[must_use]
    pub fn share(self, price: f64, lowest: f64, highest: f64) -> f64 {
        let share = match self {
            Self::Inverse => lowest / price,
            Self::Linear => 2.0 - price / lowest,
            Self::Squared => (lowest / price).powi(2),
            Self::Root => (lowest / price).sqrt(),
            Self::Spread if highest > lowest => (highest - price) / (highest - lowest),
            Self::Spread => 1.0,
        };
        share.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_formula_on_worked_prices() {
        use PriceFormula::{Inverse, Linear, Root, Spread, Squared};
        // Lowest price 80, highest 160: what the offer at 100 gets of 100 points.
        let at_100 = [(Inverse, 80.0), (Linear, 75.0), (Squared, 64.0), (Root, 89.44), (Spread, 75.0)];
        // Then the dearest one, at twice the lowest.
        let at_160 = [(Inverse, 50.0), (Linear, 0.0), (Squared, 25.0), (Root, 70.71), (Spread, 0.0)];
        for (price, expected) in [(100.0, at_100), (160.0, at_160)] {
            for (formula, points) in expected {
                let got = (formula.share(price, 80.0, 160.0) * 10_000.0).round() / 100.0;
                assert!((got - points).abs() < 1e-9, "{formula:?} at {price}: {got}, expected {points}");
            }
        }
    }

    #[test]
    fn an_offer_beyond_twice_the_lowest_price_gets_nothing_rather_than_less() {
        assert!(PriceFormula::Linear.share(250.0, 100.0, 250.0).abs() < 1e-12);
    }

    #[test]
    fn equal_prices_get_the_whole_mark() {
        for formula in PriceFormula::ALL {
            assert!((formula.share(90.0, 90.0, 90.0) - 1.0).abs() < 1e-12, "{formula:?}");
        }
    }

    proptest! {
        #[test]
        fn only_ratios_of_prices_count(price in 1.0_f64..1e7, down in 0.1_f64..1.0, up in 1.0_f64..10.0, scale in 1e-3_f64..1e4) {
            for formula in PriceFormula::ALL {
                let (one, other) = (formula.share(price, price * down, price * up), formula.share(price * scale, price * down * scale, price * up * scale));
                prop_assert!((one - other).abs() < 1e-9, "{formula:?}: {one} and {other}");
            }
        }

        #[test]
        fn a_dearer_offer_never_gets_more(lowest in 1.0_f64..1e6, first in 1.0_f64..5.0, second in 1.0_f64..5.0) {
            let (cheap, dear) = if first <= second { (first, second) } else { (second, first) };
            for formula in PriceFormula::ALL {
                let share = |times: f64| formula.share(lowest * times, lowest, lowest * dear);
                prop_assert!(share(cheap) >= share(dear));
                prop_assert!((0.0..=1.0).contains(&share(dear)));
                prop_assert!((share(1.0) - 1.0).abs() < 1e-9, "the cheapest gets everything");
            }
        }
    }
}

//! Numbers of the law, in hundredths: amounts in cents, shares, durations, factors. Comparing them
//! is exact, which floating numbers are not.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::tender::Euros;

/// A number with at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[cfg_attr(feature = "specta", specta(transparent))]
pub struct Hundredths(#[cfg_attr(feature = "specta", specta(type = i32))] i64);

impl Hundredths {
    /// Returns the number of that many hundredths.
    pub const fn new(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// Returns a whole number.
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(100))
    }

    /// Rounds a number to its hundredths; what is not a number is nothing.
    #[allow(clippy::cast_possible_truncation)] // Out of range saturates, which is what is wanted here.
    pub fn rounded(number: f64) -> Option<Self> {
        number.is_finite().then(|| Self((number * 100.0).round() as i64))
    }

    /// Returns the hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Returns the number, for sentences and JSON.
    #[allow(clippy::cast_precision_loss)] // Below 10^14 every hundredth has its own float.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Multiplies two numbers, rounding to the hundredth; saturates.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let product = i128::from(self.0) * i128::from(other.0);
        let rounded = (product + product.signum() * 50) / 100;
        Self(i64::try_from(rounded).unwrap_or(if product < 0 { i64::MIN } else { i64::MAX }))
    }
}

impl From<Euros> for Hundredths {
    fn from(amount: Euros) -> Self {
        Self(amount.cents())
    }
}

impl From<u32> for Hundredths {
    fn from(number: u32) -> Self {
        Self::whole(i64::from(number))
    }
}

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 { serializer.serialize_i64(self.0 / 100) } else { serializer.serialize_f64(self.as_f64()) }
    }
}

impl<'de> Deserialize<'de> for Hundredths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::rounded(number).ok_or_else(|| serde::de::Error::custom("not a number"))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Hundredths {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hundredths".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "multipleOf": 0.01 })
    }
}

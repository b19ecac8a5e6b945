//! Amounts, in cents: a price is never a floating number.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in euros excluding VAT, kept in cents. In JSON: an integer, or a number with at most
/// two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[cfg_attr(feature = "specta", specta(transparent))]
pub struct Euros(#[cfg_attr(feature = "specta", specta(type = i32))] i64);

/// Why a text or a number is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EurosError {
    /// Nothing that reads as a number.
    #[error("not a number")]
    NotANumber,
    /// Below zero.
    #[error("negative amount")]
    Negative,
    /// More than two decimals: a cent is the smallest unit.
    #[error("more than two decimals")]
    TooPrecise,
    /// Above a thousand billion euros: surely a slip of the keyboard.
    #[error("amount too large")]
    TooLarge,
}

/// 10^12 euros, in cents.
const LARGEST: i64 = 100_000_000_000_000;

impl Euros {
    /// Returns the amount of that many cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// Returns a whole number of euros.
    pub const fn whole(euros: i64) -> Self {
        Self(euros.saturating_mul(100))
    }

    /// Returns the cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Returns the euros as a number, for shares and JSON.
    #[allow(clippy::cast_precision_loss)] // Below 10^14 cents every cent has its own float.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Adds, without ever wrapping.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Reads an amount as people type it: `150000`, `150 000,50 €`, `150 k€`, `1,2 M€`, `1.2 M`.
    ///
    /// A dot or a comma followed by exactly three digits, repeated, separates thousands
    /// (`1.200.000`); alone it is a decimal mark, which a unit then scales.
    pub fn parse(text: &str) -> Result<Self, EurosError> {
        let (digits, scale) = split_unit(text)?;
        let (whole, fraction) = split_decimals(&digits)?;
        let cents = to_cents(&whole, &fraction, scale)?;
        if cents > LARGEST {
            return Err(EurosError::TooLarge);
        }
        Ok(Self(cents))
    }
}

/// Separates `1,2 M€ HT` into its digits and the factor of its unit.
fn split_unit(text: &str) -> Result<(String, i64), EurosError> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '\u{a0}' && *c != '_' && *c != '\'')
        .collect::<String>()
        .to_lowercase();
    if compact.starts_with('-') {
        return Err(EurosError::Negative);
    }
    let cut = compact.char_indices().find(|(_, c)| !(c.is_ascii_digit() || *c == '.' || *c == ',')).map_or(compact.len(), |(at, _)| at);
    let (digits, unit) = compact.split_at_checked(cut).ok_or(EurosError::NotANumber)?;
    let unit = unit.trim_end_matches("ht").trim_end_matches("hors taxes");
    let scale = match unit {
        "" | "€" | "e" | "eur" | "euro" | "euros" => 1,
        "k" | "k€" | "ke" | "keur" | "mille" | "milleeuros" => 1_000,
        "m" | "m€" | "me" | "meur" | "million" | "millions" | "milliond'euros" | "millionsd'euros" | "milliondeuros" | "millionsdeuros"
        | "million€" | "millions€" => 1_000_000,
        "md" | "md€" | "mde" | "g€" | "milliard" | "milliards" | "milliarddeuros" | "milliardsdeuros" => 1_000_000_000,
        _ => return Err(EurosError::NotANumber),
    };
    Ok((digits.to_owned(), scale))
}

/// Separates the whole part from the decimals; marks between groups of three are thousands.
fn split_decimals(digits: &str) -> Result<(String, String), EurosError> {
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = digits.split(['.', ',']).collect();
    let all_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let Some((first, rest)) = groups.split_first() else {
        return Err(EurosError::NotANumber);
    };
    if !all_digits(first) || !rest.iter().all(|group| all_digits(group)) {
        return Err(EurosError::NotANumber);
    }
    let same_mark = marks.windows(2).all(|pair| pair.first() == pair.last());
    let thousands = marks.len() > 1 && same_mark && rest.iter().all(|group| group.len() == 3);
    match (rest, thousands) {
        ([], _) => Ok(((*first).to_owned(), String::new())),
        (_, true) => Ok((groups.concat(), String::new())),
        ([decimals], false) => Ok(((*first).to_owned(), (*decimals).to_owned())),
        (_, false) => with_both_marks(&groups, &marks),
    }
}

/// Reads `1.200.000,50` and `1,200,000.50`: the last mark, different from the others, is decimal.
fn with_both_marks(groups: &[&str], marks: &[char]) -> Result<(String, String), EurosError> {
    let (Some((decimals, whole)), Some((last, before))) = (groups.split_last(), marks.split_last()) else {
        return Err(EurosError::NotANumber);
    };
    let grouped = whole.iter().skip(1).all(|group| group.len() == 3);
    if before.contains(last) || !grouped {
        return Err(EurosError::NotANumber);
    }
    Ok((whole.concat(), (*decimals).to_owned()))
}

/// Scales and counts in cents; a fraction of a cent is refused, not rounded.
fn to_cents(whole: &str, fraction: &str, scale: i64) -> Result<i64, EurosError> {
    let fraction = fraction.trim_end_matches('0');
    let whole: i64 = whole.parse().map_err(|_| EurosError::TooLarge)?;
    let places = u32::try_from(fraction.len()).map_err(|_| EurosError::TooPrecise)?;
    let divisor = 10_i64.checked_pow(places).ok_or(EurosError::TooPrecise)?;
    let parts: i64 = if fraction.is_empty() { 0 } else { fraction.parse().map_err(|_| EurosError::TooPrecise)? };
    let per_euro = scale.checked_mul(100).ok_or(EurosError::TooLarge)?;
    let scaled = parts.checked_mul(per_euro).ok_or(EurosError::TooPrecise)?;
    if scaled % divisor != 0 {
        return Err(EurosError::TooPrecise);
    }
    whole.checked_mul(per_euro).and_then(|cents| cents.checked_add(scaled / divisor)).ok_or(EurosError::TooLarge)
}

impl TryFrom<f64> for Euros {
    type Error = EurosError;

    #[allow(clippy::cast_possible_truncation)] // Bounded by LARGEST just above.
    fn try_from(value: f64) -> Result<Self, EurosError> {
        if !value.is_finite() {
            return Err(EurosError::NotANumber);
        }
        if value < 0.0 {
            return Err(EurosError::Negative);
        }
        let cents = value * 100.0;
        if cents > 1e14 {
            return Err(EurosError::TooLarge);
        }
        if (cents - cents.round()).abs() > 1e-4 {
            return Err(EurosError::TooPrecise);
        }
        Ok(Self(cents.round() as i64))
    }
}

impl Serialize for Euros {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 { serializer.serialize_i64(self.0 / 100) } else { serializer.serialize_f64(self.as_f64()) }
    }
}

impl<'de> Deserialize<'de> for Euros {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::try_from(value).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Euros {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Euros".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "minimum": 0,
            "multipleOf": 0.01,
            "description": "Euros hors taxes, deux décimales au plus"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let cases = [
            ("150000", 15_000_000),
            ("150 000", 15_000_000),
            ("150\u{202f}000 €", 15_000_000),
            ("150 k€", 15_000_000),
            ("150K", 15_000_000),
            ("1,2 M€", 120_000_000),
            ("1.2 M", 120_000_000),
            ("1,2 million d'euros", 120_000_000),
            ("1.200.000", 120_000_000),
            ("1.200.000,50 € HT", 120_000_050),
            ("1,200,000.50", 120_000_050),
            ("99,90", 9_990),
            ("0", 0),
            ("2 Md€", 200_000_000_000),
        ];
        for (typed, cents) in cases {
            assert_eq!(Euros::parse(typed), Ok(Euros(cents)), "typed: {typed}");
        }
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        let cases = [
            ("", EurosError::NotANumber),
            ("douze", EurosError::NotANumber),
            ("12 pommes", EurosError::NotANumber),
            ("-5", EurosError::Negative),
            ("1,234", EurosError::TooPrecise),
            ("1.2.3", EurosError::NotANumber),
            ("1,", EurosError::NotANumber),
            ("9999999999999999999999", EurosError::TooLarge),
        ];
        for (typed, error) in cases {
            assert_eq!(Euros::parse(typed), Err(error), "typed: {typed}");
        }
    }

    #[test]
    fn json_keeps_integers_whole_and_refuses_a_third_decimal() {
        let read = |json: &str| serde_json::from_str::<Euros>(json);
        assert_eq!(serde_json::to_string(&Euros::whole(6_000_000)).ok().as_deref(), Some("6000000"));
        assert_eq!(serde_json::to_string(&Euros(1_050)).ok().as_deref(), Some("10.5"));
        assert_eq!(read("10.55").ok(), Some(Euros(1_055)));
        assert!(read("10.555").is_err(), "a third decimal is not an amount");
        assert!(read("-1").is_err(), "an amount is never negative");
        assert!(read("\"10\"").is_err(), "text is not an amount in the file");
    }
}

//! Numbers with at most two decimals.

use clausier_core::law::Hundredths;

use crate::reader::Value;

/// Largest number that is not a slip of the keyboard.
const LARGEST: f64 = 1e12;

/// Reads a number that is not negative; a third decimal is a fault.
pub(crate) fn hundredths(value: Value<'_>) -> Option<Hundredths> {
    let number = value.number()?;
    if !(0.0..=LARGEST).contains(&number) {
        value.fault(format!("« {} » est un nombre hors limites", value.name()));
        return None;
    }
    let read = Hundredths::rounded(number)?;
    if (read.as_f64() - number).abs() > 1e-9 * number.max(1.0) {
        value.fault_hint(format!("« {} » a plus de deux décimales", value.name()), "deux décimales au plus");
        return None;
    }
    Some(read)
}

/// Reads a small whole number.
pub(super) fn small(value: Value<'_>, lowest: i64, highest: i64) -> Option<u32> {
    value.integer_between(lowest, highest).and_then(|number| u32::try_from(number).ok())
}

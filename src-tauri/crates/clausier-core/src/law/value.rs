//! The value of a fact in one tender.

use chrono::NaiveDate;

use super::Hundredths;

/// What the tender says of a fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    /// Yes or no.
    Flag(bool),
    /// An amount or a number.
    Number(Hundredths),
    /// A word of the tender file.
    Word(&'a str),
    /// A day.
    Day(NaiveDate),
    /// CPV codes, at least one.
    Codes(Vec<&'a str>),
}

//! Values of parameters: read as people type them, checked, written with their unit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::units::{singular, with_unit};
use super::{Parameter, ParameterKind};
use crate::french::{self, NBSP};
use crate::tender::{Euros, EurosError, Scalar};

/// Why a value does not fit its parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum ParameterProblem {
    /// Nothing that reads as a number.
    NotANumber,
    /// Nothing that reads as an amount.
    NotAnAmount,
    /// Nothing that reads as a day.
    NotADate,
    /// A text was awaited.
    NotAText,
    /// A number followed by another unit than the one awaited.
    WrongUnit {
        /// The unit awaited, in the plural.
        expected: String,
    },
    /// Below the smallest value accepted.
    BelowMinimum {
        /// That value, written with its unit.
        minimum: String,
    },
    /// Above the largest value accepted.
    AboveMaximum {
        /// That value, written with its unit.
        maximum: String,
    },
    /// None of the values proposed.
    NotInChoices {
        /// The values proposed.
        choices: Vec<String>,
    },
}

/// A value once read.
#[derive(Debug, Clone, PartialEq)]
enum Read {
    Number(f64),
    Amount(Euros),
    Day(NaiveDate),
    Text(String),
}

/// Tells whether a value fits its parameter. A blank value is no value, hence no problem.
pub fn check_parameter(parameter: &Parameter, value: &Scalar) -> Result<(), ParameterProblem> {
    if value.is_blank() || is_chosen(parameter, value) {
        return Ok(());
    }
    match read(parameter, value)? {
        Read::Number(number) => within(parameter, number),
        Read::Amount(amount) => within(parameter, amount.as_f64()),
        Read::Day(_) => Ok(()),
        Read::Text(text) => among(parameter, &text),
    }
}

/// Tells whether the value is one of the words that the catalogue offers; a number may have some too,
/// « the volume of the annex » for instance.
fn is_chosen(parameter: &Parameter, value: &Scalar) -> bool {
    matches!(value, Scalar::Text(text) if parameter.choices.contains(text))
}

/// Writes a value as the document shows it: `70 %`, `15 jours`, `300 €`, `1er mars 2027`. What does
/// not read as its kind is written as typed: `check_parameter` says so, and the words are the buyer's.
pub fn write_value(parameter: &Parameter, value: &Scalar) -> String {
    match read(parameter, value) {
        Ok(Read::Number(number)) => write_number(parameter, number),
        Ok(Read::Amount(amount)) => french::euros(amount),
        Ok(Read::Day(day)) => french::day(day),
        Ok(Read::Text(text)) => text,
        Err(_) => value.as_text(),
    }
}

fn write_number(parameter: &Parameter, number: f64) -> String {
    match parameter.kind {
        ParameterKind::Percentage => format!("{}{NBSP}%", french::number(number)),
        ParameterKind::Amount => Euros::try_from(number).map_or_else(|_| french::number(number), french::euros),
        ParameterKind::Number | ParameterKind::Duration | ParameterKind::Date | ParameterKind::Choice | ParameterKind::Text => {
            with_unit(number, parameter.unit.as_deref().unwrap_or_default())
        }
    }
}

fn read(parameter: &Parameter, value: &Scalar) -> Result<Read, ParameterProblem> {
    match parameter.kind {
        ParameterKind::Number | ParameterKind::Duration => {
            let unit = parameter.unit.as_deref().unwrap_or_default();
            read_number(value, unit).map(Read::Number)
        }
        ParameterKind::Percentage => read_number(value, "%").map(Read::Number),
        ParameterKind::Amount => read_amount(value).map(Read::Amount),
        ParameterKind::Date => read_day(value).map(Read::Day),
        ParameterKind::Choice | ParameterKind::Text => read_text(value).map(Read::Text),
    }
}

/// Reads `15`, `15 jours`, `1 jour`, `37,5`, `1 200`.
fn read_number(value: &Scalar, unit: &str) -> Result<f64, ParameterProblem> {
    match value {
        Scalar::Number(number) if number.is_finite() => Ok(*number),
        Scalar::Number(_) | Scalar::Flag(_) => Err(ParameterProblem::NotANumber),
        Scalar::Text(text) => {
            let (digits, rest) = split_number(text);
            let rest = french::fold(rest);
            let number: f64 = digits.parse().map_err(|_| ParameterProblem::NotANumber)?;
            let known = rest.is_empty() || rest == french::fold(unit) || rest == french::fold(&singular(unit));
            if known { Ok(number) } else { Err(ParameterProblem::WrongUnit { expected: unit.to_owned() }) }
        }
    }
}

/// Separates the digits, freed of their spaces, from what follows.
fn split_number(text: &str) -> (String, &str) {
    let text = text.trim();
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | french::NARROW | NBSP);
    let signed = text.strip_prefix(['-', '−']);
    let body = signed.unwrap_or(text);
    let cut = body.find(|c: char| !of_number(c)).unwrap_or(body.len());
    let (digits, rest) = body.split_at_checked(cut).unwrap_or((body, ""));
    let digits: String = digits.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    let digits = digits.replace(',', ".");
    (if signed.is_some() { format!("-{digits}") } else { digits }, rest)
}

fn read_amount(value: &Scalar) -> Result<Euros, ParameterProblem> {
    let amount = match value {
        Scalar::Number(number) => Euros::try_from(*number),
        Scalar::Text(text) => Euros::parse(text),
        Scalar::Flag(_) => Err(EurosError::NotANumber),
    };
    amount.map_err(|_| ParameterProblem::NotAnAmount)
}

/// Reads `2027-03-01` and `01/03/2027`.
fn read_day(value: &Scalar) -> Result<NaiveDate, ParameterProblem> {
    let Scalar::Text(text) = value else {
        return Err(ParameterProblem::NotADate);
    };
    let text = text.trim();
    text.parse().or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y")).map_err(|_| ParameterProblem::NotADate)
}

fn read_text(value: &Scalar) -> Result<String, ParameterProblem> {
    match value {
        Scalar::Text(text) => Ok(text.clone()),
        Scalar::Number(number) => Ok(french::number(*number)),
        Scalar::Flag(_) => Err(ParameterProblem::NotAText),
    }
}

fn within(parameter: &Parameter, number: f64) -> Result<(), ParameterProblem> {
    if let Some(minimum) = parameter.min.filter(|minimum| number < *minimum) {
        return Err(ParameterProblem::BelowMinimum { minimum: write_number(parameter, minimum) });
    }
    if let Some(maximum) = parameter.max.filter(|maximum| number > *maximum) {
        return Err(ParameterProblem::AboveMaximum { maximum: write_number(parameter, maximum) });
    }
    Ok(())
}

fn among(parameter: &Parameter, text: &str) -> Result<(), ParameterProblem> {
    let free = parameter.kind == ParameterKind::Text;
    if free || parameter.choices.iter().any(|choice| choice == text) {
        return Ok(());
    }
    Err(ParameterProblem::NotInChoices { choices: parameter.choices.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::ParameterDefault;

    fn parameter(kind: ParameterKind, unit: Option<&str>) -> Parameter {
        Parameter {
            name: "x".to_owned(),
            label: "X".to_owned(),
            kind,
            unit: unit.map(str::to_owned),
            default: ParameterDefault::None,
            min: Some(1.0),
            max: Some(100.0),
            choices: vec!["une filière agréée".to_owned(), "un centre de tri".to_owned()],
            origin: String::new(),
        }
    }

    fn text(text: &str) -> Scalar {
        Scalar::Text(text.to_owned())
    }

    #[test]
    fn values_are_written_with_their_unit() {
        use ParameterKind::{Amount, Choice, Date, Duration, Number, Percentage};
        let cases = [
            (Percentage, None, Scalar::Number(70.0), "70\u{a0}%"),
            (Percentage, None, text("37,5 %"), "37,5\u{a0}%"),
            (Duration, Some("jours"), Scalar::Number(15.0), "15\u{a0}jours"),
            (Duration, Some("jours"), text("1 jour"), "1\u{a0}jour"),
            (Duration, Some("mois"), text("1"), "1\u{a0}mois"),
            (Amount, None, Scalar::Number(300.0), "300\u{a0}€"),
            (Amount, None, Scalar::Number(12.02), "12,02\u{a0}€"),
            (Amount, None, text("1,2 k€"), "1\u{202f}200\u{a0}€"),
            (Date, None, text("2027-03-01"), "1er\u{a0}mars\u{a0}2027"),
            (Date, None, text("22/08/2026"), "22\u{a0}août\u{a0}2026"),
            (Number, Some("lots"), text("1 200 lots"), "1\u{202f}200\u{a0}lots"),
            (Choice, None, text("un centre de tri"), "un centre de tri"),
            (Duration, Some("jours"), text("quinze"), "quinze"),
        ];
        for (kind, unit, value, written) in cases {
            assert_eq!(write_value(&parameter(kind, unit), &value), written, "{value:?}");
        }
    }

    #[test]
    fn a_value_that_does_not_fit_says_why() {
        use ParameterKind::{Amount, Choice, Date, Duration, Number, Percentage};
        let cases = [
            (Percentage, None, Scalar::Number(120.0), ParameterProblem::AboveMaximum { maximum: "100\u{a0}%".to_owned() }),
            (Duration, Some("jours"), Scalar::Number(0.0), ParameterProblem::BelowMinimum { minimum: "1\u{a0}jour".to_owned() }),
            (Duration, Some("jours"), text("2 mois"), ParameterProblem::WrongUnit { expected: "jours".to_owned() }),
            (Number, None, text("douze"), ParameterProblem::NotANumber),
            (Number, None, text("-3"), ParameterProblem::BelowMinimum { minimum: "1".to_owned() }),
            (Number, None, Scalar::Number(f64::NAN), ParameterProblem::NotANumber),
            (Amount, None, text("douze"), ParameterProblem::NotAnAmount),
            (Date, None, text("31/02/2027"), ParameterProblem::NotADate),
            (Choice, None, text("ailleurs"), ParameterProblem::NotInChoices { choices: parameter(Choice, None).choices }),
        ];
        for (kind, unit, value, problem) in cases {
            assert_eq!(check_parameter(&parameter(kind, unit), &value), Err(problem), "{value:?}");
        }
        assert_eq!(check_parameter(&parameter(Number, None), &text(" ")), Ok(()), "a blank field is not a wrong one");
    }
}

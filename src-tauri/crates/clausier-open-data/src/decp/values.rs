//! Values as publishers write them: a number as a text, an hour after a day, a list of one without its list.

use chrono::NaiveDate;
use clausier_core::tender::Euros;
use serde_json::Value;

/// What the national publication writes where a value is missing.
const MISSING: &str = "MQ";

/// A text that says something: the code of a missing value says nothing.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty() && text != MISSING).then_some(text)
}

/// Lists words: `{ "inner": ["a"] }` as the schema says, and also `["a"]`, `[{ "inner": "a" }]`, `{ "inner": "a" }`, `"a"`.
pub(super) fn list(value: &Value, inner: &str) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| flat(item, inner)).collect(),
        Value::Object(fields) => fields.get(inner).map(|value| flat(value, inner)).unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => flat(value, inner),
    }
}

/// One level further: nothing is nested deeper.
fn flat(value: &Value, inner: &str) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        Value::Object(fields) => fields.get(inner).map(|value| several(value).filter_map(text).collect()).unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => text(value).into_iter().collect(),
    }
}

fn several(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter()
}

/// Yes or no; XML writes it in words.
pub(super) fn flag(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_str()?.trim().to_lowercase().as_str() {
        "true" | "oui" | "1" => Some(true),
        "false" | "non" | "0" => Some(false),
        _ => None,
    })
}

/// A number, or a text that is one: `1 234,56`.
pub(super) fn number(value: &Value) -> Option<f64> {
    let read = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>().replace(',', ".").parse().ok();
    value.as_f64().or_else(|| read(value.as_str()?)).filter(|number: &f64| number.is_finite())
}

/// A whole number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just before")]
pub(super) fn whole(value: &Value) -> Option<u32> {
    let number = number(value)?;
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

/// Rounds to the cent: some publishers write more decimals than money has.
#[allow(clippy::cast_possible_truncation, reason = "the largest amount accepted has twelve figures")]
pub(super) fn cents(amount: f64) -> Option<Euros> {
    (0.0..1e12).contains(&amount).then(|| Euros::from_cents((amount * 100.0).round() as i64))
}

/// A day, whatever hour or time zone follows it: « 2021-12-11+01:00 ».
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let follows = rest.is_empty() || rest.starts_with(['T', ' ', '+', '-', 'Z']);
    day.parse().ok().filter(|_| follows)
}

/// Eight digits, whatever check digit follows; a spreadsheet drops the zero in front.
pub(super) fn eight_digits(code: &str) -> Option<String> {
    let digits: String = code.chars().take_while(char::is_ascii_digit).collect();
    (7..=8).contains(&digits.len()).then(|| format!("{digits:0>8}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_read_in_each_shape_that_publishers_give_it() {
        let shapes = [
            json!({ "technique": ["Concours", "MQ"] }),
            json!({ "technique": "Concours" }),
            json!(["Concours"]),
            json!([{ "technique": "Concours" }]),
            json!([{ "technique": ["Concours"] }]),
            json!("Concours"),
        ];
        for shape in shapes {
            assert_eq!(list(&shape, "technique"), ["Concours"], "{shape}");
        }
        for nothing in [json!(null), json!({}), json!([]), json!({ "autre": ["Concours"] }), json!([null, 3.5, {}])] {
            assert!(list(&nothing, "technique").iter().all(|word| word == "3.5"), "{nothing}");
        }
    }

    #[test]
    fn a_day_a_number_and_a_yes_are_read_as_they_are_written() {
        for (text, read) in
            [("2021-12-11+01:00", true), ("2021-12-11T00:00:00", true), ("2021-12-11", true), ("2021-12-111", false), ("ééééééééé", false)]
        {
            assert_eq!(day(text).is_some(), read, "{text}");
        }
        for (value, expected) in [(json!("1 234,56"), Some(1234.56)), (json!(3), Some(3.0)), (json!("1e999"), None), (json!("x"), None)] {
            assert_eq!(number(&value), expected, "{value}");
        }
        assert_eq!([flag(&json!("oui")), flag(&json!(false)), flag(&json!("MQ"))], [Some(true), Some(false), None]);
        assert_eq!(
            [eight_digits("3110000"), eight_digits("03110000-5"), eight_digits("311")],
            [Some("03110000".into()), Some("03110000".into()), None]
        );
    }
}

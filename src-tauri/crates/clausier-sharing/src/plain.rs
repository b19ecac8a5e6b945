//! The words of others as they may be shown: without the characters that hide a text or turn it around. A row is carried
//! byte for byte all the same: only what is read of it is made plain.

use clausier_core::figures::Summary;
use serde_json::Value;

/// Makes the free texts of a summary plain.
pub(crate) fn summary(mut summary: Summary) -> Summary {
    for text in [&mut summary.objet, &mut summary.direction].into_iter().flatten() {
        if text.contains(is_hidden) {
            text.retain(|one| !is_hidden(one));
        }
    }
    summary
}

/// Makes every text of a JSON value plain.
pub(crate) fn value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace(is_hidden, "")),
        Value::Array(items) => Value::Array(items.into_iter().map(self::value).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, one)| (name, self::value(one))).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

/// Controls, marks of direction, and characters without width.
fn is_hidden(one: char) -> bool {
    one.is_control() || matches!(one, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_hides_or_turns_a_text_is_taken_away_and_the_rest_stays() {
        let table = [
            ("Marché n° 1 – école « Éluard » ", "Marché n° 1 – école « Éluard » "),
            ("fac\u{202e}txt.exe", "factxt.exe"),
            ("a\u{200b}b\u{feff}c\u{7f}d\u{85}e", "abcde"),
            ("\u{2066}<script>alert(1)</script>\u{2069}", "<script>alert(1)</script>"),
            ("fin\u{a0}; milliers\u{202f}000", "fin\u{a0}; milliers\u{202f}000"),
        ];
        for (text, expected) in table {
            assert_eq!(value(json!({ "objet": [text] })), json!({ "objet": [expected] }), "{text:?}");
        }
    }
}

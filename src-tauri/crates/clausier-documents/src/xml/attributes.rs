//! The attributes of one tag.

use std::borrow::Cow;

/// Iterates over `name="value"` pairs, values as written; an error ends it.
pub(crate) struct Attributes<'a> {
    rest: &'a str,
}

/// What is no attribute.
#[derive(Debug)]
pub(crate) struct Malformed;

impl<'a> Attributes<'a> {
    /// Reads what follows the name of a tag.
    pub(crate) fn new(raw: &'a str) -> Self {
        Self { rest: raw }
    }

    fn pair(&mut self) -> Option<(&'a str, &'a str)> {
        let (name, after) = self.rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, left) = after.get(1..)?.split_once(quote)?;
        let name = name.trim();
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<')) || value.contains('<') {
            return None;
        }
        self.rest = left;
        Some((name, value))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, &'a str), Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return None;
        }
        let pair = self.pair().ok_or(Malformed);
        if pair.is_err() {
            self.rest = "";
        }
        Some(pair)
    }
}

/// Resolves the entities of a value or a text; what cannot be resolved stays as written.
pub(crate) fn unescaped(raw: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

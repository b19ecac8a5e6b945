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
        let (name, after) = self.rest.split_at_checked(self.rest.bytes().position(|byte| byte == b'=')?)?;
        let after = after.get(1..)?.trim_start();
        let quote = after.bytes().next().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let after = after.get(1..)?;
        let (value, left) = after.split_at_checked(after.bytes().position(|byte| byte == quote || byte == b'<')?)?;
        let name = name.trim();
        if !is_name(name) || left.starts_with('<') {
            return None;
        }
        self.rest = left.get(1..)?;
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

/// Whether nothing in it parts names; letters beyond ASCII take the long way.
fn is_name(name: &str) -> bool {
    let parts = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<');
    !name.is_empty() && (name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b':' || byte == b'-') || !name.contains(parts))
}

/// Resolves the entities of a value or a text; what cannot be resolved stays as written.
pub(crate) fn unescaped(raw: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

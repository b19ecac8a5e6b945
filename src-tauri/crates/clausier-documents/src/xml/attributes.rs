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
        let (name, after) = self.name()?;
        let quote = after.bytes().next().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let after = after.get(1..)?;
        let (value, left) = after.split_at_checked(after.bytes().position(|byte| byte == quote || byte == b'<')?)?;
        if left.starts_with('<') {
            return None;
        }
        self.rest = left.get(1..)?;
        Some((name, value))
    }

    /// Takes the name and the equals sign. Nearly every name is in ASCII and touches its sign; the others take the long way.
    fn name(&self) -> Option<(&'a str, &'a str)> {
        let plain = self.rest.bytes().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'-'))?;
        let (name, after) = self.rest.split_at_checked(plain)?;
        match after.strip_prefix('=') {
            Some(after) if !name.is_empty() && after.starts_with(['"', '\'']) => Some((name, after)),
            Some(_) | None => self.spaced_name(),
        }
    }

    fn spaced_name(&self) -> Option<(&'a str, &'a str)> {
        let (name, after) = self.rest.split_once('=')?;
        let name = name.trim();
        let parts = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<');
        (!name.is_empty() && !name.contains(parts)).then(|| (name, after.trim_start()))
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

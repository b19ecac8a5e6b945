//! Replacements on the bytes of a part: what is not replaced stays as it was.

use std::ops::Range;

use super::{Scanner, Tag, Token, slice};
use crate::error::DocumentError;

/// One replacement; an empty range is an insertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Splice {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl Splice {
    /// Writes something at a place.
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: at..at, text: text.into() }
    }

    /// Takes something out.
    pub(crate) fn remove(range: Range<usize>) -> Self {
        Self { range, text: String::new() }
    }
}

/// Applies replacements. Those at one place keep their order; one inside another is dropped.
pub(crate) fn apply(text: &str, splices: Vec<Splice>) -> String {
    let grown: usize = splices.iter().map(|splice| splice.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for splice in settled(splices) {
        out.push_str(slice(text, at..splice.range.start));
        out.push_str(&splice.text);
        at = splice.range.end;
    }
    out.push_str(slice(text, at..text.len()));
    out
}

/// Applies replacements to a text that is needed no more: what stays of it is moved within its own room, since a long
/// text takes more time to be copied elsewhere than to be read.
pub(crate) fn apply_within(text: String, splices: Vec<Splice>) -> Vec<u8> {
    let splices = settled(splices);
    let grown = splices.iter().map(|splice| splice.text.len().checked_sub(splice.range.len())).sum::<Option<usize>>();
    // Where a replacement is shorter than what it replaces, there would be nothing to move into.
    let Some(grown) = grown else { return apply(&text, splices).into_bytes() };
    let (mut left, mut to) = (text.len(), text.len() + grown);
    let mut bytes = text.into_bytes();
    bytes.reserve_exact(grown);
    bytes.resize(to, 0);
    for Splice { range, text } in splices.iter().rev() {
        to -= left - range.end;
        bytes.copy_within(range.end..left, to);
        to -= text.len();
        if let Some(room) = bytes.get_mut(to..to + text.len()) {
            room.copy_from_slice(text.as_bytes());
        }
        left = range.start;
    }
    bytes
}

/// Puts replacements in order; one inside another is left out.
fn settled(mut splices: Vec<Splice>) -> Vec<Splice> {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut at = 0;
    splices.retain(|splice| {
        let fits = at <= splice.range.start;
        at = if fits { splice.range.end } else { at };
        fits
    });
    splices
}

/// Opens the first element that fits when it is written as an empty one, so that blocks may stand in it.
pub(crate) fn opened(text: String, part: &str, fits: fn(&Tag<'_>) -> bool) -> Result<String, DocumentError> {
    let mut scanner = Scanner::new(&text, part);
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        if fits(&tag) {
            return Ok(if tag.empty { apply(&text, vec![Splice { range: tag.span.clone(), text: with_content(&tag, "") }]) } else { text });
        }
    }
    Ok(text)
}

/// An empty element written again with something in it.
fn with_content(tag: &Tag<'_>, content: &str) -> String {
    let name = if tag.prefix.is_empty() { tag.local.to_owned() } else { format!("{}:{}", tag.prefix, tag.local) };
    format!("<{name}{}>{content}</{name}>", tag.raw)
}

/// Adds a child at the end of a root element; an empty root is opened for it.
pub(crate) fn append_child(text: &str, part: &str, child: &str) -> Result<String, DocumentError> {
    let mut scanner = Scanner::new(text, part);
    let mut last = None;
    let mut root = None;
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open(tag) if root.is_none() => root = Some(tag),
            Token::Open(_) | Token::Text(_) => {}
            Token::Close(span) => last = Some(span.start),
        }
    }
    let root = root.ok_or_else(|| scanner.bad())?;
    if root.empty {
        let opened = with_content(&root, child);
        return Ok(apply(text, vec![Splice { range: root.span, text: opened }]));
    }
    let at = last.ok_or_else(|| scanner.bad())?;
    Ok(apply(text, vec![Splice::insert(at, child)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn replacements() -> impl Strategy<Value = Vec<Splice>> {
        let one = (0..40usize, 0..6usize, "[a-z]{0,9}").prop_map(|(start, length, text)| Splice { range: start..(start + length).min(40), text });
        proptest::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn a_text_changed_within_its_own_room_is_the_text_changed(splices in replacements()) {
            let text = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-*/".to_owned();
            prop_assert_eq!(String::from_utf8(apply_within(text.clone(), splices.clone())).unwrap(), apply(&text, splices));
        }
    }
}

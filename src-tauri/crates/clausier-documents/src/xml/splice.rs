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
pub(crate) fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let grown: usize = splices.iter().map(|splice| splice.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for splice in splices {
        if splice.range.start < at {
            continue;
        }
        out.push_str(slice(text, at..splice.range.start));
        out.push_str(&splice.text);
        at = splice.range.end;
    }
    out.push_str(slice(text, at..text.len()));
    out
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

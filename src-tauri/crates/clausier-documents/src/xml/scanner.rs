//! The pull parser: quick-xml for well-formedness, our own names and offsets.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attributes::{Attributes, unescaped};
use super::slice;
use crate::error::DocumentError;

const DEEPEST: usize = 1_000;
const MOST_ATTRIBUTES: usize = 512;
const LONGEST_NAME: usize = 1_024;
/// More than any writer declares; a bound so that resolving a prefix stays cheap.
const MOST_BINDINGS: usize = 4_096;

/// The namespaces that we read; transitional and strict are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// WordprocessingML.
    Word,
    /// Markup compatibility.
    Compatibility,
    /// Office mathematics.
    Math,
    /// Word 2010, 2012.
    Word14,
    /// Word 2012: colour of controls.
    Word15,
    /// OpenDocument `office:`.
    Office,
    /// OpenDocument `text:`.
    Text,
    /// OpenDocument `table:`.
    Table,
    /// OpenDocument `style:`.
    Style,
    /// OpenDocument `meta:`.
    Meta,
    /// Any other, or none.
    Other,
}

impl Space {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word14,
            "http://schemas.microsoft.com/office/word/2012/wordml" => Self::Word15,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::Office,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::Table,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::Style,
            "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" => Self::Meta,
            _ => Self::Other,
        }
    }
}

/// An opening tag; an empty element has no closing token.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'a> {
    pub(crate) space: Space,
    pub(crate) local: &'a str,
    pub(crate) prefix: &'a str,
    pub(crate) empty: bool,
    pub(crate) span: Range<usize>,
    pub(crate) raw: &'a str,
}

impl<'a> Tag<'a> {
    /// Returns an attribute by local name, entities resolved.
    pub(crate) fn get(&self, local: &str) -> Option<Cow<'a, str>> {
        self.written(local).map(unescaped)
    }

    /// Returns the value of an attribute as it is written.
    fn written(&self, local: &str) -> Option<&'a str> {
        let is_local = |name: &str| name.strip_suffix(local).is_some_and(|before| before.is_empty() || before.ends_with(':'));
        Attributes::new(self.raw).flatten().find(|(name, _)| is_local(name)).map(|(_, value)| value)
    }

    /// Where the value of an attribute stands in the part; empty when there is none.
    pub(crate) fn value_span(&self, text: &str, local: &str) -> Range<usize> {
        let whole = slice(text, self.span.clone());
        let value = self.written(local).unwrap_or_default();
        let inside = (value.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
        let start = self.span.start.saturating_add(inside.min(whole.len()));
        start..start + value.len()
    }

    /// Returns `val` as a number.
    pub(crate) fn number(&self, local: &str) -> Option<u32> {
        self.get(local)?.trim().parse().ok()
    }

    /// Reads an on/off property: absent `val` means on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }

    /// Whether this is the WordprocessingML element of that name.
    pub(crate) fn is(&self, local: &str) -> bool {
        self.space == Space::Word && self.local == local
    }
}

/// What the scanner meets.
#[derive(Debug)]
pub(crate) enum Token<'a> {
    /// An element opens.
    Open(Tag<'a>),
    /// An element closes; the range is its closing tag.
    Close(Range<usize>),
    /// Characters, entities resolved.
    Text(Cow<'a, str>),
}

/// Reads one part.
pub(crate) struct Scanner<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    part: &'a str,
    base: usize,
    depth: usize,
    rooted: bool,
    bindings: Vec<(usize, &'a str, Space)>,
    /// The last prefix met and what it is bound to, while no binding changes.
    last: Option<(&'a str, Space)>,
    /// Attributes just checked, which declare nothing: most tags of a text bear the same ones as a tag near by.
    checked: [&'a str; 2],
}

impl<'a> Scanner<'a> {
    /// Starts at the top of a part.
    pub(crate) fn new(text: &'a str, part: &'a str) -> Self {
        let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let reader = Reader::from_reader(text.as_bytes().get(base..).unwrap_or_default());
        Self { reader, text, part, base, depth: 0, rooted: false, bindings: Vec::new(), last: None, checked: [""; 2] }
    }

    /// Starts inside a part: elements of `prefix` are WordprocessingML without a declaration.
    pub(crate) fn fragment(text: &'a str, prefix: &'a str) -> Self {
        let mut scanner = Self::new(text, "fragment");
        // Without a prefix too: a document may use the default namespace beside a prefix for attributes.
        scanner.bindings.push((0, "", Space::Word));
        scanner.bindings.push((0, prefix, Space::Word));
        scanner
    }

    /// Returns the offset of the next token.
    pub(crate) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).saturating_add(self.base)
    }

    /// Names what is wrong where the scanner stands.
    pub(crate) fn bad(&self) -> DocumentError {
        DocumentError::BadXml { part: self.part.to_owned(), position: self.position() }
    }

    /// Returns the next token, `None` at the end of a complete document.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, DocumentError> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|_| self.bad())?;
            let span = start..self.position();
            let characters = match event {
                Event::Start(_) => return self.open(span, false).map(Some),
                Event::Empty(_) => return self.open(span, true).map(Some),
                Event::End(_) => return self.close(span).map(Some),
                Event::Text(_) => Cow::Borrowed(slice(self.text, span)),
                Event::GeneralRef(_) => self.entity(span)?,
                Event::CData(data) => data.into_inner(),
                Event::DocType(_) => return Err(DocumentError::Doctype { part: self.part.to_owned() }),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
                Event::Eof => return self.finish(),
            };
            if self.depth > 0 {
                return Ok(Some(Token::Text(characters)));
            }
            if !characters.trim().is_empty() {
                return Err(self.bad());
            }
        }
    }

    /// Passes over an element whose opening tag was just read; returns where it ends.
    pub(crate) fn skip(&mut self, tag: &Tag<'a>) -> Result<usize, DocumentError> {
        if tag.empty {
            return Ok(tag.span.end);
        }
        let floor = self.depth;
        loop {
            match self.next()? {
                Some(Token::Close(span)) if self.depth < floor => return Ok(span.end),
                Some(_) => {}
                None => return Err(self.bad()),
            }
        }
    }

    /// Reads the characters of an element whose opening tag was just read, those of its children too; returns them and
    /// where it ends.
    pub(crate) fn characters(&mut self, tag: &Tag<'a>) -> Result<(String, usize), DocumentError> {
        let (mut text, mut depth, mut end) = (String::new(), usize::from(!tag.empty), tag.span.end);
        while depth > 0 {
            match self.next()? {
                Some(Token::Open(child)) => depth += usize::from(!child.empty),
                Some(Token::Close(span)) => (depth, end) = (depth - 1, span.end),
                Some(Token::Text(characters)) => text.push_str(&characters),
                None => return Err(self.bad()),
            }
        }
        Ok((text, end))
    }

    fn finish(&self) -> Result<Option<Token<'a>>, DocumentError> {
        if self.depth == 0 && self.rooted { Ok(None) } else { Err(self.bad()) }
    }

    fn open(&mut self, span: Range<usize>, empty: bool) -> Result<Token<'a>, DocumentError> {
        self.rooted = true;
        let inner = slice(self.text, span.start + 1..span.end - if empty { 2 } else { 1 });
        let (name, raw) = inner.split_at(inner.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inner.len()));
        let declares = self.check_attributes(raw)?;
        if self.depth >= DEEPEST || name.len() > LONGEST_NAME {
            return Err(DocumentError::TooDeep { part: self.part.to_owned(), position: span.start });
        }
        if declares {
            self.bind(raw);
        }
        if self.bindings.len() > MOST_BINDINGS {
            return Err(DocumentError::TooDeep { part: self.part.to_owned(), position: span.start });
        }
        let colon = name.bytes().position(|byte| byte == b':');
        let (prefix, local) = colon.map_or(("", name), |at| (slice(name, 0..at), slice(name, at + 1..name.len())));
        let space = self.resolve(prefix);
        if empty {
            self.unbind();
        } else {
            self.depth += 1;
        }
        Ok(Token::Open(Tag { space, local, prefix, empty, span, raw }))
    }

    fn close(&mut self, span: Range<usize>) -> Result<Token<'a>, DocumentError> {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.bad())?;
        self.unbind();
        Ok(Token::Close(span))
    }

    /// Checks them; returns whether one of them declares a namespace.
    fn check_attributes(&mut self, raw: &'a str) -> Result<bool, DocumentError> {
        if raw.is_empty() || self.checked.contains(&raw) {
            return Ok(false);
        }
        let (mut count, mut declares) = (0, false);
        for attribute in Attributes::new(raw) {
            let (name, _) = attribute.map_err(|_| self.bad())?;
            declares |= name.starts_with("xmlns");
            count += 1;
        }
        if count > MOST_ATTRIBUTES {
            return Err(DocumentError::TooDeep { part: self.part.to_owned(), position: self.position() });
        }
        if !declares {
            self.checked = [raw, self.checked[0]];
        }
        Ok(declares)
    }

    fn bind(&mut self, raw: &'a str) {
        self.last = None;
        for (name, uri) in Attributes::new(raw).flatten() {
            if let Some(prefix) = name.strip_prefix("xmlns:").or((name == "xmlns").then_some("")) {
                self.bindings.push((self.depth + 1, prefix, Space::of(uri)));
            }
        }
    }

    fn unbind(&mut self) {
        while self.bindings.last().is_some_and(|(depth, _, _)| *depth > self.depth) {
            self.bindings.pop();
            self.last = None;
        }
    }

    fn resolve(&mut self, prefix: &'a str) -> Space {
        if let Some((_, space)) = self.last.filter(|(known, _)| *known == prefix) {
            return space;
        }
        let bound = self.bindings.iter().rev().find(|(_, known, _)| *known == prefix);
        let space = bound.map_or(Space::Other, |(_, _, space)| *space);
        self.last = Some((prefix, space));
        space
    }

    /// Resolves one reference; only the five entities of XML and numeric ones exist.
    fn entity(&self, span: Range<usize>) -> Result<Cow<'a, str>, DocumentError> {
        let raw = slice(self.text, span);
        match quick_xml::escape::unescape(raw) {
            Ok(text) if text.chars().all(super::is_legal) => Ok(text),
            Ok(_) | Err(_) => Err(self.bad()),
        }
    }
}

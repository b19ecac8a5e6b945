//! XML read as a stream of tags with their byte offsets. No tree is ever built, no entity expanded
//! beyond the five of XML and numeric ones.

mod attributes;
mod scanner;
mod splice;

pub(crate) use attributes::{Attributes, unescaped};
pub(crate) use scanner::{Scanner, Space, Tag, Token};
pub(crate) use splice::{Splice, append_child, apply, apply_within, opened};

use crate::error::DocumentError;

/// Reads a part written in UTF-16 as the UTF-8 that it could have been; `None` when it is something else.
pub(crate) fn from_utf16(bytes: &[u8]) -> Option<String> {
    let is_big = bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\0<");
    if !is_big && !bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"<\0") {
        return None;
    }
    let unit = |pair: &[u8]| <[u8; 2]>::try_from(pair).map(if is_big { u16::from_be_bytes } else { u16::from_le_bytes }).unwrap_or(0xfffd);
    let text = String::from_utf16(&bytes.chunks(2).map(unit).collect::<Vec<u16>>()).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let (declaration, rest) = text.split_once("?>").filter(|(start, _)| start.starts_with("<?xml")).unwrap_or(("", text));
    let says = Attributes::new(declaration.trim_start_matches("<?xml")).flatten().find(|(name, _)| *name == "encoding").map(|(_, value)| value);
    match (declaration, says) {
        ("", _) => Some(rest.to_owned()),
        (_, Some(encoding)) => Some(format!("{}?>{rest}", declaration.replacen(encoding, "UTF-8", 1))),
        (_, None) => Some(format!("{declaration}?>{rest}")),
    }
}

/// Checks the encoding of a part and hands its text, byte order mark included.
pub(crate) fn text_of<'a>(bytes: &'a [u8], part: &str) -> Result<&'a str, DocumentError> {
    refuse_encoding(bytes, part)?;
    std::str::from_utf8(bytes).map_err(|error| DocumentError::BadXml { part: part.to_owned(), position: error.valid_up_to() })
}

/// Refuses a part that says it is not written in UTF-8.
pub(crate) fn refuse_encoding(bytes: &[u8], part: &str) -> Result<(), DocumentError> {
    if bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"<\0") || bytes.starts_with(b"\0<") {
        return Err(DocumentError::Utf16 { part: part.to_owned() });
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or_default()).into_owned();
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let Some((declaration, _)) = declaration else { return Ok(()) };
    let declared = Attributes::new(declaration).flatten().find(|(name, _)| *name == "encoding");
    match declared {
        Some((_, encoding)) if !["utf-8", "utf8", "us-ascii"].contains(&encoding.to_lowercase().as_str()) => {
            Err(DocumentError::UnsupportedEncoding { part: part.to_owned(), encoding: encoding.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Escapes a text for an element or a double-quoted attribute; illegal control characters are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if text.bytes().all(is_itself) {
        out.push_str(text);
    } else {
        text.chars().for_each(|character| push_escaped(character, &mut out));
    }
    out
}

/// Escapes one character of a text.
pub(crate) fn push_escaped(character: char, out: &mut String) {
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        c if is_legal(c) => out.push(c),
        _ => {}
    }
}

/// Whether a byte is surely written as it is; U+FFFE and U+FFFF, which are not, begin with 0xef.
fn is_itself(byte: u8) -> bool {
    !matches!(byte, 0..=0x1f | b'&' | b'<' | b'>' | b'"' | 0xef)
}

/// Whether XML 1.0 admits the character.
pub(crate) fn is_legal(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Reads again the tag that opens at a place; its namespace is not known there.
pub(crate) fn tag_at(text: &str, at: usize) -> Option<Tag<'_>> {
    match Scanner::new(slice(text, at..text.len()), "").next() {
        Ok(Some(Token::Open(tag))) => Some(tag),
        Ok(_) | Err(_) => None,
    }
}

/// Returns a part of a text, empty when the range does not fit.
pub(crate) fn slice(text: &str, range: std::ops::Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

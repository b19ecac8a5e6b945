//! The text of a clause as it is compared: what we write, what is found, what Word and LibreOffice
//! change by themselves.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clausier_core::document::{Block, Line, line_text};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::io::{Read as _, Write as _};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Stands between the cells of a row.
pub(crate) const CELL: char = '\u{1f}';

/// Returns the text of a clause, one line a block: title, paragraphs, items, rows.
pub(crate) fn of_clause(title: &str, blocks: &[Block]) -> String {
    let mut lines = vec![one_line(title)];
    for block in blocks {
        lines.extend(lines_of(block));
    }
    joined(&lines)
}

fn lines_of(block: &Block) -> Vec<String> {
    let line = |line: &Line| one_line(&line_text(line));
    let row = |cells: &Vec<Line>| cells.iter().map(line).collect::<Vec<_>>().join(&CELL.to_string());
    match block {
        Block::Heading { line: text, .. } | Block::Paragraph { line: text } => vec![line(text)],
        Block::Bullets { items } | Block::Numbers { items } => items.iter().map(line).collect(),
        Block::Table { header, rows } => std::iter::once(header).chain(rows).map(row).collect(),
    }
}

/// Joins lines, those that show nothing left out.
pub(crate) fn joined(lines: &[String]) -> String {
    let shown: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !is_blank(line)).collect();
    shown.join("\n")
}

fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == CELL)
}

/// Strict normal form: composed characters, one space for any white space.
pub(crate) fn one_line(text: &str) -> String {
    if is_plain(text.as_bytes()) { text.to_owned() } else { spaced(text) }
}

fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in composed(text).chars().filter(|c| crate::xml::is_legal(*c) || *c == CELL) {
        match character {
            c if !c.is_whitespace() || is_bound(c) => out.push(c),
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    trim_space(&mut out);
    out
}

/// Whether a line is surely in the strict and in the folded form already, as most are.
///
/// Every line of a document passes here. Nothing stops halfway, so that the processor takes many bytes at a time.
fn is_plain(line: &[u8]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return false };
    let pairs = line.iter().zip(line.get(1..).unwrap_or_default());
    let is_known = line.iter().fold(true, |all, byte| all & is_letter_or_mark(*byte));
    let is_spaced = pairs.fold(true, |all, (before, byte)| all & may_follow(*before, *byte));
    is_known && is_spaced && may_follow(b' ', *first) && *last != b' '
}

/// ASCII, then the letters of U+00C0 to U+027F: typography stands before and after.
fn is_letter_or_mark(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3..=0xc9) & (byte != b'`')
}

/// Whether no space before this byte would go away.
fn may_follow(before: u8, byte: u8) -> bool {
    let (is_space, is_quote) = (before == b' ', before == b'"');
    let joins = (byte == b' ') | (byte == b'"');
    let is_high = (byte == b':') | (byte == b';') | (byte == b'!') | (byte == b'?') | (byte == b'%');
    !(joins & (is_space | is_quote)) & !(is_high & is_space)
}

/// The folded form of a line in the strict form.
pub(crate) fn folded_line(line: &str) -> Cow<'_, str> {
    if is_plain(line.as_bytes()) { Cow::Borrowed(line) } else { Cow::Owned(folded(&spaced(line)).into_owned()) }
}

/// Returns the composed form; nearly every text is in it already.
fn composed(text: &str) -> Cow<'_, str> {
    // Below U+0300 there is nothing to compose.
    if text.bytes().all(|byte| byte < 0xcc) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// Spaces that bind: they are kept in the strict form.
fn is_bound(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Folded form: equal when only typography differs, as Word's and LibreOffice's corrections make it.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text.as_bytes().split(|byte| *byte == b'\n' || char::from(*byte) == CELL).all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in composed(text).chars() {
        match character {
            '\n' | CELL => push_break(&mut out, character),
            '’' | '‘' | 'ʼ' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' | '"' | '‹' | '›' => push_quote(&mut out),
            '…' => out.push_str("..."),
            '–' | '—' | '‑' | '‐' | '−' => out.push('-'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            ':' | ';' | '!' | '?' | '%' => {
                trim_space(&mut out);
                out.push(character);
            }
            c if c.is_whitespace() => push_space(&mut out),
            c => out.push(c),
        }
    }
    trim_space(&mut out);
    Cow::Owned(out)
}

fn push_break(out: &mut String, character: char) {
    trim_space(out);
    out.push(character);
}

fn push_quote(out: &mut String) {
    trim_space(out);
    out.push('"');
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '"', '\n', CELL]) {
        out.push(' ');
    }
}

fn trim_space(out: &mut String) {
    while out.ends_with(' ') {
        out.pop();
    }
}

/// Returns the 256 bits that stand for a text.
fn digest(text: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"clz1\n");
    hash.update(folded(text).as_bytes());
    hash.finalize().into()
}

/// Returns the whole hash of a text, in hexadecimal.
pub(crate) fn hash(text: &str) -> String {
    hexadecimal(&digest(text))
}

/// Returns fifty bits of the hash, in base 32: what the tag of a control carries.
pub(crate) fn short_hash(text: &str) -> String {
    const ALPHABET: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '2', '3',
        '4', '5', '6', '7',
    ];
    let bits = digest(text).iter().take(7).fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
    let digit = |at: u64| ALPHABET.get(usize::try_from((bits >> (51 - at * 5)) & 31).unwrap_or_default()).copied().unwrap_or('a');
    (0..10).map(digit).collect()
}

/// Hash of any text, in hexadecimal, cut to a length.
pub(crate) fn fingerprint(text: &str, digits: usize) -> String {
    fingerprint_of(&[text], digits)
}

/// Hash of texts put end to end.
pub(crate) fn fingerprint_of(texts: &[&str], digits: usize) -> String {
    let mut hash = Sha256::new();
    texts.iter().for_each(|text| hash.update(text));
    let mut hex = hexadecimal(&hash.finalize());
    hex.truncate(digits);
    hex
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    digits.extend(bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)));
    digits
}

/// Packs texts for the custom part, with one compressor for all: making one takes longer than packing a clause.
pub(crate) struct Packer {
    encoder: DeflateEncoder<Vec<u8>>,
}

impl Packer {
    /// Makes the compressor.
    pub(crate) fn new() -> Self {
        Self { encoder: DeflateEncoder::new(Vec::new(), Compression::new(9)) }
    }

    /// Packs a text, whatever was packed before.
    pub(crate) fn packed(&mut self, text: &str) -> String {
        let written = self.encoder.write_all(text.as_bytes()).and_then(|()| self.encoder.reset(Vec::new()));
        STANDARD.encode(written.unwrap_or_default())
    }
}

/// Unpacks it; `None` when it was altered, or grows beyond a megabyte.
pub(crate) fn unpacked(data: &str) -> Option<String> {
    let compact: String = data.split_whitespace().collect();
    let bytes = STANDARD.decode(compact).ok()?;
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(bytes.as_slice()).take(1 << 20).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typography_alone_is_no_difference() {
        assert_eq!(folded("l’offre\u{a0}: «\u{a0}ou équivalent\u{a0}» – 10\u{202f}%…"), folded("l'offre : \"ou équivalent\" - 10 %..."));
        assert_eq!(folded("mot\u{a0}; autre"), folded("mot; autre"));
        assert_ne!(folded("dix pour cent"), folded("vingt pour cent"));
        assert_ne!(folded("a\nb"), folded("a b"), "a paragraph cut in two is an edit");
    }

    #[test]
    fn a_hash_for_the_tag_is_ten_characters() {
        assert_eq!(short_hash("texte").len(), 10);
        assert_eq!(short_hash("l’eau"), short_hash("l'eau"));
    }

    proptest! {
        #[test]
        fn packing_keeps_each_text_and_nothing_of_the_one_before(texts in proptest::collection::vec("\\PC{0,200}", 1..4)) {
            let mut packer = Packer::new();
            for text in texts {
                let packed = packer.packed(&text);
                prop_assert_eq!(&packed, &Packer::new().packed(&text));
                prop_assert_eq!(unpacked(&packed), Some(text));
            }
        }

        #[test]
        fn a_line_taken_for_plain_comes_out_of_the_long_way_unchanged(text in "[a-cA-C0-9 \"'’«»:;!?%`´éÀ×ʼ\u{301}\u{a0}\u{ad}\u{1f}\t…-]{0,12}") {
            if is_plain(text.as_bytes()) {
                prop_assert_eq!(&spaced(&text), &text);
                // A soft hyphen shows nothing, and is enough to take the long way.
                prop_assert_eq!(folded(&format!("{text}\u{ad}")).into_owned(), text);
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,80}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), &*once);
        }
    }
}

//! Which characters the fonts of the program can show. PDF/UA refuses a character without a glyph: one that no font
//! holds is shown as « � », so that a foreign name never costs the whole document.

use std::collections::BTreeSet;

use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

/// What stands for a character that no font holds.
const UNKNOWN: char = '\u{fffd}';
/// Longest run of characters without a place to break, in a cell or a line.
const UNBROKEN: usize = 18;
/// A place to break that is not seen.
const BREAK: char = '\u{200b}';

/// The characters that can be shown.
pub(crate) struct Characters {
    known: BTreeSet<u32>,
}

impl Characters {
    /// Collects the characters that any of the fonts holds.
    pub(crate) fn of(fonts: &[Font]) -> Self {
        let held = |font: &Font| font.info().coverage.iter().collect::<Vec<_>>();
        Self { known: fonts.iter().flat_map(held).collect() }
    }

    /// Returns a text as it can be printed. Line breaks stay, other controls are spaces.
    pub(crate) fn printable(&self, text: &str) -> String {
        let mut printed = String::with_capacity(text.len());
        let mut unbroken = 0;
        for character in text.nfc().filter(|character| !is_unseen(*character)).map(|character| self.shown(character)) {
            unbroken = if character.is_whitespace() || character == '-' { 0 } else { unbroken + 1 };
            printed.push(character);
            if unbroken > UNBROKEN && matches!(character, '/' | '.' | '_' | '@' | ',' | ';' | ':' | '=' | '&' | '?') || unbroken > 3 * UNBROKEN {
                printed.push(BREAK);
                unbroken = 0;
            }
        }
        printed
    }

    fn shown(&self, character: char) -> char {
        match character {
            '\n' => '\n',
            _ if character.is_control() => ' ',
            _ if is_private(character) => UNKNOWN,
            _ if self.known.contains(&u32::from(character)) => character,
            _ if character.is_whitespace() => '\u{a0}',
            _ => UNKNOWN,
        }
    }
}

/// Marks that are never drawn: joiners, directions, soft hyphens, byte order marks, variation selectors, tags.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

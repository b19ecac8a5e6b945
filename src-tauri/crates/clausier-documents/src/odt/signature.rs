//! The look of a clause in a few characters, to tell a change of style from a change of text.

use super::styles::{Emphasis, Styles};
use crate::text;
use crate::xml::{Scanner, Token};

/// Returns the signature of blocks: common styles, lists, emphasis of the text. Automatic styles count
/// for what they are made from: programs rename them at each save.
pub(crate) fn of(xml: &str, styles: &Styles) -> String {
    let mut scanner = Scanner::fragment(xml, "text");
    let mut out = String::new();
    let mut open = vec![Emphasis::default()];
    let mut last = None;
    while let Ok(Some(token)) = scanner.next() {
        match token {
            Token::Open(tag) if matches!(tag.local, "annotation" | "note" | "frame") => {
                let _ = scanner.skip(&tag);
            }
            Token::Open(tag) => {
                let mut emphasis = open.last().copied().unwrap_or_default();
                let style = tag.get("style-name");
                match tag.local {
                    "p" | "h" => {
                        out.push_str(&format!("|{}{}", styles.common(style.as_deref()), tag.get("outline-level").unwrap_or_default()));
                        // LibreOffice moves the look of a whole paragraph into the style of the paragraph.
                        (last, emphasis) = (None, styles.direct_emphasis(style.as_deref()));
                    }
                    "list" => out.push('#'),
                    "span" => emphasis = within(emphasis, styles.emphasis(&style.unwrap_or_default())),
                    _ => {}
                }
                if !tag.empty {
                    open.push(emphasis);
                }
            }
            Token::Text(characters) => {
                let emphasis = open.last().copied().unwrap_or_default();
                if !characters.trim().is_empty() && last != Some(told(emphasis)) {
                    out.push_str(&told(emphasis));
                    last = Some(told(emphasis));
                }
            }
            Token::Close(_) => {
                open.pop();
            }
        }
    }
    text::fingerprint(&out, 16)
}

fn within(outer: Emphasis, inner: Emphasis) -> Emphasis {
    Emphasis { bold: inner.bold.or(outer.bold), italic: inner.italic.or(outer.italic), underlined: inner.underlined.or(outer.underlined) }
}

fn told(emphasis: Emphasis) -> String {
    let on = |value: Option<bool>| u8::from(value == Some(true));
    format!("{}{}{}", on(emphasis.bold), on(emphasis.italic), on(emphasis.underlined))
}

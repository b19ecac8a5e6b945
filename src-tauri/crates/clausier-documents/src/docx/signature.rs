//! The look of a clause in a few characters, to tell a change of style from a change of text.

use super::additions::Additions;
use super::styles::Styles;
use crate::text;
use crate::xml::{Scanner, Tag, Token};

/// What is emphasised in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Emphasis {
    bold: bool,
    italic: bool,
    underlined: bool,
}

/// Returns the signature of blocks: style names, lists, emphasis of the text.
pub(crate) fn of(xml: &str, prefix: &str, styles: &Styles, additions: Option<&Additions>) -> String {
    let mut scanner = Scanner::fragment(xml, prefix.trim_end_matches(':'));
    let mut out = String::new();
    let mut emphasis = Emphasis::default();
    let mut last = None;
    while let Ok(Some(token)) = scanner.next() {
        match token {
            Token::Open(tag) if matches!(tag.local, "sdtPr" | "tblPr" | "tcPr" | "trPr" | "tblGrid") => {
                let _ = scanner.skip(&tag);
            }
            Token::Open(tag) => read(&tag, styles, additions, &mut out, &mut emphasis, &mut last),
            Token::Text(characters) => {
                if !characters.trim().is_empty() && last != Some(emphasis) {
                    out.push_str(&format!("{}{}{}", u8::from(emphasis.bold), u8::from(emphasis.italic), u8::from(emphasis.underlined)));
                    last = Some(emphasis);
                }
            }
            Token::Close(_) => {}
        }
    }
    text::fingerprint(&out, 16)
}

fn read(tag: &Tag<'_>, styles: &Styles, additions: Option<&Additions>, out: &mut String, emphasis: &mut Emphasis, last: &mut Option<Emphasis>) {
    match tag.local {
        "p" => {
            out.push('|');
            *last = None;
        }
        "r" => *emphasis = Emphasis::default(),
        "pStyle" => {
            let id = tag.get("val").unwrap_or_default();
            let added = additions.and_then(|additions| additions.style_name(&id));
            out.push_str(&added.unwrap_or_else(|| styles.name(Some(&id)).to_owned()));
        }
        "numPr" => out.push('#'),
        "b" => emphasis.bold = tag.is_on(),
        "i" => emphasis.italic = tag.is_on(),
        "u" => emphasis.underlined = tag.is_on(),
        _ => {}
    }
}

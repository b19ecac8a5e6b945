//! An OpenDocument text, for its headings only: writing into one comes later.

use crate::error::DocumentError;
use crate::matching::typed_number;
use crate::report::{Outline, OutlineHeading, Traits};
use crate::xml::{self, Scanner, Space, Tag, Token};
use crate::zip::Archive;

/// Lists the headings of an OpenDocument text.
pub(crate) fn outline(archive: &Archive<'_>) -> Result<Outline, DocumentError> {
    let part = "content.xml";
    let bytes = archive.inflate(part)?.ok_or_else(|| DocumentError::MissingPart { part: part.to_owned() })?;
    let text = xml::text_of(&bytes, part)?;
    let mut scanner = Scanner::new(text, part);
    let mut outline = Outline { headings: Vec::new(), traits: traits(archive)? };
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open(tag) if is_skipped(&tag) => {
                outline.traits.tracked |= tag.local == "tracked-changes";
                outline.traits.contents |= tag.local == "table-of-content";
                scanner.skip(&tag)?;
            }
            Token::Open(tag) if tag.space == Space::Text && matches!(tag.local, "h" | "p") => heading(&mut scanner, &tag, &mut outline)?,
            Token::Open(_) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    Ok(outline)
}

fn traits(archive: &Archive<'_>) -> Result<Traits, DocumentError> {
    let meta = archive.inflate("meta.xml")?.unwrap_or_default();
    let meta = String::from_utf8_lossy(&meta).into_owned();
    Ok(Traits {
        signed: archive.find("META-INF/documentsignatures.xml").is_some(),
        macros: archive.members().iter().any(|member| member.name.starts_with("Basic/") || member.name.starts_with("Scripts/")),
        tracked: false,
        protected: false,
        contents: false,
        last_written_by_libreoffice: meta.contains("LibreOffice"),
    })
}

fn is_skipped(tag: &Tag<'_>) -> bool {
    let indexes = matches!(tag.local, "tracked-changes" | "table-of-content" | "illustration-index" | "table-index" | "alphabetical-index");
    (tag.space == Space::Text && indexes) || matches!(tag.local, "text-box" | "annotation" | "note")
}

fn heading<'a>(scanner: &mut Scanner<'a>, tag: &Tag<'a>, outline: &mut Outline) -> Result<(), DocumentError> {
    let text = characters(scanner, tag)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let typed = typed_number(&text);
    let level = match tag.local {
        "h" => tag.number("outline-level").and_then(|level| u8::try_from(level).ok()).unwrap_or(1).clamp(1, 9),
        _ => match &typed {
            Some(typed) if typed.keyword.is_some() && typed.separated && text.chars().count() < 120 => 1,
            Some(_) | None => return Ok(()),
        },
    };
    if !text.is_empty() {
        outline.headings.push(OutlineHeading { index: outline.headings.len(), level, text, typed: typed.is_some() });
    }
    Ok(())
}

fn characters<'a>(scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<String, DocumentError> {
    let mut text = String::new();
    let mut depth = usize::from(!tag.empty);
    while depth > 0 {
        match scanner.next()? {
            Some(Token::Open(child)) if is_skipped(&child) => {
                scanner.skip(&child)?;
            }
            Some(Token::Open(child)) => {
                depth += usize::from(!child.empty);
                if matches!(child.local, "s" | "tab" | "line-break") {
                    text.push(' ');
                }
            }
            Some(Token::Close(_)) => depth -= 1,
            Some(Token::Text(characters)) => text.push_str(&characters),
            None => return Err(scanner.bad()),
        }
    }
    Ok(text)
}

//! A Word document opened: its parts found by their relationships, its body indexed.

use crate::error::DocumentError;
use crate::format::{Format, format_of};
use crate::package::Package;
use crate::report::Traits;
use crate::xml::{Scanner, Token};

use super::numbering::Numbering;
use super::styles::Styles;

/// The parts of a document other than its body.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) main: String,
    /// The part of the styles, when there is one.
    pub(crate) styles_part: Option<String>,
    pub(crate) numbering_part: Option<String>,
    pub(crate) styles: Styles,
    pub(crate) numbering: Numbering,
    pub(crate) traits: Traits,
}

impl Parts {
    /// Finds and reads them.
    pub(crate) fn read(package: &Package<'_>) -> Result<Self, DocumentError> {
        let (main, format) = main_part(package)?;
        let relationships = package.relationships(&main)?;
        let part = |kind: &str| {
            let found = relationships.iter().find(|relationship| relationship.kind == kind && package.has(&relationship.target));
            found.map(|relationship| relationship.target.clone())
        };
        let (styles_part, numbering_part, settings) = (part("styles"), part("numbering"), part("settings"));
        let styles = read_part(package, styles_part.as_deref(), Styles::read)?;
        let numbering = read_part(package, numbering_part.as_deref(), Numbering::read)?;
        let mut traits = read_part(package, settings.as_deref(), settings_traits)?;
        traits.macros = matches!(format, Format::Docm | Format::Dotm) || package.has_under("word/vbaProject") || part("vbaProject").is_some();
        traits.signed = package.has_under("_xmlsignatures/") || is_signed(package)?;
        traits.last_written_by_libreoffice = written_by_libreoffice(package)?;
        Ok(Self { main, styles_part, numbering_part, styles, numbering, traits })
    }
}

fn read_part<T: Default>(package: &Package<'_>, part: Option<&str>, read: fn(&str, &str) -> Result<T, DocumentError>) -> Result<T, DocumentError> {
    let Some(part) = part else { return Ok(T::default()) };
    package.text(part)?.map_or_else(|| Ok(T::default()), |text| read(&text, part))
}

/// Finds the main part by the relationship of the package, and checks that it is a text document.
pub(crate) fn main_part(package: &Package<'_>) -> Result<(String, Format), DocumentError> {
    let relationships = package.relationships("")?;
    let related = relationships.into_iter().find(|relationship| relationship.kind == "officeDocument").map(|relationship| relationship.target);
    let main = related.filter(|main| package.has(main)).or_else(|| package.has("word/document.xml").then(|| "word/document.xml".to_owned()));
    // Without even a list of its parts, it is an archive of something else.
    if main.is_none() && !package.has("[Content_Types].xml") {
        return Err(DocumentError::NotADocument { kind: String::new() });
    }
    let main = main.ok_or_else(|| DocumentError::MissingPart { part: "officeDocument".to_owned() })?;
    let kind = package.content_type(&main)?.unwrap_or_default();
    match format_of(&kind) {
        Some(format) => Ok((main, format)),
        None => Err(DocumentError::NotADocument { kind }),
    }
}

fn settings_traits(text: &str, part: &str) -> Result<Traits, DocumentError> {
    let mut scanner = Scanner::new(text, part);
    let mut traits = Traits::default();
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        if tag.is("trackRevisions") {
            traits.tracked |= tag.is_on();
        }
        if tag.is("documentProtection") {
            let enforced = tag.get("enforcement").is_some_and(|on| matches!(&*on, "1" | "true" | "on"));
            traits.protected |= enforced;
            traits.tracked |= enforced && tag.get("edit").is_some_and(|edit| edit == "trackedChanges");
        }
    }
    Ok(traits)
}

/// Whether the package leads to signatures, wherever they stand.
fn is_signed(package: &Package<'_>) -> Result<bool, DocumentError> {
    Ok(package.relationships("")?.iter().any(|relationship| relationship.kind == "origin"))
}

fn written_by_libreoffice(package: &Package<'_>) -> Result<bool, DocumentError> {
    let relationships = package.relationships("")?;
    let part = relationships.iter().find(|relationship| relationship.kind == "extended-properties" && package.has(&relationship.target));
    let Some(part) = part else { return Ok(false) };
    let text = package.text(&part.target)?.unwrap_or_default();
    let mut scanner = Scanner::new(&text, &part.target);
    let mut inside = false;
    while let Some(token) = scanner.next()? {
        match token {
            Token::Open(tag) => inside = tag.local == "Application",
            Token::Close(_) => inside = false,
            Token::Text(application) if inside => return Ok(is_libreoffice(&application)),
            Token::Text(_) => {}
        }
    }
    Ok(false)
}

fn is_libreoffice(application: &str) -> bool {
    let application = application.trim();
    ["LibreOffice", "OpenOffice", "Collabora"].iter().any(|name| application.starts_with(name))
}

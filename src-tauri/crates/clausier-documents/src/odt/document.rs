//! An OpenDocument text opened: its content, its styles, what its description says.

use std::ops::Range;

use super::memory;
use super::styles::Styles;
use crate::error::DocumentError;
use crate::memory::Memory;
use crate::package::Package;
use crate::report::Traits;
use crate::xml::{Scanner, Space, Token, opened};

/// The part of the text.
pub(crate) const CONTENT: &str = "content.xml";
/// The part of the styles, which also holds what stands in the margins.
pub(crate) const STYLES: &str = "styles.xml";

/// Where the automatic styles of the content stand.
#[derive(Debug, Clone)]
pub(crate) enum Automatic {
    /// From its opening tag to where one more may be added.
    Filled { start: usize, end: usize },
    /// An empty element.
    Empty { span: Range<usize> },
    /// None: they would stand before the body.
    Absent { body: usize },
}

/// The parts of a document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) content: String,
    pub(crate) styles: Styles,
    pub(crate) automatic: Automatic,
    pub(crate) memory: Memory,
    pub(crate) traits: Traits,
    /// Whether Word was met on the way: sections become section breaks there, and points stay.
    pub(crate) met_word: bool,
}

impl Document {
    /// Reads them.
    pub(crate) fn read(package: &Package<'_>) -> Result<Self, DocumentError> {
        let content = package.own_text(CONTENT)?.ok_or_else(|| DocumentError::MissingPart { part: CONTENT.to_owned() })?;
        let content = opened(content, CONTENT, |tag| tag.space == Space::Office && tag.local == "text")?;
        let automatic = automatic(&content)?;
        let mut styles = Styles::default();
        styles.add(&mut Scanner::new(&content, CONTENT), true)?;
        if let Some(common) = package.text(STYLES)? {
            styles.add(&mut Scanner::new(&common, STYLES), false)?;
        }
        let (memory, generator) = memory::read(package, &content)?;
        let traits = Traits {
            signed: package.has("META-INF/documentsignatures.xml"),
            macros: package.has_under("Basic/") || package.has_under("Scripts/"),
            tracked: false,
            protected: false,
            contents: false,
            // Sections are LibreOffice's own, and outlive its saves.
            last_written_by_libreoffice: false,
        };
        Ok(Self { content, styles, automatic, memory, traits, met_word: generator.contains("MicrosoftOffice") })
    }

    /// The text of the automatic styles.
    pub(crate) fn automatic_text(&self) -> &str {
        match self.automatic {
            Automatic::Filled { start, end } => crate::xml::slice(&self.content, start..end),
            Automatic::Empty { .. } | Automatic::Absent { .. } => "",
        }
    }
}

fn automatic(content: &str) -> Result<Automatic, DocumentError> {
    let mut scanner = Scanner::new(content, CONTENT);
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        match (tag.space, tag.local) {
            (Space::Office, "automatic-styles") if tag.empty => return Ok(Automatic::Empty { span: tag.span }),
            (Space::Office, "automatic-styles") => {
                let whole = scanner.skip(&tag)?;
                let end = crate::xml::slice(content, 0..whole).rfind("</").unwrap_or(whole);
                return Ok(Automatic::Filled { start: tag.span.end, end });
            }
            (Space::Office, "body") => return Ok(Automatic::Absent { body: tag.span.start }),
            _ => {}
        }
    }
    Err(scanner.bad())
}

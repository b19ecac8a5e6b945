//! What a file is, told by its bytes; the name only helps to say it.

use std::borrow::Cow;
use std::io::Cursor;

use crate::docx::document::main_part;
use crate::error::DocumentError;
use crate::package::Package;
use crate::xml::{self, Scanner, Token};
use crate::zip::Archive;

/// A format that we recognise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A Word document.
    Docx,
    /// With macros.
    Docm,
    /// A template.
    Dotx,
    /// A template with macros.
    Dotm,
    /// An OpenDocument text.
    Odt,
    /// A template of OpenDocument texts.
    Ott,
}

impl Format {
    /// Returns the extension that Word or LibreOffice expects for these bytes.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Docm => "docm",
            Self::Dotx => "dotx",
            Self::Dotm => "dotm",
            Self::Odt => "odt",
            Self::Ott => "ott",
        }
    }
}

/// Names the format of a file, or why it is refused.
///
/// `name` is only looked at when the bytes are no archive: an empty `.docx` is a truncated one.
pub fn detect(bytes: &[u8], name: &str) -> Result<Format, DocumentError> {
    refuse_foreign(bytes, name)?;
    let archive = Archive::read(bytes)?;
    if let Some(format) = open_document(&archive)? {
        return Ok(format);
    }
    let package = Package::read(bytes)?;
    main_part(&package).map(|(_, format)| format)
}

/// Refuses what is no zip, by its first bytes.
pub(crate) fn refuse_foreign(bytes: &[u8], name: &str) -> Result<(), DocumentError> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(ole_kind(bytes));
    }
    let office = ["docx", "docm", "dotx", "dotm", "odt", "ott"].iter().any(|extension| name.to_lowercase().ends_with(&format!(".{extension}")));
    if bytes.is_empty() && office {
        return Err(DocumentError::Truncated { position: 0 });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(());
    }
    match looks_like(bytes) {
        Some(kind) => Err(DocumentError::NotAZip { looks_like: Some(kind) }),
        None => Ok(()),
    }
}

fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.trim_ascii_start();
    let starts = |mark: &[u8]| head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    match () {
        () if starts(b"%PDF") => Some("pdf"),
        () if starts(b"{\\rtf") => Some("rtf"),
        () if starts(b"<html") || starts(b"<!doctype html") => Some("html"),
        () if starts(b"<?xml") => Some("xml"),
        () if bytes.is_empty() => Some("empty"),
        () => None,
    }
}

/// Names what an OLE container holds, from its directory only.
fn ole_kind(bytes: &[u8]) -> DocumentError {
    let Ok(container) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        return damaged_ole_kind(bytes);
    };
    if container.exists("/EncryptedPackage") || container.exists("/EncryptionInfo") {
        DocumentError::Encrypted
    } else if container.exists("/WordDocument") {
        DocumentError::LegacyDoc
    } else {
        DocumentError::OtherOle
    }
}

/// Names what a damaged OLE container held, from the names of its streams: they stand in it in UTF-16.
fn damaged_ole_kind(bytes: &[u8]) -> DocumentError {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name.as_slice())
    };
    match () {
        () if holds("EncryptedPackage") || holds("EncryptionInfo") => DocumentError::Encrypted,
        () if holds("WordDocument") => DocumentError::LegacyDoc,
        () => DocumentError::OtherOle,
    }
}

/// Whether an archive is an OpenDocument text; another OpenDocument is refused by its media type.
pub(crate) fn is_odt(archive: &Archive<'_>) -> Result<bool, DocumentError> {
    open_document(archive).map(|kind| kind.is_some())
}

/// Names the OpenDocument text that an archive is, if it is one.
fn open_document(archive: &Archive<'_>) -> Result<Option<Format>, DocumentError> {
    let Some(kind) = media_type(archive)? else { return Ok(None) };
    let is_office = archive.find("[Content_Types].xml").is_some();
    if !kind.starts_with("application/vnd.oasis.opendocument.") && is_office {
        return Ok(None);
    }
    // A master document or a page of the web is a text too, but not one that a tender is made of.
    if !matches!(kind.as_str(), "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template") {
        return Err(DocumentError::NotADocument { kind });
    }
    let manifest = archive.inflate(MANIFEST)?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(DocumentError::Encrypted);
    }
    Ok(Some(if kind.ends_with("-template") { Format::Ott } else { Format::Odt }))
}

const MANIFEST: &str = "META-INF/manifest.xml";

/// The media type of an OpenDocument package: in a member of its own, else in the manifest.
fn media_type(archive: &Archive<'_>) -> Result<Option<String>, DocumentError> {
    if let Some(kind) = archive.inflate("mimetype")? {
        return Ok(Some(String::from_utf8_lossy(&kind).trim().trim_start_matches('\u{feff}').to_owned()));
    }
    let Some(manifest) = archive.inflate(MANIFEST)? else { return Ok(None) };
    let mut scanner = Scanner::new(xml::text_of(&manifest, MANIFEST)?, MANIFEST);
    while let Some(token) = scanner.next()? {
        if let Token::Open(tag) = token
            && tag.local == "file-entry"
            && tag.get("full-path").is_some_and(|path| path == "/")
        {
            return Ok(tag.get("media-type").map(Cow::into_owned));
        }
    }
    Ok(None)
}

/// Reads a content type of a main part.
pub(crate) fn format_of(content_type: &str) -> Option<Format> {
    match content_type.trim() {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" => Some(Format::Docx),
        "application/vnd.ms-word.document.macroEnabled.main+xml" => Some(Format::Docm),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml" => Some(Format::Dotx),
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml" => Some(Format::Dotm),
        _ => None,
    }
}

//! An Office package: parts, relationships, content types. Changes are kept aside until the end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::error::DocumentError;
use crate::xml::{self, Scanner, Token, escape};
use crate::zip::Archive;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const TYPES_SPACE: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS_SPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

/// One relationship of a part.
#[derive(Debug, Clone)]
pub(crate) struct Relationship {
    pub(crate) id: String,
    /// The last word of its type, as the transitional dialect spells it: `styles`, `custom-properties`…
    pub(crate) kind: String,
    /// The member it leads to; empty when outside the package.
    pub(crate) target: String,
    strict: bool,
}

/// A package being read, and perhaps changed.
#[derive(Debug)]
pub(crate) struct Package<'a> {
    archive: Archive<'a>,
    changes: BTreeMap<String, Vec<u8>>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        Ok(Self { archive: Archive::read(bytes)?, changes: BTreeMap::new() })
    }

    /// Whether a member exists, changed or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.find(name).is_some() || self.changes.contains_key(name)
    }

    /// Whether a member's name starts so.
    pub(crate) fn has_under(&self, prefix: &str) -> bool {
        self.archive.members().iter().any(|member| member.name.starts_with(prefix))
    }

    /// Returns a part's bytes, as changed.
    pub(crate) fn bytes(&self, name: &str) -> Result<Option<Cow<'_, [u8]>>, DocumentError> {
        match self.changes.get(name) {
            Some(changed) => Ok(Some(Cow::Borrowed(changed.as_slice()))),
            None => self.archive.inflate(name),
        }
    }

    /// Returns a part's text, as changed; one in UTF-16 is read too, and would be written in UTF-8.
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, DocumentError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        match xml::from_utf16(&bytes) {
            Some(text) => Ok(Some(text)),
            None => checked(bytes, name).map(Some),
        }
    }

    /// Returns the text of a part whose bytes must stay the buyer's: one in UTF-16 is refused.
    pub(crate) fn own_text(&self, name: &str) -> Result<Option<String>, DocumentError> {
        self.bytes(name)?.map(|bytes| checked(bytes, name)).transpose()
    }

    /// Replaces a part, or adds it.
    pub(crate) fn put(&mut self, name: &str, text: impl Into<Vec<u8>>) {
        let name = self.archive.find(name).map_or_else(|| name.to_owned(), |member| member.name.clone());
        self.changes.insert(name, text.into());
    }

    /// Whether anything was changed.
    pub(crate) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Writes the package.
    pub(crate) fn finish(&self) -> Result<Vec<u8>, DocumentError> {
        self.archive.with(&self.changes)
    }

    /// Returns the first name of a series, `before1after`, `before2after`…, that no member bears.
    pub(crate) fn free_name(&self, before: &str, after: &str) -> (usize, String) {
        let named = (1..).map(|number| (number, format!("{before}{number}{after}")));
        named.into_iter().find(|(_, name)| !self.has(name)).unwrap_or((0, format!("{before}0{after}")))
    }

    /// Lists the relationships of a part; of the package itself when the part is empty.
    pub(crate) fn relationships(&self, part: &str) -> Result<Vec<Relationship>, DocumentError> {
        let name = relationships_name(part);
        let Some(text) = self.text(&name)? else { return Ok(Vec::new()) };
        let mut scanner = Scanner::new(&text, &name);
        let mut found = Vec::new();
        while let Some(token) = scanner.next()? {
            let Token::Open(tag) = token else { continue };
            if tag.local != "Relationship" {
                continue;
            }
            let kind = tag.get("Type").unwrap_or_default();
            let outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
            let target = tag.get("Target").filter(|_| !outside).map(|target| resolve(part, &target)).unwrap_or_default();
            let id = tag.get("Id").unwrap_or_default().into_owned();
            found.push(Relationship {
                id,
                kind: transitional(kind.rsplit('/').next().unwrap_or_default()).to_owned(),
                target,
                strict: kind.starts_with(STRICT),
            });
        }
        Ok(found)
    }

    /// Whether the package is written in the strict dialect.
    pub(crate) fn is_strict(&self) -> Result<bool, DocumentError> {
        Ok(self.relationships("")?.iter().any(|relationship| relationship.strict))
    }

    /// Adds a relationship to a part, in the dialect of the package.
    pub(crate) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<(), DocumentError> {
        let name = relationships_name(part);
        let known = self.relationships(part)?;
        let strict = known.iter().any(|relationship| relationship.strict) || self.is_strict()?;
        let (space, kind) = if strict { (STRICT, strict_word(kind)) } else { (TRANSITIONAL, kind) };
        let id = (1..).map(|number| format!("rId{number}")).find(|id| !known.iter().any(|relationship| relationship.id.eq_ignore_ascii_case(id)));
        let id = id.unwrap_or_default();
        let text = self.text(&name)?.unwrap_or_else(|| format!("{DECLARATION}<Relationships xmlns=\"{RELATIONSHIPS_SPACE}\"/>"));
        let child = format!("<Relationship xmlns=\"{RELATIONSHIPS_SPACE}\" Id=\"{id}\" Type=\"{space}{kind}\" Target=\"{}\"/>", escape(target));
        let changed = xml::append_child(&text, &name, &plain_child(&text, &child, RELATIONSHIPS_SPACE))?;
        self.put(&name, changed);
        Ok(())
    }

    /// Returns the content type of a part.
    pub(crate) fn content_type(&self, part: &str) -> Result<Option<String>, DocumentError> {
        let Some(text) = self.text(CONTENT_TYPES)? else { return Err(DocumentError::MissingPart { part: CONTENT_TYPES.to_owned() }) };
        let mut scanner = Scanner::new(&text, CONTENT_TYPES);
        let (mut by_name, mut by_extension) = (None, None);
        let extension = part.rsplit('.').next().unwrap_or_default();
        while let Some(token) = scanner.next()? {
            let Token::Open(tag) = token else { continue };
            let is = |name: &str, value: &str| tag.get(name).is_some_and(|found| found.trim_start_matches('/').eq_ignore_ascii_case(value));
            match tag.local {
                "Override" if is("PartName", part) => by_name = tag.get("ContentType"),
                "Default" if is("Extension", extension) => by_extension = tag.get("ContentType"),
                _ => {}
            }
        }
        Ok(by_name.or(by_extension).map(Cow::into_owned))
    }

    /// Declares the content type of a new part, unless it has it already.
    pub(crate) fn declare(&mut self, part: &str, content_type: &str) -> Result<(), DocumentError> {
        if self.content_type(part)?.as_deref() == Some(content_type) {
            return Ok(());
        }
        let text = self.text(CONTENT_TYPES)?.unwrap_or_default();
        let child = format!("<Override xmlns=\"{TYPES_SPACE}\" PartName=\"/{}\" ContentType=\"{content_type}\"/>", escape(part));
        let changed = xml::append_child(&text, CONTENT_TYPES, &plain_child(&text, &child, TYPES_SPACE))?;
        self.put(CONTENT_TYPES, changed);
        Ok(())
    }

    /// Makes a document of a template: its content type says which it is.
    pub(crate) fn make_document(&mut self) -> Result<(), DocumentError> {
        let Some(text) = self.text(CONTENT_TYPES)? else { return Ok(()) };
        let plain = text.replace("wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml");
        let document = plain.replace("ms-word.template.macroEnabledTemplate.main+xml", "ms-word.document.macroEnabled.main+xml");
        if document != text {
            self.put(CONTENT_TYPES, document);
        }
        Ok(())
    }
}

/// The two kinds of relationships that the dialects spell apart: strict, then transitional.
const SPELT_APART: [(&str, &str); 2] = [("customProperties", "custom-properties"), ("extendedProperties", "extended-properties")];

fn transitional(kind: &str) -> &str {
    SPELT_APART.iter().find(|(strict, _)| *strict == kind).map_or(kind, |(_, transitional)| transitional)
}

fn strict_word(kind: &str) -> &str {
    SPELT_APART.iter().find(|(_, transitional)| *transitional == kind).map_or(kind, |(strict, _)| strict)
}

/// Checks the encoding of a part, and hands its text.
fn checked(bytes: Cow<'_, [u8]>, name: &str) -> Result<String, DocumentError> {
    xml::refuse_encoding(&bytes, name)?;
    if let Some(position) = first_forbidden(&bytes) {
        return Err(DocumentError::BadXml { part: name.to_owned(), position });
    }
    let text = String::from_utf8(bytes.into_owned());
    text.map_err(|error| DocumentError::BadXml { part: name.to_owned(), position: error.utf8_error().valid_up_to() })
}

/// Returns where the first byte stands that XML forbids. Chunks are looked at whole: without a way out in the middle,
/// many bytes are compared at once.
fn first_forbidden(bytes: &[u8]) -> Option<usize> {
    let holds_one = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | is_forbidden(*byte));
    let (at, chunk) = bytes.chunks(CHUNK).enumerate().find(|(_, chunk)| holds_one(chunk))?;
    chunk.iter().position(|byte| is_forbidden(*byte)).map(|inside| at * CHUNK + inside)
}

const CHUNK: usize = 4_096;

/// Whether XML admits no such byte anywhere: Word and LibreOffice refuse the file, and so would ours be.
fn is_forbidden(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// The declaration of the parts that we add.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Leaves the namespace out of a child when the root has it as default.
fn plain_child(text: &str, child: &str, space: &str) -> String {
    let declaration = format!(" xmlns=\"{space}\"");
    if text.contains(&declaration) { child.replacen(&declaration, "", 1) } else { child.to_owned() }
}

/// Returns the part that holds the relationships of a part.
fn relationships_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Resolves a target from its part, `..` included; never leaves the package.
fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = part.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            other => steps.push(other),
        }
    }
    steps.join("/")
}

/// Returns the path from one part to another, as a relationship writes it.
pub(crate) fn relative(from: &str, to: &str) -> String {
    match from.rsplit_once('/') {
        Some((folder, _)) => match to.strip_prefix(&format!("{folder}/")) {
            Some(inside) => inside.to_owned(),
            None => format!("{}{to}", "../".repeat(folder.split('/').count())),
        },
        None => to.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_both_ways() {
        assert_eq!(resolve("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(relative("word/document.xml", "customXml/item1.xml"), "../customXml/item1.xml");
        assert_eq!(relative("word/document.xml", "word/numbering.xml"), "numbering.xml");
    }
}

//! The custom properties of a Word document: they outlive our custom part, which a stay in another format takes away.

use std::ops::Range;

use crate::error::DocumentError;
use crate::fields::{self, CLAUSE};
use crate::memory::{PROPERTY, Remembered};
use crate::package::{DECLARATION, Package};
use crate::xml::{Scanner, Splice, Tag, Token, append_child, apply, escape};

/// The namespaces of custom properties, and of their values: transitional, then strict.
const TRANSITIONAL: (&str, &str) = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
);
const STRICT: (&str, &str) =
    ("http://purl.oclc.org/ooxml/officeDocument/customProperties", "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes");

/// A property of ours.
struct Property {
    name: String,
    value: String,
    span: Range<usize>,
}

/// What the part says.
pub(crate) struct CustomProperties {
    /// The part and its text, when there is one.
    part: Option<(String, String)>,
    ours: Vec<Property>,
    /// The highest number of a property.
    highest: u32,
}

impl CustomProperties {
    /// Reads them.
    pub(crate) fn read(package: &Package<'_>) -> Result<Self, DocumentError> {
        let relationships = package.relationships("")?;
        let found = relationships.into_iter().find(|relationship| relationship.kind == "custom-properties" && package.has(&relationship.target));
        let mut properties = Self { part: None, ours: Vec::new(), highest: 1 };
        if let Some(part) = found.map(|relationship| relationship.target) {
            let text = package.text(&part)?.unwrap_or_default();
            properties.read_text(&text, &part)?;
            properties.part = Some((part, text));
        }
        Ok(properties)
    }

    fn read_text(&mut self, text: &str, part: &str) -> Result<(), DocumentError> {
        let mut scanner = Scanner::new(text, part);
        while let Some(token) = scanner.next()? {
            if let Token::Open(tag) = token
                && tag.local == "property"
            {
                self.property(&mut scanner, &tag)?;
            }
        }
        Ok(())
    }

    fn property<'a>(&mut self, scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<(), DocumentError> {
        self.highest = self.highest.max(tag.number("pid").unwrap_or_default());
        let name = tag.get("name").unwrap_or_default().into_owned();
        let (value, end) = scanner.characters(tag)?;
        let value = value.trim().to_owned();
        if name == PROPERTY || (name.starts_with(CLAUSE) && fields::read(&value).is_some()) {
            self.ours.push(Property { name, value, span: tag.span.start..end });
        }
        Ok(())
    }

    /// The identifier that the file has from us.
    pub(crate) fn document_id(&self) -> Option<String> {
        self.ours.iter().find(|property| property.name == PROPERTY && !property.value.is_empty()).map(|property| property.value.clone())
    }

    /// The clauses that the properties remember, without their texts.
    pub(crate) fn clauses(&self) -> Vec<Remembered> {
        self.ours.iter().filter(|property| property.name != PROPERTY).filter_map(|property| fields::read(&property.value)).collect()
    }

    /// Writes ours anew; nothing when they say it already.
    pub(crate) fn write(&self, document_id: &str, clauses: &[Remembered], package: &mut Package<'_>) -> Result<(), DocumentError> {
        let mut wanted: Vec<(String, String)> = clauses.iter().map(fields::of).collect();
        wanted.sort();
        wanted.insert(0, (PROPERTY.to_owned(), document_id.to_owned()));
        let says = |property: &Property, (name, value): &(String, String)| property.name == *name && property.value == *value;
        let stale = self.ours.iter().filter(|property| !wanted.iter().any(|wanted| says(property, wanted)));
        let stale: Vec<Splice> = stale.map(|property| Splice::remove(property.span.clone())).collect();
        let missing: Vec<&(String, String)> = wanted.iter().filter(|wanted| !self.ours.iter().any(|property| says(property, wanted))).collect();
        if stale.is_empty() && missing.is_empty() { Ok(()) } else { self.change(stale, &missing, package) }
    }

    fn change(&self, stale: Vec<Splice>, missing: &[&(String, String)], package: &mut Package<'_>) -> Result<(), DocumentError> {
        // A part that is there says itself which dialect it speaks.
        let is_strict = self.part.as_ref().map_or_else(|| package.is_strict(), |(_, text)| Ok(text.contains(STRICT.0)))?;
        let (space, values) = if is_strict { STRICT } else { TRANSITIONAL };
        let added: String =
            (1..).zip(missing).map(|(at, (name, value))| property(space, values, self.highest.saturating_add(at), name, value)).collect();
        let (part, text) = match &self.part {
            Some((part, text)) => (part.clone(), apply(text, stale)),
            None => (free_part(package), format!("{DECLARATION}<Properties xmlns=\"{space}\" xmlns:vt=\"{values}\"/>")),
        };
        let text = if added.is_empty() { text } else { append_child(&text, &part, &added)? };
        package.put(&part, text);
        if self.part.is_none() {
            package.declare(&part, "application/vnd.openxmlformats-officedocument.custom-properties+xml")?;
            package.relate("", "custom-properties", &part)?;
        }
        Ok(())
    }
}

fn property(space: &str, values: &str, number: u32, name: &str, value: &str) -> String {
    let (name, value) = (escape(name), escape(value));
    format!(
        "<property xmlns=\"{space}\" fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" name=\"{name}\"><vt:lpwstr xmlns:vt=\"{values}\">{value}</vt:lpwstr></property>"
    )
}

fn free_part(package: &Package<'_>) -> String {
    let usual = "docProps/custom.xml".to_owned();
    if package.has(&usual) { package.free_name("docProps/custom", ".xml").1 } else { usual }
}

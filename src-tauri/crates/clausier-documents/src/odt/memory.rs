//! What the file remembers, as user-defined fields of its description: they survive every save, as no
//! member of ours would. Each field is short, so the texts themselves stay in the store of the app;
//! their hash is enough to see an edit.

use crate::error::DocumentError;
use crate::fields::{self, CLAUSE};
use crate::memory::{Memory, PROPERTY, Remembered, guid};
use crate::package::Package;
use crate::xml::{self, Scanner, Space, Splice, Tag, Token, escape};

const META: &str = "meta.xml";

/// A user-defined field of ours.
struct Field {
    name: String,
    value: String,
    span: std::ops::Range<usize>,
}

/// What is read of a description.
#[derive(Default)]
struct Description {
    generator: String,
    fields: Vec<Field>,
    /// Where one more field may be added, and the prefix that it bears.
    end: Option<usize>,
    prefix: Option<String>,
}

/// Reads the memory, and the name of the program that wrote the file.
pub(crate) fn read(package: &Package<'_>, content: &str) -> Result<(Memory, String), DocumentError> {
    let text = package.text(META)?.unwrap_or_default();
    let description = if text.is_empty() { Description::default() } else { describe(&text)? };
    let id = description.fields.iter().find(|field| field.name == PROPERTY).map(|field| field.value.trim().to_owned());
    let document_id = id.filter(|id| !id.is_empty()).unwrap_or_else(|| guid(&["content.xml\0", content]));
    let clauses = description.fields.iter().filter(|field| field.name.starts_with(CLAUSE)).filter_map(|field| fields::read(&field.value));
    Ok((Memory::of(document_id, clauses.collect()), description.generator))
}

/// Writes the memory of the clauses now in the file; nothing when it is the same, or when the file has
/// no description.
pub(crate) fn write(memory: &Memory, clauses: &[Remembered], package: &mut Package<'_>) -> Result<(), DocumentError> {
    let Some(text) = package.text(META)? else { return Ok(()) };
    let description = describe(&text)?;
    let Some(end) = description.end else { return Ok(()) };
    if clauses.is_empty() && description.fields.is_empty() {
        return Ok(());
    }
    let mut wanted: Vec<(String, String)> = clauses.iter().map(fields::of).collect();
    wanted.push((PROPERTY.to_owned(), memory.document_id.clone()));
    wanted.sort();
    let kept = |field: &Field| wanted.iter().any(|(name, value)| *name == field.name && *value == field.value);
    let mut splices: Vec<Splice> = description.fields.iter().filter(|field| !kept(field)).map(|field| Splice::remove(field.span.clone())).collect();
    let missing = wanted.iter().filter(|(name, value)| !description.fields.iter().any(|field| field.name == *name && field.value == *value));
    let (prefix, declare) = match &description.prefix {
        Some(prefix) => (prefix.as_str(), ""),
        None => ("clzmeta:", " xmlns:clzmeta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""),
    };
    let added: String = missing
        .map(|(name, value)| format!("<{prefix}user-defined{declare} {prefix}name=\"{}\">{}</{prefix}user-defined>", escape(name), escape(value)))
        .collect();
    if !added.is_empty() {
        splices.push(Splice::insert(end, added));
    }
    if !splices.is_empty() {
        package.put(META, xml::apply(&text, splices));
    }
    Ok(())
}

fn describe(text: &str) -> Result<Description, DocumentError> {
    let mut scanner = Scanner::new(text, META);
    let mut description = Description::default();
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        match (tag.space, tag.local) {
            (Space::Office, "document-meta") => {
                let uri = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0";
                let declared = xml::Attributes::new(tag.raw).flatten().find(|(_, known)| *known == uri);
                // A damaged declaration may name no prefix at all: ours is then declared beside it.
                let prefix = declared.and_then(|(name, _)| name.strip_prefix("xmlns:")).filter(|prefix| is_name(prefix));
                description.prefix = prefix.map(|prefix| format!("{prefix}:"));
            }
            (Space::Office, "meta") if !tag.empty => description.end = Some(end_of(text, &tag)?),
            (Space::Meta, "generator") => description.generator = scanner.characters(&tag)?.0,
            (Space::Meta, "user-defined") => description.field(&mut scanner, &tag)?,
            _ => {}
        }
    }
    Ok(description)
}

/// Tells whether a prefix may be written in a tag.
fn is_name(prefix: &str) -> bool {
    prefix.starts_with(|one: char| one.is_alphabetic() || one == '_') && prefix.chars().all(|one| one.is_alphanumeric() || "-_.".contains(one))
}

/// Where the closing tag of an element begins.
fn end_of(text: &str, tag: &Tag<'_>) -> Result<usize, DocumentError> {
    let mut scanner = Scanner::new(text, META);
    while let Some(token) = scanner.next()? {
        if let Token::Open(found) = token
            && found.span == tag.span
        {
            let whole = scanner.skip(&found)?;
            return Ok(xml::slice(text, 0..whole).rfind("</").unwrap_or(whole));
        }
    }
    Err(scanner.bad())
}

impl Description {
    fn field<'a>(&mut self, scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let name = tag.get("name").unwrap_or_default().into_owned();
        let (value, end) = scanner.characters(tag)?;
        if name == PROPERTY || (name.starts_with(CLAUSE) && fields::read(&value).is_some()) {
            self.fields.push(Field { name, value, span: tag.span.start..end });
        }
        Ok(())
    }
}

//! What the file itself remembers: the texts we wrote, in a custom XML part; its own id and what stands for each
//! text, in custom properties that survive every program. No date is ever written.

use std::collections::HashMap;

use crate::anchors;
use crate::custom_properties::CustomProperties;
use crate::docx::document::Parts;
use crate::error::DocumentError;
use crate::package::{DECLARATION, Package, relative};
use crate::text;
use crate::xml::{Scanner, Token, escape};

const SPACE: &str = "urn:clausier:1";
pub(crate) const PROPERTY: &str = "ClausierDocId";
/// The namespace of the description of a custom part: transitional, then strict.
const ITEM_SPACES: (&str, &str) =
    ("http://schemas.openxmlformats.org/officeDocument/2006/customXml", "http://purl.oclc.org/ooxml/officeDocument/customXml");

/// One clause as written, or as declined; the text is empty where the file has no room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remembered {
    pub(crate) key: String,
    pub(crate) instance: String,
    pub(crate) version: String,
    pub(crate) base: String,
    /// Stands for blocks and bold.
    pub(crate) structure: String,
    /// Stands for the look of what was written; empty when unknown.
    pub(crate) look: String,
    pub(crate) kept: bool,
    /// Stands for the text: all that some files remember of it.
    pub(crate) hash: String,
}

impl Remembered {
    /// What its points share.
    pub(crate) fn stem(&self) -> String {
        anchors::stem(&self.key, &self.instance)
    }
}

/// The memory of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    pub(crate) document_id: String,
    clauses: Vec<Remembered>,
    /// Where each stands in the list, by what its points share: reckoned once, since every clause looks here.
    by_stem: HashMap<String, usize>,
    /// The part it was read from.
    part: Option<String>,
    /// Whether the properties of the document remember us too.
    has_property: bool,
}

impl Memory {
    /// Makes the memory of a file that keeps it elsewhere than in a part of its own.
    pub(crate) fn of(document_id: String, clauses: Vec<Remembered>) -> Self {
        let mut memory = Self { document_id, ..Self::default() };
        clauses.into_iter().for_each(|clause| memory.add(clause));
        memory
    }

    /// Adds a clause; of two of one name, the first counts.
    fn add(&mut self, clause: Remembered) {
        self.by_stem.entry(clause.stem()).or_insert(self.clauses.len());
        self.clauses.push(clause);
    }

    /// Reads it; a file that never met us gets an id from its own content.
    pub(crate) fn read(package: &Package<'_>, parts: &Parts, body: &str) -> Result<Self, DocumentError> {
        let mut memory = Self::default();
        for number in 1..200 {
            let name = format!("customXml/item{number}.xml");
            if package.has(&name) && memory.read_part(package, &name) {
                break;
            }
        }
        let properties = CustomProperties::read(package)?;
        let id = properties.document_id();
        memory.has_property = id.is_some();
        if let Some(id) = id {
            memory.document_id = id;
        }
        // What the part does not tell, or no longer, their hashes do: which texts nobody edited, what was taken out.
        for clause in properties.clauses() {
            if memory.find(&clause.stem()).is_none() {
                memory.add(clause);
            }
        }
        if memory.document_id.is_empty() {
            memory.document_id = guid(&[&parts.main, "\0", body]);
        }
        Ok(memory)
    }

    /// Reads one custom part; one that is not ours, or cannot be read, counts for nothing.
    fn read_part(&mut self, package: &Package<'_>, name: &str) -> bool {
        let is_ours = |bytes: &[u8]| bytes.windows(SPACE.len()).any(|window| window == SPACE.as_bytes());
        if !package.bytes(name).ok().flatten().is_some_and(|bytes| is_ours(&bytes)) {
            return false;
        }
        let Ok(Some(text)) = package.text(name) else { return false };
        let read = self.read_text(&text, name);
        if read {
            self.part = Some(name.to_owned());
        }
        read
    }

    fn read_text(&mut self, text: &str, name: &str) -> bool {
        let mut scanner = Scanner::new(text, name);
        let mut current: Option<Remembered> = None;
        let mut is_ours = false;
        while let Ok(Some(token)) = scanner.next() {
            match token {
                Token::Open(tag) if tag.local == "clz" => {
                    is_ours = true;
                    self.document_id = tag.get("doc").unwrap_or_default().into_owned();
                }
                Token::Open(tag) if tag.local == "c" => {
                    let get = |name: &str| tag.get(name).unwrap_or_default().into_owned();
                    let (key, instance, version) = (get("k"), get("n"), get("v"));
                    let kept = get("kept") == "1";
                    current = Some(Remembered {
                        key,
                        instance,
                        version,
                        base: String::new(),
                        structure: get("s"),
                        look: get("f"),
                        kept,
                        hash: String::new(),
                    });
                }
                Token::Text(data) => {
                    if let Some(clause) = &mut current {
                        clause.base = text::unpacked(&data).unwrap_or_default();
                        clause.hash = text::short_hash(&clause.base);
                    }
                }
                Token::Close(_) => {
                    if let Some(clause) = current.take().filter(|clause| !clause.key.is_empty()) {
                        self.add(clause);
                    }
                }
                Token::Open(_) => {}
            }
        }
        is_ours
    }

    /// Returns what is remembered of an insertion.
    pub(crate) fn find(&self, stem: &str) -> Option<&Remembered> {
        self.by_stem.get(stem).and_then(|at| self.clauses.get(*at))
    }

    /// Writes the memory of the clauses now in the file; nothing when it is the same.
    pub(crate) fn write(&self, clauses: &[Remembered], package: &mut Package<'_>, parts: &Parts) -> Result<(), DocumentError> {
        if clauses.is_empty() && self.part.is_none() && self.clauses.is_empty() {
            return Ok(());
        }
        let is_changed = self.write_part(clauses, package, parts)?;
        let is_by_hash = self.clauses.iter().chain(clauses).any(|clause| clause.base.is_empty());
        let is_settled = self.has_property && self.part.is_some() && !is_changed && !is_by_hash;
        if is_settled { Ok(()) } else { CustomProperties::read(package)?.write(&self.document_id, clauses, package) }
    }

    /// Writes the texts; returns whether anything changed.
    fn write_part(&self, clauses: &[Remembered], package: &mut Package<'_>, parts: &Parts) -> Result<bool, DocumentError> {
        let text = self.text(clauses);
        match &self.part {
            Some(part) if package.text(part)?.as_deref() == Some(text.as_str()) => return Ok(false),
            Some(part) => package.put(part, text),
            None if clauses.iter().all(|clause| clause.base.is_empty()) => return Ok(false),
            None => self.add_part(text, package, parts)?,
        }
        Ok(true)
    }

    fn text(&self, clauses: &[Remembered]) -> String {
        let mut sorted: Vec<&Remembered> = clauses.iter().filter(|clause| !clause.base.is_empty()).collect();
        sorted.sort_by_key(|clause| (&clause.key, &clause.instance));
        let mut packer = text::Packer::new();
        let each: String = sorted.into_iter().map(|clause| clause_xml(clause, &mut packer)).collect();
        format!("{DECLARATION}<clz xmlns=\"{SPACE}\" doc=\"{}\">{each}</clz>", escape(&self.document_id))
    }

    fn add_part(&self, text: String, package: &mut Package<'_>, parts: &Parts) -> Result<(), DocumentError> {
        let number =
            (1..).find(|number| !package.has(&format!("customXml/item{number}.xml")) && !package.has(&format!("customXml/itemProps{number}.xml")));
        let number = number.unwrap_or(1);
        let (item, properties) = (format!("customXml/item{number}.xml"), format!("customXml/itemProps{number}.xml"));
        let id = guid(&["item\0", &self.document_id]);
        let space = if package.is_strict()? { ITEM_SPACES.1 } else { ITEM_SPACES.0 };
        package.put(&item, text);
        package.put(&properties, format!("{DECLARATION}<ds:datastoreItem ds:itemID=\"{{{id}}}\" xmlns:ds=\"{space}\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{SPACE}\"/></ds:schemaRefs></ds:datastoreItem>"));
        package.declare(&properties, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")?;
        if package.content_type(&item)?.is_none() {
            package.declare(&item, "application/xml")?;
        }
        package.relate(&item, "customXmlProps", &format!("itemProps{number}.xml"))?;
        package.relate(&parts.main, "customXml", &relative(&parts.main, &item))
    }
}

fn clause_xml(clause: &Remembered, packer: &mut text::Packer) -> String {
    let suffix = anchors::Names::of(&clause.key, &clause.instance).suffix;
    let optional = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escape(value)) };
    format!(
        "<c k=\"{}\" i=\"{suffix}\" v=\"{}\" h=\"{}\"{}{}{}{}>{}</c>",
        escape(&clause.key),
        escape(&clause.version),
        text::hash(&clause.base),
        optional("n", &clause.instance),
        optional("s", &clause.structure),
        optional("f", &clause.look),
        optional("kept", if clause.kept { "1" } else { "" }),
        packer.packed(&clause.base)
    )
}

/// Derives an identifier from content: the same bytes in, the same file out.
pub(crate) fn guid(content: &[&str]) -> String {
    let hex = text::fingerprint_of(content, 32).to_uppercase();
    let part = |range: std::ops::Range<usize>| crate::xml::slice(&hex, range).to_owned();
    format!("{}-{}-8{}-A{}-{}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}

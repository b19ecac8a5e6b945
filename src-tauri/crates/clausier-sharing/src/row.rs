//! A row: one tender as one replica last described it, and the order that decides between two rows.
//!
//! A row is its line, byte for byte: fields that this program does not know are carried with it. What
//! is accepted depends on the line alone, never on this computer, or two replicas would disagree.

use clausier_core::figures::Summary;
use clausier_core::tender::TenderId;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::hash::{Hash, Sha32};
use crate::plain;
use crate::replica::ReplicaId;
use crate::strict;

/// Schema of the rows that this program writes.
pub const SCHEMA: u32 = 1;
/// Rows that ask for a later reader are kept and counted, never added up.
pub const READER: u32 = 1;

const LONGEST_LINE: usize = 1024 * 1024;
/// Longest free text that we publish, in characters.
const LONGEST_TEXT: usize = 1000;
/// Longest word of a list that we publish, in characters, and most items of a list.
const LONGEST_WORD: usize = 100;
const MOST_ITEMS: usize = 200;
/// Fields of the envelope; the others are the content.
const ENVELOPE: [&str; 8] = ["id", "v", "rep", "base", "schema", "lit_min", "sup", "annee"];
const LISTS: [&str; 4] = ["cpv", "considerations", "clauses", "reservation"];

/// Place of a row among those of its tender: edit counter, then author, then content. No clock in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct Key {
    pub v: u32,
    pub rep: ReplicaId,
    pub hash: Hash,
}

/// A valid line of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Row {
    pub id: Uuid,
    pub v: u32,
    /// Who wrote it, whoever publishes it now.
    pub rep: ReplicaId,
    /// The row that was edited.
    pub base: Option<Sha32>,
    pub annee: i32,
    /// A tombstone: the tender was removed.
    pub sup: bool,
    /// Oldest reader that may count it.
    pub lit_min: u32,
    /// SHA-256 of the line.
    pub hash: Hash,
    /// The line, without its end.
    pub raw: String,
}

/// Why a line is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum RowFault {
    #[error("too long")]
    TooLong,
    #[error("not UTF-8, or control characters")]
    NotText,
    #[error("not a bounded JSON object")]
    NotAnObject,
    #[error("field {0}")]
    Field(&'static str),
}

/// What a new row is based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Envelope {
    pub id: Uuid,
    pub v: u32,
    pub rep: ReplicaId,
    pub base: Option<Sha32>,
    pub annee: i32,
}

impl Row {
    /// Reads a line.
    pub fn parse(line: &[u8]) -> Result<Self, RowFault> {
        if line.len() > LONGEST_LINE {
            return Err(RowFault::TooLong);
        }
        let text = std::str::from_utf8(line).map_err(|_| RowFault::NotText)?;
        if text.bytes().any(|byte| byte < 0x20) {
            return Err(RowFault::NotText);
        }
        let fields = strict::object(text).ok_or(RowFault::NotAnObject)?;
        let row = Self::of(&fields, text)?;
        if row.is_readable() && !row.sup && content(&fields).is_none() {
            return Err(RowFault::Field("content"));
        }
        Ok(row)
    }

    fn of(fields: &Map<String, Value>, text: &str) -> Result<Self, RowFault> {
        let annee = fields.get("annee").and_then(Value::as_i64).and_then(|year| i32::try_from(year).ok());
        Ok(Self {
            id: string(fields, "id").and_then(canonical_uuid).ok_or(RowFault::Field("id"))?,
            v: counter(fields, "v")?.ok_or(RowFault::Field("v"))?,
            rep: string(fields, "rep").and_then(ReplicaId::parse).ok_or(RowFault::Field("rep"))?,
            base: base(fields)?,
            annee: annee.filter(|year| (1900..=9999).contains(year)).ok_or(RowFault::Field("annee"))?,
            sup: flag(fields, "sup")?,
            lit_min: counter(fields, "lit_min")?.unwrap_or(READER),
            hash: Hash::of(text.as_bytes()),
            raw: text.to_owned(),
        })
    }

    /// Writes a row from a summary. Refused when its year makes no sense: the tender is then not shared.
    pub fn of_summary(envelope: Envelope, summary: &Summary) -> Result<Self, RowFault> {
        Self::write(envelope, bounded(summary))
    }

    /// Writes a row with the content of another one, unknown fields included.
    pub fn of_content(envelope: Envelope, content: &Self) -> Result<Self, RowFault> {
        let mut fields = strict::object(&content.raw).unwrap_or_default();
        fields.retain(|name, _| !ENVELOPE.contains(&name.as_str()) || name == "lit_min" || name == "schema");
        if content.sup { Self::tombstone(envelope) } else { Self::write(envelope, fields) }
    }

    /// Writes a tombstone: nothing of the tender but its identifier.
    pub fn tombstone(envelope: Envelope) -> Result<Self, RowFault> {
        let mut fields = Map::new();
        fields.insert("sup".to_owned(), Value::Bool(true));
        Self::seal(envelope, fields)
    }

    fn write(envelope: Envelope, mut fields: Map<String, Value>) -> Result<Self, RowFault> {
        fields.insert("sup".to_owned(), Value::Bool(false));
        fields.entry("schema").or_insert(SCHEMA.into());
        fields.entry("lit_min").or_insert(READER.into());
        Self::seal(envelope, fields)
    }

    fn seal(envelope: Envelope, mut fields: Map<String, Value>) -> Result<Self, RowFault> {
        let Envelope { id, v, rep, base, annee } = envelope;
        fields.insert("id".to_owned(), json!(id));
        fields.insert("v".to_owned(), json!(v));
        fields.insert("rep".to_owned(), json!(rep));
        fields.insert("base".to_owned(), json!(base));
        fields.insert("annee".to_owned(), json!(annee));
        // Read back by the rules of everyone: what we would refuse of others never leaves.
        Self::parse(strict::canonical(&Value::Object(fields)).as_bytes())
    }

    /// Returns its place in the order.
    pub fn key(&self) -> Key {
        Key { v: self.v, rep: self.rep, hash: self.hash }
    }

    /// Tells whether this program may count it.
    pub fn is_readable(&self) -> bool {
        self.lit_min <= READER
    }

    /// Returns what it says of the tender, if there is something and it can be read.
    pub fn summary(&self) -> Option<Summary> {
        if self.sup || !self.is_readable() {
            return None;
        }
        content(&strict::object(&self.raw)?)
    }

    /// Returns the fingerprint of what it says, envelope left out. A row that does not say whether it is a
    /// tombstone says the same as one that says that it is none.
    pub fn content(&self) -> Hash {
        let mut fields = strict::object(&self.raw).unwrap_or_default();
        fields.retain(|name, _| !ENVELOPE.contains(&name.as_str()) || name == "annee");
        fields.insert("sup".to_owned(), Value::Bool(self.sup));
        Hash::of(strict::canonical(&Value::Object(fields)).as_bytes())
    }

    /// Returns the row as JSON, for a screen that shows two versions side by side; its texts are made plain.
    pub fn to_json(&self) -> Value {
        plain::value(Value::Object(strict::object(&self.raw).unwrap_or_default()))
    }
}

/// What decides whether a row counts, read without the rest.
#[derive(serde::Deserialize)]
struct Head {
    #[serde(default)]
    sup: Option<bool>,
    #[serde(default)]
    lit_min: Option<u32>,
}

/// Returns what a row says of its tender, as [`Row::summary`] does, without judging it again: only for a row that was
/// judged when it was taken in. Figures read thousands of them.
pub fn summary_of(line: &str) -> Option<Summary> {
    let known = || {
        let head: Head = serde_json::from_str(line).ok()?;
        let counts = !head.sup.unwrap_or_default() && head.lit_min.unwrap_or(READER) <= READER;
        counts.then(|| serde_json::from_str(line).ok().map(plain::summary)).flatten()
    };
    // A list that is absent or null is empty: the careful reader knows it.
    known().or_else(|| Row::parse(line.as_bytes()).ok()?.summary())
}

/// Returns the fingerprint of a summary as it would be published.
pub fn content_of(summary: &Summary) -> Hash {
    let mut fields = bounded(summary);
    fields.insert("annee".to_owned(), json!(summary.annee));
    fields.insert("sup".to_owned(), Value::Bool(false));
    Hash::of(strict::canonical(&Value::Object(fields)).as_bytes())
}

/// Returns the fields of a summary within the caps of a row, so that a long title never blocks sharing.
fn bounded(summary: &Summary) -> Map<String, Value> {
    let fields = match serde_json::to_value(summary).expect("a summary is plain data") {
        Value::Object(fields) => fields,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    };
    fields.into_iter().filter(|(name, _)| !ENVELOPE.contains(&name.as_str())).map(|(name, value)| (name, shortened(value, LONGEST_TEXT))).collect()
}

fn shortened(value: Value, longest: usize) -> Value {
    match value {
        Value::String(text) => Value::String(text.chars().take(longest).collect()),
        Value::Array(items) => Value::Array(items.into_iter().take(MOST_ITEMS).map(|item| shortened(item, LONGEST_WORD)).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, shortened(value, longest))).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

/// Reads the content as a summary; a list that is absent is empty.
fn content(fields: &Map<String, Value>) -> Option<Summary> {
    let mut fields = fields.clone();
    for name in LISTS {
        let list = fields.entry(name).or_insert(Value::Null);
        if list.is_null() {
            *list = Value::Array(Vec::new());
        }
    }
    serde_json::from_value(Value::Object(fields)).ok().map(plain::summary)
}

fn string<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(Value::as_str)
}

fn canonical_uuid(text: &str) -> Option<Uuid> {
    let id = Uuid::parse_str(text).ok()?;
    (TenderId(id).to_string() == text).then_some(id)
}

/// A counter is from 1 to 2^32 - 1.
fn counter(fields: &Map<String, Value>, name: &'static str) -> Result<Option<u32>, RowFault> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let number = value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0);
            number.map(Some).ok_or(RowFault::Field(name))
        }
    }
}

fn base(fields: &Map<String, Value>) -> Result<Option<Sha32>, RowFault> {
    match fields.get("base") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_str().and_then(Sha32::parse).map(Some).ok_or(RowFault::Field("base")),
    }
}

fn flag(fields: &Map<String, Value>, name: &'static str) -> Result<bool, RowFault> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(value) => value.as_bool().ok_or(RowFault::Field(name)),
    }
}

/// Largest of two rows of one tender: the whole of the merge.
#[must_use]
pub fn merged(left: Row, right: Row) -> Row {
    if left.key() >= right.key() { left } else { right }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_without_judging_again_says_what_the_careful_reader_says() {
        let row = |more: &str| {
            format!(
                r#"{{"annee":2026,"id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a10","rep":"aaaaaaaaaaaaaaaaaaaaaaaaaa","statut":"notifie","v":1{more}}}"#
            )
        };
        let lists = r#","cpv":["15000000"],"considerations":["Clause sociale"],"clauses":[],"reservation":[]"#;
        let table = [
            lists.to_owned(),
            String::new(),
            r#","cpv":null"#.to_owned(),
            format!(r#"{lists},"sup":true"#),
            format!(r#"{lists},"sup":null,"lit_min":null,"montant":12.5"#),
            format!(r#"{lists},"lit_min":2"#),
            format!(r#"{lists},"champ_de_demain":{{"a":[1,2]}}"#),
            format!(r#"{lists},"montant":"douze""#),
            format!("{lists},\"objet\":\"fac\u{202e}txt\""),
        ];
        for more in table {
            let line = row(&more);
            assert_eq!(summary_of(&line), Row::parse(line.as_bytes()).ok().and_then(|row| row.summary()), "{line}");
        }
        assert_eq!(summary_of(&row(lists)).map(|summary| summary.cpv), Some(vec!["15000000".to_owned()]));
    }
}

//! What the app asks for.

use std::collections::{BTreeMap, BTreeSet};

use clausier_core::document::Block;

use crate::error::DocumentError;
use crate::merge::Pick;
use crate::text;

/// A clause to be written, its parameters already filled in.
#[derive(Debug, Clone)]
pub struct Clause {
    /// The clause's id: `[A-Za-z0-9-]{1,24}`.
    pub key: String,
    /// Tells several insertions of one clause apart: empty, or « lot-2 ».
    pub instance: String,
    /// Its version, as shown and kept in the file.
    pub version: String,
    /// Its title, written alone in a heading paragraph.
    pub title: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Where it goes the first time: `None` to search, `#end`, `{{clausier:KEY}}`, or a heading's text.
    pub at: Option<String>,
    /// Words that name the right heading, strongest first.
    pub hints: Vec<String>,
}

impl Clause {
    /// Returns the text that a later export will compare with; the app's store keeps it.
    pub fn base(&self) -> KnownBase {
        KnownBase {
            key: self.key.clone(),
            instance: self.instance.clone(),
            version: self.version.clone(),
            text: text::of_clause(&self.title, &self.blocks),
            written: false,
        }
    }

    /// Whether it goes to the placeholder of this key: the one that its place names, else the one of its own id.
    pub(crate) fn names_placeholder(&self, key: &str) -> bool {
        self.key == key || self.at.as_deref().map(str::trim).is_some_and(|at| at == key || placeholder_key(at) == Some(key))
    }

    /// What its points share in the file.
    pub(crate) fn stem(&self) -> String {
        crate::anchors::stem(&self.key, &self.instance)
    }

    /// Stands for all that is written: text, structure and bold.
    pub(crate) fn structure(&self) -> String {
        text::fingerprint(&format!("{:?}{:?}", self.title, self.blocks), 16)
    }
}

/// Returns the key of a placeholder written in full, `{{clausier:KEY}}`.
pub(crate) fn placeholder_key(at: &str) -> Option<&str> {
    at.strip_prefix("{{clausier:").and_then(|rest| rest.strip_suffix("}}"))
}

/// A text that may have been written into the file: from the store, or a published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBase {
    /// The clause's id.
    pub key: String,
    /// The insertion.
    pub instance: String,
    /// The version of that text.
    pub version: String,
    /// As [`Clause::base`] gives it.
    pub text: String,
    /// Whether the store knows it was written into this very document: when it is not found any
    /// more, the buyer took it out.
    pub written: bool,
}

/// What to do with a clause that was edited in the file and changed in the library too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnEdited {
    /// Write nothing, list the conflicts.
    #[default]
    Fail,
    /// Keep the buyer's text, and remember that the library's was declined.
    Keep,
    /// Put the library's text in its place.
    Replace,
    /// Keep the buyer's text as ordinary text, and write the library's below.
    Both,
    /// Take what one side alone changed, paragraph by paragraph; a paragraph changed on both sides to two
    /// texts is still a conflict.
    Merge,
}

/// One export.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// All the clauses of this document; what is ours in the file and not here is withdrawn.
    pub clauses: Vec<Clause>,
    /// Texts that the file may hold, for files that lost our own part.
    pub known: Vec<KnownBase>,
    /// The yes to uncertain places.
    pub accept_places: bool,
    /// The yes to breaking a digital signature.
    pub accept_signature_loss: bool,
    /// What conflicts get.
    pub on_edited: OnEdited,
    /// What the conflict of one clause gets, by key, or by `key#instance`.
    pub per_clause: BTreeMap<String, OnEdited>,
    /// What each passage of an edited clause gets, in the order of the conflict's passages; by key, or by
    /// `key#instance`. Comes before every other choice.
    pub picks: BTreeMap<String, Vec<Pick>>,
    /// The day of the export, as `2026-11-25`: what an OpenDocument that records changes must say of each one.
    /// Without it, nothing is tracked there.
    pub day: Option<String>,
    /// Whether a template becomes a document; nothing for what is a document already, or an OpenDocument.
    pub as_document: bool,
    /// Where clauses, as `key#instance`, stood in former files of this document: a heading's text, or `#end`.
    /// It counts after what the caller asks and what the file itself reserves.
    pub places: BTreeMap<String, String>,
    /// Clauses, as `key#instance`, that the buyer took out of a former file: they stay out of a fresh one.
    pub left_out: BTreeSet<String>,
    /// The words that the buyer gave to clauses, as `key#instance`, in a former file.
    pub carried: BTreeMap<String, String>,
    /// Keys that the buyer took out of the file, or reworded there, and wants back as in the library;
    /// by key, or by `key#instance`.
    pub restore: BTreeSet<String>,
}

impl Request {
    /// Returns the choice for one clause.
    pub(crate) fn choice(&self, key: &str, instance: &str) -> OnEdited {
        let precise = self.per_clause.get(&format!("{key}#{instance}"));
        precise.or_else(|| self.per_clause.get(key)).copied().unwrap_or(self.on_edited)
    }

    /// Returns what was picked for the passages of one clause.
    pub(crate) fn picks(&self, key: &str, instance: &str) -> Option<&[Pick]> {
        let precise = self.picks.get(&format!("{key}#{instance}"));
        precise.or_else(|| self.picks.get(key)).map(Vec::as_slice)
    }

    /// Returns where a clause stood in a former file.
    pub(crate) fn former_place(&self, clause: &Clause) -> Option<&str> {
        self.places.get(&format!("{}#{}", clause.key, clause.instance)).map(String::as_str)
    }

    /// Whether the library's text is to come back, whatever the buyer did.
    pub(crate) fn wants_back(&self, key: &str, instance: &str) -> bool {
        self.restore.contains(key) || self.restore.contains(&format!("{key}#{instance}"))
    }
}

/// Checks ids, and that no insertion is asked twice.
pub(crate) fn check(clauses: &[Clause]) -> Result<(), DocumentError> {
    let mut seen = BTreeSet::new();
    for clause in clauses {
        let fits = (1..=24).contains(&clause.key.len()) && clause.key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let names = crate::anchors::Names::of(&clause.key, &clause.instance);
        if !fits || !seen.insert(names.begin.to_lowercase()) {
            return Err(DocumentError::BadKey { key: clause.key.clone(), instance: clause.instance.clone() });
        }
    }
    Ok(())
}

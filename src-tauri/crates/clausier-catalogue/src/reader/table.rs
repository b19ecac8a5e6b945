//! A table and its keys.

use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;
use toml::de::DeTable;

use super::document::Document;
use super::nearest;
use super::value::Value;

/// A table: a whole file, a `[section]`, an element of `[[list]]`, an inline table.
#[derive(Debug)]
pub struct Table<'a> {
    document: &'a Document<'a>,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    /// Keys that a misspelt one stands for: their absence is not said a second time.
    meant: RefCell<Vec<&'static str>>,
}

/// A key of a table with free keys, and its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The key.
    pub key: &'a str,
    /// Its value.
    pub value: Value<'a>,
    pub(super) key_at: usize,
}

impl Entry<'_> {
    /// Says a fault at the key.
    pub fn fault(&self, message: impl Into<String>) {
        self.value.document.fault(self.key_at, message.into(), None);
    }

    /// Says a fault at the key, with a hint.
    pub fn fault_hint(&self, message: impl Into<String>, hint: impl Into<String>) {
        self.value.document.fault(self.key_at, message.into(), Some(hint.into()));
    }

    /// Says that the key is not known, with the nearest of those that are.
    pub fn unknown<'k>(&self, known: impl IntoIterator<Item = &'k str>) {
        let hint = nearest(self.key, known).map(|near| format!("vouliez-vous dire « {near} » ?"));
        self.value.document.fault(self.key_at, format!("clé inconnue « {} »", self.key), hint);
    }
}

impl<'a> Table<'a> {
    pub(super) fn new(document: &'a Document<'a>, table: &'a DeTable<'a>, span: Range<usize>) -> Self {
        Self { document, table, span, meant: RefCell::default() }
    }

    /// Says the keys that are not among `known`, each with the nearest one.
    pub fn keys(&self, known: &[&'static str]) -> &Self {
        for entry in self.entries() {
            if known.contains(&entry.key) {
                continue;
            }
            entry.unknown(known.iter().copied());
            if let Some(near) = nearest(entry.key, known.iter().copied()) {
                self.meant.borrow_mut().push(near);
            }
        }
        self
    }

    /// Returns the path of the file inside the catalogue.
    pub fn path(&self) -> &'a str {
        self.document.path()
    }

    /// Returns the name of the file, without folder or ending: what `identifiant` must be.
    pub fn file_name(&self) -> &'a str {
        self.document.name()
    }

    /// Lists the keys and their values, in the order of the file.
    pub fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<Entry<'a>> = self
            .table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                value: Value { document: self.document, name: key.get_ref(), spanned: value },
                key_at: key.span().start,
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_at);
        entries
    }

    /// Says a fault of the whole table.
    pub fn fault(&self, message: impl Into<String>) {
        self.document.fault(self.span.start, message.into(), None);
    }

    /// Says a fault of the whole table, with a hint.
    pub fn fault_hint(&self, message: impl Into<String>, hint: impl Into<String>) {
        self.document.fault(self.span.start, message.into(), Some(hint.into()));
    }

    /// Returns the value of a key, if it is there.
    pub fn optional(&self, key: &str) -> Option<Value<'a>> {
        let (name, spanned) = self.table.get_key_value(key)?;
        Some(Value { document: self.document, name: name.get_ref(), spanned })
    }

    /// Returns the value of a key; its absence is a fault.
    pub fn required(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.optional(key);
        if value.is_none() && !self.meant.borrow().contains(&key) {
            self.fault(format!("clé « {key} » absente"));
        }
        value
    }

    /// Returns a text that must be there and filled in.
    pub fn text(&self, key: &'static str) -> Option<&'a str> {
        self.required(key)?.filled()
    }

    /// Returns a text that may be absent; an empty one counts as absent.
    pub fn optional_text(&self, key: &str) -> Option<&'a str> {
        self.optional(key)?.text().filter(|text| !text.trim().is_empty())
    }

    /// Returns a day that must be there.
    pub fn day(&self, key: &'static str) -> Option<NaiveDate> {
        self.required(key)?.day()
    }

    /// Returns a list of texts; absent = empty.
    pub fn texts(&self, key: &str) -> Vec<&'a str> {
        self.values(key).into_iter().filter_map(Value::filled).collect()
    }

    /// Returns a list of values; absent = empty.
    pub fn values(&self, key: &str) -> Vec<Value<'a>> {
        self.optional(key).map(Value::list).unwrap_or_default()
    }

    /// Returns a list of tables with those keys; absent = empty.
    pub fn tables(&self, key: &str, known: &[&'static str]) -> Vec<Table<'a>> {
        self.values(key).into_iter().filter_map(|value| value.table(known)).collect()
    }
}

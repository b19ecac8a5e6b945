//! French words of our files and the values of the tender file: one word, one value.
//!
//! `mots.toml` says them; the closed lists are those of the core, read from its types, so that a new
//! variant without a word is a fault of the catalogue.

mod groups;
mod values;

use std::collections::BTreeMap;

use clausier_core::french::fold;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use crate::reader::{Entry, Sources, Value};
use groups::GROUPS;

/// The file of the words.
const FILE: &str = "mots.toml";

/// A closed list of the core that has French words.
pub trait Word: DeserializeOwned {
    /// Its section in `mots.toml`.
    const GROUP: &'static str;
}

/// Every word, by section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, Vec<Pair>>);

/// A French word and the value of the tender file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    french: String,
    wire: String,
}

impl Words {
    /// Reads the words; a value without a word, or with two, is a fault.
    pub fn load(sources: &Sources<'_>) -> Self {
        let mut words = Self::default();
        let Some(file) = sources.required(FILE) else {
            return words;
        };
        for section in file.entries() {
            match GROUPS.iter().find(|group| group.name == section.key) {
                Some(group) => {
                    let pairs = pairs(section, (group.values)());
                    words.0.insert(section.key.to_owned(), pairs);
                }
                None => section.unknown(GROUPS.iter().map(|group| group.name)),
            }
        }
        for group in GROUPS.iter().filter(|group| file.optional(group.name).is_none()) {
            file.fault(format!("section « {} » absente", group.name));
        }
        words
    }

    /// Reads a word of that list; another word is a fault, with the nearest one.
    pub fn read<T: Word>(&self, value: Value<'_>) -> Option<T> {
        let word = value.filled()?;
        let found = self.find(word);
        if found.is_none() {
            value.unknown_word(word, self.known(T::GROUP));
        }
        found
    }

    /// Reads a word of a section that no type of the tender file stands for, and returns its value.
    pub fn read_wire(&self, group: &str, value: Value<'_>) -> Option<&str> {
        let word = value.filled()?;
        let found = self.wire(group, word);
        if found.is_none() {
            value.unknown_word(word, self.known(group));
        }
        found
    }

    /// Reads a list of words, or one alone.
    pub fn read_all<T: Word>(&self, value: Value<'_>) -> Vec<T> {
        value.one_or_list().into_iter().filter_map(|one| self.read(one)).collect()
    }

    /// Returns the value of a word of that list.
    pub fn find<T: Word>(&self, word: &str) -> Option<T> {
        let wire: StrDeserializer<'_, Error> = self.wire(T::GROUP, word)?.into_deserializer();
        T::deserialize(wire).ok()
    }

    /// Returns the word of the tender file for a French word of a section.
    pub fn wire(&self, group: &str, word: &str) -> Option<&str> {
        self.0.get(group)?.iter().find(|pair| pair.french == word).map(|pair| pair.wire.as_str())
    }

    /// Returns the French word of a section for a word of the tender file.
    pub fn french(&self, group: &str, wire: &str) -> Option<&str> {
        self.0.get(group)?.iter().find(|pair| pair.wire == wire).map(|pair| pair.french.as_str())
    }

    /// Lists the French words of a section, in the order of the file.
    pub fn known(&self, group: &str) -> impl Iterator<Item = &str> + Clone {
        self.0.get(group).into_iter().flatten().map(|pair| pair.french.as_str())
    }
}

/// Reads one section and says what is not one word for one value.
fn pairs(section: Entry<'_>, values: &[&str]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for entry in section.value.entries() {
        let Some(wire) = entry.value.filled() else { continue };
        if !is_plain(entry.key) {
            entry
                .fault_hint(format!("le mot « {} » a un accent, une majuscule ou un espace", entry.key), format!("écrivez « {} »", plain(entry.key)));
        }
        if !values.contains(&wire) {
            entry.value.unknown_word(wire, values.iter().copied());
        } else if let Some(first) = pairs.iter().find(|pair| pair.wire == wire) {
            entry.fault(format!("la valeur « {wire} » a déjà un mot : « {} »", first.french));
        } else {
            pairs.push(Pair { french: entry.key.to_owned(), wire: wire.to_owned() });
        }
    }
    for value in values.iter().filter(|value| pairs.iter().all(|pair| pair.wire != **value)) {
        section.fault(format!("la valeur « {value} » n’a pas de mot"));
    }
    pairs
}

/// Tells whether a word is ASCII, `snake_case`.
pub fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn plain(word: &str) -> String {
    fold(word).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

//! `places.toml`: the words that a heading usually bears where a clause belongs.

use std::collections::BTreeMap;

use clausier_core::tender::{ClauseKind, Theme};

use crate::reader::{Sources, Table};
use crate::words::{Word, Words};

/// The file of the places.
const FILE: &str = "places.toml";

/// Headings by theme and by kind, the surest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    themes: BTreeMap<Theme, Vec<String>>,
    kinds: BTreeMap<ClauseKind, Vec<String>>,
}

impl Places {
    /// Reads the places; each theme must have its own.
    pub(crate) fn load(sources: &Sources<'_>, words: &Words) -> Self {
        let Some(file) = sources.required(FILE) else {
            return Self::default();
        };
        file.keys(&["places", "genres"]);
        let places = Self { themes: read(&file, "places", "theme", words), kinds: read(&file, "genres", "genre", words) };
        for theme in Theme::ALL.iter().filter(|theme| !places.themes.contains_key(theme)) {
            let word = words.known(Theme::GROUP).find(|word| words.find(word) == Some(*theme));
            file.fault(format!("le thème « {} » n’a pas de place", word.unwrap_or(theme.word())));
        }
        places
    }

    /// Returns the headings of a theme.
    pub fn for_theme(&self, theme: Theme) -> &[String] {
        self.themes.get(&theme).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the headings of a kind that has its own, a criterion for instance; else nothing.
    pub fn for_kind(&self, kind: ClauseKind) -> &[String] {
        self.kinds.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }
}

fn read<T: Word + Ord>(file: &Table<'_>, list: &str, key: &'static str, words: &Words) -> BTreeMap<T, Vec<String>> {
    let mut found = BTreeMap::new();
    for table in file.tables(list, &[key, "mots"]) {
        let name = table.required(key).and_then(|value| words.read::<T>(value));
        let headings: Vec<String> = table.texts("mots").into_iter().map(str::to_owned).collect();
        if headings.is_empty() {
            table.fault("aucun mot de titre");
        }
        if let Some(name) = name
            && found.insert(name, headings).is_some()
        {
            table.fault("cette place est décrite deux fois");
        }
    }
    found
}

//! `places.toml`: the words that a heading usually bears where a clause belongs.

use std::collections::{BTreeMap, BTreeSet};

use clausier_core::tender::{ClauseKind, Theme};

use crate::reader::{Sources, Table, Value};
use crate::words::{Word, Words};

/// The file of the places.
const FILE: &str = "places.toml";

/// Headings by duty, by kind and by theme, the surest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    themes: BTreeMap<Theme, Vec<String>>,
    kinds: BTreeMap<ClauseKind, Vec<String>>,
    duties: BTreeMap<String, Vec<String>>,
}

impl Places {
    /// Reads the places; each theme must have its own.
    pub(crate) fn load(sources: &Sources<'_>, words: &Words, obligations: Option<&BTreeSet<&str>>) -> Self {
        let Some(file) = sources.required(FILE) else {
            return Self::default();
        };
        file.keys(&["places", "genres", "obligations"]);
        let places = Self {
            themes: read(&file, "places", "theme", |value| words.read(value)),
            kinds: read(&file, "genres", "genre", |value| words.read(value)),
            duties: read(&file, "obligations", "obligation", |value| duty(value, obligations)),
        };
        for theme in Theme::ALL.iter().filter(|theme| !places.themes.contains_key(theme)) {
            let word = words.known(Theme::GROUP).find(|word| words.find(word) == Some(*theme));
            file.fault(format!("le thème « {} » n’a pas de place", word.unwrap_or(theme.word())));
        }
        places
    }

    /// Returns the headings of what a clause serves: « avance », « allotissement »; most duties have none.
    pub fn for_duty(&self, obligation: &str) -> &[String] {
        self.duties.get(obligation).map(Vec::as_slice).unwrap_or_default()
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

fn read<T: Ord>(file: &Table<'_>, list: &str, key: &'static str, name: impl Fn(Value<'_>) -> Option<T>) -> BTreeMap<T, Vec<String>> {
    let mut found = BTreeMap::new();
    for table in file.tables(list, &[key, "mots"]) {
        let name = table.required(key).and_then(&name);
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

/// Reads the identifier of an obligation; without a law to compare with, any is taken.
fn duty(value: Value<'_>, obligations: Option<&BTreeSet<&str>>) -> Option<String> {
    let id = value.text()?;
    if obligations.is_some_and(|known| !known.contains(id)) {
        value.fault_hint(format!("l’obligation « {id} » n’existe pas"), "voyez law/obligations/");
    }
    Some(id.to_owned())
}

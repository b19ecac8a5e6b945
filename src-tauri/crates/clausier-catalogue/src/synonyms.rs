//! `synonymes.toml`: the words that search takes for one another.

use crate::reader::{Sources, Table};

/// The file of the synonyms.
const FILE: &str = "synonymes.toml";

/// Words that mean one thing to whoever searches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SynonymGroup {
    /// Each of them finds the others.
    pub words: Vec<String>,
    /// What they find besides, and that does not find them.
    pub towards: Vec<String>,
}

/// Reads the groups.
pub(crate) fn load(sources: &Sources<'_>) -> Vec<SynonymGroup> {
    let Some(file) = sources.required(FILE) else {
        return Vec::new();
    };
    file.keys(&["groupes"]);
    file.tables("groupes", &["mots", "vers"]).iter().map(group).collect()
}

fn group(table: &Table<'_>) -> SynonymGroup {
    let owned = |key: &str| table.texts(key).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let group = SynonymGroup { words: owned("mots"), towards: owned("vers") };
    if group.words.is_empty() || group.words.len() + group.towards.len() < 2 {
        table.fault_hint("un groupe a au moins deux mots", "ajoutez le mot de nos textes, ou retirez le groupe");
    }
    group
}

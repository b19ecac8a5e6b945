//! The rules that an organisation adds to the law for itself, from a folder of its own. They stand beside
//! the national ones, under names that cannot meet theirs: nothing national is ever replaced.

use crate::reader::{Table, Value};

/// Where the files of the organisation stand among those of the catalogue.
pub const FOLDER: &str = "organisation/";
/// Folders and files that an organisation may write.
pub const READ: [&str; 5] = [
    "organisation/law/obligations/",
    "organisation/law/thresholds/",
    "organisation/checks/",
    "organisation/listes.toml",
    "organisation/targets.toml",
];
/// How the names of its records begin.
const PREFIX: &str = "org-";

/// Returns the path of a file as if it were a national one: its folder says what it is.
pub fn national(path: &str) -> &str {
    path.strip_prefix(FOLDER).unwrap_or(path)
}

/// Says a record of the organisation whose name could be national, and the contrary.
pub fn check_name(file: &Table<'_>, value: Value<'_>, id: &str) {
    if let Some((message, hint)) = misnamed(file.path(), id) {
        value.fault_hint(message, hint);
    }
}

/// Returns what is wrong with a name, and what to do.
pub fn misnamed(path: &str, id: &str) -> Option<(String, String)> {
    match (path.starts_with(FOLDER), id.starts_with(PREFIX)) {
        (true, false) => Some((
            format!("« {id} » est le nom d’une règle nationale : une organisation ajoute, elle ne remplace pas"),
            format!("nommez-la « {PREFIX}{id} »"),
        )),
        (false, true) => Some((
            format!("« {PREFIX} » est réservé aux règles d’une organisation : « {id} »"),
            "rangez-la dans le dossier de l’organisation".to_owned(),
        )),
        (true, true) | (false, false) => None,
    }
}

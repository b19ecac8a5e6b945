//! One file a clause: `clauses/<thème>/<identifiant>.toml`, in the format of `LISEZMOI.md`.

mod guidance;
mod own;
mod parameter;
mod record;
mod text;
mod version;

use std::collections::BTreeSet;

use clausier_core::clauses::ClauseLibrary;

use crate::cpv::Cpv;
use crate::lint::Rules;
use crate::reader::{Sources, Value};
use crate::tables::Tables;
use crate::words::Words;
pub(crate) use own::check as check_own;

/// The folder of the clauses.
pub const FOLDER: &str = "clauses/";

/// What a clause is read with.
pub struct ClauseContext<'a> {
    /// French words.
    pub words: &'a Words,
    /// Rules for the texts.
    pub rules: &'a Rules,
    /// Labels, plans and subjects that clauses name.
    pub tables: &'a Tables,
    /// The nomenclature, for CPV prefixes.
    pub cpv: &'a Cpv,
    /// Identifiers of the obligations; `None` when the law could not be read: nothing is then said of them.
    pub obligations: Option<BTreeSet<&'a str>>,
}

/// The clauses of the catalogue.
pub struct LoadedClauses<'s> {
    /// Those that could be read.
    pub library: ClauseLibrary,
    /// Their `[si]`, raw: identifier and condition, for the reader of the law.
    pub conditions: Vec<(String, Value<'s>)>,
}

/// Reads every clause; one that is faulty is said and left out.
pub fn load<'s>(sources: &'s Sources<'_>, context: &ClauseContext<'_>) -> LoadedClauses<'s> {
    let mut loaded = LoadedClauses { library: ClauseLibrary::default(), conditions: Vec::new() };
    let files: Vec<_> = sources.under(FOLDER).collect();
    for file in &files {
        let Some(clause) = record::read(file, context) else { continue };
        if let Some(condition) = file.optional("si") {
            loaded.conditions.push((clause.id.clone(), condition));
        }
        if let Err(twice) = loaded.library.add(clause) {
            file.fault(format!("une autre clause s’appelle déjà « {} »", twice.id));
        }
    }
    guidance::check_links(&files, &loaded.library);
    loaded
}

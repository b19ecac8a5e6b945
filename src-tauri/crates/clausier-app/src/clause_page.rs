//! A clause as the command line shows it: its record, and its text level by level.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clausier_core::clauses::{Clause, ClauseRecord, ClauseVersion, clause_record, render};
use clausier_core::document::to_plain_text;
use clausier_core::french;
use clausier_core::tender::Level;

use crate::clauses::{find, version_of};
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::search::word;

/// Which clause, and how much of it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Asked<'a> {
    pub id: &'a str,
    /// Absent: the one in force.
    pub version: Option<&'a str>,
    /// A word of the contract; absent: every level.
    pub level: Option<&'a str>,
}

/// The record, and the same as a person reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClausePage {
    /// The record, with the level asked alone, or with all of them.
    pub record: ClauseRecord,
    /// The text, with the values proposed, to be read or pasted.
    pub lines: Vec<String>,
}

/// Shows a clause with every level, or with the one asked.
pub fn show(engine: &Engine, asked: Asked<'_>, today: NaiveDate) -> UserResult<ClausePage> {
    let level = word::<Level>("level", asked.level)?;
    let clause = find(engine, asked.id)?;
    let version = version_of(&clause, asked.version, today)?;
    if level.is_some_and(|level| !version.levels.contains_key(&level)) {
        return Err(UserError::new("clause-niveau", &[("clause", &clause.id)]));
    }
    let mut record = clause_record(&clause, version);
    record.levels.retain(|one| level.is_none_or(|level| one.level == level));
    let lines = lines(&clause, version, &record);
    Ok(ClausePage { record, lines })
}

/// Writes the title once, then each level under its name; what sets it apart comes before its words.
fn lines(clause: &Clause, version: &ClauseVersion, record: &ClauseRecord) -> Vec<String> {
    let mut lines = vec![record.title.clone(), format!("{}, version {}", record.clause, record.version)];
    for level in &record.levels {
        lines.push(String::new());
        lines.push(format!("— {}", level_name(level.level)));
        lines.extend(level.difference.as_deref().map(|difference| french::typography(&format!("Ce qui change : {difference}"))));
        lines.push(String::new());
        lines.push(to_plain_text(&render(clause, version, level.level, &BTreeMap::new()).blocks));
    }
    lines
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Basic => "De base",
        Level::Advanced => "Renforcé",
        Level::Exemplary => "Exemplaire",
    }
}

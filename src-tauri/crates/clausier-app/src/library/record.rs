//! One clause of the library with what surrounds it: its levels ready to be read, the titles of what it
//! names, and the tenders that use it.

use clausier_core::clauses::{ClauseRecord, ScreenBlock, clause_record, render};
use clausier_core::tender::{Level, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::clauses::{find, version_of};
use crate::error::UserResult;
use crate::now::Now;
use crate::store_errors::sentence;

/// A clause as the library shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LibraryClause {
    pub record: ClauseRecord,
    /// Each level with the values proposed.
    pub levels: Vec<LibraryLevel>,
    /// Titles of the obligations served or repeated, and of the clauses linked.
    pub names: Vec<Named>,
    /// Names of the families that it is written for; empty = all.
    pub families: Vec<String>,
    pub used_in: Vec<TenderUse>,
}

/// One level, ready to be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LibraryLevel {
    pub level: Level,
    pub difference: Option<String>,
    pub screen: Vec<ScreenBlock>,
    /// The same as plain characters, to paste elsewhere.
    pub text: String,
}

/// An identifier and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A tender that keeps the clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct TenderUse {
    pub id: TenderId,
    pub title: Option<String>,
    pub reference: Option<String>,
    pub level: Option<Level>,
    /// The version kept; none = the one in force on the day of its consultation.
    pub version: Option<String>,
}

/// Shows a clause, at that version or at the one in force.
pub fn show(app: &App, id: &str, version: Option<&str>, now: &Now) -> UserResult<LibraryClause> {
    let clause = find(&app.engine, id)?;
    let version = version_of(&clause, version, now.today)?;
    let given = std::collections::BTreeMap::new();
    let levels = version.levels.iter().map(|(level, text)| LibraryLevel {
        level: *level,
        difference: text.difference.as_deref().map(clausier_core::french::typography),
        screen: render(&clause, version, *level, &given).screen,
        text: crate::clauses::level_text(&clause, version, *level),
    });
    let record = clause_record(&clause, version);
    Ok(LibraryClause {
        levels: levels.collect(),
        names: names(app, &record),
        families: clause.families.iter().filter_map(|family| app.engine.catalogue.families.find(*family)).map(|one| one.name.clone()).collect(),
        used_in: uses(app, id)?,
        record,
    })
}

fn names(app: &App, record: &ClauseRecord) -> Vec<Named> {
    let titles = app.engine.titles();
    let ids = record.serves.iter().chain(&record.legal_floor).chain(record.links.all());
    ids.filter_map(|id| Some(Named { id: id.clone(), name: titles.get(id)?.clone() })).collect()
}

pub(crate) fn uses(app: &App, clause: &str) -> UserResult<Vec<TenderUse>> {
    let tenders = app.with_store(|store| store.using_clause(clause).map_err(|error| sentence(&error)))?;
    Ok(tenders.into_iter().filter_map(|tender| using(&tender, clause)).collect())
}

fn using(tender: &Tender, clause: &str) -> Option<TenderUse> {
    let selection = tender.selections.iter().find(|selection| selection.clause == clause)?;
    Some(TenderUse {
        id: tender.id,
        title: tender.title.clone(),
        reference: tender.reference.clone(),
        level: selection.level,
        version: selection.version.clone(),
    })
}

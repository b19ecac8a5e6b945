//! Search in the clause library. The index is a base in memory, made once for a catalogue: a damaged
//! base of this computer never prevents a search.

use clausier_catalogue::Catalogue;
use clausier_core::clauses::{ClauseLibrary, Families, search_rows};
use clausier_core::tender::Theme;
use clausier_store::{Hit, SearchQuery, SearchRow, Store};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::store_errors::sentence;

/// Hits given when no limit is asked.
const LIMIT: usize = 20;

/// What is looked for; the filters are words of the contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Question {
    pub text: String,
    pub theme: Option<String>,
    pub family: Option<String>,
    pub document: Option<String>,
    pub level: Option<String>,
    pub limit: Option<usize>,
}

/// A clause found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SearchHit {
    pub clause: String,
    pub version: String,
    pub title: String,
    pub theme: Theme,
    /// The higher the better; means nothing from one search to another.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub score: f64,
    pub excerpt: String,
}

/// The best hits, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SearchResult {
    pub total: u32,
    pub hits: Vec<SearchHit>,
}

/// Searches the library; an empty text lists what passes the filters.
pub fn search(engine: &Engine, question: &Question) -> UserResult<SearchResult> {
    let query = SearchQuery {
        text: question.text.clone(),
        theme: word("theme", question.theme.as_deref())?,
        family: word("family", question.family.as_deref())?,
        document: word("document", question.document.as_deref())?,
        level: word("level", question.level.as_deref())?,
        limit: question.limit.unwrap_or(LIMIT),
        synonyms: engine.synonyms(),
    };
    let found = engine.with_index(|index| index.search_clauses(&query).map_err(|error| sentence(&error)))?;
    Ok(SearchResult { total: found.total.try_into().unwrap_or(u32::MAX), hits: found.hits.into_iter().map(hit).collect() })
}

/// Makes the index of a catalogue, in memory.
pub(crate) fn index(catalogue: &Catalogue) -> UserResult<Store> {
    // The newest wording of each clause is what a person looks for, whatever the day.
    let rows = search_rows(&catalogue.library, chrono::NaiveDate::MAX).into_iter();
    let rows: Vec<SearchRow> = rows.map(|row| with_families(row, &catalogue.families)).map(row).collect();
    let mut store = Store::in_memory().map_err(|error| sentence(&error))?;
    store.index_clauses(&rows, chrono::DateTime::UNIX_EPOCH).map_err(|error| sentence(&error))?;
    Ok(store)
}

/// Lists the organisation's own clauses that a text finds, the best first; an empty text lists them all.
pub(crate) fn own(engine: &Engine, text: &str) -> UserResult<Vec<String>> {
    let library = engine.library();
    let own = ClauseLibrary::new(library.list().filter(|clause| clause.is_own()).cloned()).unwrap_or_default();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<SearchRow> = search_rows(&own, chrono::NaiveDate::MAX).into_iter().map(row).collect();
    let mut store = Store::in_memory().map_err(|error| sentence(&error))?;
    store.index_clauses(&rows, chrono::DateTime::UNIX_EPOCH).map_err(|error| sentence(&error))?;
    let query = SearchQuery { text: text.to_owned(), limit: own.len(), synonyms: engine.synonyms(), ..SearchQuery::default() };
    let found = store.search_clauses(&query).map_err(|error| sentence(&error))?;
    Ok(found.hits.into_iter().map(|hit| hit.clause).collect())
}

/// Lets the name of a family (« gardiennage ») find the clauses of its short list.
fn with_families(mut row: clausier_core::clauses::SearchRow, families: &Families) -> clausier_core::clauses::SearchRow {
    let listed = families.list().iter().filter(|family| family.priorities.iter().any(|priority| priority.clause == row.clause));
    for family in listed {
        row.summary.push_str("\n\n");
        row.summary.push_str(&family.name);
    }
    row
}

fn row(row: clausier_core::clauses::SearchRow) -> SearchRow {
    SearchRow {
        id: row.clause,
        version: row.version,
        title: row.title,
        keywords: row.keywords,
        summary: row.summary,
        body: row.body,
        theme: row.theme,
        families: row.families,
        documents: row.documents,
        levels: row.levels,
    }
}

fn hit(hit: Hit) -> SearchHit {
    SearchHit {
        clause: hit.clause,
        version: hit.version,
        title: hit.title,
        theme: hit.theme,
        score: (hit.score * 1000.0).round() / 1000.0,
        excerpt: hit.excerpt,
    }
}

/// Reads a word of the contract.
pub(crate) fn word<T: DeserializeOwned>(field: &str, given: Option<&str>) -> UserResult<Option<T>> {
    let Some(given) = given else { return Ok(None) };
    let read = serde_json::from_value(serde_json::Value::String(given.to_owned()));
    read.map(Some).map_err(|_| UserError::new("mot-inconnu", &[("champ", field), ("valeur", given)]))
}

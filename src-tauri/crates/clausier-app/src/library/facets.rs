//! Facets: for each way to narrow a search, its values and how many clauses each would leave.

use std::collections::BTreeMap;

use clausier_core::clauses::{ALL_FAMILIES, Clause, Families};
use clausier_core::tender::{ClauseKind, DocumentKind, Family, Level, Theme};
use serde::{Deserialize, Serialize};

use super::LibraryQuestion;
use crate::error::UserResult;
use crate::search::word;

/// A way to narrow a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Facet {
    /// `theme`, `family`, `document`, `level`, `kind`, `effort`.
    pub name: String,
    /// Its values that leave something, in the order of their words.
    pub values: Vec<FacetValue>,
}

/// A value, in words of the contract, and how many clauses it would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FacetValue {
    pub value: String,
    /// Its French name, for a family: the catalogue gives it.
    pub name: Option<String>,
    pub count: u32,
}

/// What the person chose; an absent one lets everything pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Filters {
    pub theme: Option<Theme>,
    pub family: Option<Family>,
    pub document: Option<DocumentKind>,
    pub level: Option<Level>,
    pub kind: Option<ClauseKind>,
    pub effort: Option<u8>,
}

impl Filters {
    /// Reads what was asked; a word that is none of the contract is refused.
    pub(crate) fn of(question: &LibraryQuestion) -> UserResult<Self> {
        Ok(Self {
            theme: word("theme", question.theme.as_deref())?,
            family: word("family", question.family.as_deref())?,
            document: word("document", question.document.as_deref())?,
            level: word("level", question.level.as_deref())?,
            kind: word("kind", question.kind.as_deref())?,
            effort: question.effort.as_deref().and_then(|effort| effort.parse().ok()),
        })
    }

    /// Tells whether a clause passes them all.
    pub fn keep(&self, clause: &Clause) -> bool {
        self.theme.is_none_or(|theme| clause.theme == theme)
            && self.family.is_none_or(|family| clause.fits_every_family() || clause.families.contains(&family))
            && self.document.is_none_or(|document| clause.documents().contains(&document))
            && self.level.is_none_or(|level| levels(clause).contains(&level))
            && self.kind.is_none_or(|kind| clause.kind == kind)
            && self.effort.is_none_or(|effort| clause.effort == effort)
    }
}

/// Lists the levels of the last version.
pub fn levels(clause: &Clause) -> Vec<Level> {
    clause.versions.all().last().map(|version| version.levels.keys().copied().collect()).unwrap_or_default()
}

/// Counts each facet under the other choices only, so that another value of the same can be chosen.
pub fn of(clauses: &[&Clause], filters: &Filters) -> Vec<Facet> {
    vec![
        facet("theme", clauses, &Filters { theme: None, ..*filters }, |clause| vec![clause.theme]),
        facet("family", clauses, &Filters { family: None, ..*filters }, families),
        facet("document", clauses, &Filters { document: None, ..*filters }, Clause::documents),
        facet("level", clauses, &Filters { level: None, ..*filters }, levels),
        facet("kind", clauses, &Filters { kind: None, ..*filters }, |clause| vec![clause.kind]),
        facet("effort", clauses, &Filters { effort: None, ..*filters }, |clause| vec![clause.effort]),
    ]
}

fn families(clause: &Clause) -> Vec<Family> {
    if clause.fits_every_family() { ALL_FAMILIES.to_vec() } else { clause.families.clone() }
}

fn facet<T: Serialize>(name: &str, clauses: &[&Clause], others: &Filters, values: impl Fn(&Clause) -> Vec<T>) -> Facet {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for value in clauses.iter().filter(|clause| others.keep(clause)).flat_map(|clause| values(clause)) {
        let Ok(value) = serde_json::to_value(&value) else { continue };
        *counts.entry(value.as_str().map_or_else(|| value.to_string(), str::to_owned)).or_default() += 1;
    }
    let values = counts.into_iter().map(|(value, count)| FacetValue { value, name: None, count }).collect();
    Facet { name: name.to_owned(), values }
}

/// Gives the families the names that the catalogue gives them.
pub fn name_families(facets: &mut [Facet], families: &Families) {
    for value in facets.iter_mut().filter(|facet| facet.name == "family").flat_map(|facet| &mut facet.values) {
        let family = serde_json::from_value(serde_json::Value::String(value.value.clone())).ok();
        value.name = family.and_then(|family| families.find(family)).map(|record| record.name.clone());
    }
}

//! The library as a screen browses it: search with facets, one clause with what surrounds it, two wordings
//! side by side, and the tenders that use a clause.

mod compare;
mod facets;
mod record;

use clausier_core::tender::{ClauseKind, DocumentKind, Level, Theme};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::UserResult;
use crate::search::{self, Question};
pub(crate) use compare::side_by_side;
pub use compare::{ComparedPart, Comparison, Span, Wording, WordingHead, compare};
pub use facets::{Facet, FacetValue, Filters};
pub(crate) use record::uses;
pub use record::{LibraryClause, LibraryLevel, Named, TenderUse, show};

/// What is looked for, in words of the contract; an absent filter lets everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LibraryQuestion {
    pub text: String,
    pub theme: Option<String>,
    pub family: Option<String>,
    pub document: Option<String>,
    pub level: Option<String>,
    pub kind: Option<String>,
    pub effort: Option<String>,
}

/// A clause found, as a line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LibraryHit {
    pub clause: String,
    pub title: String,
    pub theme: Theme,
    pub kind: ClauseKind,
    pub document: DocumentKind,
    pub levels: Vec<Level>,
    pub effort: u8,
    pub excerpt: String,
}

/// What was found, and how many clauses each further choice would leave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LibraryPage {
    pub hits: Vec<LibraryHit>,
    pub facets: Vec<Facet>,
}

/// Searches the library; an empty text lists it by title. The counts hold the organisation's own clauses, which
/// are listed apart.
pub fn browse(engine: &Engine, question: &LibraryQuestion) -> UserResult<LibraryPage> {
    let filters = Filters::of(question)?;
    let library = engine.library();
    let all = search::search(engine, &Question { text: question.text.clone(), limit: Some(library.len()), ..Question::default() })?;
    let found: Vec<_> = all.hits.iter().filter_map(|hit| Some((hit, library.find(&hit.clause)?))).collect();
    let own = search::own(engine, &question.text)?;
    let clauses: Vec<_> = found.iter().map(|(_, clause)| *clause).chain(own.iter().filter_map(|id| library.find(id))).collect();
    let mut facets = facets::of(&clauses, &filters);
    facets::name_families(&mut facets, &engine.catalogue.families);
    let kept = found.into_iter().filter(|(_, clause)| filters.keep(clause));
    let hits = kept.map(|(hit, clause)| LibraryHit {
        clause: clause.id.clone(),
        title: hit.title.clone(),
        theme: clause.theme,
        kind: clause.kind,
        document: clause.document,
        levels: facets::levels(clause),
        effort: clause.effort,
        excerpt: hit.excerpt.clone(),
    });
    Ok(LibraryPage { hits: hits.collect(), facets })
}

//! Own clauses as screens show them.

use std::sync::LazyLock;

use clausier_catalogue::OwnRules;
use clausier_core::clauses::{ClauseLibrary, OwnClause, OwnContent, OwnLevel, Part, Rendered, ScreenBlock, check_own, own_text, render_selection};
use clausier_core::document::to_plain_text;
use clausier_core::tender::{ClauseKind, DocumentKind, Family, Level, Selection, Theme};
use clausier_store::{SearchQuery, SearchRow, Store};
use serde::{Deserialize, Serialize};

use super::{all, fault_words, get, is_national, refused, titles};
use crate::app::App;
use crate::clauses::proposed;
use crate::error::UserResult;
use crate::library::{LibraryQuestion, Named, TenderUse, uses};
use crate::now::Now;
use crate::search::word;
use crate::store_errors::sentence;

static RULES: LazyLock<OwnRules> = LazyLock::new(OwnRules::embedded);

/// The clause of the catalogue that an own clause started from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnParentView {
    pub clause: String,
    pub version: String,
    /// None when the catalogue has it no more.
    pub title: Option<String>,
    /// The version in force, when it is another one: a proposal awaits.
    pub newer: Option<String>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnRow {
    pub clause: String,
    pub version: String,
    pub title: String,
    pub theme: Theme,
    pub kind: ClauseKind,
    pub document: DocumentKind,
    pub levels: Vec<Level>,
    pub parent: Option<OwnParentView>,
}

/// The clauses of the organisation, and the words that their editor needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnList {
    pub rows: Vec<OwnRow>,
    /// The purchase families and their French names.
    pub families: Vec<Named>,
}

/// What a person is writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OwnDraft {
    /// Its identifier.
    pub clause: String,
    /// The version that was read; none for a new clause.
    pub version: Option<String>,
    /// The words.
    pub content: OwnContent,
}

/// A level, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnPreviewLevel {
    pub level: Level,
    pub screen: Vec<ScreenBlock>,
    /// The same as plain characters.
    pub text: String,
}

/// What a rule of the catalogue says of a text; it never refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnRemarkView {
    /// None for the title.
    pub level: Option<Level>,
    /// None for the title.
    pub part: Option<Part>,
    pub message: String,
    pub hint: Option<String>,
}

/// A draft as it would be written, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OwnPreview {
    /// Each level, ready to be read.
    pub levels: Vec<OwnPreviewLevel>,
    /// Advice.
    pub remarks: Vec<OwnRemarkView>,
    /// Why it cannot be kept as it stands.
    pub fault: Option<String>,
}

/// One clause, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OwnSheet {
    pub row: OwnRow,
    pub content: OwnContent,
    /// Numbers of its wordings, the present one first.
    pub versions: Vec<String>,
    pub preview: OwnPreview,
    pub used_in: Vec<TenderUse>,
}

/// Lists the clauses of the organisation, by title.
pub fn list(app: &App, now: &Now) -> UserResult<OwnList> {
    let mut rows: Vec<OwnRow> = all(app)?.iter().map(|clause| row(app, clause, now)).collect();
    rows.sort_by_key(|row| clausier_core::french::fold(&row.title));
    let families = app.engine.catalogue.families.list().iter();
    let named = families.filter_map(|family| Some(Named { id: spelt(&family.family)?, name: family.name.clone() }));
    Ok(OwnList { rows, families: named.collect() })
}

/// Searches the clauses of the organisation as the library is searched; an empty text lists them.
pub fn browse(app: &App, question: &LibraryQuestion, now: &Now) -> UserResult<Vec<OwnRow>> {
    // Only our own clauses have an effort.
    if question.effort.is_some() {
        return Ok(Vec::new());
    }
    let clauses = all(app)?;
    let kind: Option<ClauseKind> = word("kind", question.kind.as_deref())?;
    let query = SearchQuery {
        text: question.text.clone(),
        theme: word("theme", question.theme.as_deref())?,
        family: word("family", question.family.as_deref())?,
        document: word("document", question.document.as_deref())?,
        level: word("level", question.level.as_deref())?,
        limit: clauses.len(),
        synonyms: app.engine.synonyms(),
    };
    let found = index(&clauses)?.search_clauses(&query).map_err(|error| sentence(&error))?;
    let kept = found.hits.iter().filter_map(|hit| clauses.iter().find(|clause| clause.id == hit.clause));
    Ok(kept.filter(|clause| kind.is_none_or(|kind| clause.current.content.kind == kind)).map(|clause| row(app, clause, now)).collect())
}

fn index(clauses: &[OwnClause]) -> UserResult<Store> {
    let rows: Vec<SearchRow> = clauses.iter().map(search_row).collect();
    let mut store = Store::in_memory().map_err(|error| sentence(&error))?;
    store.index_clauses(&rows, chrono::DateTime::UNIX_EPOCH).map_err(|error| sentence(&error))?;
    Ok(store)
}

fn search_row(clause: &OwnClause) -> SearchRow {
    let content = &clause.current.content;
    let texts: Vec<String> = content.levels.iter().map(own_text).collect();
    SearchRow {
        id: clause.id.clone(),
        version: clause.current.version.clone(),
        title: content.title.clone(),
        keywords: content.parent.as_ref().map(|parent| parent.clause.clone()).unwrap_or_default(),
        summary: content.levels.first().map(|level| level.requirement.clone()).unwrap_or_default(),
        body: texts.join("\n\n"),
        theme: content.theme,
        families: if content.families.is_empty() { clausier_core::clauses::ALL_FAMILIES.to_vec() } else { content.families.clone() },
        documents: vec![content.document],
        levels: content.levels.iter().map(|level| level.level).collect(),
    }
}

/// Shows one clause.
pub fn sheet(app: &App, id: &str, now: &Now) -> UserResult<OwnSheet> {
    let (clause, _) = get(app, id)?;
    Ok(OwnSheet {
        row: row(app, &clause, now),
        preview: preview(app, id, &clause.current.content)?,
        versions: clause.versions().map(|version| version.version.clone()).collect(),
        content: clause.current.content,
        used_in: uses(app, id)?,
    })
}

/// Shows a draft as it would be written, with what the rules say of it.
pub fn preview(app: &App, id: &str, content: &OwnContent) -> UserResult<OwnPreview> {
    let draft = OwnClause::new(id.trim(), content.clone());
    let fault = check_own(&draft, &|id| is_national(app, id)).err().map(|fault| refused(fault_words(fault)).message);
    let levels: UserResult<Vec<OwnPreviewLevel>> = content.levels.iter().map(|level| previewed(id, content, level)).collect();
    let remarks = RULES.remarks(content).into_iter().map(|one| OwnRemarkView {
        level: one.level,
        part: one.part,
        message: clausier_core::french::typography(&one.message),
        hint: one.hint.map(|hint| clausier_core::french::typography(&hint)),
    });
    Ok(OwnPreview { levels: levels?, remarks: remarks.collect(), fault })
}

fn previewed(id: &str, content: &OwnContent, level: &OwnLevel) -> UserResult<OwnPreviewLevel> {
    let rendered = rendered(id, content, level)?;
    Ok(OwnPreviewLevel { level: level.level, text: format!("{}\n\n{}", rendered.title, to_plain_text(&rendered.blocks)), screen: rendered.screen })
}

fn rendered(id: &str, content: &OwnContent, level: &OwnLevel) -> UserResult<Rendered> {
    let selection = Selection { title: Some(content.title.clone()), text: Some(own_text(level)), level: Some(level.level), ..proposed(id) };
    render_selection(&ClauseLibrary::default(), &selection, chrono::NaiveDate::MIN).map_err(crate::document_errors::selection)
}

pub(super) fn row(app: &App, clause: &OwnClause, now: &Now) -> OwnRow {
    let content = &clause.current.content;
    OwnRow {
        clause: clause.id.clone(),
        version: clause.current.version.clone(),
        title: content.title.clone(),
        theme: content.theme,
        kind: content.kind,
        document: content.document,
        levels: content.levels.iter().map(|level| level.level).collect(),
        parent: content.parent.as_ref().map(|parent| {
            let in_force = app.engine.catalogue.library.in_force_on(&parent.clause, now.today).map(|version| version.version.clone());
            OwnParentView {
                clause: parent.clause.clone(),
                version: parent.version.clone(),
                title: titles(app).remove(&parent.clause),
                newer: in_force.filter(|version| *version != parent.version),
            }
        }),
    }
}

fn spelt(family: &Family) -> Option<String> {
    serde_json::to_value(family).ok()?.as_str().map(str::to_owned)
}

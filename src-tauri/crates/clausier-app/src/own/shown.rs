//! Own clauses as screens show them.

use std::sync::LazyLock;

use clausier_catalogue::OwnRules;
use clausier_core::clauses::{OwnClause, OwnContent, Part, ScreenBlock, as_clause, check_own, render, serving};
use clausier_core::document::to_plain_text;
use clausier_core::french;
use clausier_core::tender::{ClauseKind, DocumentKind, Family, Level, Theme};
use serde::{Deserialize, Serialize};

use super::{all, fault_words, get, is_national, refused, titles};
use crate::app::App;
use crate::coverage::awaits_a_clause;
use crate::engine::Engine;
use crate::error::UserResult;
use crate::library::{Filters, LibraryQuestion, Named, TenderUse, uses};
use crate::now::Now;
use crate::search;

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
    /// The obligations that a clause can help to cover.
    pub obligations: Vec<Named>,
}

/// What a person is writing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// None for the title and for a parameter.
    pub level: Option<Level>,
    /// None for the title, for a parameter, and for a level as a whole.
    pub part: Option<Part>,
    /// The label of the parameter that it is about.
    pub parameter: Option<String>,
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
    rows.sort_by_key(|row| french::fold(&row.title));
    let families = app.engine.catalogue.families.list().iter();
    let named = families.filter_map(|family| Some(Named { id: spelt(&family.family)?, name: family.name.clone() }));
    Ok(OwnList { rows, families: named.collect(), obligations: obligations(&app.engine) })
}

/// Lists the obligations that wait for a clause, or that one of the catalogue serves.
fn obligations(engine: &Engine) -> Vec<Named> {
    let library = &engine.catalogue.library;
    let open = engine.catalogue.law.obligations.iter().filter(|one| awaits_a_clause(one) || !serving(library, &one.id).0.is_empty());
    let mut named: Vec<Named> = open.map(|one| Named { id: one.id.clone(), name: french::typography(&one.title) }).collect();
    named.sort_by_key(|one| french::fold(&one.name));
    named
}

/// Searches the clauses of the organisation as the library is searched; an empty text lists them.
pub fn browse(app: &App, question: &LibraryQuestion, now: &Now) -> UserResult<Vec<OwnRow>> {
    let (filters, clauses) = (Filters::of(question)?, all(app)?);
    let library = app.engine.library();
    let passes = |id: &str| library.find(id).is_some_and(|clause| filters.keep(clause));
    let found = search::own(&app.engine, &question.text)?.into_iter().filter(|id| passes(id));
    Ok(found.filter_map(|id| clauses.iter().find(|clause| clause.id == id)).map(|clause| row(app, clause, now)).collect())
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
    let said = |text: String| french::typography(&text);
    let label = |name: String| content.parameter(&name).map(|one| one.label.clone()).filter(|label| !label.trim().is_empty()).unwrap_or(name);
    let remarks = RULES.remarks(content).into_iter().map(|one| OwnRemarkView {
        level: one.level,
        part: one.part,
        parameter: one.parameter.map(label),
        message: said(one.message),
        hint: one.hint.map(said),
    });
    Ok(OwnPreview { levels: previewed(&draft), remarks: remarks.chain(unknown_duties(app, content)).collect(), fault })
}

/// A duty that this catalogue does not have is covered by nothing.
fn unknown_duties(app: &App, content: &OwnContent) -> Vec<OwnRemarkView> {
    let law = &app.engine.catalogue.law;
    let unknown = content.serves.iter().filter(|id| law.obligation(id).is_none());
    let remark = |id: &String| OwnRemarkView {
        level: None,
        part: None,
        parameter: None,
        message: french::typography(&format!("« {id} » n’est pas une obligation de cette édition")),
        hint: Some("retirez-la, ou choisissez-en une autre".to_owned()),
    };
    unknown.map(remark).collect()
}

/// Shows each level with the values proposed.
fn previewed(draft: &OwnClause) -> Vec<OwnPreviewLevel> {
    let Some(clause) = as_clause(draft) else { return Vec::new() };
    let Some(version) = clause.versions.all().last() else { return Vec::new() };
    let shown = |level: &Level| {
        let rendered = render(&clause, version, *level, &std::collections::BTreeMap::new());
        OwnPreviewLevel { level: *level, text: format!("{}\n\n{}", rendered.title, to_plain_text(&rendered.blocks)), screen: rendered.screen }
    };
    version.levels.keys().map(shown).collect()
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

//! Clauses of the library as the screens and the command line ask for them.

use std::sync::Arc;

use chrono::NaiveDate;
use clausier_core::clauses::{
    Clause, ClauseLibrary, ClauseRow, ClauseVersion, ParameterProblem, Rendered, clause_record, list_clauses, parameter_fields, render,
    render_selection,
};
use clausier_core::document::to_plain_text;
use clausier_core::french;
use clausier_core::tender::{DocumentKind, Level, Scalar, Selection, Tender, TenderId};

use crate::app::App;
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::store_errors::about;
use crate::wire::ClauseView;

/// What keeping a clause pins down.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Choice {
    pub version: String,
    pub level: Level,
    pub document: DocumentKind,
}

/// Lists the clauses in force on a day.
pub fn list(engine: &Engine, today: NaiveDate) -> Vec<ClauseRow> {
    list_clauses(&engine.catalogue.library, today)
}

/// Returns the text of one level, with the values proposed, to be read or pasted.
pub(crate) fn level_text(clause: &Clause, version: &ClauseVersion, level: Level) -> String {
    text(&render(clause, version, level, &std::collections::BTreeMap::new()))
}

/// Decides what keeping a clause writes in the tender: the version in force, the level asked or the
/// lowest, the document.
pub fn choice(engine: &Engine, tender: &Tender, clause: &str, level: Option<Level>, now: &Now) -> UserResult<Choice> {
    let kept = tender.selections.iter().find(|selection| selection.clause == clause);
    let clause = found(&engine.library_of(tender), clause)?;
    let pinned = kept.and_then(|selection| selection.version.as_deref());
    let version = version_of(&clause, pinned, day(tender, now))?;
    let level = level.unwrap_or_else(|| version.lowest_level());
    if !version.levels.contains_key(&level) {
        return Err(UserError::new("clause-niveau", &[("clause", &clause.id)]));
    }
    let document = if engine.is_small(tender, now.today) { single_document(tender) } else { clause.document };
    Ok(Choice { version: version.version.clone(), level, document })
}

/// Refuses a value that does not fit its parameter; no value always fits.
pub fn check_parameter(engine: &Engine, tender: &Tender, clause: &str, parameter: &str, value: Option<&Scalar>, now: &Now) -> UserResult<()> {
    let kept = tender.selections.iter().find(|selection| selection.clause == clause);
    let kept = kept.ok_or_else(|| UserError::new("clause-non-retenue", &[("clause", clause)]))?;
    let library = engine.library_of(tender);
    let Some((_, version)) = library.selected(kept, day(tender, now)) else { return Ok(()) };
    let Some(known) = version.parameter(parameter) else {
        return Err(UserError::new("parametre-inconnu", &[("clause", clause), ("parametre", parameter)]));
    };
    let Some(value) = value else { return Ok(()) };
    clausier_core::clauses::check_parameter(known, value)
        .map_err(|problem| UserError::new("parametre-invalide", &[("parametre", &known.label), ("detail", &problem_words(&problem))]))
}

/// Shows a clause, with the choices that a tender made of it.
pub fn view(app: &App, id: Option<TenderId>, clause: &str, level: Option<Level>, now: &Now) -> UserResult<ClauseView> {
    let tender = id.map(|id| app.with_store(|store| store.get(id).map_err(about(id)))).transpose()?.map(|stored| stored.tender);
    show_view(&app.engine, tender.as_ref(), clause, level, now)
}

fn show_view(engine: &Engine, tender: Option<&Tender>, id: &str, level: Option<Level>, now: &Now) -> UserResult<ClauseView> {
    let library = tender.map_or_else(|| engine.library(), |tender| engine.library_of(tender));
    let clause = found(&library, id)?;
    let day = tender.map_or(now.today, |tender| day(tender, now));
    let kept = tender.and_then(|tender| tender.selections.iter().find(|selection| selection.clause == id));
    let shown = kept.cloned().unwrap_or_else(|| proposed(id));
    let version = version_of(&clause, shown.version.as_deref(), day)?;
    let level = version.level_or_below(level.or(shown.level).unwrap_or_else(|| version.lowest_level()));
    let shown = Selection { level: Some(level), version: Some(version.version.clone()), ..shown };
    let rendered = render_selection(&library, &shown, day).map_err(document_errors::selection)?;
    let aside = tender.and_then(|tender| tender.set_aside.iter().find(|aside| aside.clause == id));
    Ok(ClauseView {
        record: clause_record(&clause, version),
        level,
        fields: parameter_fields(version, level, &shown.parameters),
        kept: kept.is_some(),
        set_aside: aside.map(|aside| aside.reason.clone()),
        text: text(&rendered),
        rendered,
    })
}

/// A selection that nobody made yet: the clause as the catalogue proposes it.
pub(crate) fn proposed(clause: &str) -> Selection {
    Selection {
        clause: clause.to_owned(),
        version: None,
        level: None,
        document: None,
        document_id: None,
        lots: Vec::new(),
        parameters: std::collections::BTreeMap::new(),
        title: None,
        text: None,
        at: None,
        note: None,
    }
}

/// The day that selects the versions: the consultation, else today.
pub(crate) fn day(tender: &Tender, now: &Now) -> NaiveDate {
    tender.consultation_on.unwrap_or(now.today)
}

/// A small purchase has one document: its contract when the file has one, else the letter.
pub(crate) fn single_document(tender: &Tender) -> DocumentKind {
    let has_ccp = tender.documents.iter().any(|document| document.kind == DocumentKind::Ccp);
    if has_ccp { DocumentKind::Ccp } else { DocumentKind::LettreConsultation }
}

/// Returns a clause of the catalogue or of the organisation.
pub(crate) fn find(engine: &Engine, id: &str) -> UserResult<Arc<Clause>> {
    found(&engine.library(), id)
}

fn found(library: &ClauseLibrary, id: &str) -> UserResult<Arc<Clause>> {
    library.share(id).ok_or_else(|| UserError::new("clause-inconnue", &[("clause", id)]))
}

pub(crate) fn version_of<'a>(clause: &'a Clause, version: Option<&str>, day: NaiveDate) -> UserResult<&'a ClauseVersion> {
    let Some(named) = version else { return Ok(clause.versions.in_force_on(day)) };
    clause.versions.get(named).ok_or_else(|| UserError::new("clause-version", &[("clause", &clause.id), ("version", named)]))
}

fn text(rendered: &Rendered) -> String {
    format!("{}\n\n{}", rendered.title, to_plain_text(&rendered.blocks))
}

fn problem_words(problem: &ParameterProblem) -> String {
    match problem {
        ParameterProblem::NotANumber => "un nombre est attendu".to_owned(),
        ParameterProblem::NotAnAmount => "un montant est attendu, par exemple 300 ou 1,5 k€".to_owned(),
        ParameterProblem::NotADate => "une date est attendue, par exemple 15/09/2026".to_owned(),
        ParameterProblem::NotAText => "un texte est attendu".to_owned(),
        ParameterProblem::WrongUnit { expected } => format!("l’unité attendue est « {expected} »"),
        ParameterProblem::BelowMinimum { minimum } => format!("la valeur ne peut pas être inférieure à {minimum}"),
        ParameterProblem::AboveMaximum { maximum } => format!("la valeur ne peut pas dépasser {maximum}"),
        ParameterProblem::NotInChoices { choices } => {
            let choices: Vec<String> = choices.iter().map(|choice| format!("« {choice} »")).collect();
            format!("choisissez {}", french::join(&choices, "ou"))
        }
    }
}

//! Everything a screen of one tender shows, computed anew at each change.

use clausier_core::clauses::{Checklist, Suggestion, SuggestionState};
use clausier_core::french;
use clausier_core::law::{Assessment, Line, Outcome};
use clausier_core::tender::{Tender, TenderId};
use clausier_store::Steps;

use crate::app::App;
use crate::engine::Engine;
use crate::error::UserResult;
use crate::now::Now;
use crate::store_errors::{about, sentence};
use crate::wire::TenderView;
use crate::{criteria_view, facts_view, tasks};

/// Shows a tender of the base.
pub fn of(app: &App, id: TenderId, now: &Now) -> UserResult<TenderView> {
    let (stored, steps, written) = app.with_store(|store| {
        let stored = store.get(id).map_err(about(id))?;
        let steps = store.steps(id).map_err(|error| sentence(&error))?;
        let written = store.exported_documents(id).map_err(|error| sentence(&error))?;
        Ok((stored, steps, written))
    })?;
    Ok(show(&app.engine, stored.tender, stored.rev, &steps, &written, now))
}

fn show(engine: &Engine, tender: Tender, rev: i64, steps: &Steps, written: &[String], now: &Now) -> TenderView {
    let assessment = engine.assess(&tender, now.today);
    let checklist = engine.checklist_of(&tender, &assessment, now.today);
    let criteria = criteria_view::of(&tender, &assessment);
    let facts = facts_view::of(engine, &tender, &assessment);
    let small = engine.is_small_given(&tender, &assessment, now.today);
    let small_choice = if small { engine.small_purchase(&tender, &assessment, now.today) } else { Vec::new() };
    let needs = engine.progress(&tender, now.today);
    let state =
        tasks::State { tender: &tender, assessment: &assessment, checklist: &checklist, criteria: &criteria, facts: &facts, written, needs: &needs };
    let tasks = if small { tasks::of_small(&state) } else { tasks::of(&state) };
    TenderView {
        id: tender.id,
        rev,
        assessment,
        checklist,
        criteria,
        facts,
        tasks,
        can_undo: steps.undo.is_some(),
        can_redo: steps.redo.is_some(),
        small,
        small_choice,
        proportion: engine.proportion(&tender),
        tender,
    }
}

/// One line of an assessment, as the command line prints it.
pub fn line_sentence(line: &Line) -> String {
    let outcome = match line.outcome {
        Outcome::Applies => "s’applique",
        Outcome::Lever => "possible",
        Outcome::ToVerify => "à vérifier",
        Outcome::Undetermined => "à préciser",
        Outcome::NotApplicable => "ne s’applique pas",
    };
    french::typography(&format!("{:<22} {outcome} : {}", line.obligation, line.because))
}

/// What a check found, and why.
pub(crate) fn check_told(check: &Line) -> String {
    french::typography(&format!("{}. {}", check.title, check.because))
}

/// One check of an assessment, as the command line prints it.
pub fn check_sentence(check: &Line) -> String {
    french::typography(&format!("{:<22} à relire : {}", check.obligation, check_told(check)))
}

/// A checklist in lines, a theme after the other, each clause with its reason.
pub fn checklist_sentences(checklist: &Checklist) -> Vec<String> {
    let mut lines = Vec::new();
    for theme in &checklist.themes {
        lines.push(format!("— {}", theme_name(theme.theme)));
        for suggestion in &theme.suggestions {
            lines.push(format!("{:<8} {} ({})", suggestion.clause, suggestion.title, suggestion_word(suggestion)));
            lines.push(format!("{:<8} {}", "", suggestion.because));
        }
        lines.extend(theme.empty_because.clone());
    }
    lines
}

/// What the buyer did with a suggestion; while nothing is done, why it is there.
fn suggestion_word(suggestion: &Suggestion) -> &'static str {
    match suggestion.state {
        SuggestionState::Kept => "retenue",
        SuggestionState::SetAside => "écartée",
        SuggestionState::Open if suggestion.mandatory => "obligation à couvrir",
        SuggestionState::Open => "proposée",
    }
}

fn theme_name(theme: clausier_core::tender::Theme) -> &'static str {
    use clausier_core::tender::Theme;
    match theme {
        Theme::Environment => "Environnement",
        Theme::AntiDiscrimination => "Lutte contre les discriminations",
        Theme::Insertion => "Insertion",
        Theme::AirQuality => "Qualité de l’air",
        Theme::Biodiversity => "Biodiversité",
        Theme::SmeInnovation => "PME et innovation",
    }
}

/// Tells whether an assessment leaves an obligation to cover.
pub(crate) fn open_lines(assessment: &Assessment) -> usize {
    assessment.lines.iter().filter(|line| line.is_open() && line.satisfied != clausier_core::law::Coverage::NotAssessed).count()
}

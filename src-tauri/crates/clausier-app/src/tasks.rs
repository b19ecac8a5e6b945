//! The tasks of a tender's dashboard: where each leads, how far it is.

use clausier_core::clauses::{Checklist, SuggestionState};
use clausier_core::french;
use clausier_core::law::{Assessment, Outcome};
use clausier_core::needs::{NeedsView, TopicStatus};
use clausier_core::tender::Tender;

use crate::view::open_lines;
use crate::wire::{CriteriaView, FactsView, Severity, Task, TaskState};

/// What the tasks are judged on.
pub(crate) struct State<'a> {
    pub(crate) tender: &'a Tender,
    pub(crate) assessment: &'a Assessment,
    pub(crate) checklist: &'a Checklist,
    pub(crate) criteria: &'a CriteriaView,
    pub(crate) facts: &'a FactsView,
    /// Names of the files that clauses were written into.
    pub(crate) written: &'a [String],
    /// The interview on the need.
    pub(crate) needs: &'a NeedsView,
}

/// Lists the tasks of a tender.
pub(crate) fn of(state: &State<'_>) -> Vec<Task> {
    vec![needs(state), facts(state), obligations(state), clauses(state), criteria(state), export(state)]
}

/// Lists the tasks of a small purchase.
pub(crate) fn of_small(state: &State<'_>) -> Vec<Task> {
    vec![letter(state), clauses(state), obligations(state)]
}

fn needs(state: &State<'_>) -> Task {
    let topics = &state.needs.topics;
    let is = |statuses: &[TopicStatus]| topics.iter().all(|topic| statuses.contains(&topic.status));
    let progress = if is(&[TopicStatus::Done, TopicStatus::NotApplicable]) {
        TaskState::Done
    } else if state.needs.answered == 0 {
        TaskState::ToDo
    } else if is(&[TopicStatus::Done, TopicStatus::NotApplicable, TopicStatus::ToCheck]) {
        TaskState::ToCheck
    } else {
        TaskState::InProgress
    };
    let answered = usize::try_from(state.needs.answered).unwrap_or(usize::MAX);
    let detail = match state.needs.answered {
        0 => "aucune réponse".to_owned(),
        _ => format!("{} sur {}", french::count(answered, "réponse", "réponses"), french::integer(i64::from(state.needs.total))),
    };
    task("needs", progress, &detail)
}

fn facts(state: &State<'_>) -> Task {
    let tender = state.tender;
    let needed = [
        ("objet", tender.title.is_some()),
        ("nature", tender.nature.is_some()),
        ("montant", tender.value_of_need().is_some()),
        ("code CPV", !tender.all_cpv().is_empty()),
        ("date de consultation", tender.consultation_on.is_some()),
        ("durée", tender.duration_months.is_some()),
        ("acheteur", tender.buyer.as_ref().is_some_and(|buyer| buyer.kind.is_some())),
    ];
    let missing: Vec<&str> = needed.iter().filter(|(_, known)| !known).map(|(name, _)| *name).collect();
    let doubts = state.facts.doubts.len();
    let (progress, detail) = if missing.len() == needed.len() {
        (TaskState::ToDo, "rien n’est encore saisi".to_owned())
    } else if !missing.is_empty() {
        (TaskState::InProgress, format!("il manque : {}", missing.join(", ")))
    } else if doubts > 0 {
        (TaskState::ToCheck, french::count(doubts, "point à vérifier", "points à vérifier"))
    } else {
        (TaskState::Done, "les faits essentiels sont connus".to_owned())
    };
    task("facts", progress, &detail)
}

fn obligations(state: &State<'_>) -> Task {
    let count = |outcome: Outcome| state.assessment.lines.iter().filter(|line| line.outcome == outcome).count();
    let (open, unknown, doubtful) = (open_lines(state.assessment), count(Outcome::Undetermined), count(Outcome::ToVerify));
    let parts = [(open, "à couvrir", "à couvrir"), (unknown, "à préciser", "à préciser"), (doubtful, "à vérifier", "à vérifier")];
    let shown: Vec<String> =
        parts.iter().filter(|(number, _, _)| *number > 0).map(|(number, one, several)| french::count(*number, one, several)).collect();
    let progress = match (open, unknown, doubtful) {
        (0, 0, 0) => TaskState::Done,
        (0, 0, _) => TaskState::ToCheck,
        (_, _, _) if state.tender.value_of_need().is_none() && state.tender.selections.is_empty() => TaskState::ToDo,
        (_, _, _) => TaskState::InProgress,
    };
    let detail = if shown.is_empty() { "tout est couvert".to_owned() } else { shown.join(", ") };
    task("obligations", progress, &detail)
}

fn clauses(state: &State<'_>) -> Task {
    let counters = || state.checklist.themes.iter().map(|theme| theme.counters);
    let kept = state.tender.selections.len();
    let to_complete: u32 = counters().map(|counters| counters.to_complete).sum();
    let needed = state.checklist.themes.iter().flat_map(|theme| &theme.suggestions);
    let waiting = needed.filter(|one| one.mandatory && one.state == SuggestionState::Open).count();
    let progress = match (kept, to_complete, waiting) {
        (0, _, _) => TaskState::ToDo,
        (_, 0, 0) => TaskState::Done,
        (_, 0, _) => TaskState::ToCheck,
        (_, _, _) => TaskState::InProgress,
    };
    let mut detail = if kept == 0 { "aucune retenue".to_owned() } else { french::count(kept, "retenue", "retenues") };
    if to_complete > 0 {
        detail.push_str(&format!(", {} à compléter", french::integer(i64::from(to_complete))));
    }
    task("clauses", progress, &detail)
}

fn criteria(state: &State<'_>) -> Task {
    let count = |severity: Severity| state.criteria.advice.iter().filter(|advice| advice.severity == severity).count();
    let (progress, detail) = if state.tender.criteria.is_empty() && state.tender.lots.iter().all(|lot| lot.criteria.is_none()) {
        (TaskState::ToDo, "aucun critère".to_owned())
    } else if count(Severity::ToFix) > 0 {
        (TaskState::InProgress, state.criteria.sentence.clone())
    } else if count(Severity::ToCheck) > 0 {
        (TaskState::ToCheck, french::count(count(Severity::ToCheck), "point à vérifier", "points à vérifier"))
    } else {
        (TaskState::Done, state.criteria.sentence.clone())
    };
    task("criteria", progress, &detail)
}

fn export(state: &State<'_>) -> Task {
    let (progress, detail) = match (state.tender.selections.len(), state.written) {
        (0, _) => (TaskState::ToDo, "aucune clause à écrire".to_owned()),
        (_, []) => (TaskState::ToDo, "rien n’est encore écrit".to_owned()),
        (_, [one]) => (TaskState::Done, format!("écrit dans « {one} »")),
        (_, several) => (TaskState::Done, format!("écrit dans {}", french::count(several.len(), "pièce", "pièces"))),
    };
    task("export", progress, &detail)
}

fn letter(state: &State<'_>) -> Task {
    let tender = state.tender;
    let needed = [("objet", tender.title.is_some()), ("montant", tender.estimated_value_eur.is_some()), ("date", tender.consultation_on.is_some())];
    let missing: Vec<&str> = needed.iter().filter(|(_, known)| !known).map(|(name, _)| *name).collect();
    let quotes = tender.quotes.len();
    let (progress, detail) = if missing.len() == needed.len() {
        (TaskState::ToDo, "trois faits à donner".to_owned())
    } else if !missing.is_empty() {
        (TaskState::InProgress, format!("il manque : {}", missing.join(", ")))
    } else if quotes == 0 {
        (TaskState::InProgress, "la lettre est prête, aucun devis noté".to_owned())
    } else {
        (TaskState::Done, french::count(quotes, "devis noté", "devis notés"))
    };
    task("letter", progress, &detail)
}

fn task(screen: &str, state: TaskState, detail: &str) -> Task {
    Task { screen: screen.to_owned(), state, detail: french::typography(detail) }
}

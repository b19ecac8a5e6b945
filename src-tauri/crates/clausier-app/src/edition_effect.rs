//! What a new edition changes for tenders that are not launched yet: each is assessed with both, on
//! the same day, and the lines are compared.

use chrono::NaiveDate;
use clausier_core::french;
use clausier_core::law::{Coverage, Line, Outcome, Standing};
use clausier_core::tender::{Stage, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::engine::Engine;
use crate::error::UserResult;
use crate::now::Now;
use crate::store_errors::{about, sentence};

/// One line of the assessment that a new edition changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LineChange {
    /// Identifier of the obligation, or of the check.
    pub obligation: String,
    /// Its title in the new edition, else in the old one.
    pub title: String,
    /// `added`, `removed`, `outcome`, `coverage`.
    pub what: String,
    /// What the old edition said; absent when it did not know the rule, or had nothing to say.
    pub before: Option<Outcome>,
    /// What the new edition says.
    pub after: Option<Outcome>,
    /// The same for a person.
    pub sentence: String,
}

/// What a new edition changes for one tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TenderEffect {
    /// The tender.
    pub id: TenderId,
    /// Its title.
    pub title: Option<String>,
    /// The lines that change; none when the new edition leaves it as it was.
    pub changes: Vec<LineChange>,
}

/// Assesses a tender with both editions and compares. Sentences are written only for the lines that
/// differ: most lines of most tenders are left as they were.
pub fn of(old: &Engine, new: &Engine, tender: &Tender, today: NaiveDate) -> TenderEffect {
    let (before, after) = (old.standings(tender, today), new.standings(tender, today));
    let differing = differing(&before, &after);
    let changes = match differing.is_empty() {
        true => Vec::new(),
        false => {
            let ((old_lines, old_checks), (new_lines, new_checks)) =
                (old.lines_of(&differing, tender, today), new.lines_of(&differing, tender, today));
            between((&old_lines, &old_checks), (&new_lines, &new_checks))
        }
    };
    TenderEffect { id: tender.id, title: tender.title.clone(), changes }
}

/// Names the rules that do not stand alike in two editions.
fn differing<'a>(before: &[Standing<'a>], after: &[Standing<'a>]) -> Vec<&'a str> {
    if before == after {
        return Vec::new();
    }
    let alone = |one: &&Standing<'a>, others: &[Standing<'a>]| !others.contains(one);
    let gone = before.iter().filter(|one| alone(one, after));
    let new = after.iter().filter(|one| alone(one, before));
    gone.chain(new).map(|standing| standing.obligation).collect()
}

/// Does the same for many tenders kept as texts, on every core of the computer, in their order; `None` = a
/// text that cannot be read.
pub fn of_bodies(old: &Engine, new: &Engine, bodies: &[String], today: NaiveDate) -> Vec<Option<TenderEffect>> {
    let one = |body: &String| serde_json::from_str::<Tender>(body).ok().map(|tender| of(old, new, &tender, today));
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = bodies.len().div_ceil(workers).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = bodies.chunks(share).map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Says which drafts of this computer the edition of `app` touches; a tender already launched keeps the
/// law of its day, and the samples are nobody's draft.
pub fn on_drafts(app: &App, old: &Engine, now: &Now) -> UserResult<Vec<TenderEffect>> {
    let rows = app.with_store(|store| store.list().map_err(|error| sentence(&error)))?;
    let drafts: Vec<TenderId> = rows.into_iter().filter(|row| is_draft(row.stage) && !row.sample).map(|row| row.id).collect();
    let body = |id: &TenderId| app.with_store(|store| store.body(*id).map_err(about(*id)));
    let bodies = drafts.iter().map(body).collect::<UserResult<Vec<String>>>()?;
    let mut effects = Vec::new();
    for (id, effect) in drafts.into_iter().zip(of_bodies(old, &app.engine, &bodies, now.today)) {
        let effect = match effect {
            Some(effect) => effect,
            // The store knows how to read it, or says why nobody can.
            None => of(old, &app.engine, &app.with_store(|store| store.get(id).map_err(about(id)))?.tender, now.today),
        };
        effects.extend(Some(effect).filter(|effect| !effect.changes.is_empty()));
    }
    Ok(effects)
}

const fn is_draft(stage: Stage) -> bool {
    match stage {
        Stage::Need | Stage::Drafting => true,
        Stage::Published | Stage::Notified | Stage::Executing | Stage::Closed | Stage::Abandoned => false,
    }
}

/// Obligations, then checks, of one tender.
pub type Lines<'a> = (&'a [Line], &'a [Line]);

/// Compares what two editions say of one tender, in the order of the new one; what is gone comes last.
pub fn between(old: Lines<'_>, new: Lines<'_>) -> Vec<LineChange> {
    let lines = compare((old.0, new.0), "ne concerne plus ce catalogue");
    let checks = compare((old.1, new.1), "n’a plus rien à dire");
    lines.into_iter().chain(checks).collect()
}

fn compare((old, new): (&[Line], &[Line]), gone: &str) -> Vec<LineChange> {
    let find = |lines: &'_ [Line], id: &str| lines.iter().position(|line| line.obligation == id);
    let mut changes: Vec<LineChange> = new.iter().filter_map(|line| changed(find(old, &line.obligation).and_then(|at| old.get(at)), line)).collect();
    let lost = old.iter().filter(|line| line.outcome != Outcome::NotApplicable && find(new, &line.obligation).is_none());
    changes.extend(lost.map(|line| change(line, "removed", Some(line.outcome), None, gone)));
    changes
}

/// Compares one line; a rule unknown so far that does not concern the tender changes nothing for it.
fn changed(old: Option<&Line>, new: &Line) -> Option<LineChange> {
    let Some(old) = old else {
        let told = format!("nouvelle, {}. {}", outcome(new.outcome), new.because);
        return (new.outcome != Outcome::NotApplicable).then(|| change(new, "added", None, Some(new.outcome), &told));
    };
    if old.outcome != new.outcome {
        let told = format!("{} jusqu'ici, {} désormais. {}", outcome(old.outcome), outcome(new.outcome), new.because);
        return Some(change(new, "outcome", Some(old.outcome), Some(new.outcome), &told));
    }
    if old.satisfied != new.satisfied && new.outcome != Outcome::NotApplicable {
        let told = format!("{} jusqu'ici, {} désormais. {}", coverage(old.satisfied), coverage(new.satisfied), new.coverage);
        return Some(change(new, "coverage", Some(old.outcome), Some(new.outcome), &told));
    }
    None
}

fn change(line: &Line, what: &str, before: Option<Outcome>, after: Option<Outcome>, told: &str) -> LineChange {
    let told = told.trim();
    let stop = if told.ends_with('.') { "" } else { "." };
    let sentence = french::typography(&format!("« {} » : {told}{stop}", line.title));
    LineChange { obligation: line.obligation.clone(), title: line.title.clone(), what: what.to_owned(), before, after, sentence }
}

/// Says how many lines change for a tender.
pub fn head_sentence(name: &str, effect: &TenderEffect) -> String {
    let told = match effect.changes.len() {
        0 => "rien ne change".to_owned(),
        number => format!("{} changent", french::count(number, "ligne", "lignes")).replace("ligne changent", "ligne change"),
    };
    french::typography(&format!("{} : {told}.", effect.title.as_deref().unwrap_or(name)))
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Applies => "s'applique",
        Outcome::Lever => "possible",
        Outcome::ToVerify => "à vérifier",
        Outcome::Undetermined => "à préciser",
        Outcome::NotApplicable => "ne s'applique pas",
    }
}

const fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Yes => "couverte",
        Coverage::Partly => "couverte en partie",
        Coverage::No => "non couverte",
        Coverage::Waived => "écartée par une exception",
        Coverage::NotAssessed => "couverture non évaluée",
    }
}

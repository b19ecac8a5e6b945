//! The interview on the need, the insertion hours and the justification sheet: what the window and the
//! command line ask of the core, with the catalogue.

use std::borrow::Cow;

use chrono::NaiveDate;
use clausier_core::clauses::{Calls, Checklist, JustificationRow, ProportionAdvice, justification, proportionality};
use clausier_core::french;
use clausier_core::insertion::{InsertionTable, fill_clauses, fix_hours, hours_per_lot};
use clausier_core::law::Condition;
use clausier_core::needs::{
    InterviewInput, NeedsView, Snapshot, TopicStatus, add_questions, calls, changes, interview, propose_values, set_answer, set_topic,
    with_known_facts,
};
use clausier_core::tender::{Insertion, Scalar, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::edit;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::store_errors::about;
use crate::wire::TenderView;

/// The screen of the need: the interview, the hours, what is left out, what weighs too much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NeedsScreen {
    /// The topics and their questions.
    pub interview: NeedsView,
    /// Insertion hours, lot by lot.
    pub insertion: InsertionTable,
    /// What is called for and left out, missing reasons first.
    pub justification: Vec<JustificationRow>,
    /// Reasons proposed for leaving a clause out.
    pub reasons: Vec<String>,
    /// What weighs too much for this purchase, in sentences.
    pub proportion: Vec<String>,
}

impl Engine {
    /// Returns the tender with the fields that its answers give.
    pub(crate) fn with_known_facts<'a>(&self, tender: &'a Tender) -> Cow<'a, Tender> {
        let answers = tender.needs.as_ref().is_some_and(|needs| !needs.answers.is_empty());
        if answers { with_known_facts(&self.catalogue.interview, tender) } else { Cow::Borrowed(tender) }
    }

    /// Returns what the answers of a tender ask of the clauses.
    pub fn calls(&self, tender: &Tender, today: NaiveDate) -> Calls {
        self.with_interview(tender, today, calls)
    }

    /// Puts the questions of the interview in a checklist.
    pub(crate) fn add_need_questions(&self, checklist: &mut Checklist, tender: &Tender, today: NaiveDate) {
        self.with_interview(tender, today, |input| add_questions(checklist, input, &self.catalogue.library));
    }

    /// Returns the interview of a tender, without what its answers change.
    pub(crate) fn progress(&self, tender: &Tender, today: NaiveDate) -> NeedsView {
        self.with_interview(tender, today, interview)
    }

    /// Returns the interview of a tender, with what each answer changes.
    pub fn interview(&self, tender: &Tender, today: NaiveDate) -> NeedsView {
        let mut view = self.progress(tender, today);
        let whole = Computed::of(self, tender, today);
        let asked = view.topics.iter_mut().filter(|topic| topic.status != TopicStatus::NotApplicable).flat_map(|topic| &mut topic.questions);
        for question in asked.filter(|question| question.answer.is_some()) {
            let Some(record) = self.catalogue.interview.question(&question.id) else { continue };
            let mut without = tender.clone();
            set_answer(&mut without, record, None);
            let without = Computed::of(self, &without, today);
            question.changes = Some(changes(&without.snapshot(), &whole.snapshot()).sentence);
        }
        view
    }

    /// Returns the insertion hours of a tender, lot by lot.
    pub fn insertion(&self, tender: &Tender) -> InsertionTable {
        hours_per_lot(&self.with_known_facts(tender), &self.catalogue.insertion)
    }

    /// Returns the rows of the justification sheet.
    pub fn justification(&self, tender: &Tender, today: NaiveDate) -> Vec<JustificationRow> {
        let assessment = self.assess(tender, today);
        let hours = self.insertion(tender);
        self.with_input(tender, &assessment, today, |input| justification(input, &assessment, &hours, &self.catalogue.target_calls))
    }

    /// Says what weighs too much for the amount, in sentences.
    pub fn proportion(&self, tender: &Tender) -> Vec<String> {
        let library = self.library_of(tender);
        let title = |id: &String| library.find(id).map_or_else(|| id.clone(), |clause| format!("« {} »", clause.title));
        let advice = proportionality(&library, &self.catalogue.proportion, tender);
        advice.iter().map(|one| french::typography(&advice_sentence(one, &title))).collect()
    }

    fn with_interview<T>(&self, tender: &Tender, today: NaiveDate, work: impl FnOnce(&InterviewInput<'_>) -> T) -> T {
        let tender = self.with_known_facts(tender);
        let families = self.catalogue.families.of_tender(&tender);
        let may_hold = |condition: &Condition| self.catalogue.law.may_hold(condition, &tender, today);
        work(&InterviewInput { interview: &self.catalogue.interview, tender: &tender, families: &families, may_hold: &may_hold })
    }
}

/// What an answer may change, computed.
struct Computed {
    assessment: clausier_core::law::Assessment,
    checklist: Checklist,
    calls: Calls,
}

impl Computed {
    fn of(engine: &Engine, tender: &Tender, today: NaiveDate) -> Self {
        let assessment = engine.assess(tender, today);
        let checklist = engine.with_input(tender, &assessment, today, clausier_core::clauses::checklist);
        Self { checklist, calls: engine.calls(tender, today), assessment }
    }

    fn snapshot(&self) -> Snapshot<'_> {
        Snapshot { assessment: &self.assessment, checklist: &self.checklist, calls: &self.calls }
    }
}

/// Shows the need of a tender.
pub fn show(app: &App, id: TenderId, now: &Now) -> UserResult<NeedsScreen> {
    let tender = app.with_store(|store| store.get(id).map_err(about(id)))?.tender;
    Ok(screen(&app.engine, &tender, now))
}

fn screen(engine: &Engine, tender: &Tender, now: &Now) -> NeedsScreen {
    NeedsScreen {
        interview: engine.interview(tender, now.today),
        insertion: engine.insertion(tender),
        justification: engine.justification(tender, now.today),
        reasons: engine.catalogue.reasons.clone(),
        proportion: engine.proportion(tender),
    }
}

/// Writes an answer, or takes it back, and the values that it proposes for the clauses kept.
pub fn answer(app: &App, id: TenderId, rev: i64, question: &str, value: Option<&Scalar>, now: &Now) -> UserResult<TenderView> {
    edit::change(app, id, rev, &format!("besoin {question}"), now, |tender| {
        let engine = &app.engine;
        let record = engine.catalogue.interview.question(question).ok_or_else(|| UserError::new("question-inconnue", &[("question", question)]))?;
        let before = engine.calls(tender, now.today);
        if !set_answer(tender, record, value) {
            return Err(UserError::new("reponse-refusee", &[]));
        }
        propose_values(tender, &before, &engine.calls(tender, now.today));
        Ok(())
    })
}

/// Chooses the status of a topic; leaving one out needs a reason.
pub fn topic(app: &App, id: TenderId, rev: i64, topic: &str, status: Option<TopicStatus>, reason: Option<&str>, now: &Now) -> UserResult<TenderView> {
    edit::change(app, id, rev, &format!("sujet {topic}"), now, |tender| {
        if app.engine.catalogue.interview.topic(topic).is_none() {
            return Err(UserError::new("question-inconnue", &[("question", topic)]));
        }
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if status == Some(TopicStatus::NotApplicable) && reason.is_none() {
            return Err(UserError::new("motif-vide", &[]));
        }
        set_topic(tender, topic, status, reason);
        Ok(())
    })
}

/// Writes the figures of the insertion hours of a lot, or of a contract without lots.
pub fn set_insertion(app: &App, id: TenderId, rev: i64, lot: Option<u32>, figures: Insertion, now: &Now) -> UserResult<TenderView> {
    let place = lot.map_or_else(|| "marche".to_owned(), |lot| lot.to_string());
    edit::change(app, id, rev, &format!("heures {place}"), now, |tender| {
        let figures = Some(figures).filter(|figures| *figures != Insertion::default());
        match lot {
            None => tender.insertion = figures,
            Some(number) => match tender.lots.iter_mut().find(|lot| lot.number == number) {
                Some(lot) => lot.insertion = figures,
                None => return Err(UserError::new("lot-inconnu", &[("lot", &number.to_string())])),
            },
        }
        Ok(())
    })
}

/// Writes the hours into the lots and into the clauses that carry them.
pub fn write_hours(app: &App, id: TenderId, rev: i64, now: &Now) -> UserResult<TenderView> {
    edit::change(app, id, rev, "heures d’insertion dans les clauses", now, |tender| {
        let table = app.engine.insertion(tender);
        fix_hours(tender, &table);
        fill_clauses(tender, &table, &app.engine.catalogue.insertion);
        Ok(())
    })
}

fn advice_sentence(advice: &ProportionAdvice, title: &dyn Fn(&String) -> String) -> String {
    let named = |clauses: &[String]| french::and(&clauses.iter().map(title).collect::<Vec<_>>());
    match advice {
        ProportionAdvice::TooManyClauses { kept, usual } => {
            format!(
                "{kept} clauses retenues : c’est beaucoup pour ce montant, où {usual} suffisent d’ordinaire. Les petites entreprises risquent de renoncer."
            )
        }
        ProportionAdvice::TooHeavy { heaviest, .. } => {
            format!("Ces clauses demandent ensemble beaucoup d’efforts aux entreprises pour ce montant. Les plus lourdes : {}.", named(heaviest))
        }
        ProportionAdvice::TooMuchControl { minutes, usual, longest } => format!(
            "Leur contrôle demande environ {} par an ; {} suffisent d’ordinaire à ce montant. Les plus longues à suivre : {}.",
            hours(*minutes),
            hours(*usual),
            named(longest)
        ),
        ProportionAdvice::BelowMinimumAmount { clause, minimum_eur } => {
            format!("{} se justifie à partir de {}.", title(clause), french::euros_ht(*minimum_eur))
        }
        ProportionAdvice::BelowMinimumDuration { clause, minimum_months } => {
            format!("{} se justifie à partir de {minimum_months} mois.", title(clause))
        }
    }
}

fn hours(minutes: u32) -> String {
    french::count(usize::try_from(minutes.div_ceil(60)).unwrap_or(usize::MAX), "heure", "heures")
}

//! « Pourquoi cette question ? » and « Pourquoi ? »: what hangs on an answer, and the relations that decided a line.

use chrono::{Datelike, NaiveDate};
use clausier_core::french;
use clausier_core::law::{Assessment, GroundValue, Line, ObligationLevel, Outcome, Probe, Stretch};
use clausier_core::tender::{Tender, TenderId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::App;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::relations::{Relation, reasoning, relations};
use crate::tenders;

/// Whole years looked at when the answer is a day.
const YEARS: i32 = 5;

/// An outcome, and the answers that lead to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Outlook {
    /// What the law would say.
    pub outcome: Outcome,
    /// The answers, as the catalogue names them; none when they are numbers or days.
    pub answers: Vec<String>,
}

/// An obligation that hangs on an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Stake {
    /// Its identifier.
    pub obligation: String,
    /// Its title.
    pub title: String,
    /// How it binds.
    pub level: ObligationLevel,
    /// What the law says with what is known.
    pub outcome: Outcome,
    /// What it may say; one entry when the answer changes nothing here.
    pub outlooks: Vec<Outlook>,
}

/// What hangs on the answer to a question, for one tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct QuestionStakes {
    /// Field of the tender file.
    pub field: String,
    /// How many lines the answer may change, in a sentence.
    pub sentence: String,
    /// The obligations whose text reads the answer and that it may change for this tender, those first.
    pub changing: Vec<Stake>,
    /// The obligations whose text reads it, and that nothing moves for this tender.
    pub others: Vec<Stake>,
}

/// Why a line says what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LineReasons {
    /// Identifier of the obligation.
    pub obligation: String,
    /// What was compared, in words.
    pub relations: Vec<Relation>,
    /// The whole reasoning as a text to paste in a message.
    pub text: String,
}

/// Says what hangs on a question.
pub fn question(app: &App, id: TenderId, field: &str, now: &Now) -> UserResult<QuestionStakes> {
    let tender = tenders::get(app, id)?;
    Ok(stakes(&app.engine, &tender, field, now.today))
}

/// Says why a line is what it is.
pub fn line(app: &App, id: TenderId, obligation: &str, now: &Now) -> UserResult<LineReasons> {
    let tender = tenders::get(app, id)?;
    let assessment = app.engine.assess(&tender, now.today);
    let lines = || assessment.lines.iter().chain(&assessment.checks);
    let line =
        lines().find(|line| line.obligation == obligation).ok_or_else(|| UserError::new("obligation-inconnue", &[("obligation", obligation)]))?;
    let relations = relations(&app.engine, line);
    let text = reasoning(&assessment, &tender, line, &relations);
    Ok(LineReasons { obligation: obligation.to_owned(), relations, text })
}

/// Tries the answers that may tell rules apart, and groups the lines by what comes out.
pub fn stakes(engine: &Engine, tender: &Tender, field: &str, today: NaiveDate) -> QuestionStakes {
    let law = &engine.catalogue.law;
    let now = engine.assess(tender, today);
    let tried: Vec<(Probe, Assessment)> = law
        .probes(field, days(today))
        .into_iter()
        .filter_map(|probe| answered(tender, field, &probe.value).map(|other| (probe, other)))
        .map(|(probe, other)| (probe, engine.assess(&other, today)))
        .collect();
    let of = |rule: &clausier_core::law::Obligation| now.line(&rule.id).map(|line| stake(line, &tried));
    let (changing, others): (Vec<Stake>, Vec<Stake>) = law.hanging_on(field).into_iter().filter_map(of).partition(|stake| stake.outlooks.len() > 1);
    QuestionStakes { field: field.to_owned(), sentence: sentence(changing.len(), others.len()), changing, others }
}

fn days(today: NaiveDate) -> Stretch {
    let to = NaiveDate::from_ymd_opt(today.year().saturating_add(YEARS), 12, 31).unwrap_or(today);
    Stretch { from: today, to }
}

fn stake(line: &Line, tried: &[(Probe, Assessment)]) -> Stake {
    let mut outlooks: Vec<Outlook> = Vec::new();
    for (probe, assessment) in tried {
        let Some(outcome) = assessment.line(&line.obligation).map(|line| line.outcome) else { continue };
        let answer = named(probe);
        match outlooks.iter_mut().find(|known| known.outcome == outcome) {
            Some(known) => known.answers.extend(answer),
            None => outlooks.push(Outlook { outcome, answers: answer.into_iter().collect() }),
        }
    }
    Stake { obligation: line.obligation.clone(), title: french::typography(&line.title), level: line.level, outcome: line.outcome, outlooks }
}

fn named(probe: &Probe) -> Option<String> {
    match &probe.value {
        GroundValue::Flag(flag) => Some(if *flag { "oui" } else { "non" }.to_owned()),
        GroundValue::Number(_) | GroundValue::Text(_) | GroundValue::List(_) => probe.named.as_deref().map(french::typography),
    }
}

/// Returns the tender with that answer; nothing when the field does not hold such a value.
pub(crate) fn answered(tender: &Tender, field: &str, value: &GroundValue) -> Option<Tender> {
    let mut body = serde_json::to_value(tender).ok()?;
    let mut place = &mut body;
    for key in keys(field) {
        if !place.is_object() {
            *place = json!({});
        }
        place = place.as_object_mut()?.entry(key).or_insert(Value::Null);
    }
    *place = serde_json::to_value(value).ok()?;
    serde_json::from_value(body).ok()
}

/// `needs.answers.a.b` holds one key with a dot: an answer has no fields of its own.
fn keys(field: &str) -> Vec<&str> {
    const ANSWERS: &str = "needs.answers.";
    match field.strip_prefix(ANSWERS) {
        Some(id) => vec!["needs", "answers", id],
        None => field.split('.').collect(),
    }
}

fn sentence(changing: usize, others: usize) -> String {
    let told = match (changing, others) {
        (0, 0) => "Aucune obligation du catalogue n'en dépend : elle complète le dossier.".to_owned(),
        (0, _) => "Pour ce marché, aucune réponse ne change l'issue d'une obligation ; elle peut changer un chiffre ou une exception.".to_owned(),
        (1, _) => "Selon la réponse, 1 obligation change pour ce marché.".to_owned(),
        (many, _) => format!("Selon la réponse, {many} obligations changent pour ce marché."),
    };
    french::typography(&told)
}

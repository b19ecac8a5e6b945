//! « Notre organisation »: the duties of the buyer itself and those of a year, for the buyer of the settings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clausier_core::french;
use clausier_core::law::{Amount, BuyerStanding, Confidence, FactRecord, GroundValue, Law, Line, Obligation, ObligationLevel, Outcome, Source, Unit};
use clausier_core::tender::{Buyer, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::engine::Engine;
use crate::error::UserError;
use crate::now::Now;
use crate::{settings, why};

/// A figure of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DutyFigure {
    /// What it is.
    pub label: String,
    /// Its value, with its unit.
    pub value: String,
}

/// A duty of the buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Duty {
    pub obligation: String,
    pub title: String,
    pub level: ObligationLevel,
    pub standing: BuyerStanding,
    pub outcome: Outcome,
    /// Why, in full sentences.
    pub because: String,
    /// What it aims at, when that is a list of purchases.
    pub aims_at: Vec<String>,
    /// What is to be done, as a noun phrase.
    pub needs: Option<String>,
    pub figures: Vec<DutyFigure>,
    pub note: Option<String>,
    pub sources: Vec<Source>,
    pub confidence: Confidence,
    pub reviewed_on: NaiveDate,
    /// The next day on which the rule or its figures change, as far as the catalogue knows.
    pub next_step: Option<NaiveDate>,
    /// Facts of the buyer that would settle it.
    pub ask: Vec<String>,
}

/// Everything that the page of the organisation shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OrganisationView {
    /// The day on which the duties are judged.
    pub on: NaiveDate,
    pub buyer: Option<Buyer>,
    pub duties: Vec<Duty>,
    /// Questions on the buyer that would settle most duties, with how many wait for each.
    pub questions: Vec<BuyerQuestion>,
    /// The question of each fact of the buyer, by field, as the catalogue asks it.
    pub facts: BTreeMap<String, String>,
    /// Why the rules of the organisation are left out, if they are.
    pub problem: Option<UserError>,
}

/// A question on the buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct BuyerQuestion {
    pub field: String,
    pub question: String,
    pub duties: u32,
}

/// Shows the duties of the buyer of the settings.
pub fn of(app: &App, now: &Now) -> OrganisationView {
    let buyer = settings::load(app).buyer;
    let duties = of_buyer(&app.engine, buyer.as_ref(), now);
    let questions = questions(&app.engine.catalogue.law, &duties);
    let asked = |fact: &FactRecord| (fact.field.name().to_owned(), french::typography(&fact.question));
    let facts = app.engine.catalogue.law.buyer_facts().map(asked).collect();
    OrganisationView { on: now.today, buyer, duties, questions, facts, problem: app.organisation_problem().cloned() }
}

/// Judges the duties of a buyer on a day, with no purchase in sight.
pub fn of_buyer(engine: &Engine, buyer: Option<&Buyer>, now: &Now) -> Vec<Duty> {
    let law = &engine.catalogue.law;
    let mut nobody = Tender::new(TenderId(uuid::Uuid::nil()));
    nobody.buyer = buyer.cloned();
    nobody.consultation_on = Some(now.today);
    let assessment = engine.assess(&nobody, now.today);
    law.duties(&assessment).map(|(rule, line, standing)| duty(engine, &nobody, (rule, line, standing), now)).collect()
}

fn duty(engine: &Engine, buyer: &Tender, (rule, line, standing): (&Obligation, &Line, BuyerStanding), now: &Now) -> Duty {
    let law = &engine.catalogue.law;
    let bought = (standing == BuyerStanding::WhenBuying).then(|| when_bought(engine, buyer, rule, now)).flatten();
    let aims_at: Vec<String> = law.aimed_at(rule).iter().map(|list| french::typography(&list.named)).collect();
    let speaking = bought.as_ref().unwrap_or(line);
    Duty {
        obligation: rule.id.clone(),
        title: french::typography(&rule.title),
        level: rule.level,
        standing,
        outcome: line.outcome,
        because: french::typography(&because(standing, line, &aims_at)),
        aims_at,
        needs: rule.needs.as_deref().map(french::typography),
        figures: figures(law, rule, speaking),
        note: speaking.note.clone().or_else(|| rule.note.clone()).map(|note| french::typography(&note)),
        sources: speaking.sources.to_vec(),
        confidence: speaking.confidence,
        reviewed_on: rule.reviewed_on,
        next_step: law.next_step(rule, now.today),
        ask: line.ask.clone(),
    }
}

/// A duty that waits for a purchase says what it waits for, not which facts of a tender are missing.
fn because(standing: BuyerStanding, line: &Line, aims_at: &[String]) -> String {
    match standing {
        BuyerStanding::WhenBuying if !aims_at.is_empty() => {
            format!("Votre organisation est visée dès qu'un achat entre dans : {}.", aims_at.join(" ; "))
        }
        BuyerStanding::WhenBuying => format!("Votre organisation n'est pas hors du champ : chaque achat le dira. {}", line.because),
        BuyerStanding::Concerned | BuyerStanding::ToAnswer | BuyerStanding::NotConcerned => line.because.clone(),
    }
}

/// Returns the line of a purchase that the rule aims at, so that its figures can be given.
fn when_bought(engine: &Engine, buyer: &Tender, rule: &Obligation, now: &Now) -> Option<Line> {
    let law = &engine.catalogue.law;
    let code = law.aimed_at(rule).first()?.prefixes.first().map(|prefix| format!("{prefix:0<8}"))?;
    let bought = why::answered(buyer, "cpv", &GroundValue::List([code].into()))?;
    let natures = law.words_of("nature").into_iter().filter_map(|word| why::answered(&bought, "nature", &GroundValue::Text(word.to_owned())));
    natures.map(|tender| engine.assess(&tender, now.today)).find_map(|assessment| {
        let line = assessment.lines.into_iter().find(|line| line.obligation == rule.id)?;
        (line.outcome == Outcome::Applies).then_some(line)
    })
}

fn figures(law: &Law, rule: &Obligation, line: &Line) -> Vec<DutyFigure> {
    let unit = |amount: Amount| match amount {
        Amount::Scale(id) => law.scale(id).map_or(Unit::Other(String::new()), |scale| scale.unit.clone()),
        Amount::Fact(_) | Amount::Product(..) => Unit::Euros,
    };
    let written = rule.figures.iter().filter_map(|figure| {
        let value = line.values.get(&figure.key)?;
        Some(DutyFigure { label: french::typography(&figure.named), value: unit(figure.amount).write(*value) })
    });
    written.collect()
}

fn questions(law: &Law, duties: &[Duty]) -> Vec<BuyerQuestion> {
    let waiting =
        |field: &str| duties.iter().filter(|duty| duty.standing == BuyerStanding::ToAnswer && duty.ask.iter().any(|ask| ask == field)).count();
    let mut questions: Vec<BuyerQuestion> = law
        .buyer_facts()
        .map(|fact| BuyerQuestion {
            field: fact.field.name().to_owned(),
            question: french::typography(&fact.question),
            duties: waiting(fact.field.name()).try_into().unwrap_or(u32::MAX),
        })
        .filter(|question| question.duties > 0)
        .collect();
    questions.sort_by_key(|question| std::cmp::Reverse(question.duties));
    questions
}

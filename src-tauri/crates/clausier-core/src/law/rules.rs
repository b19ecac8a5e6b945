//! The law as the catalogue gives it, and what can be asked of it.

use chrono::NaiveDate;

use super::coverage::{file_coverage, standing};
use super::explain::{explain, grounds};
use super::figure::{Figures, figures};
use super::judge::{View, judge, read_alone};
use super::truth::{Truth, join};
use super::verdict::{Verdict, verdict};
use super::world::World;
use super::{
    Assessment, ClauseFacts, CodeList, Condition, Coverage, FactRecord, Line, ListId, LotCoverage, NoClauses, Obligation, ObligationLevel, Outcome,
    Phrases, Question, ReferenceDate, Scale, ScaleId, Thresholds,
};
use crate::tender::Tender;
use crate::text_rules::TextRule;

/// Scales that are shown at the head of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Formal procedure.
    pub eu: Option<ScaleId>,
    /// No publicity, no competition.
    pub dispense: Option<ScaleId>,
    /// National notice.
    pub publicity: Option<ScaleId>,
}

/// Everything that Clausier knows of the law.
#[derive(Debug, Clone, PartialEq)]
pub struct Law {
    /// Edition, written in every assessment and export.
    pub edition: String,
    /// The law says nothing of a consultation before that day: the beginning of a date not known.
    pub first_day: NaiveDate,
    /// Scales shown at the head of an assessment.
    pub marks: Marks,
    /// Facts; a `FactId` is a place here.
    pub facts: Vec<FactRecord>,
    /// Lists of codes; a `ListId` is a place here.
    pub lists: Vec<CodeList>,
    /// Scales; a `ScaleId` is a place here. No row of a scale reads a scale.
    pub scales: Vec<Scale>,
    /// Obligations, in the order in which they are shown.
    pub obligations: Vec<Obligation>,
    /// Consistency checks.
    pub checks: Vec<Obligation>,
    /// Rules that read what a buyer writes.
    pub text_rules: Vec<TextRule>,
    /// Tails of sentences.
    pub phrases: Phrases,
}

impl Law {
    /// Assesses a tender: every obligation once, in the order of the catalogue, with its sentences.
    pub fn assess(&self, tender: &Tender, clauses: &dyn ClauseFacts, today: NaiveDate) -> Assessment {
        let world = World::new(self, tender, clauses, today);
        Assessment {
            edition: self.edition.clone(),
            on: tender.consultation_on.unwrap_or(today),
            thresholds: self.thresholds(&world),
            lines: self.obligations.iter().map(|rule| line(&world, rule)).collect(),
            checks: self.checks.iter().filter_map(|rule| spoken(&world, rule)).collect(),
        }
    }

    /// Assesses without a sentence: what concerns the tender, and whether the file covers it. Comparing two
    /// editions over many tenders reads little else.
    pub fn standings<'a>(&'a self, tender: &Tender, clauses: &dyn ClauseFacts, today: NaiveDate) -> Vec<Standing<'a>> {
        let world = World::new(self, tender, clauses, today);
        let stands = |rule: &'a Obligation| {
            let outcome = verdict(&world, rule).outcome;
            let said = rule.level != ObligationLevel::Check || is_said(outcome);
            (outcome != Outcome::NotApplicable && said).then(|| Standing {
                obligation: &rule.id,
                outcome,
                satisfied: standing(&world, rule, outcome),
            })
        };
        self.obligations.iter().chain(&self.checks).filter_map(stands).collect()
    }

    /// Assesses only some rules, named by their identifiers, in the order of the catalogue: what is written
    /// of a tender of which little changes. A check that has found nothing is left out, as in `assess`.
    pub fn lines_of(&self, rules: &[&str], tender: &Tender, clauses: &dyn ClauseFacts, today: NaiveDate) -> (Vec<Line>, Vec<Line>) {
        let world = World::new(self, tender, clauses, today);
        let wanted = |rule: &&Obligation| rules.contains(&rule.id.as_str());
        let lines = self.obligations.iter().filter(wanted).map(|rule| line(&world, rule)).collect();
        (lines, self.checks.iter().filter(wanted).filter_map(|rule| spoken(&world, rule)).collect())
    }

    /// Tells whether a condition may hold: false only when it surely does not.
    pub fn may_hold(&self, condition: &Condition, tender: &Tender, today: NaiveDate) -> bool {
        let world = World::without_defaults(self, tender, &NoClauses, today);
        let view = View::strict(&world, ReferenceDate::Consultation);
        match judge(&world, view, condition).truth {
            Truth::True | Truth::Unknown(_) => true,
            Truth::False => false,
        }
    }

    /// Ranks the questions of an assessment: the fact that settles most lines first.
    pub fn questions(&self, assessment: &Assessment) -> Vec<Question> {
        super::questions::questions(self, assessment)
    }

    /// Returns the record of the fact that a field of the tender file holds.
    pub fn fact_at(&self, field: &str) -> Option<&FactRecord> {
        self.facts.iter().find(|fact| fact.field.name() == field)
    }

    /// Returns a scale.
    pub fn scale(&self, id: ScaleId) -> Option<&Scale> {
        self.scales.get(id.index())
    }

    /// Returns a list of codes.
    pub fn list(&self, id: ListId) -> Option<&CodeList> {
        self.lists.get(id.index())
    }

    /// Returns an obligation.
    pub fn obligation(&self, id: &str) -> Option<&Obligation> {
        self.obligations.iter().find(|one| one.id == id)
    }

    fn thresholds(&self, world: &World<'_>) -> Thresholds {
        let read = |mark: Option<ScaleId>| read_alone(world, mark?)?.only();
        Thresholds { eu: read(self.marks.eu), dispense: read(self.marks.dispense), publicity: read(self.marks.publicity) }
    }
}

/// How one rule stands to a tender that it concerns, or may concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The rule.
    pub obligation: &'a str,
    /// What the law says; never `NotApplicable`.
    pub outcome: Outcome,
    /// Whether the file covers it.
    pub satisfied: Coverage,
}

/// A check is shown when it has found something: till then no sentence of it is made.
fn spoken<'a>(world: &World<'a>, rule: &'a Obligation) -> Option<Line> {
    let verdict = verdict(world, rule);
    is_said(verdict.outcome).then(|| line_of(world, rule, verdict))
}

const fn is_said(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Applies | Outcome::Lever | Outcome::ToVerify => true,
        Outcome::Undetermined | Outcome::NotApplicable => false,
    }
}

fn line<'a>(world: &World<'a>, rule: &'a Obligation) -> Line {
    line_of(world, rule, verdict(world, rule))
}

fn line_of<'a>(world: &World<'a>, rule: &'a Obligation, mut verdict: Verdict<'a>) -> Line {
    let concerns = verdict.outcome != Outcome::NotApplicable && verdict.outcome != Outcome::Undetermined;
    let figures = if concerns { figures(world, rule) } else { Figures::default() };
    let file = file_coverage(world, rule, verdict.outcome);
    if concerns {
        ask_still(world, rule, &mut verdict);
        join(&mut verdict.ask, &file.ask);
        join(&mut verdict.ask, &figures.ask);
    }
    Line {
        obligation: rule.id.clone(),
        title: rule.title.clone(),
        level: rule.level,
        outcome: verdict.outcome,
        confidence: verdict.confidence,
        because: explain(world, rule, &verdict),
        grounds: grounds(world, rule, &verdict),
        sources: verdict.version.sources.clone(),
        exceptions: file.exceptions,
        satisfied: file.satisfied,
        satisfied_by: file.satisfied_by,
        coverage: file.coverage,
        lots: with_values(file.lots, figures.of_lots),
        needs: rule.needs.clone(),
        values: figures.values,
        open_values: figures.open,
        ask: world.fields(&verdict.ask),
        note: if concerns { note(rule, &verdict) } else { None },
        reviewed_on: rule.reviewed_on,
    }
}

/// A line decided on the consultation still asks for the notification that it stands in for.
fn ask_still(world: &World<'_>, rule: &Obligation, verdict: &mut Verdict<'_>) {
    if world.stands_in(rule.clock)
        && let Some(date) = world.date_fact(rule.clock)
    {
        join(&mut verdict.ask, &[date]);
    }
}

fn note(rule: &Obligation, verdict: &Verdict<'_>) -> Option<String> {
    let notes: Vec<&str> = [verdict.version.note.as_deref(), rule.note.as_deref()].into_iter().flatten().collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// Puts the figures of lots beside their coverage.
fn with_values(mut lots: Vec<LotCoverage>, values: Vec<(u32, std::collections::BTreeMap<String, super::Hundredths>)>) -> Vec<LotCoverage> {
    for (number, values) in values {
        match lots.iter_mut().find(|lot| lot.lot == number) {
            Some(lot) => lot.values = values,
            None => lots.push(LotCoverage { lot: number, satisfied: Coverage::NotAssessed, satisfied_by: Vec::new(), exception: None, values }),
        }
    }
    lots
}

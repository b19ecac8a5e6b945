//! What the date of a consultation changes: the days on which the law turns, and for one tender what
//! appears, disappears or changes from one day to another. Pure: assessing is the caller's.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Amount, Assessment, Confidence, Ground, GroundValue, KnownField, Law, Line, Obligation, ObligationLevel, Outcome, Row, Scale, Source, Stretch,
    Unit,
};
use crate::tender::Tender;

/// How a line turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It did not concern the tender, and now it does.
    Appears,
    /// It no longer concerns the tender.
    Disappears,
    /// It concerns the tender otherwise.
    Outcome,
    /// Same outcome, another threshold or figure.
    Figure,
    /// Same outcome and figures, another version of the text.
    Text,
}

/// A threshold or a figure that changes; absent = there is none, or it is not published yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FigureTurn {
    /// What it is, as the catalogue names it.
    pub label: String,
    /// Its value so far, with its unit.
    pub before: Option<String>,
    /// Its value from then on.
    pub after: Option<String>,
}

/// A line that turns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LineTurn {
    /// Identifier of the obligation, or of the check.
    pub obligation: String,
    /// Its title.
    pub title: String,
    /// How it binds.
    pub level: ObligationLevel,
    /// How it turns.
    pub turn: Turn,
    /// What the law says so far.
    pub before: Outcome,
    /// What it says from then on.
    pub after: Outcome,
    /// Why, from then on, in full sentences.
    pub because: String,
    /// Thresholds and figures that change.
    pub figures: Vec<FigureTurn>,
    /// The texts, from then on.
    pub sources: Vec<Source>,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A day on which something changes for the tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TurningDay {
    /// The first day on which it is so.
    pub on: NaiveDate,
    /// What changes; never empty.
    pub changes: Vec<LineTurn>,
}

/// What the date of the consultation changes for a tender, between two days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Calendar {
    /// Edition of the catalogue.
    pub edition: String,
    /// First day looked at.
    pub from: NaiveDate,
    /// Last day looked at.
    pub to: NaiveDate,
    /// The day written in the tender.
    pub planned: Option<NaiveDate>,
    /// The days on which something changes for this tender, in order.
    pub days: Vec<TurningDay>,
}

impl Law {
    /// Lists the days of a stretch on which a rule, a threshold or a figure takes another value, the
    /// first day of the stretch left out: it is what the others are compared to.
    pub fn change_days(&self, span: Stretch) -> Vec<NaiveDate> {
        let rules = self.obligations.iter().chain(&self.checks);
        let steps = |rule: &Obligation| rule.versions.steps().iter().map(|step| step.from).chain(rule.repealed_on).collect::<Vec<_>>();
        let scales = self.scales.iter().flat_map(|scale| &scale.rows);
        let values = |row: &Row| row.values.steps().iter().map(|step| step.from).collect::<Vec<_>>();
        let days: BTreeSet<NaiveDate> = rules.flat_map(steps).chain(scales.flat_map(values)).collect();
        days.into_iter().filter(|day| *day > span.from && *day <= span.to).collect()
    }

    /// Says what changes for a tender when its consultation is launched on other days of a stretch.
    pub fn calendar(&self, tender: &Tender, span: Stretch, assess: &dyn Fn(&Tender) -> Assessment) -> Calendar {
        let mut before = assess(&launched_on(tender, span.from));
        let mut days = Vec::new();
        for on in self.change_days(span) {
            let after = assess(&launched_on(tender, on));
            let changes = self.turns(&before, &after);
            if !changes.is_empty() {
                days.push(TurningDay { on, changes });
            }
            before = after;
        }
        Calendar { edition: self.edition.clone(), from: span.from, to: span.to, planned: tender.consultation_on, days }
    }

    /// Compares two assessments of one tender made with this law, in the order of the catalogue.
    pub fn turns(&self, before: &Assessment, after: &Assessment) -> Vec<LineTurn> {
        let lines = self.obligations.iter().map(|rule| (rule, line(&before.lines, rule), line(&after.lines, rule)));
        let checks = self.checks.iter().map(|rule| (rule, line(&before.checks, rule), line(&after.checks, rule)));
        lines.chain(checks).filter_map(|(rule, old, new)| self.turn(rule, old, new)).collect()
    }

    fn turn(&self, rule: &Obligation, old: Option<&Line>, new: Option<&Line>) -> Option<LineTurn> {
        let speaker = new.or(old)?;
        let outcome = |line: Option<&Line>| line.map_or(Outcome::NotApplicable, |line| line.outcome);
        let figures = match (old, new) {
            (Some(old), Some(new)) if concerns(old.outcome) && concerns(new.outcome) => self.figure_turns(rule, old, new),
            (Some(_) | None, Some(_) | None) => Vec::new(),
        };
        let text = old.zip(new).is_some_and(|(old, new)| old.sources != new.sources || old.note != new.note);
        let turn = kind(outcome(old), outcome(new), !figures.is_empty(), text)?;
        Some(LineTurn {
            obligation: rule.id.clone(),
            title: rule.title.clone(),
            level: rule.level,
            turn,
            before: outcome(old),
            after: outcome(new),
            because: new.map(|line| line.because.clone()).unwrap_or_default(),
            figures,
            sources: speaker.sources.to_vec(),
            confidence: speaker.confidence,
        })
    }

    fn figure_turns(&self, rule: &Obligation, old: &Line, new: &Line) -> Vec<FigureTurn> {
        let mut turns = self.threshold_turns(old, new);
        for figure in &rule.figures {
            let write = |line: &Line| line.values.get(&figure.key).map(|value| self.unit_of(figure.amount).write(*value));
            let (before, after) = (write(old), write(new));
            if before != after {
                turns.push(FigureTurn { label: figure.named.clone(), before, after });
            }
        }
        turns
    }

    /// Thresholds are told by the grounds of both lines; one that only one of them meets is a reason, no change of value.
    fn threshold_turns(&self, old: &Line, new: &Line) -> Vec<FigureTurn> {
        let met = |ground: &&Ground| ground.threshold.is_some();
        let mut turns: Vec<FigureTurn> = Vec::new();
        for (mine, theirs) in new.grounds.iter().filter(met).filter_map(|mine| Some((mine, old.grounds.iter().find(|one| same_bound(one, mine))?))) {
            let Some((scale, row)) = mine.threshold.as_deref().and_then(|name| self.row_named(name)) else { continue };
            let turn = FigureTurn { label: row.named.clone(), before: written(scale, theirs), after: written(scale, mine) };
            if turn.before != turn.after && !turns.contains(&turn) {
                turns.push(turn);
            }
        }
        turns
    }

    /// Returns the row of that name, else the first row of the scale of that name.
    pub fn row_named(&self, name: &str) -> Option<(&Scale, &Row)> {
        let rows = || self.scales.iter().flat_map(|scale| scale.rows.iter().map(move |row| (scale, row)));
        rows().find(|(_, row)| row.id.as_deref() == Some(name)).or_else(|| rows().find(|(scale, _)| scale.id == name))
    }

    /// A share of an amount is an amount.
    fn unit_of(&self, amount: Amount) -> Unit {
        let scale = |id| self.scale(id).map_or(Unit::Other(String::new()), |scale| scale.unit.clone());
        match amount {
            Amount::Scale(id) => scale(id),
            Amount::Fact(_) | Amount::Product(..) => Unit::Euros,
        }
    }
}

/// Returns the tender with its consultation launched on that day; a notification that would come
/// before it is no longer known.
pub fn launched_on(tender: &Tender, day: NaiveDate) -> Tender {
    let notified_on = tender.notified_on.filter(|notified| *notified >= day);
    Tender { consultation_on: Some(day), notified_on, ..tender.clone() }
}

fn line<'a>(lines: &'a [Line], rule: &Obligation) -> Option<&'a Line> {
    lines.iter().find(|line| line.obligation == rule.id)
}

const fn concerns(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Applies | Outcome::Lever | Outcome::ToVerify | Outcome::Undetermined => true,
        Outcome::NotApplicable => false,
    }
}

fn kind(before: Outcome, after: Outcome, figures: bool, text: bool) -> Option<Turn> {
    match (concerns(before), concerns(after)) {
        (false, false) => None,
        (false, true) => Some(Turn::Appears),
        (true, false) => Some(Turn::Disappears),
        (true, true) if before != after => Some(Turn::Outcome),
        (true, true) if figures => Some(Turn::Figure),
        (true, true) => text.then_some(Turn::Text),
    }
}

/// Both compare one fact with one threshold; the date itself is no threshold.
fn same_bound(one: &Ground, other: &Ground) -> bool {
    one.fact == other.fact && one.threshold == other.threshold && one.fact != KnownField::ConsultationOn.path()
}

fn written(scale: &Scale, ground: &Ground) -> Option<String> {
    match ground.against.as_ref()? {
        GroundValue::Number(number) => Some(scale.unit.write(*number)),
        GroundValue::Flag(_) | GroundValue::Text(_) | GroundValue::List(_) => None,
    }
}

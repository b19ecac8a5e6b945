//! « Ce qui change si la consultation est lancée le … »: for a tender of the base, or of a file.

use chrono::{Datelike, NaiveDate};
use clausier_core::french;
use clausier_core::law::{Calendar, LineTurn, Outcome, Stretch, Turn, launched_on};
use clausier_core::tender::{Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::engine::Engine;
use crate::error::UserResult;
use crate::now::Now;
use crate::tenders;

/// Whole years looked at after the current one.
const YEARS: i32 = 5;

/// The calendar of a tender, and where it stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CalendarView {
    /// What changes, day by day.
    pub calendar: Calendar,
    /// The day that every other one is compared to: the one planned, else today.
    pub reference: NaiveDate,
    /// Today.
    pub today: NaiveDate,
}

/// A tender whose consultation would be launched on another day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OtherDay {
    /// That day.
    pub on: NaiveDate,
    /// The day it is compared to.
    pub reference: NaiveDate,
    /// Lines that would apply on that day.
    pub applying: u32,
    /// What differs, in the order of the catalogue.
    pub changes: Vec<LineTurn>,
}

/// Says what changes for a tender file, from today or from the day planned when it is earlier.
pub fn of_tender(engine: &Engine, tender: &Tender, now: &Now) -> Calendar {
    engine.catalogue.law.calendar(tender, span(tender, now.today), &|other| engine.assess(other, now.today))
}

/// Says what changes for a tender of the base.
pub fn of(app: &App, id: TenderId, now: &Now) -> UserResult<CalendarView> {
    let tender = tenders::get(app, id)?;
    Ok(CalendarView { calendar: of_tender(&app.engine, &tender, now), reference: reference(&tender, now), today: now.today })
}

/// Compares another day with the one planned.
pub fn other_day(app: &App, id: TenderId, on: NaiveDate, now: &Now) -> UserResult<OtherDay> {
    let tender = tenders::get(app, id)?;
    let reference = reference(&tender, now);
    let assess = |day: NaiveDate| app.engine.assess(&launched_on(&tender, day), now.today);
    let (before, after) = (assess(reference), assess(on));
    let applying = after.lines.iter().filter(|line| line.outcome == Outcome::Applies).count();
    let changes = app.engine.catalogue.law.turns(&before, &after);
    Ok(OtherDay { on, reference, applying: applying.try_into().unwrap_or(u32::MAX), changes })
}

/// The calendar in lines, for the command line.
pub fn sentences(calendar: &Calendar) -> Vec<String> {
    let mut lines = Vec::new();
    for day in &calendar.days {
        lines.push(french::typography(&format!("— À compter du {}", french::day(day.on))));
        lines.extend(day.changes.iter().map(|change| french::typography(&format!("{} : {}. {}", change.title, turn(change), change.because))));
    }
    if lines.is_empty() {
        lines.push("Aucune date connue ne change quoi que ce soit pour ce marché.".to_owned());
    }
    lines
}

fn turn(change: &LineTurn) -> String {
    match change.turn {
        Turn::Appears => "apparaît".to_owned(),
        Turn::Disappears => "disparaît".to_owned(),
        Turn::Outcome => "ne se présente plus de la même façon".to_owned(),
        Turn::Figure => {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "non publié".to_owned());
            let told = change.figures.iter().map(|figure| format!("{} passe de {} à {}", figure.label, value(&figure.before), value(&figure.after)));
            told.collect::<Vec<_>>().join(" ; ")
        }
        Turn::Text => "le texte change".to_owned(),
    }
}

fn reference(tender: &Tender, now: &Now) -> NaiveDate {
    tender.consultation_on.unwrap_or(now.today)
}

/// From today, or the day planned when it is earlier, to the end of a year: whatever is planned is in it.
fn span(tender: &Tender, today: NaiveDate) -> Stretch {
    let planned = tender.consultation_on.unwrap_or(today);
    let year = today.year().saturating_add(YEARS).max(planned.year());
    let to = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(planned.max(today));
    Stretch { from: planned.min(today), to }
}

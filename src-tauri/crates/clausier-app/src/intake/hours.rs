//! Hours of insertion: each line finds its tender, and the tender says how many were done.

use std::collections::BTreeMap;
use std::path::Path;

use clausier_core::french;
use clausier_core::tender::{Tender, TenderId};
use clausier_open_data::sheets::{self, Column, HoursRow};
use clausier_store::{Intake, IntakeHead, IntakeRow};

use super::{HOURS, LineAside, TakenIn, heads, put, read};
use crate::app::App;
use crate::error::UserResult;
use crate::now::Now;
use crate::store_errors::sentence;
use crate::tenders;

/// The row that keeps what the tender said before any file: its amount is below zero when it said nothing.
const BEFORE: &str = "avant";

/// Takes a facilitator's file. The hours of a tender in a period replace those of that period; the tender says
/// the sum of its periods.
pub fn import_hours(app: &App, file: &Path, now: &Now) -> UserResult<TakenIn> {
    let mut sheet = read(file, sheets::hours, Column::head)?;
    let known = Known::read(app)?;
    let mut found: BTreeMap<(TenderId, String), Vec<HoursRow>> = BTreeMap::new();
    let mut strangers = Vec::new();
    for row in std::mem::take(&mut sheet.rows) {
        match known.tender(app, &row)? {
            Ok(id) => {
                sheet.rows.push(row.clone());
                found.entry((id, row.period.clone())).or_default().push(row);
            }
            Err(reason) => strangers.push(LineAside { line: u32::try_from(row.line).unwrap_or(u32::MAX), reason: french::typography(&reason) }),
        }
    }
    let intakes = intakes(app, &found)?;
    let mut taken = put(app, file, &sheet, &intakes, now)?;
    taken.set_aside.extend(strangers);
    taken.set_aside.sort_by_key(|one| one.line);
    let ids: Vec<TenderId> = found.keys().map(|(id, _)| *id).collect();
    tell(app, &ids, &BTreeMap::new(), now)?;
    Ok(taken)
}

/// The tenders of the base, by their references.
struct Known {
    references: BTreeMap<String, Vec<TenderId>>,
}

impl Known {
    fn read(app: &App) -> UserResult<Self> {
        let rows = app.with_store(|store| store.list().map_err(|error| sentence(&error)))?;
        let mut references: BTreeMap<String, Vec<TenderId>> = BTreeMap::new();
        for row in rows.into_iter().filter(|row| !row.sample) {
            references.entry(row.id.to_string()).or_default().push(row.id);
            if let Some(reference) = row.reference.map(|text| key(&text)).filter(|text| !text.is_empty()) {
                references.entry(reference).or_default().push(row.id);
            }
        }
        Ok(Self { references })
    }

    /// The tender of a line, or why there is none.
    fn tender(&self, app: &App, row: &HoursRow) -> UserResult<Result<TenderId, String>> {
        let found = self.references.get(&key(&row.tender)).map(Vec::as_slice).unwrap_or_default();
        let [id] = found else {
            let reason = if found.is_empty() { "aucun marché de ce poste ne porte" } else { "plusieurs marchés de ce poste portent" };
            return Ok(Err(format!("{reason} la référence « {} »", row.tender)));
        };
        let Some(lot) = row.lot else { return Ok(Ok(*id)) };
        let tender = tenders::get(app, *id)?;
        let stranger = !tender.lots.is_empty() && !tender.lots.iter().any(|known| known.number == lot);
        Ok(if stranger { Err(format!("le marché n’a pas de lot {lot}")) } else { Ok(*id) })
    }
}

fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn scope(id: TenderId, period: &str) -> String {
    format!("{id}|{period}")
}

fn tender_of(scope: &str) -> Option<TenderId> {
    scope.split_once('|')?.0.parse().ok()
}

fn intakes(app: &App, found: &BTreeMap<(TenderId, String), Vec<HoursRow>>) -> UserResult<Vec<Intake>> {
    let heads = heads(app)?;
    let mut intakes = Vec::new();
    let mut first: Vec<TenderId> = Vec::new();
    for ((id, period), rows) in found {
        let scope = scope(*id, period);
        let is_known = heads.iter().any(|head| head.kind == HOURS && tender_of(&head.scope) == Some(*id));
        let before = match kept_before(app, &scope)? {
            Some(before) => Some(before),
            None if is_known || first.contains(id) => None,
            None => Some(before_any(&tenders::get(app, *id)?)),
        };
        first.push(*id);
        let hours = rows.iter().map(|row| IntakeRow {
            name: row.lot.map(|lot| lot.to_string()).unwrap_or_default(),
            amount: row.hundredths,
            detail: String::new(),
        });
        let before = before.map(|amount| IntakeRow { name: BEFORE.to_owned(), amount: 0, detail: amount.to_string() });
        intakes.push(Intake { kind: HOURS.to_owned(), scope, aside: 0, rows: hours.chain(before).collect() });
    }
    Ok(intakes)
}

/// What a scope keeps of the time before any file.
fn kept_before(app: &App, scope: &str) -> UserResult<Option<i64>> {
    let rows = app.with_store(|store| store.intake_rows(HOURS, scope).map_err(|error| sentence(&error)))?;
    Ok(rows.iter().find(|row| row.name == BEFORE).and_then(|row| row.detail.parse().ok()))
}

fn before_any(tender: &Tender) -> i64 {
    let done = tender.execution.as_ref().and_then(|execution| execution.insertion_hours_done);
    done.map_or(-1, hundredths)
}

#[allow(clippy::cast_possible_truncation, reason = "hours of a contract are far below 2^53")]
fn hundredths(hours: f64) -> i64 {
    (hours * 100.0).round() as i64
}

#[allow(clippy::cast_precision_loss, reason = "hours of a contract are far below 2^53")]
fn hours(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

/// Before the last file is taken back: what each tender said before any file.
pub(super) fn before_last(app: &App) -> UserResult<BTreeMap<TenderId, i64>> {
    let mut before = BTreeMap::new();
    for head in heads(app)?.iter().filter(|head| head.kind == HOURS) {
        if let (Some(id), Some(amount)) = (tender_of(&head.scope), kept_before(app, &head.scope)?) {
            before.insert(id, amount);
        }
    }
    Ok(before)
}

/// After the last file was taken back: each of its tenders says again what it said.
pub(super) fn after_undo(app: &App, undone: &[IntakeHead], before: &BTreeMap<TenderId, i64>, now: &Now) -> UserResult<()> {
    let ids: Vec<TenderId> = undone.iter().filter(|head| head.kind == HOURS).filter_map(|head| tender_of(&head.scope)).collect();
    tell(app, &ids, before, now)
}

/// Writes in each tender the hours that count now; the planned ones are those of its lots, when nobody wrote them.
fn tell(app: &App, ids: &[TenderId], before: &BTreeMap<TenderId, i64>, now: &Now) -> UserResult<()> {
    let heads = heads(app)?;
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let mine: Vec<i64> = heads.iter().filter(|head| head.kind == HOURS && tender_of(&head.scope) == Some(id)).map(|head| head.sum).collect();
        let restored = before.get(&id).filter(|amount| **amount >= 0).map(|amount| hours(*amount));
        let done = if mine.is_empty() { restored } else { Some(hours(mine.iter().sum())) };
        let Some(tender) = known(app, id)? else { continue };
        let told = told(&tender, done);
        if told != tender {
            tenders::import(app, &told, now)?;
        }
    }
    Ok(())
}

/// A tender removed since is left alone.
fn known(app: &App, id: TenderId) -> UserResult<Option<Tender>> {
    app.with_store(|store| store.find(id).map_err(|error| sentence(&error))).map(|stored| stored.map(|stored| stored.tender))
}

fn told(tender: &Tender, done: Option<f64>) -> Tender {
    let mut told = tender.clone();
    let mut execution = told.execution.take().unwrap_or_default();
    execution.insertion_hours_done = done;
    execution.insertion_hours_planned = execution.insertion_hours_planned.or_else(|| planned(tender));
    told.execution = Some(execution);
    told
}

fn planned(tender: &Tender) -> Option<f64> {
    let lots = tender.lots.iter().filter_map(|lot| lot.insertion.as_ref());
    lots.chain(&tender.insertion).filter_map(|insertion| insertion.hours).reduce(|left, right| left + right)
}

pub(super) fn shown(hundredths: i64) -> String {
    french::typography(&format!("{} h", french::number(hours(hundredths))))
}

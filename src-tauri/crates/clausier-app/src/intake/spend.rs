//! Payments and approvals, as the base keeps them and as a year reads them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clausier_core::figures::{ApprovalKind, Approvals, holds_in};
use clausier_core::tender::Holder;
use clausier_open_data::sheets::{ListRow, Sheet, SpendRow};
use clausier_store::{Intake, IntakeRow};
use serde::Deserialize;

use super::{LIST, SPEND, heads, signed};
use crate::app::App;
use crate::error::UserResult;
use crate::store_errors::{about, sentence};

/// What is known of the spend of a year.
#[derive(Debug, Default)]
pub(crate) struct SpendOfYear {
    pub(crate) payments: Vec<(String, i64)>,
    pub(crate) aside: usize,
    pub(crate) approvals: Approvals,
}

/// One intake a year. The lines set aside have no sure year: each year of the file bears them.
pub(super) fn intakes(sheet: &Sheet<SpendRow>) -> Vec<Intake> {
    let mut years: BTreeMap<i32, Vec<IntakeRow>> = BTreeMap::new();
    for row in &sheet.rows {
        let kept = IntakeRow { name: row.siret.clone(), amount: row.cents, detail: row.nature.clone().unwrap_or_default() };
        years.entry(row.year).or_default().push(kept);
    }
    let aside = u32::try_from(sheet.set_aside.len()).unwrap_or(u32::MAX);
    years.into_iter().map(|(year, rows)| Intake { kind: SPEND.to_owned(), scope: year.to_string(), aside, rows }).collect()
}

/// One intake a list; a file of which no line can be read replaces nothing.
pub(super) fn list_intakes(sheet: &Sheet<ListRow>, kind: ApprovalKind, as_of: NaiveDate) -> Vec<Intake> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows: Vec<IntakeRow> =
        sheet.rows.iter().map(|row| IntakeRow { name: row.id.clone(), amount: 0, detail: format!("{}|{}", day(row.from), day(row.until)) }).collect();
    let aside = u32::try_from(sheet.set_aside.len()).unwrap_or(u32::MAX);
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Intake { kind: format!("{LIST}{}", kind.word()), scope: as_of.to_string(), aside, rows }]
}

/// Reads what a year rests on: its payments, and of each kind the last list drawn up by its last day.
pub(crate) fn spend_of_year(app: &App, year: i32) -> UserResult<SpendOfYear> {
    let heads = heads(app)?;
    let scope = year.to_string();
    let mut known = SpendOfYear::default();
    if let Some(head) = heads.iter().find(|head| head.kind == SPEND && head.scope == scope) {
        known.aside = usize::try_from(head.aside).unwrap_or(usize::MAX);
        known.payments = rows(app, SPEND, &scope)?.into_iter().map(|row| (row.name, row.amount)).collect();
    }
    let until = format!("{year}-12-31");
    for kind in ApprovalKind::ALL {
        let name = format!("{LIST}{}", kind.word());
        let list = heads.iter().filter(|head| head.kind == name && head.scope <= until).max_by(|left, right| left.scope.cmp(&right.scope));
        if let Some(list) = list {
            add(&mut known.approvals, kind, year, &rows(app, &name, &list.scope)?);
        }
    }
    if !known.payments.is_empty() {
        solidary_holders(app)?.iter().for_each(|siret| known.approvals.declare(siret));
    }
    Ok(known)
}

/// Only what tells a solidarity enterprise is read of a tender.
#[derive(Deserialize)]
struct Awarded {
    #[serde(default)]
    award: Option<Holders>,
}

#[derive(Deserialize)]
struct Holders {
    #[serde(default)]
    holders: Vec<Holder>,
}

/// Lists the establishments that the notified contracts of this computer say to be solidarity enterprises.
fn solidary_holders(app: &App) -> UserResult<Vec<String>> {
    app.with_store(|store| {
        let rows = store.list().map_err(|error| sentence(&error))?;
        let notified = rows.into_iter().filter(|row| row.stage.is_notified());
        let bodies = notified.map(|row| store.body(row.id).map_err(about(row.id))).collect::<UserResult<Vec<String>>>()?;
        let holders = bodies.iter().filter_map(|body| serde_json::from_str::<Awarded>(body).ok()?.award).flat_map(|award| award.holders);
        let solidary = holders.filter(|one| [one.esus, one.siae, one.ea_esat].contains(&Some(true)));
        Ok(solidary.filter_map(|one| one.id).filter(|id| id.len() == 14).collect())
    })
}

fn add(approvals: &mut Approvals, kind: ApprovalKind, year: i32, rows: &[IntakeRow]) {
    approvals.know(kind);
    for row in rows {
        let (from, until) = row.detail.split_once('|').unwrap_or_default();
        if holds_in(year, from.parse().ok(), until.parse().ok()) {
            approvals.add(kind, &row.name);
        }
    }
}

fn rows(app: &App, kind: &str, scope: &str) -> UserResult<Vec<IntakeRow>> {
    app.with_store(|store| store.intake_rows(kind, scope).map_err(|error| sentence(&error)))
}

pub(super) fn euros(cents: i64) -> String {
    signed(cents)
}

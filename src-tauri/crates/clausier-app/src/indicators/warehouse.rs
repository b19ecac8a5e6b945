//! The rows of the shared folder as Parquet, one folder a year (`annee=2026/`), for the warehouse of an
//! organisation: one line a contract, the greatest row of each tender only, removed ones left out.

use std::path::{Path, PathBuf};

use clausier_core::figures::{Summary, SummaryContract};
use clausier_open_data::columns::{Cells, Columns};
use serde::Serialize;

use super::{YearRows, figures_file, rows};
use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::files;
use crate::store_errors::sentence;

const FILE: &str = "clausier.parquet";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// The files, one a year, in the order of the years.
    pub written: Vec<PathBuf>,
    /// Contracts in them.
    pub contracts: u32,
    /// Rows that this version may not count: they are left out.
    pub excluded_rows: u32,
}

/// Writes every year that is known. A file that is there stays unless `replace`.
pub fn export(app: &App, folder: &Path, replace: bool) -> UserResult<Exported> {
    let years = app.with_store(|store| store.share_years().map_err(|error| sentence(&error)))?;
    let mut exported = Exported { written: Vec::new(), contracts: 0, excluded_rows: 0 };
    for year in years {
        let known = rows(app, year)?;
        exported.excluded_rows += known.excluded;
        if known.summaries.is_empty() {
            continue;
        }
        let out = year_folder(folder, year)?.join(FILE);
        files::write(&out, &figures_file::parquet(columns(&known).to_parquet())?, replace)?;
        exported.contracts += known.summaries.iter().map(|summary| u32::try_from(summary.marches.len().max(1)).unwrap_or(u32::MAX)).sum::<u32>();
        exported.written.push(out);
    }
    Ok(exported)
}

fn year_folder(folder: &Path, year: i32) -> UserResult<PathBuf> {
    let of_year = folder.join(format!("annee={year}"));
    let refused =
        |error: std::io::Error| UserError::new("dossier-non-cree", &[("dossier", &files::name_of(&of_year)), ("detail", &error.to_string())]);
    std::fs::create_dir_all(&of_year).map_err(refused)?;
    Ok(of_year)
}

/// The year is in the name of the folder, as engines expect it, and so is in no column.
fn columns(known: &YearRows) -> Columns {
    let lines: Vec<(&Summary, Option<&SummaryContract>)> = known.summaries.iter().flat_map(contracts).collect();
    let text = |pick: &dyn Fn(&Summary) -> Option<String>| Cells::Text(lines.iter().map(|(summary, _)| pick(summary)).collect());
    let list = |pick: &dyn Fn(&Summary) -> Vec<String>| Cells::List(lines.iter().map(|(summary, _)| pick(summary)).collect());
    let hours = |pick: fn(&clausier_core::figures::SummaryHours) -> Option<f64>| {
        Cells::Number(lines.iter().map(|(summary, _)| summary.heures.as_ref().and_then(pick)).collect())
    };
    Columns::default()
        .with("id", text(&|summary| Some(summary.id.to_string())))
        .with("lot", Cells::Whole(lines.iter().map(|(_, lot)| lot.map(|lot| i64::from(lot.lot))).collect()))
        .with("statut", text(&|summary| Some(summary.statut.clone())))
        .with("objet", text(&|summary| summary.objet.clone()))
        .with("nature", text(&|summary| summary.nature.map(word)))
        .with("cpv", list(&|summary| summary.cpv.clone()))
        .with("siret", text(&|summary| summary.siret.clone()))
        .with("direction", text(&|summary| summary.direction.clone()))
        .with("notifie_le", Cells::Day(lines.iter().map(|(summary, _)| summary.notifie_le).collect()))
        .with("montant", Cells::Number(lines.iter().map(|(summary, lot)| amount(summary, *lot)).collect()))
        .with("considerations", Cells::List(lines.iter().map(|(summary, lot)| considerations(summary, *lot)).collect()))
        .with("clauses", list(&|summary| summary.clauses.iter().map(|clause| clause.id.clone()).collect()))
        .with("themes", list(&|summary| summary.clauses.iter().map(|clause| clause.theme.map(word).unwrap_or_default()).collect()))
        .with("niveaux", list(&|summary| summary.clauses.iter().map(|clause| clause.niveau.map(word).unwrap_or_default()).collect()))
        .with("heures_prevues", hours(|hours| hours.prevues))
        .with("heures_faites", hours(|hours| hours.faites))
        .with("reservation", list(&|summary| summary.reservation.iter().copied().map(word).collect()))
        .with("pme", Cells::Flag(lines.iter().map(|(summary, lot)| lot.map_or(summary.pme, |lot| lot.pme)).collect()))
        .with("ess", Cells::Flag(lines.iter().map(|(summary, lot)| lot.map_or(summary.ess, |lot| lot.ess)).collect()))
}

fn contracts(summary: &Summary) -> Vec<(&Summary, Option<&SummaryContract>)> {
    if summary.marches.is_empty() {
        return vec![(summary, None)];
    }
    summary.marches.iter().map(|lot| (summary, Some(lot))).collect()
}

fn amount(summary: &Summary, lot: Option<&SummaryContract>) -> Option<f64> {
    lot.map_or(summary.montant, |lot| lot.montant).map(clausier_core::tender::Euros::as_f64)
}

fn considerations(summary: &Summary, lot: Option<&SummaryContract>) -> Vec<String> {
    lot.map_or(&summary.considerations, |lot| &lot.considerations).clone()
}

/// The contract's word for a value.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

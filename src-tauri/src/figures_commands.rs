//! Commands of the figures: overview, indicator, report, files.

use clausier_app::UserResult;
use clausier_app::indicators::figures_file::{self, FiguresFormat};
use clausier_app::indicators::pages::{self, FiguresView, IndicatorPage, ReportView};
use clausier_app::indicators::report::Section;
use clausier_app::wire::FileHandle;
use tauri::State;

use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// The figures of a year; without one, the latest that has contracts.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn figures_view(host: Shared<'_>, year: Option<i32>) -> UserResult<FiguresView> {
    pages::overview(&host.app, year, &host.now())
}

/// The page of one indicator.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn indicator_page(host: Shared<'_>, year: i32, id: String) -> UserResult<IndicatorPage> {
    pages::indicator(&host.app, year, &id)
}

/// The report of a year, as it will be written.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn figures_report(host: Shared<'_>, year: i32, sections: Vec<Section>) -> UserResult<ReportView> {
    pages::report_view(&host.app, year, &sections)
}

/// Writes the figures of a year where the user says; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_figures(host: Shared<'_>, year: i32, format: FiguresFormat, sections: Vec<Section>) -> UserResult<Option<FileHandle>> {
    let proposal = format!("Indicateurs {year}.{}", format.extension());
    let Some(out) = host.save_as(&proposal, None) else { return Ok(None) };
    figures_file::write(&host.app, year, format, &sections, &out, true)?;
    Ok(Some(host.files.add(&out)))
}

/// Writes the contracts of an indicator where the user says; nothing when the user gave up.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_indicator(host: Shared<'_>, year: i32, id: String) -> UserResult<Option<FileHandle>> {
    let Some(out) = host.save_as(&format!("{id} {year}.xlsx"), None) else { return Ok(None) };
    figures_file::write_contracts(&host.app, year, &id, &out, true)?;
    Ok(Some(host.files.add(&out)))
}

//! Indicators of the organisation for a year, with their coverage: drawn from what this computer and the
//! shared folder know of notified contracts.

pub mod figures_file;
pub mod pages;
pub mod report;
mod shown;
mod table;
#[cfg(test)]
mod tests;
pub mod warehouse;
mod words;

use std::sync::Arc;

use clausier_core::figures::{ApprovalKind, By, Figure, Indicator, Population, Summary, Target, Unit, figure, notified, spend_figure};
use clausier_core::french;
use clausier_store::{Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::UserResult;
use crate::intake::{SpendOfYear, spend_of_year};
use crate::own;
use crate::store_errors::sentence;
pub use table::csv;

/// Below this share of contracts whose facts are known, a figure is printed « partiel ».
pub(crate) const WHOLE: f64 = 80.0;

/// The indicators of a year (contract §5).
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct YearFigures {
    pub year: i32,
    pub coverage: YearCoverage,
    pub indicators: Vec<IndicatorFigure>,
}

/// What the figures of a year rest on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct YearCoverage {
    /// Computers whose contracts are here.
    pub replicas: u32,
    /// Consultations notified in the year.
    pub tenders: u32,
    /// Contracts notified in the year: a consultation of ten lots is ten of them.
    pub contracts: u32,
    pub without_amount: u32,
    /// Files of the shared folder that do not count.
    pub set_aside: u32,
    /// Rows of the year that only a later version may count.
    pub excluded_rows: u32,
    /// Day on which the file checked longest ago was found intact in the shared folder.
    pub oldest_publication: Option<String>,
    /// What the spend of the year rests on.
    pub spend: SpendCoverage,
}

/// The finance extract of a year and the lists that read it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SpendCoverage {
    /// Payments of the extract.
    pub lines: u32,
    /// Lines of the extract that could not be read.
    pub set_aside: u32,
    /// Kinds of which a list drawn up by the last day of the year is at hand.
    pub lists: Vec<ApprovalKind>,
    pub missing_lists: Vec<ApprovalKind>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct IndicatorFigure {
    pub id: String,
    pub label: String,
    pub numerator: f64,
    pub denominator: f64,
    pub percent: Option<f64>,
    pub by: By,
    /// What `value` is told in; `percent` is there only for a share.
    pub unit: Unit,
    pub value: Option<f64>,
    /// Contracts of the year that the indicator is about, and those of which the fact is known.
    pub all: u32,
    pub known: u32,
    /// Share of the contracts of the year whose fact is known, in percent.
    pub known_percent: Option<f64>,
    /// Too little is known: the figure is not to be quoted alone.
    pub partial: bool,
    pub target: Option<String>,
    pub target_percent: Option<f64>,
    pub definition: String,
    /// One of those that an organisation looks at first.
    pub headline: bool,
    /// What `known` and `all` count.
    pub counted: Counted,
}

/// What an indicator looks at one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Counted {
    Contracts,
    /// Not their lots.
    Consultations,
    /// Lines of the finance extract, or lists of enterprises.
    Payments,
}

/// What is known of the contracts of one year.
pub(crate) struct YearRows {
    pub(crate) summaries: Vec<Summary>,
    pub(crate) spend: SpendOfYear,
    pub(crate) targets: Vec<Target>,
    /// Rows that this version may not count.
    pub(crate) excluded: u32,
}

/// Works out the indicators of a year.
pub fn of_year(app: &App, year: i32) -> UserResult<YearFigures> {
    let rows = rows(app, year)?;
    Ok(YearFigures { year, coverage: coverage(app, &rows, year)?, indicators: figures(app, &rows, year) })
}

/// Works out every indicator of the catalogue.
pub(crate) fn figures(app: &App, rows: &YearRows, year: i32) -> Vec<IndicatorFigure> {
    app.engine.catalogue.indicators.iter().map(|indicator| told(rows, indicator, &worked_out(indicator, rows, year))).collect()
}

/// Spend is a sum of its own; everything else counts contracts.
pub(crate) fn worked_out(indicator: &Indicator, rows: &YearRows, year: i32) -> Figure {
    match indicator.population {
        Population::Spend => spend_figure(&rows.spend.payments, &rows.spend.approvals, rows.spend.aside),
        Population::Contracts | Population::Concessions => figure(indicator, &rows.summaries, year),
    }
}

fn spend_coverage(spend: &SpendOfYear) -> SpendCoverage {
    let known = spend.approvals.lists();
    let (lists, missing_lists) = ApprovalKind::ALL.into_iter().partition(|kind| known.contains(kind));
    SpendCoverage { lines: small(spend.payments.len()), set_aside: small(spend.aside), lists, missing_lists }
}

/// What each tender last said of itself, whoever wrote it. Read once for as long as the base does not change.
pub(crate) fn rows(app: &App, year: i32) -> UserResult<Arc<YearRows>> {
    let (stamp, lines) = app.with_store(|store| {
        let stamp = store.stamp().map_err(|error| sentence(&error))?;
        if let Some(known) = app.known_year(year, stamp) {
            return Ok((stamp, Err(known)));
        }
        Ok((stamp, Ok(store.share_lines(year).map_err(|error| sentence(&error))?)))
    })?;
    match lines {
        Err(known) => Ok(known),
        Ok(lines) => {
            let read = Arc::new(read(&lines, spend_of_year(app, year)?, own::all_targets(app)?));
            app.keep_year(year, stamp, &read);
            Ok(read)
        }
    }
}

/// Rows were judged when they were taken in: here they are only read, on every core.
fn read(lines: &[String], spend: SpendOfYear, targets: Vec<Target>) -> YearRows {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let share = lines.len().div_ceil(threads).max(1);
    let summaries: Vec<Summary> = std::thread::scope(|scope| {
        let parts: Vec<_> = lines
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().filter_map(|line| clausier_sharing::summary_of(line)).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    });
    let excluded = u32::try_from(lines.len() - summaries.len()).unwrap_or(u32::MAX);
    YearRows { summaries, spend, targets, excluded }
}

/// Asks the base alone: figures never wait for a folder, and never list it.
pub(crate) fn coverage(app: &App, rows: &YearRows, year: i32) -> UserResult<YearCoverage> {
    let of_base = |store: &mut Store| Ok((store.share_authors()?, store.share_set_aside()?.len(), store.oldest_share_check()?));
    let (replicas, aside, oldest) = app.with_store(|store| of_base(store).map_err(|error: StoreError| sentence(&error)))?;
    let of_year: Vec<&Summary> = notified(&rows.summaries, year).collect();
    let without = |summary: &&&Summary| summary.montant.is_none() && summary.marches.iter().all(|lot| lot.montant.is_none());
    Ok(YearCoverage {
        replicas,
        tenders: small(of_year.len()),
        contracts: small(of_year.iter().map(|summary| summary.marches.len().max(1)).sum()),
        without_amount: small(of_year.iter().filter(without).count()),
        set_aside: small(aside),
        excluded_rows: rows.excluded,
        oldest_publication: oldest.map(|day| day.to_string()),
        spend: spend_coverage(&rows.spend),
    })
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(crate) fn told(rows: &YearRows, indicator: &Indicator, figure: &Figure) -> IndicatorFigure {
    let target = target_of(rows, indicator);
    IndicatorFigure {
        id: indicator.id.clone(),
        label: indicator.label.clone(),
        numerator: figure.numerator,
        denominator: figure.denominator,
        percent: figure.percent,
        by: indicator.by,
        unit: indicator.measure.unit(),
        value: figure.value,
        all: small(figure.all),
        known: small(figure.known),
        known_percent: figure.coverage(),
        partial: figure.is_known_below(WHOLE),
        target: target.map(target_sentence),
        target_percent: target.map(|target| target.percent.as_f64()),
        definition: indicator.definition.clone(),
        headline: indicator.headline,
        counted: match indicator.population {
            Population::Spend => Counted::Payments,
            Population::Contracts | Population::Concessions if indicator.measure.looks_at_the_whole() => Counted::Consultations,
            Population::Contracts | Population::Concessions => Counted::Contracts,
        },
    }
}

/// The organisation's own target, read last, wins over that of the shipped scheme.
fn target_of<'a>(rows: &'a YearRows, indicator: &Indicator) -> Option<&'a Target> {
    rows.targets.iter().rfind(|target| target.indicator == indicator.id)
}

/// A target in words: what, by when, set by which scheme.
fn target_sentence(target: &Target) -> String {
    french::typography(&format!("{}, d’ici le {} ({})", target.label, french::day(target.horizon), target.scheme))
}

/// The figures in sentences, one an indicator; nothing known is never zero. Then what cannot be counted is only counted.
pub fn sentences(figures: &YearFigures) -> Vec<String> {
    let mut lines = vec![format!("{} : {}", figures.year, shown::coverage(&figures.coverage).join(" "))];
    lines.extend(figures.indicators.iter().map(line));
    lines.iter().map(|line| french::typography(line)).collect()
}

fn line(figure: &IndicatorFigure) -> String {
    let target = figure.target_percent.map(|percent| format!(" – objectif {} %", french::number(percent))).unwrap_or_default();
    format!("{} : {}{target}", figure.label, shown::figure(figure))
}

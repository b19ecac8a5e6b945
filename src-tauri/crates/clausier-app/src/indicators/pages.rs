//! The screens of the figures: the overview of a year, one page for each indicator, the report.

use clausier_core::document::Block;
use clausier_core::figures::{Cut, Indicator, Standing, Summary, Unit, by_part, counted};
use clausier_core::french;
use clausier_core::tender::{Euros, TenderId};
use serde::{Deserialize, Serialize};

use super::figures_file::FiguresFormat;
use super::report::{self, Section};
use super::words::WORDS;
use super::{Counted, IndicatorFigure, YearCoverage, YearFigures, YearRows, coverage, figures, rows, shown, told, worked_out};
use crate::app::App;
use crate::create::{typed, word_of};
use crate::error::{UserError, UserResult, fill};
use crate::intake::spend_years;
use crate::now::Now;
use crate::store_errors::sentence;

/// Contracts that a screen lists; the workbook holds every one.
const SHOWN: usize = 200;
/// Years of a chart.
const YEARS: usize = 6;

/// One figure as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FigureCard {
    pub id: String,
    pub label: String,
    pub definition: String,
    /// « 42,5 % », « 1 200 heures », « pas de donnée ».
    pub shown: String,
    /// The number of the chart; none when nothing is known.
    pub value: Option<f64>,
    /// « 17 / 40 ».
    pub sum: String,
    /// « Calculé sur 37 marchés sur 41 ».
    pub basis: String,
    pub partial: bool,
    pub headline: bool,
    pub target: Option<String>,
    pub target_percent: Option<f64>,
    /// What is said of a target that is set on something else.
    pub target_note: Option<String>,
    /// « Il manque 12 points ».
    pub gap: Option<String>,
    /// « En hausse de 4 points par rapport à 2025 ».
    pub trend: Option<String>,
    /// Where the chart ends: 100 for a share, else nothing.
    pub scale: Option<f64>,
}

/// The overview of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FiguresView {
    pub year: i32,
    /// Years that have contracts, the latest first.
    pub years: Vec<i32>,
    pub coverage: YearCoverage,
    pub coverage_sentences: Vec<String>,
    pub cards: Vec<FigureCard>,
    pub uncounted: Vec<String>,
}

/// One year, or one part of the contracts, on a chart and in its table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FigurePart {
    pub label: String,
    pub shown: String,
    pub value: Option<f64>,
    pub sum: String,
    pub basis: String,
    pub partial: bool,
}

/// The parts of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FigureCut {
    pub cut: Cut,
    pub title: String,
    pub parts: Vec<FigurePart>,
}

/// One contract under an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FigureContract {
    /// The tender, when it is on this computer.
    pub id: Option<TenderId>,
    pub title: String,
    pub department: Option<String>,
    pub notified_on: Option<String>,
    pub amount: Option<Euros>,
    pub standing: Standing,
    pub standing_word: String,
}

/// The page of one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct IndicatorPage {
    pub year: i32,
    pub card: FigureCard,
    /// The years, oldest first.
    pub years: Vec<FigurePart>,
    pub cuts: Vec<FigureCut>,
    pub contracts: Vec<FigureContract>,
    /// Contracts that are in the workbook only.
    pub more: u32,
}

/// The report on the screen: the same blocks as in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ReportView {
    pub title: String,
    pub subject: String,
    pub blocks: Vec<Block>,
    /// What it can be written in here.
    pub formats: Vec<FiguresFormat>,
}

/// The overview. Without a year, the latest of which something is known, else that of today.
pub fn overview(app: &App, year: Option<i32>, now: &Now) -> UserResult<FiguresView> {
    let years = years(app)?;
    let year = year.or_else(|| years.first().copied()).unwrap_or_else(|| chrono::Datelike::year(&now.today));
    let known = rows(app, year)?;
    let before = figures(app, &*rows(app, year - 1)?, year - 1);
    let coverage = coverage(app, &known, year)?;
    let cards = figures(app, &known, year).iter().zip(&before).map(|(one, before)| card(app, one, before, year)).collect();
    let uncounted = app.engine.catalogue.uncounted.iter();
    Ok(FiguresView {
        year,
        years,
        coverage_sentences: shown::coverage(&coverage),
        coverage,
        cards,
        uncounted: uncounted.map(|one| typed(&fill(&WORDS.non_calculable, &[("intitule", &one.label), ("raison", &one.reason)]))).collect(),
    })
}

/// The page of one indicator.
pub fn indicator(app: &App, year: i32, id: &str) -> UserResult<IndicatorPage> {
    let indicator = find(app, id)?;
    let known = rows(app, year)?;
    let of = |rows: &YearRows, year: i32| told(rows, indicator, &worked_out(indicator, rows, year));
    let (one, before) = (of(&known, year), of(&*rows(app, year - 1)?, year - 1));
    let mut shown_years: Vec<i32> = years(app)?.into_iter().filter(|other| *other <= year).take(YEARS).collect();
    shown_years.reverse();
    let point = |other: i32| Ok(part(other.to_string(), &of(&*rows(app, other)?, other)));
    let cuts = [Cut::Department, Cut::Theme, Cut::Family];
    let cut = |cut: Cut| FigureCut { cut, title: cut_title(cut), parts: parts(app, indicator, &known, year, cut) };
    let mut contracts = counted(indicator, &known.summaries, year);
    let more = contracts.len().saturating_sub(SHOWN);
    contracts.truncate(SHOWN);
    let here = app.with_store(|store| store.list().map_err(|error| sentence(&error)))?;
    let line = |contract: clausier_core::figures::CountedContract| FigureContract {
        id: here.iter().any(|row| row.id == contract.id).then_some(contract.id),
        title: name(contract.title.as_deref(), contract.lot),
        department: contract.department,
        notified_on: contract.notified_on.map(french::day),
        amount: contract.amount,
        standing: contract.standing,
        standing_word: word_of(&WORDS.etats, contract.standing),
    };
    Ok(IndicatorPage {
        year,
        card: card(app, &one, &before, year),
        years: shown_years.into_iter().map(point).collect::<UserResult<_>>()?,
        cuts: cuts.into_iter().map(cut).filter(|cut| !cut.parts.is_empty()).collect(),
        contracts: contracts.into_iter().map(line).collect(),
        more: u32::try_from(more).unwrap_or(u32::MAX),
    })
}

/// The report of a year, to be read before it is written.
pub fn report_view(app: &App, year: i32, sections: &[Section]) -> UserResult<ReportView> {
    let known = rows(app, year)?;
    let figures = YearFigures { year, coverage: coverage(app, &known, year)?, indicators: figures(app, &known, year) };
    let report = report::report(app, &figures, &known, sections);
    Ok(ReportView { title: report.title, subject: report.subject, blocks: report.blocks, formats: FiguresFormat::offered() })
}

/// Years of which something is known, contracts or payments, the latest first.
fn years(app: &App) -> UserResult<Vec<i32>> {
    let mut years = app.with_store(|store| store.share_years().map_err(|error| sentence(&error)))?;
    years.extend(spend_years(app)?);
    years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    Ok(years)
}

fn find<'a>(app: &'a App, id: &str) -> UserResult<&'a Indicator> {
    let known = app.engine.catalogue.indicators.iter().find(|indicator| indicator.id == id);
    known.ok_or_else(|| UserError::new("indicateur-inconnu", &[("indicateur", id)]))
}

fn card(app: &App, one: &IndicatorFigure, before: &IndicatorFigure, year: i32) -> FigureCard {
    let on_spend = app.engine.catalogue.targets.iter().rfind(|target| target.indicator == one.id);
    let on_spend = one.counted != Counted::Payments && on_spend.is_some_and(|target| target.basis == clausier_core::figures::TargetBasis::Spend);
    FigureCard {
        id: one.id.clone(),
        label: typed(&one.label),
        definition: typed(&one.definition),
        shown: shown::figure(one),
        value: one.value,
        sum: shown::sum(one),
        basis: shown::basis(one),
        partial: one.partial,
        headline: one.headline,
        target: one.target.clone(),
        target_percent: one.target_percent,
        target_note: on_spend.then(|| typed(&WORDS.objectif_base)),
        gap: shown::gap(one),
        trend: shown::trend(one, before, year),
        scale: (one.unit == Unit::Percent).then_some(100.0),
    }
}

fn part(label: String, one: &IndicatorFigure) -> FigurePart {
    FigurePart { label, shown: shown::figure(one), value: one.value, sum: shown::sum(one), basis: shown::basis(one), partial: one.partial }
}

/// The figures of an indicator by department, theme or family.
pub(super) fn parts(app: &App, indicator: &Indicator, known: &YearRows, year: i32, cut: Cut) -> Vec<FigurePart> {
    let figures = by_part(indicator, &known.summaries, year, &|summary| parts_of(app, summary, cut));
    let without = || typed(WORDS.sans_partie.get(&key(cut)).map_or("", String::as_str));
    figures.into_iter().map(|(label, figure)| part(label.unwrap_or_else(without), &told(known, indicator, &figure))).collect()
}

fn parts_of(app: &App, summary: &Summary, cut: Cut) -> Vec<String> {
    let mut parts: Vec<String> = match cut {
        Cut::Department => summary.direction.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
        Cut::Theme => summary.clauses.iter().filter_map(|clause| clause.theme).map(crate::create::theme_name).collect(),
        Cut::Family => summary.cpv.iter().filter_map(|code| app.engine.catalogue.families.of_code(code)).map(|family| family.name.clone()).collect(),
    };
    parts.sort();
    parts.dedup();
    parts
}

pub(super) fn key(cut: Cut) -> String {
    match cut {
        Cut::Department => "department",
        Cut::Theme => "theme",
        Cut::Family => "family",
    }
    .to_owned()
}

fn cut_title(cut: Cut) -> String {
    typed(WORDS.decoupe.get(&key(cut)).map_or("", String::as_str))
}

/// A contract as it is named in a list.
pub(super) fn name(title: Option<&str>, lot: Option<u32>) -> String {
    let title = title.unwrap_or("Sans titre");
    lot.map_or_else(|| title.to_owned(), |lot| format!("{title}, lot {lot}"))
}

//! Indicators of the organisation for a year, with their coverage: drawn from what this computer and the
//! shared folder know of notified contracts.

use clausier_core::figures::{
    ApprovalKind, By, Figure, Indicator, Measure, Population, Summary, Target, Unit, figure, hours_figure, notified, spend_figure,
};
use clausier_core::french;
use clausier_sharing::Row;
use serde::Serialize;

use crate::app::App;
use crate::error::UserResult;
use crate::intake::{SpendOfYear, spend_of_year};
use crate::now::Now;
use crate::store_errors::sentence;
use crate::{own, share};

/// Below this share of contracts whose facts are known, a figure is printed « partiel ».
const WHOLE: f64 = 80.0;

/// The indicators of a year (contract §5).
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct YearFigures {
    pub year: i32,
    pub coverage: Coverage,
    pub indicators: Vec<IndicatorFigure>,
}

/// What the figures of a year rest on.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Coverage {
    pub replicas: u32,
    /// Consultations notified in the year.
    pub tenders: usize,
    /// Contracts notified in the year: a consultation of ten lots is ten of them.
    pub contracts: usize,
    pub without_amount: usize,
    /// Files of the shared folder that do not count.
    pub set_aside: usize,
    /// Day on which the file checked longest ago was found intact in the shared folder.
    pub oldest_publication: Option<String>,
    /// What the spend of the year rests on.
    pub spend: SpendCoverage,
}

/// The finance extract of a year and the lists that read it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct SpendCoverage {
    /// Payments of the extract.
    pub lines: usize,
    /// Lines of the extract that could not be read.
    pub set_aside: usize,
    /// Kinds of which a list drawn up by the last day of the year is at hand.
    pub lists: Vec<ApprovalKind>,
    pub missing_lists: Vec<ApprovalKind>,
}

/// One indicator.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct IndicatorFigure {
    pub id: String,
    pub label: String,
    pub numerator: f64,
    pub denominator: f64,
    pub percent: Option<f64>,
    pub by: By,
    /// What the two sums are made of.
    pub unit: Unit,
    /// Share of the contracts of the year whose fact is known, in percent.
    pub known_percent: Option<f64>,
    /// Too little is known: the figure is not to be quoted alone.
    pub partial: bool,
    pub target: Option<String>,
    pub target_percent: Option<f64>,
    pub definition: String,
}

/// Works out the indicators of a year.
pub fn of_year(app: &App, year: i32, now: &Now) -> UserResult<YearFigures> {
    let summaries = summaries(app, year)?;
    let spend = spend_of_year(app, year)?;
    let targets = own::all_targets(app)?;
    let worked = |indicator: &Indicator| shown(&targets, indicator, &work_out(indicator, &summaries, &spend, year));
    let indicators = app.engine.catalogue.indicators.iter().map(worked).collect();
    Ok(YearFigures { year, coverage: coverage(app, &summaries, &spend, year, now)?, indicators })
}

/// Spend and hours are sums of their own; everything else counts contracts.
fn work_out(indicator: &Indicator, summaries: &[Summary], spend: &SpendOfYear, year: i32) -> Figure {
    match (indicator.population, &indicator.measure) {
        (Population::Spend, _) => spend_figure(&spend.payments, &spend.approvals, spend.aside),
        (population, Measure::Hours) => hours_figure(population, summaries, year),
        (Population::Contracts | Population::Concessions, _) => figure(indicator, summaries, year),
    }
}

fn spend_coverage(spend: &SpendOfYear) -> SpendCoverage {
    let known = spend.approvals.lists();
    let (lists, missing_lists) = ApprovalKind::ALL.into_iter().partition(|kind| known.contains(kind));
    SpendCoverage { lines: spend.payments.len(), set_aside: spend.aside, lists, missing_lists }
}

/// What each tender last said of itself, whoever wrote it.
fn summaries(app: &App, year: i32) -> UserResult<Vec<Summary>> {
    let lines = app.with_store(|store| store.share_lines(year).map_err(|error| sentence(&error)))?;
    Ok(lines.iter().filter_map(|line| Row::parse(line.as_bytes()).ok()?.summary()).collect())
}

fn coverage(app: &App, summaries: &[Summary], spend: &SpendOfYear, year: i32, now: &Now) -> UserResult<Coverage> {
    let status = share::status(app, now)?;
    let oldest = app.with_store(|store| store.oldest_share_check().map_err(|error| sentence(&error)))?;
    let of_year: Vec<&Summary> = notified(summaries, year).collect();
    let without = |summary: &&&Summary| summary.montant.is_none() && summary.marches.iter().all(|lot| lot.montant.is_none());
    Ok(Coverage {
        replicas: status.replicas,
        tenders: of_year.len(),
        contracts: of_year.iter().map(|summary| summary.marches.len().max(1)).sum(),
        without_amount: of_year.iter().filter(without).count(),
        set_aside: status.set_aside.len(),
        oldest_publication: oldest.map(|day| day.to_string()),
        spend: spend_coverage(spend),
    })
}

fn shown(targets: &[Target], indicator: &Indicator, figure: &Figure) -> IndicatorFigure {
    // The organisation's own target, read last, wins over that of the shipped scheme.
    let target = targets.iter().rfind(|target| target.indicator == indicator.id);
    IndicatorFigure {
        id: indicator.id.clone(),
        label: indicator.label.clone(),
        numerator: figure.numerator,
        denominator: figure.denominator,
        percent: figure.percent,
        by: indicator.by,
        unit: indicator.unit(),
        known_percent: figure.coverage(),
        partial: figure.coverage().is_some_and(|known| known < WHOLE),
        target: target.map(target_sentence),
        target_percent: target.map(|target| target.percent.as_f64()),
        definition: indicator.definition.clone(),
    }
}

/// A target in words: what, by when, set by which scheme.
fn target_sentence(target: &Target) -> String {
    french::typography(&format!("{}, d’ici le {} ({})", target.label, french::day(target.horizon), target.scheme))
}

/// The figures as a table for a spreadsheet: semicolons, decimal commas, and the mark that tells Excel the alphabet.
pub fn csv(figures: &YearFigures) -> String {
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let head = [
        "annee",
        "indicateur",
        "intitule",
        "par",
        "numerateur",
        "denominateur",
        "pourcentage",
        "connu_pourcentage",
        "partiel",
        "objectif",
        "definition",
    ];
    let number = |value: f64| value.to_string().replace('.', ",");
    let optional = |value: Option<f64>| value.map(number).unwrap_or_default();
    let row = |one: &IndicatorFigure| {
        let by = match (one.unit, one.by) {
            (Unit::Hours, _) => "heures",
            (Unit::Contracts | Unit::Euros, By::Count) => "nombre",
            (Unit::Contracts | Unit::Euros, By::Value) => "montant",
        };
        [
            figures.year.to_string(),
            one.id.clone(),
            one.label.clone(),
            by.to_owned(),
            number(one.numerator),
            number(one.denominator),
            optional(one.percent),
            optional(one.known_percent),
            if one.partial { "oui" } else { "non" }.to_owned(),
            optional(one.target_percent),
            one.definition.clone(),
        ]
    };
    table.write_record(head).expect("memory takes every record");
    for one in &figures.indicators {
        table.write_record(row(one)).expect("memory takes every record");
    }
    let bytes = table.into_inner().expect("memory takes every record");
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// The figures in sentences, one an indicator; nothing known is never zero.
pub fn sentences(figures: &YearFigures) -> Vec<String> {
    let consultations = french::count(figures.coverage.tenders, "consultation notifiée", "consultations notifiées");
    let contracts = french::count(figures.coverage.contracts, "marché", "marchés");
    let mut lines = vec![format!("{} : {consultations}, {contracts}.", figures.year)];
    lines.extend(figures.indicators.iter().map(line));
    lines.extend(spend_sentence(&figures.coverage.spend));
    lines.iter().map(|line| french::typography(line)).collect()
}

/// What the figure of spend rests on, when there is an extract.
fn spend_sentence(spend: &SpendCoverage) -> Option<String> {
    if spend.lines == 0 {
        return None;
    }
    let words = |kinds: &[ApprovalKind]| kinds.iter().map(|kind| kind.word().to_uppercase()).collect::<Vec<_>>().join(", ");
    let payments = french::count(spend.lines, "paiement", "paiements");
    let aside = french::count(spend.set_aside, "ligne mise de côté", "lignes mises de côté");
    let missing = if spend.missing_lists.is_empty() { String::new() } else { format!(" ; listes absentes : {}", words(&spend.missing_lists)) };
    Some(format!("Dépenses : {payments}, {aside}{missing}."))
}

fn line(figure: &IndicatorFigure) -> String {
    let share = figure.percent.map_or_else(|| "pas de donnée".to_owned(), |percent| format!("{} %", french::number(percent)));
    let doubt = if figure.partial { " (partiel)" } else { "" };
    let target = figure.target_percent.map(|percent| format!(" – objectif {} %", french::number(percent))).unwrap_or_default();
    format!("{} : {share}{doubt}{target}", figure.label)
}

//! The report of a year: one document of the core, whatever the file it ends in, and a workbook with its numbers.

use clausier_core::document::{Block, Run};
use clausier_core::figures::{Cut, counted};
use clausier_core::french;
use clausier_core::paper::{Cell, Column, Grid, Paper, Row};
use serde::{Deserialize, Serialize};

use super::words::WORDS;
use super::{IndicatorFigure, YearFigures, YearRows, pages, shown};
use crate::app::App;
use crate::create::{typed, word_of};
use crate::error::fill;

/// A section of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The page for the elected official: what is looked at first.
    Headlines,
    /// Every indicator.
    Indicators,
    /// The headlines by department, theme and family.
    Parts,
    /// What each indicator counts.
    Definitions,
    /// What cannot be counted, and why.
    Uncounted,
}

impl Section {
    /// Every section, in the order of the report.
    pub const EVERY: [Self; 5] = [Self::Headlines, Self::Indicators, Self::Parts, Self::Definitions, Self::Uncounted];
}

/// A report before any file.
pub struct Report {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Its content, in order.
    pub blocks: Vec<Block>,
}

/// Makes the report of a year with these sections; the coverage always comes first.
pub(crate) fn report(app: &App, figures: &YearFigures, rows: &YearRows, sections: &[Section]) -> Report {
    let title = if sections == [Section::Headlines] { &WORDS.page } else { &WORDS.titre };
    let mut blocks = vec![paragraph(&shown::coverage(&figures.coverage).join(" ")), paragraph(&typed(&WORDS.lecture))];
    for section in Section::EVERY.into_iter().filter(|section| sections.contains(section)) {
        match section {
            Section::Headlines => blocks.extend(headlines(figures)),
            Section::Indicators => blocks.extend([heading(&WORDS.tous), table(&WORDS.colonnes, figures.indicators.iter().map(cells).collect())]),
            Section::Parts => blocks.extend(parts(app, figures, rows)),
            Section::Definitions => blocks.extend(definitions(figures)),
            Section::Uncounted => blocks.extend(uncounted(app)),
        }
    }
    Report { title: typed(&fill(title, &[("annee", &figures.year.to_string())])), subject: typed(&WORDS.sujet), blocks }
}

impl Report {
    /// The report as a new document.
    pub(crate) fn paper(&self) -> Paper {
        let mut paper = Paper::new(self.title.clone(), self.subject.clone());
        paper.blocks(&self.blocks);
        paper
    }
}

fn headlines(figures: &YearFigures) -> Vec<Block> {
    let said = |one: &IndicatorFigure| {
        let target = one.target.as_ref().map(|target| format!("Objectif : {target}"));
        let more: Vec<String> = [Some(shown::basis(one)), target, shown::gap(one)].into_iter().flatten().collect();
        vec![Run::plain(format!("{} : ", one.label)), Run::bold(shown::figure(one)), Run::plain(format!(". {}.", more.join(". ")))]
    };
    let items = figures.indicators.iter().filter(|one| one.headline).map(said);
    let items = items.map(|line| line.into_iter().map(|run| Run { text: french::typography(&run.text), ..run }).collect()).collect();
    vec![heading(&WORDS.reperes), Block::Bullets { items }]
}

fn cells(one: &IndicatorFigure) -> Vec<String> {
    let target = one.target_percent.map(|percent| typed(&format!("{} %", french::number(percent)))).unwrap_or_default();
    vec![typed(&one.label), shown::figure(one), shown::sum(one), shown::basis(one), target]
}

fn parts(app: &App, figures: &YearFigures, rows: &YearRows) -> Vec<Block> {
    let mut blocks = Vec::new();
    for cut in [Cut::Department, Cut::Theme, Cut::Family] {
        blocks.push(heading(WORDS.decoupe.get(&pages::key(cut)).map_or("", String::as_str)));
        for indicator in app.engine.catalogue.indicators.iter().filter(|indicator| indicator.headline) {
            let parts = pages::parts(app, indicator, rows, figures.year, cut);
            if parts.is_empty() {
                continue;
            }
            blocks.push(Block::Heading { level: 3, line: vec![Run::plain(typed(&indicator.label))] });
            let lines = parts.into_iter().map(|part| vec![part.label, part.shown, part.sum, part.basis]).collect();
            blocks.push(table(&WORDS.colonnes_decoupe, lines));
        }
    }
    blocks
}

fn definitions(figures: &YearFigures) -> Vec<Block> {
    let line = |one: &IndicatorFigure| vec![Run::bold(typed(&format!("{} : ", one.label))), Run::plain(typed(&one.definition))];
    let targets = figures.indicators.iter().filter_map(|one| one.target.as_ref());
    let mut items: Vec<Vec<Run>> = figures.indicators.iter().map(line).collect();
    items.extend(targets.map(|target| vec![Run::plain(target.clone())]));
    vec![heading(&WORDS.definitions), Block::Bullets { items }]
}

fn uncounted(app: &App) -> Vec<Block> {
    let said = |label: &str, reason: &str| typed(&fill(&WORDS.non_calculable, &[("intitule", label), ("raison", reason)]));
    let items = app.engine.catalogue.uncounted.iter().map(|one| vec![Run::plain(said(&one.label, &one.reason))]).collect();
    vec![heading(&WORDS.non_calculables), Block::Bullets { items }]
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, line: vec![Run::plain(typed(text))] }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { line: vec![Run::plain(text)] }
}

fn table(header: &[String], rows: Vec<Vec<String>>) -> Block {
    let line = |text: String| vec![Run::plain(text)];
    Block::Table {
        header: header.iter().map(|cell| line(typed(cell))).collect(),
        rows: rows.into_iter().map(|cells| cells.into_iter().map(line).collect()).collect(),
    }
}

/// The figures as a workbook: numbers stay numbers.
pub(crate) fn workbook(figures: &YearFigures) -> Paper {
    let mut paper = Paper::new(typed(&fill(&WORDS.titre, &[("annee", &figures.year.to_string())])), typed(&WORDS.sujet));
    paper.wide = true;
    let labels =
        ["Identifiant", "Indicateur", "Par", "Numérateur", "Dénominateur", "Chiffre", "Unité", "Connus (%)", "Partiel", "Objectif (%)", "Définition"];
    let shares = [3, 8, 2, 3, 3, 2, 3, 2, 2, 2, 12];
    let mut grid = Grid {
        name: typed(&WORDS.tableau),
        description: typed(&WORDS.description),
        columns: labels.iter().zip(shares).map(|(label, share)| Column::new(*label, share)).collect(),
        rows: Vec::new(),
    };
    grid.rows = figures.indicators.iter().map(line).collect();
    paper.grid(grid);
    shown::coverage(&figures.coverage).into_iter().for_each(|sentence| paper.paragraph(sentence));
    paper.paragraph(typed(&WORDS.lecture));
    paper
}

fn line(one: &IndicatorFigure) -> Row {
    let number = |value: Option<f64>| value.map_or_else(|| Cell::text(""), Cell::Number);
    let [by, unit] = super::table::words(one);
    Row::of(vec![
        Cell::text(one.id.clone()),
        Cell::text(typed(&one.label)),
        Cell::text(by),
        Cell::Number(one.numerator),
        Cell::Number(one.denominator),
        number(one.value),
        Cell::text(unit),
        number(one.known_percent),
        Cell::text(if one.partial { "oui" } else { "non" }),
        number(one.target_percent),
        Cell::text(typed(&one.definition)),
    ])
}

/// One indicator as a workbook: its contracts, every one of them.
pub(crate) fn contracts_workbook(app: &App, figure: &IndicatorFigure, rows: &YearRows, year: i32) -> Paper {
    let mut paper = Paper::new(typed(&format!("{}, {year}", figure.label)), typed(&WORDS.sujet));
    paper.wide = true;
    let shares = [10, 5, 3, 3, 3];
    let columns = WORDS.colonnes_marches.iter().zip(shares).map(|(label, share)| Column::new(typed(label), share)).collect();
    let mut grid = Grid { name: "Marchés".to_owned(), description: typed(&WORDS.description), columns, rows: Vec::new() };
    let indicator = app.engine.catalogue.indicators.iter().find(|one| one.id == figure.id);
    for contract in indicator.map(|indicator| counted(indicator, &rows.summaries, year)).unwrap_or_default() {
        grid.rows.push(Row::of(vec![
            Cell::text(pages::name(contract.title.as_deref(), contract.lot)),
            Cell::text(contract.department.unwrap_or_default()),
            Cell::text(contract.notified_on.map(|day| day.to_string()).unwrap_or_default()),
            contract.amount.map_or_else(|| Cell::text(""), |amount| Cell::Number(amount.as_f64())),
            Cell::text(word_of(&WORDS.etats, contract.standing)),
        ]));
    }
    paper.grid(grid);
    paper.paragraph(format!("{} {}. {}.", typed(&format!("{} :", figure.label)), shown::figure(figure), shown::basis(figure)));
    paper.paragraph(typed(&figure.definition));
    paper
}

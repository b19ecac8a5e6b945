//! The comparison: on the screen, and as a workbook.

use clausier_core::frame::{ComparedItem, ComparedOffer, Comparison, Expects, Frame, Group};
use clausier_core::french;
use clausier_core::paper::{Cell, Column, Grid, Paper, Row};
use clausier_core::tender::{Euros, Tender};
use serde::{Deserialize, Serialize};

use super::Offer;
use crate::create::frame::{question, return_words, rubric};
use crate::create::{lots_of, subject, typed, word_of};
use crate::error::fill;

/// What one bidder says to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ComparisonCell {
    /// The answer, the precision, the document; one line each.
    pub lines: Vec<String>,
    /// What is missing, in words; empty when nothing is.
    pub missing: Vec<String>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ComparisonRow {
    /// What it is about, in a word.
    pub rubric: String,
    /// The question.
    pub question: String,
    /// Its lots, in words; empty for a tender without lots.
    pub lots: String,
    /// Weight of a criterion, as it is written.
    pub weight: String,
    /// One cell a bidder.
    pub cells: Vec<ComparisonCell>,
}

/// Offers side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ComparisonView {
    /// The bidders.
    pub bidders: Vec<String>,
    /// The questions.
    pub rows: Vec<ComparisonRow>,
    /// What the table does not do.
    pub notice: String,
}

/// The name of a bidder that gave none.
pub(super) fn unnamed(number: usize) -> String {
    fill(&typed(&return_words().candidat), &[("numero", &number.to_string())])
}

/// Makes the comparison of the screen.
pub(super) fn view(tender: &Tender, frame: &Frame, bidders: &[String], comparison: &Comparison) -> ComparisonView {
    let rows = comparison.items.iter().map(|compared| row(tender, frame, compared)).collect();
    ComparisonView { bidders: bidders.to_vec(), rows, notice: typed(&return_words().avis) }
}

fn row(tender: &Tender, frame: &Frame, compared: &ComparedItem) -> ComparisonRow {
    let item = &compared.item;
    ComparisonRow {
        rubric: rubric(item),
        question: question(frame, item),
        lots: if item.group == Group::Bidder { String::new() } else { lots_of(tender, &item.lots) },
        weight: item.weight.map(french::number).unwrap_or_default(),
        cells: compared.offers.iter().map(|offer| cell(item.expects, item.group, offer)).collect(),
    }
}

fn cell(expects: Expects, group: Group, offer: &ComparedOffer) -> ComparisonCell {
    let words = return_words();
    let missing = offer.missing.iter().map(|part| word_of(&words.manque, part)).collect();
    let amount = offer.amount.filter(|_| expects == Expects::Amount).and_then(written);
    let answer = amount.unwrap_or_else(|| offer.answer.clone());
    let document = if offer.document.is_empty() { String::new() } else { fill(&typed(&words.document), &[("document", &offer.document)]) };
    let mut lines: Vec<String> = [answer, offer.details.clone(), document].into_iter().filter(|line| !line.is_empty()).collect();
    if !offer.asked && group != Group::Lot && lines.is_empty() {
        lines.push(typed(&words.sans_objet));
    }
    ComparisonCell { lines, missing }
}

/// Writes an amount in euros; one that no price reaches stays as typed.
fn written(amount: f64) -> Option<String> {
    Euros::parse(&format!("{amount:.2}")).ok().map(french::euros)
}

/// Makes the workbook: the comparison, then what is missing and what must be looked at.
pub(super) fn paper(tender: &Tender, view: &ComparisonView, offers: &[Offer]) -> Paper {
    let words = return_words();
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.wide = true;
    paper.grid(grid(tender, view));
    paper.paragraph(view.notice.clone());
    for (bidder, offer) in view.bidders.iter().zip(offers) {
        paper.heading(1, format!("{bidder} – {}", offer.file));
        let lines = offer.missing.iter().map(|one| one.message.clone()).chain(offer.warnings.iter().map(|one| one.message.clone()));
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            paper.paragraph(typed(&words.complet));
        }
        paper.bullets(lines);
    }
    paper
}

fn grid(tender: &Tender, view: &ComparisonView) -> Grid {
    let words = return_words();
    let head = crate::create::frame::headers();
    let mut columns = vec![
        Column::new(crate::create::frame::rubric_header(), 12),
        Column::new(head.asked, 36),
        Column::new(crate::create::frame::weight_header(), 7),
    ];
    if !tender.lots.is_empty() {
        columns.insert(0, Column::new(crate::create::frame::lots_header(), 8));
    }
    columns.extend(view.bidders.iter().map(|bidder| Column::new(bidder.clone(), 26)));
    let rows = view.rows.iter().map(|row| grid_row(tender, row)).collect();
    Grid { name: typed(&words.tableau), description: typed(&words.description), columns, rows }
}

fn grid_row(tender: &Tender, row: &ComparisonRow) -> Row {
    let mut cells = if tender.lots.is_empty() { Vec::new() } else { vec![Cell::text(row.lots.clone())] };
    cells.extend([row.rubric.clone(), row.question.clone(), row.weight.clone()].map(Cell::Text));
    cells.extend(row.cells.iter().map(|cell| Cell::text(cell.lines.iter().chain(&cell.missing).cloned().collect::<Vec<_>>().join("\n"))));
    Row::of(cells)
}

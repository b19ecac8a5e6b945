//! The frame that bidders fill in, and the words by which it is read back.

use clausier_core::frame::{Expects, Frame, Group, Headers, Item, frame};
use clausier_core::french;
use clausier_core::paper::{Cell, Column, Entry, Grid, Paper, Row};
use clausier_core::tender::Tender;

use super::words::{Return, WORDS, typed, word_of};
use super::{Made, lots_of, subject};
use crate::clauses::day;
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;

/// Returns the questions of a tender.
pub(crate) fn questions(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Frame> {
    frame(&engine.library_of(tender), tender, day(tender, now)).map_err(document_errors::selection)
}

/// Returns the headers by which a filled frame is read.
pub(crate) fn headers() -> Headers {
    let words = &WORDS.cadre;
    Headers {
        id: typed(&words.repere),
        asked: typed(&words.demande),
        answer: typed(&words.reponse),
        details: typed(&words.details),
        document: typed(&words.document),
        others: [&words.lots, &words.rubrique, &words.poids, &words.attendu].into_iter().map(|word| typed(word)).collect(),
        sheets: vec![typed(&WORDS.mode_emploi)],
        yes: typed(&words.oui),
        no: typed(&words.non),
    }
}

/// Returns the words of what comes back.
pub(crate) fn return_words() -> &'static Return {
    &WORDS.retour
}

/// Returns what a question is about, in a word.
pub(crate) fn rubric(item: &Item) -> String {
    word_of(&WORDS.cadre.rubriques, item.group)
}

/// Returns the header of the rubrics.
pub(crate) fn rubric_header() -> String {
    typed(&WORDS.cadre.rubrique)
}

/// Returns the header of the weights.
pub(crate) fn weight_header() -> String {
    typed(&WORDS.cadre.poids)
}

/// Returns the header of the lots.
pub(crate) fn lots_header() -> String {
    typed(&WORDS.cadre.lots)
}

/// Returns a question as the frame writes it.
pub(crate) fn question(frame: &Frame, item: &Item) -> String {
    let words = &WORDS.cadre;
    let text = match item.group {
        Group::Bidder => typed(if is_name(frame, item) { &words.nom } else { &words.siret }),
        Group::Lot => lot_question(item),
        Group::Criterion | Group::Proof | Group::Commitment => titled(item),
    };
    without_blank_lines(&text)
}

fn is_name(frame: &Frame, item: &Item) -> bool {
    frame.items.first().is_some_and(|first| first.id == item.id)
}

fn lot_question(item: &Item) -> String {
    let words = &WORDS.cadre;
    let lot = item.lots.first().copied().unwrap_or_default().to_string();
    if item.label.trim().is_empty() {
        return fill(&typed(&words.lot_sans_titre), &[("lot", &lot)]);
    }
    fill(&typed(&words.lot), &[("lot", &lot), ("intitule", &item.label)])
}

fn titled(item: &Item) -> String {
    let label = if item.label.trim().is_empty() { typed(&WORDS.a_completer) } else { item.label.clone() };
    if item.asked.trim().is_empty() { label } else { format!("{label}\n{}", item.asked) }
}

/// Blank lines are no part of a question: a cell has none.
fn without_blank_lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Makes the frame: only the answers can be changed.
pub(super) fn paper(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    let frame = questions(engine, tender, now)?;
    if !frame.asks_something() {
        return Err(UserError::new("cadre-rien", &[]));
    }
    let words = &WORDS.cadre;
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    (paper.wide, paper.locked, paper.notes) = (true, true, typed(&WORDS.mode_emploi));
    paper.bullets(words.consignes.iter().map(|line| typed(line)).collect());
    paper.grid(grid_of(tender, &frame));
    Ok(Made { paper, clauses: tender.selections.iter().map(|selection| selection.clause.clone()).collect() })
}

fn grid_of(tender: &Tender, frame: &Frame) -> Grid {
    let words = &WORDS.cadre;
    let mut columns = vec![
        Column { hidden: true, ..Column::new(typed(&words.repere), 12) },
        Column::new(typed(&words.rubrique), 11),
        Column::new(typed(&words.demande), 40),
        Column::new(typed(&words.poids), 7),
        Column::new(typed(&words.attendu), 12),
        Column::new(typed(&words.reponse), 16),
        Column::new(typed(&words.details), 24),
        Column::new(typed(&words.document), 17),
    ];
    if !tender.lots.is_empty() {
        columns.insert(1, Column::new(typed(&words.lots), 8));
    }
    let rows = frame.items.iter().map(|item| row(tender, frame, item)).collect();
    Grid { name: typed(&words.tableau), description: typed(&words.description), columns, rows }
}

fn row(tender: &Tender, frame: &Frame, item: &Item) -> Row {
    let is_bidder = item.group == Group::Bidder;
    let mut cells = vec![Cell::text(item.id.clone())];
    if !tender.lots.is_empty() {
        cells.push(Cell::text(if is_bidder { String::new() } else { lots_of(tender, &item.lots) }));
    }
    cells.push(Cell::text(rubric(item)));
    cells.push(Cell::text(question(frame, item)));
    cells.push(item.weight.map_or_else(|| Cell::text(""), Cell::Number));
    cells.push(Cell::text(expected(item)));
    cells.push(Cell::Entry(entry(item.expects)));
    cells.push(Cell::Entry(Entry::Text));
    cells.push(Cell::Entry(Entry::Text));
    Row::of(cells)
}

fn expected(item: &Item) -> String {
    let words = &WORDS.cadre;
    let expected = word_of(&words.attendus, item.expects);
    if item.document { fill(&typed(&words.attendu_document), &[("attendu", &expected)]) } else { expected }
}

fn entry(expects: Expects) -> Entry {
    match expects {
        Expects::Text => Entry::Text,
        Expects::Amount => Entry::Amount,
        Expects::YesNo => Entry::Choice(vec![typed(&WORDS.cadre.oui), typed(&WORDS.cadre.non)]),
    }
}

/// Names a question in one line, for a sentence: its title, and its lot when it has one.
pub(crate) fn short(tender: &Tender, frame: &Frame, item: &Item) -> String {
    let first = question(frame, item).lines().next().unwrap_or_default().to_owned();
    let lots = if item.group == Group::Lot || item.lots.is_empty() { String::new() } else { lots_of(tender, &item.lots) };
    let first = first.trim_end_matches(['?', ' ', french::NBSP]);
    if lots.is_empty() { format!("« {first} »") } else { format!("« {first} » ({lots})") }
}

//! The needs sheet: what is known of the purchase, what the department answered, what is left to ask.

use clausier_core::french;
use clausier_core::law::Field;
use clausier_core::paper::{Cell, Paper, Row};
use clausier_core::tender::{Scalar, Tender};

use super::words::{WORDS, typed};
use super::{Made, cell, columns, grid, subject, to_complete};
use crate::engine::Engine;
use crate::now::Now;

/// Prefix of the answers that belong to a clause.
const OF_CLAUSE: &str = "besoin-";

/// Makes the sheet.
pub(super) fn sheet(engine: &Engine, tender: &Tender, now: &Now) -> Made {
    let words = &WORDS.besoin;
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.paragraph(typed(&WORDS.interne));
    let known = known(engine, tender);
    if known.is_empty() && answers(tender).is_empty() {
        paper.paragraph(typed(&words.rien));
    }
    table(&mut paper, &words.connus, &words.connus_tableau, known);
    lots(&mut paper, tender);
    let (given, open) = asked(engine, tender, now);
    table(&mut paper, &words.reponses, &words.reponses_tableau, given);
    if let Some(notes) = tender.needs.as_ref().and_then(|needs| needs.notes.as_ref()).filter(|notes| !notes.trim().is_empty()) {
        paper.heading(1, typed(&words.notes));
        paper.blocks(&clausier_core::document::parse(notes));
    }
    if !open.is_empty() {
        paper.heading(1, typed(&words.reste));
        paper.bullets(open);
    }
    Made { paper, clauses: Vec::new() }
}

fn table(paper: &mut Paper, heading: &str, name: &str, rows: Vec<(String, String)>) {
    if rows.is_empty() {
        return;
    }
    let words = &WORDS.besoin;
    paper.heading(1, typed(heading));
    let mut table = grid(name, &words.description, columns(&words.colonnes, &[50, 50]));
    table.rows = rows.into_iter().map(|(question, answer)| Row::of(vec![Cell::Text(question), Cell::Text(answer)])).collect();
    paper.grid(table);
}

/// The facts that the tender states; an answer of the interview is shown with the others.
fn known(engine: &Engine, tender: &Tender) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for fact in engine.catalogue.law.facts.iter().filter(|fact| matches!(fact.field, Field::Known(_))) {
        let question = typed(&fact.question);
        let shown = fact.shown(tender).map(|shown| capital(&labelled(engine, shown)));
        if let Some(shown) = shown.filter(|_| rows.iter().all(|(known, _)| *known != question)) {
            rows.push((question, shown));
        }
    }
    rows
}

/// CPV codes come with their labels.
fn labelled(engine: &Engine, shown: String) -> String {
    let label = |code: &str| engine.catalogue.cpv.label(code).map(|label| format!("{code} {label}"));
    let labelled: Option<Vec<String>> = shown.split(", ").map(label).collect();
    labelled.map_or(shown, |labelled| labelled.join("\n"))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

fn lots(paper: &mut Paper, tender: &Tender) {
    if tender.lots.is_empty() {
        return;
    }
    let words = &WORDS.besoin;
    paper.heading(1, typed(&words.lots));
    let mut table = grid(&words.lots_tableau, &words.lots_description, columns(&words.lots_colonnes, &[8, 60, 24]));
    let row = |lot: &clausier_core::tender::Lot| {
        let title = lot.title.clone().unwrap_or_else(to_complete);
        let amount = lot.estimated_value_eur.map_or_else(|| Cell::text(to_complete()), |amount| cell(&french::euros(amount)));
        Row::of(vec![Cell::Number(f64::from(lot.number)), Cell::Text(title), amount])
    };
    table.rows = tender.lots.iter().map(row).collect();
    paper.grid(table);
}

/// The answers given, by question, and the questions still open.
fn asked(engine: &Engine, tender: &Tender, now: &Now) -> (Vec<(String, String)>, Vec<String>) {
    let assessment = engine.assess(tender, now.today);
    let checklist = engine.checklist(tender, now.today);
    let facts = engine.catalogue.law.questions(&assessment).into_iter().map(|question| question.question);
    let questions = checklist.themes.iter().flat_map(|theme| &theme.questions);
    let given = answers(tender);
    let open = questions.filter(|question| given.iter().all(|(id, _)| *id != question.id)).map(|question| question.text.clone());
    let open: Vec<String> = facts.map(|question| typed(&question)).chain(open).collect();
    let rows = given.into_iter().map(|(id, answer)| (question_of(engine, &id), answer)).collect();
    (rows, open)
}

fn answers(tender: &Tender) -> Vec<(String, String)> {
    let answers = tender.needs.iter().flat_map(|needs| &needs.answers);
    answers.filter(|(_, answer)| !Scalar::is_blank(answer)).map(|(id, answer)| (id.clone(), answer.as_text())).collect()
}

/// The question of an answer: that of a clause, that of a fact, else its identifier.
fn question_of(engine: &Engine, id: &str) -> String {
    let clause = id.strip_prefix(OF_CLAUSE).and_then(|clause| engine.catalogue.library.find(clause)).map(|clause| &clause.need);
    let answers = |field: &Field| matches!(field, Field::Answer { id: own, .. } if own == id);
    let fact = engine.catalogue.law.facts.iter().find(|fact| answers(&fact.field)).map(|fact| &fact.question);
    clause.or(fact).map_or_else(|| id.to_owned(), |question| typed(question))
}

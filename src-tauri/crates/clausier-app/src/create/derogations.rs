//! The list of the departures from the general terms (CCAG).

use clausier_core::clauses::{Rendered, sections};
use clausier_core::paper::{Cell, Grid, Paper, Row};
use clausier_core::tender::{Selection, Tender};

use super::annexes::document_of;
use super::words::{WORDS, typed, word_of};
use super::{Made, cell, columns, grid, lots_of, rendered, subject, to_complete};
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;

/// The obligation whose note says how penalties and general terms meet.
const PENALTIES: &str = "penalites-ccag";

/// Makes the list: what the catalogue knows to depart, then the penalties that must be compared.
pub(super) fn list(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    let clauses = rendered(engine, tender, now)?;
    if clauses.is_empty() {
        return Err(UserError::new("clause-aucune", &[]));
    }
    let words = &WORDS.derogations;
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    let ccag = tender.publication.as_ref().and_then(|publication| publication.ccag.clone()).unwrap_or_else(to_complete);
    paper.paragraph(typed(&fill(&words.ccag, &[("ccag", &ccag)])));
    let (table, mut named) = departures(engine, tender, &clauses);
    if table.rows.is_empty() {
        paper.paragraph(typed(&words.aucune));
    } else {
        paper.grid(table);
    }
    let doubtful: Vec<_> = clauses.iter().filter(|(selection, _)| !named.contains(&selection.clause)).collect();
    let penalties = penalties(engine, tender, &doubtful);
    if !penalties.rows.is_empty() {
        paper.heading(1, typed(&words.a_verifier_titre));
        paper.paragraph(typed(&words.a_verifier));
        note(engine, tender, now, &mut paper);
        named.extend(doubtful.iter().filter(|(_, rendered)| !penalty(rendered).is_empty()).map(|(selection, _)| selection.clause.clone()));
        paper.grid(penalties);
    }
    Ok(Made { paper, clauses: named })
}

/// What the law says of penalties, in its own words.
fn note(engine: &Engine, tender: &Tender, now: &Now, paper: &mut Paper) {
    let assessment = engine.assess(tender, now.today);
    if let Some(note) = assessment.line(PENALTIES).and_then(|line| line.note.clone()) {
        paper.paragraph(typed(&format!("{} : {note}", WORDS.derogations.note)));
    }
}

/// One row an article of the general terms and a clause, by article; and the clauses named.
fn departures(engine: &Engine, tender: &Tender, clauses: &[(&Selection, Rendered)]) -> (Grid, Vec<String>) {
    let words = &WORDS.derogations;
    let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[12, 40, 28, 12]));
    let mut found: Vec<(String, &Selection, &Rendered)> = Vec::new();
    let library = engine.library_of(tender);
    for (selection, rendered) in clauses {
        let articles = library.find(&selection.clause).map(|clause| clause.derogates_ccag.as_slice()).unwrap_or_default();
        found.extend(articles.iter().map(|article| (article.clone(), *selection, rendered)));
    }
    found.sort_by_key(|(article, ..)| numbers_in(article));
    let row = |(article, selection, rendered): &(String, &Selection, &Rendered)| {
        Row::of(vec![
            cell(article),
            cell(&rendered.title),
            Cell::text(piece(engine, tender, selection)),
            Cell::text(lots_of(tender, &selection.lots)),
        ])
    };
    table.rows = found.iter().map(row).collect();
    let mut named: Vec<String> = found.iter().map(|(_, selection, _)| selection.clause.clone()).collect();
    named.dedup();
    (table, named)
}

/// Articles are read by their numbers: 9.2 comes before 20.
fn numbers_in(article: &str) -> Vec<u32> {
    article.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

fn penalties(engine: &Engine, tender: &Tender, clauses: &[&(&Selection, Rendered)]) -> Grid {
    let words = &WORDS.derogations;
    let mut table = grid(&words.a_verifier_tableau, &words.a_verifier_description, columns(&words.a_verifier_colonnes, &[24, 22, 44, 18]));
    let with = clauses.iter().filter(|(_, rendered)| !penalty(rendered).is_empty());
    table.rows = with
        .map(|(selection, rendered)| {
            let piece = piece(engine, tender, selection);
            Row::of(vec![cell(&rendered.title), Cell::text(piece), Cell::text(penalty(rendered)), cell("")])
        })
        .collect();
    table
}

fn penalty(rendered: &Rendered) -> String {
    sections(&rendered.blocks).penalty
}

/// The document of a clause; the main one of the catalogue when the tender names none.
fn piece(engine: &Engine, tender: &Tender, selection: &Selection) -> String {
    let of_catalogue = engine.library_of(tender).find(&selection.clause).map(|clause| clause.document);
    document_of(tender, selection).or(of_catalogue).map_or_else(to_complete, |document| word_of(&WORDS.pieces, document))
}

#[cfg(test)]
mod tests {
    use super::numbers_in;

    #[test]
    fn articles_follow_their_numbers() {
        let mut articles = vec!["20.1", "9", "9.10", "9.2", "CCAG Travaux, article 36"];
        articles.sort_by_key(|article| numbers_in(article));
        assert_eq!(articles, ["9", "9.2", "9.10", "20.1", "CCAG Travaux, article 36"]);
    }
}

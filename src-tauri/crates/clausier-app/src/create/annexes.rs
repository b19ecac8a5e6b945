//! The annex of the clauses, by document and theme; the annex of the staff to be taken over.

use clausier_core::clauses::Rendered;
use clausier_core::document::{Block, Run};
use clausier_core::french;
use clausier_core::law::Source;
use clausier_core::paper::{Cell, Paper, Row};
use clausier_core::tender::{DocumentKind, Selection, Tender, Theme};

use super::words::{WORDS, typed, word_of};
use super::{Made, columns, grid, lots_of, rendered, subject, to_complete};
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;

/// The obligation to give the cost of the staff to every bidder.
const STAFF: &str = "reprise-personnel";

/// A clause and where it goes.
struct Placed<'t> {
    selection: &'t Selection,
    rendered: Rendered,
    document: DocumentKind,
    /// None for an own clause.
    theme: Option<Theme>,
}

/// Makes the annex of the clauses.
pub(super) fn clauses(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    if tender.selections.is_empty() {
        return Err(UserError::new("clause-aucune", &[]));
    }
    let placed = placed(engine, tender, now)?;
    let mut paper = Paper::new(typed(&WORDS.annexe.titre), subject(tender));
    paper.paragraph(typed(&fill(&WORDS.edition, &[("edition", engine.edition())])));
    let blanks: usize = placed.iter().map(|one| one.rendered.missing.len()).sum();
    if blanks > 0 {
        let values = french::count(blanks, "valeur", "valeurs");
        paper.paragraph(typed(&fill(&WORDS.annexe.manques, &[("valeurs", &values)])));
    }
    for document in documents(&placed) {
        paper.heading(1, word_of(&WORDS.pieces, document));
        let own: Vec<&Placed<'_>> = placed.iter().filter(|one| one.document == document).collect();
        for theme in Theme::ALL.into_iter().map(Some).chain([None]) {
            themed(&mut paper, tender, theme, own.iter().filter(|one| one.theme == theme).copied());
        }
    }
    Ok(Made { paper, clauses: tender.selections.iter().map(|selection| selection.clause.clone()).collect() })
}

fn placed<'t>(engine: &Engine, tender: &'t Tender, now: &Now) -> UserResult<Vec<Placed<'t>>> {
    let library = engine.library_of(tender);
    let place = |(selection, rendered): (&'t Selection, Rendered)| {
        let clause = library.find(&selection.clause);
        let document = document_of(tender, selection).or(clause.map(|clause| clause.document)).unwrap_or(DocumentKind::Autre);
        Placed { selection, rendered, document, theme: clause.map(|clause| clause.theme) }
    };
    Ok(rendered(engine, tender, now)?.into_iter().map(place).collect())
}

/// The kind of the document that a selection names.
pub(super) fn document_of(tender: &Tender, selection: &Selection) -> Option<DocumentKind> {
    let named = selection.document_id.as_ref().and_then(|id| tender.documents.iter().find(|document| document.id == *id));
    named.map(|document| document.kind).or(selection.document)
}

/// The documents met, in the order of the clauses.
fn documents(placed: &[Placed<'_>]) -> Vec<DocumentKind> {
    let mut met = Vec::new();
    for one in placed {
        if !met.contains(&one.document) {
            met.push(one.document);
        }
    }
    met
}

fn themed<'p>(paper: &mut Paper, tender: &Tender, theme: Option<Theme>, clauses: impl Iterator<Item = &'p Placed<'p>>) {
    for (at, one) in clauses.enumerate() {
        if at == 0 {
            paper.heading(2, theme.map_or_else(|| typed(&WORDS.annexe.sans_theme), |theme| word_of(&WORDS.themes, theme)));
        }
        clause(paper, tender, one.selection, &one.rendered);
    }
}

/// A clause under its title, then where it comes from.
pub(super) fn clause(paper: &mut Paper, tender: &Tender, selection: &Selection, rendered: &Rendered) {
    paper.heading(3, rendered.title.clone());
    if !selection.lots.is_empty() && !tender.lots.is_empty() {
        let lots = lots_of(tender, &selection.lots).to_lowercase();
        let line = vec![Run::plain(typed(&fill(&WORDS.annexe.lots, &[("lots", &lots)])))];
        paper.blocks(&[Block::Paragraph { line }]);
    }
    paper.blocks(&rendered.blocks);
    paper.paragraph(typed(&mention(rendered)));
}

fn mention(rendered: &Rendered) -> String {
    let words = &WORDS.annexe;
    match (&rendered.version, rendered.level) {
        (Some(version), Some(level)) if !rendered.reworded => {
            let level = word_of(&WORDS.niveaux, level);
            fill(&words.mention, &[("clause", &rendered.clause), ("version", version), ("niveau", &level)])
        }
        _ => fill(&words.mention_propre, &[("clause", &rendered.clause)]),
    }
}

/// Makes the annex of the staff: a table to fill in, without a name.
pub(super) fn staff(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    if tender.staff_transfer == Some(false) {
        return Err(UserError::new("personnel-aucun", &[]));
    }
    let words = &WORDS.personnel;
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    (paper.wide, paper.notes) = (true, typed(&WORDS.mode_emploi));
    if tender.staff_transfer.is_none() {
        paper.paragraph(typed(&words.a_verifier));
    }
    let assessment = engine.assess(tender, now.today);
    let sources = assessment.line(STAFF).map(|line| &*line.sources).unwrap_or_default();
    let texts: Vec<String> = sources.iter().map(named).collect();
    if !texts.is_empty() {
        paper.paragraph(typed(&fill(&words.source, &[("textes", &texts.join(" ; "))])));
    }
    paper.paragraph(typed(&words.anonymat));
    paper.paragraph(typed(&fill(&words.totaux, &[("blanc", &to_complete())])));
    let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[4, 18, 16, 9, 8, 9, 10, 16]));
    table.rows = (1..=words.lignes).map(|number| Row::of(vec![Cell::Number(f64::from(number))])).collect();
    paper.grid(table);
    Ok(Made { paper, clauses: Vec::new() })
}

/// A text and its article.
fn named(source: &Source) -> String {
    match &source.article {
        Some(article) => format!("{}, article {article}", source.text),
        None => source.text.clone(),
    }
}

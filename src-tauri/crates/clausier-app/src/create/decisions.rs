//! The sheet of justification: it stays in the file of the buyer. Its rows are those of the screen; the exceptions invoked
//! have a row each, with their lots.

use clausier_core::clauses::{JustificationRow, JustificationStatus, JustifiedKind};
use clausier_core::french;
use clausier_core::law::{Assessment, Coverage, Line};
use clausier_core::paper::{Cell, Paper, Row};
use clausier_core::tender::Tender;

use super::words::{WORDS, typed};
use super::{Made, columns, grid, lots_of, subject, to_complete};
use crate::engine::Engine;
use crate::error::fill;
use crate::now::Now;

/// Makes the sheet; a file without any decision says so.
pub(super) fn sheet(engine: &Engine, tender: &Tender, now: &Now) -> Made {
    let words = &WORDS.justification;
    let assessment = engine.assess(tender, now.today);
    let (undecided, decided): (Vec<_>, Vec<_>) = engine.justification(tender, now.today).into_iter().partition(|row| is_undecided(tender, row));
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.wide = true;
    paper.paragraph(typed(&WORDS.interne));
    let rows: Vec<Row> = exceptions(tender, &assessment).chain(decided.iter().filter_map(|one| row(tender, &assessment, one))).collect();
    if rows.is_empty() {
        paper.paragraph(typed(&words.aucune));
    } else {
        let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[26, 32, 12, 36]));
        table.rows = rows;
        paper.grid(table);
    }
    if !undecided.is_empty() {
        let clauses = french::count(undecided.len(), "clause", "clauses");
        paper.paragraph(typed(&fill(&words.sans_decision, &[("clauses", &clauses)])));
    }
    paper.paragraph(typed(&words.avis));
    Made { paper, clauses: tender.set_aside.iter().map(|aside| aside.clause.clone()).collect() }
}

/// Tells a clause that something called for and that nobody has left out yet: it is counted, not listed.
fn is_undecided(tender: &Tender, row: &JustificationRow) -> bool {
    let is_set_aside = tender.set_aside.iter().any(|aside| aside.clause == row.id);
    row.kind == JustifiedKind::Clause && row.status == JustificationStatus::ToJustify && !is_set_aside
}

fn exceptions<'a>(tender: &'a Tender, assessment: &'a Assessment) -> impl Iterator<Item = Row> + 'a {
    assessment.lines.iter().flat_map(move |line| {
        let invoked = line.exceptions.iter().filter(|exception| exception.invoked);
        invoked.map(move |exception| {
            let what = fill(&typed(&WORDS.justification.exception), &[("exception", &french::typography(&exception.label))]);
            cells([what, duty(line), lots_of(tender, &exception.lots), motive(exception.reason.as_deref())])
        })
    })
}

/// A row of the screen as a row of the sheet; a duty that an exception sets aside has its rows already.
fn row(tender: &Tender, assessment: &Assessment, one: &JustificationRow) -> Option<Row> {
    let words = &WORDS.justification;
    let called = one.called_by.join("\n");
    let reason = motive(one.reason.as_deref());
    Some(match one.kind {
        JustifiedKind::Obligation => {
            let line = assessment.line(&one.id).filter(|line| line.satisfied != Coverage::Waived)?;
            cells([typed(&words.ouverte), duty(line), String::new(), open_motive(line, one)])
        }
        JustifiedKind::Target => cells([fill(&typed(&words.objectif), &[("objectif", &one.what)]), called, String::new(), reason]),
        JustifiedKind::Lot => {
            cells([typed(&words.sans_heures), called, lots_of(tender, &one.id.parse::<u32>().into_iter().collect::<Vec<_>>()), reason])
        }
        JustifiedKind::Clause => cells([fill(&typed(&words.ecartee), &[("clause", &one.what)]), called, lots_of(tender, &[]), reason]),
    })
}

fn duty(line: &Line) -> String {
    fill(&typed(&WORDS.justification.obligation), &[("obligation", &french::typography(&line.title))])
}

/// Without a reason of the buyer, the row says how the duty stands and what would cover it.
fn open_motive(line: &Line, one: &JustificationRow) -> String {
    let needs = line.needs.as_deref().map(|needs| fill(&typed(&WORDS.justification.besoin), &[("besoin", &french::typography(needs))]));
    match &one.reason {
        Some(reason) => reason.clone(),
        None => format!("{}\n{}\n{}", to_complete(), line.coverage, needs.unwrap_or_default()),
    }
}

fn motive(reason: Option<&str>) -> String {
    reason.map(str::trim).filter(|reason| !reason.is_empty()).map_or_else(to_complete, str::to_owned)
}

fn cells(cells: [String; 4]) -> Row {
    Row::of(cells.into_iter().map(Cell::Text).collect())
}

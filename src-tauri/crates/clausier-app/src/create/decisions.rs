//! The sheet of justification: it stays in the file of the buyer.

use clausier_core::justification::{Call, Decision, decisions};
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
    let decisions = decisions(tender, &engine.catalogue.library, &engine.catalogue.families, &assessment);
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.wide = true;
    paper.paragraph(typed(&WORDS.interne));
    if decisions.is_empty() {
        paper.paragraph(typed(&words.aucune));
    } else {
        let mut table = grid(&words.tableau, &words.description, columns(&words.colonnes, &[26, 32, 12, 36]));
        table.rows = decisions.iter().map(|decision| row(tender, decision)).collect();
        paper.grid(table);
    }
    paper.paragraph(typed(&words.avis));
    Made { paper, clauses: tender.set_aside.iter().map(|aside| aside.clause.clone()).collect() }
}

fn row(tender: &Tender, decision: &Decision) -> Row {
    let words = &WORDS.justification;
    let reason = |reason: &str| if reason.is_empty() { to_complete() } else { reason.to_owned() };
    let cells = match decision {
        Decision::SetAside { clause, calls, reason: own } => {
            [fill(&typed(&words.ecartee), &[("clause", clause)]), called(calls), lots_of(tender, &[]), reason(own)]
        }
        Decision::Exception { obligation, label, lots, reason: own } => [
            fill(&typed(&words.exception), &[("exception", label)]),
            fill(&typed(&words.obligation), &[("obligation", obligation)]),
            lots_of(tender, lots),
            reason(own),
        ],
        Decision::NoHours { lot, reason: own } => [typed(&words.sans_heures), typed(&words.sans_heures_appel), lots_of(tender, &[*lot]), reason(own)],
        Decision::Open { obligation, needs, coverage } => {
            let wanted = needs.as_ref().map(|needs| fill(&typed(&words.besoin), &[("besoin", needs)])).unwrap_or_default();
            let motive = format!("{}\n{coverage}\n{wanted}", to_complete());
            [typed(&words.ouverte), fill(&typed(&words.obligation), &[("obligation", obligation)]), String::new(), motive]
        }
    };
    Row::of(cells.into_iter().map(Cell::Text).collect())
}

fn called(calls: &[Call]) -> String {
    let words = &WORDS.justification;
    if calls.is_empty() {
        return typed(&words.initiative);
    }
    let line = |call: &Call| match call {
        Call::Obligation(obligation) => fill(&typed(&words.obligation), &[("obligation", obligation)]),
        Call::ShortList { family, reason } => fill(&typed(&words.liste_courte), &[("famille", family), ("raison", reason)]),
    };
    calls.iter().map(line).collect::<Vec<_>>().join("\n")
}

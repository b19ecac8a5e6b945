//! Why something that the law, or the practice of a purchase family, called for is not in the file:
//! clauses set aside, exceptions invoked, lots without hours, duties still open.

use crate::clauses::{Clause, ClauseLibrary, Families};
use crate::french;
use crate::law::{Assessment, Line, Outcome};
use crate::tender::Tender;

/// What called for a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// An obligation that applies, or that still has to be verified: its title.
    Obligation(String),
    /// The short list of a purchase family: its name, and the reason.
    ShortList {
        /// Name of the family.
        family: String,
        /// The end of a sentence.
        reason: String,
    },
}

/// One decision, with the reason that the file must keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// A clause left out.
    SetAside {
        /// Its title, or its identifier when nobody knows it.
        clause: String,
        /// What called for it; may be empty.
        calls: Vec<Call>,
        /// The reason; empty = to be written.
        reason: String,
    },
    /// An exception of an obligation.
    Exception {
        /// Title of the obligation.
        obligation: String,
        /// Label of the exception.
        label: String,
        /// Lots; empty = all.
        lots: Vec<u32>,
        /// The reason; empty = to be written.
        reason: String,
    },
    /// A lot without insertion hours.
    NoHours {
        /// Its number.
        lot: u32,
        /// The reason.
        reason: String,
    },
    /// An obligation that applies and that the file does not cover: the decision is still to be made.
    Open {
        /// Title of the obligation.
        obligation: String,
        /// What would cover it.
        needs: Option<String>,
        /// How it stands, in full sentences.
        coverage: String,
    },
}

/// Lists the decisions of a file, clauses first. Reasons are the buyer's words.
pub fn decisions(tender: &Tender, library: &ClauseLibrary, families: &Families, assessment: &Assessment) -> Vec<Decision> {
    let clauses = tender.set_aside.iter().map(|aside| Decision::SetAside {
        clause: library.find(&aside.clause).map_or_else(|| aside.clause.clone(), |clause| french::typography(&clause.title)),
        calls: library.find(&aside.clause).map(|clause| calls(tender, clause, families, assessment)).unwrap_or_default(),
        reason: aside.reason.trim().to_owned(),
    });
    clauses.chain(exceptions(assessment)).chain(hours(tender)).chain(open(assessment)).collect()
}

fn calls(tender: &Tender, clause: &Clause, families: &Families, assessment: &Assessment) -> Vec<Call> {
    let may_bind = |line: &&Line| matches!(line.outcome, Outcome::Applies | Outcome::ToVerify | Outcome::Undetermined);
    let served = clause.serves.iter().filter_map(|id| assessment.line(id)).filter(may_bind);
    let duties = served.map(|line| Call::Obligation(french::typography(&line.title)));
    let matched = families.of_tender(tender);
    let records = matched.iter().filter_map(|one| families.find(one.family));
    let listed = records.filter_map(|record| {
        let priority = record.priorities.iter().find(|priority| priority.clause == clause.id)?;
        Some(Call::ShortList { family: record.name.clone(), reason: french::typography(&priority.reason) })
    });
    duties.chain(listed).collect()
}

fn exceptions(assessment: &Assessment) -> impl Iterator<Item = Decision> + '_ {
    assessment.lines.iter().flat_map(|line| {
        let invoked = line.exceptions.iter().filter(|exception| exception.invoked);
        invoked.map(|exception| Decision::Exception {
            obligation: french::typography(&line.title),
            label: french::typography(&exception.label),
            lots: exception.lots.clone(),
            reason: exception.reason.clone().unwrap_or_default().trim().to_owned(),
        })
    })
}

fn hours(tender: &Tender) -> impl Iterator<Item = Decision> + '_ {
    tender.lots.iter().filter_map(|lot| {
        let reason = lot.insertion.as_ref()?.reason_if_none.as_ref().filter(|reason| !reason.trim().is_empty())?;
        Some(Decision::NoHours { lot: lot.number, reason: reason.trim().to_owned() })
    })
}

fn open(assessment: &Assessment) -> impl Iterator<Item = Decision> + '_ {
    let uncovered = |line: &&Line| line.is_open() && !line.coverage.is_empty();
    assessment.lines.iter().filter(uncovered).map(|line| Decision::Open {
        obligation: french::typography(&line.title),
        needs: line.needs.as_deref().map(french::typography),
        coverage: line.coverage.clone(),
    })
}

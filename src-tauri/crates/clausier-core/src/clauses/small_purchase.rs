//! The small purchase: the three clauses that matter most, for a letter of one page.

use super::candidate::{Candidate, candidates, order};
use super::checklist::{ChecklistInput, Suggestion, suggestion};
use crate::tender::{ClauseKind, DocumentKind, Tender, Theme};

/// How many clauses a small purchase carries.
pub const SMALL_PURCHASE_CLAUSES: usize = 3;

/// Chooses three clauses at most for a small purchase, spread over the themes, and places them in
/// the single document of such a purchase. Whether a purchase is small is the caller's to say.
pub fn small_purchase_choice(input: &ChecklistInput<'_>) -> Vec<Suggestion> {
    let families = input.families.of_tender(input.tender);
    let mut fitting = candidates(input, &families);
    fitting.retain(|one| one.fits && is_light(one));
    fitting.sort_by(|left, right| left.is_own_effort_heavy().cmp(&right.is_own_effort_heavy()).then_with(|| order(left, right)));
    let document = single_document(input.tender);
    choose(fitting)
        .into_iter()
        .zip(1..)
        .map(|(mut one, rank)| {
            one.document = document;
            suggestion(&one, rank, input.library)
        })
        .collect()
}

impl Candidate<'_> {
    fn is_own_effort_heavy(&self) -> bool {
        self.clause.effort > 1 && self.listed.is_none()
    }
}

/// Keeps what binds the holder and asks little: neither a criterion, nor rules of the procedure.
fn is_light(candidate: &Candidate<'_>) -> bool {
    match candidate.clause.kind {
        ClauseKind::TechnicalSpecification | ClauseKind::PerformanceCondition => candidate.clause.effort < 3,
        ClauseKind::AwardCriterion | ClauseKind::Selection | ClauseKind::Reservation | ClauseKind::Variant => false,
        ClauseKind::Organisation | ClauseKind::Reminder => false,
    }
}

/// Takes what the short list of the family names, then what fits: what matters for plants comes before
/// what a duty asks of any purchase.
fn choose(ordered: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let (listed, others): (Vec<_>, Vec<_>) = ordered.into_iter().partition(|one| one.listed.is_some());
    let mut themes: Vec<Theme> = Vec::new();
    let mut chosen = spread(listed, &mut themes);
    chosen.extend(spread(others, &mut themes));
    chosen.truncate(SMALL_PURCHASE_CLAUSES);
    chosen
}

/// Puts the first clause of each theme not met yet before the next ones.
fn spread<'a>(ordered: Vec<Candidate<'a>>, themes: &mut Vec<Theme>) -> Vec<Candidate<'a>> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for candidate in ordered {
        if themes.contains(&candidate.clause.theme) {
            second.push(candidate);
        } else {
            themes.push(candidate.clause.theme);
            first.push(candidate);
        }
    }
    first.extend(second);
    first
}

/// Returns the document of a small purchase: its single contract document when the file has one,
/// else the consultation letter.
fn single_document(tender: &Tender) -> DocumentKind {
    let has_ccp = tender.documents.iter().any(|document| document.kind == DocumentKind::Ccp);
    if has_ccp { DocumentKind::Ccp } else { DocumentKind::LettreConsultation }
}

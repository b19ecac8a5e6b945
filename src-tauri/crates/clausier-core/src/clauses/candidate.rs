//! Which clauses fit a tender, and in what order.

use std::cmp::{Ordering, Reverse};

use super::checklist::{ChecklistInput, SuggestionState};
use super::render::render_text;
use super::{Clause, ClauseVersion, FamilyMatch, FamilyRecord, OpenDuty, Priority, missing_parameters, render_selection};
use crate::tender::{ClauseKind, DocumentKind, Level, Selection, Tender};

/// How closely a clause is aimed at this purchase; the last is the closest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Another purchase, or nothing is known of this one.
    None,
    /// Every purchase.
    Every,
    /// One of the families of the tender, of that name.
    Family(String),
    /// A code of the tender begins as the clause wants it.
    Code(String),
}

impl Fit {
    fn closeness(&self) -> u8 {
        match self {
            Self::None => 0,
            Self::Every => 1,
            Self::Family(_) => 2,
            Self::Code(_) => 3,
        }
    }
}

/// A place on the short list of a family.
pub(super) struct Listed<'a> {
    pub place: usize,
    pub family: &'a FamilyRecord,
    pub priority: &'a Priority,
}

/// A clause looked at for one tender.
pub(super) struct Candidate<'a> {
    pub clause: &'a Clause,
    pub version: &'a ClauseVersion,
    pub level: Level,
    pub document: DocumentKind,
    pub state: SuggestionState,
    /// Parameters without a value, over the selections of the clause.
    pub missing: usize,
    /// Whether it may be proposed; a clause kept all the same is still counted.
    pub fits: bool,
    pub fit: Fit,
    pub listed: Option<Listed<'a>>,
    /// Duties that apply, and that the clause can help to cover.
    pub duties: Vec<&'a OpenDuty>,
    /// Why the answers on the need call for it.
    pub called: Vec<&'a str>,
}

impl Candidate<'_> {
    pub fn is_kept(&self) -> bool {
        self.state == SuggestionState::Kept
    }

    /// Tells whether the clause is needed: a duty is open, or closed thanks to this clause alone.
    pub fn is_mandatory(&self) -> bool {
        self.duties.iter().any(|duty| duty.is_open() || self.is_alone_for(duty))
    }

    /// Tells whether the clause is the only one that covers a duty.
    pub fn is_alone_for(&self, duty: &OpenDuty) -> bool {
        self.is_kept() && duty.satisfied && duty.satisfied_by.iter().all(|id| *id == self.clause.id) && !duty.satisfied_by.is_empty()
    }

    /// Returns the proof of the level, as a person reads it.
    pub fn proof(&self) -> String {
        let text = self.version.levels.get(&self.level).map(|text| text.proof.as_str()).unwrap_or_default();
        render_text(self.version, self.level, text)
    }
}

/// Orders candidates: needed ones, then the short list, then what the answers call for, then the closest
/// and the lightest.
pub(super) fn order(left: &Candidate<'_>, right: &Candidate<'_>) -> Ordering {
    key(left).cmp(&key(right)).then_with(|| left.clause.id.cmp(&right.clause.id))
}

fn key(candidate: &Candidate<'_>) -> (bool, usize, bool, Reverse<usize>, Reverse<u8>, bool, u8) {
    let place = candidate.listed.as_ref().map_or(usize::MAX, |listed| listed.place);
    let is_reminder = candidate.clause.kind == ClauseKind::Reminder;
    // At one place of a short list, the clause that the organisation made of ours comes before ours.
    let is_theirs = candidate.listed.is_some() && !candidate.clause.is_own();
    let answers = Reverse(candidate.called.len());
    (!candidate.is_mandatory(), place, is_theirs, answers, Reverse(candidate.fit.closeness()), is_reminder, candidate.clause.effort)
}

/// Lists the clauses that may be proposed, and those that the tender keeps or sets aside anyway.
pub(super) fn candidates<'a>(input: &ChecklistInput<'a>, families: &[FamilyMatch]) -> Vec<Candidate<'a>> {
    input.library.list().map(|clause| candidate(input, families, clause)).filter(|one| one.fits || one.state != SuggestionState::Open).collect()
}

fn candidate<'a>(input: &ChecklistInput<'a>, families: &[FamilyMatch], clause: &'a Clause) -> Candidate<'a> {
    let kept: Vec<&Selection> = input.tender.selections.iter().filter(|selection| selection.clause == clause.id).collect();
    let named = kept.iter().find_map(|selection| input.library.selected(selection, input.on)).map(|(_, version)| version);
    let version = named.unwrap_or_else(|| clause.versions.in_force_on(input.on));
    let wanted = kept.iter().find_map(|selection| selection.level);
    let level = wanted.map_or_else(|| version.lowest_level(), |level| version.level_or_below(level));
    let fit = fit(clause, input.tender, families);
    let listed = listed(input, families, clause);
    let duties = duties(input, clause);
    let called: Vec<&str> = clause.stands_for().flat_map(|name| input.calls.reasons(name)).collect();
    // An answer calls for a clause among those of the families; it never brings in one of another trade.
    let aimed = fit != Fit::None || listed.is_some() || (families.is_empty() && (!duties.is_empty() || !called.is_empty()));
    let answered_away = aimed && kept.is_empty() && clause.stands_for().any(|name| input.calls.set_aside(name).is_some());
    let state = state(input.tender, clause, &kept, answered_away);
    Candidate {
        clause,
        version,
        level,
        document: kept.iter().find_map(|selection| selection.document).unwrap_or(clause.document),
        state,
        missing: missing(input, version, level, &kept),
        fits: aimed && !answered_away && suits(input, clause),
        fit,
        listed,
        duties,
        called,
    }
}

fn state(tender: &Tender, clause: &Clause, kept: &[&Selection], answered_away: bool) -> SuggestionState {
    if !kept.is_empty() {
        SuggestionState::Kept
    } else if answered_away || tender.set_aside.iter().any(|aside| aside.clause == clause.id) {
        SuggestionState::SetAside
    } else {
        SuggestionState::Open
    }
}

/// Counts the parameters to fill in, over the selections kept, or as the clause is proposed. A
/// clause in the buyer's own words has only the parameters of these words.
fn missing(input: &ChecklistInput<'_>, version: &ClauseVersion, level: Level, kept: &[&Selection]) -> usize {
    if kept.is_empty() {
        return missing_parameters(version, level, &std::collections::BTreeMap::new());
    }
    kept.iter()
        .map(|selection| match &selection.text {
            Some(_) => render_selection(input.library, selection, input.on).map_or(0, |rendered| rendered.missing.len()),
            None => missing_parameters(version, version.level_or_below(selection.level.unwrap_or(level)), &selection.parameters),
        })
        .sum()
}

/// Tells whether amount, duration, condition and the duty it recalls allow a clause.
fn suits(input: &ChecklistInput<'_>, clause: &Clause) -> bool {
    let below_amount = is_below(input.tender.value_of_need(), clause.min_amount);
    let below_duration = is_below(longest_duration(input.tender), clause.min_duration_months);
    let recalls_nothing = clause.legal_floor.as_ref().is_some_and(|floor| input.duties.iter().any(|duty| duty.obligation == *floor && !duty.applies));
    !below_amount && !below_duration && !recalls_nothing && (input.may_hold)(clause)
}

/// Tells whether a known value is below a known minimum.
pub(super) fn is_below<T: PartialOrd>(value: Option<T>, minimum: Option<T>) -> bool {
    matches!((value, minimum), (Some(value), Some(minimum)) if value < minimum)
}

/// Returns the duration of the tender, else that of its longest lot.
pub(super) fn longest_duration(tender: &Tender) -> Option<u32> {
    tender.duration_months.or_else(|| tender.lots.iter().filter_map(|lot| lot.duration_months).max())
}

fn fit(clause: &Clause, tender: &Tender, families: &[FamilyMatch]) -> Fit {
    let aimed = |code: &&str| clause.cpv.iter().any(|prefix| code.starts_with(prefix.as_str()));
    if let Some(code) = tender.all_cpv().into_iter().find(aimed) {
        return Fit::Code(code.to_owned());
    }
    let shared = families.iter().find(|one| clause.families.contains(&one.family));
    match shared {
        Some(one) => Fit::Family(one.name.clone()),
        None if clause.fits_every_family() => Fit::Every,
        None => Fit::None,
    }
}

fn listed<'a>(input: &ChecklistInput<'a>, families: &[FamilyMatch], clause: &Clause) -> Option<Listed<'a>> {
    let records = families.iter().filter_map(|one| input.families.find(one.family));
    let places = records.filter_map(|family| {
        let place = family.priorities.iter().position(|priority| clause.stands_for().any(|name| name == priority.clause))?;
        family.priorities.get(place).map(|priority| Listed { place, family, priority })
    });
    places.min_by_key(|listed| listed.place)
}

/// Lists the duties that apply and that a clause serves; a reminder covers nothing.
fn duties<'a>(input: &ChecklistInput<'a>, clause: &Clause) -> Vec<&'a OpenDuty> {
    let covers = clause.kind != ClauseKind::Reminder;
    input.duties.iter().filter(|duty| covers && duty.applies && clause.serves.contains(&duty.obligation)).collect()
}

//! Tests on what is in the file, and what they found there.

use super::world::World;
use super::{FileTest, Hundredths};
use crate::tender::{ClauseKind, Criterion, CriterionKind, InvokedException, Lot, ReservedFor, Selection};

/// What a file test counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Evidence<'a> {
    /// A clause kept, by its identifier.
    Clause(&'a str),
    /// A criterion, by its label.
    Criterion(&'a str),
    /// Criteria without a label.
    Criteria,
    /// A reserved lot.
    Reserved(u32),
    /// The number of lots.
    Lots(usize),
    /// Words of a text: of a clause, or of a criterion when there is none.
    Words { clause: Option<&'a str>, named: Option<&'a str>, words: &'a str },
    /// A consideration that the published data declare.
    Declared(&'a str),
    /// An exception invoked with a reason.
    Reasoned,
    /// The number under which the contract was published.
    Published(&'a str),
}

/// From where the file is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileView<'a> {
    pub obligation: Option<&'a str>,
    pub lot: Option<u32>,
}

/// Runs a test; the evidence is empty when it does not hold.
pub(super) fn file_test<'a>(world: &World<'a>, view: FileView<'_>, test: &FileTest) -> (bool, Vec<Evidence<'a>>) {
    let evidence = match test {
        FileTest::Clause { kinds, .. } => {
            let kept = world.tender.selections.iter().filter(|one| covers(one, view.lot));
            let mut found: Vec<Evidence<'a>> =
                kept.filter(|selection| clause_fits(world, view, test, selection)).map(|selection| Evidence::Clause(&selection.clause)).collect();
            if kinds.contains(&ClauseKind::Reservation) {
                found.extend(reserved(world, view, |_| true));
            }
            found.dedup();
            found
        }
        FileTest::Criterion { kinds, weight_below, weight_at_least } => criteria(world, view, kinds, (*weight_below, *weight_at_least)),
        FileTest::Lots { at_least } => {
            let count = world.tender.lots.len();
            if count >= *at_least as usize { vec![Evidence::Lots(count)] } else { Vec::new() }
        }
        FileTest::Reserved { whom } => reserved(world, view, |whose| whom.contains(&whose)),
        FileTest::Text { rule, of } => super::writing::refused(world, rule, *of),
        FileTest::Declared { words } => declared(world, words),
        FileTest::Reasoned { obligation } => {
            let counts = |one: &&InvokedException| one.obligation == *obligation && has_reason(one);
            world.tender.exceptions.iter().filter(counts).map(|_| Evidence::Reasoned).take(1).collect()
        }
        FileTest::Elsewhere => elsewhere(world).into_iter().collect(),
    };
    (!evidence.is_empty(), evidence)
}

/// A selection without lots is for all of them.
fn covers(selection: &Selection, lot: Option<u32>) -> bool {
    lot.is_none_or(|lot| selection.lots.is_empty() || selection.lots.contains(&lot))
}

/// Tells whether a clause has everything that is asked. A reminder repeats a duty and covers none.
fn clause_fits(world: &World<'_>, view: FileView<'_>, test: &FileTest, selection: &Selection) -> bool {
    let FileTest::Clause { themes, kinds, documents, serves_this } = test else { return false };
    let Some(clause) = world.clauses.clause(&selection.clause) else { return false };
    let placed = match selection.document {
        Some(document) => documents.contains(&document),
        None => documents.contains(&clause.document) || clause.also_documents.iter().any(|one| documents.contains(one)),
    };
    clause.kind != ClauseKind::Reminder
        && (themes.is_empty() || themes.contains(&clause.theme))
        && (kinds.is_empty() || kinds.contains(&clause.kind))
        && (documents.is_empty() || placed)
        && (!serves_this || view.obligation.is_some_and(|id| clause.serves.iter().any(|one| one == id)))
}

/// A reserved lot is a reservation, whatever the clauses kept.
fn reserved<'a>(world: &World<'a>, view: FileView<'_>, wanted: impl Fn(ReservedFor) -> bool) -> Vec<Evidence<'a>> {
    let seen = |lot: &&Lot| view.lot.is_none_or(|number| number == lot.number) && lot.reserved_for.is_some_and(&wanted);
    world.tender.lots.iter().filter(seen).map(|lot| Evidence::Reserved(lot.number)).collect()
}

/// Lists the considerations that the published data declare, among those.
fn declared<'a>(world: &World<'a>, words: &[String]) -> Vec<Evidence<'a>> {
    let publication = world.tender.publication.as_ref();
    let all = publication.into_iter().flat_map(|one| one.social_considerations.iter().chain(&one.environmental_considerations));
    all.filter(|one| words.contains(one)).map(|one| Evidence::Declared(one)).collect()
}

/// A contract taken from published data brings what it declares, and neither clauses, criteria nor lots: as long as
/// none is written here, there is nothing to compare with.
fn elsewhere<'a>(world: &World<'a>) -> Option<Evidence<'a>> {
    let tender = world.tender;
    let bare = tender.selections.is_empty() && tender.criteria.is_empty() && tender.lots.is_empty();
    let number = tender.award.as_ref()?.decp_id.as_deref()?;
    bare.then_some(Evidence::Published(number))
}

/// Tells whether a reason is written; a blank one is none.
pub(super) fn has_reason(invoked: &InvokedException) -> bool {
    invoked.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty())
}

fn criteria<'a>(
    world: &World<'a>,
    view: FileView<'_>,
    kinds: &[CriterionKind],
    (below, at_least): (Option<Hundredths>, Option<Hundredths>),
) -> Vec<Evidence<'a>> {
    let found = of_kinds(table(world, view), kinds);
    let weights: Option<Vec<Hundredths>> = found.iter().map(|one| one.weight.and_then(Hundredths::rounded)).collect();
    let total = weights.map(|weights| Hundredths::new(weights.iter().map(|one| one.hundredths()).sum()));
    let light = below.is_none_or(|below| total.is_some_and(|total| total < below));
    let heavy = at_least.is_none_or(|at_least| total.is_some_and(|total| total >= at_least));
    if !light || !heavy {
        return Vec::new();
    }
    let label = |one: &&'a Criterion| match one.label.as_deref() {
        Some(label) => Evidence::Criterion(label),
        None => Evidence::Criteria,
    };
    found.iter().map(label).collect()
}

/// Returns the criteria of a lot, or those of the whole with those that lots have of their own.
fn table<'a>(world: &World<'a>, view: FileView<'_>) -> Vec<&'a Criterion> {
    let tender = world.tender;
    match view.lot.and_then(|number| tender.lots.iter().find(|lot| lot.number == number)) {
        Some(lot) => lot.criteria.as_ref().unwrap_or(&tender.criteria).iter().collect(),
        None => {
            let own = tender.lots.iter().filter_map(|lot| lot.criteria.as_ref()).flatten();
            tender.criteria.iter().chain(own).collect()
        }
    }
}

/// Lists the criteria of some kinds; a sub-criterion counts when its parent does not. A weight of zero
/// judges nothing.
fn of_kinds<'a>(table: Vec<&'a Criterion>, kinds: &[CriterionKind]) -> Vec<&'a Criterion> {
    let wanted = |one: &Criterion| one.kind.is_some_and(|kind| kinds.contains(&kind)) && one.weight != Some(0.0);
    table.into_iter().flat_map(|one| if wanted(one) { vec![one] } else { of_kinds(one.sub.iter().collect(), kinds) }).collect()
}

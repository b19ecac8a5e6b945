//! Whether the file covers an obligation: on the whole, or lot by lot, since each lot is a contract.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::figure::named;
use super::judge::{View, judge};
use super::phrases::fill;
use super::support::{Subject, Support};
use super::truth::{Doubt, Truth, join};
use super::world::World;
use super::{CodeMatch, Condition, Coverage, Exception, ExceptionLine, FactId, LotCoverage, Obligation, Outcome, ReferenceDate, Test};
use crate::french;
use crate::tender::{InvokedException, Lot};

/// How the file stands to an obligation.
#[derive(Debug)]
pub(super) struct FileCoverage {
    pub exceptions: Vec<ExceptionLine>,
    pub satisfied: Coverage,
    pub satisfied_by: Vec<String>,
    pub coverage: String,
    pub lots: Vec<LotCoverage>,
    /// Facts that would tell whether an exception can be argued.
    pub ask: Vec<FactId>,
}

/// How one part of the file, a lot or the whole, stands to an obligation.
struct Part<'a> {
    lot: Option<u32>,
    satisfied: Coverage,
    evidence: Vec<Evidence<'a>>,
    exception: Option<u32>,
}

/// An exception, and what the tender does with it.
struct Invocation<'a> {
    exception: &'a Exception,
    /// Whether the facts leave it open, lot by lot (none = the whole).
    arguable: Vec<(Option<u32>, Truth)>,
    made: Vec<&'a InvokedException>,
}

/// Looks at the file; what is not concerned is not assessed. A lever that is not used is no lack: of
/// it nothing is said.
pub(super) fn file_coverage<'a>(world: &World<'a>, rule: &'a Obligation, outcome: Outcome) -> FileCoverage {
    let invocations: Vec<Invocation<'a>> = rule.exceptions.iter().map(|one| invocation(world, rule, one)).collect();
    let mut ask = Vec::new();
    for doubt in invocations.iter().flat_map(Invocation::doubts) {
        join(&mut ask, &doubt.ask);
    }
    let parts = match outcome {
        Outcome::Applies | Outcome::Lever | Outcome::ToVerify => parts(world, rule, &invocations),
        Outcome::Undetermined | Outcome::NotApplicable => Vec::new(),
    };
    let satisfied = joined(&parts);
    let unused = outcome == Outcome::Lever && satisfied == Coverage::No;
    let evidence = distinct(&parts);
    FileCoverage {
        exceptions: invocations.iter().map(exception_line).collect(),
        satisfied,
        satisfied_by: evidence.iter().filter_map(name_in_file).collect(),
        coverage: if unused { String::new() } else { sentences(world, &parts, satisfied, (&evidence, &invocations)) },
        lots: parts.iter().filter_map(lot_coverage).collect(),
        ask,
    }
}

/// Tells how the file stands to a rule, without a sentence.
pub(super) fn standing<'a>(world: &World<'a>, rule: &'a Obligation, outcome: Outcome) -> Coverage {
    match outcome {
        Outcome::Applies | Outcome::Lever | Outcome::ToVerify => {
            let invocations: Vec<Invocation<'_>> = rule.exceptions.iter().map(|one| invocation(world, rule, one)).collect();
            joined(&parts(world, rule, &invocations))
        }
        Outcome::Undetermined | Outcome::NotApplicable => Coverage::NotAssessed,
    }
}

fn invocation<'a>(world: &World<'a>, rule: &Obligation, exception: &'a Exception) -> Invocation<'a> {
    let judged = |lot: Option<u32>| {
        let view = View { lot, ..View::strict(world, ReferenceDate::Consultation) };
        exception.arguable_when.as_ref().map_or(Truth::True, |condition| judge(world, view, condition).truth)
    };
    let lots = world.tender.lots.iter().filter(|_| rule.per_lot).map(|lot| Some(lot.number));
    let arguable = std::iter::once(None).chain(lots).map(|lot| (lot, judged(lot))).collect();
    let is_it = |one: &&InvokedException| one.obligation == rule.id && one.exception == exception.id;
    Invocation { exception, arguable, made: world.tender.exceptions.iter().filter(is_it).collect() }
}

impl Invocation<'_> {
    /// Tells whether the exception counts for a part: invoked, with a reason, and open for it. What is
    /// not known yet opens none.
    fn counts_for(&self, lot: Option<u32>) -> bool {
        let reaches = |one: &&&InvokedException| lot.is_none_or(|lot| one.lots.is_empty() || one.lots.contains(&lot));
        self.is_open(lot) && self.made.iter().filter(reaches).any(|one| reason(one).is_some())
    }

    fn is_open(&self, part: Option<u32>) -> bool {
        self.arguable.iter().any(|(lot, truth)| *lot == part && *truth == Truth::True)
    }

    /// Tells whether it is open for one part at least.
    fn is_arguable(&self) -> bool {
        self.arguable.iter().any(|(_, truth)| *truth == Truth::True)
    }

    /// Tells whether it is surely closed, everywhere.
    fn is_closed(&self) -> bool {
        self.arguable.iter().all(|(_, truth)| *truth == Truth::False)
    }

    fn doubts(&self) -> impl Iterator<Item = &Doubt> {
        self.arguable.iter().filter_map(|(_, truth)| match truth {
            Truth::Unknown(doubt) => Some(doubt),
            Truth::True | Truth::False => None,
        })
    }
}

/// Returns the reason written; a blank one is none.
fn reason(invoked: &InvokedException) -> Option<&str> {
    invoked.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
}

fn exception_line(invocation: &Invocation<'_>) -> ExceptionLine {
    let everywhere = invocation.made.iter().any(|one| one.lots.is_empty());
    let lots = invocation.made.iter().flat_map(|one| one.lots.iter().copied());
    ExceptionLine {
        id: invocation.exception.id,
        label: invocation.exception.label.clone(),
        arguable: invocation.is_arguable(),
        invoked: !invocation.made.is_empty(),
        reason: invocation.made.iter().find_map(|one| reason(one)).map(str::to_owned),
        lots: if everywhere { Vec::new() } else { lots.collect() },
    }
}

fn parts<'a>(world: &World<'a>, rule: &'a Obligation, invocations: &[Invocation<'_>]) -> Vec<Part<'a>> {
    let lots: Vec<&Lot> = concerned_lots(world, rule);
    if rule.per_lot && !lots.is_empty() {
        lots.into_iter().map(|lot| part(world, rule, invocations, Some(lot.number))).collect()
    } else {
        vec![part(world, rule, invocations, None)]
    }
}

/// Lists the lots that the rule may concern: a lot with codes of its own, none of them in the list of
/// the rule, is another purchase.
fn concerned_lots<'a>(world: &World<'a>, rule: &Obligation) -> Vec<&'a Lot> {
    let lists = rule.when.as_ref().map(code_lists).unwrap_or_default();
    let outside = |lot: &Lot| {
        let codes: Vec<&str> = lot.cpv.iter().map(String::as_str).collect();
        let known = lists.iter().filter_map(|id| world.law.list(*id));
        let mut found = known.map(|list| list.find(&codes));
        !lists.is_empty() && !codes.is_empty() && found.all(|found| found == CodeMatch::Outside)
    };
    let within: Vec<&Lot> = world.tender.lots.iter().filter(|lot| !outside(lot)).collect();
    if within.is_empty() { world.tender.lots.iter().collect() } else { within }
}

/// Returns the lists of codes that a condition asks for outright.
fn code_lists(condition: &Condition) -> Vec<super::ListId> {
    match condition {
        Condition::All(parts) => parts.iter().flat_map(code_lists).collect(),
        Condition::Fact { test: Test::InCodes(lists), .. } => lists.clone(),
        Condition::Any(_) | Condition::Not(_) | Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_) => Vec::new(),
    }
}

fn part<'a>(world: &World<'a>, rule: &'a Obligation, invocations: &[Invocation<'_>], lot: Option<u32>) -> Part<'a> {
    let covered = rule.satisfied_when.as_ref().and_then(|condition| found(world, rule, condition, lot));
    if let Some(evidence) = covered {
        return Part { lot, satisfied: Coverage::Yes, evidence, exception: None };
    }
    if let Some(invoked) = invocations.iter().find(|one| one.counts_for(lot)) {
        return Part { lot, satisfied: Coverage::Waived, evidence: Vec::new(), exception: Some(invoked.exception.id) };
    }
    if rule.satisfied_when.is_none() {
        return Part { lot, satisfied: Coverage::NotAssessed, evidence: Vec::new(), exception: None };
    }
    let partly = rule.partly_when.as_ref().and_then(|condition| found(world, rule, condition, lot));
    let satisfied = if partly.is_some() { Coverage::Partly } else { Coverage::No };
    Part { lot, satisfied, evidence: partly.unwrap_or_default(), exception: None }
}

/// Returns what the file has, when the condition surely holds on that part.
fn found<'a>(world: &World<'a>, rule: &'a Obligation, condition: &'a Condition, lot: Option<u32>) -> Option<Vec<Evidence<'a>>> {
    let view = View { obligation: Some(&rule.id), lot, ..View::strict(world, rule.clock) };
    let judged = judge(world, view, condition);
    (judged.truth == Truth::True).then(|| judged.support.into_iter().flat_map(evidence).collect())
}

fn evidence(support: Support<'_>) -> Vec<Evidence<'_>> {
    match support.subject {
        Subject::File { evidence, .. } => evidence,
        Subject::Fact { .. } | Subject::SmallLots { .. } => Vec::new(),
    }
}

/// Joins parts: covered or waived everywhere, nowhere, or in part.
fn joined(parts: &[Part<'_>]) -> Coverage {
    let all = |wanted: &[Coverage]| !parts.is_empty() && parts.iter().all(|part| wanted.contains(&part.satisfied));
    let some = |wanted: Coverage| parts.iter().any(|part| part.satisfied == wanted);
    if parts.is_empty() || all(&[Coverage::NotAssessed]) {
        Coverage::NotAssessed
    } else if all(&[Coverage::Waived]) {
        Coverage::Waived
    } else if all(&[Coverage::Yes, Coverage::Waived]) {
        Coverage::Yes
    } else if some(Coverage::Yes) || some(Coverage::Waived) || some(Coverage::Partly) {
        Coverage::Partly
    } else {
        Coverage::No
    }
}

fn distinct<'a>(parts: &[Part<'a>]) -> Vec<Evidence<'a>> {
    let mut all: Vec<Evidence<'a>> = Vec::new();
    for one in parts.iter().flat_map(|part| &part.evidence) {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
    all
}

fn lot_coverage(part: &Part<'_>) -> Option<LotCoverage> {
    part.lot.map(|lot| LotCoverage {
        lot,
        satisfied: part.satisfied,
        satisfied_by: part.evidence.iter().filter_map(name_in_file).collect(),
        exception: part.exception,
        values: BTreeMap::new(),
    })
}

/// Returns the identifier of a clause or the label of a criterion.
fn name_in_file(evidence: &Evidence<'_>) -> Option<String> {
    match evidence {
        Evidence::Clause(id) => Some((*id).to_owned()),
        Evidence::Criterion(label) => Some((*label).to_owned()),
        Evidence::Criteria
        | Evidence::Reserved(_)
        | Evidence::Lots(_)
        | Evidence::Words { .. }
        | Evidence::Declared(_)
        | Evidence::Reasoned
        | Evidence::Published(_) => None,
    }
}

fn sentences(world: &World<'_>, parts: &[Part<'_>], satisfied: Coverage, (evidence, invocations): (&[Evidence<'_>], &[Invocation<'_>])) -> String {
    let phrases = &world.law.phrases.coverage;
    let names: Vec<String> = evidence.iter().map(|one| name_in_sentence(world, one)).collect();
    let by = |named: &String, bare: &String| match names.is_empty() {
        true => bare.clone(),
        false => fill(named, &[("clauses", &french::and(&names))]),
    };
    let mut said = match satisfied {
        Coverage::Yes => vec![by(&phrases.covered, &phrases.covered_unnamed)],
        Coverage::Partly => vec![by(&phrases.partly_by, &phrases.partly)],
        Coverage::No => vec![phrases.not_covered.clone()],
        Coverage::Waived => vec![phrases.waived.clone()],
        Coverage::NotAssessed => Vec::new(),
    };
    if satisfied == Coverage::Partly || satisfied == Coverage::No {
        said.extend(lots_sentences(world, parts));
    }
    if !parts.is_empty() {
        said.extend(invocations.iter().filter_map(|one| exception_sentence(world, one)));
    }
    said.join(" ")
}

fn name_in_sentence(world: &World<'_>, evidence: &Evidence<'_>) -> String {
    let phrases = &world.law.phrases.coverage;
    match evidence {
        Evidence::Clause(id) => {
            let title = world.clauses.clause(id).map_or(*id, |clause| clause.title);
            french::typography(&format!("« {title} »"))
        }
        Evidence::Criterion(label) => fill(&phrases.criterion, &[("nom", label)]),
        Evidence::Criteria => phrases.criteria.clone(),
        Evidence::Reserved(number) => fill(&phrases.reserved_lot, &[("numero", &number.to_string())]),
        Evidence::Lots(count) => fill(&phrases.lots_count, &[("nombre", &world.law.phrases.number(*count))]),
        Evidence::Words { words, .. } | Evidence::Declared(words) => french::typography(&format!("« {words} »")),
        Evidence::Reasoned => world.law.phrases.file.reasoned.clone(),
        Evidence::Published(_) => world.law.phrases.file.elsewhere.clone(),
    }
}

/// Says how many lots are done, and what is left to do.
fn lots_sentences(world: &World<'_>, parts: &[Part<'_>]) -> Vec<String> {
    let total = parts.len();
    if total < 2 {
        return Vec::new();
    }
    let phrases = &world.law.phrases;
    let is_done = |part: &&Part<'_>| part.satisfied == Coverage::Yes || part.satisfied == Coverage::Waived;
    let done = parts.iter().filter(is_done).count();
    let counts = [("nombre", phrases.number(done)), ("total", phrases.number(total))];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, number)| (*name, number.as_str())).collect();
    let head = match done {
        0 => return vec![fill(&phrases.coverage.no_lot_done, &counts)],
        1 => &phrases.coverage.one_lot_done,
        _ => &phrases.coverage.lots_done,
    };
    let rest = match total - done {
        1 => phrases.coverage.other.clone(),
        left => fill(&phrases.coverage.others, &[("nombre", &phrases.number(left))]),
    };
    vec![super::phrases::sentence(fill(head, &counts)), rest]
}

/// Says why an exception that is invoked does not count.
fn exception_sentence(world: &World<'_>, invocation: &Invocation<'_>) -> Option<String> {
    let phrases = &world.law.phrases.coverage;
    let number = invocation.exception.id.to_string();
    let values = [("numero", number.as_str()), ("intitule", invocation.exception.label.as_str())];
    if invocation.made.is_empty() {
        None
    } else if invocation.is_closed() {
        Some(fill(&phrases.closed_exception, &values))
    } else if !invocation.is_arguable() {
        let mut facts = Vec::new();
        invocation.doubts().for_each(|doubt| join(&mut facts, &doubt.ask));
        let missing = named(world, &facts);
        Some(fill(&phrases.open_exception, &[("numero", number.as_str()), ("faits", missing.as_str())]))
    } else if invocation.made.iter().all(|one| reason(one).is_none()) {
        Some(fill(&phrases.exception_without_reason, &values))
    } else {
        None
    }
}

//! The verdict on one obligation: one judgement a version that the reference date may meet, joined.

use chrono::NaiveDate;

use super::judge::{Judgement, View, judge, judge_all};
use super::support::Support;
use super::truth::{Truth, join, weaker};
use super::world::World;
use super::{Confidence, Effect, FactId, Obligation, Outcome, Stretch, Version};

/// What the law says of one obligation, without a word.
#[derive(Debug)]
pub(super) struct Verdict<'a> {
    pub outcome: Outcome,
    /// The version that was judged; the nearest one when none is in force.
    pub version: &'a Version,
    pub since: NaiveDate,
    /// Where the reference date stands to that version.
    pub moment: Moment,
    pub support: Vec<Support<'a>>,
    pub ask: Vec<FactId>,
    pub confidence: Confidence,
    /// The days that were judged.
    pub stretch: Stretch,
}

/// Where the reference date stands to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before,
    InForce,
    /// After the repeal, on that day.
    After(NaiveDate),
}

/// Judges an obligation.
pub(super) fn verdict<'a>(world: &World<'a>, obligation: &'a Obligation) -> Verdict<'a> {
    let stretch = world.stretch(obligation.clock);
    let parts = parts(world, obligation, stretch);
    let verdict = if agree(&parts) { agreed(parts) } else { split(world, obligation, parts) };
    verdict.unwrap_or_else(|| outside(obligation, Moment::Before, stretch))
}

/// Tells whether versions say the same for good. A warning that an answer could lift in one version
/// and not in another would turn into a question: such versions do not agree.
fn agree(parts: &[Verdict<'_>]) -> bool {
    let same = parts.windows(2).all(|pair| matches!(pair, [one, next] if one.outcome == next.outcome));
    let may_be_lifted = |part: &Verdict<'_>| part.outcome == Outcome::ToVerify && !part.ask.is_empty();
    same && (parts.len() < 2 || !parts.iter().any(may_be_lifted))
}

/// Judges each version that the stretch meets, and the days before and after them.
fn parts<'a>(world: &World<'a>, obligation: &'a Obligation, stretch: Stretch) -> Vec<Verdict<'a>> {
    let alive = match obligation.repealed_on {
        Some(repeal) => stretch.before(repeal),
        None => Some(stretch),
    };
    let mut parts = Vec::new();
    if let Some(days) = alive.and_then(|days| days.before(obligation.versions.first_day())) {
        parts.push(outside(obligation, Moment::Before, days));
    }
    for (step, days) in alive.into_iter().flat_map(|days| obligation.versions.meeting(days)) {
        parts.push(in_force(world, obligation, (&step.value, step.from), days));
    }
    if let Some(repeal) = obligation.repealed_on
        && let Some(days) = stretch.from(repeal)
    {
        parts.push(outside(obligation, Moment::After(repeal), days));
    }
    parts
}

/// No version is in force on these days.
fn outside(obligation: &Obligation, moment: Moment, stretch: Stretch) -> Verdict<'_> {
    let steps = obligation.versions.steps();
    let nearest = match moment {
        Moment::Before | Moment::InForce => steps.first(),
        Moment::After(_) => steps.last(),
    };
    let step = nearest.expect("Dated is never empty");
    Verdict {
        outcome: Outcome::NotApplicable,
        version: &step.value,
        since: step.from,
        moment,
        support: Vec::new(),
        ask: Vec::new(),
        confidence: step.value.confidence,
        stretch,
    }
}

/// Judges one version on the days on which it is in force.
fn in_force<'a>(world: &World<'a>, obligation: &'a Obligation, (version, since): (&'a Version, NaiveDate), stretch: Stretch) -> Verdict<'a> {
    let view = View { clock: obligation.clock, stretch, of_rule: true, of_figure: false, obligation: Some(&obligation.id), lot: None };
    let conditions = [obligation.when.as_ref(), version.when.as_ref()];
    let scope = judge_all(world, view, conditions.into_iter().flatten());
    let doubt = version.doubtful_when.as_ref().map(|condition| judge(world, view, condition));
    let lever = version.lever_when.as_ref().is_some_and(|condition| judge(world, view, condition).truth == Truth::True);
    let effect = if lever { Effect::Lever } else { version.effect };
    let (outcome, ask, support) = decide(effect, scope, doubt);
    let confidence = support.iter().map(Support::confidence).fold(version.confidence, weaker);
    Verdict { outcome, version, since, moment: Moment::InForce, support, ask, confidence, stretch }
}

/// Draws the outcome from scope and doubt. A fact whose absence is a reason to doubt is not asked
/// for before saying anything: the line is a warning at once, and the fact is still listed.
fn decide<'a>(effect: Effect, scope: Judgement<'a>, doubt: Option<Judgement<'a>>) -> (Outcome, Vec<FactId>, Vec<Support<'a>>) {
    let doubt = doubt.unwrap_or(Judgement { truth: Truth::False, support: Vec::new() });
    let forgiven: Vec<FactId> = match doubt.truth {
        Truth::True => doubt.support.iter().filter_map(Support::missing).collect(),
        Truth::False | Truth::Unknown(_) => Vec::new(),
    };
    let mut support = scope.support;
    match (scope.truth, doubt.truth) {
        (Truth::False, _) => (Outcome::NotApplicable, presumed(&support), support),
        (Truth::True, Truth::False) => (firm(effect), presumed(&support), support),
        (Truth::True, Truth::True) => {
            let ask = joined(&forgiven, &presumed(&support));
            support.extend(doubt.support);
            (Outcome::ToVerify, ask, support)
        }
        (Truth::True, Truth::Unknown(doubt)) => (Outcome::ToVerify, joined(&doubt.ask, &presumed(&support)), support),
        (Truth::Unknown(unknown), _) => {
            let ask: Vec<FactId> = unknown.ask.iter().copied().filter(|fact| !forgiven.contains(fact)).collect();
            if ask.is_empty() { (Outcome::ToVerify, joined(&forgiven, &presumed(&support)), support) } else { (Outcome::Undetermined, ask, support) }
        }
    }
}

const fn firm(effect: Effect) -> Outcome {
    match effect {
        Effect::Applies => Outcome::Applies,
        Effect::Lever => Outcome::Lever,
        Effect::ToVerify => Outcome::ToVerify,
    }
}

fn presumed(support: &[Support<'_>]) -> Vec<FactId> {
    support.iter().filter_map(Support::presumed).collect()
}

fn joined(first: &[FactId], second: &[FactId]) -> Vec<FactId> {
    let mut facts = Vec::new();
    join(&mut facts, first);
    join(&mut facts, second);
    facts
}

/// All versions say the same: the last one that is in force speaks for them, and what is asked is
/// joined.
fn agreed(parts: Vec<Verdict<'_>>) -> Option<Verdict<'_>> {
    let mut ask = Vec::new();
    let mut confidence = Confidence::High;
    for part in &parts {
        join(&mut ask, &part.ask);
        confidence = weaker(confidence, part.confidence);
    }
    let several = parts.len() > 1;
    let speaker = parts.iter().rposition(|part| part.moment == Moment::InForce).unwrap_or(0);
    let mut verdict = parts.into_iter().nth(speaker)?;
    verdict.ask = ask;
    if several {
        verdict.confidence = confidence;
    }
    Some(verdict)
}

/// Versions differ: the date is asked for first, then what each of them asks.
fn split<'a>(world: &World<'a>, obligation: &Obligation, parts: Vec<Verdict<'a>>) -> Option<Verdict<'a>> {
    let mut ask: Vec<FactId> = world.date_fact(obligation.clock).into_iter().collect();
    let is_open = |part: &&Verdict<'_>| matches!(part.outcome, Outcome::Undetermined | Outcome::ToVerify);
    for part in parts.iter().filter(is_open) {
        join(&mut ask, &part.ask);
    }
    let speaker = parts.iter().rposition(|part| part.moment == Moment::InForce).unwrap_or(0);
    let verdict = parts.into_iter().nth(speaker)?;
    Some(Verdict { outcome: Outcome::Undetermined, ask, ..verdict })
}

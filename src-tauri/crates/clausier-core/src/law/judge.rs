//! Judges a condition: three truth values, and what they rest on.

use super::evidence::{FileView, file_test};
use super::support::{Met, Reading, Subject, Support};
use super::truth::{Doubt, Truth, join};
use super::value::Value;
use super::world::World;
use super::{
    Bound, CodeMatch, Comparison, Condition, FactId, Hundredths, KnownField, ListId, Published, ReferenceDate, Scale, ScaleId, Stretch, Test,
};
use crate::tender::{Lot, Procedure};

/// From where a condition is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The date that selects values of scales.
    pub clock: ReferenceDate,
    /// The days on which it may fall.
    pub stretch: Stretch,
    /// The condition is that of a rule: facts that count only if known are held for ordinary.
    pub of_rule: bool,
    /// So are they in the rows of scales: a figure is written for the ordinary case.
    pub of_figure: bool,
    /// Which obligation a clause may say it serves.
    pub obligation: Option<&'a str>,
    /// One lot, or the whole.
    pub lot: Option<u32>,
}

impl View<'_> {
    /// Looks from a reference date, without any presumption.
    pub fn strict(world: &World<'_>, clock: ReferenceDate) -> Self {
        Self { clock, stretch: world.stretch(clock), of_rule: false, of_figure: false, obligation: None, lot: None }
    }
}

/// A truth value and what it rests on.
#[derive(Debug)]
pub(super) struct Judgement<'a> {
    pub truth: Truth,
    pub support: Vec<Support<'a>>,
}

/// Judges a condition.
pub(super) fn judge<'a>(world: &World<'a>, view: View<'_>, condition: &'a Condition) -> Judgement<'a> {
    judge_all(world, view, std::iter::once(condition))
}

/// Judges conditions that must all hold.
pub(super) fn judge_all<'a>(world: &World<'a>, view: View<'_>, conditions: impl Iterator<Item = &'a Condition>) -> Judgement<'a> {
    let mut support = Vec::new();
    let truth = all(world, view, conditions, &mut support);
    Judgement { truth, support }
}

/// Judges a condition, and writes what its truth rests on at the end of one list: most judgements are thrown
/// away at once, and a list for each of their parts would cost more than they do.
fn weigh<'a>(world: &World<'a>, view: View<'_>, condition: &'a Condition, on: &mut Vec<Support<'a>>) -> Truth {
    let (truth, subject) = match condition {
        Condition::All(parts) => return all(world, view, parts.iter(), on),
        Condition::Any(parts) => return any(world, view, parts, on),
        Condition::Not(part) => return not(world, view, part, on),
        Condition::Fact { fact, test } => {
            let (truth, met) = judge_fact(world, view, *fact, test);
            (truth, Subject::Fact { fact: *fact, test, met })
        }
        Condition::SmallLots { below, share, lots, whole } => small_lots(world, view, below, *share, (*lots, *whole)),
        Condition::File(test) => {
            let file = FileView { obligation: view.obligation, lot: view.lot };
            let (holds, evidence) = file_test(world, file, test);
            (Truth::of(holds), Subject::File { condition, evidence })
        }
    };
    on.push(Support { subject, holds: truth.known(), excluded: false });
    truth
}

/// Joins: the first false one decides and is the only ground; unknown ones join what they ask.
fn all<'a>(world: &World<'a>, view: View<'_>, parts: impl Iterator<Item = &'a Condition>, on: &mut Vec<Support<'a>>) -> Truth {
    let start = on.len();
    let mut doubt: Option<Doubt> = None;
    for part in parts {
        let own = on.len();
        match weigh(world, view, part, on) {
            Truth::False => {
                on.drain(start..own);
                return Truth::False;
            }
            Truth::Unknown(more) => doubt.get_or_insert_default().join(&more),
            Truth::True => {}
        }
    }
    doubt.map_or(Truth::True, Truth::Unknown)
}

/// Joins: the first true one decides and is the only ground; failing that, all of them are.
fn any<'a>(world: &World<'a>, view: View<'_>, parts: &'a [Condition], on: &mut Vec<Support<'a>>) -> Truth {
    let start = on.len();
    let mut doubt: Option<Doubt> = None;
    for part in parts {
        let own = on.len();
        match weigh(world, view, part, on) {
            Truth::True => {
                on.drain(start..own);
                return Truth::True;
            }
            Truth::Unknown(more) => doubt.get_or_insert_default().join(&more),
            Truth::False => {}
        }
    }
    let Some(doubt) = doubt else { return Truth::False };
    let open: Vec<Support<'a>> = on.drain(start..).filter(|one| one.holds.is_none()).collect();
    on.extend(open);
    Truth::Unknown(doubt)
}

fn not<'a>(world: &World<'a>, view: View<'_>, part: &'a Condition, on: &mut Vec<Support<'a>>) -> Truth {
    let start = on.len();
    let truth = weigh(world, view, part, on);
    on.iter_mut().skip(start).for_each(|support| support.excluded = !support.excluded);
    truth.negated()
}

fn judge_fact<'a>(world: &World<'a>, view: View<'_>, fact: FactId, test: &'a Test) -> (Truth, Met<'a>) {
    let own = world.value_of_lot(fact, view.lot);
    let Some(value) = own.as_ref().or_else(|| world.value(fact)) else {
        return judge_unknown(world, view, fact, test);
    };
    match (test, value) {
        (Test::Is(wanted), Value::Flag(flag)) => (Truth::of(flag == wanted), Met::Plain),
        (Test::OneOf(words), Value::Word(word)) => (Truth::of(words.iter().any(|one| one == word)), Met::Plain),
        (Test::Compare(comparison, bound), Value::Number(number)) => compare(world, view, (*comparison, bound), *number),
        (Test::InCodes(lists), Value::Codes(codes)) => in_codes(world, view, lists, codes),
        (Test::Missing, _) => (Truth::False, Met::Plain),
        // The loader gives each fact tests of its own kind; another kind holds for none of them.
        (Test::Is(_) | Test::OneOf(_) | Test::Compare(..) | Test::InCodes(_), _) => (Truth::False, Met::Plain),
    }
}

/// Judges a test on a fact that is not known.
fn judge_unknown<'a>(world: &World<'a>, view: View<'_>, fact: FactId, test: &'a Test) -> (Truth, Met<'a>) {
    if *test == Test::Missing {
        return (Truth::True, Met::Plain);
    }
    if let Test::Compare(_, Bound::Scale(scale)) = test
        && let Some(scale) = world.law.scale(*scale)
        && read_scale(world, view, scale).readings.is_empty()
    {
        return (Truth::False, Met::Silent(scale));
    }
    let presumed = view.of_rule && world.record(fact).is_some_and(|one| one.counts_only_if_known);
    if presumed {
        return (Truth::False, Met::Presumed);
    }
    (Truth::Unknown(Doubt::about(fact)), Met::Plain)
}

/// Looks codes up. One that is more general than the list is no code of it: a rule is held for foreign to
/// the purchase as long as nothing more precise is said, and the code is still asked for (contract.md §3).
fn in_codes<'a>(world: &World<'a>, view: View<'_>, lists: &[ListId], codes: &[&'a str]) -> (Truth, Met<'a>) {
    let mut general = None;
    for id in lists {
        match world.law.list(*id).map_or(CodeMatch::Outside, |list| list.find(codes)) {
            CodeMatch::Inside(code) => return (Truth::True, Met::Code(code, *id)),
            CodeMatch::TooGeneral(code) => general = general.or(Some((code, *id))),
            CodeMatch::Outside => {}
        }
    }
    match general {
        Some((code, id)) if view.of_rule => (Truth::False, Met::General(code, id)),
        Some((code, id)) => (Truth::Unknown(Doubt::default()), Met::General(code, id)),
        None => (Truth::False, Met::Plain),
    }
}

/// Compares a number. Every value that the scale may have counts: the comparison is decided when
/// they all agree, and rests on the nearest one, which proves the others.
fn compare<'a>(world: &World<'a>, view: View<'_>, (comparison, bound): (Comparison, &Bound), number: Hundredths) -> (Truth, Met<'a>) {
    let scale = match bound {
        Bound::Fixed(fixed) => return (Truth::of(comparison.holds(number, *fixed)), Met::Plain),
        Bound::Scale(id) => match world.law.scale(*id) {
            Some(scale) => scale,
            None => return (Truth::False, Met::Plain),
        },
    };
    let candidates = read_scale(world, view, scale);
    if candidates.readings.is_empty() {
        return (Truth::False, Met::Silent(scale));
    }
    let holds = |reading: &Reading<'_>| match reading.value.value {
        Published::Known(value) => Some(comparison.holds(number, value)),
        Published::NotYet => None,
    };
    let agree = |wanted: bool| candidates.readings.iter().all(|one| holds(one) == Some(wanted));
    if agree(true) && !candidates.may_be_silent {
        return (Truth::True, nearest(&candidates.readings, number));
    }
    if agree(false) {
        return (Truth::False, nearest(&candidates.readings, number));
    }
    let unread = candidates.readings.iter().find(|one| one.value.value == Published::NotYet);
    let met = unread.or(candidates.readings.first()).map_or(Met::Silent(scale), |one| Met::Reading(*one));
    (Truth::Unknown(Doubt { ask: candidates.ask }), met)
}

/// Returns the reading nearest to a number: the one hardest to pass.
fn nearest<'a>(readings: &[Reading<'a>], number: Hundredths) -> Met<'a> {
    let distance = |reading: &&Reading<'a>| match reading.value.value {
        Published::Known(value) => value.hundredths().abs_diff(number.hundredths()),
        Published::NotYet => u64::MAX,
    };
    readings.iter().min_by_key(distance).map_or(Met::Plain, |reading| Met::Reading(*reading))
}

/// The values that a scale may have.
pub(super) struct Candidates<'a> {
    pub readings: Vec<Reading<'a>>,
    /// Facts that would leave fewer of them; the date first.
    pub ask: Vec<FactId>,
    /// It may be that no row speaks.
    pub may_be_silent: bool,
}

/// Reads a scale: rows are candidates until one surely holds and covers the whole stretch.
pub(super) fn read_scale<'a>(world: &World<'a>, view: View<'_>, scale: &'a Scale) -> Candidates<'a> {
    let view = view_of_scale(world, view, scale);
    let mut readings: Vec<Reading<'a>> = Vec::new();
    let mut ask = Vec::new();
    let mut days = Some(view.stretch);
    let mut support = Vec::new();
    for row in &scale.rows {
        let Some(open) = days else { break };
        support.clear();
        let surely = match weigh(world, view, &row.when, &mut support) {
            Truth::False => {
                join(&mut ask, &support.iter().filter_map(Support::presumed).collect::<Vec<_>>());
                continue;
            }
            Truth::True => true,
            Truth::Unknown(doubt) => {
                join(&mut ask, &doubt.ask);
                false
            }
        };
        let met = row.values.meeting(open);
        readings.extend(met.map(|(step, _)| Reading { scale, row, value: &step.value }));
        if surely {
            days = open.before(row.values.first_day());
        }
    }
    let may_be_silent = days.is_some();
    if view.stretch.known().is_none()
        && (readings.len() > 1 || may_be_silent)
        && let Some(date) = world.date_fact(view.clock)
    {
        ask.insert(0, date);
    }
    Candidates { readings, ask, may_be_silent }
}

/// A scale with a clock of its own is read on that date.
fn view_of_scale<'v>(world: &World<'_>, view: View<'v>, scale: &Scale) -> View<'v> {
    let view = View { of_rule: view.of_figure, ..view };
    match scale.clock {
        Some(clock) if clock != view.clock => View { clock, stretch: world.stretch(clock), ..view },
        Some(_) | None => view,
    }
}

/// Tells whether small lots may leave: each below an amount, those that leave together within a share of
/// the whole (R2123-1, R2122-8). The lots that leave are those whose own procedure is lighter, once the
/// buyer has marked them; till then one lot that could is enough.
fn small_lots<'a>(world: &World<'a>, view: View<'_>, bound: &'a Bound, share: Hundredths, asked: (FactId, FactId)) -> (Truth, Subject<'a>) {
    let (below, ask) = bound_value(world, view, *bound);
    let truth = match below {
        Some(below) => fit(world, &Room { below, share, total: world.tender.value_of_need().map(Hundredths::from) }, asked),
        None if ask.is_empty() => Truth::False,
        None => Truth::Unknown(Doubt { ask }),
    };
    (truth, Subject::SmallLots { below, bound, share })
}

fn fit(world: &World<'_>, room: &Room, asked: (FactId, FactId)) -> Truth {
    let marked = marked_lots(world);
    if marked.is_empty() { one_fits(world, room, asked) } else { together(&marked, room, asked) }
}

/// The room that the law leaves to small lots.
struct Room {
    below: Hundredths,
    share: Hundredths,
    total: Option<Hundredths>,
}

impl Room {
    /// Tells whether amounts fit together; `None` = the whole is not known.
    fn holds(&self, amounts: &[Hundredths]) -> Option<bool> {
        if amounts.iter().any(|amount| *amount >= self.below) {
            return Some(false);
        }
        let sum: i128 = amounts.iter().map(|amount| i128::from(amount.hundredths())).sum();
        self.total.map(|total| sum * 10_000 <= i128::from(total.hundredths()) * i128::from(self.share.hundredths()))
    }
}

fn amount_of(lot: &Lot) -> Option<Hundredths> {
    lot.estimated_value_eur.map(Hundredths::from)
}

/// The lots that the buyer marked leave together.
fn together(marked: &[&Lot], room: &Room, (lots, whole): (FactId, FactId)) -> Truth {
    match marked.iter().map(|lot| amount_of(lot)).collect::<Option<Vec<_>>>() {
        None => Truth::Unknown(Doubt::about(lots)),
        Some(amounts) => room.holds(&amounts).map_or_else(|| Truth::Unknown(Doubt::about(whole)), Truth::of),
    }
}

/// One lot that could leave is enough.
fn one_fits(world: &World<'_>, room: &Room, (lots, whole): (FactId, FactId)) -> Truth {
    let tried: Vec<Option<bool>> = world.tender.lots.iter().filter_map(amount_of).map(|amount| room.holds(&[amount])).collect();
    if tried.contains(&Some(true)) {
        Truth::True
    } else if world.tender.lots.is_empty() || tried.len() < world.tender.lots.len() {
        Truth::Unknown(Doubt::about(lots))
    } else if tried.contains(&None) {
        Truth::Unknown(Doubt::about(whole))
    } else {
        Truth::False
    }
}

/// Lists the lots whose own procedure is lighter than that of the whole.
fn marked_lots<'a>(world: &World<'a>) -> Vec<&'a Lot> {
    let lighter = |lot: &&Lot| lot.procedure.is_some_and(|own| own != Procedure::Formal && Some(own) != world.tender.procedure);
    world.tender.lots.iter().filter(lighter).collect()
}

/// Returns the one value of a bound, or what to ask for it; neither = none is to be had.
fn bound_value(world: &World<'_>, view: View<'_>, bound: Bound) -> (Option<Hundredths>, Vec<FactId>) {
    let scale = match bound {
        Bound::Fixed(fixed) => return (Some(fixed), Vec::new()),
        Bound::Scale(id) => world.law.scale(id),
    };
    let Some(candidates) = scale.map(|scale| read_scale(world, view, scale)) else {
        return (None, Vec::new());
    };
    (candidates.only(), candidates.ask)
}

impl Candidates<'_> {
    /// Returns the value, when only one is possible.
    pub fn only(&self) -> Option<Hundredths> {
        let mut values = self.readings.iter().map(|reading| match reading.value.value {
            Published::Known(value) => Some(value),
            Published::NotYet => None,
        });
        let first = values.next().flatten()?;
        (!self.may_be_silent && values.all(|value| value == Some(first))).then_some(first)
    }
}

/// Reads a scale outside any rule, on its own clock or that of the consultation.
pub(super) fn read_alone<'a>(world: &World<'a>, scale: ScaleId) -> Option<Candidates<'a>> {
    let scale = world.law.scale(scale)?;
    let clock = scale.clock.unwrap_or(ReferenceDate::Consultation);
    Some(read_scale(world, View::strict(world, clock), scale))
}

/// Reads a scale for a figure: what counts only if known is held for ordinary, and still asked for.
pub(super) fn read_figure<'a>(world: &World<'a>, scale: ScaleId) -> Option<Candidates<'a>> {
    let scale = world.law.scale(scale)?;
    let clock = scale.clock.unwrap_or(ReferenceDate::Consultation);
    Some(read_scale(world, View { of_figure: true, ..View::strict(world, clock) }, scale))
}

impl super::Law {
    /// Returns the fact that reads a field of the contract.
    pub(super) fn fact_of(&self, field: KnownField) -> Option<FactId> {
        let wanted = super::Field::Known(field);
        let at = self.facts.iter().position(|fact| fact.field == wanted)?;
        u16::try_from(at).ok().map(FactId)
    }
}

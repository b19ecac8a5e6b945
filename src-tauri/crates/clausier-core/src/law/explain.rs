//! Why, in sentences made from the words of the catalogue, and in relations that a program reads.

use std::borrow::Cow;
use std::sync::Arc;

use super::evidence::Evidence;
use super::figure::named;
use super::phrases::{DatePhrases, criterion_word, fill, sentence};
use super::support::{Met, Reading, Subject, Support};
use super::value::Value;
use super::verdict::{Moment, Verdict};
use super::world::World;
use super::{
    Bound, Comparison, Condition, FactId, FactKind, FactRecord, FileTest, Ground, GroundValue, Hundredths, KnownField, Obligation, Outcome,
    Published, ReferenceDate, Test, Unit, Writing,
};
use crate::french;
use crate::tender::{Considerations, Euros};

/// Says why the outcome is what it is.
pub(super) fn explain(world: &World<'_>, rule: &Obligation, verdict: &Verdict<'_>) -> String {
    let phrases = &world.law.phrases.outcomes;
    match verdict.outcome {
        Outcome::Undetermined => sentence(fill(&phrases.missing, &[("faits", &named(world, &verdict.ask))])),
        Outcome::NotApplicable => match verdict.moment {
            Moment::InForce => or_else(clauses(world, &all_of(verdict)), &phrases.never),
            Moment::Before | Moment::After(_) => or_else(date_clause(world, rule, verdict).into_iter().collect(), &phrases.never),
        },
        Outcome::Applies | Outcome::Lever => sentence(join(&reasons(world, rule, verdict))),
        Outcome::ToVerify => {
            let reasons = join(&reasons(world, rule, verdict));
            sentence(fill(&phrases.to_verify, &[("raisons", &reasons)]))
        }
    }
}

fn or_else(clauses: Vec<String>, otherwise: &str) -> String {
    sentence(if clauses.is_empty() { otherwise.to_owned() } else { join(&clauses) })
}

/// Lists the reasons of a rule that concerns the tender, its date last. What the rule leaves out and
/// the tender is not (« pas de défense ») is only said when there is nothing else to say.
fn reasons(world: &World<'_>, rule: &Obligation, verdict: &Verdict<'_>) -> Vec<String> {
    let tells = |one: &&Support<'_>| !one.excluded && one.presumed().is_none() || one.holds.is_none();
    let telling: Vec<&Support<'_>> = verdict.support.iter().filter(tells).collect();
    let mut said = clauses(world, &telling);
    if said.is_empty() {
        said = clauses(world, &all_of(verdict));
    }
    if said.is_empty() {
        said.push(world.law.phrases.outcomes.always.clone());
    }
    said.extend(date_clause(world, rule, verdict));
    said
}

fn all_of<'v, 'a>(verdict: &'v Verdict<'a>) -> Vec<&'v Support<'a>> {
    verdict.support.iter().collect()
}

/// Joins clauses into the body of a sentence: `a ; b, et c`.
fn join(clauses: &[String]) -> String {
    let last = clauses.len().saturating_sub(1);
    // Room for what joins them, and for the full stop.
    let mut said = String::with_capacity(clauses.iter().map(|clause| clause.len() + 6).sum());
    for (at, clause) in clauses.iter().enumerate() {
        match at {
            0 => {}
            at if at == last => said.push_str(", et "),
            _ => said.push_str("\u{a0}; "),
        }
        said.push_str(clause);
    }
    said
}

fn date_clause(world: &World<'_>, rule: &Obligation, verdict: &Verdict<'_>) -> Option<String> {
    if !verdict.version.dated && verdict.moment != Moment::Before {
        return None;
    }
    let day = french::day(verdict.stretch.known()?);
    let phrases = &world.law.phrases;
    let stands_in = world.stands_in(rule.clock);
    let dates: &DatePhrases = if stands_in { &phrases.stand_in } else { phrases.dates(rule.clock) };
    let since = french::day(verdict.since);
    if !verdict.version.dated {
        return Some(fill(&phrases.outcomes.before_history, &[("jour", &day), ("debut", &since)]));
    }
    Some(match verdict.moment {
        Moment::Before => fill(&dates.before, &[("jour", &day), ("debut", &since)]),
        Moment::InForce => fill(&dates.since, &[("jour", &day), ("debut", &since)]),
        Moment::After(repeal) => fill(&dates.after, &[("jour", &day), ("fin", &french::day(repeal))]),
    })
}

/// Says what counted, one clause a group of neighbouring tests on one fact.
fn clauses(world: &World<'_>, support: &[&Support<'_>]) -> Vec<String> {
    let same_fact = |left: &&Support<'_>, right: &&Support<'_>| match (&left.subject, &right.subject) {
        (Subject::Fact { fact: one, .. }, Subject::Fact { fact: other, .. }) => one == other,
        (Subject::Fact { .. } | Subject::SmallLots { .. } | Subject::File { .. }, _) => false,
    };
    let mut said = Clauses(Vec::with_capacity(support.len() + 1));
    for group in support.chunk_by(same_fact) {
        say_group(world, group, &mut said);
    }
    said.0
}

/// What was said so far, each clause once.
struct Clauses(Vec<String>);

impl Clauses {
    fn say(&mut self, clause: String) {
        if !clause.is_empty() && !self.0.contains(&clause) {
            self.0.push(clause);
        }
    }
}

fn say_group(world: &World<'_>, group: &[&Support<'_>], said: &mut Clauses) {
    let Some(first) = group.first() else { return };
    match &first.subject {
        Subject::Fact { fact, .. } => say_fact(world, *fact, group, said),
        Subject::SmallLots { below, bound, share } => said.say(small_lots(world, first, (*below, bound, *share))),
        Subject::File { condition, evidence } => say_file(world, first, (condition, evidence), said),
    }
}

fn say_fact(world: &World<'_>, fact: FactId, group: &[&Support<'_>], said: &mut Clauses) {
    let Some(record) = world.record(fact) else { return };
    match world.value(fact) {
        None => said.say(fill(&world.law.phrases.outcomes.unknown, &[("fait", &record.named)])),
        Some(Value::Flag(flag)) => {
            let denied = record.denies.as_ref().filter(|_| !flag);
            said.say(denied.unwrap_or(&record.says).clone());
        }
        Some(Value::Word(word)) => said.say(word_clause(world, record, word, group)),
        Some(Value::Number(number)) => say_number(world, record, *number, (group, said)),
        Some(Value::Day(day)) => said.say(fill(&record.says, &[("valeur", &french::day(*day))])),
        Some(Value::Codes(_)) => say_codes(world, group, said),
    }
}

/// Returns a word as a sentence writes it.
fn named_word<'a>(record: &'a FactRecord, word: &'a str) -> &'a str {
    record.word_of(word).map_or(word, |known| &known.named)
}

/// `le contrat porte sur des fournitures, hors du champ visé : des travaux`.
fn word_clause(world: &World<'_>, record: &FactRecord, word: &str, group: &[&Support<'_>]) -> String {
    let phrases = &world.law.phrases.words;
    let mut said = fill(&record.says, &[("valeur", named_word(record, word))]);
    let mut wanted: Vec<&str> = Vec::new();
    for support in group {
        let Subject::Fact { test: Test::OneOf(words), .. } = &support.subject else { continue };
        match (support.holds, support.excluded) {
            (Some(false), false) => {
                let named = words.iter().map(|word| named_word(record, word));
                named.for_each(|name| {
                    if !wanted.contains(&name) {
                        wanted.push(name)
                    }
                });
            }
            (Some(true), true) => said = [said.as_str(), ", ", &phrases.excluded].concat(),
            (Some(true), false) | (Some(false), true) | (None, _) => {}
        }
    }
    if wanted.is_empty() {
        return said;
    }
    [said.as_str(), ", ", &fill(&phrases.out_of_scope, &[("mots", &french::join(&wanted, "ou"))])].concat()
}

/// `le besoin est estimé à 800 000 € HT, soit au moins 90 000 € et moins que le seuil …`.
fn say_number(world: &World<'_>, record: &FactRecord, number: Hundredths, (group, out): (&[&Support<'_>], &mut Clauses)) {
    let phrases = &world.law.phrases.comparisons;
    let mut tails = Vec::new();
    let mut beside = Vec::new();
    for support in group {
        let Subject::Fact { test: Test::Compare(comparison, bound), met, .. } = &support.subject else { continue };
        match (support.holds, met) {
            (_, Met::Silent(scale)) => beside.push(fill(&phrases.no_scale, &[("nom", &scale.named)])),
            (None, Met::Reading(reading)) if reading.value.value == Published::NotYet => {
                beside.push(fill(&phrases.not_published, &[("nom", &reading.row.named)]));
            }
            (None, _) => {}
            (Some(holds), _) => {
                let holding = if holds { *comparison } else { comparison.opposite() };
                let against = against(world, record, *bound, *met);
                tails.push(fill(tail(world, holding), &[("contre", &against)]));
            }
        }
    }
    tails.dedup();
    let mut said = fill(&record.says, &[("valeur", &measured(record, number))]);
    if !tails.is_empty() {
        said = [said.as_str(), ", ", &phrases.link, " ", &french::and(&tails)].concat();
    }
    out.say(said);
    beside.into_iter().for_each(|clause| out.say(clause));
}

fn tail<'a>(world: &World<'a>, comparison: Comparison) -> &'a str {
    let phrases = &world.law.phrases.comparisons;
    match comparison {
        Comparison::AtLeast => &phrases.at_least,
        Comparison::Above => &phrases.above,
        Comparison::AtMost => &phrases.at_most,
        Comparison::Below => &phrases.below,
    }
}

fn against(world: &World<'_>, record: &FactRecord, bound: Bound, met: Met<'_>) -> String {
    match (bound, met) {
        (Bound::Scale(_), Met::Reading(reading)) => scale_phrase(world, reading),
        (Bound::Fixed(fixed), _) if record.kind == FactKind::Amount => french::euros(Euros::from_cents(fixed.hundredths())),
        (Bound::Fixed(fixed), _) => measured(record, fixed),
        (Bound::Scale(id), Met::Plain | Met::Silent(_) | Met::Code(..) | Met::General(..) | Met::Presumed) => {
            world.law.scale(id).map(|scale| scale.named.clone()).unwrap_or_default()
        }
    }
}

/// `le seuil européen des travaux (5 404 000 €)`.
fn scale_phrase(world: &World<'_>, reading: Reading<'_>) -> String {
    match reading.value.value {
        Published::Known(value) => {
            fill(&world.law.phrases.comparisons.scale, &[("nom", &reading.row.named), ("valeur", &reading.scale.unit.write(value))])
        }
        Published::NotYet => reading.row.named.clone(),
    }
}

/// Writes a value of a fact: an amount, or a number with its unit. The sentence of the fact says « HT ».
fn measured(record: &FactRecord, number: Hundredths) -> String {
    match (record.kind, &record.unit) {
        (FactKind::Amount, _) => french::euros(Euros::from_cents(number.hundredths())),
        (FactKind::YesNo | FactKind::Word | FactKind::Number | FactKind::Day | FactKind::Codes, unit) => {
            Unit::Other(unit.clone().unwrap_or_default()).write(number)
        }
    }
}

fn say_codes(world: &World<'_>, group: &[&Support<'_>], out: &mut Clauses) {
    let phrases = &world.law.phrases.codes;
    let list = |id| world.law.list(id).map(|list: &super::CodeList| list.named.clone()).unwrap_or_default();
    let mut outside: Vec<String> = Vec::new();
    let mut said = Vec::new();
    for support in group {
        let Subject::Fact { test: Test::InCodes(lists), met, .. } = &support.subject else { continue };
        match (support.holds, met) {
            (Some(true), Met::Code(code, id)) => {
                let clause = fill(&phrases.inside, &[("code", code), ("liste", &list(*id))]);
                let tail = if support.excluded { format!(", {}", world.law.phrases.words.excluded) } else { String::new() };
                said.push(format!("{clause}{tail}"));
            }
            (_, Met::General(code, id)) => said.push(fill(&phrases.too_general, &[("code", code), ("liste", &list(*id))])),
            (Some(false), _) => outside.extend(lists.iter().map(|id| list(*id))),
            (Some(true) | None, _) => {}
        }
    }
    if !outside.is_empty() {
        let separator = format!("{}» ou «{}", french::NBSP, french::NBSP);
        outside.dedup();
        out.say(fill(&phrases.outside, &[("liste", &outside.join(&separator))]));
    }
    said.into_iter().for_each(|clause| out.say(clause));
}

fn small_lots(world: &World<'_>, support: &Support<'_>, (below, bound, share): (Option<Hundredths>, &Bound, Hundredths)) -> String {
    let phrases = &world.law.phrases.file;
    let template = if support.holds == Some(true) { &phrases.small_lots } else { &phrases.no_small_lots };
    let amount = below.map(|value| french::euros(Euros::from_cents(value.hundredths())));
    let name = match bound {
        Bound::Scale(id) => world.law.scale(*id).map(|scale| scale.named.clone()),
        Bound::Fixed(_) => None,
    };
    let against = amount.or(name).unwrap_or_default();
    fill(template, &[("contre", &against), ("part", &Unit::Percent.write(share))])
}

fn say_file(world: &World<'_>, support: &Support<'_>, (condition, evidence): (&Condition, &[Evidence<'_>]), said: &mut Clauses) {
    let Condition::File(test) = condition else { return };
    let refused: Vec<String> = evidence.iter().filter_map(|one| words_clause(world, one)).collect();
    if refused.is_empty() {
        said.say(file_clause(world, support, test));
    }
    refused.into_iter().for_each(|clause| said.say(clause));
}

/// `la clause « Livraison » écrit « produits locaux »`.
fn words_clause(world: &World<'_>, evidence: &Evidence<'_>) -> Option<String> {
    let phrases = &world.law.phrases.file;
    let Evidence::Words { clause, named, words } = evidence else { return None };
    let title = clause.and_then(|id| world.clauses.clause(id)).map(|known| known.title);
    let name = named.or(title).or(*clause).unwrap_or_default();
    let template = if clause.is_some() { &phrases.text_of_clause } else { &phrases.text_of_criterion };
    Some(french::typography(&fill(template, &[("nom", name), ("mot", words)])))
}

fn file_clause(world: &World<'_>, support: &Support<'_>, test: &FileTest) -> String {
    let phrases = &world.law.phrases.file;
    let pick = |yes: &String, no: &String| if support.holds == Some(true) { yes.clone() } else { no.clone() };
    match test {
        FileTest::Clause { .. } => pick(&phrases.clause, &phrases.no_clause),
        FileTest::Criterion { kinds, .. } => {
            let names: Vec<&str> = kinds.iter().map(|kind| world.law.phrases.kind(*kind)).collect();
            fill(&pick(&phrases.criterion, &phrases.no_criterion), &[("genres", &french::join(&names, "ou"))])
        }
        FileTest::Lots { at_least } => fill(&pick(&phrases.lots, &phrases.too_few_lots), &[("nombre", &at_least.to_string())]),
        FileTest::Reserved { .. } => pick(&phrases.reserved, &phrases.none_reserved),
        FileTest::Text { .. } => phrases.no_text.clone(),
        FileTest::Declared { words } => {
            let quoted: Vec<String> = words.iter().map(|word| french::typography(&format!("« {word} »"))).collect();
            let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
            fill(&pick(&phrases.declared, &phrases.not_declared), &[("mots", &french::join(&quoted, "ou"))])
        }
        FileTest::Reasoned { .. } => pick(&phrases.reasoned, &phrases.not_reasoned),
        FileTest::Elsewhere => pick(&phrases.elsewhere, &phrases.not_elsewhere),
    }
}

/// Lists the relations that decided, in the order of the rule, the date last.
pub(super) fn grounds(world: &World<'_>, rule: &Obligation, verdict: &Verdict<'_>) -> Vec<Ground> {
    let date = date_ground(rule, verdict, world);
    let mut grounds = Vec::with_capacity(verdict.support.len() + usize::from(date.is_some()));
    grounds.extend(verdict.support.iter().map(|support| ground(world, support)));
    grounds.extend(date);
    grounds
}

fn ground(world: &World<'_>, support: &Support<'_>) -> Ground {
    match &support.subject {
        Subject::Fact { fact, test, met } => fact_ground(world, support, (*fact, test, *met)),
        Subject::SmallLots { below, share, .. } => Ground {
            fact: Cow::Borrowed(KnownField::Lots.path()),
            value: Some(GroundValue::Number(*share)),
            test: sign(support.holds, "in", "not in"),
            against: below.map(GroundValue::Number),
            threshold: None,
        },
        Subject::File { condition, evidence } => file_ground(support, condition, evidence),
    }
}

fn sign(holds: Option<bool>, yes: &'static str, no: &'static str) -> Cow<'static, str> {
    Cow::Borrowed(match holds {
        Some(true) => yes,
        Some(false) => no,
        None => "?",
    })
}

fn fact_ground(world: &World<'_>, support: &Support<'_>, (fact, test, met): (FactId, &Test, Met<'_>)) -> Ground {
    let holds = support.holds.filter(|_| world.value(fact).is_some());
    let (test, against) = match test {
        Test::Is(wanted) => (sign(holds, "=", "!="), Some(GroundValue::Flag(*wanted))),
        Test::OneOf(words) => (sign(holds, "in", "not in"), Some(GroundValue::List(Arc::clone(words)))),
        Test::Compare(comparison, bound) => {
            (sign(holds, comparison.sign(), comparison.opposite().sign()), bound_value(*bound, met).map(GroundValue::Number))
        }
        Test::InCodes(lists) => {
            let names = lists.iter().filter_map(|id| world.law.list(*id)).map(|list| list.id.clone());
            (sign(holds, "in", "not in"), Some(GroundValue::List(names.collect())))
        }
        Test::Missing => (sign(holds, "?", "!="), None),
    };
    Ground {
        fact: world.record(fact).map(|record| record.field.kept_name()).unwrap_or_default(),
        value: world.value(fact).map(wire),
        test,
        against,
        threshold: threshold(met),
    }
}

fn bound_value(bound: Bound, met: Met<'_>) -> Option<Hundredths> {
    match (bound, met) {
        (Bound::Fixed(fixed), _) => Some(fixed),
        (Bound::Scale(_), Met::Reading(reading)) => match reading.value.value {
            Published::Known(value) => Some(value),
            Published::NotYet => None,
        },
        (Bound::Scale(_), Met::Plain | Met::Silent(_) | Met::Code(..) | Met::General(..) | Met::Presumed) => None,
    }
}

fn threshold(met: Met<'_>) -> Option<String> {
    match met {
        Met::Reading(reading) => Some(reading.row.id.clone().unwrap_or_else(|| reading.scale.id.clone())),
        Met::Silent(scale) => Some(scale.id.clone()),
        Met::Plain | Met::Code(..) | Met::General(..) | Met::Presumed => None,
    }
}

fn wire(value: &Value<'_>) -> GroundValue {
    match value {
        Value::Flag(flag) => GroundValue::Flag(*flag),
        Value::Number(number) => GroundValue::Number(*number),
        Value::Word(word) => GroundValue::Text((*word).to_owned()),
        Value::Day(day) => GroundValue::Text(day.to_string()),
        Value::Codes(codes) => GroundValue::List(codes.iter().map(|code| (*code).to_owned()).collect()),
    }
}

fn file_ground(support: &Support<'_>, condition: &Condition, evidence: &[Evidence<'_>]) -> Ground {
    let (fact, against) = match condition {
        Condition::File(FileTest::Text { rule, of }) => {
            let fact = match of {
                Writing::Clauses => "selections",
                Writing::Criteria => "criteria",
            };
            (fact, Some(GroundValue::Text(rule.clone())))
        }
        Condition::File(FileTest::Declared { words }) => (declared_field(words), Some(GroundValue::List(words.as_slice().into()))),
        Condition::File(FileTest::Reasoned { obligation }) => ("exceptions", Some(GroundValue::Text(obligation.clone()))),
        Condition::File(FileTest::Elsewhere) => ("award.decp_id", None),
        Condition::File(FileTest::Reserved { .. }) => ("lots", None),
        Condition::File(FileTest::Criterion { kinds, .. }) => {
            let words = kinds.iter().map(|kind| criterion_word(*kind).to_owned()).collect();
            ("criteria", Some(GroundValue::List(words)))
        }
        Condition::File(FileTest::Lots { at_least }) => ("lots", Some(GroundValue::Number(Hundredths::from(*at_least)))),
        Condition::File(FileTest::Clause { .. })
        | Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Fact { .. }
        | Condition::SmallLots { .. } => ("selections", None),
    };
    let words = evidence.iter().filter_map(found_words).collect::<Vec<_>>();
    let value = (!words.is_empty()).then(|| GroundValue::List(words.into()));
    Ground { fact: Cow::Borrowed(fact), value, test: sign(support.holds, "in", "not in"), against, threshold: None }
}

fn found_words(evidence: &Evidence<'_>) -> Option<String> {
    match evidence {
        Evidence::Words { words, .. } | Evidence::Declared(words) | Evidence::Published(words) => Some((*words).to_owned()),
        Evidence::Clause(_) | Evidence::Criterion(_) | Evidence::Criteria | Evidence::Reserved(_) | Evidence::Lots(_) | Evidence::Reasoned => None,
    }
}

/// Returns the field where such considerations are written.
fn declared_field(words: &[String]) -> &'static str {
    let environmental = |word: &String| Considerations::ENVIRONMENTAL.contains(&word.as_str());
    if words.iter().all(environmental) { "publication.environmental_considerations" } else { "publication.social_considerations" }
}

fn date_ground(rule: &Obligation, verdict: &Verdict<'_>, world: &World<'_>) -> Option<Ground> {
    let day = verdict.stretch.known()?;
    let field = match rule.clock {
        ReferenceDate::Consultation => KnownField::ConsultationOn,
        ReferenceDate::Notification if world.stands_in(rule.clock) => KnownField::ConsultationOn,
        ReferenceDate::Notification => KnownField::NotifiedOn,
        ReferenceDate::Permit => KnownField::BuildingPermitOn,
        ReferenceDate::Today => return None,
    };
    let (test, against) = match verdict.moment {
        Moment::Before => ("<", verdict.since),
        Moment::InForce => (">=", verdict.since),
        Moment::After(repeal) => (">=", repeal),
    };
    if verdict.outcome == Outcome::NotApplicable && verdict.moment == Moment::InForce {
        return None;
    }
    Some(Ground {
        fact: Cow::Borrowed(field.path()),
        value: Some(GroundValue::Text(day.to_string())),
        test: Cow::Borrowed(test),
        against: Some(GroundValue::Text(against.to_string())),
        threshold: None,
    })
}

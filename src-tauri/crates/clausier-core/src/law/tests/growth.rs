//! Learning one more fact never changes what was decided.

use proptest::prelude::*;

use crate::law::fixtures::*;
use crate::law::*;

pub(super) fn condition() -> impl Strategy<Value = Condition> {
    let amounts = prop::sample::select(vec![1, 139_000, 140_000, 215_999, 216_000, 5_404_000]);
    let comparisons = prop::sample::select(vec![Comparison::AtLeast, Comparison::Above, Comparison::AtMost, Comparison::Below]);
    let natures = prop::sample::subsequence(vec!["works", "supplies", "services"], 1..3);
    let leaf = prop_oneof![
        natures.prop_map(|words| one_of(NATURE, &words)),
        any::<bool>().prop_map(|wanted| is(DEFENCE, wanted)),
        comparisons.clone().prop_map(|one| compare(AMOUNT, one, Bound::Scale(EU))),
        (comparisons, amounts).prop_map(|(one, amount)| compare(AMOUNT, one, number(amount))),
        Just(in_codes(SCHOOLS)),
        Just(one_of(BUYER, &["state"])),
        Just(compare(DURATION, Comparison::Below, number(6))),
        Just(is(ENERGY, true)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::Any),
            inner.prop_map(not),
        ]
    })
}

fn effect() -> impl Strategy<Value = Effect> {
    prop::sample::select(vec![Effect::Applies, Effect::Lever, Effect::ToVerify])
}

fn obligation() -> impl Strategy<Value = Obligation> {
    let step = |from: &'static str| {
        (effect(), prop::option::of(condition()), any::<bool>()).prop_map(move |(effect, when, doubtful)| {
            let mut step = version(from, effect);
            step.value.when = when;
            step.value.doubtful_when = doubtful.then_some(Condition::Fact { fact: ENERGY, test: Test::Missing });
            step
        })
    };
    let clocks = prop::sample::select(vec![ReferenceDate::Consultation, ReferenceDate::Permit, ReferenceDate::Today]);
    let repeal = prop::option::of(prop::sample::select(vec![day("2026-08-22"), day("2029-01-01")]));
    (prop::option::of(condition()), step("2019-04-01"), step("2026-08-22"), 0..3_u8, clocks, repeal).prop_map(
        |(when, early, late, which, clock, repealed_on)| {
            let versions = match which {
                0 => vec![early],
                1 => vec![late],
                _ => vec![early, late],
            };
            Obligation { clock, repealed_on, ..rule("r", when, versions) }
        },
    )
}

/// Facts to learn, one after the other; those that stand for an ordinary case are left out, since
/// learning that a case is not ordinary is meant to change the line.
pub(super) fn facts() -> impl Strategy<Value = Vec<String>> {
    let days = || prop::sample::select(vec!["2020-01-01", "2026-08-21", "2026-08-22", "2027-12-31", "2028-01-01", "2030-06-01"]);
    let natures = prop::sample::select(vec!["works", "supplies", "services", "works_concession"]);
    let amounts = prop::sample::select(vec![0, 139_999, 140_000, 200_000, 216_000, 5_404_000, 9_000_000]);
    let codes = prop::sample::select(vec!["45000000", "45214200", "90910000"]);
    let buyers = prop::sample::select(vec!["state", "local_authority"]);
    (days(), days(), natures, amounts, codes, buyers, any::<bool>(), 1..12_u32, any::<bool>())
        .prop_map(|(on, permit, nature, amount, code, buyer, defence, months, energy)| {
            vec![
                format!(r#""consultation_on":"{on}""#),
                format!(r#""building_permit_on":"{permit}""#),
                format!(r#""nature":"{nature}""#),
                format!(r#""estimated_value_eur":{amount}"#),
                format!(r#""cpv":["{code}"]"#),
                format!(r#""buyer":{{"kind":"{buyer}"}}"#),
                format!(r#""defence":{defence}"#),
                format!(r#""duration_months":{months}"#),
                format!(r#""energy_performance_in_scope":{energy}"#),
            ]
        })
        .prop_shuffle()
}

/// Tells whether an outcome may follow another when one more fact is learnt.
fn may_follow(before: Outcome, after: Outcome) -> bool {
    match before {
        Outcome::Applies | Outcome::Lever | Outcome::NotApplicable => before == after,
        Outcome::ToVerify => after != Outcome::Undetermined,
        Outcome::Undetermined => true,
    }
}

proptest! {
    // PROPTEST_CASES asks for more: the nightly campaign walks a million.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(600), ..ProptestConfig::default() })]

    #[test]
    fn what_is_decided_stays_decided_and_a_warning_never_becomes_a_question(rule in obligation(), facts in facts()) {
        let law = law(vec![rule]);
        let look = |known: usize| law.assess(&tender(&facts[..known].join(",")), &NoClauses, day("2026-11-24")).lines.remove(0);
        let mut before = look(0);
        for known in 1..=facts.len() {
            let after = look(known);
            prop_assert!(may_follow(before.outcome, after.outcome), "{:?} then {:?} once {} is known\n{:?}", before.outcome, after.outcome, facts[known - 1], law.obligations[0]);
            before = after;
        }
        prop_assert!(before.outcome != Outcome::Undetermined, "everything is known, yet {:?} is asked for", before.ask);
    }

    #[test]
    fn a_question_is_about_a_fact_that_is_not_known(rule in obligation(), facts in facts(), known in 0..9_usize) {
        let law = law(vec![rule]);
        let line = law.assess(&tender(&facts[..known].join(",")), &NoClauses, day("2026-11-24")).lines.remove(0);
        prop_assert!(line.outcome != Outcome::Undetermined || !line.ask.is_empty(), "nothing decided, and nothing asked for");
        for field in &line.ask {
            let key = field.split('.').next().unwrap_or(field);
            // A code that is too general is known, and asked for again: a more precise one is wanted.
            let is_known = facts[..known].iter().any(|fact| fact.starts_with(&format!("\"{key}\"")) && !fact.contains("45000000"));
            prop_assert!(!is_known, "{} is known and asked for", field);
        }
        prop_assert!(line.because.ends_with('.'), "every line says why: {:?}", line.because);
    }
}

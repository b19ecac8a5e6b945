//! Duties of the buyer, seen from the buyer alone.

use super::super::fixtures::{AMOUNT, BUYER, SCHOOLS, compare, day, in_codes, law, number, one_of, rule, tender, version};
use super::super::*;

fn of_buyer(id: &str, when: Option<Condition>) -> Obligation {
    Obligation { level: ObligationLevel::BuyerLevel, ..rule(id, when, vec![version("2020-01-01", Effect::Applies)]) }
}

fn standings(law: &Law, fields: &str) -> Vec<(String, BuyerStanding)> {
    let assessment = law.assess(&tender(fields), &NoClauses, day("2026-11-24"));
    law.duties(&assessment).map(|(rule, _, standing)| (rule.id.clone(), standing)).collect()
}

#[test]
fn a_duty_concerns_a_buyer_or_not_or_waits_for_a_fact_of_the_buyer_or_for_a_purchase() {
    let collectivity = || one_of(BUYER, &["local_authority"]);
    let law = law(vec![
        of_buyer("toujours", None),
        of_buyer("collectivite", Some(collectivity())),
        of_buyer("ecoles", Some(Condition::All(vec![collectivity(), in_codes(SCHOOLS)]))),
        rule("marche", None, vec![version("2020-01-01", Effect::Applies)]),
    ]);
    let known = r#""buyer":{"kind":"local_authority"},"consultation_on":"2026-11-24""#;
    let other = r#""buyer":{"kind":"hospital"},"consultation_on":"2026-11-24""#;
    let named = |found: [BuyerStanding; 3]| ["toujours", "collectivite", "ecoles"].iter().map(|id| (*id).to_owned()).zip(found).collect::<Vec<_>>();
    assert_eq!(
        standings(&law, known),
        named([BuyerStanding::Concerned, BuyerStanding::Concerned, BuyerStanding::WhenBuying]),
        "a rule on tenders is not listed"
    );
    assert_eq!(standings(&law, other), named([BuyerStanding::Concerned, BuyerStanding::NotConcerned, BuyerStanding::NotConcerned]));
    assert_eq!(
        standings(&law, r#""consultation_on":"2026-11-24""#),
        named([BuyerStanding::Concerned, BuyerStanding::ToAnswer, BuyerStanding::ToAnswer]),
        "an unknown buyer is asked for, never presumed"
    );
    assert_eq!(law.buyer_facts().map(|fact| fact.word.as_str()).collect::<Vec<_>>(), ["acheteur", "agit"]);
}

#[test]
fn a_duty_says_what_it_aims_at_and_when_it_next_changes() {
    let stepped = rule("marche", Some(in_codes(SCHOOLS)), vec![version("2020-01-01", Effect::Applies), version("2030-01-01", Effect::Applies)]);
    let plain = rule("simple", Some(compare(AMOUNT, Comparison::AtLeast, number(1))), vec![version("2020-01-01", Effect::Applies)]);
    let law = law(vec![stepped, plain]);
    let (stepped, plain) = (&law.obligations[0], &law.obligations[1]);
    assert_eq!(law.aimed_at(stepped).iter().map(|list| list.named.as_str()).collect::<Vec<_>>(), ["écoles"]);
    assert_eq!(law.aimed_at(plain).len(), 0);
    assert_eq!(law.next_step(stepped, day("2029-12-31")), Some(day("2030-01-01")), "the day before");
    assert_eq!(law.next_step(stepped, day("2030-01-01")), None, "the day itself");
}

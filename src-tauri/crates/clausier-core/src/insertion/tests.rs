//! The hours of a lot, as a buyer would check them by hand.

use super::*;
use crate::tender::{InsertionBasis, Scalar, Tender};
use serde_json::{Value, json};

fn rules() -> InsertionRules {
    let rate = |value| Sourced { value, origin: "Usage".to_owned() };
    InsertionRules {
        step: 35,
        step_origin: "Usage".to_owned(),
        floor_hours: 150,
        floor_months: 3,
        floor_origin: "Usage".to_owned(),
        rates: vec![(InsertionBasis::Amount, rate(5.0)), (InsertionBasis::Orders, rate(5.0)), (InsertionBasis::Hires, rate(25.0))],
        trades: vec![Trade { name: "Peinture".to_owned(), cpv: vec!["4544".to_owned()], labour_share: Some(rate(60.0)), hourly_cost: None }],
        clauses: vec![InsertionClause {
            clause: "ins-01".to_owned(),
            basis: InsertionBasis::Amount,
            hours: Some(("heures".to_owned(), "le volume de l’annexe".to_owned())),
            percent: Some("taux".to_owned()),
        }],
        unsourced: "Aucune source".to_owned(),
    }
}

fn tender(fields: Value) -> Tender {
    let mut body = json!({ "schema": "clausier/tender/1", "id": "00000000-0000-0000-0000-000000000000" });
    for (key, value) in fields.as_object().expect("fields") {
        body[key] = value.clone();
    }
    serde_json::from_value(body).expect("the test writes a tender")
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn hours_are_amount_by_share_by_rate_over_cost_rounded_down_and_said_as_a_sum() {
    let figures = json!({ "labour_share": 45, "rate": 5, "hourly_cost_eur": 38 });
    let table = hours_per_lot(&tender(json!({ "lots": [{ "number": 1, "estimated_value_eur": 2_100_000, "insertion": figures }] })), &rules());
    let lot = &table.lots[0];
    assert_eq!((lot.state, lot.hours, lot.computed), (HoursState::Hours, Some(1225), Some(1225)));
    assert_eq!(
        plain(&lot.sentence),
        "2 100 000 € HT × 45 % × 5 % ÷ 38 € par heure = 1 243,4 heures, arrondies à 1 225 heures par tranches de 35 heures."
    );
}

#[test]
fn each_lot_has_hours_a_percentage_or_a_reason_and_what_is_missing_is_named() {
    let full = |amount: i64| json!({ "labour_share": 50, "rate": 5, "hourly_cost_eur": 38, "hours": null, "basis": "amount", "amount": amount });
    let insertion = |mut value: Value| {
        value.as_object_mut().expect("object").remove("amount");
        value
    };
    type Case = (&'static str, Value, HoursState, Option<u32>, &'static str);
    let cases: Vec<Case> = vec![
        (
            "on the floor",
            json!({ "estimated_value_eur": 234_080, "insertion": insertion(full(0)) }),
            HoursState::TooSmall,
            None,
            "moins que les 150 heures",
        ),
        ("a step above", json!({ "estimated_value_eur": 266_000, "insertion": insertion(full(0)) }), HoursState::Hours, Some(175), "= 175 heures."),
        (
            "no source",
            json!({ "estimated_value_eur": 500_000 }),
            HoursState::Unknown,
            None,
            "Il manque la part de main-d’œuvre et le coût d’une heure",
        ),
        ("a trade", json!({ "estimated_value_eur": 500_000, "cpv": ["45442100"] }), HoursState::Unknown, None, "Il manque le coût d’une heure"),
        (
            "too short",
            json!({ "estimated_value_eur": 9_000_000, "duration_months": 2, "insertion": insertion(full(0)) }),
            HoursState::TooSmall,
            None,
            "dure 2 mois",
        ),
        ("typed", json!({ "insertion": { "hours": 40 } }), HoursState::Hours, Some(40), "Vous avez fixé 40 heures."),
        ("declined", json!({ "insertion": { "required": false, "reason_if_none": "Aucun poste" } }), HoursState::None, None, "Aucun poste."),
        ("declined, no reason", json!({ "insertion": { "required": false } }), HoursState::None, None, "indiquez un motif"),
        ("reserved", json!({ "reserved_for": "disability" }), HoursState::Reserved, None, "réservé"),
        ("orders", json!({ "insertion": { "basis": "orders" } }), HoursState::PercentOfOrders, None, "5 % des heures travaillées sur les bons"),
        ("hires", json!({ "insertion": { "basis": "hires" } }), HoursState::PercentOfHires, None, "25 % des heures des embauches"),
        ("too much", json!({ "insertion": { "labour_share": 120 } }), HoursState::OutOfBounds, None, "de 0 à 100 %"),
    ];
    for (name, mut lot, state, hours, said) in cases {
        lot["number"] = json!(1);
        let table = hours_per_lot(&tender(json!({ "lots": [lot] })), &rules());
        let found = &table.lots[0];
        assert_eq!((found.state, found.hours), (state, hours), "{name}: {}", found.sentence);
        assert!(plain(&found.sentence).contains(said), "{name}: {}", found.sentence);
    }
}

#[test]
fn staff_taken_over_counts_newcomers_and_a_framework_without_minimum_counts_orders() {
    let basis = |fields: Value| hours_per_lot(&tender(fields), &rules()).lots[0].basis;
    assert_eq!(basis(json!({})), InsertionBasis::Amount);
    assert_eq!(basis(json!({ "staff_transfer": true, "contract_form": "orders" })), InsertionBasis::Hires);
    assert_eq!(basis(json!({ "contract_form": "orders" })), InsertionBasis::Orders);
    assert_eq!(basis(json!({ "contract_form": "orders", "framework": { "minimum_eur": 100_000 } })), InsertionBasis::Amount);
}

#[test]
fn a_clause_for_one_lot_carries_its_hours_and_one_for_several_points_to_the_annex() {
    let lot = |number: u32, share: f64| json!({ "number": number, "estimated_value_eur": 1_000_000, "insertion": { "labour_share": share, "rate": 5, "hourly_cost_eur": 38 } });
    let filled = |lots: Value| {
        let mut tender = tender(json!({ "lots": lots, "selections": [{ "clause": "ins-01" }, { "clause": "env-08" }] }));
        let table = hours_per_lot(&tender, &rules());
        fill_clauses(&mut tender, &table, &rules());
        (tender.selections[0].clone(), tender.selections[1].clone())
    };
    let (one, other) = filled(json!([lot(1, 50.0), lot(2, 1.0)]));
    assert_eq!((one.parameters["heures"].clone(), one.lots.clone()), (Scalar::Number(630.0), vec![1]), "lot 2 is too small");
    assert!(other.parameters.is_empty(), "no other clause is touched");
    let (both, _) = filled(json!([lot(1, 50.0), lot(2, 40.0)]));
    assert_eq!(both.parameters["heures"], Scalar::Text("le volume de l’annexe".to_owned()));
    assert_eq!((both.parameters["taux"].clone(), both.lots), (Scalar::Number(5.0), Vec::new()));
}

#[test]
fn in_the_document_of_one_lot_the_clause_says_the_hours_of_that_lot() {
    let lot = |number: u32, share: f64| json!({ "number": number, "estimated_value_eur": 1_000_000, "insertion": { "labour_share": share, "rate": 5, "hourly_cost_eur": 40 } });
    let mut tender = tender(json!({ "lots": [lot(1, 50.0), lot(2, 40.0)], "selections": [{ "clause": "ins-01" }] }));
    let table = hours_per_lot(&tender, &rules());
    fill_clauses(&mut tender, &table, &rules());
    let said = |selection: &crate::tender::Selection, lots: &[u32]| for_lots(selection, lots, &table, &rules()).parameters["heures"].clone();
    let clause = tender.selections[0].clone();
    let of = |at: usize| Scalar::Number(f64::from(table.lots[at].hours.expect("it carries some")));
    assert_eq!((said(&clause, &[1]), said(&clause, &[2])), (of(0), of(1)));
    assert_eq!(said(&clause, &[1, 2]), clause.parameters["heures"], "two lots: the annex still says it");
    let mut typed = clause;
    typed.parameters.insert("heures".to_owned(), Scalar::Number(99.0));
    assert_eq!(said(&typed, &[1]), Scalar::Number(99.0), "what the buyer typed stays");
}

#[test]
fn hours_are_fixed_in_the_lots_that_carry_some_and_what_the_buyer_typed_stays() {
    let figures = |hours: Value| json!({ "labour_share": 50, "rate": 5, "hourly_cost_eur": 40, "hours": hours });
    let lot = |number: u32, amount: i64, hours: Value| json!({ "number": number, "estimated_value_eur": amount, "insertion": figures(hours) });
    let mut tender = tender(json!({ "lots": [lot(1, 2_000_000, json!(null)), lot(2, 2_000_000, json!(700)), lot(3, 1_000, json!(null))] }));
    let table = hours_per_lot(&tender, &rules());
    fix_hours(&mut tender, &table);
    let fixed = |at: usize| tender.lots[at].insertion.as_ref().and_then(|insertion| insertion.hours);
    assert_eq!((fixed(0), fixed(1)), (table.lots[0].computed.map(f64::from), Some(700.0)));
    assert_eq!(fixed(2), None, "a lot too small carries none");
}

#[test]
fn more_money_never_gives_fewer_hours_and_rounding_never_adds_any() {
    for amount in (0..4_000_000_i64).step_by(77_777) {
        let hours = |amount: i64| {
            let lot =
                json!({ "number": 1, "estimated_value_eur": amount, "insertion": { "labour_share": 37.5, "rate": 7, "hourly_cost_eur": 41.3 } });
            hours_per_lot(&tender(json!({ "lots": [lot] })), &rules()).lots[0].computed.expect("every figure is there")
        };
        let exact = amount as f64 * 0.375 * 0.07 / 41.3;
        assert!(f64::from(hours(amount)) <= exact + 1e-6, "{amount}");
        assert!(hours(amount) <= hours(amount + 50_000), "{amount}");
        assert_eq!(hours(amount) % 35, 0, "{amount}");
    }
}

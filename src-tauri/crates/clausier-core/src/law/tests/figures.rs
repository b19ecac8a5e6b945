//! Computed figures, and those that stay open.

use crate::law::fixtures::*;
use crate::law::*;

fn figure(key: &str, amount: Amount, per_lot: bool) -> FigureRule {
    FigureRule { key: key.to_owned(), named: format!("le chiffre {key}"), amount, per_lot }
}

fn with(figures: Vec<FigureRule>) -> Obligation {
    Obligation { figures, ..rule("chiffree", None, vec![version("2020-01-01", Effect::Applies)]) }
}

#[test]
fn a_figure_is_written_for_the_ordinary_case_and_left_open_when_another_fact_is_missing() {
    let retention = || with(vec![figure("max_rate", Amount::Scale(RETENTION), false)]);
    let on = r#""consultation_on":"2026-09-15","buyer":{"kind":"local_authority"}"#;
    let ordinary = assess_one(retention(), on);
    assert_eq!((ordinary.values["max_rate"], ordinary.ask.as_slice()), (Hundredths::whole(5), ["holder_is_sme".to_owned()].as_slice()));
    let open = assess_one(retention(), r#""consultation_on":"2026-09-15","holder_is_sme":true"#);
    assert_eq!((open.outcome, open.values.len()), (Outcome::Applies, 0), "the line stays decided");
    assert_eq!(open.open_values[0].candidates, [Hundredths::whole(3), Hundredths::whole(5)]);
    assert_eq!(open.open_values[0].ask, ["buyer.kind"]);
    assert_eq!(open.open_values[0].because, "Il manque le fait acheteur pour le chiffre.");
    assert_eq!(open.ask, ["buyer.kind"]);
    let known = |sme: bool| assess_one(retention(), &format!(r#"{on},"holder_is_sme":{sme}"#)).values["max_rate"];
    assert_eq!((known(true), known(false)), (Hundredths::whole(3), Hundredths::whole(5)));
    let before = assess_one(retention(), r#""consultation_on":"2024-12-31","buyer":{"kind":"local_authority"},"holder_is_sme":true"#);
    assert_eq!(before.values["max_rate"], Hundredths::whole(5), "before its first value the next row speaks");
}

#[test]
fn a_product_is_given_for_each_lot_that_has_an_amount() {
    let cap = || with(vec![figure("base_eur", Amount::Fact(AMOUNT), true), figure("cap_eur", Amount::Product(RETENTION, AMOUNT), true)]);
    let on = r#""consultation_on":"2026-09-15","buyer":{"kind":"state"},"estimated_value_eur":100000"#;
    let whole = assess_one(cap(), on);
    assert_eq!((whole.values["base_eur"], whole.values["cap_eur"]), (Hundredths::whole(100_000), Hundredths::whole(5_000)), "5 %");
    let lots = assess_one(cap(), &format!(r#"{on},"lots":[{{"number":7,"estimated_value_eur":40000}},{{"number":8}}]"#));
    assert!(lots.values.is_empty(), "each lot has its own");
    assert_eq!(lots.lots.len(), 1);
    assert_eq!((lots.lots[0].lot, lots.lots[0].values["cap_eur"]), (7, Hundredths::whole(2_000)));
}

#[test]
fn thresholds_are_shown_when_they_are_known() {
    let law = law(Vec::new());
    let shown = |fields: &str| law.assess(&tender(fields), &NoClauses, day("2026-11-24")).thresholds.eu;
    assert_eq!(shown(r#""nature":"works","consultation_on":"2026-09-15""#), Some(Hundredths::whole(5_404_000)));
    assert_eq!(shown(r#""nature":"works","consultation_on":"2025-12-31""#), Some(Hundredths::whole(5_538_000)));
    assert_eq!(shown(r#""nature":"services","consultation_on":"2026-09-15""#), None, "the buyer is not known");
    assert_eq!(shown(r#""nature":"works""#), None, "the date is not known");
}

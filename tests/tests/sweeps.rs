//! Sweeps made from the catalogue itself: every hinge day, one euro each side of every threshold.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use clausier_core::law::{Assessment, Line, Outcome, Published, ReferenceDate, Unit};
use clausier_core::tender::Tender;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cas::CATALOGUE;

const NATURES: [&str; 6] = ["works", "supplies", "services", "special_services", "works_concession", "services_concession"];
const BUYERS: [&str; 7] =
    ["state", "state_establishment", "local_authority", "local_establishment", "hospital", "contracting_entity", "other_contracting_authority"];

/// A tender of which every fact that the law may read is known on `day`.
fn known(nature: &str, buyer: &str, day: NaiveDate, euros: f64) -> Tender {
    let file = json!({
        "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11",
        "buyer": { "kind": buyer, "acts_as": "contracting_authority", "operating_expenditure_over_60m": true, "annual_purchases_eur": 200_000_000, "population": 60_000 },
        "nature": nature, "estimated_value_eur": euros, "cpv": ["45214200"], "procedure": "adapted",
        "consultation_on": day, "notified_on": day, "building_permit_on": day,
        "duration_months": 12, "contract_form": "ordinary", "framework_agreement": false, "global_contract": false, "variants": "not_allowed",
        "defence": false, "innovative": false, "renewable_energy": false, "entrusts_public_service": true, "used_by_people": true,
        "collective_catering": false, "staff_transfer": true, "on_buyer_site": true, "energy_performance_in_scope": true,
        "floor_area_m2": 2000, "holder_is_sme": false,
        "lots": [{ "number": 1, "estimated_value_eur": euros }],
        "needs": { "answers": { "efficacite_energetique": true, "matieres_premieres": true, "plusieurs_entreprises": true, "repas_par_jour": 300 } },
        "publication": { "procedure_type": "adapted" }
    });
    read(file)
}

fn read(file: Value) -> Tender {
    serde_json::from_value(file).expect("the tender of a sweep follows the contract")
}

fn assess(tender: &Tender, today: NaiveDate) -> Assessment {
    CATALOGUE.law.assess(tender, &CATALOGUE.library, today)
}

fn line<'a>(assessment: &'a Assessment, id: &str) -> &'a Line {
    assessment.line(id).unwrap_or_else(|| panic!("the catalogue has no « {id} »"))
}

/// Every day on which a rule or a value of a scale begins or ends.
fn hinges() -> BTreeSet<NaiveDate> {
    let rules = CATALOGUE.law.obligations.iter().chain(&CATALOGUE.law.checks);
    rules.flat_map(|rule| rule.versions.steps().iter().map(|step| step.from).chain(rule.repealed_on)).chain(scale_hinges("")).collect()
}

/// Every day on which a value begins in the scales whose name begins so.
fn scale_hinges(name: &str) -> BTreeSet<NaiveDate> {
    let scales = CATALOGUE.law.scales.iter().filter(|scale| scale.id.starts_with(name));
    scales.flat_map(|scale| &scale.rows).flat_map(|row| row.values.steps().iter().map(|step| step.from)).collect()
}

/// Every day between 2021 and 2031 on which something changes, the day before and the day after.
fn swept_days() -> Vec<NaiveDate> {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let (first, last) = (day("2021-01-01"), day("2031-12-31"));
    let scales = scale_hinges("");
    let around = hinges().into_iter().chain(scales).flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten();
    let days: BTreeSet<NaiveDate> = around.chain([first, last]).filter(|day| (first..=last).contains(day)).collect();
    days.into_iter().collect()
}

#[test]
fn every_obligation_answers_once_around_each_change_for_each_buyer_and_nature() {
    let ids: Vec<&str> = CATALOGUE.law.obligations.iter().map(|rule| rule.id.as_str()).collect();
    let days = swept_days();
    assert!(days.len() > 60, "only {} days are swept", days.len());
    let half = days.len().div_ceil(2);
    std::thread::scope(|scope| {
        for days in days.chunks(half) {
            scope.spawn(|| days.iter().for_each(|day| sweep(*day, &ids)));
        }
    });
}

fn sweep(day: NaiveDate, ids: &[&str]) {
    for nature in NATURES {
        for buyer in BUYERS {
            let assessment = assess(&known(nature, buyer, day, 6_000_000.0), day);
            let lines: Vec<&str> = assessment.lines.iter().map(|line| line.obligation.as_str()).collect();
            assert_eq!(lines, ids, "{nature}, {buyer}, {day}: every obligation appears exactly once, in order");
            for line in assessment.lines.iter().chain(&assessment.checks) {
                assert_grounded(line, &format!("{nature}, {buyer}, {day}"));
            }
        }
    }
}

/// What concerns the tender names a fact and its test, or says that it is for every contract; and a text.
fn assert_grounded(line: &Line, world: &str) {
    assert!(!line.because.trim().is_empty(), "{world}: {} gives no reason", line.obligation);
    match line.outcome {
        Outcome::Applies | Outcome::Lever | Outcome::ToVerify => {
            let for_all = line.because.to_lowercase().contains(&CATALOGUE.law.phrases.outcomes.always.to_lowercase());
            assert!(for_all || !line.grounds.is_empty(), "{world}: {} names no fact: {}", line.obligation, line.because);
            assert!(line.grounds.iter().all(|ground| !ground.fact.is_empty() && !ground.test.is_empty()), "{world}: {}", line.obligation);
            assert!(!line.sources.is_empty(), "{world}: {} has no source", line.obligation);
        }
        Outcome::Undetermined => assert!(!line.ask.is_empty(), "{world}: {} asks for nothing", line.obligation),
        Outcome::NotApplicable => {}
    }
}

/// Writes an object with its keys in an order of their own, those of the objects inside included.
fn in_order(value: &Value, order: &mut impl FnMut(usize) -> usize) -> String {
    match value {
        Value::Object(fields) => {
            let mut written: Vec<String> = fields.iter().map(|(key, value)| format!("{}:{}", json!(key), in_order(value, order))).collect();
            for at in (1..written.len()).rev() {
                written.swap(at, order(at + 1));
            }
            format!("{{{}}}", written.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(|item| in_order(item, order)).collect::<Vec<_>>().join(",")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_order_of_the_facts_in_the_file_never_matters(
        nature in 0..NATURES.len(), buyer in 0..BUYERS.len(), euros in 0.0..8_000_000.0_f64, day in 0_usize..1000, swaps in vec(0_usize..1000, 64),
    ) {
        let days = swept_days();
        let day = days[day % days.len()];
        let tender = known(NATURES[nature], BUYERS[buyer], day, euros.round());
        let mut swaps = swaps.into_iter().cycle();
        let text = in_order(&json!(tender), &mut |below| swaps.next().unwrap_or(0) % below);
        let shuffled: Tender = serde_json::from_str(&text).expect("the same tender, its keys in another order");
        prop_assert_eq!(assess(&tender, day), assess(&shuffled, day));
    }
}

/// Every fact of a tender, one field each: what a buyer learns one after the other.
fn learnt(tender: &Tender) -> Vec<(String, Value)> {
    let Value::Object(fields) = json!(tender) else { return Vec::new() };
    let told = |(key, value): (String, Value)| match (key.as_str(), value) {
        ("schema" | "id" | "lots", _) | (_, Value::Null) => Vec::new(),
        ("buyer" | "publication", Value::Object(inside)) => inside.into_iter().map(|(name, value)| (format!("{key}.{name}"), value)).collect(),
        ("needs", Value::Object(inside)) => {
            let answers = inside.get("answers").and_then(Value::as_object).cloned().unwrap_or_default();
            answers.into_iter().map(|(name, value)| (format!("needs.answers.{name}"), value)).collect()
        }
        (_, value) => vec![(key, value)],
    };
    fields.into_iter().flat_map(told).filter(|(_, value)| !value.is_null() && value != &json!([])).collect()
}

fn put(file: &mut Value, path: &str, value: Value) {
    let (last, parents) = path.rsplit_once('.').map_or((path, ""), |(parents, last)| (last, parents));
    let mut at = file;
    for name in parents.split('.').filter(|name| !name.is_empty()) {
        at = &mut at[name];
        if at.is_null() {
            *at = json!({});
        }
    }
    at[last] = value;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// A line that rests on « not said, so ordinary » lists that fact: its answer alone may open a question.
    #[test]
    fn one_more_fact_never_turns_a_decided_line_into_a_question(
        nature in 0..NATURES.len(), buyer in 0..BUYERS.len(), euros in prop::sample::select(vec![4_000_u32, 40_000, 95_000, 215_999, 216_000, 750_000, 6_000_000]),
        day in 0_usize..1000, order in vec(0_usize..1000, 64), cpv in prop::sample::select(vec!["45214200", "90910000", "15000000", "34100000", "45000000", "39130000"]),
        flags in any::<u16>(),
    ) {
        let days = swept_days();
        let day = days[day % days.len()];
        let mut tender = known(NATURES[nature], BUYERS[buyer], day, f64::from(euros));
        tender.cpv = vec![cpv.to_owned()];
        let flag = |at: u16| Some(flags & (1 << at) != 0);
        (tender.defence, tender.innovative, tender.renewable_energy, tender.framework_agreement) = (flag(0), flag(1), flag(2), flag(3));
        (tender.collective_catering, tender.holder_is_sme, tender.global_contract, tender.energy_performance_in_scope) = (flag(4), flag(5), flag(6), flag(7));
        let mut facts = learnt(&tender);
        for at in (1..facts.len()).rev() {
            facts.swap(at, order[at % order.len()] % (at + 1));
        }
        let mut file = json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" });
        let mut before = assess(&read(file.clone()), day);
        for (field, value) in facts {
            put(&mut file, &field, value);
            let after = assess(&read(file.clone()), day);
            for (old, new) in before.lines.iter().zip(&after.lines) {
                let reopened = old.outcome != Outcome::Undetermined && new.outcome == Outcome::Undetermined;
                prop_assert!(!reopened || old.ask.contains(&field), "{}: {:?} then a question about {:?}, once « {} » is known\n{}\n{}", old.obligation, old.outcome, new.ask, field, old.because, file);
            }
            before = after;
        }
    }
}

#[test]
fn the_version_of_a_rule_is_that_of_the_day_without_gap_or_overlap() {
    for rule in &CATALOGUE.law.obligations {
        let steps = rule.versions.steps();
        for (at, step) in steps.iter().enumerate() {
            let next = steps.get(at + 1).map(|next| next.from);
            let last = next.or(rule.repealed_on).and_then(|day| day.pred_opt()).unwrap_or(step.from);
            assert_eq!(rule.versions.in_force_on(step.from).map(|found| found.from), Some(step.from), "{}: its first day", rule.id);
            assert_eq!(rule.versions.in_force_on(last).map(|found| found.from), Some(step.from), "{}: its last day", rule.id);
        }
        let before = rule.versions.first_day().pred_opt().expect("no law is that old");
        assert!(rule.versions.in_force_on(before).is_none(), "{}: nothing is in force before its first day", rule.id);
    }
}

/// A fact that nobody knows yet is the only way to `undetermined`.
#[test]
fn nothing_is_left_open_once_every_fact_is_known() {
    let mut open = Vec::new();
    for nature in NATURES {
        for buyer in BUYERS {
            let day = "2026-09-15".parse().expect("a day");
            for line in assess(&known(nature, buyer, day, 6_000_000.0), day).lines {
                if line.outcome == Outcome::Undetermined {
                    open.push(format!("{nature}, {buyer}: {} asks {:?}", line.obligation, line.ask));
                }
            }
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}

#[test]
fn an_empty_tender_never_makes_a_firm_answer_out_of_nothing() {
    let tender = read(json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" }));
    let assessment = assess(&tender, "2026-11-24".parse().expect("a day"));
    for line in &assessment.lines {
        assert!(line.outcome != Outcome::Undetermined || !line.ask.is_empty(), "{}: undetermined, and nothing is asked", line.obligation);
        assert!(!line.because.trim().is_empty(), "{}: no reason is given", line.obligation);
    }
    assert_eq!(line(&assessment, "exec-social").outcome, Outcome::Undetermined, "no fact is known");
}

/// Thresholds are read from the assessment itself, so that a new period needs no new test.
#[test]
fn one_euro_decides_on_each_side_of_the_european_threshold() {
    let mut tried = 0;
    for day in scale_hinges("seuil-europeen") {
        for nature in NATURES {
            for buyer in BUYERS {
                let Some(threshold) = assess(&known(nature, buyer, day, 1.0), day).thresholds.eu else { continue };
                let at = threshold.as_f64();
                let below = assess(&known(nature, buyer, day, at - 1.0), day);
                let reached = assess(&known(nature, buyer, day, at), day);
                let formal = ["works", "supplies", "services"].contains(&nature);
                for (assessment, wanted) in
                    [(&below, Outcome::NotApplicable), (&reached, if formal { Outcome::Applies } else { Outcome::NotApplicable })]
                {
                    assert_eq!(line(assessment, "procedure-formalisee").outcome, wanted, "{nature}, {buyer}, {day}, {at} €");
                }
                assert_eq!(
                    line(&reached, "publicite-90k").outcome,
                    Outcome::NotApplicable,
                    "{nature}, {buyer}, {day}: no national notice from {at} € on"
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} thresholds were tried");
}

#[test]
fn one_euro_decides_on_each_side_of_the_dispense() {
    for day in scale_hinges("seuil-dispense") {
        for nature in ["works", "supplies", "services", "special_services"] {
            let Some(threshold) = assess(&known(nature, "local_authority", day, 1.0), day).thresholds.dispense else { continue };
            let at = threshold.as_f64();
            let below = line(&assess(&known(nature, "local_authority", day, at - 1.0), day), "dispense").outcome;
            let reached = line(&assess(&known(nature, "local_authority", day, at), day), "dispense").outcome;
            assert!(matches!(below, Outcome::Lever | Outcome::ToVerify), "{nature}, {day}: {} € is below, got {below:?}", at - 1.0);
            assert_eq!(reached, Outcome::NotApplicable, "{nature}, {day}: {at} € is not below");
        }
    }
}

#[test]
fn scales_in_euros_hold_whole_amounts_and_name_their_source() {
    for scale in &CATALOGUE.law.scales {
        for step in scale.rows.iter().flat_map(|row| row.values.steps()) {
            assert!(!step.value.sources.is_empty(), "{}: a value without a source, on {}", scale.id, step.from);
            if let (Unit::Euros, Published::Known(value)) = (&scale.unit, step.value.value) {
                assert_eq!(value.hundredths() % 100, 0, "{}: an amount of law is a whole number of euros", scale.id);
            }
        }
    }
}

#[test]
fn every_version_cites_a_text_and_every_reference_date_is_used() {
    let law = &CATALOGUE.law;
    for rule in law.obligations.iter().chain(&law.checks) {
        for step in rule.versions.steps() {
            assert!(!step.value.sources.is_empty(), "{}: the version of {} has no source", rule.id, step.from);
        }
    }
    for clock in [ReferenceDate::Consultation, ReferenceDate::Notification, ReferenceDate::Permit, ReferenceDate::Today] {
        assert!(law.obligations.iter().any(|rule| rule.clock == clock), "{clock:?} selects no rule");
    }
}

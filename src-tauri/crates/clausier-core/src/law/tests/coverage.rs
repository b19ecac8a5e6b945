//! Whether the file covers a duty, on the whole or lot by lot.

use crate::law::fixtures::*;
use crate::law::*;
use crate::tender::{ClauseKind, CriterionKind, Theme};

fn clause(themes: &[Theme], kinds: &[ClauseKind], serves_this: bool) -> Condition {
    Condition::File(FileTest::Clause { themes: themes.to_vec(), kinds: kinds.to_vec(), documents: Vec::new(), serves_this })
}

fn social() -> Obligation {
    let short = Condition::All(vec![one_of(NATURE, &["works"]), compare(DURATION, Comparison::Below, number(6))]);
    let exception = |id: u32, arguable_when: Option<Condition>| Exception { id, label: format!("cas {id}"), arguable_when };
    Obligation {
        per_lot: true,
        satisfied_when: Some(clause(&[Theme::Insertion], &[ClauseKind::PerformanceCondition], true)),
        partly_when: Some(clause(&[], &[ClauseKind::Reservation], false)),
        exceptions: vec![exception(3, None), exception(4, Some(short))],
        ..rule("sociale", None, vec![version("2021-08-25", Effect::Applies)])
    }
}

fn line(rest: &str) -> Line {
    assess_one(social(), &format!(r#""consultation_on":"2026-09-15","nature":"works","duration_months":14{rest}"#))
}

fn lots(count: u32, of_each: &str) -> String {
    let lots: Vec<String> = (1..=count).map(|number| format!(r#"{{"number":{number}{of_each}}}"#)).collect();
    format!(r#","lots":[{}]"#, lots.join(","))
}

#[test]
fn a_clause_covers_the_whole_when_there_is_no_lot() {
    let cases = [
        ("", Coverage::No),
        (r#","selections":[{"clause":"ins-01"}]"#, Coverage::Yes),
        (r#","selections":[{"clause":"env-01"}]"#, Coverage::No),
        (r#","selections":[{"clause":"rap-01"}]"#, Coverage::No),
        (r#","selections":[{"clause":"perso-1","title":"Insertion","text":"Le titulaire insère."}]"#, Coverage::No),
    ];
    for (rest, expected) in cases {
        assert_eq!(line(rest).satisfied, expected, "{rest}");
    }
    let covered = line(r#","selections":[{"clause":"ins-01"}]"#);
    assert_eq!(covered.satisfied_by, ["ins-01"]);
    assert_eq!(plain(&covered.coverage), "Couverte par « Titre ».");
}

#[test]
fn a_lot_is_covered_by_a_clause_or_by_a_reasoned_exception() {
    let ten = lots(10, "");
    let kept = |lots: &str| format!(r#","selections":[{{"clause":"ins-01","lots":[{lots}]}}]"#);
    let invoked =
        |lots: &str, reason: &str| format!(r#","exceptions":[{{"obligation":"sociale","exception":3,"lots":[{lots}],"reason":"{reason}"}}]"#);
    let cases = [
        (kept(""), Coverage::Yes),
        (kept("1,2,3"), Coverage::Partly),
        (format!("{}{}", kept("1,2,3"), invoked("4,5,6,7,8,9,10", "motif")), Coverage::Yes),
        (format!("{}{}", kept("1,2,3"), invoked("4,5,6,7,8,9", "motif")), Coverage::Partly),
        (format!("{}{}", kept("1,2,3"), invoked("4,5,6,7,8,9,10", " ")), Coverage::Partly),
        (invoked("", "motif"), Coverage::Waived),
        (String::new(), Coverage::No),
    ];
    for (rest, expected) in cases {
        assert_eq!(line(&format!("{ten}{rest}")).satisfied, expected, "{rest}");
    }
    let partly = line(&format!("{ten}{}", kept("1,2,3")));
    let said = plain(&partly.coverage);
    assert!(
        said.ends_with("Trois lots sur dix portent une clause ou un motif. Pour les sept autres, indiquez un motif ou ajoutez la clause."),
        "{said}"
    );
    let states: Vec<Coverage> = partly.lots.iter().map(|lot| lot.satisfied).collect();
    assert_eq!(&states[..4], [Coverage::Yes, Coverage::Yes, Coverage::Yes, Coverage::No]);
}

#[test]
fn a_reserved_lot_is_a_part_of_the_answer() {
    let reserved = line(&lots(1, r#","reserved_for":"disability""#));
    assert_eq!(reserved.satisfied, Coverage::Partly);
    assert_eq!(plain(&reserved.coverage), "Partiellement couverte par le lot 1, réservé.");
}

#[test]
fn an_exception_closed_by_the_facts_is_shown_closed_and_does_not_count() {
    let invoked = r#","exceptions":[{"obligation":"sociale","exception":4,"lots":[],"reason":"motif"}]"#;
    let long = line(invoked);
    assert_eq!(long.satisfied, Coverage::No);
    assert_eq!(plain(&long.coverage), "Non couverte à ce stade. L’exception 4 est fermée.");
    let arguable: Vec<(u32, bool, bool)> = long.exceptions.iter().map(|one| (one.id, one.arguable, one.invoked)).collect();
    assert_eq!(arguable, [(3, true, false), (4, false, true)]);
    let short = assess_one(social(), &format!(r#""consultation_on":"2026-09-15","nature":"works","duration_months":5{invoked}"#));
    assert_eq!((short.satisfied, short.outcome), (Coverage::Waived, Outcome::Applies), "an arguable exception leaves the duty");
    let unknown = assess_one(social(), r#""consultation_on":"2026-09-15","nature":"works""#);
    assert_eq!((unknown.ask, unknown.exceptions[1].arguable), (vec!["duration_months".to_owned()], false), "not presumed, and asked for");
}

#[test]
fn criteria_of_a_lot_replace_those_of_the_tender() {
    let test = Condition::File(FileTest::Criterion { kinds: vec![CriterionKind::Environmental], weight_below: None, weight_at_least: None });
    let rule =
        || Obligation { per_lot: true, satisfied_when: Some(test.clone()), ..rule("critere", None, vec![version("2020-01-01", Effect::Applies)]) };
    let common = r#""consultation_on":"2026-09-15","criteria":[{"label":"Prix","kind":"price"},{"label":"Valeur","kind":"quality","sub":[{"label":"Carbone","kind":"environmental"}]}]"#;
    let covered = assess_one(rule(), &format!(r#"{common},"lots":[{{"number":1}}]"#));
    assert_eq!((covered.satisfied, covered.satisfied_by), (Coverage::Yes, vec!["Carbone".to_owned()]));
    let own = assess_one(rule(), &format!(r#"{common},"lots":[{{"number":1,"criteria":[{{"kind":"price"}}]}},{{"number":2}}]"#));
    assert_eq!(own.satisfied, Coverage::Partly);
}

#[test]
fn a_weight_is_summed_over_the_criteria_of_a_kind_and_never_guessed() {
    let light = |at_most: i64| {
        Condition::File(FileTest::Criterion {
            kinds: vec![CriterionKind::Environmental],
            weight_below: Some(Hundredths::whole(at_most)),
            weight_at_least: None,
        })
    };
    let check = || rule("symbolique", Some(light(10)), vec![version("2020-01-01", Effect::Applies)]);
    let with = |weight: &str| format!(r#""consultation_on":"2026-09-15","criteria":[{{"kind":"environmental"{weight}}}]"#);
    for (weight, expected) in [(r#","weight":5"#, Outcome::Applies), (r#","weight":10"#, Outcome::NotApplicable), ("", Outcome::NotApplicable)] {
        assert_eq!(assess_one(check(), &with(weight)).outcome, expected, "weight: {weight}");
    }
}

#[test]
fn what_is_not_concerned_or_not_measured_is_not_assessed() {
    let measured = Obligation { when: Some(is(DEFENCE, true)), ..social() };
    let line = assess_one(measured, r#""consultation_on":"2026-09-15","defence":false"#);
    assert_eq!((line.satisfied, line.coverage.as_str()), (Coverage::NotAssessed, ""));
    let plain_rule = rule("libre", None, vec![version("2020-01-01", Effect::Applies)]);
    assert_eq!(assess_one(plain_rule, r#""consultation_on":"2026-09-15""#).satisfied, Coverage::NotAssessed);
}

#[test]
fn a_lever_that_is_not_used_is_no_lack() {
    let lever = |rest: &str| {
        let rule = Obligation { exceptions: Vec::new(), versions: Dated::new(vec![version("2020-01-01", Effect::Lever)]).expect("one"), ..social() };
        let line = assess_one(rule, &format!(r#""consultation_on":"2026-09-15"{rest}"#));
        (line.satisfied, plain(&line.coverage))
    };
    assert_eq!(lever(""), (Coverage::No, String::new()));
    assert_eq!(lever(r#","selections":[{"clause":"ins-01"}]"#), (Coverage::Yes, "Couverte par « Titre ».".to_owned()));
}

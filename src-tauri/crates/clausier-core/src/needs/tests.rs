//! Answers, statuses and effects on a small interview.

use super::*;
use crate::law::{Comparison, KnownField};
use crate::tender::{Scalar, Tender, TenderId};
use serde_json::json;

fn question(id: &str, kind: QuestionKind) -> Question {
    let option = |word: &str| AnswerOption { word: word.to_owned(), label: word.to_owned() };
    Question {
        id: id.to_owned(),
        text: format!("{id} ?"),
        help: None,
        kind,
        options: vec![option("a"), option("b")],
        unit: None,
        families: Vec::new(),
        condition: None,
        after: Vec::new(),
        fact: None,
        themes: Vec::new(),
        effects: Vec::new(),
    }
}

fn effect(when: AnswerTest, calls: &[&str], aside: &[&str]) -> Effect {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    Effect { when, reason: "Vous le dites.".to_owned(), calls: owned(calls), aside: owned(aside), values: Vec::new() }
}

fn words(words: &[&str]) -> AnswerTest {
    AnswerTest::OneOf(words.iter().map(|word| (*word).to_owned()).collect())
}

fn interview_of(questions: Vec<Question>) -> Interview {
    Interview { topics: vec![Topic { id: "sujet".to_owned(), title: "Sujet".to_owned(), help: "Aide".to_owned(), questions }] }
}

fn tender() -> Tender {
    Tender::new(TenderId(uuid::Uuid::nil()))
}

fn text(text: &str) -> Scalar {
    Scalar::Text(text.to_owned())
}

fn view(interview: &Interview, tender: &Tender) -> TopicView {
    let input = InterviewInput { interview, tender, families: &[], may_hold: &|_| true };
    super::interview(&input).topics.remove(0)
}

fn calls_of(interview: &Interview, tender: &Tender) -> crate::clauses::Calls {
    calls(&InterviewInput { interview, tender, families: &[], may_hold: &|_| true })
}

#[test]
fn an_answer_fits_its_question_or_is_refused_and_the_former_one_stands() {
    let cases: Vec<(QuestionKind, Scalar, bool)> = vec![
        (QuestionKind::YesNo, text("oui"), true),
        (QuestionKind::YesNo, Scalar::Flag(false), true),
        (QuestionKind::YesNo, text("a"), false),
        (QuestionKind::YesNo, text(UNKNOWN), true),
        (QuestionKind::Choice, text("a"), true),
        (QuestionKind::Choice, text("a;b"), false),
        (QuestionKind::Several, text("a;b"), true),
        (QuestionKind::Several, text("a;c"), false),
        (QuestionKind::Number, Scalar::Number(12.0), true),
        (QuestionKind::Number, text("1 200"), true),
        (QuestionKind::Number, text("douze"), false),
        (QuestionKind::Text, text("des pots"), true),
    ];
    for (kind, value, fits) in cases {
        let question = question("q", kind);
        let mut tender = tender();
        assert_eq!(set_answer(&mut tender, &question, Some(&value)), fits, "{kind:?} {value:?}");
        assert_eq!(answer_of(&question, &tender).is_some(), fits, "{kind:?} {value:?}");
        assert_eq!(tender.needs.is_some(), fits, "a refused answer writes nothing");
    }
}

#[test]
fn an_answer_that_is_a_fact_lives_in_its_field_alone() {
    let question = Question { fact: Some(KnownField::StaffTransfer), ..question("personnel", QuestionKind::YesNo) };
    let mut tender = tender();
    assert!(set_answer(&mut tender, &question, Some(&text("oui"))));
    assert_eq!(tender.staff_transfer, Some(true));
    assert!(tender.needs.as_ref().is_none_or(|needs| needs.answers.is_empty()));
    tender.staff_transfer = Some(false);
    assert_eq!(answer_of(&question, &tender), Some(Answer::Words(vec!["non".to_owned()])), "the facts form speaks for both");
    assert!(set_answer(&mut tender, &question, Some(&text(UNKNOWN))));
    assert_eq!((tender.staff_transfer, answer_of(&question, &tender)), (None, Some(Answer::Unknown)));
    assert!(set_answer(&mut tender, &question, None));
    assert_eq!(answer_of(&question, &tender), None);
}

#[test]
fn a_file_written_by_hand_may_answer_and_leave_the_field_out_but_never_override_it() {
    let interview = interview_of(vec![Question { fact: Some(KnownField::OnBuyerSite), ..question("lieu", QuestionKind::YesNo) }]);
    let answered = |field: Option<bool>| Tender {
        on_buyer_site: field,
        needs: serde_json::from_value(json!({ "answers": { "lieu": "oui" } })).expect("answers"),
        ..tender()
    };
    assert_eq!(with_known_facts(&interview, &answered(None)).on_buyer_site, Some(true));
    assert_eq!(with_known_facts(&interview, &answered(Some(false))).on_buyer_site, Some(false));
}

#[test]
fn a_topic_goes_from_to_do_to_done_and_doubt_is_to_check() {
    let interview = interview_of(vec![question("un", QuestionKind::YesNo), question("deux", QuestionKind::YesNo)]);
    let mut tender = tender();
    let mut status_after = |id: &str, value: Option<&str>| {
        let question = interview.question(id).expect("it is there");
        assert!(set_answer(&mut tender, question, value.map(text).as_ref()));
        view(&interview, &tender).status
    };
    assert_eq!(status_after("un", None), TopicStatus::ToDo);
    assert_eq!(status_after("un", Some("oui")), TopicStatus::InProgress);
    assert_eq!(status_after("deux", Some(UNKNOWN)), TopicStatus::ToCheck);
    assert_eq!(status_after("deux", Some("non")), TopicStatus::Done);
}

#[test]
fn a_topic_left_out_keeps_its_reason_and_its_answers_ask_nothing_more() {
    let asks = Question { effects: vec![effect(words(&["oui"]), &["env-1"], &[])], ..question("un", QuestionKind::YesNo) };
    let interview = interview_of(vec![asks]);
    let mut tender = tender();
    set_answer(&mut tender, interview.question("un").expect("it is there"), Some(&text("oui")));
    assert_eq!(calls_of(&interview, &tender).reasons("env-1"), ["Vous le dites."]);
    set_topic(&mut tender, "sujet", Some(TopicStatus::NotApplicable), Some(" Achat de sel "));
    let shown = view(&interview, &tender);
    assert_eq!((shown.status, shown.reason.as_deref(), shown.chosen), (TopicStatus::NotApplicable, Some("Achat de sel"), true));
    assert!(calls_of(&interview, &tender).called.is_empty());
    set_topic(&mut tender, "sujet", None, None);
    assert_eq!((view(&interview, &tender).status, view(&interview, &tender).reason), (TopicStatus::Done, None));
}

#[test]
fn numbers_are_compared_texts_are_filled_and_a_call_wins_over_setting_aside() {
    let compare = |comparison, bound| AnswerTest::Compare(vec![(comparison, bound)]);
    let number = Question {
        effects: vec![effect(compare(Comparison::AtLeast, 10.0), &["air-1"], &[]), effect(compare(Comparison::Below, 10.0), &[], &["air-1"])],
        ..question("nombre", QuestionKind::Number)
    };
    let written = Question { effects: vec![effect(AnswerTest::Filled, &["air-1"], &[])], ..question("texte", QuestionKind::Text) };
    let interview = interview_of(vec![number, written]);
    let calls_with = |answers: serde_json::Value| {
        let needs = serde_json::from_value(json!({ "answers": answers })).expect("answers");
        calls_of(&interview, &Tender { needs: Some(needs), ..tender() })
    };
    assert_eq!(calls_with(json!({ "nombre": 10 })).reasons("air-1").len(), 1);
    assert_eq!(calls_with(json!({ "nombre": 9 })).set_aside("air-1"), Some("Vous le dites."));
    assert_eq!(calls_with(json!({ "nombre": 9, "texte": "oui" })).set_aside("air-1"), None, "another answer calls for it");
    assert_eq!(calls_with(json!({ "texte": " " })), crate::clauses::Calls::default(), "blank is no answer");
}

#[test]
fn a_question_waits_for_the_answer_that_it_follows() {
    let follows = Question { after: vec![("un".to_owned(), vec!["oui".to_owned()])], ..question("deux", QuestionKind::Text) };
    let interview = interview_of(vec![question("un", QuestionKind::YesNo), follows]);
    let mut tender = tender();
    assert_eq!(view(&interview, &tender).questions.len(), 1);
    set_answer(&mut tender, interview.question("un").expect("it is there"), Some(&text("oui")));
    assert_eq!(view(&interview, &tender).questions.len(), 2);
}

#[test]
fn a_value_proposed_follows_its_answer_and_never_touches_what_the_buyer_typed() {
    let proposing = |value: f64| crate::clauses::Calls {
        values: vec![crate::clauses::ProposedValue { clause: "pme-18".to_owned(), parameter: "delai".to_owned(), value: Scalar::Number(value) }],
        ..crate::clauses::Calls::default()
    };
    let none = crate::clauses::Calls::default();
    let mut tender = tender();
    tender.selections.push(serde_json::from_value(json!({ "clause": "pme-18" })).expect("a selection"));
    let mut after = |before: &crate::clauses::Calls, now: &crate::clauses::Calls, typed: Option<f64>| {
        if let Some(typed) = typed {
            tender.selections[0].parameters.insert("delai".to_owned(), Scalar::Number(typed));
        }
        propose_values(&mut tender, before, now);
        tender.selections[0].parameters.get("delai").cloned()
    };
    assert_eq!(after(&none, &proposing(4.0), None), Some(Scalar::Number(4.0)));
    assert_eq!(after(&proposing(4.0), &proposing(8.0), None), Some(Scalar::Number(8.0)), "the answer changed");
    assert_eq!(after(&proposing(8.0), &none, None), None, "the answer was taken back");
    assert_eq!(after(&none, &proposing(4.0), Some(6.0)), Some(Scalar::Number(6.0)), "the buyer typed 6");
}

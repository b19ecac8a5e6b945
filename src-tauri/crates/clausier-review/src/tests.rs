use clausier_core::review::{Gravity, Reach, ReviewSource, WordLook};
use proptest::prelude::*;

use super::*;

fn rule(reach: Reach) -> ReviewRule {
    let words = |all: &[&str]| all.iter().map(|text| Expression::new(text, false)).collect();
    let look = WordLook {
        words: words(&["marque <nom>", "rayon de <nombre> km"]),
        with: Vec::new(),
        except: words(&["équivalent"]),
        except_anywhere: Vec::new(),
        reach,
    };
    ReviewRule {
        id: "essai".to_owned(),
        title: "Essai".to_owned(),
        gravity: Gravity::Error,
        from: None,
        sentence: "« {mot} »".to_owned(),
        why: "Parce que.".to_owned(),
        hint: "Dites quoi.".to_owned(),
        addition: Some("ou équivalent".to_owned()),
        sources: vec![ReviewSource { text: "Usage".to_owned(), article: None }],
        look: Look::Words(look),
        reviewed_on: day(),
        examples: Vec::new(),
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day")
}

fn found(rule: &ReviewRule, texts: &[String]) -> Vec<Finding> {
    let passages: Vec<Passage> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Passage {
            part: "p".to_owned(),
            paragraph: at + 1,
            text: text.clone(),
            row: (at % 3 == 0).then_some(at / 2),
            ..Passage::default()
        })
        .collect();
    let reading = Reading { rules: std::slice::from_ref(rule), scales: &[], today: day() };
    review(&[FileText { name: "f", passages: &passages }], &reading)
}

#[test]
fn an_excuse_in_the_next_line_or_in_the_line_that_announces_is_heard_by_the_paragraph_only() {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    for (text, paragraph, sentence) in [
        (texts(&["", "Ou équivalent :", "Tout en marque Alpha"]), 0, 1),
        (texts(&["", "En marque Alpha", "ou équivalent"]), 0, 1),
        (texts(&["", "En marque Alpha", "Le lot est livré avec un équivalent."]), 1, 1),
        (texts(&["", "En marque Alpha. Ou équivalent."]), 0, 1),
        (texts(&["", "En marque Alpha ou équivalent."]), 0, 0),
    ] {
        assert_eq!((found(&rule(Reach::Paragraph), &text).len(), found(&rule(Reach::Sentence), &text).len()), (paragraph, sentence), "{text:?}");
    }
}

#[test]
fn a_note_says_where_it_is_and_the_next_note_excuses_nothing() {
    use clausier_core::passage::Aside;
    let note = |number: &str, text: &str| Passage {
        part: "notes".to_owned(),
        paragraph: 1,
        text: text.to_owned(),
        aside: Some(Aside::Footnote(Some(number.to_owned()))),
        ..Passage::default()
    };
    let of = |passages: &[Passage]| {
        let rule = rule(Reach::Paragraph);
        let reading = Reading { rules: std::slice::from_ref(&rule), scales: &[], today: day() };
        review(&[FileText { name: "f", passages }], &reading)
    };
    let places = |found: Vec<Finding>| found.into_iter().map(|one| one.place.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(places(of(&[note("1", "En marque Alpha"), note("2", "ou équivalent")])), ["note de bas de page 1"]);
    assert_eq!(places(of(&[note("1", "En marque Alpha"), note("1", "ou équivalent")])), Vec::<String>::new(), "one note goes on");
    assert_eq!(places(of(&[note("1", "Une remarque."), note("2", "En marque Alpha ou équivalent")])), Vec::<String>::new());
}

#[test]
fn a_rule_counts_from_its_first_day() {
    let texts = ["En marque Alpha.".to_owned()];
    for (from, expected) in [(day(), 1), (day().succ_opt().expect("a day"), 0)] {
        assert_eq!(found(&ReviewRule { from: Some(from), ..rule(Reach::Sentence) }, &texts).len(), expected, "{from}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_each_finding_has_its_place_and_its_words(texts in prop::collection::vec("(marque|Alpha|rayon de|20|km|é|[ .|,:;«»\\n]|\\PC){0,20}", 0..8)) {
        for reach in [Reach::Sentence, Reach::Paragraph] {
            for finding in found(&rule(reach), &texts) {
                let at = finding.paragraph.and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
                prop_assert!(at >= 1 && at <= texts.len(), "{:?}", finding);
                prop_assert!(!finding.excerpt.is_empty() && !finding.message.contains("{mot}"), "{:?}", finding);
            }
        }
    }
}

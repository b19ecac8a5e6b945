//! The rules of the second reading: each finds its faulty examples, and lets the right ones pass.

use clausier_catalogue::Catalogue;
use clausier_review::contradicted;

#[test]
fn each_rule_finds_its_faulty_examples_and_lets_the_right_ones_pass() {
    let catalogue = Catalogue::embedded();
    assert!(catalogue.review.len() >= 10, "the rules are read");
    let wrong: Vec<String> = catalogue
        .review
        .iter()
        .flat_map(|rule| contradicted(rule, &catalogue.law.scales).into_iter().map(move |example| (rule, example)))
        .map(|(rule, example)| format!("{} {} : {}", rule.id, if example.is_faulty { "laisse passer" } else { "refuse" }, example.text))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_has_several_examples_of_each_kind_and_says_where_it_comes_from() {
    for rule in &Catalogue::embedded().review {
        let faulty = rule.examples.iter().filter(|example| example.is_faulty).count();
        assert!(faulty >= 2 && rule.examples.len() - faulty >= 2, "{}: {faulty} faulty examples of {}", rule.id, rule.examples.len());
        assert!(!rule.sources.is_empty(), "{} has a source", rule.id);
    }
}

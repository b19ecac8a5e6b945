//! What a buyer writes, read with the rules of the catalogue: nothing is refused, a check says it.

use super::Writing;
use super::evidence::Evidence;
use super::world::World;
use crate::tender::{Criterion, Scalar, Selection, Tender};
use crate::text_rules::{LazyParts, TextRule};

/// A criterion, or a sub-criterion, and its texts, cut once for every rule that reads them.
pub(super) struct CriterionTexts<'a> {
    label: Option<&'a str>,
    texts: Vec<LazyParts<'a>>,
}

/// Lists the criteria of the whole, then those that lots have of their own, each before its sub-criteria.
pub(super) fn criteria(tender: &Tender) -> Vec<CriterionTexts<'_>> {
    let own = tender.lots.iter().filter_map(|lot| lot.criteria.as_ref()).flatten();
    let mut all = Vec::new();
    tender.criteria.iter().chain(own).for_each(|one| add(one, &mut all));
    all
}

fn add<'a>(criterion: &'a Criterion, all: &mut Vec<CriterionTexts<'a>>) {
    let texts = [&criterion.label, &criterion.method, &criterion.what_bidders_provide];
    let texts = texts.into_iter().filter_map(Option::as_deref).map(LazyParts::of).collect();
    all.push(CriterionTexts { label: criterion.label.as_deref(), texts });
    criterion.sub.iter().for_each(|sub| add(sub, all));
}

/// Finds what a rule refuses in the texts of the buyer, once a text.
pub(super) fn refused<'a>(world: &World<'a>, rule: &str, of: Writing) -> Vec<Evidence<'a>> {
    let Some(rule) = world.law.text_rules.iter().find(|one| one.id == rule) else { return Vec::new() };
    match of {
        Writing::Clauses => world.tender.selections.iter().filter_map(|one| in_clause(rule, one)).collect(),
        Writing::Criteria => world.criteria().iter().filter_map(|one| in_criterion(rule, one)).collect(),
    }
}

/// A clause of the library that is not worded otherwise has been read with the catalogue; what the buyer
/// fills in has not.
fn in_clause<'a>(rule: &TextRule, selection: &'a Selection) -> Option<Evidence<'a>> {
    let alone = rule.refuses_a_word_alone();
    let filled = selection.parameters.values().filter(|_| alone).filter_map(|value| match value {
        Scalar::Text(text) => Some(text.as_str()),
        Scalar::Flag(_) | Scalar::Number(_) => None,
    });
    let title = selection.title.as_deref().filter(|_| alone);
    let words = title.into_iter().chain(selection.text.as_deref()).chain(filled).find_map(|text| rule.find_in(text))?;
    Some(Evidence::Words { clause: Some(&selection.clause), named: selection.title.as_deref(), words })
}

fn in_criterion<'a>(rule: &TextRule, criterion: &CriterionTexts<'a>) -> Option<Evidence<'a>> {
    let words = criterion.texts.iter().find_map(|text| rule.find_first(text))?;
    Some(Evidence::Words { clause: None, named: criterion.label, words })
}

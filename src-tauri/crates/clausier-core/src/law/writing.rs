//! What a buyer writes, read with the rules of the catalogue: nothing is refused, a check says it.

use super::Writing;
use super::evidence::Evidence;
use super::world::World;
use crate::tender::{Criterion, Scalar, Selection};
use crate::text_rules::TextRule;

/// Finds what a rule refuses in the texts of the buyer, once a text.
pub(super) fn refused<'a>(world: &World<'a>, rule: &str, of: Writing) -> Vec<Evidence<'a>> {
    let Some(rule) = world.law.text_rules.iter().find(|one| one.id == rule) else { return Vec::new() };
    match of {
        Writing::Clauses => world.tender.selections.iter().filter_map(|one| in_clause(rule, one)).collect(),
        Writing::Criteria => {
            let common = world.tender.criteria.iter();
            let own = world.tender.lots.iter().filter_map(|lot| lot.criteria.as_ref()).flatten();
            common.chain(own).flat_map(|one| in_criterion(rule, one)).collect()
        }
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

fn in_criterion<'a>(rule: &TextRule, criterion: &'a Criterion) -> Vec<Evidence<'a>> {
    let texts = [&criterion.label, &criterion.method, &criterion.what_bidders_provide];
    let words = texts.into_iter().filter_map(Option::as_deref).find_map(|text| rule.find_in(text));
    let own = words.map(|words| Evidence::Words { clause: None, named: criterion.label.as_deref(), words });
    own.into_iter().chain(criterion.sub.iter().flat_map(|sub| in_criterion(rule, sub))).collect()
}

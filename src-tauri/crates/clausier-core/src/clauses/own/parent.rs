//! Where an own clause comes from: one of ours, with its blanks and what it serves.

use super::{OwnContent, OwnLevel, OwnParent, Part};
use crate::clauses::{Clause, ClauseVersion, render_markdown};
use crate::document::{parse, to_markdown};
use crate::french;
use crate::tender::{Level, Parameter};

/// Returns a first wording, from a clause of the catalogue at one of its versions.
pub fn start_from(clause: &Clause, version: &ClauseVersion) -> OwnContent {
    let typed = |text: &String| french::typography(text);
    let mut content = OwnContent {
        title: french::typography(&clause.title),
        families: clause.families.clone(),
        parent: Some(OwnParent { clause: clause.id.clone(), version: version.version.clone() }),
        levels: Vec::new(),
        cautions: clause.cautions.iter().map(typed).collect(),
        object: french::typography(&clause.object),
        also_documents: clause.also_documents.clone(),
        cpv: clause.cpv.clone(),
        serves: clause.serves.clone(),
        effort: Some(clause.effort),
        min_amount_eur: clause.min_amount,
        derogates_ccag: clause.derogates_ccag.clone(),
        parameters: version.parameters.iter().map(taken).collect(),
        ..OwnContent::blank(clause.theme, clause.kind, clause.document)
    };
    content.levels = version.levels.keys().map(|level| parent_level(&content, version, *level)).collect();
    content
}

/// Returns a parameter of the catalogue as an own clause holds it.
pub fn taken(parameter: &Parameter) -> Parameter {
    Parameter { label: french::typography(&parameter.label), origin: french::typography(&parameter.origin), ..parameter.clone() }
}

/// Returns a level of the parent as an own clause holds it.
pub fn parent_level(content: &OwnContent, version: &ClauseVersion, level: Level) -> OwnLevel {
    let mut own = OwnLevel::empty(level);
    for part in Part::ALL {
        *own.part_mut(part) = parent_text(content, version, level, part);
    }
    own
}

/// Returns a part of the parent as an own clause holds it; empty when there is no such level or part. A clause
/// without a parameter of its own has the values that the catalogue proposes, written out.
pub fn parent_text(content: &OwnContent, version: &ClauseVersion, level: Level, part: Part) -> String {
    let Some(text) = version.levels.get(&level) else { return String::new() };
    let source = match part {
        Part::Requirement => text.requirement.as_str(),
        Part::Method => text.method.as_deref().unwrap_or_default(),
        Part::BiddersProvide => text.bidders_provide.as_deref().unwrap_or_default(),
        Part::Proof => text.proof.as_str(),
        Part::Control => text.control.as_str(),
        Part::Penalty => text.penalty.as_deref().unwrap_or_default(),
    };
    if content.parameters.is_empty() { render_markdown(version, level, source) } else { to_markdown(&parse(&french::typography(source))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::fixtures::clause;
    use crate::tender::Theme;

    #[test]
    fn a_clause_started_from_one_of_ours_keeps_its_blanks_and_what_it_serves() {
        let parent = Clause { serves: vec!["exec-env".to_owned()], ..clause("env-08", Theme::Environment) };
        let version = &parent.versions.all()[0];
        let own = start_from(&parent, version);
        assert!(own.levels[0].requirement.contains("{{taux}}"), "{}", own.levels[0].requirement);
        assert_eq!((own.parameters.len(), own.serves.as_slice()), (3, ["exec-env".to_owned()].as_slice()));
    }

    #[test]
    fn a_clause_written_before_blanks_existed_reads_its_parent_with_the_values_written_out() {
        let parent = clause("env-08", Theme::Environment);
        let version = &parent.versions.all()[0];
        let old = OwnContent { parameters: Vec::new(), ..start_from(&parent, version) };
        let text = parent_text(&old, version, Level::Basic, Part::Requirement);
        assert!(text.contains("70\u{a0}%") && !text.contains("{{"), "{text}");
    }
}

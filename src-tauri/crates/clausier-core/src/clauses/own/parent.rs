//! Where an own clause comes from: one of ours, with the values that the catalogue proposes written out.

use super::{OwnContent, OwnLevel, OwnParent, Part};
use crate::clauses::{Clause, ClauseVersion, render_markdown};
use crate::french;
use crate::tender::Level;

/// Returns a first wording, from a clause of the catalogue at one of its versions.
pub fn start_from(clause: &Clause, version: &ClauseVersion) -> OwnContent {
    OwnContent {
        title: french::typography(&clause.title),
        theme: clause.theme,
        kind: clause.kind,
        document: clause.document,
        families: clause.families.clone(),
        parent: Some(OwnParent { clause: clause.id.clone(), version: version.version.clone() }),
        levels: version.levels.keys().map(|level| written(version, *level)).collect(),
        cautions: clause.cautions.iter().map(|caution| french::typography(caution)).collect(),
    }
}

/// Returns a part of the parent as an own clause holds it; empty when there is no such level or part.
pub fn parent_text(version: &ClauseVersion, level: Level, part: Part) -> String {
    let Some(text) = version.levels.get(&level) else { return String::new() };
    let source = match part {
        Part::Requirement => text.requirement.as_str(),
        Part::Method => text.method.as_deref().unwrap_or_default(),
        Part::BiddersProvide => text.bidders_provide.as_deref().unwrap_or_default(),
        Part::Proof => text.proof.as_str(),
        Part::Control => text.control.as_str(),
        Part::Penalty => text.penalty.as_deref().unwrap_or_default(),
    };
    render_markdown(version, level, source)
}

fn written(version: &ClauseVersion, level: Level) -> OwnLevel {
    let mut own = OwnLevel::empty(level);
    for part in Part::ALL {
        *own.part_mut(part) = parent_text(version, level, part);
    }
    own
}

//! What a purchase of some value can bear.

use clausier_core::clauses::{ProportionScale, ProportionStep};
use clausier_core::french;

use super::said::Said;
use super::{Change, ChangeKind, matched};
use crate::proportion::FILE;

pub(super) fn compare(old: &ProportionScale, new: &ProportionScale, changes: &mut Vec<Change>) {
    let mut said = Said::new(changes, ChangeKind::Proportion, FILE, "Ce qu'un achat peut porter".to_owned());
    let found = matched(old.steps(), new.steps(), |step| step.below);
    for step in found.gone {
        said.say("step_removed", &format!("palier retiré, {}", named(step)));
    }
    for step in found.come {
        said.say("step_added", &format!("palier ajouté, {} : {}", named(step), bears(step)));
    }
    for (before, after) in found.both {
        said.text("step", &named(after), Some(&bears(before)), Some(&bears(after)));
    }
}

fn named(step: &ProportionStep) -> String {
    step.below.map_or_else(|| "au-delà du dernier palier".to_owned(), |below| format!("moins de {}", french::euros_ht(below)))
}

fn bears(step: &ProportionStep) -> String {
    let clauses = french::count(step.clauses as usize, "clause", "clauses");
    format!("{clauses}, effort {}, contrôle de {} minutes par an", step.effort, step.control_minutes)
}

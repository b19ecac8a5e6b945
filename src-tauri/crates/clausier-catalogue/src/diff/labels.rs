//! The labels that clauses cite or accept as proof.

use clausier_core::clauses::Label;

use super::said::Said;
use super::texts::quoted;
use super::{Change, ChangeKind, Pair, matched};
use crate::tables::{NamedLabel, Tables};

pub(super) fn compare(pair: &Pair<'_>, (old, new): (&Tables, &Tables), changes: &mut Vec<Change>) {
    let found = matched(&old.labels, &new.labels, |named| named.label.id.clone());
    for named in found.gone {
        said(&named.label, changes).say("removed", "retiré");
    }
    for (before, after) in found.both {
        changed(pair, (before, after), &mut said(&after.label, changes));
    }
    for named in found.come {
        said(&named.label, changes).say("added", &format!("ajouté ({})", named.label.body));
    }
}

fn said<'a>(label: &'a Label, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Label, &label.id, format!("Label {}", quoted(&label.name)))
}

fn changed(pair: &Pair<'_>, (old, new): (&NamedLabel, &NamedLabel), said: &mut Said<'_>) {
    let (before, after) = (&old.label, &new.label);
    said.text("title", "le nom", Some(&before.name), Some(&after.name));
    said.text("body", "l'organisme", Some(&before.body), Some(&after.body));
    said.text("covers", "ce qu'il couvre", Some(&before.covers), Some(&after.covers));
    said.text("reference", "la référence", Some(&before.reference), Some(&after.reference));
    let families = |label: &Label| label.families.iter().map(|one| pair.new.word(*one).to_owned()).collect::<Vec<_>>();
    said.list("families", "familles", &families(before), &families(after));
    said.list("words", "mots reconnus dans un texte", &old.words, &new.words);
}

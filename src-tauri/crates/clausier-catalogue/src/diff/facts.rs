//! Facts: those that a new edition asks for, and those that it no longer does.

use clausier_core::law::FactRecord;

use super::said::Said;
use super::texts::{quoted, yes};
use super::{Change, ChangeKind, matched};

pub(super) fn compare(old: &[FactRecord], new: &[FactRecord], changes: &mut Vec<Change>) {
    let found = matched(old, new, |fact| fact.word.clone());
    for fact in found.gone {
        said(fact, changes).say("removed", "ce fait n'est plus demandé");
    }
    for (old, new) in found.both {
        changed(old, new, &mut said(new, changes));
    }
    for fact in found.come {
        said(fact, changes).say("added", &format!("fait demandé désormais : {}", quoted(&fact.question)));
    }
}

fn said<'a>(fact: &'a FactRecord, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Fact, &fact.word, format!("Fait {}", quoted(&fact.named)))
}

fn changed(old: &FactRecord, new: &FactRecord, said: &mut Said<'_>) {
    said.text("question", "la question", Some(&old.question), Some(&new.question));
    let words = |fact: &FactRecord| fact.words.iter().map(|word| word.word.clone()).collect::<Vec<_>>();
    said.list("words", "mots admis", &words(old), &words(new));
    if old.field != new.field || old.kind != new.kind || old.default != new.default {
        said.say("reading", "il n'est plus lu de la même façon (champ, genre ou valeur tenue par défaut)");
    }
    if old.counts_only_if_known != new.counts_only_if_known {
        said.turned("reading", "« ne compte que connu »", yes(old.counts_only_if_known), yes(new.counts_only_if_known));
    }
}

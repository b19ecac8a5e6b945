//! Purchase families: their codes and their short lists.

use clausier_core::clauses::{Families, FamilyRecord};

use super::said::Said;
use super::texts::quoted;
use super::{Change, ChangeKind, Pair, matched};

pub(super) fn compare(pair: &Pair<'_>, (old, new): (&Families, &Families), changes: &mut Vec<Change>) {
    // The list of families is closed: the core knows each of them, and the reader asks for all.
    for (before, after) in matched(old.list(), new.list(), |record| record.family).both {
        let mut said = Said::new(changes, ChangeKind::Family, pair.new.word(after.family), format!("Famille {}", quoted(&after.name)));
        said.text("title", "le nom", Some(&before.name), Some(&after.name));
        said.list("cpv", "codes CPV", &before.cpv, &after.cpv);
        let reasons = |record: &FamilyRecord| record.unserved.iter().map(|one| one.reason.clone()).collect::<Vec<_>>();
        said.list("unserved", "thèmes sans clause", &reasons(before), &reasons(after));
        priorities(pair, (before, after), &mut said);
    }
}

fn priorities(pair: &Pair<'_>, (old, new): (&FamilyRecord, &FamilyRecord), said: &mut Said<'_>) {
    let ids = |record: &FamilyRecord| record.priorities.iter().map(|priority| priority.clause.clone()).collect::<Vec<_>>();
    let (before, after) = (ids(old), ids(new));
    said.keyed("priorities", "liste courte", &pair.clauses(&before), &pair.clauses(&after));
    let kept = |some: &[String], others: &[String]| some.iter().filter(|one| others.contains(one)).cloned().collect::<Vec<_>>();
    if kept(&before, &after) != kept(&after, &before) {
        said.say("order", "l'ordre de la liste courte change");
    }
    for (before, after) in matched(&old.priorities, &new.priorities, |priority| priority.clause.clone()).both {
        said.text("priorities", &format!("la raison de {}", pair.clause(&after.clause)), Some(&before.reason), Some(&after.reason));
    }
}

//! Lists of CPV codes.

use clausier_core::law::CodeList;

use super::said::Said;
use super::texts::quoted;
use super::{Change, ChangeKind, matched};

pub(super) fn compare(old: &[CodeList], new: &[CodeList], changes: &mut Vec<Change>) {
    let found = matched(old, new, |list| list.id.clone());
    for list in found.gone {
        said(list, changes).say("removed", "liste retirée");
    }
    for (old, new) in found.both {
        let mut said = said(new, changes);
        said.text("title", "le nom", Some(&old.named), Some(&new.named));
        said.list("codes", "codes", &old.prefixes, &new.prefixes);
        said.list("codes", "codes laissés de côté", &old.except, &new.except);
    }
    for list in found.come {
        said(list, changes).say("added", &format!("nouvelle liste ({})", list.prefixes.join(", ")));
    }
}

fn said<'a>(list: &'a CodeList, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::List, &list.id, format!("Liste de codes {}", quoted(&list.named)))
}

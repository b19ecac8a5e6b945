//! Targets of schemes: those that come and go, and figures that move.

use clausier_core::figures::{Target, TargetBasis};
use clausier_core::french;

use super::said::Said;
use super::texts::{day, quoted};
use super::{Change, ChangeKind, matched};

pub(super) fn compare(old: &[Target], new: &[Target], changes: &mut Vec<Change>) {
    let found = matched(old, new, |target| target.id.clone());
    for gone in found.gone {
        said(gone, changes).say("removed", "retiré");
    }
    for (before, after) in found.both {
        let mut said = said(after, changes);
        said.text("title", "l'intitulé", Some(&before.label), Some(&after.label));
        said.text("percent", "la part visée", Some(&share(before)), Some(&share(after)));
        said.text("horizon", "l'horizon", Some(&day(before.horizon)), Some(&day(after.horizon)));
        said.text("scheme", "le schéma", Some(&before.scheme), Some(&after.scheme));
        said.text("basis", "la base", Some(basis(before)), Some(basis(after)));
        said.text("indicator", "l'indicateur", Some(&before.indicator), Some(&after.indicator));
    }
    for come in found.come {
        said(come, changes).say("added", &format!("ajouté ({}, au {})", share(come), day(come.horizon)));
    }
}

fn said<'a>(target: &'a Target, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Target, &target.id, format!("Objectif {} ({})", quoted(&target.label), target.id))
}

fn share(target: &Target) -> String {
    format!("{} %", french::number(target.percent.as_f64()))
}

const fn basis(target: &Target) -> &'static str {
    match target.basis {
        TargetBasis::Count => "le nombre de marchés",
        TargetBasis::Value => "le montant notifié",
        TargetBasis::Spend => "les dépenses payées",
    }
}

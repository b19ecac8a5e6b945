//! Targets of schemes: those that come and go, and figures that move.

use clausier_core::figures::{Indicator, Target, TargetBasis};
use clausier_core::french;

use super::said::Said;
use super::texts::{day, quoted};
use super::{Change, ChangeKind, matched};
use crate::catalogue::Catalogue;

pub(super) fn compare((old, new): (&Catalogue, &Catalogue), changes: &mut Vec<Change>) {
    let found = matched(&old.targets, &new.targets, |target| target.id.clone());
    let indicator = |target: &Target| indicator(&new.indicators, target).or_else(|| indicator(&old.indicators, target));
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
        if before.indicator != after.indicator {
            said.text("indicator", "l'indicateur", indicator(before), indicator(after));
        }
    }
    for come in found.come {
        said(come, changes).say("added", &format!("ajouté ({}, au {})", share(come), day(come.horizon)));
    }
}

fn said<'a>(target: &'a Target, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Target, &target.id, format!("Objectif {}", quoted(&target.label)))
}

fn indicator<'a>(indicators: &'a [Indicator], target: &Target) -> Option<&'a str> {
    indicators.iter().find(|indicator| indicator.id == target.indicator).map(|indicator| indicator.label.as_str())
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

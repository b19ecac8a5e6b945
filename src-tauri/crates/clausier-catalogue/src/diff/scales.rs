//! Scales: their rows and dated values.

use clausier_core::law::{Row, Scale, ScaleValue, Step};

use super::rules::condition;
use super::said::Said;
use super::texts::{clock, confidence, day, published, quoted, sources};
use super::{Change, ChangeKind, Pair, matched};

pub(super) fn compare(pair: &Pair<'_>, changes: &mut Vec<Change>) {
    let found = matched(&pair.old.law.scales, &pair.new.law.scales, |scale| scale.id.clone());
    for scale in found.gone {
        said(scale, changes).say("removed", "barème retiré");
    }
    for (old, new) in found.both {
        changed(pair, old, new, &mut said(new, changes));
    }
    for scale in found.come {
        let mut said = said(scale, changes);
        said.say("added", "nouveau barème");
        scale
            .rows
            .iter()
            .flat_map(|row| row.values.steps().iter().map(move |step| (row, step)))
            .for_each(|place| value_added(scale, place, &mut said));
    }
}

fn said<'a>(scale: &'a Scale, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Scale, &scale.id, format!("Barème {}", quoted(&scale.named)))
}

fn changed(pair: &Pair<'_>, old: &Scale, new: &Scale, said: &mut Said<'_>) {
    said.text("title", "le nom", Some(&old.named), Some(&new.named));
    if old.unit != new.unit {
        said.say("unit", "l'unité change");
    }
    said.text("clock", "la date de référence", old.clock.map(clock), new.clock.map(clock));
    let (one, other) = (keyed(&old.rows), keyed(&new.rows));
    let found = matched(&one, &other, |(key, _)| key.clone());
    for (key, _) in found.gone {
        said.say("row_removed", &format!("ligne retirée : {}", key.0));
    }
    for (key, row) in found.come {
        said.say("row_added", &format!("ligne ajoutée : {}", key.0));
        row.values.steps().iter().for_each(|step| value_added(new, (row, step), said));
    }
    for ((_, old_row), (_, new_row)) in &found.both {
        condition(pair, ("condition", &format!("le champ de {}", quoted(&new_row.named))), (Some(&old_row.when), Some(&new_row.when)), said);
        values((old, old_row), (new, new_row), said);
    }
    let order = |rows: &[(Key, &Row)], others: &[(Key, &Row)]| {
        rows.iter().map(|(key, _)| key.clone()).filter(|key| others.iter().any(|(other, _)| other == key)).collect::<Vec<_>>()
    };
    if order(&one, &other) != order(&other, &one) {
        said.say("order", "l'ordre des lignes change : la première qui convient l'emporte");
    }
}

/// What a row is known by: its identifier or its name, and its rank among those that share it.
type Key = (String, usize);

fn keyed(rows: &[Row]) -> Vec<(Key, &Row)> {
    let name = |row: &Row| row.id.clone().unwrap_or_else(|| row.named.clone());
    rows.iter().enumerate().map(|(at, row)| ((name(row), rows.iter().take(at).filter(|other| name(other) == name(row)).count()), row)).collect()
}

fn values((old_scale, old): (&Scale, &Row), (new_scale, new): (&Scale, &Row), said: &mut Said<'_>) {
    let found = matched(old.values.steps(), new.values.steps(), |step| step.from);
    for step in found.gone {
        let value = published(&old_scale.unit, step.value.value);
        said.say("value_removed", &format!("{}, valeur du {} retirée ({value})", new.named, day(step.from)));
    }
    for step in found.come {
        value_added(new_scale, (new, step), said);
    }
    for (one, other) in found.both {
        value((old_scale, &one.value), (new_scale, other), &new.named, said);
    }
}

fn value_added(scale: &Scale, (row, step): (&Row, &Step<ScaleValue>), said: &mut Said<'_>) {
    said.say("value_added", &format!("{}, à compter du {} : {}", row.named, day(step.from), published(&scale.unit, step.value.value)));
}

fn value((old_scale, old): (&Scale, &ScaleValue), (new_scale, new): (&Scale, &Step<ScaleValue>), named: &str, said: &mut Said<'_>) {
    let of = |what: &str| format!("{named}, {what} à compter du {}", day(new.from));
    let (one, other) = (published(&old_scale.unit, old.value), published(&new_scale.unit, new.value.value));
    said.text("value", &of("la valeur"), Some(&one), Some(&other));
    said.text("confidence", &of("la confiance"), Some(confidence(old.confidence)), Some(confidence(new.value.confidence)));
    said.list("sources", &of("sources"), &sources(&old.sources), &sources(&new.value.sources));
}

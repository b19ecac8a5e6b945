//! Obligations and checks: what they ask, from when, of whom, and what covers them.

use clausier_core::law::{Condition, Exception, FigureRule, Obligation, Step, Version};

use super::condition::{Teller, same_option};
use super::said::Said;
use super::texts::{clock, confidence, day, effect, level, quoted, since, sources, yes};
use super::{Change, ChangeKind, Pair, matched};

pub(super) fn compare(pair: &Pair<'_>, kind: ChangeKind, (old, new): (&[Obligation], &[Obligation]), changes: &mut Vec<Change>) {
    let found = matched(old, new, |rule| rule.id.clone());
    for rule in found.gone {
        said(rule, kind, changes).say("removed", "n'existe plus dans la nouvelle édition");
    }
    for (old, new) in found.both {
        changed(pair, old, new, &mut said(new, kind, changes));
    }
    for rule in found.come {
        added(rule, &mut said(rule, kind, changes));
    }
}

fn said<'a>(rule: &'a Obligation, kind: ChangeKind, changes: &'a mut Vec<Change>) -> Said<'a> {
    let name = if kind == ChangeKind::Check { "Contrôle" } else { "Obligation" };
    Said::new(changes, kind, &rule.id, format!("{name} {}", quoted(&rule.title)))
}

fn added(rule: &Obligation, said: &mut Said<'_>) {
    let steps = rule.versions.steps();
    let from: Vec<String> = steps.iter().map(|step| since(step.from, step.value.dated)).collect();
    said.say("added", &format!("nouvelle ({}), {}", level(rule.level), from.join(", puis ")));
}

fn changed(pair: &Pair<'_>, old: &Obligation, new: &Obligation, said: &mut Said<'_>) {
    said.text("title", "l'intitulé", Some(&old.title), Some(&new.title));
    said.text("level", "le niveau", Some(level(old.level)), Some(level(new.level)));
    said.text("clock", "la date de référence", Some(clock(old.clock)), Some(clock(new.clock)));
    condition(pair, ("condition", "le champ"), (old.when.as_ref(), new.when.as_ref()), said);
    versions(pair, old, new, said);
    let repealed = |rule: &Obligation| rule.repealed_on.map(day);
    said.text("repealed", "le jour d'abrogation", repealed(old).as_deref(), repealed(new).as_deref());
    said.text("needs", "ce qui est attendu", old.needs.as_deref(), new.needs.as_deref());
    said.text("note", "la note", old.note.as_deref(), new.note.as_deref());
    condition(pair, ("coverage", "ce qui couvre la règle"), (old.satisfied_when.as_ref(), new.satisfied_when.as_ref()), said);
    condition(pair, ("coverage", "ce qui la couvre en partie"), (old.partly_when.as_ref(), new.partly_when.as_ref()), said);
    if old.per_lot != new.per_lot {
        said.turned("coverage", "la couverture lot par lot", yes(old.per_lot), yes(new.per_lot));
    }
    exceptions(pair, &old.exceptions, &new.exceptions, said);
    figures(pair, &old.figures, &new.figures, said);
}

fn versions(pair: &Pair<'_>, old: &Obligation, new: &Obligation, said: &mut Said<'_>) {
    let found = matched(old.versions.steps(), new.versions.steps(), |step| step.from);
    for step in found.gone {
        said.say("version_removed", &format!("version retirée ({})", since(step.from, step.value.dated)));
    }
    for step in found.come {
        said.say("version_added", &version_told(&pair.new, step));
    }
    for (old, new) in found.both {
        version(pair, old, new, said);
    }
}

fn version_told(teller: &Teller<'_>, step: &Step<Version>) -> String {
    let version = &step.value;
    let scope = version.when.as_ref().map(|when| format!(", si {}", teller.told(Some(when)))).unwrap_or_default();
    format!(
        "version ajoutée {} (effet : {} ; confiance {} ; source : {}){scope}",
        since(step.from, version.dated),
        effect(version.effect),
        confidence(version.confidence),
        sources(&version.sources).join(" ; ")
    )
}

fn version(pair: &Pair<'_>, old: &Step<Version>, new: &Step<Version>, said: &mut Said<'_>) {
    let when = day(new.from);
    let of = |what: &str| format!("version du {when}, {what}");
    let (one, other) = (&old.value, &new.value);
    said.text("effect", &of("l'effet"), Some(effect(one.effect)), Some(effect(other.effect)));
    said.text("confidence", &of("la confiance"), Some(confidence(one.confidence)), Some(confidence(other.confidence)));
    if one.dated != other.dated {
        said.turned("date", &of("« jour d'entrée en vigueur lu »"), yes(one.dated), yes(other.dated));
    }
    condition(pair, ("condition", &of("le champ")), (one.when.as_ref(), other.when.as_ref()), said);
    condition(pair, ("condition", &of("le cas à vérifier")), (one.doubtful_when.as_ref(), other.doubtful_when.as_ref()), said);
    condition(pair, ("condition", &of("le cas où la règle n’est qu’un conseil")), (one.lever_when.as_ref(), other.lever_when.as_ref()), said);
    said.list("sources", &of("sources"), &sources(&one.sources), &sources(&other.sources));
    said.text("note", &of("la note"), one.note.as_deref(), other.note.as_deref());
}

/// Says that a condition asks for something else.
pub(super) fn condition(
    pair: &Pair<'_>,
    (what, named): (&'static str, &str),
    (old, new): (Option<&Condition>, Option<&Condition>),
    said: &mut Said<'_>,
) {
    if !same_option((&pair.old, old), (&pair.new, new)) {
        said.turned(what, named, &pair.old.told(old), &pair.new.told(new));
    }
}

fn exceptions(pair: &Pair<'_>, old: &[Exception], new: &[Exception], said: &mut Said<'_>) {
    let found = matched(old, new, |exception| exception.id);
    for gone in found.gone {
        said.say("exception_removed", &format!("exception {} retirée ({})", gone.id, quoted(&gone.label)));
    }
    for come in found.come {
        said.say("exception_added", &format!("exception {} ajoutée ({})", come.id, quoted(&come.label)));
    }
    for (old, new) in found.both {
        said.text("exception", &format!("l'exception {}", new.id), Some(&old.label), Some(&new.label));
        let named = format!("ce qui rend l'exception {} plaidable", new.id);
        condition(pair, ("exception", &named), (old.arguable_when.as_ref(), new.arguable_when.as_ref()), said);
    }
}

fn figures(pair: &Pair<'_>, old: &[FigureRule], new: &[FigureRule], said: &mut Said<'_>) {
    let found = matched(old, new, |figure| figure.key.clone());
    for gone in found.gone {
        said.say("figure", &format!("chiffre retiré : {}", gone.named));
    }
    for come in found.come {
        said.say("figure", &format!("chiffre ajouté : {}", come.named));
    }
    for (old, new) in found.both {
        said.text("figure", &format!("le chiffre {}", quoted(&new.key)), Some(&old.named), Some(&new.named));
        if !pair.old.same_amount(old.amount, (&pair.new, new.amount)) {
            said.turned("figure", &format!("le calcul de {}", quoted(&new.named)), &pair.old.amount(old.amount), &pair.new.amount(new.amount));
        }
        if old.per_lot != new.per_lot {
            said.turned("figure", &format!("{} lot par lot", quoted(&new.named)), yes(old.per_lot), yes(new.per_lot));
        }
    }
}

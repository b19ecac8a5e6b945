//! The interview: questions that come and go, and what an answer no longer does.

use clausier_core::needs::{Interview, Question};

use super::rules::condition;
use super::said::{Keyed, Said};
use super::texts::{quoted, yes};
use super::{Change, ChangeKind, Pair, matched};

/// A question, and the title of its topic.
type Asked<'a> = (&'a str, &'a Question);

pub(super) fn compare(pair: &Pair<'_>, (old, new): (&Interview, &Interview), changes: &mut Vec<Change>) {
    topics(old, new, changes);
    let (one, other) = (asked(old), asked(new));
    let found = matched(&one, &other, |(_, question)| question.id.clone());
    for (_, question) in found.gone {
        said(question, changes).say("removed", "n'est plus posée");
    }
    for (before, after) in found.both {
        let mut said = said(after.1, changes);
        said.text("topic", "le sujet", Some(before.0), Some(after.0));
        changed(pair, before.1, after.1, &mut said);
    }
    for (topic, question) in found.come {
        said(question, changes).say("added", &format!("posée désormais, dans {}", quoted(topic)));
    }
}

fn asked(interview: &Interview) -> Vec<Asked<'_>> {
    interview.topics.iter().flat_map(|topic| topic.questions.iter().map(|question| (topic.title.as_str(), question))).collect()
}

fn said<'a>(question: &'a Question, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Question, &question.id, format!("Question {}", quoted(&question.text)))
}

/// A topic that comes or goes is told by its questions.
fn topics(old: &Interview, new: &Interview, changes: &mut Vec<Change>) {
    for (before, after) in matched(&old.topics, &new.topics, |topic| topic.id.clone()).both {
        let mut said = Said::new(changes, ChangeKind::Question, &after.id, format!("Sujet de l'entretien {}", quoted(&after.title)));
        said.text("title", "le titre", Some(&before.title), Some(&after.title));
        said.text("help", "l'explication", Some(&before.help), Some(&after.help));
    }
}

fn changed(pair: &Pair<'_>, old: &Question, new: &Question, said: &mut Said<'_>) {
    said.text("question", "la question", Some(&old.text), Some(&new.text));
    said.text("help", "l'aide", old.help.as_deref(), new.help.as_deref());
    if old.kind != new.kind {
        said.say("reading", "on n'y répond plus de la même façon");
    }
    let options = |question: &Question| question.options.iter().map(|one| (one.word.clone(), quoted(&one.label))).collect::<Vec<Keyed>>();
    said.keyed("options", "réponses proposées", &options(old), &options(new));
    for (before, after) in matched(&old.options, &new.options, |option| option.word.clone()).both {
        said.text("options", "une réponse", Some(&before.label), Some(&after.label));
    }
    said.text("unit", "l'unité", old.unit.as_deref(), new.unit.as_deref());
    let families = |question: &Question| question.families.iter().map(|one| pair.new.word(*one).to_owned()).collect::<Vec<_>>();
    said.list("families", "familles", &families(old), &families(new));
    condition(pair, ("condition", "le cas où elle est posée"), (old.condition.as_ref(), new.condition.as_ref()), said);
    if old.after != new.after {
        said.say("condition", "les réponses qu'elle attend d'abord changent");
    }
    if old.fact != new.fact {
        said.turned("reading", "« répond à la fiche du marché »", yes(old.fact.is_some()), yes(new.fact.is_some()));
    }
    effects(pair, old, new, said);
}

/// What the answers propose is told clause by clause; a reason or a value that changes is only said to.
fn effects(pair: &Pair<'_>, old: &Question, new: &Question, said: &mut Said<'_>) {
    let calls = |question: &Question| sorted(question.effects.iter().flat_map(|effect| effect.calls.clone()).collect());
    let aside = |question: &Question| sorted(question.effects.iter().flat_map(|effect| effect.aside.clone()).collect());
    let lists = [("clauses proposées", calls(old), calls(new)), ("clauses écartées", aside(old), aside(new))];
    let same = lists.iter().all(|(_, before, after)| before == after);
    for (named, before, after) in lists {
        said.keyed("effects", named, &pair.clauses(&before), &pair.clauses(&after));
    }
    if same && old.effects != new.effects {
        said.say("effects", "ce que ses réponses changent est écrit autrement (cas, raison ou valeur proposée)");
    }
    if old.themes != new.themes {
        let words = |question: &Question| question.themes.iter().map(|one| pair.new.word(*one).to_owned()).collect::<Vec<_>>();
        said.list("themes", "thèmes servis", &words(old), &words(new));
    }
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids.dedup();
    ids
}

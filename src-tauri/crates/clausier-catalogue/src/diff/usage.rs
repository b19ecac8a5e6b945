//! Usage, beside the law: what the interview asks, the figures of insertion hours, what a purchase can bear, and
//! the reasons proposed for leaving a clause out.

use clausier_core::clauses::{ProportionScale, ProportionStep};
use clausier_core::french;
use clausier_core::insertion::{InsertionRules, Sourced};
use clausier_core::needs::{Effect, Interview, Question};
use clausier_core::tender::{Euros, InsertionBasis};

use super::said::Said;
use super::texts::quoted;
use super::{Change, ChangeKind, matched};
use crate::catalogue::Catalogue;

pub(super) fn compare(old: &Catalogue, new: &Catalogue, changes: &mut Vec<Change>) {
    questions(&old.interview, &new.interview, changes);
    insertion(&old.insertion, &new.insertion, changes);
    proportion(&old.proportion, &new.proportion, changes);
    let reasons = |catalogue: &Catalogue| catalogue.reasons.iter().map(|reason| quoted(reason)).collect::<Vec<_>>();
    let mut said = Said::new(changes, ChangeKind::Reason, "motifs", "Motifs pour écarter une clause".to_owned());
    said.list("reasons", "motifs", &reasons(old), &reasons(new));
}

fn questions(old: &Interview, new: &Interview, changes: &mut Vec<Change>) {
    let all = |interview: &Interview| interview.questions().cloned().collect::<Vec<Question>>();
    let (old, new) = (all(old), all(new));
    let found = matched(&old, &new, |question| question.id.clone());
    for gone in found.gone {
        of_question(gone, changes).say("removed", "elle n'est plus posée");
    }
    for (before, after) in found.both {
        question(before, after, &mut of_question(after, changes));
    }
    for come in found.come {
        of_question(come, changes).say("added", "elle est posée désormais");
    }
}

fn of_question<'a>(question: &'a Question, changes: &'a mut Vec<Change>) -> Said<'a> {
    Said::new(changes, ChangeKind::Question, &question.id, format!("Question {} ({})", quoted(&question.text), question.id))
}

fn question(old: &Question, new: &Question, said: &mut Said<'_>) {
    said.text("question", "la question", Some(&old.text), Some(&new.text));
    said.text("help", "l'aide", old.help.as_deref(), new.help.as_deref());
    let labels = |question: &Question| question.options.iter().map(|option| option.label.clone()).collect::<Vec<_>>();
    said.list("options", "réponses", &labels(old), &labels(new));
    let called = |question: &Question| named(question, |effect| &effect.calls);
    said.list("calls", "clauses appelées", &called(old), &called(new));
    let aside = |question: &Question| named(question, |effect| &effect.aside);
    said.list("aside", "clauses écartées", &aside(old), &aside(new));
    if old.effects != new.effects && called(old) == called(new) && aside(old) == aside(new) {
        said.say("effects", "ce que ses réponses changent, ou la raison donnée, n'est plus le même");
    }
    if (&old.condition, &old.after, &old.families, old.kind, old.fact) != (&new.condition, &new.after, &new.families, new.kind, new.fact) {
        said.say("reading", "elle n'est plus posée ou lue de la même façon");
    }
}

fn named(question: &Question, list: impl Fn(&Effect) -> &Vec<String>) -> Vec<String> {
    let mut ids: Vec<String> = question.effects.iter().flat_map(|effect| list(effect).clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn insertion(old: &InsertionRules, new: &InsertionRules, changes: &mut Vec<Change>) {
    let mut said = Said::new(changes, ChangeKind::Insertion, "insertion", "Heures d'insertion".to_owned());
    let hours = |number: u32| format!("{number} heures");
    said.text("step", "l'arrondi", Some(&hours(old.step)), Some(&hours(new.step)));
    said.text("floor", "le plancher", Some(&hours(old.floor_hours)), Some(&hours(new.floor_hours)));
    let months = |number: u32| format!("{number} mois");
    said.text("floor", "la durée plancher", Some(&months(old.floor_months)), Some(&months(new.floor_months)));
    for basis in [InsertionBasis::Amount, InsertionBasis::Orders, InsertionBasis::Hires] {
        figure("rate", basis_words(basis), old.rate(basis), new.rate(basis), &mut said);
    }
    let trades = matched(&old.trades, &new.trades, |trade| trade.name.clone());
    for gone in trades.gone {
        said.say("trade", &format!("métier retiré, {}", quoted(&gone.name)));
    }
    for (before, after) in trades.both {
        let named = |what: &str| format!("{what} du métier {}", quoted(&after.name));
        figure("trade", &named("la part de main-d'œuvre"), before.labour_share.as_ref(), after.labour_share.as_ref(), &mut said);
        figure("trade", &named("le coût d'une heure"), before.hourly_cost.as_ref(), after.hourly_cost.as_ref(), &mut said);
        said.list("trade", &named("codes CPV"), &before.cpv, &after.cpv);
    }
    for come in trades.come {
        said.say("trade", &format!("métier ajouté, {}", quoted(&come.name)));
    }
    if old.clauses != new.clauses {
        said.say("clauses", "les clauses qui portent le résultat, ou leurs paramètres, ne sont plus les mêmes");
    }
}

fn figure(what: &'static str, named: &str, old: Option<&Sourced>, new: Option<&Sourced>, said: &mut Said<'_>) {
    let words = |figure: Option<&Sourced>| figure.map(|figure| format!("{} ({})", french::number(figure.value), figure.origin));
    said.text(what, named, words(old).as_deref(), words(new).as_deref());
}

const fn basis_words(basis: InsertionBasis) -> &'static str {
    match basis {
        InsertionBasis::Amount => "le taux sur le montant",
        InsertionBasis::Orders => "le taux sur les commandes",
        InsertionBasis::Hires => "le taux sur les embauches",
    }
}

fn proportion(old: &ProportionScale, new: &ProportionScale, changes: &mut Vec<Change>) {
    let mut said = Said::new(changes, ChangeKind::Proportion, "proportion", "Ce qu'un achat peut porter".to_owned());
    let found = matched(old.steps(), new.steps(), |step| step.below);
    for gone in found.gone {
        said.say("removed", &format!("le palier {} est retiré", up_to(gone.below)));
    }
    for (before, after) in found.both {
        said.text("step", &format!("le palier {}", up_to(after.below)), Some(&bears(before)), Some(&bears(after)));
    }
    for come in found.come {
        said.say("added", &format!("le palier {} est ajouté, {}", up_to(come.below), bears(come)));
    }
}

fn up_to(below: Option<Euros>) -> String {
    below.map_or_else(|| "sans plafond".to_owned(), |below| format!("sous {}", french::euros_ht(below)))
}

fn bears(step: &ProportionStep) -> String {
    format!("{} clauses, effort {}, {} minutes de contrôle par an", step.clauses, step.effort, step.control_minutes)
}

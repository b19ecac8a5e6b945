//! Why a clause is proposed, in full French sentences.

use super::candidate::{Candidate, Fit};
use super::{ClauseLibrary, OpenDuty};
use crate::french;

/// Clauses named in one sentence; of more, it says that there are others.
const NAMED: usize = 2;

/// Writes the reasons of a candidate: the duty that it helps to cover, or what covers it already, then why
/// it fits the purchase, then the answers that call for it.
pub(super) fn because(candidate: &Candidate<'_>, library: &ClauseLibrary) -> String {
    let fits = fit_sentence(candidate).filter(|_| candidate.called.is_empty() || !matches!(candidate.fit, Fit::None) || candidate.listed.is_some());
    let duties = duty_sentence(candidate).or_else(|| elsewhere_sentence(candidate, library));
    let mut sentences: Vec<String> = [duties, fits].into_iter().flatten().collect();
    sentences.extend(candidate.called.iter().map(|reason| (*reason).to_owned()));
    french::typography(&sentences.join(" "))
}

fn duty_sentence(candidate: &Candidate<'_>) -> Option<String> {
    let titles = |wanted: &dyn Fn(&OpenDuty) -> bool| -> Vec<String> {
        candidate.duties.iter().filter(|duty| wanted(duty)).map(|duty| format!("« {} »", duty.title)).collect()
    };
    let open = titles(&|duty| duty.is_open());
    let begun = !titles(&|duty| duty.is_begun()).is_empty();
    let covered = titles(&|duty| duty.satisfied && duty.satisfied_by.contains(&candidate.clause.id));
    match (open.as_slice(), covered.as_slice()) {
        ([], []) => None,
        ([], [one]) => Some(format!("Cette clause couvre une obligation de ce marché : {one}.")),
        ([], several) => Some(format!("Cette clause couvre des obligations de ce marché : {}.", french::and(several))),
        ([one], _) => {
            let left = if begun { "n’est couverte qu’en partie" } else { "n’est pas encore couverte" };
            Some(format!("Cette clause répond à une obligation de ce marché qui {left} : {one}."))
        }
        (several, _) => {
            let left = if begun { "ne sont pas encore entièrement couvertes" } else { "ne sont pas encore couvertes" };
            Some(format!("Cette clause répond à des obligations de ce marché qui {left} : {}.", french::and(several)))
        }
    }
}

/// Says what covers already the duties that the clause could have covered: it is no longer asked for.
fn elsewhere_sentence(candidate: &Candidate<'_>, library: &ClauseLibrary) -> Option<String> {
    let covered: Vec<&&OpenDuty> = candidate.duties.iter().filter(|duty| duty.satisfied && !duty.satisfied_by.is_empty()).collect();
    let titles: Vec<String> = covered.iter().map(|duty| format!("« {} »", duty.title)).collect();
    let mut names: Vec<String> = Vec::new();
    for name in covered.iter().flat_map(|duty| &duty.satisfied_by).map(|id| named(id, library)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > NAMED {
        names.truncate(NAMED);
        names.push("d’autres".to_owned());
    }
    match titles.as_slice() {
        [] => None,
        [one] => Some(format!("L’obligation {one} est déjà couverte par {}.", french::and(&names))),
        several => Some(format!("Les obligations {} sont déjà couvertes par {}.", french::and(several), french::and(&names))),
    }
}

/// Names a clause by its title; a criterion is known by its label already.
fn named(id: &str, library: &ClauseLibrary) -> String {
    format!("« {} »", library.find(id).map_or(id, |clause| clause.title.as_str()))
}

fn fit_sentence(candidate: &Candidate<'_>) -> Option<String> {
    if let Some(listed) = &candidate.listed {
        let reason = listed.priority.reason.trim().trim_end_matches('.');
        return Some(format!("Pour la famille « {} », {reason}.", listed.family.name));
    }
    match &candidate.fit {
        Fit::Code(code) => Some(format!("Le code CPV {code} de ce marché fait partie de ceux que vise cette clause.")),
        Fit::Family(name) => Some(format!("Cette clause est écrite pour la famille « {name} ».")),
        Fit::Every => Some("Cette clause convient à tous les achats.".to_owned()),
        Fit::None if candidate.is_kept() => Some("Vous avez retenu cette clause depuis la bibliothèque.".to_owned()),
        Fit::None if candidate.duties.is_empty() => Some("Cette clause n’est pas écrite pour cette famille d’achat.".to_owned()),
        Fit::None => Some("Sans code CPV, Clausier ne sait pas encore si elle convient à votre achat.".to_owned()),
    }
}

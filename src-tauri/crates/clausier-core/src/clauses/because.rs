//! Why a clause is proposed, in full French sentences.

use super::OpenDuty;
use super::candidate::{Candidate, Fit};
use crate::french;

/// Writes the reasons of a candidate: the duty that it helps to cover, then why it fits the purchase,
/// then the answers that call for it.
pub(super) fn because(candidate: &Candidate<'_>) -> String {
    let fits = fit_sentence(candidate).filter(|_| candidate.called.is_empty() || !matches!(candidate.fit, Fit::None) || candidate.listed.is_some());
    let mut sentences: Vec<String> = [duty_sentence(candidate), fits].into_iter().flatten().collect();
    sentences.extend(candidate.called.iter().map(|reason| (*reason).to_owned()));
    french::typography(&sentences.join(" "))
}

fn duty_sentence(candidate: &Candidate<'_>) -> Option<String> {
    let titles = |wanted: &dyn Fn(&OpenDuty) -> bool| -> Vec<String> {
        candidate.duties.iter().filter(|duty| wanted(duty)).map(|duty| format!("« {} »", duty.title)).collect()
    };
    let open = titles(&|duty| duty.is_open());
    let covered = titles(&|duty| duty.satisfied && duty.satisfied_by.contains(&candidate.clause.id));
    match (open.as_slice(), covered.as_slice()) {
        ([], []) => None,
        ([], [one]) => Some(format!("Cette clause couvre une obligation de ce marché : {one}.")),
        ([], several) => Some(format!("Cette clause couvre des obligations de ce marché : {}.", french::and(several))),
        ([one], _) => Some(format!("Cette clause répond à une obligation de ce marché qui n’est pas encore couverte : {one}.")),
        (several, _) => {
            Some(format!("Cette clause répond à des obligations de ce marché qui ne sont pas encore couvertes : {}.", french::and(several)))
        }
    }
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

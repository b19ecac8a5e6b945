//! Social and environmental considerations, in the words of DECP: told from what is really in the file.

use crate::tender::{CriterionKind, Lot, Nature, ReservedFor, Tender, TenderId, Theme};

use super::summary::ClauseLookup;

/// Returns the considerations of the whole consultation, social ones first.
pub fn considerations(tender: &Tender, clause: &ClauseLookup<'_>) -> Vec<String> {
    words(tender, None, clause)
}

/// Returns those of one lot: clauses that name it or name none, its own criteria when it has some, its reservation.
pub fn considerations_of_lot(tender: &Tender, lot: &Lot, clause: &ClauseLookup<'_>) -> Vec<String> {
    words(tender, Some(lot), clause)
}

/// Names of the two lists of DECP.
pub(super) const SOCIAL: &str = "considerationsSociales";
pub(super) const ENVIRONMENTAL: &str = "considerationsEnvironnementales";
/// Whether a contract is one lot among others: the published data have no such field.
pub(super) const LOTS: &str = "lots";

/// Returns what is not known of a contract: the lists that say neither a consideration nor that there is none, and its lots
/// when it was read from published data. What is not known is never counted as none.
pub(super) fn untold(tender: &Tender, considerations: &[String]) -> Vec<String> {
    let said = |environmental: bool| considerations.iter().any(|word| is_environmental(word) == environmental);
    let lots = !tender.lots.is_empty() || !is_published_elsewhere(tender);
    let all = [(SOCIAL, said(false)), (ENVIRONMENTAL, said(true)), (LOTS, lots)];
    all.into_iter().filter(|(_, said)| !said).map(|(name, _)| name.to_owned()).collect()
}

/// Tells whether a word of DECP belongs to the environmental list.
pub(super) fn is_environmental(word: &str) -> bool {
    word.contains("environnemental")
}

/// Returns for whom lots are reserved, each kind once.
pub fn reservations(tender: &Tender) -> Vec<ReservedFor> {
    let mut found = Vec::new();
    for reserved in tender.lots.iter().filter_map(|lot| lot.reserved_for) {
        if !found.contains(&reserved) {
            found.push(reserved);
        }
    }
    found
}

fn words(tender: &Tender, lot: Option<&Lot>, clause: &ClauseLookup<'_>) -> Vec<String> {
    if let Some(declared) = declared(tender) {
        return declared;
    }
    let concession = matches!(tender.nature, Some(Nature::WorksConcession | Nature::ServicesConcession));
    let reserved = lot.map_or_else(|| !reservations(tender).is_empty(), |lot| lot.reserved_for.is_some());
    let social = [
        (has_clause(tender, lot, clause, Theme::is_social), "Clause sociale"),
        (has_criterion(tender, lot, &[CriterionKind::Social]), "Critère social"),
        (reserved, if concession { "Concession réservée" } else { "Marché réservé" }),
    ];
    let environmental = [
        (has_clause(tender, lot, clause, Theme::is_environmental), "Clause environnementale"),
        (has_criterion(tender, lot, &[CriterionKind::Environmental, CriterionKind::LifeCycleCost]), "Critère environnemental"),
    ];
    let mut found = held(&social, "Pas de considération sociale");
    found.extend(held(&environmental, "Pas de considération environnementale"));
    found
}

/// What was declared elsewhere stands only for a contract of which nothing else is known. One that was read from published
/// data says nothing more than they do.
fn declared(tender: &Tender) -> Option<Vec<String>> {
    let nothing_else = tender.selections.is_empty() && tender.criteria.is_empty() && tender.lots.is_empty();
    let said = tender
        .publication
        .as_ref()
        .map(|publication| [publication.social_considerations.as_slice(), &publication.environmental_considerations].concat());
    let said = said.unwrap_or_default();
    (nothing_else && (!said.is_empty() || is_published_elsewhere(tender))).then_some(said)
}

/// The identifier of a contract read from published data is drawn from its buyer and its number.
fn is_published_elsewhere(tender: &Tender) -> bool {
    let siret = tender.buyer.as_ref().and_then(|buyer| buyer.siret.as_deref());
    let number = tender.award.as_ref().and_then(|award| award.decp_id.as_deref());
    siret.zip(number).is_some_and(|(siret, number)| tender.id == TenderId::of_published(siret, number))
}

fn held(words: &[(bool, &str)], none: &str) -> Vec<String> {
    let held: Vec<String> = words.iter().filter(|(holds, _)| *holds).map(|(_, word)| (*word).to_owned()).collect();
    if held.is_empty() { vec![none.to_owned()] } else { held }
}

fn has_clause(tender: &Tender, lot: Option<&Lot>, clause: &ClauseLookup<'_>, wanted: fn(Theme) -> bool) -> bool {
    let concerns = |lots: &[u32]| lot.is_none_or(|lot| lots.is_empty() || lots.contains(&lot.number));
    let selections = tender.selections.iter().filter(|selection| concerns(&selection.lots));
    selections.filter_map(|selection| clause(&selection.clause)).any(|(theme, kind)| kind.binds() && wanted(theme))
}

fn has_criterion(tender: &Tender, lot: Option<&Lot>, wanted: &[CriterionKind]) -> bool {
    let own = |lot: &Lot| lot.criteria.clone();
    let all = match lot {
        Some(lot) => own(lot).unwrap_or_else(|| tender.criteria.clone()),
        None => tender.criteria.iter().cloned().chain(tender.lots.iter().filter_map(own).flatten()).collect(),
    };
    let is = |kind: Option<CriterionKind>| kind.is_some_and(|kind| wanted.contains(&kind));
    all.iter().any(|criterion| is(criterion.kind) || criterion.sub.iter().any(|sub| is(sub.kind)))
}

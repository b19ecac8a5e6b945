//! The summary of a tender: the only thing that ever leaves this computer, field by field.
//!
//! Allow-list (reliability.md §4.7): nothing before publication, never an estimate, no person, no
//! clause text, no note. A field added here is a decision: the test at the end lists them all.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::considerations::{considerations, reservations, untold};
use super::contracts::{SummaryContract, any_known, contracts, is_social_enterprise, social_part};
use crate::tender::{ClauseKind, Euros, Holder, Level, Nature, ReservedFor, Stage, Tender, TenderId, Theme};

/// One clause of a summary: which one, never its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub struct SummaryClause {
    pub id: String,
    pub version: Option<String>,
    pub theme: Option<Theme>,
    pub niveau: Option<Level>,
}

/// Planned and done hours of insertion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub struct SummaryHours {
    pub prevues: Option<f64>,
    pub faites: Option<f64>,
}

/// What the organisation may know of a published tender. Field names are those of the shared folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub struct Summary {
    pub id: TenderId,
    pub annee: i32,
    /// `publie`, `notifie`, `en_cours`, `clos`, `abandonne`.
    pub statut: String,
    pub objet: Option<String>,
    pub nature: Option<Nature>,
    pub cpv: Vec<String>,
    pub siret: Option<String>,
    pub direction: Option<String>,
    pub notifie_le: Option<NaiveDate>,
    /// Notified amount, in euros; never the estimate.
    pub montant: Option<Euros>,
    /// Words of DECP: « Clause environnementale », « Marché réservé »…
    pub considerations: Vec<String>,
    pub clauses: Vec<SummaryClause>,
    pub heures: Option<SummaryHours>,
    pub reservation: Vec<ReservedFor>,
    pub pme: Option<bool>,
    pub ess: Option<bool>,
    /// Part of the amount that goes to social enterprises, when the holders' amounts tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub montant_ess: Option<Euros>,
    /// Of which nothing is known: `considerationsSociales`, `considerationsEnvironnementales`, `lots`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inconnu: Vec<String>,
    /// One entry per lot; absent without lots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marches: Vec<SummaryContract>,
}

/// What a summary needs to know of a clause of the catalogue.
pub type ClauseLookup<'a> = dyn Fn(&str) -> Option<(Theme, ClauseKind)> + 'a;

/// Returns the summary of a tender, or `None` while nothing of it may leave: before publication, when
/// abandoned without ever having been shared (`already_shared`), for a sample, or without any date.
pub fn summarise(tender: &Tender, clause: &ClauseLookup<'_>, already_shared: bool) -> Option<Summary> {
    let statut = shared_status(tender.stage(), already_shared)?;
    if tender.sample == Some(true) {
        return None;
    }
    let notified = tender.stage().is_notified();
    let award = tender.award.as_ref().filter(|_| notified);
    let considerations = considerations(tender, clause);
    let holders = || award.map(|award| award.holders.as_slice()).unwrap_or_default();
    Some(Summary {
        id: tender.id,
        annee: tender.notified_on.filter(|_| notified).or(tender.consultation_on)?.year(),
        statut: statut.to_owned(),
        objet: tender.title.clone(),
        nature: tender.nature,
        cpv: tender.all_cpv().into_iter().map(str::to_owned).collect(),
        siret: tender.buyer.as_ref().and_then(|buyer| buyer.siret.clone()),
        direction: tender.department.clone(),
        notifie_le: tender.notified_on.filter(|_| notified),
        montant: award.and_then(|award| award.amount_eur),
        inconnu: untold(tender, &considerations),
        considerations,
        clauses: tender
            .selections
            .iter()
            .map(|selection| SummaryClause {
                id: selection.clause.clone(),
                version: selection.version.clone(),
                theme: clause(&selection.clause).map(|(theme, _)| theme),
                niveau: selection.level,
            })
            .collect(),
        heures: hours(tender, notified),
        reservation: reservations(tender),
        pme: any_known(holders().iter().map(Holder::is_sme)),
        ess: any_known(holders().iter().map(is_social_enterprise)),
        montant_ess: social_part(holders()),
        marches: contracts(tender, clause, notified),
    })
}

/// Returns the word of the shared folder for a stage that may be shared.
fn shared_status(stage: Stage, already_shared: bool) -> Option<&'static str> {
    match stage {
        Stage::Need | Stage::Drafting => None,
        Stage::Published => Some("publie"),
        Stage::Notified => Some("notifie"),
        Stage::Executing => Some("en_cours"),
        Stage::Closed => Some("clos"),
        Stage::Abandoned => already_shared.then_some("abandonne"),
    }
}

fn hours(tender: &Tender, notified: bool) -> Option<SummaryHours> {
    let execution = tender.execution.as_ref().filter(|_| notified)?;
    Some(SummaryHours { prevues: execution.insertion_hours_planned, faites: execution.insertion_hours_done })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"{"schema":"clausier/tender/1","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11",
        "title":"Objet public","reference":"CANARI-REF","department":"Direction","nature":"works",
        "estimated_value_eur":424242,"consultation_on":"2026-09-15","notified_on":"2027-01-04",
        "needs":{"notes":"CANARI-NOTE"},"quotes":[{"supplier":"CANARI-DEVIS"}],
        "set_aside":[{"clause":"env-01","reason":"CANARI-MOTIF"}],
        "selections":[{"clause":"env-08","text":"CANARI-TEXTE","title":"CANARI-TITRE","note":"CANARI-AVIS","level":"basic"}],
        "criteria":[{"label":"CANARI-CRITERE","kind":"environmental","weight":20}],
        "award":{"amount_eur":390000,"holders":[{"lot":1,"name":"CANARI-TITULAIRE","id":"CANARI-ID","sme":true}]},
        "stage":"STAGE"}"#;

    fn tender(stage: &str) -> Tender {
        serde_json::from_str(&FULL.replace("STAGE", stage)).expect("the test writes a tender that can be read")
    }

    fn lookup(id: &str) -> Option<(Theme, ClauseKind)> {
        (id == "env-08").then_some((Theme::Environment, ClauseKind::PerformanceCondition))
    }

    #[test]
    fn nothing_leaves_before_publication() {
        for stage in ["need", "drafting", "abandoned"] {
            assert_eq!(summarise(&tender(stage), &lookup, false), None, "stage: {stage}");
        }
    }

    #[test]
    fn a_sample_never_leaves() {
        let sample = Tender { sample: Some(true), ..tender("published") };
        assert_eq!(summarise(&sample, &lookup, false), None);
    }

    #[test]
    fn no_amount_leaves_before_notification_and_the_estimate_never() {
        for stage in ["published", "notified", "executing", "closed"] {
            let summary = summarise(&tender(stage), &lookup, false).expect("a published tender is shared");
            let amount = (stage != "published").then_some(Euros::whole(390_000));
            assert_eq!(summary.montant, amount, "stage: {stage}");
            let json = serde_json::to_string(&summary).unwrap_or_default();
            assert!(!json.contains("424242"), "the estimate never leaves ({stage})");
        }
    }

    #[test]
    fn only_the_listed_fields_leave() {
        let summary = summarise(&tender("closed"), &lookup, false).expect("a closed tender is shared");
        let json = serde_json::to_value(&summary).expect("a summary is plain data");
        let names: Vec<&str> = json.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default();
        let mut allowed = [
            "id",
            "annee",
            "statut",
            "objet",
            "nature",
            "cpv",
            "siret",
            "direction",
            "notifie_le",
            "montant",
            "considerations",
            "clauses",
            "heures",
            "reservation",
            "pme",
            "ess",
        ];
        let mut names = names;
        names.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(names, allowed, "a new field needs a recorded decision");
        assert!(!json.to_string().contains("CANARI"), "nothing written elsewhere in the tender leaves: {json}");
        assert_eq!(summary.considerations, ["Pas de considération sociale", "Clause environnementale", "Critère environnemental"]);
    }
}

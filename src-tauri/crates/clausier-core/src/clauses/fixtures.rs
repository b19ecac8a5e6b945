//! Clauses, families and tenders for the tests beside: only what each test shows.

use std::collections::BTreeMap;

use super::*;
use crate::tender::{ClauseKind, DocumentKind, Family, Level, Scalar, Selection, Tender, TenderId, Theme};
use chrono::NaiveDate;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the test writes a day")
}

pub(super) fn parameter(name: &str, kind: ParameterKind, default: Option<Scalar>) -> Parameter {
    Parameter {
        name: name.to_owned(),
        label: format!("Libellé de {name}"),
        kind,
        unit: (kind == ParameterKind::Duration).then(|| "jours".to_owned()),
        default: default.map_or(ParameterDefault::None, ParameterDefault::Same),
        min: None,
        max: None,
        choices: Vec::new(),
        origin: "Proposition".to_owned(),
    }
}

pub(super) fn version(number: &str, from: &str) -> ClauseVersion {
    let text = LevelText {
        requirement: "Le titulaire valorise {{taux}} des déchets.\n\n- il trie ;\n- il pèse.".to_owned(),
        proof: "Le titulaire remet l'état sous {{delai}}.".to_owned(),
        control: "L'acheteur vérifie.".to_owned(),
        penalty: Some("Chaque retard vaut {{penalite}}.".to_owned()),
        ..LevelText::default()
    };
    let advanced = LevelText { difference: Some("Le taux monte.".to_owned()), ..text.clone() };
    let per_level = BTreeMap::from([(Level::Basic, Scalar::Number(70.0)), (Level::Advanced, Scalar::Number(85.0))]);
    let rate = Parameter { default: ParameterDefault::PerLevel(per_level), ..parameter("taux", ParameterKind::Percentage, None) };
    ClauseVersion {
        version: number.to_owned(),
        from: day(from),
        levels: BTreeMap::from([(Level::Basic, text), (Level::Advanced, advanced)]),
        parameters: vec![
            rate,
            parameter("delai", ParameterKind::Duration, Some(Scalar::Number(15.0))),
            parameter("penalite", ParameterKind::Amount, None),
        ],
        verbatim: false,
    }
}

pub(super) fn clause(id: &str, theme: Theme) -> Clause {
    Clause {
        id: id.to_owned(),
        title: format!("Clause {id}"),
        theme,
        families: Vec::new(),
        cpv: Vec::new(),
        kind: ClauseKind::PerformanceCondition,
        document: DocumentKind::Cctp,
        also_documents: vec![DocumentKind::Ccap],
        serves: Vec::new(),
        legal_floor: None,
        effort: 2,
        control_minutes: 60,
        controller: "acheteur".to_owned(),
        min_amount: None,
        min_duration_months: None,
        derogates_ccag: Vec::new(),
        object: "Objet".to_owned(),
        cautions: Vec::new(),
        need: format!("Question de {id} ?"),
        guidance: Guidance::default(),
        confidence: ClauseConfidence::High,
        reviewed_on: day("2026-11-24"),
        sources: Vec::new(),
        versions: Versions::new(vec![version("1.0.0", "2026-11-01")]).expect("one version"),
    }
}

pub(super) fn library(clauses: Vec<Clause>) -> ClauseLibrary {
    ClauseLibrary::new(clauses).expect("identifiers differ")
}

pub(super) fn tender(cpv: &[&str]) -> Tender {
    Tender { cpv: cpv.iter().map(|code| (*code).to_owned()).collect(), ..Tender::new(TenderId(uuid::Uuid::nil())) }
}

pub(super) fn selection(clause: &str) -> Selection {
    serde_json::from_value(serde_json::json!({ "clause": clause })).expect("a selection")
}

/// Works (45) with a short list, and cleaning (909) with none.
pub(super) fn families(short_list: &[&str]) -> Families {
    let record = |family, name: &str, prefix: &str, ids: &[&str]| FamilyRecord {
        family,
        name: name.to_owned(),
        cpv: vec![prefix.to_owned()],
        priorities: ids.iter().map(|id| Priority { clause: (*id).to_owned(), reason: "le chantier produit des déchets".to_owned() }).collect(),
        unserved: Vec::new(),
    };
    Families::new(vec![record(Family::Works, "Travaux", "45", short_list), record(Family::Cleaning, "Nettoyage", "909", &[])])
}

pub(super) fn duty(obligation: &str, satisfied: bool) -> OpenDuty {
    OpenDuty { obligation: obligation.to_owned(), title: format!("Titre {obligation}"), applies: true, satisfied, satisfied_by: Vec::new() }
}

pub(super) fn suggested(theme: &ThemeChecklist) -> Vec<&str> {
    theme.suggestions.iter().map(|one| one.clause.as_str()).collect()
}

/// Makes the checklist of a tender on a fixed day, without conditions.
pub(super) fn make(library: &ClauseLibrary, families: &Families, duties: &[OpenDuty], tender: &Tender) -> Checklist {
    make_with(library, families, duties, tender, &Calls::default())
}

/// Makes the same, with what the answers ask.
pub(super) fn make_with(library: &ClauseLibrary, families: &Families, duties: &[OpenDuty], tender: &Tender, calls: &Calls) -> Checklist {
    checklist(&ChecklistInput { library, families, duties, tender, on: day("2026-11-24"), may_hold: &|_| true, calls })
}

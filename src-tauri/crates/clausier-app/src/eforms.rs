//! The European notice (eForms) of a tender, with what the catalogue knows of its clauses and of its duties.

use std::path::Path;

use clausier_core::clauses::ClauseLibrary;
use clausier_core::french;
use clausier_core::law::{Assessment, Coverage, Line, Outcome};
use clausier_core::tender::Tender;
use clausier_open_data::eforms::{self, ClauseSaid, Concern, Inputs};
use serde::Serialize;

use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files;
use crate::now::Now;

/// What was written (contract §1).
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Notice {
    pub written: String,
    /// A required field is missing: the notice cannot be sent yet.
    pub draft: bool,
    /// Business terms that are not known.
    pub missing: Vec<String>,
    pub warnings: Vec<String>,
}

/// Writes a tender as a UBL ContractNotice; what is not known is left out and named.
pub fn write(engine: &Engine, tender: &Tender, out: &Path, replace: bool, now: &Now) -> UserResult<Notice> {
    let export = export(engine, tender, now)?;
    files::write(out, &export.xml, replace)?;
    let warnings = export.concerns.iter().map(|concern| french::typography(&sentence(concern, engine))).collect();
    Ok(Notice { written: out.display().to_string(), draft: export.draft, missing: export.missing, warnings })
}

pub(crate) fn export(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<eforms::Export> {
    let rules = &engine.catalogue.notices;
    if rules.types.is_empty() {
        return Err(UserError::new("avis-sans-regles", &[]));
    }
    let assessment = engine.assess(tender, now.today);
    let ids = |wanted: fn(&Line) -> bool| of_duties(&assessment, wanted);
    let applying = ids(|line| line.outcome == Outcome::Applies);
    let uncovered = ids(|line| line.outcome == Outcome::Applies && matches!(line.satisfied, Coverage::No | Coverage::Partly));
    let library = engine.library_of(tender);
    let clause = |id: &str| said(&library, id);
    Ok(eforms::write(&Inputs { tender, rules, clause: &clause, applying: &applying, uncovered: &uncovered }))
}

fn of_duties(assessment: &Assessment, wanted: fn(&Line) -> bool) -> Vec<String> {
    assessment.lines.iter().filter(|line| wanted(line)).map(|line| line.obligation.clone()).collect()
}

fn said(library: &ClauseLibrary, id: &str) -> Option<ClauseSaid> {
    let clause = library.find(id)?;
    let publication = &clause.guidance.publication;
    Some(ClauseSaid {
        title: french::typography(&clause.title),
        kind: clause.kind,
        values: publication.eforms.clone(),
        note: publication.note.clone(),
    })
}

/// What was written, in sentences.
pub fn sentences(notice: &Notice) -> Vec<String> {
    let mut sentences = vec![format!("Écrit : {}.", notice.written)];
    if notice.draft {
        let missing = notice.missing.join(", ");
        sentences.push(french::typography(&format!(
            "C’est un brouillon d’avis : il manque encore {missing}. Rien n’a été inventé ; complétez ces champs dans votre profil d’acheteur."
        )));
    }
    sentences.extend(notice.warnings.iter().cloned());
    sentences
}

fn sentence(concern: &Concern, engine: &Engine) -> String {
    match concern {
        Concern::NotInList { field, value } => format!("{field} : « {value} » n’est pas un code de sa liste ; le champ a été laissé."),
        Concern::NotOfItsKind { field, value } => format!("{field} : « {value} » n’a pas la forme attendue ; le champ a été laissé."),
        Concern::NotWritten { field } => format!("{field} est indiqué dans le marché, mais Clausier n’écrit pas ce champ."),
        Concern::ObjectiveAlone { lot, objective, field } => {
            format!("{}BT-06 dit « {objective} » sans {field} : l’avis ne dira pas de quoi il s’agit.", place(*lot))
        }
        Concern::CodeWithoutObjective { lot, field, objective } => {
            format!("{}{field} est rempli sans que BT-06 dise « {objective} ».", place(*lot))
        }
        Concern::NoneBesideAnother { lot } => format!("{}BT-06 dit « none » et un autre objectif : les deux se contredisent.", place(*lot)),
        Concern::NoEnvironment { duties } => {
            format!("L’avis ne déclare aucun objectif environnemental, alors que le dossier en doit un : {}.", titles(duties, engine))
        }
        Concern::NoSocial { duties } => {
            format!("L’avis ne déclare aucun objectif social, alors que le dossier en doit un : {}.", titles(duties, engine))
        }
        Concern::Weights { lot, sum } => format!("{}Les poids des critères font {} au lieu de 100.", place(*lot), sum.replace('.', ",")),
        Concern::CriterionWithoutKind { label } => format!("Le critère « {label} » n’a pas de genre : BT-539 a été laissé."),
        Concern::CriterionNotWeighted { title } => {
            format!("Le critère « {title} » est retenu parmi les clauses, mais aucun critère pondéré du marché ne le porte.")
        }
        Concern::ProcedureWithoutCode { word } => {
            format!(
                "BT-105 n’a pas de code certain pour « {word} » : une procédure adaptée s’y écrit en une étape (oth-single) ou en plusieurs (oth-mult)."
            )
        }
        Concern::NoCompetition => {
            "Un achat sans publicité ni mise en concurrence n’a pas d’avis de marché : ce fichier ne sert qu’à préparer les champs.".to_owned()
        }
        Concern::Vehicles { duty, typed } => {
            let kind = if *typed { "" } else { " Indiquez le type de contrat (BT-735)." };
            format!("BT-717 vaut « true » parce que s’applique : {}.{kind}", title(duty, engine))
        }
        Concern::Energy { duty } => format!("BT-810 vaut « true » parce que s’applique : {}. Indiquez l’objet (BT-811).", title(duty, engine)),
        Concern::WithoutScope { field, scope } => format!("{field} n’a pas de sens tant que {scope} ne vaut pas « true » ; il a été laissé."),
        Concern::SameForAllLots { field } => format!("{field}, indiqué pour le marché, est écrit à l’identique dans chaque lot."),
        Concern::ToCheck { note } => note.clone(),
    }
}

fn place(lot: Option<u32>) -> String {
    lot.map(|lot| format!("Lot {lot} : ")).unwrap_or_default()
}

fn titles(duties: &[String], engine: &Engine) -> String {
    duties.iter().map(|duty| title(duty, engine)).collect::<Vec<_>>().join(" ; ")
}

fn title(duty: &str, engine: &Engine) -> String {
    let known = engine.catalogue.law.obligations.iter().find(|rule| rule.id == duty);
    known.map_or_else(|| duty.to_owned(), |rule| format!("« {} »", rule.title))
}

//! Published contracts, read into tenders that are already notified, so that past years count.
//!
//! Schema 2.0.x (`marches.marche`, `marches.contrat-concession`) and the older 1.5 (a plain list).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clausier_core::tender::{Award, Buyer, Considerations, Holder, Nature, Place, Publication, Stage, Tender, TenderId};
use serde_json::{Value, json};

use super::doubts::{Doubt, doubts};
use super::values::{cents, day, eight_digits, flag, list, number, text, whole};
use super::words;
use crate::sheets::decode;

/// Why a file is no list of contracts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not JSON.
    #[error("not JSON, line {line}")]
    NotJson {
        /// Line of the fault.
        line: usize,
    },
    /// JSON, but neither of the two shapes.
    #[error("no list of contracts")]
    NoContracts,
}

/// Why one contract is set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Refused {
    NoIdentifier,
    NoBuyer,
    NoDay,
    Day(String),
    Contradiction,
    Amount,
    /// The same number as an earlier contract of the same buyer, with other content.
    SameIdentifier,
}

/// A contract set aside: its number, or its rank in the file when it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SetAside {
    pub id: String,
    pub reason: Refused,
}

/// What a file of contracts holds.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Published {
    pub tenders: Vec<Tender>,
    pub set_aside: Vec<SetAside>,
    /// Contracts of other buyers than the one asked for.
    pub others: usize,
}

/// Reads a file. `buyer` keeps the contracts of one SIREN (nine digits, or the beginning of a SIRET).
pub fn read(bytes: &[u8], buyer: Option<&str>, today: NaiveDate) -> Result<Published, ReadError> {
    let file: Value = serde_json::from_str(&decode(bytes)).map_err(|error| ReadError::NotJson { line: error.line() })?;
    let mut published = Published::default();
    for (rank, (contract, concession)) in contracts(&file)?.into_iter().enumerate() {
        if buyer.is_some_and(|siren| !buyer_of(contract).is_some_and(|siret| siret.starts_with(siren))) {
            published.others += 1;
            continue;
        }
        let id = text(&contract["id"]).unwrap_or_else(|| format!("n° {}", rank + 1));
        match tender(contract, concession, today).and_then(|tender| once(&published.tenders, tender)) {
            Ok(Some(tender)) => published.tenders.push(tender),
            Ok(None) => {}
            Err(reason) => published.set_aside.push(SetAside { id, reason }),
        }
    }
    Ok(published)
}

/// The same contract written twice is one; another one under the same number is set aside.
fn once(known: &[Tender], tender: Tender) -> Result<Option<Tender>, Refused> {
    match known.iter().find(|one| one.id == tender.id) {
        None => Ok(Some(tender)),
        Some(same) if *same == tender => Ok(None),
        Some(_) => Err(Refused::SameIdentifier),
    }
}

fn contracts(file: &Value) -> Result<Vec<(&Value, bool)>, ReadError> {
    let marches = &file["marches"];
    if let Some(list) = marches.as_array() {
        return Ok(list.iter().map(|one| (one, is_old_concession(one))).collect());
    }
    let (contracts, concessions) = (several(&marches["marche"]), several(&marches["contrat-concession"]));
    if contracts.is_none() && concessions.is_none() {
        return Err(ReadError::NoContracts);
    }
    let contracts = contracts.unwrap_or_default().iter().map(|one| (one, false));
    Ok(contracts.chain(concessions.unwrap_or_default().iter().map(|one| (one, true))).collect())
}

/// A list; files turned from XML write a list of one as that one.
fn several(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(list) => Some(list),
        Value::Object(_) => Some(std::slice::from_ref(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn is_old_concession(contract: &Value) -> bool {
    contract["_type"].as_str() == Some("Contrat de concession") || contract.get("autoriteConcedante").is_some()
}

fn buyer_of(contract: &Value) -> Option<String> {
    text(&contract["acheteur"]["id"]).or_else(|| text(&contract["autoriteConcedante"]["id"]))
}

fn tender(contract: &Value, concession: bool, today: NaiveDate) -> Result<Tender, Refused> {
    let id = text(&contract["id"]).ok_or(Refused::NoIdentifier)?;
    let siret = buyer_of(contract).ok_or(Refused::NoBuyer)?;
    let notified_on = notification(contract)?;
    let normal = normal(contract, concession);
    if let Some(reason) = doubts(&normal, concession, today).into_iter().find_map(blocking) {
        return Err(reason);
    }
    let mut tender = Tender::new(TenderId::of_published(&siret, &id));
    tender.title = text(&contract["objet"]);
    tender.cpv = text(&contract["codeCPV"]).and_then(|code| eight_digits(&code)).into_iter().collect();
    tender.nature = nature(contract, concession, tender.cpv.first().map(String::as_str));
    tender.defence = text(&contract["nature"]).map(|nature| nature.contains("défense")).filter(|defence| *defence);
    tender.innovative = flag(&contract["marcheInnovant"]);
    tender.duration_months = whole(&contract["dureeMois"]);
    tender.notified_on = Some(notified_on);
    tender.procedure = text(&contract["procedure"]).and_then(|word| words::read_procedure(&word)).map(|(_, procedure)| procedure);
    tender.publication = Some(publication(contract, concession));
    tender.award = Some(award(contract, id));
    tender.stage = Some(Stage::Notified);
    let name = text(&contract["acheteur"]["nom"]).or_else(|| text(&contract["autoriteConcedante"]["nom"]));
    tender.buyer = Some(Buyer { siret: Some(siret), name, ..Buyer::default() });
    Ok(tender)
}

fn notification(contract: &Value) -> Result<NaiveDate, Refused> {
    let day = ["dateNotification", "dateSignature", "dateDebutExecution"].into_iter().find_map(|field| text(&contract[field]));
    let day = day.ok_or(Refused::NoDay)?;
    self::day(&day).ok_or(Refused::Day(day))
}

/// The contract as the schema would have it, for the rules: the old format writes numbers as texts, some publishers write
/// an hour after a day, or a list in another shape.
fn normal(contract: &Value, concession: bool) -> Value {
    let mut normal = contract.clone();
    let Some(fields) = normal.as_object_mut() else { return normal };
    for field in ["montant", "valeurGlobale"] {
        if let Some(number) = number(&contract[field]) {
            fields.insert(field.to_owned(), number.into());
        }
    }
    if let Some(months) = whole(&contract["dureeMois"]) {
        fields.insert("dureeMois".to_owned(), months.into());
    }
    for field in ["dateNotification", "datePublicationDonnees", "dateSignature"] {
        if let Some(day) = text(&contract[field]).and_then(|text| day(&text)) {
            fields.insert(field.to_owned(), day.to_string().into());
        }
    }
    fields.insert("considerationsSociales".to_owned(), json!({ "considerationSociale": social(contract, concession) }));
    fields.insert("considerationsEnvironnementales".to_owned(), json!({ "considerationEnvironnementale": environmental(contract) }));
    normal
}

fn social(contract: &Value, concession: bool) -> Vec<String> {
    words::considerations(&list(&contract["considerationsSociales"], "considerationSociale"), &Considerations::SOCIAL, concession)
}

fn environmental(contract: &Value) -> Vec<String> {
    words::considerations(&list(&contract["considerationsEnvironnementales"], "considerationEnvironnementale"), &Considerations::ENVIRONMENTAL, false)
}

/// What makes a contract unusable for figures; the rest is only a doubt of the publisher.
fn blocking(doubt: Doubt) -> Option<Refused> {
    match doubt {
        Doubt::Contradiction { .. } => Some(Refused::Contradiction),
        Doubt::Amount => Some(Refused::Amount),
        Doubt::Day { field: "dateNotification" | "dateSignature", found } => Some(Refused::Day(found)),
        Doubt::Day { .. }
        | Doubt::Siret { .. }
        | Doubt::Identifier { .. }
        | Doubt::Duration { .. }
        | Doubt::Holders { .. }
        | Doubt::HolderId { .. }
        | Doubt::ShortObject
        | Doubt::Origin { .. }
        | Doubt::Word { .. } => None,
    }
}

fn nature(contract: &Value, concession: bool, cpv: Option<&str>) -> Option<Nature> {
    if !concession {
        return cpv.and_then(words::nature_of_cpv);
    }
    let works = text(&contract["nature"]).is_some_and(|word| word.contains("travaux"));
    Some(if works { Nature::WorksConcession } else { Nature::ServicesConcession })
}

fn publication(contract: &Value, concession: bool) -> Publication {
    let place = &contract["lieuExecution"];
    Publication {
        procedure_type: text(&contract["procedure"]).and_then(|word| words::read_procedure(&word)).map(|(kind, _)| kind.to_owned()),
        ccag: text(&contract["ccag"]),
        place: text(&place["code"]).map(|code| Place { r#type: text(&place["typeCode"]), code: Some(code) }),
        techniques: list(&contract["techniques"], "technique"),
        execution_modes: list(&contract["modalitesExecution"], "modaliteExecution"),
        price_types: list(&contract["typesPrix"], "typePrix"),
        price_form: text(&contract["formePrix"]),
        social_considerations: social(contract, concession),
        environmental_considerations: environmental(contract),
        notice: BTreeMap::new(),
    }
}

fn award(contract: &Value, id: String) -> Award {
    let amount = number(&contract["montant"]).or_else(|| number(&contract["valeurGlobale"]));
    Award {
        amount_eur: amount.and_then(cents),
        decp_id: Some(id),
        offers_received: whole(&contract["offresRecues"]),
        advance_granted: flag(&contract["attributionAvance"]),
        grouping: text(&contract["typeGroupementOperateurs"]),
        subcontracting_declared: flag(&contract["sousTraitanceDeclaree"]),
        data_published_on: text(&contract["datePublicationDonnees"]).and_then(|text| day(&text)),
        holders: holders(contract),
    }
}

fn holders(contract: &Value) -> Vec<Holder> {
    let lists = [&contract["titulaires"], &contract["concessionnaires"]];
    let all = lists.into_iter().filter_map(Value::as_array).flatten();
    let inner = |one: &Value| ["titulaire", "concessionnaire"].into_iter().find_map(|name| one.get(name).cloned()).unwrap_or_else(|| one.clone());
    let holder = |one: Value| Holder {
        id_type: text(&one["typeIdentifiant"]),
        id: text(&one["id"]),
        name: text(&one["denominationSociale"]),
        ..Holder::default()
    };
    all.map(inner).map(holder).collect()
}

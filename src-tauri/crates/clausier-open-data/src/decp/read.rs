//! Published contracts, read into tenders that are already notified, so that past years count.
//!
//! Schema 2.0.x (`marches.marche`, `marches.contrat-concession`) and the older 1.5 (a plain list).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use clausier_core::tender::{Award, Buyer, Euros, Holder, Nature, Place, Publication, Stage, Tender, TenderId};
use serde_json::Value;
use uuid::Uuid;

use super::doubts::{Doubt, doubts};
use super::words;

/// What the national publication writes where a value is missing.
const MISSING: &str = "MQ";

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
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file: Value = serde_json::from_slice(bytes).map_err(|error| ReadError::NotJson { line: error.line() })?;
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
    let list = |name: &str| marches[name].as_array();
    let (contracts, concessions) = (list("marche"), list("contrat-concession"));
    if contracts.is_none() && concessions.is_none() {
        return Err(ReadError::NoContracts);
    }
    let contracts = contracts.into_iter().flatten().map(|one| (one, false));
    Ok(contracts.chain(concessions.into_iter().flatten().map(|one| (one, true))).collect())
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
    let normal = with_numbers(contract);
    if let Some(reason) = doubts(&normal, concession, today).into_iter().find_map(blocking) {
        return Err(reason);
    }
    let mut tender = Tender::new(identity(&siret, &id));
    tender.title = text(&contract["objet"]);
    tender.cpv = text(&contract["codeCPV"]).and_then(|code| eight_digits(&code)).into_iter().collect();
    tender.nature = nature(contract, concession, tender.cpv.first().map(String::as_str));
    tender.defence = text(&contract["nature"]).map(|nature| nature.contains("défense")).filter(|defence| *defence);
    tender.innovative = contract["marcheInnovant"].as_bool();
    tender.duration_months = whole(&contract["dureeMois"]);
    tender.notified_on = Some(notified_on);
    tender.procedure = text(&contract["procedure"]).and_then(|word| words::read_procedure(&word)).map(|(_, procedure)| procedure);
    tender.publication = Some(publication(contract));
    tender.award = Some(award(contract, id));
    tender.stage = Some(Stage::Notified);
    let name = text(&contract["acheteur"]["nom"]).or_else(|| text(&contract["autoriteConcedante"]["nom"]));
    tender.buyer = Some(Buyer { siret: Some(siret), name, ..Buyer::default() });
    Ok(tender)
}

/// Identifier of an imported contract: the same file read on two computers gives the same tender.
fn identity(siret: &str, id: &str) -> TenderId {
    TenderId(Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{siret}{id}").as_bytes()))
}

fn notification(contract: &Value) -> Result<NaiveDate, Refused> {
    let day = ["dateNotification", "dateSignature", "dateDebutExecution"].into_iter().find_map(|field| text(&contract[field]));
    let day = day.ok_or(Refused::NoDay)?;
    // Time zones are written after the day by some publishers: « 2021-12-11+01:00 ».
    day.get(..10).and_then(|day| day.parse().ok()).ok_or(Refused::Day(day))
}

/// The old format writes numbers as texts: the rules are those of numbers.
fn with_numbers(contract: &Value) -> Value {
    let mut normal = contract.clone();
    for field in ["montant", "valeurGlobale", "dureeMois"] {
        if let Some(number) = number(&contract[field])
            && let Some(fields) = normal.as_object_mut()
        {
            let value =
                if field == "dureeMois" { whole(&contract[field]).map(Value::from) } else { serde_json::Number::from_f64(number).map(Value::Number) };
            fields.insert(field.to_owned(), value.unwrap_or(Value::Null));
        }
    }
    normal
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
        | Doubt::Origin { .. } => None,
    }
}

fn nature(contract: &Value, concession: bool, cpv: Option<&str>) -> Option<Nature> {
    if !concession {
        return cpv.and_then(words::nature_of_cpv);
    }
    let works = text(&contract["nature"]).is_some_and(|word| word.contains("travaux"));
    Some(if works { Nature::WorksConcession } else { Nature::ServicesConcession })
}

fn publication(contract: &Value) -> Publication {
    let place = &contract["lieuExecution"];
    Publication {
        procedure_type: text(&contract["procedure"]).and_then(|word| words::read_procedure(&word)).map(|(kind, _)| kind.to_owned()),
        ccag: text(&contract["ccag"]),
        place: text(&place["code"]).map(|code| Place { r#type: text(&place["typeCode"]), code: Some(code) }),
        techniques: list(&contract["techniques"]["technique"]),
        execution_modes: list(&contract["modalitesExecution"]["modaliteExecution"]),
        price_types: list(&contract["typesPrix"]["typePrix"]),
        price_form: text(&contract["formePrix"]),
        social_considerations: list(&contract["considerationsSociales"]["considerationSociale"]),
        environmental_considerations: list(&contract["considerationsEnvironnementales"]["considerationEnvironnementale"]),
        notice: BTreeMap::new(),
    }
}

fn award(contract: &Value, id: String) -> Award {
    let amount = number(&contract["montant"]).or_else(|| number(&contract["valeurGlobale"]));
    Award {
        amount_eur: amount.and_then(cents),
        decp_id: Some(id),
        offers_received: whole(&contract["offresRecues"]),
        advance_granted: contract["attributionAvance"].as_bool(),
        grouping: text(&contract["typeGroupementOperateurs"]),
        subcontracting_declared: contract["sousTraitanceDeclaree"].as_bool(),
        data_published_on: text(&contract["datePublicationDonnees"]).and_then(|day| day.get(..10)?.parse().ok()),
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

/// Eight digits, whatever check digit follows.
fn eight_digits(code: &str) -> Option<String> {
    let digits: String = code.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 8).then_some(digits)
}

/// A text that says something: the code of a missing value says nothing.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty() && text != MISSING).then_some(text)
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(text).collect()
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().replace(',', ".").parse().ok()).filter(|number: &f64| number.is_finite())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just before")]
fn whole(value: &Value) -> Option<u32> {
    let number = number(value)?;
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

/// Rounds to the cent: some publishers write more decimals than money has.
#[allow(clippy::cast_possible_truncation, reason = "the largest amount accepted has twelve figures")]
fn cents(amount: f64) -> Option<Euros> {
    (0.0..1e12).contains(&amount).then(|| Euros::from_cents((amount * 100.0).round() as i64))
}

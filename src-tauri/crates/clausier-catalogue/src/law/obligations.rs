//! `law/obligations/` and `checks/`: one record a file, in the same grammar.

use clausier_core::law::{Confidence, Effect, Exception, Obligation, ObligationLevel, ReferenceDate, Step, Version};

use super::condition::{Place, Reader};
use super::figures;
use super::numbers::small;
use super::scales::dated;
use super::texts::{clause, confidence, identifier, optional_shown, shown, sources};
use crate::organisation;
use crate::reader::{Sources, Table, Value};

/// The folder of the obligations.
pub(super) const FOLDER: &str = "law/obligations/";
/// The folder of the checks.
pub(super) const CHECKS: &str = "checks/";
const KEYS: [&str; 16] = [
    "identifiant",
    "intitule",
    "niveau",
    "date_de_reference",
    "besoin",
    "ordre",
    "relu_le",
    "abroge_le",
    "note",
    "par_lot",
    "si",
    "versions",
    "satisfait_si",
    "en_partie_si",
    "exceptions",
    "chiffres",
];
const VERSION_KEYS: [&str; 10] =
    ["a_compter_du", "date_connue", "effet", "confiance", "note", "source", "sources", "si", "a_verifier_si", "levier_si"];
/// Rank of a record that says none.
const LAST: u32 = 500;

/// Reads the records of a folder, in the order in which they are shown.
pub(super) fn load(all: &Sources<'_>, reader: &Reader<'_>, folder: &str) -> Vec<Obligation> {
    let mut read: Vec<(u32, Obligation)> = all
        .with_organisation(folder)
        .into_iter()
        .filter_map(|file| {
            let rank = file.optional("ordre").and_then(|value| small(value, 0, 100_000));
            record(&file, reader).map(|record| (rank.unwrap_or(LAST), record))
        })
        .collect();
    read.sort_by(|(rank, one), (other_rank, other)| (rank, &one.id).cmp(&(other_rank, &other.id)));
    read.into_iter().map(|(_, record)| record).collect()
}

fn record(file: &Table<'_>, reader: &Reader<'_>) -> Option<Obligation> {
    file.keys(&KEYS);
    let id = identifier(file);
    let title = shown(file, "intitule");
    let level = file.required("niveau").and_then(|value| level(value, reader));
    check_folder(file, level);
    let clock = file.required("date_de_reference").and_then(|value| reference_date(value, reader));
    let reviewed_on = file.day("relu_le");
    let when = reader.optional(file, "si");
    let versions = versions(file, level, reader);
    let repealed_on = file.optional("abroge_le").and_then(Value::day);
    if let (Some(value), Some(repeal), Some(versions)) = (file.optional("abroge_le"), repealed_on, versions.as_ref())
        && repeal <= versions.first_day()
    {
        value.fault("la règle serait abrogée avant d’exister");
    }
    let satisfied_when = reader.optional(file, "satisfait_si");
    let partly_when = reader.optional(file, "en_partie_si");
    if let Some(value) = file.optional("en_partie_si").filter(|_| file.optional("satisfait_si").is_none()) {
        value.fault_hint("« en_partie_si » sans « satisfait_si »", "dites d’abord ce qui couvre toute la règle");
    }
    let needs = if file.optional("besoin").is_some() { clause(file, "besoin", &[]) } else { None };
    Some(Obligation {
        figures: figures::read(file, reader),
        exceptions: exceptions(file, reader),
        per_lot: file.optional("par_lot").and_then(Value::flag).unwrap_or(false),
        note: optional_shown(file, "note"),
        id: id?.to_owned(),
        title: title?,
        level: level?,
        clock: clock?,
        when,
        versions: versions?,
        repealed_on,
        reviewed_on: reviewed_on?,
        needs,
        satisfied_when,
        partly_when,
    })
}

fn check_folder(file: &Table<'_>, level: Option<ObligationLevel>) {
    let is_check = organisation::national(file.path()).starts_with(CHECKS);
    if let (Some(level), Some(value)) = (level, file.optional("niveau"))
        && is_check != (level == ObligationLevel::Check)
    {
        let hint = if is_check { "un contrôle a niveau = \"controle\"" } else { "rangez les contrôles dans checks/" };
        value.fault_hint("ce niveau n’est pas celui du dossier", hint);
    }
}

fn level(value: Value<'_>, reader: &Reader<'_>) -> Option<ObligationLevel> {
    Some(match reader.words.read_wire("niveau_obligation", value)? {
        "mandatory" => ObligationLevel::Mandatory,
        "mandatory-annual" => ObligationLevel::MandatoryAnnual,
        "option" => ObligationLevel::Option,
        "buyer-level" => ObligationLevel::BuyerLevel,
        "external" => ObligationLevel::External,
        _ => ObligationLevel::Check,
    })
}

/// Reads the date that selects a version.
pub(super) fn reference_date(value: Value<'_>, reader: &Reader<'_>) -> Option<ReferenceDate> {
    Some(match reader.words.read_wire("date_de_reference", value)? {
        "consultation" => ReferenceDate::Consultation,
        "notification" => ReferenceDate::Notification,
        "permit" => ReferenceDate::Permit,
        _ => ReferenceDate::Today,
    })
}

fn versions(file: &Table<'_>, level: Option<ObligationLevel>, reader: &Reader<'_>) -> Option<clausier_core::law::Dated<Version>> {
    let listed = file.required("versions")?.list();
    let steps: Vec<Option<Step<Version>>> = listed.iter().map(|value| version(*value, level, reader)).collect();
    dated(&listed, steps.into_iter().collect::<Option<Vec<_>>>()?, file)
}

fn version(value: Value<'_>, level: Option<ObligationLevel>, reader: &Reader<'_>) -> Option<Step<Version>> {
    let table = value.table(&VERSION_KEYS)?;
    let from = table.day("a_compter_du");
    let effect = effect(&table, level, reader);
    let when = reader.optional(&table, "si");
    let doubtful_when = Reader { place: Place::Doubt, ..*reader }.optional(&table, "a_verifier_si");
    let lever_when = reader.optional(&table, "levier_si");
    let note = optional_shown(&table, "note");
    let dated = table.optional("date_connue").and_then(Value::flag).unwrap_or(true);
    let sources = sources(&table, from.filter(|_| dated));
    if sources.is_empty() && table.optional("source").is_none() && table.optional("sources").is_none() {
        table.fault_hint("cette version n’a pas de source", "écrivez « source » : texte et article");
    }
    if (effect == Some(Effect::ToVerify) || doubtful_when.is_some()) && note.is_none() {
        table.fault_hint("« à vérifier » sans explication", "écrivez « note » : ce qu’il faut vérifier, et où");
    }
    let confidence = confidence(&table, reader.words).unwrap_or(Confidence::High);
    Some(Step { from: from?, value: Version { effect: effect?, when, doubtful_when, lever_when, confidence, dated, sources: sources.into(), note } })
}

/// Reads what a version does; an option is a lever, anything else applies.
fn effect(table: &Table<'_>, level: Option<ObligationLevel>, reader: &Reader<'_>) -> Option<Effect> {
    let Some(value) = table.optional("effet") else {
        return Some(if level == Some(ObligationLevel::Option) { Effect::Lever } else { Effect::Applies });
    };
    Some(match reader.words.read_wire("effet", value)? {
        "applies" => Effect::Applies,
        "lever" => Effect::Lever,
        _ => Effect::ToVerify,
    })
}

fn exceptions(file: &Table<'_>, reader: &Reader<'_>) -> Vec<Exception> {
    let mut read: Vec<Exception> = Vec::new();
    for table in file.tables("exceptions", &["id", "intitule", "plaidable_si"]) {
        let id = table.required("id").and_then(|value| small(value, 1, 999));
        let label = clause(&table, "intitule", &[]);
        let arguable_when = reader.optional(&table, "plaidable_si");
        let (Some(id), Some(label)) = (id, label) else { continue };
        if read.iter().any(|other| other.id == id) {
            table.fault(format!("l’exception {id} est écrite deux fois"));
        }
        read.push(Exception { id, label, arguable_when });
    }
    read
}

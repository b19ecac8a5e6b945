//! `eforms.toml`: codes of the official lists, required fields, and what a fact of the tender means in them.

use std::collections::BTreeMap;

use clausier_core::notices::{Codes, ConditionalField, NoticeRules, NoticeType, Reservation};

use crate::reader::{Entry, Sources, Table, Value};
use crate::tables::{Subjects, named};

/// The file.
pub(crate) const FILE: &str = "eforms.toml";
const KEYS: [&str; 25] = [
    "source",
    "sdk",
    "ubl",
    "langue",
    "pays",
    "devise",
    "phrases",
    "obligatoires",
    "conditionnels",
    "objectifs",
    "objectif_critere",
    "objectif_innovation",
    "reservations",
    "alertes_environnement",
    "alertes_social",
    "vehicules",
    "energie",
    "sous_types",
    "codes",
    "listes",
    "mots",
    "exemples",
    "libelles",
    "aides",
    "nuts",
];
const TYPE_KEYS: [&str; 6] = ["cas", "code", "avis", "base", "hors", "aussi"];
const TABLES: [&str; 7] = ["procedure", "nature", "critere", "variantes", "forme", "acheteur", "vehicules"];

/// Reads the rules of a notice; absent = no notice can be written. Every fault is said.
pub(crate) fn load(sources: &Sources<'_>, subjects: &Subjects) -> NoticeRules {
    let Some(file) = sources.optional(FILE) else { return NoticeRules::default() };
    file.keys(&KEYS);
    file.required("source").and_then(|value| crate::law::source(value, None));
    let text = |key: &'static str| file.text(key).unwrap_or_default().to_owned();
    let rules = NoticeRules {
        sdk: text("sdk"),
        ubl: text("ubl"),
        language: text("langue"),
        country: text("pays"),
        currency: text("devise"),
        phrases: codes(file.required("phrases")),
        required: owned(&file, "obligatoires"),
        conditional: file.tables("conditionnels", &["champ", "si", "valeurs"]).iter().filter_map(conditional).collect(),
        types: file.tables("sous_types", &TYPE_KEYS).iter().filter_map(notice_type).collect(),
        precise: codes(file.optional("objectifs")),
        criterion_objectives: codes(file.optional("objectif_critere")),
        innovation: text("objectif_innovation"),
        reservations: reservations(&file, subjects),
        environmental_duties: owned(&file, "alertes_environnement"),
        social_duties: owned(&file, "alertes_social"),
        vehicle_duties: owned(&file, "vehicules"),
        energy_duties: owned(&file, "energie"),
        codes: tables(&file),
        lists: lists(file.required("listes")),
        words: words(&file),
        examples: lists(file.optional("exemples")),
        labels: codes(file.optional("libelles")),
        help: codes(file.optional("aides")),
        nuts: codes(file.optional("nuts")),
    };
    check_codes(&file, &rules, subjects);
    rules
}

fn owned(table: &Table<'_>, key: &str) -> Vec<String> {
    table.texts(key).into_iter().map(str::to_owned).collect()
}

fn conditional(table: &Table<'_>) -> Option<ConditionalField> {
    Some(ConditionalField { field: table.text("champ")?.to_owned(), when: table.text("si")?.to_owned(), values: owned(table, "valeurs") })
}

fn notice_type(table: &Table<'_>) -> Option<NoticeType> {
    let (case, code) = (table.text("cas"), table.text("code"));
    Some(NoticeType {
        case: case?.to_owned(),
        code: code?.to_owned(),
        notice: table.optional_text("avis").map(str::to_owned),
        basis: table.optional_text("base").map(str::to_owned),
        without: owned(table, "hors"),
        also: owned(table, "aussi"),
    })
}

fn codes(value: Option<Value<'_>>) -> Codes {
    let pair = |entry: Entry<'_>| Some((entry.key.to_owned(), entry.value.filled()?.to_owned()));
    value.map(|value| value.entries().into_iter().filter_map(pair).collect()).unwrap_or_default()
}

fn tables(file: &Table<'_>) -> BTreeMap<String, Codes> {
    let Some(all) = file.required("codes").and_then(|value| value.table(&TABLES)) else { return BTreeMap::new() };
    all.entries().into_iter().map(|entry| (entry.key.to_owned(), codes(Some(entry.value)))).collect()
}

fn words(file: &Table<'_>) -> BTreeMap<String, Codes> {
    let of_field = |entry: Entry<'_>| (entry.key.to_owned(), codes(Some(entry.value)));
    file.optional("mots").map(|value| value.entries().into_iter().map(of_field).collect()).unwrap_or_default()
}

fn lists(value: Option<Value<'_>>) -> BTreeMap<String, Vec<String>> {
    let list = |entry: Entry<'_>| (entry.key.to_owned(), entry.value.list().into_iter().filter_map(Value::filled).map(str::to_owned).collect());
    value.map(|value| value.entries().into_iter().map(list).collect()).unwrap_or_default()
}

fn reservations(file: &Table<'_>, subjects: &Subjects) -> BTreeMap<String, Reservation> {
    let read = |entry: Entry<'_>| {
        let subject = named(entry.value, &subjects.subjects, "publication.toml", |subject| &subject.id)?;
        let (values, note) = subject.notice();
        Some((entry.key.to_owned(), Reservation { values, note }))
    };
    file.optional("reservations").map(|value| value.entries().into_iter().filter_map(read).collect()).unwrap_or_default()
}

/// A subject of `publication.toml` cannot declare a code that the official list does not have.
fn check_codes(file: &Table<'_>, rules: &NoticeRules, subjects: &Subjects) {
    for subject in &subjects.subjects {
        for value in subject.notice().0.iter().filter(|value| !rules.admits(&value.field, &value.value)) {
            file.fault(format!(
                "le sujet « {} » de publication.toml donne à {} le code « {} », que la liste n’a pas",
                subject.id, value.field, value.value
            ));
        }
    }
    for (field, words) in &rules.words {
        for code in words.keys().filter(|code| !rules.lists.get(field).is_some_and(|list| list.contains(code))) {
            file.fault(format!("[mots] donne un nom au code « {code} » de {field}, que la liste n’a pas"));
        }
    }
}

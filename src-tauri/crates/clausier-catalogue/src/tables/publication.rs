//! `publication.toml`: what national data say of a contract, by subject and by kind of clause.

use std::collections::BTreeMap;

use clausier_core::clauses::{ClausePublication, PublishedValue};
use clausier_core::tender::ClauseKind;

use super::records;
use crate::reader::{Sources, Table};
use crate::words::Words;

/// The file of the subjects.
pub const FILE: &str = "publication.toml";
const FILE_KEYS: [&str; 4] = ["valeurs_critere", "valeurs_execution", "reserves", "sujets"];
const KEYS: [&str; 8] = ["identifiant", "nom", "liste", "clause", "clause_concession", "critere", "valeurs", "reserve"];

/// The subjects, and what the kind of the clause adds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subjects {
    pub(crate) subjects: Vec<Subject>,
    criterion: Vec<PublishedValue>,
    execution: Vec<PublishedValue>,
    notes: BTreeMap<ClauseKind, String>,
}

/// One subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub(crate) id: String,
    name: String,
    list: Option<String>,
    clause: Option<String>,
    concession: Option<String>,
    criterion: Option<String>,
    values: Vec<PublishedValue>,
    note: Option<String>,
}

impl Subjects {
    /// Reads the subjects.
    pub fn load(sources: &Sources<'_>, words: &Words) -> Self {
        let Some(file) = sources.required(FILE) else {
            return Self::default();
        };
        file.keys(&FILE_KEYS);
        Self {
            subjects: records(&file.tables("sujets", &KEYS), subject),
            criterion: values(&file, "valeurs_critere"),
            execution: values(&file, "valeurs_execution"),
            notes: notes(&file, words),
        }
    }

    /// Returns what a clause of that subject and of that kind publishes. Only what binds, judges or
    /// reserves is declared: a reminder or a rule of organisation is not.
    pub fn publication(&self, subject: &Subject, kind: ClauseKind) -> ClausePublication {
        let decp = subject.decp(kind);
        let declared = decp.is_some() || (subject.list.is_none() && is_declared(kind));
        let added = match kind {
            ClauseKind::AwardCriterion => self.criterion.as_slice(),
            ClauseKind::PerformanceCondition => self.execution.as_slice(),
            ClauseKind::TechnicalSpecification
            | ClauseKind::Selection
            | ClauseKind::Reservation
            | ClauseKind::Variant
            | ClauseKind::Organisation
            | ClauseKind::Reminder => &[],
        };
        let eforms = if declared && !subject.values.is_empty() { [&subject.values, added].concat() } else { Vec::new() };
        let notes = [subject.note.as_deref().filter(|_| declared), self.notes.get(&kind).map(String::as_str).filter(|_| decp.is_some())];
        let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" ");
        ClausePublication {
            subject: subject.name.clone(),
            decp_list: decp.and(subject.list.clone()),
            decp: decp.map(str::to_owned),
            decp_concession: decp.and(if kind == ClauseKind::Reservation { subject.concession.clone() } else { None }),
            eforms,
            note: (!note.is_empty()).then_some(note),
        }
    }
}

impl Subject {
    /// Returns what a contract about it says in a notice, and what is to be checked.
    pub(crate) fn notice(&self) -> (Vec<PublishedValue>, Option<String>) {
        (self.values.clone(), self.note.clone())
    }

    fn decp(&self, kind: ClauseKind) -> Option<&str> {
        match kind {
            ClauseKind::AwardCriterion => self.criterion.as_deref(),
            ClauseKind::TechnicalSpecification | ClauseKind::PerformanceCondition | ClauseKind::Reservation => self.clause.as_deref(),
            ClauseKind::Selection | ClauseKind::Variant | ClauseKind::Organisation | ClauseKind::Reminder => None,
        }
    }
}

const fn is_declared(kind: ClauseKind) -> bool {
    !matches!(kind, ClauseKind::Reminder | ClauseKind::Selection)
}

fn subject(table: &Table<'_>) -> Option<Subject> {
    let own = |key: &str| table.optional_text(key).map(str::to_owned);
    let name = table.text("nom");
    if let Some(value) = table.optional("liste").filter(|_| own("clause").is_none()) {
        value.fault_hint("ce sujet a une liste et aucune valeur", "ajoutez « clause », ou retirez « liste »");
    }
    Some(Subject {
        id: table.optional_text("identifiant")?.to_owned(),
        name: name?.to_owned(),
        list: own("liste"),
        clause: own("clause"),
        concession: own("clause_concession"),
        criterion: own("critere"),
        values: values(table, "valeurs"),
        note: own("reserve"),
    })
}

fn values(table: &Table<'_>, key: &str) -> Vec<PublishedValue> {
    let value = |one: &Table<'_>| Some(PublishedValue { field: one.text("champ")?.to_owned(), value: one.text("valeur")?.to_owned() });
    table.tables(key, &["champ", "valeur"]).iter().filter_map(value).collect()
}

fn notes(file: &Table<'_>, words: &Words) -> BTreeMap<ClauseKind, String> {
    let mut notes = BTreeMap::new();
    for entry in file.optional("reserves").map(|value| value.entries()).unwrap_or_default() {
        match words.find::<ClauseKind>(entry.key) {
            Some(kind) => notes.extend(entry.value.filled().map(|text| (kind, text.to_owned()))),
            None => entry.unknown(words.known("genre")),
        }
    }
    notes
}

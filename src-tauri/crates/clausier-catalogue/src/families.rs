//! `families.toml`: the CPV codes of each family and its short list of clauses.

use std::collections::BTreeMap;

use clausier_core::clauses::{ALL_FAMILIES, ClauseLibrary, Families, FamilyRecord, Priority, Unserved, by_family};
use clausier_core::tender::{Family, Theme};

use crate::cpv::{Cpv, read_prefix};
use crate::reader::{Sources, Table, Value};
use crate::words::Words;

/// The file of the families.
const FILE: &str = "families.toml";
const KEYS: [&str; 5] = ["identifiant", "nom", "cpv", "priorites", "sans_clause"];
/// Longest short list: what a buyer reads in one go.
const LONGEST: usize = 7;

/// Reads the families; each of them must be there once, and the clauses of the short lists must exist.
pub fn load(sources: &Sources<'_>, words: &Words, cpv: &Cpv, library: &ClauseLibrary) -> Families {
    let Some(file) = sources.required(FILE) else {
        return Families::default();
    };
    file.keys(&["familles"]);
    let tables = file.tables("familles", &KEYS);
    let records: Vec<FamilyRecord> = tables.iter().filter_map(|table| record(table, words, cpv, library)).collect();
    check_once(&file, &tables, words);
    check_prefixes(&tables);
    Families::new(records)
}

fn record(table: &Table<'_>, words: &Words, cpv: &Cpv, library: &ClauseLibrary) -> Option<FamilyRecord> {
    let family = table.required("identifiant").and_then(|value| words.read(value));
    let name = table.text("nom");
    let prefixes = table.values("cpv").into_iter().filter_map(|value| read_prefix(value, cpv)).collect();
    let priorities = priorities(table, family, library);
    let unserved = unserved(table, family, words, library);
    Some(FamilyRecord { family: family?, name: name?.to_owned(), cpv: prefixes, priorities, unserved })
}

/// Reads the themes without a clause; a reason that a clause has made false is said.
fn unserved(table: &Table<'_>, family: Option<Family>, words: &Words, library: &ClauseLibrary) -> Vec<Unserved> {
    let cells = by_family(library);
    let mut unserved: Vec<Unserved> = Vec::new();
    for one in table.tables("sans_clause", &["theme", "raison"]) {
        let theme: Option<Theme> = one.required("theme").and_then(|value| words.read(value));
        let reason = one.required("raison").and_then(sentence);
        let (Some(theme), Some(reason)) = (theme, reason) else { continue };
        if family.is_some_and(|family| cells.get(&(family, theme)).is_some_and(|cell| cell.clauses > 0)) {
            one.fault_hint("ce thème a une clause pour cette famille", "retirez la ligne de « sans_clause »");
        }
        unserved.push(Unserved { theme, reason });
    }
    unserved
}

/// Reads a reason written as a whole sentence.
fn sentence(value: Value<'_>) -> Option<String> {
    let text = value.filled()?;
    if !text.starts_with(char::is_uppercase) || !text.ends_with('.') {
        value.fault_hint("une raison est une phrase entière", "une majuscule au début, un point à la fin");
    }
    Some(text.to_owned())
}

fn priorities(table: &Table<'_>, family: Option<Family>, library: &ClauseLibrary) -> Vec<Priority> {
    let listed = table.tables("priorites", &["clause", "raison"]);
    if let Some(value) = table.optional("priorites").filter(|_| listed.len() > LONGEST) {
        value.fault_hint(format!("{} clauses dans la liste courte", listed.len()), format!("{LONGEST} au plus"));
    }
    let mut priorities: Vec<Priority> = Vec::new();
    for one in listed {
        let clause = one.required("clause").and_then(|value| clause(value, family, library));
        let reason = one.required("raison").and_then(reason);
        let (Some(clause), Some(reason)) = (clause, reason) else { continue };
        if priorities.iter().any(|other| other.clause == clause) {
            one.fault(format!("la clause « {clause} » est deux fois dans la liste courte"));
        }
        priorities.push(Priority { clause, reason });
    }
    priorities
}

/// Reads the identifier of a clause that exists and is written for the family.
fn clause(value: Value<'_>, family: Option<Family>, library: &ClauseLibrary) -> Option<String> {
    let id = value.filled()?;
    let Some(clause) = library.find(id) else {
        let near = crate::reader::nearest(id, library.list().map(|clause| clause.id.as_str())).filter(|near| near.len() == id.len());
        let hint = near.map_or_else(|| "écrivez-la, ou retirez-la de la liste".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
        value.fault_hint(format!("aucune clause ne s’appelle « {id} »"), hint);
        return None;
    };
    if family.is_some_and(|family| !clause.fits_every_family() && !clause.families.contains(&family)) {
        value.fault_hint(
            format!("la clause « {id} » n’est pas écrite pour cette famille"),
            "ajoutez la famille dans la clause, ou retirez-la de la liste",
        );
    }
    Some(id.to_owned())
}

/// Reads a reason, written as the end of a sentence.
fn reason(value: Value<'_>) -> Option<String> {
    let reason = value.filled()?;
    let first_words = reason.chars().take(2).filter(|c| c.is_uppercase()).count();
    if first_words == 1 || reason.ends_with('.') {
        value.fault_hint("une raison finit la phrase « Pour cette famille, … »", "sans majuscule ni point");
    }
    Some(reason.to_owned())
}

/// Says families that are missing or written twice.
fn check_once(file: &Table<'_>, tables: &[Table<'_>], words: &Words) {
    let found: Vec<Option<Family>> = tables.iter().map(|table| table.optional_text("identifiant").and_then(|word| words.find(word))).collect();
    for family in ALL_FAMILIES {
        let mut bearing = tables.iter().zip(&found).filter(|(_, one)| **one == Some(family)).map(|(table, _)| table);
        if bearing.next().is_none() {
            file.fault(format!("la famille « {} » manque", word_of(family, words)));
        }
        for again in bearing {
            again.fault(format!("la famille « {} » est décrite deux fois", word_of(family, words)));
        }
    }
}

fn word_of(family: Family, words: &Words) -> String {
    let word = words.known("famille").find(|word| words.find(word) == Some(family));
    word.map_or_else(|| format!("{family:?}"), str::to_owned)
}

/// Says a CPV prefix that two families claim: the longest one could not decide.
fn check_prefixes(tables: &[Table<'_>]) {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    for value in tables.iter().flat_map(|table| table.values("cpv")) {
        let Some(prefix) = value.text() else { continue };
        if seen.insert(prefix, ()).is_some() {
            value.fault(format!("le début de code « {prefix} » est déjà pris par une famille"));
        }
    }
}

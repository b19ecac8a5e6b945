//! `faits.toml`: each fact, its field in the tender file, its question and its sentences.

use clausier_core::law::{FactDefault, FactKind, FactRecord, Field, KnownField, WordRecord};

use super::texts::{check_clause, check_places, clause, shown};
use crate::reader::{Entry, Sources, Table, Value};
use crate::words::is_plain;

/// The file of the facts.
const FILE: &str = "faits.toml";
const KEYS: [&str; 10] = ["champ", "genre", "unite", "question", "nomme", "dit", "dit_non", "mots", "par_defaut", "ne_compte_que_connu"];
const KINDS: [(&str, FactKind); 6] = [
    ("oui_non", FactKind::YesNo),
    ("mot", FactKind::Word),
    ("montant", FactKind::Amount),
    ("nombre", FactKind::Number),
    ("date", FactKind::Day),
    ("codes", FactKind::Codes),
];
/// Words of the grammar: a fact of that name could not be told from them. `lots` is both: the fact is
/// asked for, the word counts.
const GRAMMAR: [&str; 6] = ["sauf", "une_de", "toutes", "petits_lots", "clause", "critere"];
/// Facts that the engine asks for by itself.
const NEEDED: [KnownField; 6] =
    [KnownField::ConsultationOn, KnownField::NotifiedOn, KnownField::BuildingPermitOn, KnownField::Cpv, KnownField::EstimatedValue, KnownField::Lots];

/// Reads the facts, in the order of the file.
pub(super) fn load(sources: &Sources<'_>) -> Vec<FactRecord> {
    let Some(file) = sources.required(FILE) else { return Vec::new() };
    let facts: Vec<FactRecord> = file.entries().into_iter().filter_map(|entry| fact(entry)).collect();
    for (at, fact) in facts.iter().enumerate() {
        if facts.iter().take(at).any(|other| other.field == fact.field) {
            file.fault(format!("deux faits lisent le champ « {} »", path(&fact.field)));
        }
    }
    for field in NEEDED {
        if facts.iter().all(|fact| fact.field != Field::Known(field)) {
            file.fault(format!("aucun fait ne lit le champ « {} »", field.path()));
        }
    }
    facts
}

fn path(field: &Field) -> &str {
    match field {
        Field::Known(known) => known.path(),
        Field::Answer { path, .. } => path,
    }
}

fn fact(entry: Entry<'_>) -> Option<FactRecord> {
    if !is_plain(entry.key) || GRAMMAR.contains(&entry.key) {
        entry.fault_hint(format!("« {} » ne peut pas nommer un fait", entry.key), "minuscules sans accent, et pas un mot de la grammaire");
    }
    let table = entry.value.table(&KEYS)?;
    let kind = table.required("genre").and_then(kind);
    let field = table.required("champ").and_then(|value| field(value, kind));
    let question = shown(&table, "question");
    let named = clause(&table, "nomme", &[]);
    let says = clause(&table, "dit", &["valeur"]);
    check_says(&table, kind);
    let denies = denies(&table, kind);
    let words = words(&table, kind, field.as_ref());
    let default = table.optional("par_defaut").and_then(|value| default(value, field.as_ref(), &words));
    Some(FactRecord {
        word: entry.key.to_owned(),
        field: field?,
        kind: kind?,
        unit: table.optional_text("unite").map(str::to_owned),
        question: question?,
        named: named?,
        says: says?,
        denies,
        words,
        default,
        counts_only_if_known: table.optional("ne_compte_que_connu").and_then(Value::flag).unwrap_or(false),
    })
}

fn kind(value: Value<'_>) -> Option<FactKind> {
    let word = value.filled()?;
    let found = KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    if found.is_none() {
        value.unknown_word(word, KINDS.iter().map(|(known, _)| *known));
    }
    found
}

fn field(value: Value<'_>, kind: Option<FactKind>) -> Option<Field> {
    let path = value.filled()?;
    let Some(field) = Field::parse(path) else {
        value.unknown_word(path, KnownField::ALL.iter().map(|field| field.path()));
        return None;
    };
    if let (Some(own), Some(kind)) = (field.kind(), kind)
        && own != kind
    {
        value.fault_hint(format!("le champ « {path} » est d’un autre genre"), format!("écrivez genre = \"{}\"", kind_word(own)));
    }
    Some(field)
}

fn kind_word(kind: FactKind) -> &'static str {
    KINDS.iter().find(|(_, one)| *one == kind).map_or("", |(word, _)| word)
}

/// Says a sentence that would not show its value.
fn check_says(table: &Table<'_>, kind: Option<FactKind>) {
    let Some(value) = table.optional("dit") else { return };
    let shows = value.text().is_some_and(|text| text.contains("{valeur}"));
    match kind {
        Some(FactKind::YesNo) if shows => value.fault_hint("un fait oui_non ne montre pas de valeur", "retirez {valeur}"),
        Some(FactKind::Word | FactKind::Amount | FactKind::Number | FactKind::Day) if !shows => {
            value.fault_hint("la phrase ne montre pas la valeur", "écrivez {valeur} à sa place");
        }
        Some(FactKind::YesNo | FactKind::Word | FactKind::Amount | FactKind::Number | FactKind::Day | FactKind::Codes) | None => {}
    }
}

fn denies(table: &Table<'_>, kind: Option<FactKind>) -> Option<String> {
    if kind == Some(FactKind::YesNo) {
        return clause(table, "dit_non", &[]);
    }
    if let Some(value) = table.optional("dit_non").filter(|_| kind.is_some()) {
        value.fault("« dit_non » ne va qu’avec genre = \"oui_non\"");
    }
    None
}

fn words(table: &Table<'_>, kind: Option<FactKind>, field: Option<&Field>) -> Vec<WordRecord> {
    let Some(value) = table.optional("mots") else {
        if kind == Some(FactKind::Word) {
            table.fault_hint("aucun mot", "un fait de genre « mot » liste ses mots : [fait.mots.mot]");
        }
        return Vec::new();
    };
    if kind.is_some_and(|kind| kind != FactKind::Word) {
        value.fault("« mots » ne va qu’avec genre = \"mot\"");
    }
    let known = match field {
        Some(Field::Known(field)) => field.words(),
        Some(Field::Answer { .. }) | None => None,
    };
    let mut words: Vec<WordRecord> = Vec::new();
    for entry in value.entries() {
        let Some(word) = word(entry, known) else { continue };
        if words.iter().any(|other| other.value == word.value) {
            entry.fault(format!("la valeur « {} » a déjà un mot", word.value));
        }
        words.push(word);
    }
    for missing in known.unwrap_or_default().iter().filter(|value| words.iter().all(|word| word.value != **value)) {
        value.fault(format!("la valeur « {missing} » n’a pas de mot"));
    }
    words
}

fn word(entry: Entry<'_>, known: Option<&'static [&'static str]>) -> Option<WordRecord> {
    if !is_plain(entry.key) {
        entry.fault(format!("le mot « {} » a un accent, une majuscule ou un espace", entry.key));
    }
    let table = entry.value.table(&["valeur", "nomme"])?;
    let value = table.required("valeur");
    let wire = value.and_then(Value::filled);
    if let (Some(value), Some(wire), Some(known)) = (value, wire, known)
        && !known.contains(&wire)
    {
        value.unknown_word(wire, known.iter().copied());
    }
    let named = table.required("nomme");
    let text = named.and_then(Value::filled);
    if let (Some(value), Some(text)) = (named, text) {
        check_clause(value, text);
        check_places(value, text, &[]);
    }
    Some(WordRecord { value: wire?.to_owned(), word: entry.key.to_owned(), named: clausier_core::french::typography(text?) })
}

/// Reads a value held while nothing is said: for the capacity of the buyer alone.
fn default(value: Value<'_>, field: Option<&Field>, words: &[WordRecord]) -> Option<FactDefault> {
    if field.is_some_and(|field| *field != Field::Known(KnownField::ActsAs)) {
        value.fault_hint("une absence n’est jamais une valeur par défaut", "seule la qualité de l’acheteur en a une ; voyez « ne_compte_que_connu »");
        return None;
    }
    let word = value.filled()?;
    let found = words.iter().find(|one| one.word == word);
    if found.is_none() {
        value.unknown_word(word, words.iter().map(|one| one.word.as_str()));
    }
    found.map(|one| FactDefault::Word(one.value.clone()))
}

//! `indicateurs.toml`: what an organisation counts, and with which word.

use clausier_core::clauses::ClauseLibrary;
use clausier_core::figures::{By, Indicator, Measure, Population, Uncounted};
use clausier_core::law::{CodeList, Law};
use clausier_core::tender::Theme;

use crate::reader::{Entry, Sources, Table, Value, nearest};
use crate::words::Words;

/// The file of the indicators.
const FILE: &str = "indicateurs.toml";
const KEYS: [&str; 8] = ["identifiant", "intitule", "definition", "population", "parmi", "par", "mesure", "repere"];
const MEASURES: [&str; 14] = [
    "considerations",
    "reserve",
    "reserve_pour",
    "pme",
    "ess",
    "themes",
    "niveau",
    "repond_a",
    "alloti",
    "clauses",
    "heures_prevues",
    "heures_faites",
    "heures_atteintes",
    "heures_par_million",
];

/// What an indicator names: words, lists of codes, clauses.
pub(crate) struct IndicatorContext<'a> {
    pub words: &'a Words,
    pub law: &'a Law,
    pub library: &'a ClauseLibrary,
}

/// Reads the indicators, in the order of the file; every fault is said. A catalogue may have none.
pub(crate) fn load(sources: &Sources<'_>, context: &IndicatorContext<'_>) -> Vec<Indicator> {
    let Some(file) = sources.optional(FILE) else { return Vec::new() };
    file.keys(&["indicateurs", "non_calculables"]);
    let mut indicators: Vec<Indicator> = Vec::new();
    for table in file.tables("indicateurs", &KEYS) {
        let Some(indicator) = indicator(&table, context) else { continue };
        if indicators.iter().any(|known| known.id == indicator.id) {
            table.fault(format!("l’indicateur « {} » est écrit deux fois", indicator.id));
        }
        indicators.push(indicator);
    }
    indicators
}

/// Reads what cannot be counted, and why; the same file says both.
pub(crate) fn uncounted(sources: &Sources<'_>) -> Vec<Uncounted> {
    let Some(file) = sources.optional(FILE) else { return Vec::new() };
    let tables = file.tables("non_calculables", &["intitule", "raison"]);
    tables
        .iter()
        .filter_map(|table| Some(Uncounted { label: table.text("intitule")?.to_owned(), reason: table.text("raison")?.to_owned() }))
        .collect()
}

fn indicator(table: &Table<'_>, context: &IndicatorContext<'_>) -> Option<Indicator> {
    let id = table.text("identifiant");
    let label = table.text("intitule");
    let definition = table.text("definition");
    let population = table.required("population").and_then(|value| {
        word(value, &[("marches", Population::Contracts), ("concessions", Population::Concessions), ("depenses", Population::Spend)])
    });
    let by = table.required("par").and_then(|value| word(value, &[("nombre", By::Count), ("montant", By::Value)]));
    let among = table.optional("parmi").map_or_else(Vec::new, |value| lists(value, context.law));
    let measure = table.required("mesure").and_then(|value| measure(value, context));
    if let (Some(Population::Spend), Some(by), Some(measure)) = (population, by, &measure)
        && (by != By::Value || *measure != Measure::SocialEnterprise)
    {
        table
            .fault_hint("les dépenses ne se mesurent qu’en montant, et par les entreprises solidaires", "par = \"montant\", mesure = { ess = true }");
        return None;
    }
    Some(Indicator {
        id: id?.to_owned(),
        label: label?.to_owned(),
        definition: definition?.to_owned(),
        by: by?,
        population: population?,
        among,
        measure: measure?,
        headline: table.optional("repere").and_then(Value::flag).unwrap_or_default(),
    })
}

fn word<T: Copy>(value: Value<'_>, known: &[(&'static str, T)]) -> Option<T> {
    let text = value.text()?;
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, meaning)| *meaning);
    if found.is_none() {
        value.unknown_word(text, known.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
    found
}

/// Reads the names of lists of codes.
fn lists(value: Value<'_>, law: &Law) -> Vec<CodeList> {
    let find = |one: Value<'_>| {
        let id = one.filled()?;
        let found = law.lists.iter().find(|list| list.id == id);
        if found.is_none() {
            let near = nearest(id, law.lists.iter().map(|list| list.id.as_str()));
            let hint = near.map_or_else(|| "voyez listes.toml".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
            one.fault_hint(format!("aucune liste de codes ne s’appelle « {id} »"), hint);
        }
        found.cloned()
    };
    value.one_or_list().into_iter().filter_map(find).collect()
}

/// Returns the clauses that answer one of these obligations.
fn answering(value: Value<'_>, context: &IndicatorContext<'_>) -> Option<Vec<String>> {
    let mut clauses = Vec::new();
    for one in value.one_or_list() {
        let id = one.filled()?;
        if !context.law.obligations.iter().any(|obligation| obligation.id == id) {
            one.fault(format!("aucune obligation ne s’appelle « {id} »"));
            return None;
        }
        clauses.extend(context.library.list().filter(|clause| clause.serves.iter().any(|served| served == id)).map(|clause| clause.id.clone()));
    }
    if clauses.is_empty() {
        value.fault("aucune clause ne répond à cette obligation : l’indicateur resterait à zéro");
        return None;
    }
    Some(clauses)
}

fn measure(value: Value<'_>, context: &IndicatorContext<'_>) -> Option<Measure> {
    let table = value.table(&MEASURES)?;
    let entries = table.entries();
    let [entry] = entries.as_slice() else {
        value.fault_hint("une mesure compte une seule chose", format!("gardez une clé parmi : {}", MEASURES.join(", ")));
        return None;
    };
    one_measure(*entry, context)
}

fn one_measure(entry: Entry<'_>, context: &IndicatorContext<'_>) -> Option<Measure> {
    match entry.key {
        "considerations" => {
            let words: Vec<String> = entry.value.list().into_iter().filter_map(Value::filled).map(str::to_owned).collect();
            (!words.is_empty()).then_some(Measure::Consideration(words))
        }
        "reserve" => affirmed(entry.value, Measure::Reserved),
        "pme" => affirmed(entry.value, Measure::Sme),
        "ess" => affirmed(entry.value, Measure::SocialEnterprise),
        "alloti" => affirmed(entry.value, Measure::Allotted),
        "themes" => {
            let least = entry.value.integer().and_then(|number| usize::try_from(number).ok());
            least.map(Measure::Themes)
        }
        "reserve_pour" => filled(context.words.read_all(entry.value)).map(Measure::ReservedFor),
        "niveau" => context.words.read(entry.value).map(Measure::Level),
        "clauses" => filled(context.words.read_all::<Theme>(entry.value)).map(Measure::Clauses),
        "repond_a" => answering(entry.value, context).map(Measure::Clause),
        "heures_prevues" => affirmed(entry.value, Measure::HoursPlanned),
        "heures_faites" => affirmed(entry.value, Measure::HoursDone),
        "heures_atteintes" => affirmed(entry.value, Measure::HoursReached),
        "heures_par_million" => affirmed(entry.value, Measure::HoursPerMillion),
        _ => None,
    }
}

fn filled<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// Such a measure is written `= true`: it is there or it is not.
fn affirmed(value: Value<'_>, measure: Measure) -> Option<Measure> {
    if value.flag()? {
        return Some(measure);
    }
    value.fault_hint(format!("« {} » ne se nie pas", value.name()), "écrivez true, ou choisissez une autre mesure");
    None
}

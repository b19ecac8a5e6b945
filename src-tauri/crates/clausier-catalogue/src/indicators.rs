//! `indicateurs.toml`: what an organisation counts, and with which word.

use clausier_core::figures::{By, Indicator, Measure, Population};

use crate::reader::{Entry, Sources, Table, Value};

/// The file of the indicators.
const FILE: &str = "indicateurs.toml";
const KEYS: [&str; 6] = ["identifiant", "intitule", "definition", "population", "par", "mesure"];
const MEASURES: [&str; 7] = ["considerations", "reserve", "pme", "ess", "themes", "alloti", "heures"];

/// Reads the indicators, in the order of the file; every fault is said. A catalogue may have none.
pub(crate) fn load(sources: &Sources<'_>) -> Vec<Indicator> {
    let Some(file) = sources.optional(FILE) else { return Vec::new() };
    file.keys(&["indicateurs"]);
    let mut indicators: Vec<Indicator> = Vec::new();
    for table in file.tables("indicateurs", &KEYS) {
        let Some(indicator) = indicator(&table) else { continue };
        if indicators.iter().any(|known| known.id == indicator.id) {
            table.fault(format!("l’indicateur « {} » est écrit deux fois", indicator.id));
        }
        indicators.push(indicator);
    }
    indicators
}

fn indicator(table: &Table<'_>) -> Option<Indicator> {
    let id = table.text("identifiant");
    let label = table.text("intitule");
    let definition = table.text("definition");
    let population = table.required("population").and_then(|value| {
        word(value, &[("marches", Population::Contracts), ("concessions", Population::Concessions), ("depenses", Population::Spend)])
    });
    let by = table.required("par").and_then(|value| word(value, &[("nombre", By::Count), ("montant", By::Value)]));
    let measure = table.required("mesure").and_then(measure);
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
        measure: measure?,
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

fn measure(value: Value<'_>) -> Option<Measure> {
    let table = value.table(&MEASURES)?;
    let entries = table.entries();
    let [entry] = entries.as_slice() else {
        value.fault_hint("une mesure compte une seule chose", format!("gardez une clé parmi : {}", MEASURES.join(", ")));
        return None;
    };
    one_measure(*entry)
}

fn one_measure(entry: Entry<'_>) -> Option<Measure> {
    match entry.key {
        "considerations" => {
            let words: Vec<String> = entry.value.list().into_iter().filter_map(Value::filled).map(str::to_owned).collect();
            (!words.is_empty()).then_some(Measure::Consideration(words))
        }
        "reserve" => affirmed(entry.value, Measure::Reserved),
        "pme" => affirmed(entry.value, Measure::Sme),
        "ess" => affirmed(entry.value, Measure::SocialEnterprise),
        "alloti" => affirmed(entry.value, Measure::Allotted),
        "heures" => affirmed(entry.value, Measure::Hours),
        "themes" => {
            let least = entry.value.integer().and_then(|number| usize::try_from(number).ok());
            least.map(Measure::Themes)
        }
        _ => None,
    }
}

/// Such a measure is written `= true`: it is there or it is not.
fn affirmed(value: Value<'_>, measure: Measure) -> Option<Measure> {
    if value.flag()? {
        return Some(measure);
    }
    value.fault_hint(format!("« {} » ne se nie pas", value.name()), "écrivez true, ou choisissez une autre mesure");
    None
}

//! `law/thresholds/`: one scale a file.

use chrono::NaiveDate;
use clausier_core::law::{Condition, Confidence, Dated, Published, Row, Scale, ScaleValue, Source, Step, Unit};

use super::condition::Reader;
use super::names::NamedScale;
use super::numbers::hundredths;
use super::obligations::reference_date;
use super::texts::{clause, confidence, identifier, is_identifier, sources};
use crate::reader::{Kind, Sources, Table, Value};

/// The folder of the scales.
const FOLDER: &str = "law/thresholds/";
const KEYS: [&str; 9] = ["identifiant", "intitule", "unite", "date_de_reference", "relu_le", "source", "sources", "confiance", "lignes"];
const UNITS: [&str; 8] = ["euros", "pourcent", "facteur", "mois", "jours", "ans", "heures", "nombre"];
/// A value that is not published yet.
const NOT_PUBLISHED: &str = "non_publiee";

/// Lists the scales by name, before any condition is read.
pub(super) fn names(sources: &Sources<'_>) -> Vec<NamedScale> {
    let named = |file: Table<'_>| NamedScale {
        id: file.optional_text("identifiant").unwrap_or(file.file_name()).to_owned(),
        unit: file.optional_text("unite").unwrap_or_default().to_owned(),
    };
    sources.with_organisation(FOLDER).into_iter().map(named).collect()
}

/// Reads the scales, in the order of the paths.
pub(super) fn load(all: &Sources<'_>, reader: &Reader<'_>) -> Vec<Scale> {
    all.with_organisation(FOLDER).iter().filter_map(|file| scale(file, reader)).collect()
}

/// What holds for every value that does not say otherwise.
struct Common {
    named: Option<String>,
    confidence: Confidence,
    /// Whether the head of the file has a source.
    sourced: bool,
}

fn scale(file: &Table<'_>, reader: &Reader<'_>) -> Option<Scale> {
    file.keys(&KEYS);
    let id = identifier(file);
    let named = clause(file, "intitule", &[]);
    let unit = file.required("unite").and_then(unit);
    let reviewed_on = file.day("relu_le");
    let clock = file.optional("date_de_reference").and_then(|value| reference_date(value, reader));
    let common = Common {
        named: named.clone(),
        confidence: confidence(file, reader.words).unwrap_or(Confidence::High),
        sourced: !sources(file, Some(NaiveDate::MIN)).is_empty(),
    };
    let listed = file.required("lignes").map(Value::list).unwrap_or_default();
    if let Some(value) = file.optional("lignes").filter(|_| listed.is_empty()) {
        value.fault("aucune ligne");
    }
    let last = listed.len().saturating_sub(1);
    let rows: Vec<Option<Row>> = listed.into_iter().enumerate().map(|(at, value)| row(value, at == last, file, &common, reader)).collect();
    Some(Scale { id: id?.to_owned(), named: named?, unit: unit?, clock, reviewed_on: reviewed_on?, rows: rows.into_iter().collect::<Option<_>>()? })
}

fn unit(value: Value<'_>) -> Option<Unit> {
    let word = value.filled()?;
    match word {
        "euros" => Some(Unit::Euros),
        "pourcent" => Some(Unit::Percent),
        "facteur" => Some(Unit::Factor),
        "nombre" => Some(Unit::Other(String::new())),
        word if UNITS.contains(&word) => Some(Unit::Other(word.to_owned())),
        word => {
            value.unknown_word(word, UNITS);
            None
        }
    }
}

fn row(value: Value<'_>, is_last: bool, file: &Table<'_>, common: &Common, reader: &Reader<'_>) -> Option<Row> {
    let table = value.table(&["identifiant", "nomme", "si", "valeurs"])?;
    let id = table.optional("identifiant").and_then(row_id);
    let named = if table.optional("nomme").is_some() { clause(&table, "nomme", &[]) } else { common.named.clone() };
    let when = match table.optional("si") {
        Some(value) => reader.read(value),
        None => Some(Condition::All(Vec::new())),
    };
    if table.optional("si").is_none() && !is_last {
        table.fault_hint("cette ligne vaut toujours : les suivantes ne parlent qu’avant sa première valeur", "mettez-la en dernier");
    }
    let values = values(&table, file, common, reader);
    Some(Row { id, when: when?, named: named?, values: values? })
}

fn row_id(value: Value<'_>) -> Option<String> {
    let id = value.filled()?;
    if !is_identifier(id) {
        value.fault(format!("l’identifiant « {id} » a d’autres signes que a-z, 0-9 et -"));
    }
    Some(id.to_owned())
}

fn values(table: &Table<'_>, file: &Table<'_>, common: &Common, reader: &Reader<'_>) -> Option<Dated<ScaleValue>> {
    let listed = table.required("valeurs")?.list();
    let steps: Vec<Option<Step<ScaleValue>>> = listed.iter().map(|value| step(*value, file, common, reader)).collect();
    dated(&listed, steps.into_iter().collect::<Option<Vec<_>>>()?, table)
}

/// Puts steps in time; says those that do not follow one another.
pub(super) fn dated<T>(places: &[Value<'_>], steps: Vec<Step<T>>, table: &Table<'_>) -> Option<Dated<T>> {
    use clausier_core::law::DatedError;
    match Dated::new(steps) {
        Ok(dated) => Some(dated),
        Err(DatedError::Empty) => {
            table.fault("aucune version ni valeur");
            None
        }
        Err(DatedError::NotIncreasing(at)) => {
            if let Some(place) = places.get(at) {
                place.fault_hint("ce jour n’est pas après le précédent", "du plus ancien au plus récent");
            }
            None
        }
    }
}

fn step(value: Value<'_>, file: &Table<'_>, common: &Common, reader: &Reader<'_>) -> Option<Step<ScaleValue>> {
    let table = value.table(&["a_compter_du", "valeur", "confiance", "source", "sources"])?;
    let from = table.day("a_compter_du");
    let published = table.required("valeur").and_then(published);
    let own: Vec<Source> = sources(&table, from);
    let inherited = if own.is_empty() { sources(file, from) } else { own };
    if inherited.is_empty() && !common.sourced && published != Some(Published::NotYet) {
        table.fault_hint("cette valeur n’a pas de source", "écrivez « source » ici, ou en tête du barème");
    }
    let confidence = confidence(&table, reader.words).unwrap_or(common.confidence);
    Some(Step { from: from?, value: ScaleValue { value: published?, confidence, sources: inherited } })
}

fn published(value: Value<'_>) -> Option<Published> {
    if value.kind() != Kind::Text {
        return hundredths(value).map(Published::Known);
    }
    let word = value.filled()?;
    if word != NOT_PUBLISHED {
        value.unknown_word(word, [NOT_PUBLISHED]);
        return None;
    }
    Some(Published::NotYet)
}

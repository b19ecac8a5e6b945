//! Sentences, sources and identifiers that several files of the law have in common.

use chrono::NaiveDate;
use clausier_core::french::typography;
use clausier_core::law::{Confidence, Source};

use crate::organisation;
use crate::reader::{Table, Value};
use crate::words::Words;

/// Reads a text that is shown, with its no-break spaces.
pub(crate) fn shown(table: &Table<'_>, key: &'static str) -> Option<String> {
    table.text(key).map(typography)
}

/// Reads a text that is shown and may be absent.
pub(super) fn optional_shown(table: &Table<'_>, key: &str) -> Option<String> {
    table.optional_text(key).map(typography)
}

/// Reads a clause of a sentence: no capital letter, no full stop, and only these `{places}`.
pub(super) fn clause(table: &Table<'_>, key: &'static str, places: &[&str]) -> Option<String> {
    let value = table.required(key)?;
    let text = value.filled()?;
    check_clause(value, text);
    check_places(value, text, places);
    Some(typography(text))
}

/// Says a capital letter at the beginning, or a full stop at the end. An acronym may begin a clause.
pub(super) fn check_clause(value: Value<'_>, text: &str) {
    let mut letters = text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    if capital || text.ends_with('.') {
        value.fault_hint("ce texte entre dans une phrase", "sans majuscule ni point");
    }
}

/// Says the `{places}` that the program would not fill in.
pub(super) fn check_places(value: Value<'_>, text: &str, places: &[&str]) {
    for place in text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest)) {
        if !places.contains(&place) {
            let known: Vec<String> = places.iter().map(|place| format!("{{{place}}}")).collect();
            let hint = if known.is_empty() { "rien n’est rempli ici".to_owned() } else { format!("places admises : {}", known.join(", ")) };
            value.fault_hint(format!("« {{{place}}} » ne sera pas rempli"), hint);
        }
    }
}

/// Reads the identifier of a record, which is the name of its file.
pub(super) fn identifier<'a>(file: &Table<'a>) -> Option<&'a str> {
    let value = file.required("identifiant")?;
    let id = value.filled()?;
    if !is_identifier(id) {
        value.fault_hint(format!("l’identifiant « {id} » a d’autres signes que a-z, 0-9 et -"), "écrivez-le en minuscules, avec des traits d’union");
        return None;
    }
    organisation::check_name(file, value, id);
    if id != file.file_name() {
        value.fault_hint(
            format!("l’identifiant « {id} » n’est pas le nom du fichier"),
            format!("renommez le fichier, ou écrivez « {} »", file.file_name()),
        );
    }
    Some(id)
}

/// Tells whether a text may name a record.
pub(crate) fn is_identifier(id: &str) -> bool {
    !id.is_empty() && id.len() <= 60 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Reads the texts of a record, `source` or `sources`; their day is that of the version.
pub(super) fn sources(table: &Table<'_>, from: Option<NaiveDate>) -> Vec<Source> {
    let (one, many) = (table.optional("source"), table.optional("sources"));
    if let (Some(one), Some(_)) = (one, many) {
        one.fault_hint("« source » et « sources » sont écrites toutes les deux", "gardez « sources », avec toutes les sources");
    }
    let listed = many.map(Value::list).unwrap_or_default();
    if let Some(many) = many.filter(|_| listed.is_empty()) {
        many.fault("aucune source");
    }
    one.into_iter().chain(listed).filter_map(|value| source(value, from)).collect()
}

/// Reads one text; its day is that of the version.
pub(crate) fn source(value: Value<'_>, from: Option<NaiveDate>) -> Option<Source> {
    let table = value.table(&["texte", "article", "lien", "publie_le"])?;
    let text = shown(&table, "texte");
    let url = table.optional_text("lien");
    if let Some(value) = table.optional("lien").filter(|_| url.is_some_and(|url| !url.starts_with("https://"))) {
        value.fault_hint("ce lien n’est pas une adresse sûre", "une adresse commence par https://");
    }
    Some(Source {
        text: text?,
        article: optional_shown(&table, "article"),
        url: url.map(str::to_owned),
        from,
        published_on: table.optional("publie_le").and_then(Value::day),
    })
}

/// Reads how sure a text is; absent = `None`.
pub(crate) fn confidence(table: &Table<'_>, words: &Words) -> Option<Confidence> {
    let value = table.optional("confiance")?;
    match words.read_wire("confiance", value)? {
        "low" => Some(Confidence::Low),
        "medium" => Some(Confidence::Medium),
        _ => Some(Confidence::High),
    }
}

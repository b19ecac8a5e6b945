//! Reads and writes TENDER.json (contract §2): bounded, strict, and every refusal names its place.

use clausier_core::french;
use clausier_core::tender::{Doubt, Fault, Tender};
use serde_json::Value;

use crate::error::{UserError, UserResult};
use crate::wire::Amount;

/// Largest tender file, in bytes (contract §2).
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Reads a tender file. `name` is what the user called it: it is the only thing of it that a sentence repeats.
pub fn parse_tender(bytes: &[u8], name: &str) -> UserResult<Tender> {
    if bytes.len() > LARGEST {
        return Err(UserError::new("marche-trop-gros", &[("fichier", name)]));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| UserError::new("marche-pas-utf8", &[("fichier", name)]))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = serde_json::Deserializer::from_str(text);
    let tender: Tender = serde_path_to_error::deserialize(&mut reader).map_err(|error| refusal(&error, text, name))?;
    reader.end().map_err(|error| syntax(&error, name))?;
    check_shape(text, &tender, name)?;
    check(&tender, name)?;
    Ok(tender)
}

/// Says what does not agree yet in a tender, in French; none of it refuses the file.
pub fn doubts(tender: &Tender) -> Vec<String> {
    tender.doubts().iter().map(doubt_parts).map(|(field, sentence)| french::typography(&format!("{field} : {sentence}"))).collect()
}

/// Refuses a tender whose parts contradict each other; all faults are told at once.
pub fn check(tender: &Tender, name: &str) -> UserResult<()> {
    let faults: Vec<String> = tender.faults().iter().map(fault_sentence).collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(UserError::new("marche-incoherent", &[("fichier", name), ("fautes", &faults.join(" ; "))]))
}

/// Writes a tender as the contract's JSON, keys in the contract's order, what is not known left out.
pub fn to_json(tender: &Tender) -> Value {
    let mut value = serde_json::to_value(tender).expect("a tender is plain data");
    drop_unknown(&mut value);
    value
}

/// Removes nulls and empty lists: absent says the same thing, in fewer words.
fn drop_unknown(value: &mut Value) {
    let Value::Object(fields) = value else { return };
    for field in fields.values_mut() {
        drop_unknown(field);
        if let Value::Array(items) = field {
            items.iter_mut().for_each(drop_unknown);
        }
    }
    fields.retain(|_, field| !is_nothing(field));
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Refuses what serde reads though it does not have the shape of the contract: a list where an object stands (`"renewals":[1]`),
/// an object where a word stands (`"nature":{"works":null}`).
fn check_shape(text: &str, tender: &Tender, name: &str) -> UserResult<()> {
    let given: Value = serde_json::from_str(text).map_err(|error| syntax(&error, name))?;
    let read = serde_json::to_value(tender).expect("a tender is plain data");
    match other_shape(&given, &read, String::new()) {
        None => Ok(()),
        Some(path) => Err(UserError::new("marche-valeur-illisible", &[("fichier", name), ("champ", &place(path))])),
    }
}

/// Returns the path of the first value whose kind is not the one that was read. Null stands for any kind.
fn other_shape(given: &Value, read: &Value, path: String) -> Option<String> {
    match (given, read) {
        (Value::Null, _) => None,
        (Value::Object(given), Value::Object(read)) => given.iter().find_map(|(key, value)| {
            let dot = if path.is_empty() { "" } else { "." };
            read.get(key).and_then(|found| other_shape(value, found, format!("{path}{dot}{key}")))
        }),
        (Value::Array(given), Value::Array(read)) => {
            given.iter().zip(read).enumerate().find_map(|(at, (value, found))| other_shape(value, found, format!("{path}[{at}]")))
        }
        (given, read) => (std::mem::discriminant(given) != std::mem::discriminant(read)).then_some(path),
    }
}

fn place(path: String) -> String {
    if path.is_empty() || path == "." { "racine du fichier".to_owned() } else { path }
}

fn syntax(error: &serde_json::Error, name: &str) -> UserError {
    let (line, column) = (error.line().to_string(), error.column().to_string());
    UserError::new("marche-pas-json", &[("fichier", name), ("ligne", &line), ("colonne", &column)])
}

/// Turns serde's refusal into a sentence: syntax by line and column, content by path.
fn refusal(error: &serde_path_to_error::Error<serde_json::Error>, text: &str, name: &str) -> UserError {
    let inner = error.inner();
    if !inner.is_data() && !is_json(text) {
        return syntax(inner, name);
    }
    let message = inner.to_string();
    let path = place(error.path().to_string());
    let (code, found) = reading(&message);
    UserError::new(code, &[("fichier", name), ("champ", &path), ("trouve", &found)])
}

/// A number where a word is expected is a wrong value, yet serde calls it wrong syntax: the file itself tells.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Recognises serde's own sentences; what is quoted between back-quotes is what was found.
fn reading(message: &str) -> (&'static str, String) {
    let quoted = message.split('`').nth(1).unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        ("marche-champ-inconnu", quoted)
    } else if message.starts_with("unknown variant") {
        ("marche-valeur-inconnue", quoted)
    } else if message.starts_with("missing field") {
        ("marche-champ-absent", quoted)
    } else if message.starts_with("duplicate field") {
        ("marche-champ-double", quoted)
    } else {
        ("marche-valeur-illisible", String::new())
    }
}

fn fault_sentence(fault: &Fault) -> String {
    match fault {
        Fault::CpvShape { path, found } => format!("{path} : « {found} » n’est pas un code CPV de huit chiffres"),
        Fault::LotTwice { path, number } => format!("{path} : le lot {number} existe déjà"),
        Fault::DocumentTwice { path, id } => format!("{path} : la pièce « {id} » existe déjà"),
        Fault::ClauseId { path, found } => format!("{path} : « {found} » ne peut pas nommer une clause"),
        Fault::Weight { path } => format!("{path} : un poids va de 0 à 100"),
        Fault::Number { path } => format!("{path} : un nombre positif est attendu"),
    }
}

/// Returns the field of a doubt, and its sentence.
pub(crate) fn doubt_parts(doubt: &Doubt) -> (String, String) {
    match doubt {
        Doubt::UnknownLot { path, number } => {
            let of = match path.split('[').next() {
                Some("documents") => "Une pièce",
                Some("exceptions") => "Une exception invoquée",
                _ => "Une clause retenue",
            };
            (path.clone(), format!("{of} cite le lot {number}, qui n’est pas dans la liste des lots."))
        }
        Doubt::NotifiedBeforeConsultation => (
            "notified_on".to_owned(),
            "La notification précède l’engagement de la consultation : l’une des deux dates est sans doute fausse.".to_owned(),
        ),
    }
}

/// Reads an amount typed by a person and echoes it: « 1 200 000 € HT »; or the sentence that says what is wrong.
pub fn read_amount(text: &str) -> UserResult<Amount> {
    use clausier_core::tender::{Euros, EurosError};
    Euros::parse(text).map(|euros| Amount { euros, echo: french::euros_ht(euros) }).map_err(|error| {
        let code = match error {
            EurosError::NotANumber => "montant-illisible",
            EurosError::Negative => "montant-negatif",
            EurosError::TooPrecise => "montant-trop-precis",
            EurosError::TooLarge => "montant-trop-grand",
        };
        UserError::new(code, &[("saisi", text)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#""schema":"clausier/tender/1","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11""#;

    fn code_of(json: &str) -> String {
        parse_tender(json.as_bytes(), "essai.json").err().map(|error| error.code).unwrap_or_default()
    }

    #[test]
    fn each_wrong_file_is_refused_for_its_own_reason() {
        let cases = [
            ("", "marche-pas-json"),
            ("{", "marche-pas-json"),
            ("[]", "marche-valeur-illisible"),
            (r#"{"schema":"clausier/tender/9","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"}"#, "marche-valeur-inconnue"),
            (r#"{"schema":"clausier/tender/1"}"#, "marche-champ-absent"),
        ];
        for (json, code) in cases {
            assert_eq!(code_of(json), code, "file: {json}");
        }
        assert_eq!(code_of(&format!(r#"{{{HEAD},"buyer":{{"nom":"x"}}}}"#)), "marche-champ-inconnu");
        assert_eq!(code_of(&format!(r#"{{{HEAD},"nature":"travaux"}}"#)), "marche-valeur-inconnue");
        assert_eq!(code_of(&format!(r#"{{{HEAD},"title":3}}"#)), "marche-valeur-illisible");
        assert_eq!(code_of(&format!(r#"{{{HEAD},"cpv":["45"]}}"#)), "marche-incoherent");
        assert_eq!(code_of(&format!(r#"{{{HEAD}}} suite"#)), "marche-pas-json");
        assert_eq!(parse_tender(&[0xff, 0xfe], "x").err().map(|error| error.code).as_deref(), Some("marche-pas-utf8"));
        assert_eq!(parse_tender(&vec![b' '; LARGEST + 1], "x").err().map(|error| error.code).as_deref(), Some("marche-trop-gros"));
    }

    #[test]
    fn the_refusal_of_an_unknown_key_gives_its_path() {
        let error = parse_tender(format!(r#"{{{HEAD},"lots":[{{"number":1,"prix":2}}]}}"#).as_bytes(), "essai.json").err();
        let message = error.map(|error| error.message).unwrap_or_default();
        assert!(message.contains("lots[0]") && message.contains("prix"), "{message}");
    }

    #[test]
    fn a_value_of_another_kind_is_refused_at_its_place_and_never_called_wrong_syntax() {
        let cases = [
            (format!(r#"{{{HEAD},"nature":3}}"#), "nature"),
            (format!(r#"{{{HEAD},"nature":{{"works":null}}}}"#), "nature"),
            (format!(r#"{{{HEAD},"buyer":{{"kind":[1]}}}}"#), "buyer.kind"),
            (format!(r#"{{{HEAD},"renewals":[1]}}"#), "renewals"),
            (format!(r#"{{{HEAD},"lots":[{{"number":1}},[2]]}}"#), "lots[1]"),
            (r#"["clausier/tender/1","0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"]"#.to_owned(), "racine du fichier"),
        ];
        for (json, place) in cases {
            let error = parse_tender(json.as_bytes(), "essai.json").err();
            let (code, message) = error.map(|error| (error.code, error.message)).unwrap_or_default();
            assert!(code == "marche-valeur-illisible" && message.contains(place), "{json}: {code} {message}");
        }
    }

    #[test]
    fn the_refusal_of_a_missing_key_gives_its_path() {
        let error = parse_tender(format!(r#"{{{HEAD},"lots":[{{"number":1}},{{"title":"x"}}]}}"#).as_bytes(), "essai.json").err();
        let message = error.map(|error| error.message).unwrap_or_default();
        assert!(message.contains("number") && message.contains("lots[1]"), "{message}");
    }

    #[test]
    fn null_and_absent_say_the_same_thing() {
        let with_nulls = parse_tender(format!(r#"{{{HEAD},"title":null,"lots":null,"cpv":null}}"#).as_bytes(), "a").ok();
        let without = parse_tender(format!("{{{HEAD}}}").as_bytes(), "b").ok();
        assert!(with_nulls.is_some());
        assert_eq!(with_nulls, without);
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let tender = parse_tender(
            format!(r#"{{{HEAD},"estimated_value_eur":10.5,"selections":[{{"clause":"env-08","parameters":{{"taux":70}}}}]}}"#).as_bytes(),
            "a",
        )
        .ok();
        let again = tender.as_ref().map(|tender| to_json(tender).to_string()).and_then(|json| parse_tender(json.as_bytes(), "b").ok());
        assert_eq!(tender, again);
    }

    #[test]
    fn an_amount_is_read_as_typed_and_echoed() {
        let echo = |text: &str| read_amount(text).map(|amount| amount.echo.replace(['\u{a0}', '\u{202f}'], " ")).map_err(|error| error.code);
        let cases = [
            ("150000", Ok("150 000 € HT")),
            ("150 k€", Ok("150 000 € HT")),
            ("1,2 M€", Ok("1 200 000 € HT")),
            ("cher", Err("montant-illisible")),
            ("-3", Err("montant-negatif")),
            ("1,234", Err("montant-trop-precis")),
            ("9999999999999999", Err("montant-trop-grand")),
        ];
        for (text, expected) in cases {
            assert_eq!(echo(text), expected.map(str::to_owned).map_err(str::to_owned), "{text}");
        }
    }
}

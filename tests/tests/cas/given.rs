//! A tender from the French words of a case: `faits.toml` says which field each word fills.

use clausier_catalogue::Catalogue;
use clausier_core::law::{FactKind, FactRecord};
use clausier_core::tender::Tender;
use serde_json::{Map, Value, json};
use toml::Table;

/// Facts of a case, by the word of the catalogue.
pub type Given = Table;

/// Words of a case that are no facts: what is in the file.
const LOTS: &str = "lots";
const CRITERIA: &str = "criteres";
const CLAUSES: &str = "clauses";
const EXCEPTIONS: &str = "exceptions";
const FORGOTTEN: &str = "inconnu";

/// Returns the tender that a case gives.
pub fn tender(catalogue: &Catalogue, given: &Given) -> Tender {
    let mut file = json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" });
    for (word, value) in given {
        if value.as_str() == Some(FORGOTTEN) {
            continue;
        }
        match word.as_str() {
            LOTS => put(&mut file, "lots", lots(value)),
            CRITERIA => put(&mut file, "criteria", criteria(value)),
            CLAUSES => put(&mut file, "selections", selections(value)),
            EXCEPTIONS => put(&mut file, "exceptions", exceptions(value)),
            _ => {
                let fact = fact(catalogue, word);
                put(&mut file, fact.field.name(), fact_value(fact, value));
            }
        }
    }
    serde_json::from_value(file.clone()).unwrap_or_else(|fault| panic!("le marché d’un cas est refusé : {fault}\n{file:#}"))
}

fn fact<'a>(catalogue: &'a Catalogue, word: &str) -> &'a FactRecord {
    catalogue.law.facts.iter().find(|fact| fact.word == word).unwrap_or_else(|| panic!("« {word} » n’est pas un fait de faits.toml"))
}

/// Puts a value at a path such as `buyer.kind`.
fn put(file: &mut Value, path: &str, value: Value) {
    let mut at = file;
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let object = at.as_object_mut().expect("a path of the tender file goes through objects");
        if names.peek().is_none() {
            object.insert(name.to_owned(), value);
            return;
        }
        at = object.entry(name).or_insert_with(|| Value::Object(Map::new()));
    }
}

fn fact_value(fact: &FactRecord, value: &toml::Value) -> Value {
    match fact.kind {
        FactKind::Word => {
            let word = value.as_str().unwrap_or_default();
            let known = fact.words.iter().find(|one| one.word == word);
            json!(known.unwrap_or_else(|| panic!("« {word} » n’est pas un mot de « {} »", fact.word)).value)
        }
        // The tender file holds a quantity; the law only asks whether there is one.
        FactKind::YesNo if fact.field.name() == "framework.maximum_quantity" => json!(100),
        FactKind::YesNo | FactKind::Amount | FactKind::Number | FactKind::Codes => plain(value),
        FactKind::Day => json!(value.as_datetime().map_or_else(|| value.as_str().unwrap_or_default().to_owned(), ToString::to_string)),
    }
}

fn plain(value: &toml::Value) -> Value {
    serde_json::to_value(value).expect("a plain value of TOML is JSON")
}

/// A number of lots, or their table: `{ montant, reserve_a, criteres }`.
fn lots(value: &toml::Value) -> Value {
    if let Some(count) = value.as_integer() {
        return (1..=count).map(|number| json!({ "number": number })).collect();
    }
    let list = value.as_array().expect("des lots : un nombre ou une liste");
    let lot = |(at, lot): (usize, &toml::Value)| {
        json!({
            "number": at + 1,
            "estimated_value_eur": lot.get("montant").map(plain),
            "cpv": lot.get("cpv").map(plain),
            "reserved_for": lot.get("reserve_a").and_then(toml::Value::as_str).map(reserved_for),
        })
    };
    list.iter().enumerate().map(lot).collect()
}

fn reserved_for(word: &str) -> &'static str {
    match word {
        "handicap" => "disability",
        "insertion" => "insertion",
        "handicap_et_insertion" => "disability_and_insertion",
        "detention" => "prison",
        "economie_sociale" => "social_economy",
        _ => panic!("« {word} » n’est pas une réservation"),
    }
}

/// `{ prix = 60, environnemental = 40 }`.
fn criteria(value: &toml::Value) -> Value {
    let table = value.as_table().expect("des critères : une table de poids");
    let criterion = |(word, weight): (&String, &toml::Value)| {
        let kind = criterion_word(word);
        json!({ "label": word, "kind": kind, "weight": plain(weight) })
    };
    table.iter().map(criterion).collect()
}

fn criterion_word(word: &str) -> &'static str {
    match word {
        "prix" => "price",
        "cout" => "cost",
        "cout_cycle_de_vie" => "life_cycle_cost",
        "qualite" => "quality",
        "environnemental" => "environmental",
        "social" => "social",
        "autre" => "other",
        _ => panic!("« {word} » n’est pas un genre de critère"),
    }
}

/// `["ins-01"]`, or `[{ clause = "ins-01", lots = [1] }]`.
fn selections(value: &toml::Value) -> Value {
    let list = value.as_array().expect("des clauses : une liste");
    let selection = |one: &toml::Value| match one.as_str() {
        Some(id) => json!({ "clause": id }),
        None => plain(one),
    };
    list.iter().map(selection).collect()
}

/// `[{ obligation = "exec-social", numero = 3, lots = [2], motif = "…" }]`.
fn exceptions(value: &toml::Value) -> Value {
    let list = value.as_array().expect("des exceptions : une liste");
    let exception = |one: &toml::Value| {
        json!({
            "obligation": one.get("obligation").map(plain),
            "exception": one.get("numero").map(plain),
            "lots": one.get("lots").map(plain),
            "reason": one.get("motif").map(plain),
        })
    };
    list.iter().map(exception).collect()
}

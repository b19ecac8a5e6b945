//! A tender from the French words of a case: `faits.toml` says which field each word fills.

use clausier_catalogue::Catalogue;
use clausier_core::law::{FactKind, FactRecord};
use clausier_core::tender::{Considerations, Tender};
use serde_json::{Map, Value, json};
use toml::Table;

/// Facts of a case, by the word of the catalogue.
pub type Given = Table;

/// Words of a case that are no facts: what is in the file.
const LOTS: &str = "lots";
const CRITERIA: &str = "criteres";
const CLAUSES: &str = "clauses";
const EXCEPTIONS: &str = "exceptions";
/// What the buyer writes in clauses of their own.
const TEXTS: &str = "textes";
/// What the published data declare.
const DECLARED: &str = "declare";
/// The number under which the contract was taken from published data.
const TAKEN: &str = "repris";
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
            TEXTS => put(&mut file, "selections", texts(value)),
            DECLARED => declared(&mut file, value),
            TAKEN => put(&mut file, "award.decp_id", plain(value)),
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

/// A number of lots, or their table: `{ montant, cpv, duree, procedure, reserve_a }`.
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
            "duration_months": lot.get("duree").map(plain),
            "procedure": lot.get("procedure").map(|word| fact_value(fact(&super::CATALOGUE, "procedure"), word)),
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

/// `{ prix = 60, environnemental = 40 }`, or `["Performance RSE"]`: labels alone.
fn criteria(value: &toml::Value) -> Value {
    if let Some(labels) = value.as_array() {
        return labels.iter().map(|label| json!({ "label": plain(label), "kind": "other", "weight": 10 })).collect();
    }
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

/// `["Le titulaire trie les déchets."]`: clauses of the buyer's own.
fn texts(value: &toml::Value) -> Value {
    let list = value.as_array().expect("des textes : une liste");
    let own = |(at, text): (usize, &toml::Value)| json!({ "clause": format!("maison-{at}"), "version": "1.0.0", "title": "Clause de la maison", "text": plain(text) });
    list.iter().enumerate().map(own).collect()
}

/// `["Clause sociale", "Critère environnemental"]`.
fn declared(file: &mut Value, value: &toml::Value) {
    let words: Vec<&str> = value.as_array().expect("des considérations : une liste").iter().filter_map(toml::Value::as_str).collect();
    let of = |known: &[&str]| words.iter().filter(|word| known.contains(*word)).collect::<Vec<_>>();
    let (social, environmental) = (of(&Considerations::SOCIAL), of(&Considerations::ENVIRONMENTAL));
    assert_eq!(social.len() + environmental.len(), words.len(), "un mot des données n’existe pas : {words:?}");
    put(file, "publication.social_considerations", json!(social));
    put(file, "publication.environmental_considerations", json!(environmental));
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

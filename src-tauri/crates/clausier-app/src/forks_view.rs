//! A double edit, field by field: what differs, both values in words.

use clausier_core::french;
use clausier_core::tender::TenderId;
use clausier_sharing::{Row, forks, sides};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::error::UserResult;
use crate::ledger::Book;
use crate::library::{Span, side_by_side};

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ForkField {
    pub label: String,
    pub mine: String,
    pub theirs: String,
    /// The same two values, their words marked where they differ.
    pub mine_words: Vec<Span>,
    pub theirs_words: Vec<Span>,
}

/// A tender edited on two computers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ForkView {
    pub id: TenderId,
    pub title: String,
    /// What differs, in the order of the summary; never empty.
    pub fields: Vec<ForkField>,
    /// True when the version called mine was written on this computer.
    pub own: bool,
}

/// Lists the double edits.
pub fn list(app: &App) -> UserResult<Vec<ForkView>> {
    let book = Book(app);
    let me = clausier_sharing::Ledger::identity(&book)?;
    let mut views = Vec::new();
    for fork in forks(&book)? {
        if let Some((mine, theirs)) = sides(&book, fork.id)? {
            views.push(ForkView { id: fork.id, title: title(&mine, &theirs), fields: differences(&mine, &theirs), own: Some(mine.rep) == me });
        }
    }
    Ok(views)
}

fn title(mine: &Row, theirs: &Row) -> String {
    let of = |row: &Row| row.summary().and_then(|summary| summary.objet);
    of(mine).or_else(|| of(theirs)).unwrap_or_else(|| "Marché sans objet".to_owned())
}

/// Fields of a row in the order of a reader, with their French name.
const FIELDS: [(&str, &str); 19] = [
    ("sup", "Marché retiré"),
    ("objet", "Objet"),
    ("statut", "Étape"),
    ("annee", "Année"),
    ("nature", "Nature"),
    ("cpv", "Codes CPV"),
    ("siret", "SIRET de l’acheteur"),
    ("direction", "Direction"),
    ("notifie_le", "Notifié le"),
    ("montant", "Montant notifié"),
    ("considerations", "Considérations"),
    ("clauses", "Clauses"),
    ("heures", "Heures d’insertion"),
    ("reservation", "Réservation"),
    ("pme", "Titulaire PME"),
    ("ess", "Titulaire de l’économie sociale et solidaire"),
    ("montant_ess", "Montant confié à l’économie sociale et solidaire"),
    ("marches", "Lots"),
    ("inconnu", "Ce que les données publiées ne disent pas"),
];
/// Fields inside a field.
const PARTS: [(&str, &str); 3] = [("lot", "lot"), ("prevues", "prévues"), ("faites", "faites")];
/// What says who wrote a row and when, not what it says.
const ENVELOPE: [&str; 6] = ["id", "v", "rep", "base", "schema", "lit_min"];

fn differences(mine: &Row, theirs: &Row) -> Vec<ForkField> {
    let (mine, theirs) = (mine.to_json(), theirs.to_json());
    let keys = |row: &Value| row.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let mut names: Vec<String> = FIELDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    // A field of a later program is shown under its own name.
    names.extend(keys(&mine).into_iter().chain(keys(&theirs)).filter(|name| !ENVELOPE.contains(&name.as_str())));
    let mut fields: Vec<ForkField> = Vec::new();
    for name in names {
        let (one, other) = (mine.get(&name).unwrap_or(&Value::Null), theirs.get(&name).unwrap_or(&Value::Null));
        let label = FIELDS.iter().find(|(field, _)| *field == name).map_or(name.as_str(), |(_, label)| label);
        if one != other && !fields.iter().any(|field| field.label == label) {
            fields.push(field(label, words(&name, one), words(&name, other)));
        }
    }
    fields
}

fn field(label: &str, mine: String, theirs: String) -> ForkField {
    let (mine_words, theirs_words) = side_by_side(&mine, &theirs);
    ForkField { label: label.to_owned(), mine, theirs, mine_words, theirs_words }
}

fn words(name: &str, value: &Value) -> String {
    let text = match value {
        Value::Null => "non indiqué".to_owned(),
        Value::Bool(true) => "oui".to_owned(),
        Value::Bool(false) => "non".to_owned(),
        Value::Number(number) if name == "annee" => number.to_string(),
        Value::Number(number) => {
            let figure = french::number(number.as_f64().unwrap_or_default());
            if matches!(name, "montant" | "montant_ess") { format!("{figure} € HT") } else { figure }
        }
        Value::String(text) => word(name, text),
        Value::Array(items) if items.is_empty() => "aucune".to_owned(),
        Value::Array(items) if name == "marches" => items.iter().map(|item| words(name, item)).collect::<Vec<_>>().join(" ; "),
        Value::Array(items) => french::join(&items.iter().map(|item| words(name, item)).collect::<Vec<_>>(), "et"),
        Value::Object(fields) if name == "clauses" => clause(fields),
        Value::Object(fields) if name == "marches" => lot(fields),
        Value::Object(fields) => parts(fields.iter()),
    };
    french::typography(&text)
}

/// « lot : 1, montant notifié : 390 000 € HT »: the number first, and what is not known left out.
fn lot(fields: &serde_json::Map<String, Value>) -> String {
    let number = fields.iter().filter(|(name, _)| *name == "lot");
    parts(number.chain(fields.iter().filter(|(name, value)| *name != "lot" && !value.is_null())))
}

fn parts<'a>(fields: impl Iterator<Item = (&'a String, &'a Value)>) -> String {
    let part = |(name, value): (&'a String, &'a Value)| {
        let label = FIELDS.iter().chain(&PARTS).find(|(field, _)| field == name).map_or(name.as_str(), |(_, label)| label);
        format!("{} : {}", lowercase(label), words(name, value))
    };
    fields.map(part).collect::<Vec<_>>().join(", ")
}

fn lowercase(label: &str) -> String {
    let mut rest = label.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

fn clause(fields: &serde_json::Map<String, Value>) -> String {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let level = text("niveau").map(|level| format!(" ({})", word("niveau", level))).unwrap_or_default();
    format!("{}{level}", text("id").unwrap_or("sans nom"))
}

/// Words of the summary that are not read as they stand.
fn word(name: &str, text: &str) -> String {
    let known = match (name, text) {
        ("statut", "publie") => "publié",
        ("statut", "notifie") => "notifié",
        ("statut", "en_cours") => "en cours d’exécution",
        ("statut", "clos") => "clos",
        ("statut", "abandonne") => "abandonné",
        ("nature", "works") => "travaux",
        ("nature", "supplies") => "fournitures",
        ("nature", "services") => "services",
        ("nature", "special_services") => "services sociaux et spécifiques",
        ("nature", "works_concession") => "concession de travaux",
        ("nature", "services_concession") => "concession de services",
        ("reservation", "disability") => "structures du handicap",
        ("reservation", "insertion") => "structures d’insertion",
        ("reservation", "disability_and_insertion") => "structures du handicap et de l’insertion",
        ("reservation", "prison") => "activités en prison",
        ("reservation", "social_economy") => "économie sociale et solidaire",
        ("inconnu", "lots") => "l’allotissement",
        ("inconnu", "considerationsSociales") => "les considérations sociales",
        ("inconnu", "considerationsEnvironnementales") => "les considérations environnementales",
        ("niveau", "basic") => "de base",
        ("niveau", "advanced") => "renforcé",
        ("niveau", "exemplary") => "exemplaire",
        _ => return in_words(name, text),
    };
    known.to_owned()
}

fn in_words(name: &str, text: &str) -> String {
    match (name, text.parse()) {
        ("notifie_le", Ok(day)) => french::day(day),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_words_of_one_side_are_marked() {
        let field = field("Objet", "Voirie, lot unique".to_owned(), "Voirie, lot deux".to_owned());
        let marked = |spans: &[Span]| spans.iter().filter(|span| span.changed).map(|span| span.text.clone()).collect::<Vec<_>>();
        assert_eq!(marked(&field.mine_words), ["unique"]);
        assert_eq!(marked(&field.theirs_words), ["deux"]);
        let whole = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
        assert_eq!((whole(&field.mine_words), whole(&field.theirs_words)), (field.mine, field.theirs), "no word is lost");
    }

    #[test]
    fn each_value_is_said_in_words() {
        let cases = [
            ("montant", json!(390_000), "390 000 € HT"),
            ("pme", json!(true), "oui"),
            ("ess", json!(null), "non indiqué"),
            ("statut", json!("en_cours"), "en cours d’exécution"),
            ("notifie_le", json!("2026-03-01"), "1er mars 2026"),
            ("annee", json!(2026), "2026"),
            ("cpv", json!([]), "aucune"),
            ("considerations", json!(["Clause sociale", "Critère social"]), "Clause sociale et Critère social"),
            ("clauses", json!([{ "id": "env-08", "version": "1.0.0", "niveau": "basic" }]), "env-08 (de base)"),
            ("heures", json!({ "prevues": 120.5, "faites": null }), "prévues : 120,5, faites : non indiqué"),
            ("montant_ess", json!(1000), "1 000 € HT"),
            (
                "marches",
                json!([{ "considerations": ["Marché réservé"], "lot": 1, "montant": 1000, "pme": null, "reservation": "insertion" }, { "lot": 2, "pme": true }]),
                "lot : 1, considérations : Marché réservé, montant notifié : 1 000 € HT, réservation : structures d’insertion ; lot : 2, titulaire PME : oui",
            ),
        ];
        for (name, value, expected) in cases {
            assert_eq!(words(name, &value).replace(['\u{a0}', '\u{202f}'], " "), expected, "{name}");
        }
    }
}

//! What the schema accepts and the national aggregator does not, or what contradicts itself.
//!
//! A doubt never stops an export: the buyer may know better. The rules are those that the aggregator
//! applies when it cleans what it receives.

use chrono::NaiveDate;
use clausier_core::tender::check_siret;
use serde_json::Value;

use super::words::NONE;

/// One reason for which the aggregator would put a contract aside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Doubt {
    /// « Pas de considération… » beside another value.
    Contradiction { field: &'static str },
    /// A SIRET whose key is wrong, of the buyer or of a holder.
    Siret { found: String },
    /// An identifier with a character that the aggregator refuses, or longer than sixteen.
    Identifier { found: String },
    /// Below one euro, above three billion, or typed at random.
    Amount,
    /// More months than the aggregator accepts.
    Duration { months: u64, most: u64 },
    /// Not a day, or a day to come.
    Day { field: &'static str, found: String },
    /// More than three holders: only the first three are read.
    Holders { count: usize },
    /// An identifier of a holder that is not of its kind (TAHITI, RIDET, FRWF, IREP, HORS-UE); TVA is not checked.
    HolderId { kind: String, found: String },
    /// An object of fewer than five characters says nothing.
    ShortObject,
    /// Goods of which the share of European and French origin is expected: without it, the aggregator marks them « MQ ».
    Origin { cpv: String },
    /// A word that is not in the closed list of its field: it is not written.
    Word { field: &'static str, found: String },
}

const MOST_MONTHS: u64 = 180;
const MOST_MONTHS_CONCESSION: u64 = 360;
const LARGEST: f64 = 3_000_000_000.0;
/// Goods, by CPV code, that the aggregator marks « MQ » (missing) when their origin is not told: food, vehicles, ships,
/// aircraft, rolling stock, medical equipment, medicines, clothing, leather goods.
const ORIGIN_EXPECTED: [(u32, u32); 9] = [
    (15_100_000, 15_982_200),
    (34_100_000, 34_144_910),
    (34_510_000, 34_522_700),
    (34_600_000, 34_622_500),
    (34_710_000, 34_722_200),
    (33_100_000, 33_198_200),
    (33_600_000, 33_698_300),
    (18_100_000, 18_453_000),
    (18_800_000, 18_843_000),
];

/// Checks a contract or a concession as it would be published.
pub fn doubts(contract: &Value, concession: bool, today: NaiveDate) -> Vec<Doubt> {
    let mut found = Vec::new();
    found.extend(contradictions(contract));
    found.extend(sirets(contract));
    found.extend(identifier(contract));
    found.extend(amount(contract));
    found.extend(duration(contract, if concession { MOST_MONTHS_CONCESSION } else { MOST_MONTHS }));
    found.extend(days(contract, today));
    found.extend(holders(contract));
    found.extend(holder_ids(contract));
    found.extend(object(contract));
    found.extend(origin(contract));
    found
}

fn contradictions(contract: &Value) -> Vec<Doubt> {
    let lists = [("considerationsSociales", "considerationSociale"), ("considerationsEnvironnementales", "considerationEnvironnementale")];
    let contradicts = |(outer, inner): (&str, &str)| {
        let words: Vec<&str> = contract[outer][inner].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        words.len() > 1 && words.iter().any(|word| word.starts_with(NONE))
    };
    lists.into_iter().filter(|list| contradicts(*list)).map(|(field, _)| Doubt::Contradiction { field }).collect()
}

fn sirets(contract: &Value) -> Vec<Doubt> {
    let buyer = contract["acheteur"]["id"].as_str().or(contract["autoriteConcedante"]["id"].as_str());
    let holders = contract["titulaires"].as_array().into_iter().flatten().filter_map(|holder| {
        let holder = &holder["titulaire"];
        holder["id"].as_str().filter(|_| holder["typeIdentifiant"].as_str() == Some("SIRET"))
    });
    let wrong = buyer.into_iter().chain(holders).filter(|siret| check_siret(siret).is_err());
    wrong.map(|siret| Doubt::Siret { found: siret.to_owned() }).collect()
}

fn identifier(contract: &Value) -> Option<Doubt> {
    let id = contract["id"].as_str()?;
    let accepted = |one: char| one.is_ascii_alphanumeric() || "/-_ .#".contains(one);
    let good = (1..=16).contains(&id.chars().count()) && id.chars().all(accepted);
    (!good).then(|| Doubt::Identifier { found: id.to_owned() })
}

fn amount(contract: &Value) -> Option<Doubt> {
    let amount = contract["montant"].as_f64().or(contract["valeurGlobale"].as_f64())?;
    (!(1.0..=LARGEST).contains(&amount) || typed_at_random(amount)).then_some(Doubt::Amount)
}

/// 123456789…, or above a hundred million with one digit other than zero more than six times.
fn typed_at_random(amount: f64) -> bool {
    let digits = format!("{amount:.0}");
    let repeated = ('1'..='9').any(|digit| digits.chars().filter(|one| *one == digit).count() > 6);
    digits.starts_with("123456789") || (amount > 100_000_000.0 && repeated)
}

fn duration(contract: &Value, most: u64) -> Option<Doubt> {
    let months = contract["dureeMois"].as_u64()?;
    (months == 0 || months > most).then_some(Doubt::Duration { months, most })
}

fn days(contract: &Value, today: NaiveDate) -> Vec<Doubt> {
    let wrong = |field: &'static str| {
        let text = contract[field].as_str()?;
        let good = text.parse::<NaiveDate>().is_ok_and(|day| day <= today);
        (!good).then(|| Doubt::Day { field, found: text.to_owned() })
    };
    ["dateNotification", "datePublicationDonnees", "dateSignature"].into_iter().filter_map(wrong).collect()
}

fn holders(contract: &Value) -> Option<Doubt> {
    let count = contract["titulaires"].as_array()?.len();
    (count > 3).then_some(Doubt::Holders { count })
}

fn holder_ids(contract: &Value) -> Vec<Doubt> {
    let holders = |list: &str, one: &'static str| {
        let found: Vec<Value> = contract[list].as_array().into_iter().flatten().map(|holder| holder[one].clone()).collect();
        found
    };
    let all = holders("titulaires", "titulaire").into_iter().chain(holders("concessionnaires", "concessionnaire"));
    let wrong = |holder: Value| {
        let (kind, id) = (holder["typeIdentifiant"].as_str()?, holder["id"].as_str()?);
        (!is_of_kind(kind, id)).then(|| Doubt::HolderId { kind: kind.to_owned(), found: id.to_owned() })
    };
    all.filter_map(wrong).collect()
}

/// The shape that the aggregator asks of each kind of identifier; a SIRET has its own doubt.
fn is_of_kind(kind: &str, id: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|one| one.is_ascii_alphanumeric());
    let after = |prefix: &str| id.strip_prefix(prefix).unwrap_or_default();
    match kind {
        "TAHITI" => id.len() == 9 && plain(id),
        "RIDET" => id.len() == 10 && plain(id),
        "FRWF" => after("FRWF").len() == 14 && plain(after("FRWF")),
        "IREP" => id.len() > 5 && id.bytes().take(5).all(|one| one.is_ascii_digit()),
        "HORS-UE" => (2..=18).contains(&id.len()) && id.bytes().take(2).all(|one| one.is_ascii_alphabetic()),
        _ => true,
    }
}

fn object(contract: &Value) -> Option<Doubt> {
    let object = contract["objet"].as_str()?;
    (object.trim().chars().count() < 5).then_some(Doubt::ShortObject)
}

/// Told only once the contract is awarded: before, nobody knows the origin.
fn origin(contract: &Value) -> Option<Doubt> {
    let cpv = contract["codeCPV"].as_str()?;
    let code: u32 = cpv.get(..8)?.parse().ok()?;
    let awarded = contract["titulaires"].as_array().is_some_and(|holders| !holders.is_empty());
    let told = ["origineUE", "origineFrance"].iter().all(|field| contract[*field].is_number());
    let expected = ORIGIN_EXPECTED.iter().any(|(first, last)| (*first..=*last).contains(&code));
    (expected && awarded && !told).then(|| Doubt::Origin { cpv: cpv.to_owned() })
}

//! The closed lists of DECP, and what they correspond to in a tender.

use clausier_core::tender::{Nature, Procedure};

/// Beginning of the value that says there is no consideration.
pub const NONE: &str = "Pas de ";

/// The closed lists of the schema, by field.
pub const TECHNIQUES: [&str; 7] = [
    "Accord-cadre",
    "Concours",
    "Système de qualification",
    "Système d'acquisition dynamique",
    "Catalogue électronique",
    "Enchère électronique",
    "Sans objet",
];
pub const EXECUTION_MODES: [&str; 4] = ["Tranches", "Bons de commande", "Marchés subséquents", "Sans objet"];
pub const PRICE_TYPES: [&str; 4] = ["Définitif ferme", "Définitif actualisable", "Définitif révisable", "Provisoire"];
pub const PRICE_FORMS: [&str; 3] = ["Unitaire", "Forfaitaire", "Mixte"];
pub const CCAG: [&str; 7] = [
    "Travaux",
    "Maitrise d'œuvre",
    "Fournitures courantes et services",
    "Marchés industriels",
    "Prestations intellectuelles",
    "Techniques de l'information et de la communication",
    "Pas de CCAG",
];
pub const PLACES: [&str; 7] = ["Code postal", "Code commune", "Code arrondissement", "Code canton", "Code département", "Code région", "Code pays"];
pub const GROUPINGS: [&str; 3] = ["Conjoint", "Solidaire", "Pas de groupement"];
pub const HOLDER_IDS: [&str; 7] = ["SIRET", "TVA", "TAHITI", "RIDET", "FRWF", "IREP", "HORS-UE"];

/// `publication.procedure_type` of a tender, its word in DECP, and the way competition is organised.
/// A quote asked of three suppliers is, for DECP, a contract without publicity (R2122-8).
const PROCEDURES: [(&str, &str, Procedure); 7] = [
    ("open", "Appel d'offres ouvert", Procedure::Formal),
    ("restricted", "Appel d'offres restreint", Procedure::Formal),
    ("negotiated", "Procédure avec négociation", Procedure::Formal),
    ("competitive_dialogue", "Dialogue compétitif", Procedure::Formal),
    ("adapted", "Procédure adaptée", Procedure::Adapted),
    ("no_competition", "Marché passé sans publicité ni mise en concurrence préalable", Procedure::NoCompetition),
    ("quotes", "Marché passé sans publicité ni mise en concurrence préalable", Procedure::NoCompetition),
];

/// Returns the word of DECP for a procedure. A formal procedure whose kind is not known has none.
pub fn procedure(kind: Option<&str>, procedure: Option<Procedure>) -> Option<&'static str> {
    if let Some(kind) = kind {
        return PROCEDURES.iter().find(|(ours, ..)| *ours == kind).map(|(_, word, _)| *word);
    }
    let only = |wanted: Procedure| PROCEDURES.iter().find(|(.., way)| *way == wanted).map(|(_, word, _)| *word);
    match procedure? {
        Procedure::Formal => None,
        Procedure::Adapted => only(Procedure::Adapted),
        Procedure::NoCompetition => only(Procedure::NoCompetition),
    }
}

/// Reads a word of DECP, whatever its apostrophe and its capitals.
pub fn read_procedure(word: &str) -> Option<(&'static str, Procedure)> {
    let plain = plain(word);
    let known = PROCEDURES.iter().find(|(_, theirs, _)| self::plain(theirs) == plain).map(|(ours, _, way)| (*ours, *way));
    // The former lists also wrote « Procédure concurrentielle avec négociation » and « Marché négocié sans publicité ».
    known.or_else(|| {
        let negotiated = plain.contains("negociation") || plain.contains("négociation");
        let direct = plain.contains("sans publicité") || plain.contains("sans publicite");
        match (direct, negotiated) {
            (true, _) => Some(("no_competition", Procedure::NoCompetition)),
            (false, true) => Some(("negotiated", Procedure::Formal)),
            (false, false) => None,
        }
    })
}

/// Returns the word of DECP for the nature of a concession.
pub fn concession(nature: Nature, public_service: Option<bool>) -> Option<&'static str> {
    match (nature, public_service) {
        (Nature::WorksConcession, _) => Some("Concession de travaux"),
        (Nature::ServicesConcession, Some(true)) => Some("Concession de service public"),
        (Nature::ServicesConcession, _) => Some("Concession de service"),
        (Nature::Works | Nature::Supplies | Nature::Services | Nature::SpecialServices, _) => None,
    }
}

/// Returns the nature that a division of the CPV stands for: 45 is works, the divisions of goods come
/// before, those of services after (regulation 213/2008, structure of the vocabulary; 48 is software, a good).
pub fn nature_of_cpv(code: &str) -> Option<Nature> {
    let division: u32 = code.get(..2)?.parse().ok()?;
    match division {
        45 => Some(Nature::Works),
        3..=44 | 48 => Some(Nature::Supplies),
        50..=98 => Some(Nature::Services),
        _ => None,
    }
}

/// Returns the considerations that are in a list, in its own spelling, each once. « Marché réservé » and « Concession
/// réservée » are one thing, said of a contract or of a concession.
pub fn considerations(found: &[String], list: &[&str], concession: bool) -> Vec<String> {
    let mut known = Vec::new();
    for word in all_in_list(found, list) {
        let word = of_kind(&word, concession).to_owned();
        if !known.contains(&word) {
            known.push(word);
        }
    }
    known
}

/// Returns the words that are in a closed list, in its own spelling, each once.
pub fn all_in_list(found: &[String], list: &[&str]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for word in found.iter().filter_map(|word| in_list(word, list)) {
        if !known.iter().any(|one| one == word) {
            known.push(word.to_owned());
        }
    }
    known
}

/// Returns a word of a closed list in its own spelling, whatever the apostrophe and the capitals.
pub fn in_list<'l>(word: &str, list: &[&'l str]) -> Option<&'l str> {
    let plain = plain(word);
    list.iter().copied().find(|known| self::plain(known) == plain)
}

fn of_kind(word: &str, concession: bool) -> &str {
    match (word, concession) {
        ("Marché réservé", true) => "Concession réservée",
        ("Concession réservée", false) => "Marché réservé",
        _ => word,
    }
}

fn plain(word: &str) -> String {
    word.trim().replace('’', "'").to_lowercase().replace("maîtrise d'œuvre", "maitrise d'œuvre")
}

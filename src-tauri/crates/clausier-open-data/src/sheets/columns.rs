//! The columns that are needed, by the heads that finance, list and facilitator files give them.

use super::table::key;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Column {
    Siret,
    Amount,
    Year,
    Nature,
    From,
    Until,
    Tender,
    Lot,
    Hours,
    Period,
}

impl Column {
    /// Heads of the column, without accents, marks or capitals; the surest first.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Siret => &[
                "siret",
                "siret fournisseur",
                "siret du fournisseur",
                "siret titulaire",
                "siret tiers",
                "numero siret",
                "n siret",
                "no siret",
                "code siret",
                "siren",
                "siren fournisseur",
            ],
            Self::Amount => &[
                "montant",
                "montant ht",
                "montant eur",
                "montant en euros",
                "montant paye",
                "montant paye ht",
                "montant mandate",
                "montant mandate ht",
                "montant ttc",
                "amount",
                "amount eur",
            ],
            Self::Year => &["annee", "exercice", "year", "date", "date de paiement", "date de mandat", "date mandat"],
            Self::Nature => &["nature", "compte", "nature comptable", "imputation"],
            Self::From => &["debut", "date de debut", "valable du", "date d agrement", "date agrement", "from"],
            Self::Until => &["fin", "date de fin", "valable jusqu au", "date d expiration", "expiration", "until"],
            Self::Tender => {
                &["reference", "id", "identifiant", "marche", "numero de marche", "n de marche", "no de marche", "consultation", "tender"]
            }
            Self::Lot => &["lot", "numero de lot", "n de lot", "no de lot", "n lot"],
            Self::Hours => {
                &["heures", "heures realisees", "heures faites", "heures effectuees", "nombre d heures", "nb heures", "hours", "hours done"]
            }
            Self::Period => &["periode", "trimestre", "mois", "semestre", "annee", "exercice", "period"],
        }
    }

    /// Tells whether a head that bears none of the names speaks of the column all the same: « Montant HT (€) », « SIRET du
    /// tiers ». Taken only when no other head does.
    pub(super) fn is_spoken_of(self, key: &str) -> bool {
        let has = |words: &[&str]| key.split(' ').any(|word| words.contains(&word));
        match self {
            // The one who pays is not the one who is paid.
            Self::Siret => {
                has(&["siret"]) && !has(&["acheteur", "collectivite", "organisme", "etablissement", "budget", "ordonnateur", "payeur", "emetteur"])
            }
            Self::Amount => has(&["montant", "montants"]) && !has(&["tva", "taux", "nombre"]),
            Self::Year => has(&["annee", "exercice", "mandatement", "paiement"]) && !has(&["montant", "mode", "type", "delai", "numero", "n"]),
            Self::Hours => has(&["heures"]) && !has(&["prevues", "prevu", "planifiees", "objectif", "cout", "taux"]),
            Self::Tender => {
                let others = ["objet", "intitule", "titre", "libelle", "montant", "date", "type", "nature", "titulaire"];
                has(&["reference", "marche", "consultation"]) && !has(&others) && !has(&PEOPLE)
            }
            Self::Nature | Self::From | Self::Until | Self::Lot | Self::Period => false,
        }
    }

    /// The head to write in a new file.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Siret => "siret",
            Self::Amount => "montant",
            Self::Year => "annee",
            Self::Nature => "nature",
            Self::From => "debut",
            Self::Until => "fin",
            Self::Tender => "reference",
            Self::Lot => "lot",
            Self::Hours => "heures",
            Self::Period => "periode",
        }
    }
}

/// Words of heads that hold people: such a column is never read.
const PEOPLE: [&str; 16] = [
    "nom",
    "noms",
    "prenom",
    "prenoms",
    "salarie",
    "salaries",
    "salariee",
    "beneficiaire",
    "participant",
    "personne",
    "naissance",
    "nir",
    "adresse",
    "telephone",
    "mail",
    "courriel",
];

/// Tells whether a head names people.
pub(super) fn is_personal(head: &str) -> bool {
    key(head).split(' ').any(|word| PEOPLE.contains(&word))
}

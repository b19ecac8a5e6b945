//! The sentences of `papers.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clausier_core::french;
use clausier_core::tender::Theme;
use serde::{Deserialize, Serialize};

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("../papers.toml")).expect("papers.toml is read by a test"));

/// Returns a sentence as it is written.
pub(crate) fn typed(text: &str) -> String {
    french::typography(text)
}

/// Returns the words of a value of the contract, from one of the tables of `papers.toml`.
pub(crate) fn word_of(table: &BTreeMap<String, String>, value: impl Serialize) -> String {
    let key = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    table.get(&key).map_or(key, |word| typed(word))
}

/// Returns the name of a theme.
pub(crate) fn theme_name(theme: Theme) -> String {
    word_of(&WORDS.themes, theme)
}

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* })*) => {
        $($(#[$doc])* #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $field: $kind,)* })*
    };
}

type Table = BTreeMap<String, String>;

sections! {
    Words {
        a_completer: String, tous_les_lots: String, lot: String, lots: String, interne: String, sans_objet: String,
        mode_emploi: String, edition: String, pieces: Table, themes: Table, niveaux: Table, genres_de_critere: Table, annexe: Annex,
        insertion: Insertion, personnel: Staff, derogations: Derogations, criteres: Criteria, cadre: FrameWords, retour: Return,
        justification: Justification, besoin: Needs, execution: Execution, synthese: Summary,
    }
    Annex { titre: String, sans_theme: String, mention: String, mention_propre: String, lots: String, manques: String, }
    Insertion {
        titre: String, tableau: String, description: String, colonnes: Vec<String>, sans_heures: String, reserve: String, au_fil: String,
        bases: Table, pourcent: String, total: String, clauses: String, sans_lots: String, sans_clause: String, anonymat: String,
    }
    Staff {
        titre: String, tableau: String, description: String, colonnes: Vec<String>, anonymat: String, source: String, totaux: String,
        a_verifier: String, lignes: u32,
    }
    Derogations {
        titre: String, tableau: String, description: String, colonnes: Vec<String>, ccag: String, aucune: String, a_verifier_titre: String,
        a_verifier: String, a_verifier_tableau: String, a_verifier_description: String, a_verifier_colonnes: Vec<String>, note: String,
    }
    Criteria {
        titre: String, communs: String, du_lot: String, description: String, colonnes: Vec<String>, total: String, portee: String,
    }
    FrameWords {
        titre: String, tableau: String, description: String, repere: String, lots: String, rubrique: String, demande: String, poids: String,
        attendu: String, reponse: String, details: String, document: String, oui: String, non: String, rubriques: Table, attendus: Table,
        attendu_document: String, nom: String, siret: String, lot: String, lot_sans_titre: String, consignes: Vec<String>,
    }
    Return {
        titre: String, tableau: String, description: String, candidat: String, sans_objet: String, manque: Table, manque_phrase: Table,
        document: String, complet: String, avis: String, id_altered: String, unknown_row: String,
        two_answers: String, question_changed: String, wrong_type: String, doubtful_siret: String, reordered: String, column_added: String,
        column_missing: String, other_sheet: String,
    }
    Justification {
        titre: String, tableau: String, description: String, colonnes: Vec<String>, ecartee: String, exception: String, sans_heures: String,
        ouverte: String, obligation: String, objectif: String, sans_decision: String, besoin: String, aucune: String, avis: String,
    }
    Needs {
        titre: String, connus: String, connus_tableau: String, description: String, reponses: String, reponses_tableau: String,
        colonnes: Vec<String>, reste: String, notes: String, lots: String, lots_tableau: String, lots_description: String,
        lots_colonnes: Vec<String>, rien: String,
    }
    Execution {
        titre: String, tableau: String, description: String, colonnes: Vec<String>, moment_inconnu: String, aucune_penalite: String,
        acheteur: String, charge: String, cadences: Vec<Cadence>,
    }
    Cadence { nom: String, mots: Vec<String>, }
    Summary {
        titre: String, achat: String, montant: String, lots: String, sans_lots: String, duree: String, procedure: String, procedures: Table,
        date: String, a_savoir: String, engagements: String, aucun_engagement: String, theme: String, heures: String, criteres: String,
        aucun_critere: String, critere: String, droit: String, couvertes: String, restent: String, derogations: String, ecartees: String,
    }
}

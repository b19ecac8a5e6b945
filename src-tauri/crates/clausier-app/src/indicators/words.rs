//! The sentences of `figures.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("figures.toml")).expect("figures.toml is read by a test"));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub titre: String,
    pub page: String,
    pub sujet: String,
    pub sans_donnee: String,
    pub partiel: String,
    pub par_marche: String,
    pub heures: String,
    pub heures_par_million: String,
    pub calcule: String,
    pub rien: String,
    pub rien_paye: String,
    pub couverture: String,
    pub sans_montant: String,
    pub ecartes: String,
    pub lignes_ecartees: String,
    pub publication: String,
    pub objectif_base: String,
    pub atteint: String,
    pub reste: String,
    pub hausse: String,
    pub baisse: String,
    pub stable: String,
    pub reperes: String,
    pub tous: String,
    pub definitions: String,
    pub non_calculables: String,
    pub decoupe: BTreeMap<String, String>,
    pub sans_partie: BTreeMap<String, String>,
    pub colonnes: Vec<String>,
    pub colonnes_decoupe: Vec<String>,
    pub colonnes_marches: Vec<String>,
    pub etats: BTreeMap<String, String>,
    pub tableau: String,
    pub description: String,
    pub lecture: String,
    pub non_calculable: String,
}

//! The sentences of `letter.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("../letter.toml")).expect("letter.toml is read by a test"));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) titre: String,
    pub(super) objet: String,
    pub(super) salutation: String,
    pub(super) invitation: String,
    pub(super) merci: String,
    pub(super) delai_jours: u64,
    pub(super) titres: Titles,
    pub(super) besoin: Need,
    pub(super) exigences: Demands,
    pub(super) devis: Offer,
    pub(super) jugement: Judgement,
    pub(super) reponse: Answer,
    pub(super) blancs: Blanks,
    pub(super) manques: Missing,
    pub(super) trace: Record,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Titles {
    pub(super) besoin: String,
    pub(super) exigences: String,
    pub(super) devis: String,
    pub(super) jugement: String,
    pub(super) reponse: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Need {
    pub(super) codes: String,
    pub(super) duree: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Demands {
    pub(super) annonce: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offer {
    pub(super) points: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgement {
    pub(super) sans_critere: String,
    pub(super) avec_criteres: String,
    pub(super) critere: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) date: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Blanks {
    pub(super) objet: String,
    pub(super) acheteur: String,
    pub(super) precisions: String,
    pub(super) date: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Missing {
    pub(super) objet: String,
    pub(super) acheteur: String,
    pub(super) precisions: String,
    pub(super) date: String,
    pub(super) clause: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) titre: String,
    pub(super) objet: String,
    pub(super) date: String,
    pub(super) nombre: String,
    pub(super) colonnes: Vec<String>,
    pub(super) choix: String,
    pub(super) aucun_choix: String,
    pub(super) rappel: String,
    pub(super) oui: String,
}

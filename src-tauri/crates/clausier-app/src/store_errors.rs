//! What the base refuses, as a person reads it.

use clausier_core::french;
use clausier_core::tender::TenderId;
use clausier_store::StoreError;

use crate::error::UserError;

/// Returns the sentence of an error of the base.
pub fn sentence(error: &StoreError) -> UserError {
    let plain = |code: &str| UserError::new(code, &[]);
    let unreadable = |detail: &str| UserError::new("base-illisible", &[("detail", detail)]);
    match error {
        StoreError::DiskFull => plain("base-pleine"),
        StoreError::Damaged { backups, .. } => match backups.first() {
            Some(newest) => UserError::new("base-abimee", &[("date", &french::day(newest.made_at.date_naive()))]),
            None => plain("base-abimee-sans-copie"),
        },
        StoreError::NewerFormat { .. } => plain("base-plus-recente"),
        StoreError::ForeignBase { .. } => plain("base-etrangere"),
        StoreError::Busy => plain("base-occupee"),
        StoreError::ReadOnly => plain("base-lecture-seule"),
        StoreError::NetworkLocation { .. } => plain("base-reseau"),
        StoreError::ChangedElsewhere { .. } => plain("marche-change-ailleurs"),
        StoreError::NotFound => plain("marche-retire"),
        StoreError::NothingToUndo => plain("rien-a-annuler"),
        StoreError::NothingToRedo => plain("rien-a-retablir"),
        StoreError::BadBody { .. } => plain("marche-enregistre-illisible"),
        StoreError::BodyTooLarge { .. } => plain("marche-trop-long"),
        StoreError::BackupUnusable { .. } | StoreError::InMemory => plain("sauvegarde-inutilisable"),
        StoreError::NoBackup => plain("sauvegarde-aucune"),
        StoreError::File { .. } => unreadable("un fichier de son dossier ne répond pas"),
        StoreError::DiskError { .. } => unreadable("le disque a signalé une erreur"),
        StoreError::Query(_) | StoreError::Migration(_) => unreadable("une lecture a échoué"),
    }
}

/// Returns the sentence of an error met about one tender: what is not there is named.
pub fn about(id: TenderId) -> impl Fn(StoreError) -> UserError {
    move |error| {
        if matches!(error, StoreError::NotFound) {
            return UserError::new("marche-inconnu", &[("id", &id.to_string())]);
        }
        sentence(&error)
    }
}

//! Finance extract, lists of approved enterprises and hours of insertion, taken from other services.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use clausier_app::intake::ApprovalKind;
use clausier_app::{Now, intake};
use serde_json::json;

use crate::answer::Answer;
use crate::arguments::Common;
use crate::commands::{Outcome, open};

#[derive(Debug, Subcommand)]
pub enum Spend {
    /// Lit l'extrait des finances (siret, montant, année, nature) ; les années qu'il contient sont remplacées.
    Import { file: PathBuf },
    /// Listes datées d'entreprises solidaires.
    #[command(subcommand)]
    List(List),
    /// Dit ce qui compte maintenant.
    Status,
    /// Annule le dernier import (dépenses, liste ou heures) : ce qu'il remplaçait compte à nouveau.
    Undo,
}

#[derive(Debug, Subcommand)]
pub enum List {
    /// Lit une liste d'entreprises par SIRET ou SIREN.
    Import {
        file: PathBuf,
        /// Genre de la liste.
        #[arg(long, value_enum)]
        kind: Kind,
        /// Jour de la liste (AAAA-MM-JJ).
        #[arg(long, value_name = "JOUR")]
        as_of: NaiveDate,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Esus,
    Siae,
    Ea,
    Esat,
}

#[derive(Debug, Subcommand)]
pub enum Hours {
    /// Lit les heures par marché et par lot ; les colonnes qui désignent des personnes ne sont pas lues.
    Import { file: PathBuf },
}

impl Kind {
    fn approval(self) -> ApprovalKind {
        match self {
            Self::Esus => ApprovalKind::Esus,
            Self::Siae => ApprovalKind::Siae,
            Self::Ea => ApprovalKind::Ea,
            Self::Esat => ApprovalKind::Esat,
        }
    }
}

/// Runs `spend …`.
pub(crate) fn spend(common: &Common, command: &Spend, now: &Now) -> Outcome {
    let app = open(common, now)?;
    match command {
        Spend::Import { file } => Ok(taken(&intake::import_spend(&app, file, now)?)),
        Spend::List(List::Import { file, kind, as_of }) => Ok(taken(&intake::import_list(&app, file, kind.approval(), *as_of, now)?)),
        Spend::Status => Ok(status(&intake::state(&app)?)),
        Spend::Undo => {
            let lines = intake::undo(&app, now)?;
            Ok(Answer::new(json!({ "undone": lines }), intake::undone(&lines)))
        }
    }
}

/// Runs `hours …`.
pub(crate) fn hours(common: &Common, command: &Hours, now: &Now) -> Outcome {
    let Hours::Import { file } = command;
    Ok(taken(&intake::import_hours(&open(common, now)?, file, now)?))
}

fn taken(taken: &intake::TakenIn) -> Answer {
    Answer::of(taken, intake::sentences(taken))
}

fn status(lines: &[intake::IntakeLine]) -> Answer {
    let said = |line: &intake::IntakeLine| {
        let sum = line.sum.as_deref().map(|sum| format!(", {sum}")).unwrap_or_default();
        format!("{} : {}{sum} ({}, importé le {})", line.what, line.said, line.file, line.on)
    };
    let sentences = if lines.is_empty() { vec!["Rien n’a été importé.".to_owned()] } else { lines.iter().map(said).collect() };
    Answer::new(json!({ "lines": lines }), sentences)
}

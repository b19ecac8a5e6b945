//! Packs of the organisation's clauses: export, import with its effect, history, undo, shared folder.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use clausier_app::{App, Now, UserError, own, packs};
use serde_json::json;

use crate::answer::Answer;
use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum Pack {
    /// Écrit les clauses et les objectifs de l'organisation dans un fichier signé.
    Export {
        /// Nouveau fichier.
        file: PathBuf,
        #[command(flatten)]
        chosen: Chosen,
        /// Remplace un fichier existant.
        #[arg(long)]
        force: bool,
    },
    /// Prend un paquet, après en avoir montré l'effet.
    Import {
        file: PathBuf,
        /// Montre ce qui changerait et n'écrit rien.
        #[arg(long, conflicts_with_all = ["trust", "keep"])]
        plan: bool,
        /// Approuve la clé qui a signé ce paquet, ses mots ayant été comparés.
        #[arg(long)]
        trust: bool,
        /// Ce que garde un élément modifié ici et dans le paquet.
        #[arg(long, value_enum)]
        keep: Option<Side>,
    },
    /// Dit ce qui a été fait aux clauses de l'organisation.
    History,
    /// Annule un changement entier (par défaut, le dernier paquet appliqué).
    Undo { change: Option<i32> },
    /// Propose les clauses de l'organisation dans le dossier partagé.
    Share {
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Dit les paquets que propose le dossier partagé.
    Offers,
}

#[derive(Debug, Args)]
pub struct Chosen {
    /// Seulement ces clauses, séparées par des virgules.
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    clauses: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Side {
    /// Ce qui est ici.
    Mine,
    /// Ce que dit le paquet.
    Theirs,
}

/// Runs `pack …`.
pub fn run(app: &App, command: &Pack, now: &Now) -> Outcome {
    match command {
        Pack::Export { file, chosen, force } => {
            let summary = packs::export_to(app, file, &chosen.clauses, *force, now)?;
            let sentence = format!("Paquet n° {} écrit. Mots de la clé à comparer : {}.", summary.serial, summary.words.join(" "));
            Ok(Answer::new(json!({ "written": file, "pack": summary }), vec![sentence]))
        }
        Pack::Import { file, plan, trust, keep } => {
            let yes = packs::PackYes { trust: *trust, keep: keep.map(side) };
            let effect = packs::import_file(app, file, (!plan).then_some(yes), now)?;
            Ok(Answer::of(&effect, packs::sentences(&effect)))
        }
        Pack::History => history(app),
        Pack::Undo { change } => undo(app, *change, now),
        Pack::Share { chosen } => {
            let summary = packs::share(app, &chosen.clauses, now)?;
            let sentence = format!("Paquet n° {} proposé dans le dossier partagé.", summary.serial);
            Ok(Answer::new(json!({ "pack": summary }), vec![sentence]))
        }
        Pack::Offers => offers(app),
    }
}

const fn side(side: Side) -> packs::KeepSide {
    match side {
        Side::Mine => packs::KeepSide::Mine,
        Side::Theirs => packs::KeepSide::Theirs,
    }
}

fn history(app: &App) -> Outcome {
    let rows = own::history(app)?;
    let sentences = rows.iter().map(|row| format!("{:>4}  {}  {}{}", row.id, row.at, row.sentence, if row.undone { " (annulé)" } else { "" }));
    Ok(Answer::new(json!({ "changes": rows }), sentences.collect()))
}

fn undo(app: &App, change: Option<i32>, now: &Now) -> Outcome {
    let change = match change {
        Some(change) => change,
        None => packs::last_applied(app)?.ok_or_else(|| UserError::new("clause-propre-annulee", &[]))?,
    };
    own::undo(app, change, now)?;
    Ok(Answer::new(json!({ "undone": change }), vec!["Changement annulé, en entier.".to_owned()]))
}

fn offers(app: &App) -> Outcome {
    let found = packs::offers(app)?;
    let mut sentences: Vec<String> = found.offers.iter().map(|one| packs::offer_sentence(&one.pack)).collect();
    if sentences.is_empty() {
        sentences.push("Le dossier partagé ne propose aucun paquet.".to_owned());
    }
    Ok(Answer::of(&found, sentences))
}

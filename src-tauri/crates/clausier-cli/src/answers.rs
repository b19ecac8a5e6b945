//! Filled answer frames.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use clausier_app::{Engine, Now, answers, files};
use serde_json::json;

use crate::answer::{Answer, Refusal};
use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum Answers {
    /// Relit des cadres remplis et dit ce qui manque.
    Read {
        /// Fichiers remplis par les candidats (.xlsx, .ods, .docx, .odt).
        #[arg(required = true, value_name = "FICHIER")]
        files: Vec<PathBuf>,
        /// Fichier du marché.
        #[arg(long, value_name = "MARCHÉ")]
        tender: PathBuf,
        /// Écrit aussi la comparaison dans un classeur.
        #[arg(long, value_name = "FICHIER")]
        out: Option<PathBuf>,
        /// Remplace un fichier existant.
        #[arg(long)]
        force: bool,
    },
}

/// Reads frames. When one cannot be read, the answer is a refusal that still gives the others.
pub fn run(engine: &Engine, answers: &Answers, now: &Now) -> Outcome {
    let Answers::Read { files, tender, out, force } = answers;
    read(engine, tender, files, out.as_deref(), *force, now)
}

fn read(engine: &Engine, tender: &Path, paths: &[PathBuf], out: Option<&Path>, force: bool, now: &Now) -> Outcome {
    let tender = files::read_tender(tender)?;
    let returns = answers::read(engine, &tender, paths, now)?;
    let offers = returns.offers();
    if let Some(unread) = returns.unread.first() {
        return Err(Refusal::with(unread.error.clone(), "offers", json!(offers)));
    }
    if let Some(out) = out {
        returns.write(out, force)?;
    }
    let mut sentences = answers::sentences(&offers);
    sentences.extend(out.map(|out| format!("Écrit : {}.", out.display())));
    Ok(Answer::new(json!({ "offers": offers }), sentences))
}

//! A second reading of files and of a tender.

use std::path::{Path, PathBuf};

use clap::Args;
use clausier_app::audit::{Desk, FixOptions, Named, Wanted, audit, fix_sentences, refusal, sentences, write_fixes};
use clausier_app::{Engine, Now, UserError, files};
use serde_json::json;

use crate::answer::{Answer, Refusal};
use crate::commands::Outcome;

#[derive(Debug, Args)]
pub struct Audit {
    /// Fichiers à relire (.docx, .docm, .dotx, .odt).
    #[arg(required_unless_present = "tender", value_name = "FICHIER")]
    files: Vec<PathBuf>,
    /// Fichier du marché, relu avec eux.
    #[arg(long, value_name = "MARCHÉ")]
    tender: Option<PathBuf>,
    /// Corrections à écrire dans une copie du fichier : leurs noms, ou « all-safe » pour toutes.
    #[arg(long, value_name = "CORRECTION", value_delimiter = ',', requires = "out")]
    apply: Vec<String>,
    /// Avec --apply : la copie.
    #[arg(long, value_name = "COPIE", requires = "apply")]
    out: Option<PathBuf>,
    /// Avec --apply : accepte que la copie perde la signature du document.
    #[arg(long, requires = "apply")]
    accept_signature_loss: bool,
    /// Avec --apply : remplace une copie existante.
    #[arg(long, requires = "apply")]
    force: bool,
}

/// The word for all the repairs that are safe.
const ALL_SAFE: &str = "all-safe";

/// Reads again. When a file cannot be read, the answer is a refusal that still gives what the others say.
pub fn run(engine: &Engine, asked: &Audit, now: &Now) -> Outcome {
    let tender = asked.tender.as_deref().map(|path| Ok::<_, Refusal>((files::read_tender(path)?, files::name_of(path)))).transpose()?;
    let named = tender.as_ref().map(|(tender, name)| Named { tender, name });
    if let Some(out) = &asked.out {
        return fix(engine, asked, named, out, now);
    }
    let found = audit(engine, &asked.files, named, now);
    if let Some(unread) = found.unread.first() {
        return Err(Refusal::with(unread.error.clone(), "findings", json!(found.findings)));
    }
    let lines = sentences(&found);
    Ok(Answer::new(json!({ "findings": found.findings, "read": found.read }), lines))
}

/// Writes repairs into a copy. When none can be written, the answer is a refusal that says why for each.
fn fix(engine: &Engine, asked: &Audit, tender: Option<Named<'_>>, out: &Path, now: &Now) -> Outcome {
    let [file] = asked.files.as_slice() else { return Err(UserError::new("correction-un-fichier", &[]).into()) };
    let wanted = if asked.apply.iter().any(|id| id == ALL_SAFE) { Wanted::AllSafe } else { Wanted::Some(asked.apply.clone()) };
    let options = FixOptions { accept_signature_loss: asked.accept_signature_loss, replace: asked.force };
    let report = write_fixes(engine, Desk { paths: &asked.files, at: 0, tender }, &wanted, out, options, now)?;
    match refusal(&report, &files::name_of(file)) {
        Some(error) => Err(Refusal::with(error, "fixes", json!(report.fixes))),
        None => Ok(Answer::of(&report, fix_sentences(&report))),
    }
}

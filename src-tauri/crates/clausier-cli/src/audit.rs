//! A second reading of files and of a tender.

use std::path::PathBuf;

use clap::Args;
use clausier_app::audit::{Named, audit, sentences};
use clausier_app::{Engine, Now, files};
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
}

/// Reads again. When a file cannot be read, the answer is a refusal that still gives what the others say.
pub fn run(engine: &Engine, asked: &Audit, now: &Now) -> Outcome {
    let tender = asked.tender.as_deref().map(|path| Ok::<_, Refusal>((files::read_tender(path)?, files::name_of(path)))).transpose()?;
    let named = tender.as_ref().map(|(tender, name)| Named { tender, name });
    let found = audit(engine, &asked.files, named, now);
    if let Some(unread) = found.unread.first() {
        return Err(Refusal::with(unread.error.clone(), "findings", json!(found.findings)));
    }
    let lines = sentences(&found);
    Ok(Answer::new(json!({ "findings": found.findings, "read": found.read }), lines))
}

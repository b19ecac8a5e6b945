//! A new document made of a tender.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use clausier_app::create::{self, FileFormat, NewKind};
use clausier_app::{Engine, Now, files};
use serde_json::json;

use crate::answer::Answer;
use crate::commands::Outcome;

#[derive(Debug, Args)]
pub struct Create {
    /// Fichier du marché.
    pub tender: PathBuf,
    /// Document à produire.
    #[arg(long, value_enum)]
    pub kind: Kind,
    /// Format du fichier (sans lui : celui du nom du fichier, sinon le plus utile pour ce document).
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Nouveau fichier.
    #[arg(long, value_name = "FICHIER")]
    pub out: PathBuf,
    /// Remplace un fichier existant.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Annexe des clauses retenues, par pièce et par thème.
    ClauseAnnex,
    /// Heures d'insertion par lot et clauses d'insertion.
    InsertionAnnex,
    /// Personnel à reprendre, sans aucun nom.
    StaffAnnex,
    /// Liste des dérogations au CCAG.
    Derogations,
    /// Lettre de consultation d'un petit achat.
    SmallPurchaseLetter,
    /// Trace des devis d'un petit achat, pour le dossier de l'acheteur.
    QuotesRecord,
    /// Tableau des critères d'attribution.
    CriteriaTable,
    /// Cadre de réponse à remplir par les candidats.
    AnswerFrame,
    /// Fiche de justification.
    Justification,
    /// Fiche de recueil du besoin.
    NeedsSheet,
    /// Plan d'exécution des clauses.
    ExecutionPlan,
    /// Synthèse d'une page.
    Summary,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    Docx,
    Odt,
    Ods,
    Xlsx,
    Pdf,
}

/// Writes a new document; one made of nothing is refused with what is missing.
pub fn write(engine: &Engine, create: &Create, now: &Now) -> Outcome {
    let tender = files::read_tender(&create.tender)?;
    let kind = kind(create.kind);
    let usual = || kind.formats().first().copied().unwrap_or(FileFormat::Docx);
    let format = create.format.or_else(|| named(&create.out)).map_or_else(usual, format);
    let clauses = create::write(engine, &tender, kind, format, &create.out, create.force, now)?;
    let written = create.out.display().to_string();
    let sentence = format!("Écrit : {written}.");
    Ok(Answer::new(json!({ "written": written, "clauses": clauses }), vec![sentence]))
}

/// The format that the name of the new file asks for.
fn named(out: &Path) -> Option<Format> {
    let extension = out.extension()?.to_str()?;
    Format::from_str(extension, true).ok()
}

const fn kind(kind: Kind) -> NewKind {
    match kind {
        Kind::ClauseAnnex => NewKind::ClauseAnnex,
        Kind::InsertionAnnex => NewKind::InsertionAnnex,
        Kind::StaffAnnex => NewKind::StaffAnnex,
        Kind::Derogations => NewKind::Derogations,
        Kind::SmallPurchaseLetter => NewKind::SmallPurchaseLetter,
        Kind::QuotesRecord => NewKind::QuotesRecord,
        Kind::CriteriaTable => NewKind::CriteriaTable,
        Kind::AnswerFrame => NewKind::AnswerFrame,
        Kind::Justification => NewKind::Justification,
        Kind::NeedsSheet => NewKind::NeedsSheet,
        Kind::ExecutionPlan => NewKind::ExecutionPlan,
        Kind::Summary => NewKind::Summary,
    }
}

const fn format(format: Format) -> FileFormat {
    match format {
        Format::Docx => FileFormat::Docx,
        Format::Odt => FileFormat::Odt,
        Format::Ods => FileFormat::Ods,
        Format::Xlsx => FileFormat::Xlsx,
        Format::Pdf => FileFormat::Pdf,
    }
}

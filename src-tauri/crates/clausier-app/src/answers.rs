//! Filled answer frames: read back, put side by side. Figures and words; no offer is ranked.

mod notices;
mod table;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use clausier_core::frame::{Answer, Comparison, Frame, FrameProblem, MissingPart, Returned, compare, read as read_tables};
use clausier_core::tender::Tender;
use clausier_documents::DocumentError;
use serde::{Deserialize, Serialize};

use crate::create::frame::{headers, question, questions};
use crate::create::{FileFormat, write_paper};
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::wire::FileHandle;
pub use table::{ComparisonCell, ComparisonRow, ComparisonView};

/// Something that a bidder did not give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MissingAnswer {
    /// Identifier of the row.
    pub item: String,
    /// What is missing: the row, the answer, the proof.
    pub part: MissingPart,
    /// The same in a sentence.
    pub message: String,
}

/// Something to look at in a file that came back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AnswerWarning {
    /// Stable name.
    pub code: String,
    /// Identifier of the row, when there is one.
    pub item: Option<String>,
    /// What it is, in a sentence.
    pub message: String,
}

/// One filled frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Offer {
    /// Name of the file.
    pub file: String,
    /// Name of the bidder; none when it is not given.
    pub bidder: Option<String>,
    /// Lots answered; empty for a tender without lots.
    pub lots: Vec<u32>,
    /// Answers, in the order of the frame.
    pub answers: Vec<Answer>,
    /// What is missing.
    pub missing: Vec<MissingAnswer>,
    /// What must be looked at.
    pub warnings: Vec<AnswerWarning>,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UnreadAnswers {
    /// Name of the file.
    pub file: String,
    /// Why.
    pub error: UserError,
}

/// Frames read in the window. The files are held by their handles: the comparison is made again from them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AnswersView {
    /// The files.
    pub files: Vec<FileHandle>,
    /// What they hold.
    pub offers: Vec<Offer>,
    /// Those that could not be read.
    pub unread: Vec<UnreadAnswers>,
    /// Offers side by side.
    pub comparison: ComparisonView,
}

/// The frames of a tender, read together.
pub struct Returns<'t> {
    tender: &'t Tender,
    frame: Frame,
    read: Vec<(String, Returned)>,
    /// Files that could not be read.
    pub unread: Vec<UnreadAnswers>,
}

/// Reads filled frames. A file that cannot be read is told beside the others, and keeps nobody from reading them.
pub fn read<'t>(engine: &Engine, tender: &'t Tender, paths: &[PathBuf], now: &Now) -> UserResult<Returns<'t>> {
    let mut returns = Returns { tender, frame: questions(engine, tender, now)?, read: Vec::new(), unread: Vec::new() };
    for path in paths {
        let file = name_of(path);
        match read_one(&returns.frame, path) {
            Ok(one) => returns.read.push((file, one)),
            Err(error) => returns.unread.push(UnreadAnswers { file, error }),
        }
    }
    Ok(returns)
}

fn read_one(frame: &Frame, path: &Path) -> UserResult<Returned> {
    let name = name_of(path);
    let bytes = files::read_document(path)?;
    let tables = clausier_documents::read_tables(&bytes, &name).map_err(|error| unreadable(&error, &name))?;
    read_tables(frame, &tables, &headers(), &|item| question(frame, item)).map_err(|problem| match problem {
        FrameProblem::NotAFrame => UserError::new("cadre-pas-un-cadre", &[("fichier", &name)]),
        FrameProblem::OtherTender => UserError::new("cadre-autre-marche", &[("fichier", &name)]),
    })
}

/// A file that is no office file at all is told in the words of a frame.
fn unreadable(error: &DocumentError, name: &str) -> UserError {
    let sentence = document_errors::sentence(error, name, &Default::default());
    if sentence.code == "document-pas-office" { UserError::new("cadre-illisible", &[("fichier", name)]) } else { sentence }
}

impl Returns<'_> {
    /// Returns each offer, in the order of the files.
    pub fn offers(&self) -> Vec<Offer> {
        self.read.iter().map(|(file, one)| self.offer(file, one)).collect()
    }

    fn offer(&self, file: &str, one: &Returned) -> Offer {
        let missing = one.missing.iter().map(|missing| MissingAnswer {
            item: missing.item.clone(),
            part: missing.part,
            message: notices::missing(self.tender, &self.frame, missing),
        });
        Offer {
            file: file.to_owned(),
            bidder: one.bidder.clone(),
            lots: one.lots.clone(),
            answers: one.answers.clone(),
            missing: missing.collect(),
            warnings: one.notices.iter().map(|notice| notices::warning(self.tender, &self.frame, notice)).collect(),
        }
    }

    fn comparison(&self) -> Comparison {
        compare(&self.frame, &self.read.iter().map(|(_, one)| one).collect::<Vec<_>>())
    }

    /// Returns what the screen shows.
    pub fn screen(&self, files: Vec<FileHandle>) -> AnswersView {
        AnswersView { files, offers: self.offers(), unread: self.unread.clone(), comparison: self.view() }
    }

    /// Returns the comparison for the screen.
    pub fn view(&self) -> ComparisonView {
        table::view(self.tender, &self.frame, &self.names(), &self.comparison())
    }

    /// Names each bidder; one that gave no name is numbered.
    fn names(&self) -> Vec<String> {
        self.read.iter().zip(1..).map(|((_, one), number)| one.bidder.clone().unwrap_or_else(|| table::unnamed(number))).collect()
    }

    /// Writes the comparison as a workbook.
    pub fn write(&self, out: &Path, replace: bool) -> UserResult<()> {
        if self.read.is_empty() {
            return Err(UserError::new("cadres-aucun-lu", &[]));
        }
        write_paper(&table::paper(self.tender, &self.view(), &self.offers()), FileFormat::Xlsx, out, replace)
    }
}

/// Says what each frame holds, in one sentence.
pub fn sentences(offers: &[Offer]) -> Vec<String> {
    offers
        .iter()
        .flat_map(|offer| {
            let who = offer.bidder.clone().unwrap_or_else(|| offer.file.clone());
            let head = clausier_core::french::typography(&format!(
                "{who} : {}, {}.",
                clausier_core::french::count(offer.answers.len(), "réponse", "réponses"),
                clausier_core::french::count(offer.missing.len(), "élément manquant", "éléments manquants")
            ));
            let missing = offer.missing.iter().map(|one| format!("  {}", one.message));
            let warnings = offer.warnings.iter().map(|one| format!("  {}", one.message));
            std::iter::once(head).chain(missing).chain(warnings).collect::<Vec<_>>()
        })
        .collect()
}

//! New documents made of a tender: which ones, in which formats, and what each is made of.
//!
//! What is not known yet is named « à compléter »; nothing is invented. A document meant for bidders
//! never tells the estimate.

mod agenda;
mod annexes;
mod criteria;
mod decisions;
mod derogations;
pub(crate) mod frame;
mod insertion;
mod needs;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use std::path::Path;

use clausier_core::clauses::{Rendered, render_selection};
use clausier_core::french;
use clausier_core::paper::{Cell, Column, Grid, Paper};
use clausier_core::tender::{Selection, Tender};
use clausier_documents::NewFormat;
use serde::{Deserialize, Serialize};

use crate::clauses::day;
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::{document_errors, letter, pdf};
use words::WORDS;
pub(crate) use words::{theme_name, typed, word_of};

/// A document that Clausier can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum NewKind {
    /// The clauses kept, by document and theme.
    ClauseAnnex,
    /// Insertion hours by lot, with the insertion clauses.
    InsertionAnnex,
    /// Staff to be taken over, without a name.
    StaffAnnex,
    /// Departures from the general terms (CCAG).
    Derogations,
    /// Letter of a small purchase.
    SmallPurchaseLetter,
    /// Record of the quotes of a small purchase.
    QuotesRecord,
    /// Award criteria.
    CriteriaTable,
    /// What bidders fill in.
    AnswerFrame,
    /// Clauses set aside, exceptions, open duties, with their reasons.
    Justification,
    /// Facts and answers on the need.
    NeedsSheet,
    /// What to follow once the contract runs.
    ExecutionPlan,
    /// One page for the elected official.
    Summary,
}

/// A format that a document is asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The usual extensions.
pub enum FileFormat {
    Docx,
    Odt,
    Xlsx,
    Ods,
    Pdf,
}

const TEXTS: &[FileFormat] = &[FileFormat::Docx, FileFormat::Odt, FileFormat::Pdf];
const ALL: &[FileFormat] = &[FileFormat::Docx, FileFormat::Odt, FileFormat::Xlsx, FileFormat::Ods, FileFormat::Pdf];
const SHEETS_FIRST: &[FileFormat] = &[FileFormat::Xlsx, FileFormat::Ods, FileFormat::Docx, FileFormat::Odt, FileFormat::Pdf];

impl NewKind {
    /// Every kind, in the order of the screen.
    pub const EVERY: [Self; 12] = [
        Self::ClauseAnnex,
        Self::CriteriaTable,
        Self::AnswerFrame,
        Self::InsertionAnnex,
        Self::StaffAnnex,
        Self::Derogations,
        Self::ExecutionPlan,
        Self::Justification,
        Self::NeedsSheet,
        Self::Summary,
        Self::SmallPurchaseLetter,
        Self::QuotesRecord,
    ];

    /// Returns the formats that it can be written in, the most useful one first.
    pub const fn formats(self) -> &'static [FileFormat] {
        match self {
            Self::ClauseAnnex | Self::SmallPurchaseLetter | Self::QuotesRecord | Self::NeedsSheet | Self::Summary => TEXTS,
            Self::InsertionAnnex | Self::Derogations | Self::Justification => ALL,
            Self::StaffAnnex | Self::CriteriaTable | Self::AnswerFrame | Self::ExecutionPlan => SHEETS_FIRST,
        }
    }

    /// Returns the contract's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ClauseAnnex => "clause-annex",
            Self::InsertionAnnex => "insertion-annex",
            Self::StaffAnnex => "staff-annex",
            Self::Derogations => "derogations",
            Self::SmallPurchaseLetter => "small-purchase-letter",
            Self::QuotesRecord => "quotes-record",
            Self::CriteriaTable => "criteria-table",
            Self::AnswerFrame => "answer-frame",
            Self::Justification => "justification",
            Self::NeedsSheet => "needs-sheet",
            Self::ExecutionPlan => "execution-plan",
            Self::Summary => "summary",
        }
    }
}

impl FileFormat {
    /// Returns the extension.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Pdf => "pdf",
        }
    }
}

/// A document before any file: its content, and the clauses in it.
pub struct Made {
    /// Its content.
    pub paper: Paper,
    /// The clauses that it carries.
    pub clauses: Vec<String>,
}

/// A document as the screen offers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NewDocument {
    /// Which one.
    pub kind: NewKind,
    /// Its formats, the most useful one first.
    pub formats: Vec<FileFormat>,
    /// Why it cannot be made yet, and what to do.
    pub refusal: Option<UserError>,
}

/// Lists every document, and says of each whether the tender has enough for it. PDF is offered where its program is.
pub fn offered(engine: &Engine, tender: &Tender, now: &Now) -> Vec<NewDocument> {
    let prints = pdf::program().is_some();
    let formats = |kind: NewKind| kind.formats().iter().copied().filter(|format| prints || *format != FileFormat::Pdf).collect();
    let row = |kind: NewKind| NewDocument { kind, formats: formats(kind), refusal: make(engine, tender, kind, now).err() };
    NewKind::EVERY.into_iter().map(row).collect()
}

/// Makes a document of a tender, or says why there is nothing to write in it.
pub fn make(engine: &Engine, tender: &Tender, kind: NewKind, now: &Now) -> UserResult<Made> {
    match kind {
        NewKind::ClauseAnnex => annexes::clauses(engine, tender, now),
        NewKind::InsertionAnnex => insertion::annex(engine, tender, now),
        NewKind::StaffAnnex => annexes::staff(engine, tender, now),
        NewKind::Derogations => derogations::list(engine, tender, now),
        NewKind::SmallPurchaseLetter => letter::letter(engine, tender, now).map(|letter| letter::paper(letter.title, letter.blocks, letter.clauses)),
        NewKind::QuotesRecord => letter::record_paper(tender),
        NewKind::CriteriaTable => criteria::table(tender),
        NewKind::AnswerFrame => frame::paper(engine, tender, now),
        NewKind::Justification => Ok(decisions::sheet(engine, tender, now)),
        NewKind::NeedsSheet => Ok(needs::sheet(engine, tender, now)),
        NewKind::ExecutionPlan => agenda::plan(engine, tender, now),
        NewKind::Summary => summary::page(engine, tender, now),
    }
}

/// Writes a document of a tender, and returns the clauses in it. An existing file stays unless `replace`.
pub fn write(engine: &Engine, tender: &Tender, kind: NewKind, format: FileFormat, out: &Path, replace: bool, now: &Now) -> UserResult<Vec<String>> {
    if !kind.formats().contains(&format) {
        return Err(wrong_format(kind, format));
    }
    refuse_existing(out, replace)?;
    let made = make(engine, tender, kind, now)?;
    write_paper(&made.paper, format, out, replace)?;
    Ok(made.clauses)
}

/// Returns the name proposed for the file of a document.
pub fn proposed_name(made: &Made, format: FileFormat) -> String {
    let clean: String = made.paper.title.replace([french::NBSP, french::NARROW], " ").replace(" :", " -");
    let clean: String = clean.chars().map(|c| if r#"\/:*?"<>|"#.contains(c) { ' ' } else { c }).collect();
    format!("{}.{}", clean.trim(), format.extension())
}

/// Says which formats a document can have.
fn wrong_format(kind: NewKind, format: FileFormat) -> UserError {
    let possible: Vec<&str> = kind.formats().iter().map(|format| format.extension()).collect();
    let arguments = [("quoi", kind.word()), ("format", format.extension()), ("formats", &french::join(&possible, "ou"))];
    UserError::new("format-non-pris", &arguments)
}

/// Refuses before anything is made: the answer is the same, sooner.
fn refuse_existing(out: &Path, replace: bool) -> UserResult<()> {
    if !replace && out.symlink_metadata().is_ok() {
        return Err(UserError::new("fichier-existe", &[("fichier", &name_of(out))]));
    }
    Ok(())
}

/// Writes a paper whole, or not at all.
pub(crate) fn write_paper(paper: &Paper, format: FileFormat, out: &Path, replace: bool) -> UserResult<()> {
    let office = |format: NewFormat| {
        clausier_documents::write_new(paper, format).map_err(|error| document_errors::sentence(&error, &name_of(out), &Default::default()))
    };
    let bytes = match format {
        FileFormat::Docx => office(NewFormat::Docx),
        FileFormat::Odt => office(NewFormat::Odt),
        FileFormat::Xlsx => office(NewFormat::Xlsx),
        FileFormat::Ods => office(NewFormat::Ods),
        FileFormat::Pdf => pdf::print(paper),
    };
    files::write(out, &bytes?, replace)
}

/// Renders the clauses of a tender, each with its selection.
fn rendered<'t>(engine: &Engine, tender: &'t Tender, now: &Now) -> UserResult<Vec<(&'t Selection, Rendered)>> {
    let library = engine.library_of(tender);
    let render = |selection: &'t Selection| {
        let rendered = render_selection(&library, selection, day(tender, now)).map_err(document_errors::selection)?;
        Ok((selection, rendered))
    };
    tender.selections.iter().map(render).collect()
}

/// The line under the title: reference and object of the tender.
pub(crate) fn subject(tender: &Tender) -> String {
    let known = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let title = known(&tender.title).unwrap_or_else(|| typed(&WORDS.sans_objet));
    [known(&tender.reference), Some(title)].into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// Says which lots something is for; a tender without lots says nothing.
pub(crate) fn lots_of(tender: &Tender, lots: &[u32]) -> String {
    let numbers: Vec<String> = lots.iter().map(ToString::to_string).collect();
    match numbers.as_slice() {
        _ if tender.lots.is_empty() => String::new(),
        [] => typed(&WORDS.tous_les_lots),
        [one] => fill(&typed(&WORDS.lot), &[("lot", one)]),
        several => fill(&typed(&WORDS.lots), &[("lots", &french::and(several))]),
    }
}

/// What stands in for something that is not known yet.
fn to_complete() -> String {
    format!("[{}]", typed(&WORDS.a_completer))
}

/// Makes the columns of a grid, of these relative widths.
fn columns(labels: &[String], shares: &[u16]) -> Vec<Column> {
    labels.iter().zip(shares).map(|(label, share)| Column::new(typed(label), *share)).collect()
}

fn grid(name: &str, description: &str, columns: Vec<Column>) -> Grid {
    Grid { name: typed(name), description: typed(description), columns, rows: Vec::new() }
}

fn cell(text: &str) -> Cell {
    Cell::text(text)
}

//! The safe repairs of a second reading, written into a copy of a file. The file itself is never touched: what was
//! not wanted is undone by throwing the copy away.

use std::path::{Path, PathBuf};

use clausier_documents::{Agreement, Insertion, Kept, correct};
use clausier_review::{Found, Repair};
use serde::{Deserialize, Serialize};

use super::{Named, Texts, found_in};
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::export::{read_source, refuse_name, refuse_output};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::wire::FileHandle;

/// The repairs wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All those of the file.
    AllSafe,
    /// Those of these names: `fix_id` of the findings.
    Some(Vec<String>),
}

/// What the buyer agreed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct FixOptions {
    /// The yes to breaking a digital signature.
    pub accept_signature_loss: bool,
    /// The yes to replacing an existing copy.
    pub replace: bool,
}

/// The files read together, and the one to be repaired.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// All the files: what one says may excuse another.
    pub paths: &'a [PathBuf],
    /// The rank of the file to be repaired.
    pub at: usize,
    /// The tender that they belong to.
    pub tender: Option<Named<'a>>,
}

/// What became of one repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FixLine {
    /// Its name.
    pub id: String,
    /// The rule that it answers.
    pub rule: String,
    /// The rank of the paragraph in its part.
    pub paragraph: Option<u32>,
    /// Where it stands, when that is not in the run of the text.
    pub place: Option<String>,
    /// The place as it reads with the words added.
    pub fix: String,
    /// Why it was not written; absent when it was.
    pub refused: Option<UserError>,
}

/// What was written into a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FixReport {
    /// The copy; absent when nothing was written.
    pub written: Option<String>,
    /// The repairs asked for, in the order of the text.
    pub fixes: Vec<FixLine>,
    /// Whether the file records changes, and these are tracked insertions.
    pub tracked: bool,
    /// Whether a digital signature is lost.
    pub signature_lost: bool,
}

impl FixReport {
    /// The same with the name of the copy, never its path: what the window may know.
    pub fn named(self, out: &Path) -> Self {
        Self { written: self.written.map(|_| name_of(out)), ..self }
    }
}

/// What the window is told of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CorrectedCopy {
    /// What was written in it.
    pub report: FixReport,
    /// The copy, to be opened or read again; absent when nothing was written.
    pub copy: Option<FileHandle>,
}

/// Writes repairs into a copy of a file. When none of them can be, nothing is written and each says why.
pub fn write_fixes(engine: &Engine, desk: Desk<'_>, wanted: &Wanted, out: &Path, options: FixOptions, now: &Now) -> UserResult<FixReport> {
    let source = desk.paths.get(desk.at).ok_or_else(|| UserError::new("fichier-absent", &[("fichier", "choisi")]))?;
    refuse_output(source, out, options.replace)?;
    let name = name_of(source);
    let bytes = read_source(source)?;
    let told = |error| document_errors::sentence(&error, &name, &std::collections::BTreeMap::new());
    let format = clausier_documents::detect(&bytes, &name).map_err(told)?;
    if refuse_name(format, source, out)? {
        return Err(UserError::new("nom-autre-format", &[("fichier", &name), ("format", format.extension()), ("nouveau", &name_of(out))]));
    }
    let chosen = chosen(engine, desk, &name, wanted, now)?;
    let insertions: Vec<Insertion> = chosen.iter().map(|(_, repair)| insertion(repair)).collect();
    let agreement = Agreement { day: now.today.to_string(), accept_signature_loss: options.accept_signature_loss };
    let corrected = correct(&bytes, &name, &insertions, &agreement).map_err(told)?;
    if let Some(copy) = &corrected.bytes {
        files::write(out, copy, options.replace)?;
    }
    Ok(FixReport {
        written: corrected.bytes.is_some().then(|| out.display().to_string()),
        fixes: chosen.iter().zip(corrected.places).map(|((found, _), outcome)| line(found, outcome.err())).collect(),
        tracked: corrected.tracked,
        signature_lost: corrected.signature_lost,
    })
}

fn insertion(repair: &Repair) -> Insertion {
    Insertion { passage: repair.passage, at: repair.at, words: repair.words.clone() }
}

fn line(found: &Found, kept: Option<Kept>) -> FixLine {
    let finding = &found.finding;
    FixLine {
        id: finding.fix_id.clone().unwrap_or_default(),
        rule: finding.rule.clone(),
        paragraph: finding.paragraph,
        place: finding.place.clone(),
        fix: finding.fix.clone().unwrap_or_default(),
        refused: kept.map(|kept| UserError::new(code(kept), &[])),
    }
}

fn code(kept: Kept) -> &'static str {
    match kept {
        Kept::Field => "correction-champ",
        Kept::Locked => "correction-verrou",
        Kept::Clause => "correction-clause",
        Kept::Change => "correction-suivie",
        Kept::Elsewhere => "correction-hors-texte",
    }
}

/// Finds the repairs wanted among those of the file.
fn chosen(engine: &Engine, desk: Desk<'_>, name: &str, wanted: &Wanted, now: &Now) -> UserResult<Vec<(Found, Repair)>> {
    let texts = Texts::read(desk.paths);
    let rank = texts.ranks.iter().position(|rank| *rank == desk.at);
    let all = found_in(engine, &texts.said, desk.tender, now).into_iter();
    let repairs = all.filter_map(|found| found.repair.clone().map(|repair| (found, repair)));
    let here: Vec<(Found, Repair)> = repairs.filter(|(_, repair)| Some(repair.file) == rank).collect();
    match wanted {
        Wanted::AllSafe if here.is_empty() => Err(UserError::new("correction-aucune", &[("fichier", name)])),
        Wanted::AllSafe => Ok(here),
        Wanted::Some(ids) => some(here, ids, name),
    }
}

fn some(here: Vec<(Found, Repair)>, ids: &[String], name: &str) -> UserResult<Vec<(Found, Repair)>> {
    let known = |id: &&String| here.iter().any(|(found, _)| found.finding.fix_id.as_ref() == Some(id));
    if let Some(unknown) = ids.iter().find(|id| !known(id)) {
        return Err(UserError::new("correction-inconnue", &[("correction", unknown), ("fichier", name)]));
    }
    Ok(here.into_iter().filter(|(found, _)| found.finding.fix_id.as_ref().is_some_and(|id| ids.contains(id))).collect())
}

/// The name proposed beside the buyer's own file.
pub fn proposed_name(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let end = path.extension().map_or_else(|| "docx".to_owned(), |end| end.to_string_lossy().into_owned());
    format!("{stem} - corrigé.{end}")
}

/// The refusal of a report in which nothing could be written.
pub fn refusal(report: &FixReport, file: &str) -> Option<UserError> {
    report.written.is_none().then(|| UserError::new("correction-refusee", &[("fichier", file)]))
}

/// Says to a person what was written, and what was not.
pub fn fix_sentences(report: &FixReport) -> Vec<String> {
    let written = report.fixes.iter().filter(|line| line.refused.is_none()).count();
    let mut lines = Vec::new();
    if let Some(copy) = &report.written {
        let how = if report.tracked { ", en modifications suivies" } else { "" };
        let many = if written > 1 { "s" } else { "" };
        lines.push(format!("{written} correction{many} écrite{many} dans « {copy} »{how}. Le fichier d’origine est intact."));
    }
    lines.extend(report.signature_lost.then(|| "La copie n’est plus signée : la signature porte sur l’ancien texte.".to_owned()));
    for line in &report.fixes {
        let place = line.place.clone().or_else(|| line.paragraph.map(|at| format!("paragraphe {at}"))).unwrap_or_default();
        let word = if line.refused.is_none() { "Écrit" } else { "Non écrit" };
        lines.push(format!("{word} – {place} : « {} »", line.fix));
        lines.extend(line.refused.as_ref().map(|error| format!("    {}", error.message)));
    }
    lines
}

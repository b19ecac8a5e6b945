//! A second reading: of the buyer's files, of a tender, or of both together. It writes nothing, but a copy of a
//! file with the repairs that are asked for.

mod fixes;
mod tender;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use clausier_core::french;
use clausier_core::passage::Passage;
use clausier_core::review::{Example, Finding, Gravity, ReviewRule};
use clausier_core::tender::Tender;
use clausier_documents::passages;
use clausier_review::{FileText, Found, Reading, contradicted, review_to_repair};
use serde::{Deserialize, Serialize};

use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files::{name_of, read_document};
use crate::now::Now;
pub use fixes::{CorrectedCopy, Desk, FixLine, FixOptions, FixReport, Wanted, fix_sentences, proposed_name, refusal, write_fixes};

/// What a second reading found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Audit {
    /// The findings: those of the tender first, then file by file in the order of the text.
    pub findings: Vec<Finding>,
    /// The files that were read.
    pub read: Vec<ReadFile>,
    /// The files that could not be read.
    pub unread: Vec<UnreadFile>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadFile {
    /// Its name.
    pub name: String,
    /// How many paragraphs say something.
    pub paragraphs: u32,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UnreadFile {
    /// Its name.
    pub name: String,
    /// Why.
    pub error: UserError,
}

/// A tender, and the name that its findings bear.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The tender.
    pub tender: &'a Tender,
    /// The name of its file, or its title.
    pub name: &'a str,
}

/// Reads files again, with the tender that they belong to when it is known. A file that cannot be read is
/// said, and the others are read all the same.
pub fn audit(engine: &Engine, paths: &[PathBuf], tender: Option<Named<'_>>, now: &Now) -> Audit {
    let texts = Texts::read(paths);
    let mut findings = tender.map(|tender| tender::findings(engine, tender, now)).unwrap_or_default();
    findings.extend(found_in(engine, &texts.said, tender, now).into_iter().map(|found| found.finding));
    Audit { findings, read: texts.said.iter().map(read_file).collect(), unread: texts.unread }
}

fn read_file((name, passages): &(String, Vec<Passage>)) -> ReadFile {
    ReadFile { name: name.clone(), paragraphs: u32::try_from(passages.len()).unwrap_or(u32::MAX) }
}

/// What some files say.
#[derive(Default)]
struct Texts {
    /// Those that could be read, with their names.
    said: Vec<(String, Vec<Passage>)>,
    /// The rank of each of them among all.
    ranks: Vec<usize>,
    unread: Vec<UnreadFile>,
}

impl Texts {
    fn read(paths: &[PathBuf]) -> Self {
        let mut texts = Self::default();
        for (rank, path) in paths.iter().enumerate() {
            match read_passages(path) {
                Ok(passages) => {
                    texts.said.push((name_of(path), passages));
                    texts.ranks.push(rank);
                }
                Err(error) => texts.unread.push(UnreadFile { name: name_of(path), error }),
            }
        }
        texts
    }
}

/// Says the examples that their rule contradicts, a line each: a fault of the catalogue.
pub(crate) fn contradicted_examples(engine: &Engine) -> Vec<String> {
    let catalogue = &engine.catalogue;
    let each = catalogue.review.iter().flat_map(|rule| contradicted(rule, &catalogue.law.scales).into_iter().map(move |example| (rule, example)));
    let line = |(rule, example): (&ReviewRule, &Example)| {
        let fault = if example.is_faulty { "la règle laisse passer son exemple fautif" } else { "la règle refuse son exemple juste" };
        format!("review/{}.toml:1:1: {fault} ; « {} »", rule.id, example.text.replace('\n', " "))
    };
    each.map(line).collect()
}

/// Reads what a file says.
fn read_passages(path: &Path) -> UserResult<Vec<Passage>> {
    let name = name_of(path);
    let bytes = read_document(path)?;
    passages(&bytes, &name).map_err(|error| document_errors::sentence(&error, &name, &std::collections::BTreeMap::new()))
}

fn found_in(engine: &Engine, texts: &[(String, Vec<Passage>)], tender: Option<Named<'_>>, now: &Now) -> Vec<Found> {
    let catalogue = &engine.catalogue;
    let mut rules = catalogue.review.clone();
    let own = tender.map(|one| (one.name.to_owned(), tender::figures(one.tender, &mut rules)));
    let all = texts.iter().chain(&own);
    let files: Vec<FileText<'_>> = all.map(|(name, passages)| FileText { name, passages }).collect();
    let reading = Reading { rules: &rules, scales: &catalogue.law.scales, today: now.today };
    let mut found = review_to_repair(&files, &reading);
    name_clauses(engine, found.iter_mut().map(|found| &mut found.finding));
    found
}

/// A clause of ours is named by its title, where the library knows it.
fn name_clauses<'f>(engine: &Engine, findings: impl Iterator<Item = &'f mut Finding>) {
    for finding in findings {
        if let Some(key) = finding.message.split("clause ").nth(1).and_then(|rest| rest.split(' ').next())
            && let Some(clause) = engine.catalogue.library.find(key)
        {
            finding.message = french::typography(&finding.message.replace(&format!("clause {key} "), &format!("clause {key} « {} » ", clause.title)));
        }
    }
}

/// Says the findings to a person, the gravest first.
pub fn sentences(audit: &Audit) -> Vec<String> {
    let mut found: Vec<&Finding> = audit.findings.iter().collect();
    found.sort_by_key(|finding| finding.severity);
    let mut lines: Vec<String> = found.iter().flat_map(|finding| told(finding)).collect();
    if lines.is_empty() {
        lines.push("Rien à signaler par l’outil. La relecture juridique reste la vôtre.".to_owned());
    }
    lines
}

fn told(finding: &Finding) -> Vec<String> {
    let weight = match finding.severity {
        Gravity::Error => "Erreur",
        Gravity::Warning => "Avertissement",
        Gravity::Advice => "Conseil",
    };
    let paragraph = finding.paragraph.map(|paragraph| format!(", paragraphe {paragraph}")).unwrap_or_default();
    let heading = finding.heading.as_ref().map(|heading| format!(", sous « {heading} »")).unwrap_or_default();
    let place = finding.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    let mut lines = vec![format!("{weight} – {}{place}{paragraph}{heading} : {}", finding.file, finding.message)];
    lines.extend((!finding.excerpt.is_empty()).then(|| format!("    « {} »", finding.excerpt)));
    lines.extend((!finding.hint.is_empty()).then(|| format!("    → {}", finding.hint)));
    lines.extend(finding.fix_id.as_ref().map(|id| format!("    Correction {id} : « {} »", finding.fix.as_deref().unwrap_or_default())));
    lines
}

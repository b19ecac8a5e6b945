//! All the documents of a tender in one go: prepared in memory first, written only when all can be.

use std::path::{Path, PathBuf};

use clausier_core::french;
use clausier_core::tender::{Tender, TenderDocument};
use serde::{Deserialize, Serialize};

use super::aim::{Aim, word};
use super::{Done, Options, Past, Plan, Prepared, Target, plan_knowing, prepare, refuse_output};
use crate::app::App;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::wire::ExportReport;

/// One report for all the documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AllReport {
    /// Name of the folder that they were written into; none when nothing was.
    pub folder: Option<String>,
    /// Names of the files written.
    pub written: Vec<String>,
    /// One a document that has a file.
    pub documents: Vec<ExportedPiece>,
    /// Documents left alone.
    pub skipped: Vec<SkippedPiece>,
    /// Clauses that no document with a file takes.
    pub unplaced: Vec<UnplacedClause>,
}

/// What happened, or would happen, to one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ExportedPiece {
    /// Its identifier in the tender.
    pub id: String,
    /// Its kind, in the contract's word.
    pub document: String,
    /// Its file.
    pub file: String,
    /// Its lots; empty = all.
    pub lots: Vec<u32>,
    /// What was done; absent for a plan, or when it is refused.
    pub report: Option<ExportReport>,
    /// Where clauses would go; only for a plan.
    pub plan: Option<Plan>,
    /// Why it cannot be written.
    pub error: Option<UserError>,
}

/// A document left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SkippedPiece {
    /// Its identifier in the tender.
    pub id: String,
    /// Its kind, in the contract's word.
    pub document: String,
    /// `no-file` = the tender names none, `missing` = not in the folder, `no-clause` = nothing to write.
    pub why: String,
}

/// A clause that went nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UnplacedClause {
    /// Its identifier.
    pub clause: String,
    /// The kind of document it is for, when it says so.
    pub document: Option<String>,
    /// Its lots; empty = all.
    pub lots: Vec<u32>,
}

impl AllReport {
    /// Whether something forbids writing.
    pub fn is_refused(&self) -> bool {
        self.documents.iter().any(ExportedPiece::is_refused)
    }

    /// Returns the refusal that names the documents in the way.
    pub fn refusal(&self) -> Option<UserError> {
        let names: Vec<String> = self.documents.iter().filter(|piece| piece.is_refused()).map(ExportedPiece::trouble).collect();
        (!names.is_empty()).then(|| UserError::new("pieces-refusees", &[("pieces", &names.join(" ; "))]))
    }
}

impl ExportedPiece {
    fn is_refused(&self) -> bool {
        self.error.is_some() || self.report.as_ref().is_some_and(|report| !report.conflicts.is_empty())
    }

    fn trouble(&self) -> String {
        let why = match &self.error {
            Some(error) => error.message.clone(),
            None => "des clauses retouchées attendent votre décision".to_owned(),
        };
        format!("« {} » ({why})", self.file)
    }
}

/// Writes every document of a tender that has a file in a folder into another folder, under the same name.
/// One refusal, and nothing is written.
pub fn write(engine: &Engine, tender: &Tender, from: &Path, to: &Path, options: &Options, now: &Now) -> UserResult<AllReport> {
    write_knowing(engine, tender, from, to, options, now, &|_, _| Past::default()).map(|(all, _)| all)
}

/// The same, at the places that this computer remembers; what is written is remembered in turn.
pub fn write_remembering(app: &App, tender: &Tender, from: &Path, to: &Path, options: &Options, now: &Now) -> UserResult<AllReport> {
    let past = |target: &Target, path: &Path| Past::of(app, tender, target, path);
    let (all, ready) = write_knowing(&app.engine, tender, from, to, options, now, &past)?;
    for Ready { target, out, done, .. } in ready.iter().filter(|_| !all.is_refused()) {
        super::remember(app, tender, target, out, done, &[], now);
    }
    Ok(all)
}

/// The same from the window, into a new folder beside the documents, at the places shown and accepted; what
/// is written is remembered.
pub fn write_from_window(app: &App, tender: &Tender, from: &Path, now: &Now) -> UserResult<AllReport> {
    let to = free_folder(from);
    let options = Options { accept_places: true, ..Options::default() };
    write_remembering(app, tender, from, &to, &options, now)
}

/// « avec clauses », or the first of its series that is not there.
fn free_folder(from: &Path) -> PathBuf {
    let named = (1..).map(|number| if number == 1 { "avec clauses".to_owned() } else { format!("avec clauses {number}") });
    named.map(|name| from.join(name)).find(|folder| !folder.exists()).unwrap_or_else(|| from.join("avec clauses"))
}

/// A document made in memory.
struct Ready {
    target: Target,
    out: PathBuf,
    bytes: Vec<u8>,
    done: Done,
}

fn write_knowing(
    engine: &Engine,
    tender: &Tender,
    from: &Path,
    to: &Path,
    options: &Options,
    now: &Now,
    past: &dyn Fn(&Target, &Path) -> Past,
) -> UserResult<(AllReport, Vec<Ready>)> {
    let mut all = AllReport::before(engine, tender, from);
    let mut ready: Vec<Ready> = Vec::new();
    for document in &tender.documents {
        let Some(into) = all.source(document, from) else { continue };
        let (out, target) = (to.join(name_of(&into)), target(document));
        let like = options.like.as_ref().map(|former| former.join(name_of(&into))).filter(|former| former.is_file());
        let options = Options { like, ..options.clone() };
        let prepared = refuse_output(&into, &out, options.replace)
            .and_then(|()| prepare(engine, tender, &target, &into, &out, &options, now, &past(&target, &into)));
        all.note(document, &into, &out, prepared, &mut ready);
    }
    if all.documents.is_empty() {
        return Err(UserError::new("pieces-sans-fichier", &[("dossier", &name_of(from))]));
    }
    if !all.is_refused() {
        all.written = save(&ready, to, options)?;
        all.folder = (!all.written.is_empty()).then(|| name_of(to));
    }
    Ok((all, ready))
}

/// Says where every clause would go; nothing is written.
pub fn plan(engine: &Engine, tender: &Tender, from: &Path, options: &Options, now: &Now) -> UserResult<AllReport> {
    plan_all(engine, tender, from, options, now, &|_, _| Past::default())
}

/// The same, with the places that this computer remembers.
pub fn plan_remembering(app: &App, tender: &Tender, from: &Path, options: &Options, now: &Now) -> UserResult<AllReport> {
    plan_all(&app.engine, tender, from, options, now, &|target, path| Past::of(app, tender, target, path))
}

fn plan_all(
    engine: &Engine,
    tender: &Tender,
    from: &Path,
    options: &Options,
    now: &Now,
    past: &dyn Fn(&Target, &Path) -> Past,
) -> UserResult<AllReport> {
    let mut all = AllReport::before(engine, tender, from);
    for document in &tender.documents {
        let Some(into) = all.source(document, from) else { continue };
        let target = target(document);
        let planned = plan_knowing(engine, tender, &target, &into, options, now, &past(&target, &into));
        let (plan, error) = match planned {
            Ok(plan) => (Some(plan), None),
            Err(error) => (None, Some(error)),
        };
        all.documents.push(ExportedPiece { plan, error, ..piece(document, &into) });
    }
    if all.documents.is_empty() {
        return Err(UserError::new("pieces-sans-fichier", &[("dossier", &name_of(from))]));
    }
    Ok(all)
}

impl AllReport {
    /// The report before any document is looked at.
    fn before(engine: &Engine, tender: &Tender, from: &Path) -> Self {
        Self { folder: None, written: Vec::new(), documents: Vec::new(), skipped: Vec::new(), unplaced: unplaced(engine, tender, from) }
    }

    /// Finds the file of a document, or notes why it is left alone.
    fn source(&mut self, document: &TenderDocument, folder: &Path) -> Option<PathBuf> {
        let found = document.file.as_deref().and_then(|file| beside(folder, file));
        if found.is_none() {
            let why = if document.file.is_some() { "missing" } else { "no-file" };
            self.skip(document, why);
        }
        found
    }

    fn skip(&mut self, document: &TenderDocument, why: &str) {
        self.skipped.push(SkippedPiece { id: document.id.clone(), document: word(document.kind).to_owned(), why: why.to_owned() });
    }

    fn note(&mut self, document: &TenderDocument, into: &Path, out: &Path, prepared: UserResult<Prepared>, ready: &mut Vec<Ready>) {
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return self.documents.push(ExportedPiece { error: Some(error), ..piece(document, into) }),
        };
        let Prepared { chosen, exported } = prepared;
        if chosen.clauses.is_empty() && super::says_nothing(&exported.report) {
            return self.skip(document, "no-clause");
        }
        let written = exported.bytes.is_some().then(|| name_of(out));
        let report = chosen.report(&exported.report, written, |key, _| key.to_owned());
        let done = Done { document_id: exported.document_id, bases: exported.bases, report: exported.report };
        ready.extend(exported.bytes.map(|bytes| Ready { target: target(document), out: out.to_owned(), bytes, done }));
        self.documents.push(ExportedPiece { report: Some(report), ..piece(document, into) });
    }
}

/// Writes the files; one that cannot be written is told with those that were.
fn save(ready: &[Ready], to: &Path, options: &Options) -> UserResult<Vec<String>> {
    std::fs::create_dir_all(to).map_err(|_| UserError::new("fichier-non-ecrit", &[("fichier", &name_of(to))]))?;
    let mut written: Vec<String> = Vec::new();
    for Ready { out, bytes, .. } in ready {
        if let Err(error) = files::write(out, bytes, options.replace) {
            let done = if written.is_empty() { "aucune".to_owned() } else { written.join(", ") };
            let told = [("fichier", name_of(out)), ("raison", error.message.trim_end_matches('.').to_owned()), ("ecrites", done)];
            return Err(UserError::new("pieces-en-partie", &told.each_ref().map(|(name, value)| (*name, value.as_str()))));
        }
        written.push(name_of(out));
    }
    Ok(written)
}

fn target(document: &TenderDocument) -> Target {
    Target { document: Some(document.id.clone()), ..Target::default() }
}

fn piece(document: &TenderDocument, into: &Path) -> ExportedPiece {
    let (id, lots) = (document.id.clone(), document.lots.clone());
    ExportedPiece { id, document: word(document.kind).to_owned(), file: name_of(into), lots, report: None, plan: None, error: None }
}

/// Finds a file by its name in a folder, never above it; accents may be written in two ways.
fn beside(folder: &Path, file: &str) -> Option<PathBuf> {
    let name = file.rsplit(['/', '\\']).next().filter(|name| !name.is_empty() && *name != "..")?;
    let exact = folder.join(name);
    if exact.is_file() {
        return Some(exact);
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries.into_iter().find(|path| path.is_file() && french::fold(&name_of(path)) == french::fold(name))
}

/// The selections that no document with a file takes.
fn unplaced(engine: &Engine, tender: &Tender, folder: &Path) -> Vec<UnplacedClause> {
    let there = tender.documents.iter().filter(|document| document.file.as_deref().is_some_and(|file| beside(folder, file).is_some()));
    let aims: Vec<Aim> = there.filter_map(|document| Aim::of(tender, &target(document)).ok()).collect();
    let lost = tender.selections.iter().filter(|selection| !aims.iter().any(|aim| aim.takes(engine, tender, selection)));
    let told = |selection: &clausier_core::tender::Selection| UnplacedClause {
        clause: selection.clause.clone(),
        document: selection.document.map(|kind| word(kind).to_owned()),
        lots: selection.lots.clone(),
    };
    lost.map(told).collect()
}

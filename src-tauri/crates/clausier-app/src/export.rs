//! Writes the clauses kept into one of the buyer's documents: what goes in is chosen here, how it is
//! written belongs to the documents.

mod aim;
pub mod all;
mod chosen;
mod passages;
mod past;
mod shown;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clausier_core::tender::Tender;
use clausier_documents::report::Report;
use clausier_documents::{Format, KnownBase, Request};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::wire::{ChosenPlace, Decision, ExportPlan, ExportReport, FileHandle, HeadingView, OnEdited, PlaceView};
pub(crate) use aim::word;
use chosen::{Chosen, screen_name};
pub use passages::{DiffWord, Passage, Pick};
use past::{Past, remember};
pub use shown::{all_sentences, place_sentence, refusal, report_sentences};

/// The document to write into: its kind, or its identifier in the tender.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// Word of the contract: `rc`, `ccap`, `cctp`…
    pub kind: Option<String>,
    /// Identifier of a document of the tender.
    pub document: Option<String>,
    /// Only the clauses of that lot.
    pub lot: Option<u32>,
}

/// What the buyer agreed to.
#[derive(Debug, Clone)]
pub struct Options {
    /// The yes to uncertain places.
    pub accept_places: bool,
    /// The yes to breaking a digital signature.
    pub accept_signature_loss: bool,
    /// What a clause edited in the file gets.
    pub on_edited: OnEdited,
    /// The yes to replacing an existing output.
    pub replace: bool,
    /// What one edited clause gets.
    pub decisions: Vec<Decision>,
    /// Places chosen on the preview; a clause given no place is left out. Empty = those of the tender.
    pub places: Vec<ChosenPlace>,
    /// A former file whose choices are made again: places, words of the buyer, clauses taken out.
    pub like: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            accept_places: false,
            accept_signature_loss: false,
            on_edited: OnEdited::Fail,
            replace: false,
            decisions: Vec::new(),
            places: Vec::new(),
            like: None,
        }
    }
}

/// Where one clause would go, in the shape of `export --plan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct PlannedPlace {
    pub clause: String,
    pub title: String,
    pub at: Option<String>,
    pub because: String,
    pub certain: bool,
}

/// Answer of `export --plan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Plan {
    /// One a clause that has a place.
    pub places: Vec<PlannedPlace>,
    /// Clauses that nothing names a place for.
    pub unplaced: Vec<String>,
    /// Clauses that the buyer took out of the file: they stay out.
    pub removed: Vec<String>,
}

/// Says where each clause would go; nothing is written.
pub fn plan(engine: &Engine, tender: &Tender, target: &Target, into: &Path, now: &Now) -> UserResult<Plan> {
    plan_with(engine, tender, target, into, &Options::default(), now)
}

/// The same, with the choices of a former file.
pub fn plan_with(engine: &Engine, tender: &Tender, target: &Target, into: &Path, options: &Options, now: &Now) -> UserResult<Plan> {
    plan_knowing(engine, tender, target, into, options, now, &Past::default())
}

/// The same, with the places that this computer remembers.
pub fn plan_remembering(app: &App, tender: &Tender, target: &Target, into: &Path, options: &Options, now: &Now) -> UserResult<Plan> {
    plan_knowing(&app.engine, tender, target, into, options, now, &Past::of(app, tender, target, into))
}

fn plan_knowing(engine: &Engine, tender: &Tender, target: &Target, into: &Path, options: &Options, now: &Now, past: &Past) -> UserResult<Plan> {
    let bytes = read_source(into)?;
    let chosen = Chosen::of(engine, tender, target, day(tender, now.today))?;
    let mut request = like(chosen.request(options), options, &chosen)?;
    past.complete(&mut request);
    let plan = clausier_documents::plan(&bytes, &request).map_err(|error| document_errors::sentence(&error, &name_of(into), &chosen.titles()))?;
    let places = plan.places.iter().map(|place| shown::planned(place, &chosen)).collect();
    Ok(Plan { places, unplaced: plan.unplaced, removed: plan.removed })
}

/// Writes the clauses into a new file. Conflicts leave `written` empty, and nothing on the disk.
pub fn write(engine: &Engine, tender: &Tender, target: &Target, into: &Path, out: &Path, options: &Options, now: &Now) -> UserResult<ExportReport> {
    let written = write_knowing(engine, tender, target, into, out, options, now, &Past::default())?;
    let name = written.done.is_some().then(|| out.display().to_string());
    Ok(written.chosen.report(&written.report, name, |key, _| key.to_owned()))
}

/// The same, at the places that this computer remembers; what is written is remembered in turn.
pub fn write_remembering(
    app: &App,
    tender: &Tender,
    target: &Target,
    into: &Path,
    out: &Path,
    options: &Options,
    now: &Now,
) -> UserResult<ExportReport> {
    let past = Past::of(app, tender, target, into);
    let written = write_knowing(&app.engine, tender, target, into, out, options, now, &past)?;
    if let Some(done) = &written.done {
        remember(app, tender, target, out, done, &options.places, now);
    }
    let name = written.done.is_some().then(|| out.display().to_string());
    Ok(written.chosen.report(&written.report, name, |key, _| key.to_owned()))
}

/// Prepares the screen: the outline of the file, and each clause in its place. A clause pinned to no
/// version is shown in its newest one; a clause that stood in a former file of this document, where it stood.
pub fn plan_view(app: &App, tender: &Tender, document: &str, path: &Path, file: FileHandle) -> UserResult<ExportPlan> {
    let bytes = read_source(path)?;
    let (engine, target) = (&app.engine, target_of(tender, document));
    let past = Past::of(app, tender, &target, path);
    let chosen = Chosen::of(engine, tender, &target, day(tender, NaiveDate::MAX))?;
    let told = |error| document_errors::sentence(&error, &name_of(path), &chosen.titles());
    let outline = clausier_documents::outline(&bytes).map_err(told)?;
    let mut request = chosen.request(&Options::default());
    past.propose(&mut request);
    let plan = clausier_documents::plan(&bytes, &request).map_err(told)?;
    let headings = outline.headings.into_iter().map(|heading| HeadingView { level: heading.level, text: heading.text }).collect();
    let mut places: Vec<PlaceView> = plan.places.iter().map(|place| shown::proposed(place, &chosen, &past)).collect();
    places.extend(chosen.without_place(&plan).map(|written| shown::unplaced_view(written, &chosen, &past)));
    Ok(ExportPlan { file, headings, places, notes: shown::notes(&outline.traits, &plan.removed, &chosen) })
}

/// Writes from the window, at the places shown and accepted, and remembers what was written: a later
/// export knows an edit from our own text even after a detour that lost our part of the file.
#[allow(clippy::too_many_arguments)] // One for each answer of the screen.
pub fn write_from_window(
    app: &App,
    tender: &Tender,
    document: &str,
    path: &Path,
    out: &Path,
    places: &[ChosenPlace],
    decisions: &[Decision],
    now: &Now,
) -> UserResult<ExportReport> {
    let options = Options {
        accept_places: true,
        // The dialog of the system already asked.
        replace: true,
        decisions: decisions.to_vec(),
        places: places.to_vec(),
        ..Options::default()
    };
    let target = target_of(tender, document);
    let past = Past::of(app, tender, &target, path);
    let written = write_knowing(&app.engine, tender, &target, path, out, &options, now, &past)?;
    if let Some(done) = &written.done {
        remember(app, tender, &target, out, done, places, now);
    }
    // A name, never a path; and two writings of one clause are two lines of the screen.
    let name = written.done.is_some().then(|| name_of(out));
    Ok(written.chosen.report(&written.report, name, screen_name))
}

/// Returns the name proposed beside the buyer's own file.
pub fn proposed_name(path: &Path) -> String {
    const ADDED: &str = " - clauses";
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let end = path.extension().map_or_else(|| "docx".to_owned(), |end| end.to_string_lossy().into_owned());
    let (base, count) = match name.rsplit_once(ADDED) {
        Some((base, "")) => (base, Some(2)),
        Some((base, number)) => (base, number.trim().parse::<u32>().ok().map(|number| number.saturating_add(1))),
        None => (name.as_str(), None),
    };
    match count {
        Some(count) => format!("{base}{ADDED} {count}.{end}"),
        None => format!("{name}{ADDED}.{end}"),
    }
}

/// What an export made.
struct Outcome {
    chosen: Chosen,
    report: Report,
    /// Absent when conflicts forbid writing.
    done: Option<Done>,
}

/// An export made in memory: nothing is on the disk yet.
struct Prepared {
    chosen: Chosen,
    exported: clausier_documents::Exported,
}

/// What an export left, for the memory of this computer.
struct Done {
    document_id: String,
    bases: Vec<KnownBase>,
    report: Report,
}

#[allow(clippy::too_many_arguments)] // The one place where everything meets.
fn write_knowing(
    engine: &Engine,
    tender: &Tender,
    target: &Target,
    into: &Path,
    out: &Path,
    options: &Options,
    now: &Now,
    past: &Past,
) -> UserResult<Outcome> {
    refuse_output(into, out, options.replace)?;
    let Prepared { chosen, exported } = prepare(engine, tender, target, into, out, options, now, past)?;
    if says_nothing(&exported.report) && chosen.clauses.is_empty() {
        return Err(UserError::new("piece-inconnue", &[("piece", word(chosen.kind))]));
    }
    let done = match &exported.bytes {
        Some(bytes) => {
            files::write(out, bytes, options.replace)?;
            Some(Done { document_id: exported.document_id, bases: exported.bases, report: exported.report.clone() })
        }
        None => None,
    };
    Ok(Outcome { chosen, report: exported.report, done })
}

#[allow(clippy::too_many_arguments)] // What writing needs, but the disk.
fn prepare(
    engine: &Engine,
    tender: &Tender,
    target: &Target,
    into: &Path,
    out: &Path,
    options: &Options,
    now: &Now,
    past: &Past,
) -> UserResult<Prepared> {
    let bytes = read_source(into)?;
    let chosen = Chosen::of(engine, tender, target, day(tender, now.today))?;
    let told = |error| document_errors::sentence(&error, &name_of(into), &chosen.titles());
    let format = clausier_documents::detect(&bytes, &name_of(into)).map_err(told)?;
    let as_document = refuse_name(format, into, out)?;
    let mut request = like(chosen.request(options), options, &chosen)?;
    past.complete(&mut request);
    request.as_document = as_document;
    request.day = Some(now.today.to_string());
    let exported = clausier_documents::export(&bytes, &request).map_err(told)?;
    Ok(Prepared { chosen, exported })
}

/// Takes the choices of a former file, when there is one.
fn like(request: Request, options: &Options, chosen: &Chosen) -> UserResult<Request> {
    let Some(former) = &options.like else { return Ok(request) };
    let bytes = files::read_document(former)?;
    clausier_documents::like(&bytes, &request).map_err(|error| document_errors::sentence(&error, &name_of(former), &chosen.titles()))
}

/// Refuses a name that would tell another format than the one written: Word and LibreOffice refuse such a
/// file. A template may become a document; says whether it does.
pub(crate) fn refuse_name(format: Format, into: &Path, out: &Path) -> UserResult<bool> {
    let Some(end) = out.extension().map(|end| end.to_string_lossy().to_lowercase()) else { return Ok(false) };
    if end == format.extension() {
        return Ok(false);
    }
    if (format, end.as_str()) == (Format::Dotx, "docx") || (format, end.as_str()) == (Format::Dotm, "docm") {
        return Ok(true);
    }
    Err(UserError::new("nom-autre-format", &[("fichier", &name_of(into)), ("format", format.extension()), ("nouveau", &name_of(out))]))
}

fn says_nothing(report: &Report) -> bool {
    let entries = [&report.inserted, &report.updated, &report.unchanged, &report.kept_edited, &report.removed, &report.withdrawn];
    entries.into_iter().all(Vec::is_empty) && report.conflicts.is_empty()
}

/// Refuses to write over the buyer's own file, whatever was agreed, and over another one without a yes.
pub(crate) fn refuse_output(into: &Path, out: &Path, replace: bool) -> UserResult<()> {
    let same = match (into.canonicalize(), out.canonicalize()) {
        (Ok(into), Ok(out)) => into == out,
        (Err(_), _) | (_, Err(_)) => into == out,
    };
    if same {
        return Err(UserError::new("fichier-source", &[("fichier", &name_of(out))]));
    }
    if !replace && out.symlink_metadata().is_ok() {
        return Err(UserError::new("fichier-existe", &[("fichier", &name_of(out))]));
    }
    Ok(())
}

/// Reads the buyer's file. One that is open elsewhere may hold edits that are not on the disk yet.
pub(crate) fn read_source(path: &Path) -> UserResult<Vec<u8>> {
    if files::is_open_elsewhere(path) {
        return Err(UserError::new("fichier-source-ouvert", &[("fichier", &name_of(path))]));
    }
    files::read_document(path)
}

/// The day that selects the versions: the consultation, else the day given.
fn day(tender: &Tender, otherwise: NaiveDate) -> NaiveDate {
    tender.consultation_on.unwrap_or(otherwise)
}

/// The window names a document by its identifier when the tender lists it, else by its kind.
fn target_of(tender: &Tender, document: &str) -> Target {
    let listed = tender.documents.iter().any(|one| one.id == document);
    let name = Some(document.to_owned());
    if listed { Target { document: name, ..Target::default() } } else { Target { kind: name, ..Target::default() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_proposed_never_is_that_of_the_buyers_file() {
        let cases = [
            ("CCTP lot 1.docx", "CCTP lot 1 - clauses.docx"),
            ("CCTP lot 1 - clauses.docx", "CCTP lot 1 - clauses 2.docx"),
            ("CCTP lot 1 - clauses 2.docx", "CCTP lot 1 - clauses 3.docx"),
            ("modèle - clauses types.docm", "modèle - clauses types - clauses.docm"),
        ];
        for (name, proposed) in cases {
            assert_eq!(proposed_name(Path::new(name)), proposed);
        }
    }
}

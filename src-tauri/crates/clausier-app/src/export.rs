//! Writes the clauses kept into one of the buyer's documents: what goes in is chosen here, how it is
//! written belongs to the documents.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use clausier_core::clauses::{Rendered, render, render_selection};
use clausier_core::document::{Block, Run};
use clausier_core::french;
use clausier_core::tender::{DocumentKind, Selection, Tender};
use clausier_documents::report::{Because, Conflict, Entry, Place, Report, Warning, WarningCode};
use clausier_documents::{Clause, KnownBase, Request};
use clausier_store::Export;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::wire::{
    ChosenPlace, Decision, ExportConflict, ExportEntry, ExportPlan, ExportReport, ExportWarning, FileHandle, HeadingView, OnEdited,
    PlaceView,
};

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
        }
    }
}

/// Where one clause would go, in the shape of `export --plan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    let bytes = read_source(into)?;
    let chosen = Chosen::of(engine, tender, target, day(tender, now.today))?;
    let plan = clausier_documents::plan(&bytes, &chosen.request(engine, &Options::default()))
        .map_err(|error| document_errors::sentence(&error, &name_of(into), &chosen.titles()))?;
    let places = plan.places.iter().map(|place| planned(place, &chosen)).collect();
    Ok(Plan { places, unplaced: plan.unplaced, removed: plan.removed })
}

/// Writes the clauses into a new file. Conflicts leave `written` empty, and nothing on the disk.
pub fn write(
    engine: &Engine,
    tender: &Tender,
    target: &Target,
    into: &Path,
    out: &Path,
    options: &Options,
    now: &Now,
) -> UserResult<ExportReport> {
    write_knowing(engine, tender, target, into, out, options, now, Vec::new()).map(|(report, _)| report)
}

/// Prepares the screen: the outline of the file, and each clause in its place. A clause pinned to no
/// version is shown in its newest one.
pub fn plan_view(engine: &Engine, tender: &Tender, document: &str, path: &Path, file: FileHandle) -> UserResult<ExportPlan> {
    let bytes = read_source(path)?;
    let chosen = Chosen::of(engine, tender, &target_of(tender, document), day(tender, NaiveDate::MAX))?;
    let told = |error| document_errors::sentence(&error, &name_of(path), &chosen.titles());
    let outline = clausier_documents::outline(&bytes).map_err(told)?;
    let plan = clausier_documents::plan(&bytes, &chosen.request(engine, &Options::default())).map_err(told)?;
    let headings = outline.headings.into_iter().map(|heading| HeadingView { level: heading.level, text: heading.text }).collect();
    let mut places: Vec<PlaceView> = plan.places.iter().map(|place| place_view(place, &chosen)).collect();
    places.extend(plan.unplaced.iter().map(|clause| unplaced_view(clause, &chosen)));
    Ok(ExportPlan { file, headings, places, notes: notes(&outline.traits, &plan.removed, &chosen) })
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
    let known = app.with_store(|store| Ok(store.known_bases_at(&path.to_string_lossy()).unwrap_or_default())).unwrap_or_default();
    let known = known.into_iter().map(known_base).collect();
    let target = target_of(tender, document);
    let (mut report, done) = write_knowing(&app.engine, tender, &target, path, out, &options, now, known)?;
    report.written = report.written.map(|_| name_of(out));
    if let Some(done) = done {
        remember(app, tender, out, &done, now);
    }
    Ok(report)
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

/// Returns the refusal of a report whose conflicts wait for a decision.
pub fn refusal(report: &ExportReport) -> Option<UserError> {
    if report.written.is_some() {
        return None;
    }
    let clauses: Vec<&str> = report.conflicts.iter().map(|conflict| conflict.clause.as_str()).collect();
    Some(UserError::new("edited-clauses", &[("clauses", &french::and(&clauses))]))
}

/// One place in one line.
pub fn place_sentence(place: &PlannedPlace) -> String {
    let at = place.at.as_deref().unwrap_or("sans place");
    let doubt = if place.certain { "" } else { " (à confirmer)" };
    french::typography(&format!("{} « {} » → {at}{doubt}. {}", place.clause, place.title, place.because))
}

/// The report in lines.
pub fn report_sentences(report: &ExportReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(written) = &report.written {
        lines.push(format!("Écrit : {written}"));
    }
    let groups = [
        ("ajoutée", "ajoutées", &report.inserted),
        ("mise à jour", "mises à jour", &report.updated),
        ("inchangée", "inchangées", &report.unchanged),
        ("retouchée dans le fichier, gardée", "retouchées dans le fichier, gardées", &report.kept_edited),
        ("supprimée dans le fichier, laissée de côté", "supprimées dans le fichier, laissées de côté", &report.removed),
        ("retirée", "retirées", &report.withdrawn),
    ];
    for (one, several, entries) in groups.into_iter().filter(|(_, _, entries)| !entries.is_empty()) {
        let names: Vec<&str> = entries.iter().map(|entry| entry.clause.as_str()).collect();
        let count = french::count(entries.len(), &format!("clause {one}"), &format!("clauses {several}"));
        lines.push(format!("{count} : {}", names.join(", ")));
    }
    lines.extend(report.warnings.iter().map(|warning| format!("À savoir : {}", warning.message)));
    lines.iter().map(|line| french::typography(line)).collect()
}

/// What an export left, for the memory of this computer.
struct Done {
    document_id: String,
    bases: Vec<KnownBase>,
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
    known: Vec<KnownBase>,
) -> UserResult<(ExportReport, Option<Done>)> {
    refuse_output(into, out, options.replace)?;
    let bytes = read_source(into)?;
    let chosen = Chosen::of(engine, tender, target, day(tender, now.today))?;
    let mut request = chosen.request(engine, options);
    request.known.extend(known);
    let exported = clausier_documents::export(&bytes, &request)
        .map_err(|error| document_errors::sentence(&error, &name_of(into), &chosen.titles()))?;
    if says_nothing(&exported.report) && request.clauses.is_empty() {
        return Err(UserError::new("piece-inconnue", &[("piece", word(chosen.kind))]));
    }
    let done = match &exported.bytes {
        Some(bytes) => {
            files::write(out, bytes, options.replace)?;
            Some(Done { document_id: exported.document_id, bases: exported.bases })
        }
        None => None,
    };
    let written = done.is_some().then(|| out.display().to_string());
    Ok((chosen.report(&exported.report, written), done))
}

fn says_nothing(report: &Report) -> bool {
    let entries = [&report.inserted, &report.updated, &report.unchanged, &report.kept_edited, &report.removed, &report.withdrawn];
    entries.into_iter().all(Vec::is_empty) && report.conflicts.is_empty()
}

/// Refuses to write over the buyer's own file, whatever was agreed, and over another one without a yes.
fn refuse_output(into: &Path, out: &Path, replace: bool) -> UserResult<()> {
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
fn read_source(path: &Path) -> UserResult<Vec<u8>> {
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

/// The clauses that go into one document, ready to be written.
struct Chosen {
    kind: DocumentKind,
    clauses: Vec<Written>,
    titles: BTreeMap<String, String>,
}

/// A selection and how it is written.
struct Written {
    selection: Selection,
    rendered: Rendered,
    clause: Clause,
}

impl Chosen {
    fn of(engine: &Engine, tender: &Tender, target: &Target, day: NaiveDate) -> UserResult<Self> {
        let aim = Aim::of(tender, target)?;
        let mut clauses: Vec<Written> = Vec::new();
        for selection in tender.selections.iter().filter(|selection| aim.takes(engine, tender, selection)) {
            let rendered = render_selection(&engine.catalogue.library, selection, day).map_err(document_errors::selection)?;
            let instance = instance(tender, selection, &clauses);
            let clause = Clause {
                key: selection.clause.clone(),
                instance,
                version: rendered.version.clone().unwrap_or_default(),
                title: rendered.title.clone(),
                blocks: aim.blocks(tender, selection, &rendered),
                at: selection.at.clone(),
                hints: engine.hints(selection),
            };
            clauses.push(Written { selection: selection.clone(), rendered, clause });
        }
        let titles = engine.clause_titles(tender);
        Ok(Self { kind: aim.kind, clauses, titles })
    }

    fn titles(&self) -> BTreeMap<String, String> {
        self.titles.clone()
    }

    fn title(&self, clause: &str) -> String {
        let written = self.clauses.iter().find(|written| written.clause.key == clause);
        written.map(|written| written.rendered.title.clone()).or_else(|| self.titles.get(clause).cloned()).unwrap_or_else(|| clause.to_owned())
    }

    fn request(&self, engine: &Engine, options: &Options) -> Request {
        Request {
            clauses: self.clauses.iter().filter_map(|written| placed(&written.clause, &options.places)).collect(),
            known: self.clauses.iter().flat_map(|written| published(engine, written)).collect(),
            accept_places: options.accept_places,
            accept_signature_loss: options.accept_signature_loss,
            on_edited: on_edited(options.on_edited),
            per_clause: options.decisions.iter().map(|decision| (decision.clause.clone(), on_edited(decision.choice))).collect(),
            restore: std::collections::BTreeSet::new(),
        }
    }

    fn report(&self, report: &Report, written: Option<String>) -> ExportReport {
        let entries = |entries: &[Entry]| entries.iter().map(|entry| self.entry(entry)).collect();
        let mut warnings: Vec<ExportWarning> = report.warnings.iter().map(warning).collect();
        warnings.extend(self.clauses.iter().filter_map(missing_parameters));
        ExportReport {
            written,
            document: word(self.kind).to_owned(),
            inserted: entries(&report.inserted),
            updated: entries(&report.updated),
            unchanged: entries(&report.unchanged),
            kept_edited: entries(&report.kept_edited),
            removed: entries(&report.removed),
            withdrawn: entries(&report.withdrawn),
            conflicts: report.conflicts.iter().map(conflict).collect(),
            warnings,
        }
    }

    fn entry(&self, entry: &Entry) -> ExportEntry {
        ExportEntry {
            clause: entry.key.clone(),
            title: self.title(&entry.key),
            version: Some(entry.version.clone()).filter(|version| !version.is_empty()),
            at: Some(entry.at.clone()).filter(|at| !at.is_empty()),
            anchor: Some(entry.anchor.as_str().to_owned()),
        }
    }
}

/// What a target takes.
struct Aim {
    kind: DocumentKind,
    document: Option<String>,
    /// Lots that the document is for; empty = all.
    lots: Vec<u32>,
}

impl Aim {
    fn of(tender: &Tender, target: &Target) -> UserResult<Self> {
        let lot = target.lot.into_iter().collect::<Vec<u32>>();
        if let Some(lot) = target.lot.filter(|lot| !tender.lots.is_empty() && tender.lots.iter().all(|one| one.number != *lot)) {
            return Err(UserError::new("lot-absent", &[("lot", &lot.to_string())]));
        }
        if let Some(id) = &target.document {
            let document = tender.documents.iter().find(|document| document.id == *id);
            let document = document.ok_or_else(|| UserError::new("piece-absente", &[("piece", id)]))?;
            let lots = if lot.is_empty() { document.lots.clone() } else { lot };
            return Ok(Self { kind: document.kind, document: Some(id.clone()), lots });
        }
        let kind = target.kind.as_deref().unwrap_or_default();
        let read = serde_json::from_value(serde_json::Value::String(kind.to_owned()));
        let kind = read.map_err(|_| UserError::new("mot-inconnu", &[("champ", "document"), ("valeur", kind)]))?;
        Ok(Self { kind, document: None, lots: lot })
    }

    fn takes(&self, engine: &Engine, tender: &Tender, selection: &Selection) -> bool {
        self.takes_document(engine, tender, selection) && self.takes_lots(selection)
    }

    /// A selection goes into the document that it names, else into its kind, else where the catalogue
    /// puts the clause.
    fn takes_document(&self, engine: &Engine, tender: &Tender, selection: &Selection) -> bool {
        match (&selection.document_id, &self.document) {
            (Some(wanted), Some(document)) => wanted == document,
            (Some(wanted), None) => match tender.documents.iter().find(|document| document.id == *wanted) {
                Some(document) => document.kind == self.kind,
                None => selection.document == Some(self.kind),
            },
            (None, _) => match (selection.document, engine.catalogue.library.find(&selection.clause)) {
                (Some(kind), _) => kind == self.kind,
                (None, Some(clause)) => clause.documents().contains(&self.kind),
                (None, None) => true,
            },
        }
    }

    fn takes_lots(&self, selection: &Selection) -> bool {
        self.lots.is_empty() || selection.lots.is_empty() || selection.lots.iter().any(|lot| self.lots.contains(lot))
    }

    /// Returns the blocks of a clause. In a document that serves more lots than the clause, a clause of
    /// ours says which lots it is for; the buyer's own words stay as they are.
    fn blocks(&self, tender: &Tender, selection: &Selection, rendered: &Rendered) -> Vec<Block> {
        let document_lots = if self.lots.is_empty() { tender.lots.iter().map(|lot| lot.number).collect() } else { self.lots.clone() };
        let narrower = !selection.lots.is_empty() && document_lots.iter().any(|lot| !selection.lots.contains(lot));
        if !narrower || rendered.reworded {
            return rendered.blocks.clone();
        }
        let numbers: Vec<String> = selection.lots.iter().map(ToString::to_string).collect();
        let sentence = match numbers.as_slice() {
            [one] => format!("Cette clause s’applique au lot {one}."),
            several => format!("Cette clause s’applique aux lots {}.", french::and(several)),
        };
        let scope = Block::Paragraph { line: vec![Run::plain(french::typography(&sentence))] };
        std::iter::once(scope).chain(rendered.blocks.iter().cloned()).collect()
    }
}

/// Tells several insertions of one clause in one document apart, by their lots.
fn instance(tender: &Tender, selection: &Selection, before: &[Written]) -> String {
    let several = tender.selections.iter().filter(|other| other.clause == selection.clause).count() > 1;
    let lots: Vec<String> = selection.lots.iter().map(ToString::to_string).collect();
    let wanted = if several && !lots.is_empty() { format!("lot-{}", lots.join("-")) } else { String::new() };
    let taken = |name: &str| before.iter().any(|written| written.clause.key == selection.clause && written.clause.instance == name);
    if !taken(&wanted) {
        return wanted;
    }
    let numbered = (2..).map(|number| if wanted.is_empty() { number.to_string() } else { format!("{wanted}-{number}") });
    numbered.into_iter().find(|name| !taken(name)).unwrap_or_default()
}

/// Gives a clause the place chosen on the preview; none for a clause left out of this file.
fn placed(clause: &Clause, places: &[ChosenPlace]) -> Option<Clause> {
    match places.iter().find(|place| place.clause == clause.key) {
        None => Some(clause.clone()),
        Some(ChosenPlace { at: Some(at), .. }) => Some(Clause { at: Some(at.clone()), ..clause.clone() }),
        Some(ChosenPlace { at: None, .. }) => None,
    }
}

/// Lists the texts of the catalogue that the file may hold of a clause: every version and level, with
/// the values given.
fn published(engine: &Engine, written: &Written) -> Vec<KnownBase> {
    let Some(clause) = engine.catalogue.library.find(&written.selection.clause) else { return Vec::new() };
    let all = clause.versions.all().iter().flat_map(|version| version.levels.keys().map(move |level| (version, *level)));
    all.map(|(version, level)| {
        let rendered = render(clause, version, level, &written.selection.parameters);
        let known = Clause { version: version.version.clone(), title: rendered.title, blocks: rendered.blocks, ..written.clause.clone() };
        known.base()
    })
    .collect()
}

fn known_base(base: clausier_store::KnownBase) -> KnownBase {
    KnownBase { key: base.clause, instance: base.instance, version: base.version, text: base.text, written: false }
}

/// The file is written: a memory that fails costs nothing but a question later.
fn remember(app: &App, tender: &Tender, out: &Path, done: &Done, now: &Now) {
    let known = |base: &KnownBase| clausier_store::KnownBase {
        clause: base.key.clone(),
        instance: base.instance.clone(),
        version: base.version.clone(),
        text: base.text.clone(),
    };
    let bases: Vec<clausier_store::KnownBase> = done.bases.iter().map(known).collect();
    let path = out.to_string_lossy();
    let export = Export { tender: tender.id, document: &name_of(out), path: Some(&path), doc_id: &done.document_id, bases: &bases };
    let _ = app.with_store(|store| Ok(store.remember_export(&export, now.at).is_ok()));
}

fn on_edited(choice: OnEdited) -> clausier_documents::OnEdited {
    match choice {
        OnEdited::Fail => clausier_documents::OnEdited::Fail,
        OnEdited::Keep => clausier_documents::OnEdited::Keep,
        OnEdited::Replace => clausier_documents::OnEdited::Replace,
        OnEdited::Both => clausier_documents::OnEdited::Both,
    }
}

/// Returns the contract's word of a kind of document.
pub(crate) fn word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Rc => "rc",
        DocumentKind::Ccap => "ccap",
        DocumentKind::Cctp => "cctp",
        DocumentKind::Ccp => "ccp",
        DocumentKind::Ae => "ae",
        DocumentKind::Bpu => "bpu",
        DocumentKind::Dqe => "dqe",
        DocumentKind::Dpgf => "dpgf",
        DocumentKind::Crt => "crt",
        DocumentKind::AnnexeInsertion => "annexe_insertion",
        DocumentKind::AnnexePersonnel => "annexe_personnel",
        DocumentKind::LettreConsultation => "lettre_consultation",
        DocumentKind::Autre => "autre",
    }
}

fn planned(place: &Place, chosen: &Chosen) -> PlannedPlace {
    let view = place_view(place, chosen);
    PlannedPlace { clause: view.clause, title: view.title, at: view.at, because: view.because, certain: view.certain }
}

fn place_view(place: &Place, chosen: &Chosen) -> PlaceView {
    PlaceView {
        clause: place.key.clone(),
        title: chosen.title(&place.key),
        at: Some(place.at.clone()).filter(|at| !at.is_empty()).or_else(|| (place.because == Because::End).then(|| "#end".to_owned())),
        because: because(&place.because),
        certain: place.certain,
    }
}

fn unplaced_view(clause: &str, chosen: &Chosen) -> PlaceView {
    PlaceView {
        clause: clause.to_owned(),
        title: chosen.title(clause),
        at: None,
        because: "Aucun titre de votre document ne correspond : choisissez une place.".to_owned(),
        certain: false,
    }
}

fn because(because: &Because) -> String {
    let sentence = match because {
        Because::Anchor => "La clause est déjà là.".to_owned(),
        Because::Placeholder => "Votre document réserve cette place à la clause.".to_owned(),
        Because::Asked => "Vous avez indiqué cette place.".to_owned(),
        Because::End => "À la fin du document, comme demandé.".to_owned(),
        Because::Heading { hint } => format!("Le titre parle de « {hint} »."),
        Because::SameText => "Le texte de la clause est déjà là, sans notre repère.".to_owned(),
    };
    french::typography(&sentence)
}

fn notes(traits: &clausier_documents::report::Traits, removed: &[String], chosen: &Chosen) -> Vec<String> {
    let told = [
        (traits.signed, "Ce document est signé : y écrire rendrait la signature invalide."),
        (traits.macros, "Ce document contient des macros : elles sont gardées et ne sont jamais exécutées."),
        (traits.tracked, "Ce document suit les modifications : les clauses y seront écrites sans marque de révision."),
        (traits.protected, "Ce document est protégé contre les modifications : la protection est gardée."),
        (traits.last_written_by_libreoffice, "Ce document a été enregistré par LibreOffice : les clauses y sont repérées par de simples signets."),
    ];
    let mut notes: Vec<String> = told.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| french::typography(note)).collect();
    notes.extend(removed.iter().map(|clause| {
        french::typography(&format!("La clause « {} » a été supprimée dans ce fichier : elle n’y est pas remise.", chosen.title(clause)))
    }));
    notes
}

fn conflict(conflict: &Conflict) -> ExportConflict {
    ExportConflict { clause: conflict.key.clone(), mine: conflict.mine.clone(), base: conflict.base.clone(), library: conflict.library.clone() }
}

fn warning(warning: &Warning) -> ExportWarning {
    let data = &warning.data;
    let message = match warning.code {
        WarningCode::Copied => "Une copie de cette clause se trouve ailleurs dans le document : elle n’est pas mise à jour.".to_owned(),
        WarningCode::TracksChanges => "Le document suit les modifications : les clauses sont écrites sans marque de révision.".to_owned(),
        WarningCode::Protected => "Le document est protégé contre les modifications : la protection est gardée.".to_owned(),
        WarningCode::Macros => "Le document contient des macros : elles sont gardées et n’ont pas été exécutées.".to_owned(),
        WarningCode::SignatureLost => "La signature du document n’est plus valable dans le nouveau fichier.".to_owned(),
        WarningCode::TypedNumbers => format!("Les numéros d’articles sont tapés à la main : le suivant serait « {data} ». Vérifiez la numérotation."),
        WarningCode::ContentsToRefresh => "Le sommaire n’est pas encore à jour : dans Word, appuyez sur F9 dessus.".to_owned(),
        WarningCode::PlacedAtEnd => "Aucun titre ne correspondait : la clause est écrite à la fin du document.".to_owned(),
        WarningCode::TrackedEdit => "Cette clause porte des modifications suivies qui ne sont pas encore acceptées.".to_owned(),
        WarningCode::FormattingReplaced => "Seule la mise en forme de cette clause avait changé : le nouveau texte l’a remplacée.".to_owned(),
        WarningCode::Released => "Ce texte est maintenant le vôtre : Clausier n’y touchera plus.".to_owned(),
        WarningCode::PlaceholderLeft => format!("Un emplacement réservé reste dans le texte : « {data} »."),
        WarningCode::LibreOffice => "Le document a été enregistré par LibreOffice : les clauses y sont repérées par de simples signets.".to_owned(),
    };
    ExportWarning { code: warning.code.as_str().to_owned(), clause: warning.key.clone(), message: french::typography(&message) }
}

fn missing_parameters(written: &Written) -> Option<ExportWarning> {
    let count = written.rendered.missing.len();
    let message = format!("{} dans « {} ».", french::count(count, "valeur reste à compléter", "valeurs restent à compléter"), written.rendered.title);
    (count > 0).then(|| ExportWarning {
        code: "missing-parameters".to_owned(),
        clause: Some(written.clause.key.clone()),
        message: french::typography(&message),
    })
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

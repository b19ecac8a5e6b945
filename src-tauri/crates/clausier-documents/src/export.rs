//! The decisions carried out: replacements on the main part, what they need elsewhere, the report.

use std::collections::BTreeMap;

use crate::anchors::ControlTag;
use crate::decision::{Action, Base, Decisions, Departure, Unwanted, Wanted, decide, edit_state};
use crate::docx::document::Parts;
use crate::docx::reading::{Reading, main_text};
use crate::docx::scribe::DocxScribe;
use crate::error::DocumentError;
use crate::format::{is_odt, refuse_foreign};
use crate::memory::Remembered;
use crate::merge;
use crate::odt::document::{CONTENT, Document as Odt};
use crate::odt::reading::Reading as OdtReading;
use crate::odt::scribe::OdtScribe;
use crate::package::Package;
use crate::place::Proposal;
use crate::report::{Anchor, Because, Conflict, Entry, Exported, Plan, Report, State, Warning, WarningCode};
use crate::request::{self, Clause, KnownBase, Request};
use crate::scribe::{Scribe, Standing};
use crate::text;
use crate::typed_numbers::next_number;
use crate::view::{Found, View};
use crate::xml::{Splice, apply_within, escape};
use crate::zip::Archive;

/// Says where the clauses of a request would go; writes nothing, refuses no uncertain place.
pub fn plan(bytes: &[u8], request: &Request) -> Result<Plan, DocumentError> {
    request::check(&request.clauses)?;
    viewed(bytes, |view| planned(view, request))
}

/// Reads a file of any format and hands what planning looks at.
pub(crate) fn viewed<T>(bytes: &[u8], look: impl FnOnce(&dyn View) -> T) -> Result<T, DocumentError> {
    refuse_foreign(bytes, "")?;
    let package = Package::read(bytes)?;
    if is_odt(&Archive::read(bytes)?)? {
        let document = Odt::read(&package)?;
        return Ok(look(&OdtReading::new(&document)?));
    }
    let parts = Parts::read(&package)?;
    let text = main_text(&package, &parts)?;
    Ok(look(&Reading::new(&package, &parts, &text)?))
}

fn planned(view: &dyn View, request: &Request) -> Plan {
    let unsettled = Request { accept_places: false, ..request.clone() };
    let decisions = decide(view, &unsettled);
    Plan {
        places: decisions.places(view),
        unplaced: decisions.unplaced(),
        removed: decisions.removed(),
        document_id: view.memory().document_id.clone(),
    }
}

/// Writes the clauses of a request into a copy of a document.
///
/// A conflict that nobody decided leaves `bytes` empty; nothing to change gives the very bytes received.
pub fn export(bytes: &[u8], request: &Request) -> Result<Exported, DocumentError> {
    request::check(&request.clauses)?;
    refuse_foreign(bytes, "")?;
    let mut package = Package::read(bytes)?;
    if is_odt(&Archive::read(bytes)?)? {
        let document = Odt::read(&package)?;
        let draft = drafted_odt(&document, &mut package, request)?;
        return draft.finish(package, CONTENT, document.content);
    }
    let parts = Parts::read(&package)?;
    let text = main_text(&package, &parts)?;
    let draft = drafted_docx(&parts, &text, &mut package, request)?;
    draft.finish(package, &parts.main, text)
}

fn drafted_odt(document: &Odt, package: &mut Package<'_>, request: &Request) -> Result<Draft, DocumentError> {
    let reading = OdtReading::new(document)?.tracking(request.day.is_some());
    drafted(&reading, OdtScribe::new(&reading, request.day.as_deref()), package, request)
}

fn drafted_docx(parts: &Parts, text: &str, package: &mut Package<'_>, request: &Request) -> Result<Draft, DocumentError> {
    let reading = Reading::new(package, parts, text)?;
    let scribe = DocxScribe::new(&reading, package)?;
    drafted(&reading, scribe, package, request)
}

fn drafted(view: &dyn View, scribe: impl Scribe, package: &mut Package<'_>, request: &Request) -> Result<Draft, DocumentError> {
    let decisions = decide(view, request);
    decisions.settle_places(view, request)?;
    let mut edition = Edition::new(view, scribe);
    edition.carry_out(&decisions);
    edition.finish(package, request, &decisions)
}

/// An export whose main part is still to be written: its text is read to the end before it is changed.
struct Draft {
    exported: Exported,
    /// What changes in the main part; `None` when nothing is to be written at all.
    splices: Option<Vec<Splice>>,
}

impl Draft {
    fn finish(self, mut package: Package<'_>, part: &str, text: String) -> Result<Exported, DocumentError> {
        let Some(splices) = self.splices else { return Ok(self.exported) };
        if !splices.is_empty() {
            package.put(part, apply_within(text, splices));
        }
        Ok(Exported { bytes: Some(package.finish()?), ..self.exported })
    }
}

/// One export under way.
struct Edition<'e, S> {
    view: &'e dyn View,
    scribe: S,
    splices: Vec<Splice>,
    memory: Vec<Remembered>,
    report: Report,
    /// How many titles were written under one heading, for the next typed number.
    written_under: BTreeMap<(Option<usize>, u8), u32>,
    /// Whether a text that stood in the file before any tracked change of ours went without a mark.
    replaced_plainly: bool,
}

impl<'e, S: Scribe> Edition<'e, S> {
    fn new(view: &'e dyn View, scribe: S) -> Self {
        Self {
            view,
            scribe,
            splices: Vec::new(),
            memory: Vec::new(),
            report: Report::default(),
            written_under: BTreeMap::new(),
            replaced_plainly: false,
        }
    }

    fn carry_out(&mut self, decisions: &Decisions<'_>) {
        for wanted in &decisions.wanted {
            self.wanted(wanted);
        }
        for unwanted in &decisions.unwanted {
            self.unwanted(unwanted);
        }
        self.warn_of_copies(decisions);
    }

    /// Writes the parts beside the main one, unless a conflict forbids it.
    fn finish(mut self, package: &mut Package<'_>, request: &Request, decisions: &Decisions<'_>) -> Result<Draft, DocumentError> {
        self.warn_of_placeholders(decisions);
        self.warn_of_document();
        let bases = self.memory.iter().filter(|remembered| !remembered.base.is_empty()).map(known_base).collect();
        let document_id = self.view.memory().document_id.clone();
        if !self.report.conflicts.is_empty() {
            return Ok(Draft { exported: Exported { bytes: None, report: self.report, bases, document_id }, splices: None });
        }
        let splices = self.scribe.save(package, self.splices, &self.memory)?;
        if request.as_document {
            package.make_document()?;
        }
        if (package.is_changed() || !splices.is_empty()) && self.view.traits().signed {
            if !request.accept_signature_loss {
                return Err(DocumentError::Signed);
            }
            self.report.warnings.push(warning(WarningCode::SignatureLost, None, ""));
        }
        Ok(Draft { exported: Exported { bytes: None, report: self.report, bases, document_id }, splices: Some(splices) })
    }

    fn wanted(&mut self, wanted: &Wanted<'_>) {
        match (&wanted.action, &wanted.found) {
            (Action::Insert(proposal), _) => self.insert(wanted, proposal),
            (Action::Rewrite, Some(found)) => self.rewrite(wanted, found),
            (Action::WriteBelow, Some(found)) => self.write_below(wanted, found),
            (Action::Leave, Some(found)) => {
                self.remember(wanted, found);
                let is_restyled = self.is_restyled(wanted, found);
                let state = if is_restyled { State::Reformatted } else { State::Unchanged };
                if is_restyled {
                    self.warn(WarningCode::Reformatted, wanted.clause, "");
                }
                let entry = self.entry_of(wanted, found, state);
                self.report.unchanged.push(entry);
            }
            (Action::Adopt, Some(found)) => {
                self.mark(wanted, found, false);
                let entry = self.entry_of(wanted, found, State::Edited);
                self.report.unchanged.push(entry);
            }
            (Action::KeepEdited, Some(found)) => {
                self.remember(wanted, found);
                self.keep(wanted, found);
            }
            (Action::Decline, Some(found)) => {
                self.mark(wanted, found, true);
                self.keep(wanted, found);
            }
            (Action::Merge(made), Some(found)) => self.merge(wanted, made, found),
            (Action::Conflict, Some(found)) => self.conflict(wanted, found),
            (Action::Removed, _) => self.removed(wanted),
            (Action::Unplaced, _) => {}
            (_, None) => {}
        }
    }

    fn insert(&mut self, wanted: &Wanted<'_>, proposal: &Proposal) {
        let (clause, site) = (wanted.clause, &proposal.site);
        self.warn_of_number(clause, site.heading, proposal.level);
        let standing = Standing { heading: site.heading, level: proposal.level, in_table: site.in_table };
        let ((xml, anchor), state) = match &wanted.reworded {
            Some(made) => (self.write_made(wanted, made, standing, None), State::Edited),
            None => (self.write(clause, standing, None), State::New),
        };
        self.splices.extend(site.cuts.iter().cloned());
        self.splices.push(Splice::insert(site.at, xml));
        if proposal.because == Because::End && !proposal.certain {
            self.warn(WarningCode::PlacedAtEnd, clause, "");
        }
        let at = if proposal.because == Because::End { "#end".to_owned() } else { self.view.heading_text(site.heading) };
        self.report.inserted.push(entry(clause, &clause.version, at, anchor, state));
        if wanted.lost_words || wanted.reworded.is_some() {
            let code = if wanted.lost_words { WarningCode::EditNotCarried } else { WarningCode::EditCarried };
            self.warn(code, clause, "");
        }
    }

    fn rewrite(&mut self, wanted: &Wanted<'_>, found: &Found) {
        let clause = wanted.clause;
        let state = self.state_of(wanted, found);
        if state == State::Reformatted {
            self.warn(WarningCode::FormattingReplaced, clause, "");
        }
        let standing = self.standing(found);
        let struck = self.scribe.strike(found);
        let (xml, anchor) = self.write(clause, standing, Some(found).filter(|_| struck.is_none()));
        self.put(found, xml, struck);
        let at = self.view.place_of(found);
        self.report.updated.push(entry(clause, &clause.version, at, anchor, state));
    }

    /// Writes the clause made of two texts; what is remembered is the library's, so that the next edit of
    /// either is seen.
    fn merge(&mut self, wanted: &Wanted<'_>, made: &Clause, found: &Found) {
        let standing = self.standing(found);
        let state = self.state_of(wanted, found);
        let struck = self.scribe.strike(found);
        let (xml, anchor) = self.write_made(wanted, made, standing, Some(found).filter(|_| struck.is_none()));
        self.put(found, xml, struck);
        self.warn(WarningCode::Merged, wanted.clause, "");
        let at = self.view.place_of(found);
        self.report.updated.push(entry(wanted.clause, &wanted.clause.version, at, anchor, state));
    }

    /// Puts a new text over the former one, or after it when that one is struck out.
    fn put(&mut self, found: &Found, xml: String, struck: Option<Vec<Splice>>) {
        match struck {
            Some(struck) => {
                self.splices.extend(struck);
                self.splices.push(Splice::insert(found.span.end, xml));
            }
            None => {
                self.replaced_plainly |= !found.rejected.is_empty();
                self.splices.push(Splice { range: found.span.clone(), text: xml });
            }
        }
    }

    /// Writes a clause in words of the buyer; what is remembered is the library's.
    fn write_made(&mut self, wanted: &Wanted<'_>, made: &Clause, standing: Standing, over: Option<&Found>) -> (String, Anchor) {
        let written = self.scribe.write(made, standing, over);
        let tag = ControlTag { kept: true, ..ControlTag::of(wanted.clause) };
        self.memory.push(Remembered { look: written.look, ..remembered(wanted.clause, true) });
        let xml = written.xml.replacen(&escape(&ControlTag::of(made).write()), &escape(&tag.write()), 1);
        (xml, written.anchor)
    }

    fn write_below(&mut self, wanted: &Wanted<'_>, found: &Found) {
        let clause = wanted.clause;
        let standing = self.standing(found);
        let (xml, anchor) = self.write(clause, standing, None);
        self.splices.extend(self.scribe.release(found));
        self.splices.push(Splice::insert(found.span.end, xml));
        self.warn(WarningCode::Released, clause, "");
        let (at, state) = (self.view.place_of(found), self.state_of(wanted, found));
        self.report.updated.push(entry(clause, &clause.version, at, anchor, state));
    }

    fn standing(&self, found: &Found) -> Standing {
        let (heading, level) = self.view.standing(found);
        Standing { heading, level, in_table: self.view.in_table(found.first) }
    }

    /// Writes a clause, and remembers it.
    fn write(&mut self, clause: &Clause, standing: Standing, over: Option<&Found>) -> (String, Anchor) {
        let written = self.scribe.write(clause, standing, over);
        self.memory.push(Remembered { look: written.look, ..remembered(clause, false) });
        (written.xml, written.anchor)
    }

    /// Remembers a text that was not written this time.
    fn remember(&mut self, wanted: &Wanted<'_>, found: &Found) {
        let stored = wanted.base.as_ref().map(|base| of_base(&wanted.clause.key, &wanted.clause.instance, base));
        let noted = || self.view.memory().find(&found.stem).cloned().map(|noted| completed(noted, wanted.clause));
        let version = found.tag.as_ref().map_or_else(|| wanted.clause.version.clone(), |tag| tag.version.clone());
        // Without a base, the mark in the tag says that the library's text is the one written.
        let guessed = || Remembered { version, structure: String::new(), ..remembered(wanted.clause, false) };
        self.memory.push(stored.or_else(noted).unwrap_or_else(guessed));
    }

    /// Sets the tag and the memory to the library's text, which the buyer took or declined.
    fn mark(&mut self, wanted: &Wanted<'_>, found: &Found, kept: bool) {
        let clause = wanted.clause;
        let library = remembered(clause, kept);
        if let (Some(tag), Some(value)) = (&found.tag, &found.tag_value) {
            let tag = ControlTag { version: clause.version.clone(), hash: text::short_hash(&library.base), kept, ..tag.clone() };
            self.splices.push(Splice { range: value.clone(), text: escape(&tag.write()) });
        }
        self.memory.push(library);
    }

    fn keep(&mut self, wanted: &Wanted<'_>, found: &Found) {
        if wanted.tracked {
            self.warn(WarningCode::TrackedEdit, wanted.clause, "");
        }
        let state = self.state_of(wanted, found);
        let entry = self.entry_of(wanted, found, state);
        self.report.kept_edited.push(entry);
    }

    fn conflict(&mut self, wanted: &Wanted<'_>, found: &Found) {
        self.remember(wanted, found);
        let library = wanted.clause.base();
        let base = wanted.base.as_ref();
        self.report.conflicts.push(conflict(&library.key, &library.instance, found, base, library.text, wanted.tracked));
    }

    fn removed(&mut self, wanted: &Wanted<'_>) {
        let clause = wanted.clause;
        let base = wanted.base.as_ref();
        let stored = base.map(|base| of_base(&clause.key, &clause.instance, base));
        let noted = || self.view.memory().find(&clause.stem()).cloned();
        let left_out = || wanted.left_out.then(|| remembered(clause, false));
        self.memory.extend(stored.or_else(noted).or_else(left_out));
        let version = base.map_or(&clause.version, |base| &base.version).clone();
        let is_known = wanted.remembered || wanted.left_out || wanted.found.is_some();
        let state = if is_known { State::Removed } else { State::NotFound };
        self.report.removed.push(entry(clause, &version, String::new(), Anchor::None, state));
    }

    fn unwanted(&mut self, unwanted: &Unwanted<'_>) {
        let found = unwanted.found;
        match unwanted.departure {
            Departure::Withdraw => {
                match self.scribe.strike(found) {
                    Some(struck) => self.splices.extend(struck),
                    None => {
                        self.replaced_plainly |= !found.rejected.is_empty();
                        self.splices.extend(self.scribe.take_out(found));
                    }
                }
                let version = unwanted.base.as_ref().map(|base| base.version.clone());
                let version = version.or_else(|| found.tag.as_ref().map(|tag| tag.version.clone())).unwrap_or_default();
                let at = self.view.place_of(found);
                let (key, instance) = (unwanted.key.clone(), unwanted.instance.clone());
                let state = edit_state(found, unwanted.base.as_ref(), "");
                self.report.withdrawn.push(Entry { key, instance, version, at, anchor: found.anchor, state });
            }
            Departure::Release => {
                self.splices.extend(self.scribe.release(found));
                self.report.warnings.push(warning(WarningCode::Released, Some(&unwanted.key), ""));
            }
            Departure::Conflict => {
                let base = unwanted.base.as_ref();
                self.memory.extend(base.map(|base| of_base(&unwanted.key, &unwanted.instance, base)));
                let told = conflict(&unwanted.key, &unwanted.instance, found, base, String::new(), unwanted.tracked);
                self.report.conflicts.push(told);
            }
        }
    }

    /// The version told is that of the text in the file.
    fn entry_of(&self, wanted: &Wanted<'_>, found: &Found, state: State) -> Entry {
        let version = wanted.base.as_ref().map(|base| base.version.clone());
        let version = version.or_else(|| found.tag.as_ref().map(|tag| tag.version.clone()));
        let at = self.view.place_of(found);
        entry(wanted.clause, &version.unwrap_or_else(|| wanted.clause.version.clone()), at, found.anchor, state)
    }

    fn state_of(&self, wanted: &Wanted<'_>, found: &Found) -> State {
        let state = edit_state(found, wanted.base.as_ref(), &wanted.clause.base().text);
        if state == State::Unchanged && self.is_restyled(wanted, found) { State::Reformatted } else { state }
    }

    /// Whether the look alone tells that somebody worked on a clause. A program that rewrites every style
    /// tells nothing of anybody.
    fn is_restyled(&self, wanted: &Wanted<'_>, found: &Found) -> bool {
        if self.view.lost_its_frames() {
            return false;
        }
        let noted = self.view.memory().find(&found.stem);
        // A frame gone, and the text of the file's memory with it: another format was between, where looks are told otherwise.
        if found.anchor == Anchor::Points && noted.is_none_or(|noted| noted.base.is_empty()) {
            return false;
        }
        // Where the text itself is not known, the file may still remember its look.
        let noted = || noted.map(|noted| noted.look.as_str());
        let known = wanted.base.as_ref().map(|base| base.look.as_str()).or_else(noted).filter(|look| !look.is_empty());
        known.is_some_and(|known| known != self.scribe.look_of(found))
    }
}

/// What the buyer should know.
impl<S: Scribe> Edition<'_, S> {
    fn warn(&mut self, code: WarningCode, clause: &Clause, data: &str) {
        self.report.warnings.push(warning(code, Some(&clause.key), data));
    }

    fn warn_of_number(&mut self, clause: &Clause, heading: Option<usize>, level: u8) {
        let before = self.written_under.entry((heading, level)).or_default();
        *before += 1;
        let rank = *before;
        if let Some(number) = next_number(self.view.headings(), heading, level, rank) {
            self.warn(WarningCode::TypedNumbers, clause, &number);
        }
    }

    fn warn_of_copies(&mut self, decisions: &Decisions<'_>) {
        for copy in &self.view.findings().copies {
            let asked = decisions.wanted.iter().find(|wanted| wanted.clause.stem() == copy.stem).map(|wanted| wanted.clause.key.clone());
            let remembered = || self.view.memory().find(&copy.stem).map(|remembered| remembered.key.clone());
            let key = copy.key.clone().or(asked).or_else(remembered).unwrap_or_else(|| copy.stem.clone());
            self.report.warnings.push(warning(WarningCode::Copied, Some(&key), ""));
        }
        let is_told = |wanted: &Wanted<'_>| self.view.findings().copies.iter().any(|copy| copy.stem == wanted.clause.stem());
        for wanted in decisions.wanted.iter().filter(|wanted| wanted.copied && !is_told(wanted)) {
            self.warn(WarningCode::Copied, wanted.clause, "");
        }
    }

    fn warn_of_placeholders(&mut self, decisions: &Decisions<'_>) {
        let mut left = decisions.placeholders.clone();
        for wanted in &decisions.wanted {
            if let Action::Insert(Proposal { because: Because::Placeholder, .. }) = &wanted.action
                && let Some(at) = left.iter().position(|key| wanted.clause.names_placeholder(key))
            {
                left.remove(at);
            }
        }
        for key in left {
            let known = decisions.wanted.iter().any(|wanted| wanted.clause.key == key);
            self.report.warnings.push(warning(WarningCode::PlaceholderLeft, known.then_some(key.as_str()), &key));
        }
    }

    fn warn_of_document(&mut self) {
        let (view, traits) = (self.view, self.view.traits());
        let written = !self.splices.is_empty();
        let told = [
            (WarningCode::WrittenTracked, view.tracks_ours() && written && !(self.replaced_plainly && self.report.inserted.is_empty())),
            (WarningCode::TracksChanges, view.records_changes() && written && (self.replaced_plainly || !view.tracks_ours())),
            (WarningCode::Protected, traits.protected),
            (WarningCode::Macros, traits.macros),
            (WarningCode::LibreOffice, view.lost_its_frames() && written),
            (WarningCode::ContentsToRefresh, traits.contents && written),
        ];
        let each = told.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| warning(code, None, ""));
        self.report.warnings.extend(each);
    }
}

fn entry(clause: &Clause, version: &str, at: String, anchor: Anchor, state: State) -> Entry {
    Entry { key: clause.key.clone(), instance: clause.instance.clone(), version: version.to_owned(), at, anchor, state }
}

fn warning(code: WarningCode, key: Option<&str>, data: &str) -> Warning {
    Warning { code, key: key.map(str::to_owned), data: data.to_owned() }
}

fn conflict(key: &str, instance: &str, found: &Found, base: Option<&Base>, library: String, tracked: bool) -> Conflict {
    let base = base.map(|base| base.text.clone()).unwrap_or_default();
    let passages = if library.is_empty() { Vec::new() } else { merge::three_way(&base, &found.text, &library) };
    Conflict { key: key.to_owned(), instance: instance.to_owned(), mine: found.text.clone(), base, library, tracked, passages }
}

fn remembered(clause: &Clause, kept: bool) -> Remembered {
    let KnownBase { key, instance, version, text: base, .. } = clause.base();
    let hash = text::short_hash(&base);
    Remembered { key, instance, version, base, structure: clause.structure(), look: String::new(), kept, hash }
}

/// What is remembered by its hash alone is the library's text when the hash is that of it.
fn completed(noted: Remembered, clause: &Clause) -> Remembered {
    let library = clause.base().text;
    let is_library = noted.base.is_empty() && noted.hash == text::short_hash(&library);
    if is_library { Remembered { base: library, ..noted } } else { noted }
}

fn of_base(key: &str, instance: &str, base: &Base) -> Remembered {
    let Base { version, text: base, structure, look, kept } = base.clone();
    let hash = text::short_hash(&base);
    Remembered { key: key.to_owned(), instance: instance.to_owned(), version, base, structure, look, kept, hash }
}

fn known_base(remembered: &Remembered) -> KnownBase {
    let Remembered { key, instance, version, base, .. } = remembered.clone();
    KnownBase { key, instance, version, text: base, written: true }
}

//! Screen models: what the window shows and that has no file form. Everything else travels in the
//! contract's own types.

use std::collections::BTreeMap;

use clausier_core::clauses::{Checklist, Rendered, Suggestion};
use clausier_core::law::Assessment;
use clausier_core::tender::{Euros, Stage, Tender, TenderId};
use serde::{Deserialize, Serialize};

use crate::error::UserError;

/// Everything a screen of one tender shows, computed anew at each change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct TenderView {
    pub id: TenderId,
    /// Revision that the next edit must carry.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub rev: i64,
    pub tender: Tender,
    pub assessment: Assessment,
    pub checklist: Checklist,
    pub criteria: CriteriaView,
    pub facts: FactsView,
    pub tasks: Vec<Task>,
    pub can_undo: bool,
    pub can_redo: bool,
    /// True for a purchase without publicity: three facts, three clauses, one letter.
    pub small: bool,
    /// The three clauses proposed for a small purchase.
    pub small_choice: Vec<Suggestion>,
    /// What is too much, or too heavy, for the amount, in sentences.
    pub proportion: Vec<String>,
}

/// What the facts form echoes beside its fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FactsView {
    /// « 6 000 000 € HT ».
    pub estimate: Option<String>,
    /// Amount as typed again in the field: « 6 000 000 ».
    pub estimate_field: Option<String>,
    pub cpv: Vec<CpvLabel>,
    /// Sum of the lots and its gap with the estimate, in words; absent while no lot has an amount.
    pub lots: Option<LotsSum>,
    /// Doubts that never refuse: a SIRET whose key is wrong, a CPV that does not exist…
    pub doubts: Vec<Doubt>,
    /// What the procedure would be at this amount, in words.
    pub procedure_hint: Option<String>,
    /// The questions that would settle most lines, most useful first.
    pub questions: Vec<Question>,
    /// Every fact that the law may ask for, in the order of the catalogue.
    pub facts: Vec<FactField>,
}

/// A fact of the catalogue as a form asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FactField {
    /// Field of the tender file; `needs.answers.<id>` for an answer of the interview.
    pub field: String,
    pub question: String,
    pub kind: FactFieldKind,
    /// What it may hold, when it is chosen in a list.
    pub words: Vec<FactWord>,
    /// Lines of the assessment that ask for it, whether they are decided or not.
    pub lines: u32,
}

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FactFieldKind {
    YesNo,
    Word,
    Amount,
    Number,
    Day,
    Codes,
}

/// A word that a fact may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FactWord {
    pub value: String,
    pub label: String,
}

/// A CPV code with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct CpvLabel {
    pub code: String,
    pub label: Option<String>,
    pub path: Vec<String>,
}

/// Sum of the lots against the estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LotsSum {
    pub total: Euros,
    pub sentence: String,
    pub matches: bool,
}

/// A doubt about a field: a sentence, never a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Doubt {
    /// Field of the tender file: `buyer.siret`, `cpv[0]`.
    pub field: String,
    pub sentence: String,
}

/// A question that would settle lines of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Question {
    pub field: String,
    pub question: String,
    pub why: String,
    /// How many lines wait for it.
    pub lines: u32,
}

/// The criteria table: its total, what is missing, what is said about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct CriteriaView {
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub total: f64,
    /// « Total : 95 % — il manque 5 % ».
    pub sentence: String,
    pub advice: Vec<Advice>,
}

/// How firm a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Severity {
    ToFix,
    ToCheck,
    Advice,
}

/// A remark on the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Advice {
    pub code: String,
    pub severity: Severity,
    pub sentence: String,
}

/// State of a task of the tender's dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TaskState {
    ToDo,
    InProgress,
    ToCheck,
    Done,
}

/// One task of the dashboard (S10): where it leads, how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Task {
    /// `facts`, `obligations`, `clauses`, `criteria`, `export`, `letter`.
    pub screen: String,
    pub state: TaskState,
    /// « 6 retenues », « il manque : durée ».
    pub detail: String,
}

/// A row of the list of tenders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct TenderRow {
    pub id: TenderId,
    pub reference: Option<String>,
    pub title: Option<String>,
    pub stage: Stage,
    pub estimate: Option<String>,
    pub consultation_on: Option<String>,
    pub sample: bool,
    pub updated_at: String,
}

/// What the window needs to draw itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct StartView {
    pub version: String,
    /// « novembre 2026 ».
    pub edition: String,
    pub tenders: Vec<TenderRow>,
    /// Why the base could not be opened; everything but the tenders still works.
    pub store_problem: Option<UserError>,
    pub sharing: SharingView,
    pub settings: Settings,
    /// Title of each clause of the catalogue, by identifier: a screen never shows an identifier alone.
    pub titles: BTreeMap<String, String>,
    /// Whether a new edition is still to be read, and the drafts that wait for it.
    pub news: crate::news::NewsMark,
    /// Why the rules that the organisation adds are left out, if they are.
    pub organisation_problem: Option<UserError>,
}

/// Choices of the user, applied at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Settings {
    /// `system`, `light`, `dark`.
    pub theme: String,
    /// Text size in per cent.
    pub zoom: u32,
    /// Buyer copied into each new tender.
    pub buyer: Option<clausier_core::tender::Buyer>,
    pub department: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: "system".to_owned(), zoom: 100, buyer: None, department: None }
    }
}

/// State of the shared folder, in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SharingView {
    /// True once a folder is linked.
    pub linked: bool,
    /// Name of the folder as the user knows it, never its whole path.
    pub folder: Option<String>,
    /// True for a place that this program reaches over the network by itself.
    pub remote: bool,
    /// True when the server wants an account and a password, which no file holds.
    pub locked: bool,
    /// `none`, or a state of the contract: `up_to_date`, `pending`, `away`, `read_only`, `foreign`, `newer_format`.
    pub state: String,
    pub sentence: String,
    pub pending: u32,
    pub replicas: u32,
    pub set_aside: Vec<SetAsideFile>,
    /// Tenders edited on two computers.
    pub forks: Vec<String>,
    /// What was read from the folder: tenders of all the replicas.
    pub rows: u32,
}

/// A file of the shared folder that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SetAsideFile {
    pub file: String,
    pub reason: String,
}

/// A clause as a screen shows it, with the choices made for one tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ClauseView {
    pub record: clausier_core::clauses::ClauseRecord,
    pub rendered: Rendered,
    pub level: clausier_core::tender::Level,
    pub fields: Vec<clausier_core::clauses::ParameterField>,
    /// True when the tender keeps this clause: only then can its parameters be filled.
    pub kept: bool,
    /// Why the tender sets it aside.
    pub set_aside: Option<String>,
    /// Same text as plain characters, to paste elsewhere.
    pub text: String,
}

/// A file chosen by the user: the window holds the handle, never the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct FileHandle {
    pub handle: String,
    pub name: String,
}

/// A heading of the buyer's document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct HeadingView {
    pub level: u8,
    pub text: String,
}

/// Where one clause would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct PlaceView {
    pub clause: String,
    pub title: String,
    pub at: Option<String>,
    pub because: String,
    pub certain: bool,
}

/// Preview of an export: the document's outline, and each clause in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ExportPlan {
    pub file: FileHandle,
    pub headings: Vec<HeadingView>,
    pub places: Vec<PlaceView>,
    pub notes: Vec<String>,
}

/// One line of the report of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ExportEntry {
    pub clause: String,
    pub title: String,
    pub version: Option<String>,
    pub at: Option<String>,
    pub anchor: Option<String>,
    /// What the buyer did to it: `new`, `unchanged`, `edited`, `edited-tracked`, `reformatted`, `removed`, `not-found`.
    pub state: String,
}

/// A clause edited in the file and changed since: the three texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ExportConflict {
    pub clause: String,
    pub mine: String,
    pub base: String,
    pub library: String,
    /// The three texts, passage by passage; empty when the clause is no longer kept.
    pub passages: Vec<crate::export::Passage>,
    /// Whether the edit is made of tracked changes that nobody accepted yet.
    pub tracked: bool,
}

/// A remark of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ExportWarning {
    pub code: String,
    pub clause: Option<String>,
    pub message: String,
}

/// The export report of contract §4. `written` is absent when conflicts stopped it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ExportReport {
    pub written: Option<String>,
    pub document: String,
    pub inserted: Vec<ExportEntry>,
    pub updated: Vec<ExportEntry>,
    pub unchanged: Vec<ExportEntry>,
    pub kept_edited: Vec<ExportEntry>,
    pub removed: Vec<ExportEntry>,
    pub withdrawn: Vec<ExportEntry>,
    pub conflicts: Vec<ExportConflict>,
    pub warnings: Vec<ExportWarning>,
}

/// An amount read from what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Amount {
    pub euros: Euros,
    /// « 1 200 000 € HT ».
    pub echo: String,
}

/// Where the user wants a clause: a heading of the document, or `#end`; absent = left out of this file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ChosenPlace {
    pub clause: String,
    pub at: Option<String>,
}

/// What to do with a clause edited in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OnEdited {
    Fail,
    Keep,
    Replace,
    Both,
    Merge,
}

/// A decision about one edited clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Decision {
    pub clause: String,
    pub choice: OnEdited,
    /// With `merge`: what each passage gets, in order. Absent: what one side alone changed is taken.
    pub picks: Option<Vec<crate::export::Pick>>,
}

/// Where every clause would go, in all the documents of a folder; both absent when the user gave up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct AllPlanned {
    pub folder: Option<FileHandle>,
    pub plan: Option<crate::export::all::AllReport>,
}

/// Result of an export from the window; both absent when the user gave up in the dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Exported {
    pub report: Option<ExportReport>,
    pub file: Option<FileHandle>,
}

/// The letter of a small purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Letter {
    pub title: String,
    pub blocks: Vec<clausier_core::document::Block>,
    /// The same, to paste in a message.
    pub text: String,
    pub clauses: Vec<String>,
    /// Blanks left in it.
    pub missing: Vec<String>,
}

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct BackupRow {
    pub name: String,
    /// When it was made, RFC 3339, in universal time: the window says it in the time of this computer.
    pub taken: String,
    pub tenders: u32,
}

//! What the app is told.

use crate::merge::Hunk;
use crate::request::KnownBase;

/// How a clause is held in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// A content control, with two hidden points inside.
    ContentControl,
    /// A named section of an OpenDocument text, with two points inside.
    Section,
    /// The two hidden points alone.
    Points,
    /// Recognised by its text alone, or not in the file.
    None,
}

impl Anchor {
    /// Returns the word of the export report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ContentControl => "content_control",
            Self::Section => "section",
            Self::Points => "points",
            Self::None => "none",
        }
    }
}

/// One clause of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The clause's id.
    pub key: String,
    /// The insertion.
    pub instance: String,
    /// The version written, or found.
    pub version: String,
    /// The text of the heading it stands under; empty when there is none.
    pub at: String,
    /// How it is held.
    pub anchor: Anchor,
    /// What the buyer did to it since it was last written.
    pub state: State,
}

/// What became of a clause in the buyer's hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was not in the file.
    New,
    /// Untouched, typography aside.
    Unchanged,
    /// Its text was changed.
    Edited,
    /// Its text was changed by tracked changes that nobody accepted yet.
    EditedTracked,
    /// Its look alone was changed.
    Reformatted,
    /// It was taken out.
    Removed,
    /// This computer wrote it there once, and neither the file's memory nor its text tells of it.
    NotFound,
}

impl State {
    /// Returns the word of the export report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Edited => "edited",
            Self::EditedTracked => "edited-tracked",
            Self::Reformatted => "reformatted",
            Self::Removed => "removed",
            Self::NotFound => "not-found",
        }
    }
}

/// A clause edited in the file, and changed in the library or no longer selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The clause's id.
    pub key: String,
    /// The insertion.
    pub instance: String,
    /// The text in the file, one line a block.
    pub mine: String,
    /// The text last written; empty when unknown.
    pub base: String,
    /// The text to be written; empty when the clause is no longer selected.
    pub library: String,
    /// Whether the edit is a tracked change that nobody accepted yet.
    pub tracked: bool,
    /// The three texts, passage by passage; empty when the clause is no longer selected.
    pub passages: Vec<Hunk>,
}

/// Something the buyer should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A stable word; the app has the phrase.
    pub code: WarningCode,
    /// The clause, when there is one.
    pub key: Option<String>,
    /// What the phrase shows: a text, a number.
    pub data: String,
}

/// The warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WarningCode {
    /// A second copy of a clause: it is not updated.
    Copied,
    /// The document records changes; ours are written without a mark.
    TracksChanges,
    /// The document records changes, and ours are recorded too.
    WrittenTracked,
    /// The document is protected against changes.
    Protected,
    /// The document contains macros, which are kept and never run.
    Macros,
    /// A signature was lost.
    SignatureLost,
    /// Headings carry typed numbers: `data` is the next one.
    TypedNumbers,
    /// A table of contents is to be refreshed in Word (F9).
    ContentsToRefresh,
    /// Nothing named a place: written at the end, on a yes.
    PlacedAtEnd,
    /// An edit that is a tracked change.
    TrackedEdit,
    /// Only the look of a clause was changed, and its new text was written over it.
    FormattingReplaced,
    /// Text asked as « keep » or « both » that is now the buyer's own.
    Released,
    /// A placeholder that stays in the text.
    PlaceholderLeft,
    /// Last saved by LibreOffice: clauses are held by points alone.
    LibreOffice,
    /// The buyer's text and the library's were made one.
    Merged,
    /// Only the look of a clause was changed: it is kept.
    Reformatted,
    /// The words that the buyer gave a clause in a former file were written again.
    EditCarried,
    /// Those words hold something that is no text: the library's were written.
    EditNotCarried,
}

impl WarningCode {
    /// Returns the word of the export report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Copied => "copied-clause",
            Self::TracksChanges => "tracks-changes",
            Self::WrittenTracked => "written-tracked",
            Self::Protected => "protected",
            Self::Macros => "macros",
            Self::SignatureLost => "signature-lost",
            Self::TypedNumbers => "typed-numbers",
            Self::ContentsToRefresh => "contents-to-refresh",
            Self::PlacedAtEnd => "placed-at-end",
            Self::TrackedEdit => "tracked-edit",
            Self::FormattingReplaced => "formatting-replaced",
            Self::Released => "released",
            Self::PlaceholderLeft => "placeholder-left",
            Self::LibreOffice => "libreoffice",
            Self::Merged => "merged-clause",
            Self::Reformatted => "reformatted-clause",
            Self::EditCarried => "edit-carried",
            Self::EditNotCarried => "edit-not-carried",
        }
    }
}

/// What an export did, or would have done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Written for the first time.
    pub inserted: Vec<Entry>,
    /// Written again.
    pub updated: Vec<Entry>,
    /// Left as they were.
    pub unchanged: Vec<Entry>,
    /// Edited by the buyer and left as they are.
    pub kept_edited: Vec<Entry>,
    /// Taken out by the buyer, and left out.
    pub removed: Vec<Entry>,
    /// Ours, unedited, no longer selected: taken out.
    pub withdrawn: Vec<Entry>,
    /// Edited on both sides.
    pub conflicts: Vec<Conflict>,
    /// What the buyer should know.
    pub warnings: Vec<Warning>,
}

/// The result of an export.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The new file; `None` when conflicts forbid writing.
    pub bytes: Option<Vec<u8>>,
    /// What was done.
    pub report: Report,
    /// The texts now in the file, for the store.
    pub bases: Vec<KnownBase>,
    /// The document's id, under which the store keeps them.
    pub document_id: String,
}

/// Why a place was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The clause is there already.
    Anchor,
    /// The file holds `{{clausier:KEY}}`.
    Placeholder,
    /// The caller named the heading.
    Asked,
    /// The caller asked for the end.
    End,
    /// The clause stood there in a former file of this document.
    Remembered,
    /// A heading was recognised by these words.
    Heading {
        /// The hint that named it.
        hint: String,
    },
    /// The very text of the clause stands there without our marks.
    SameText,
}

/// Where a clause goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The clause's id.
    pub key: String,
    /// The insertion.
    pub instance: String,
    /// The text of the heading it goes under; empty when there is none.
    pub at: String,
    /// Position in the outline of that heading.
    pub heading: Option<usize>,
    /// Why there.
    pub because: Because,
    /// Whether it needs no yes.
    pub certain: bool,
}

/// Where clauses would go; nothing is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// One a clause, in the order asked.
    pub places: Vec<Place>,
    /// Clauses that nothing names a place for.
    pub unplaced: Vec<String>,
    /// Clauses that the buyer took out of the file.
    pub removed: Vec<String>,
    /// The document's id, under which the store keeps the texts written into it.
    pub document_id: String,
}

/// One heading of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineHeading {
    /// Its position, from 0.
    pub index: usize,
    /// 1 to 9.
    pub level: u8,
    /// Its text, with its number when typed.
    pub text: String,
    /// Whether its number is typed.
    pub typed: bool,
}

/// What is to be known of a file before writing into it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits {
    /// Digitally signed.
    pub signed: bool,
    /// Contains macros.
    pub macros: bool,
    /// Records changes, or holds tracked changes.
    pub tracked: bool,
    /// Protected against changes.
    pub protected: bool,
    /// Holds a table of contents.
    pub contents: bool,
    /// A Word document last written by LibreOffice, which shrinks content controls.
    pub last_written_by_libreoffice: bool,
}

/// The headings of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In order.
    pub headings: Vec<OutlineHeading>,
    /// Traits of the file.
    pub traits: Traits,
}

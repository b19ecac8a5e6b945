//! What a notice asks of the buyer alone, as a form shows it.

/// What one field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedKind {
    /// A text; a code when the official list was not read.
    Text,
    /// One code of the list of the field.
    Code,
    /// Some codes of it, separated by commas.
    Codes,
    /// `true` or `false`.
    YesNo,
    /// A whole number.
    Number,
    /// A day, an hour and their offset (RFC 3339).
    Instant,
}

/// A field that the buyer may give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its name in `publication.notice`.
    pub key: String,
    /// What it takes.
    pub kind: AskedKind,
    /// The notice cannot be sent without it.
    pub required: bool,
    /// The file itself tells it: nothing has to be given.
    pub told: bool,
    /// What the buyer gave.
    pub value: Option<String>,
}

/// A field as it is met while the notice is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) key: String,
    pub(super) kind: AskedKind,
    /// The field for which it is required: itself, or the body for appeals of which it is a part.
    pub(super) because: String,
}

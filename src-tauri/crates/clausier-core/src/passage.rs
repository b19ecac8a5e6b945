//! A paragraph of a file as its reader sees it, whatever the format of the file.

/// One paragraph, with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The part of the file that holds it: `word/document.xml`, `content.xml`.
    pub part: String,
    /// Its rank among the paragraphs of that part, from 1; blank ones count.
    pub paragraph: usize,
    /// What it says once every tracked change is accepted.
    pub text: String,
    /// Its level, for a heading.
    pub heading: Option<u8>,
    /// Its row in a table: paragraphs of one row share a number that no other row of the part has.
    pub row: Option<usize>,
    /// The clause of ours that it belongs to: its key, or what its mark still says of it.
    pub clause: Option<String>,
}

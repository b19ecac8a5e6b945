//! Everything that a file says, paragraph by paragraph: what a second reading looks at.
//!
//! Tracked changes are accepted: what was deleted is not read, what was inserted is. Tables of contents are
//! passed over; text boxes, headers, footers and notes are read after the text, each once.

use clausier_core::passage::Passage;

use crate::docx;
use crate::error::DocumentError;
use crate::format::{is_odt, refuse_foreign};
use crate::odt;
use crate::package::Package;
use crate::view::{Heading, View, is_within};
use crate::zip::Archive;

/// A paragraph, and its place among those of its reading.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) passage: Passage,
    pub(crate) paragraph: usize,
    /// The byte of the part where the paragraph begins.
    pub(crate) start: usize,
    /// Whether it hangs on another paragraph: a text box, a note of an OpenDocument text.
    pub(crate) hangs: bool,
}

/// Lists the paragraphs of a Word or OpenDocument text.
pub fn passages(bytes: &[u8], name: &str) -> Result<Vec<Passage>, DocumentError> {
    refuse_foreign(bytes, name)?;
    let archive = Archive::read(bytes)?;
    let package = Package::read(bytes)?;
    let found = if is_odt(&archive)? { odt::passages::read(&package)? } else { docx::passages::read(&package)? };
    Ok(found.into_iter().map(|found| found.passage).collect())
}

/// One line of text: fields and objects leave a space.
pub(crate) fn shown(text: &str) -> String {
    text.replace('\u{fffc}', " ").trim().to_owned()
}

/// The level of the heading that a paragraph is, ours or the buyer's.
pub(crate) fn level(view: &dyn View, paragraph: usize) -> Option<u8> {
    let of = |headings: &[Heading]| {
        let at = headings.binary_search_by_key(&paragraph, |heading| heading.paragraph).ok()?;
        headings.get(at).map(|heading| heading.level)
    };
    of(view.headings()).or_else(|| of(view.titles()))
}

/// The clause of ours that holds some bytes.
pub(crate) fn clause(view: &dyn View, span: &std::ops::Range<usize>) -> Option<String> {
    let found = view.findings().found.iter().find(|found| is_within(span, std::slice::from_ref(&found.span)))?;
    let known = view.memory().find(&found.stem).map(|known| known.key.clone());
    found.tag.as_ref().map(|tag| tag.key.clone()).or(known).or_else(|| Some(found.stem.clone()))
}

//! What a Word file says: its text, then its headers, footers and notes.

use clausier_core::passage::Passage;

use super::body::{Body, Change, Kind};
use super::document::Parts;
use super::reading::{Reading, main_text};
use crate::error::DocumentError;
use crate::package::Package;
use crate::passages::{clause, level, shown};

/// Relations that lead to a text beside the main one.
const ASIDES: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// Lists the paragraphs.
pub(crate) fn read(package: &Package<'_>) -> Result<Vec<Passage>, DocumentError> {
    let parts = Parts::read(package)?;
    let text = main_text(package, &parts)?;
    let reading = Reading::new(package, &parts, &text)?;
    let mut passages = listed(&reading.body, &parts.main, |at, span| (level(&reading, at), clause(&reading, span)));
    for relationship in package.relationships(&parts.main)?.iter().filter(|relationship| ASIDES.contains(&relationship.kind.as_str())) {
        let part = &relationship.target;
        if let Some(text) = package.text(part)? {
            passages.extend(listed(&Body::read_aside(&text, part)?, part, |_, _| (None, None)));
        }
    }
    Ok(passages)
}

fn listed(body: &Body<'_>, part: &str, what: impl Fn(usize, &std::ops::Range<usize>) -> (Option<u8>, Option<String>)) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (at, paragraph) in body.paragraphs.iter().enumerate() {
        let text = shown(&paragraph.text);
        if text.is_empty() || paragraph.in_contents || body.in_contents(paragraph.node) || is_struck(body, paragraph.node) {
            continue;
        }
        let span = body.node(paragraph.node).map_or(0..0, |node| node.span.clone());
        let (heading, clause) = what(at, &span);
        let row = body.lineage(paragraph.node).filter(|up| body.node(*up).is_some_and(|node| node.kind == Kind::Row)).last();
        passages.push(Passage { part: part.to_owned(), paragraph: at + 1, text, heading, row, clause });
    }
    passages
}

/// Whether a paragraph stands in a row that a tracked change deletes.
fn is_struck(body: &Body<'_>, node: usize) -> bool {
    body.lineage(node).any(|up| body.node(up).is_some_and(|up| up.kind == Kind::Row && up.change == Change::Deleted))
}

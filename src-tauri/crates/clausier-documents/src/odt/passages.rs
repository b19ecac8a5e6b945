//! What an OpenDocument text says: its text, then its headers and footers.

use std::ops::Range;

use clausier_core::passage::Passage;

use super::body::{Body, Kind};
use super::document::{CONTENT, Document, STYLES};
use super::reading::Reading;
use crate::error::DocumentError;
use crate::package::Package;
use crate::passages::{clause, level, shown};

/// Lists the paragraphs.
pub(crate) fn read(package: &Package<'_>) -> Result<Vec<Passage>, DocumentError> {
    let document = Document::read(package)?;
    let reading = Reading::new(&document)?;
    let mut passages = listed(&reading.body, CONTENT, |at, span| (level(&reading, at), clause(&reading, span)));
    if let Some(styles) = package.text(STYLES)? {
        passages.extend(listed(&Body::read_margins(&styles, STYLES)?, STYLES, |_, _| (None, None)));
    }
    Ok(passages)
}

fn listed(body: &Body<'_>, part: &str, what: impl Fn(usize, &Range<usize>) -> (Option<u8>, Option<String>)) -> Vec<Passage> {
    let each = body.paragraphs.iter().enumerate().map(|(at, paragraph)| (at, paragraph, shown(&paragraph.text)));
    let passage = |(at, paragraph, text): (usize, &super::paragraph::Paragraph, String)| {
        let (heading, clause) = what(at, &body.span(paragraph.node));
        let row = body.lineage(paragraph.node).filter(|up| body.is(*up, Kind::Row)).last();
        Passage { part: part.to_owned(), paragraph: at + 1, text, heading, row, clause }
    };
    each.filter(|(_, _, text)| !text.is_empty()).map(passage).collect()
}

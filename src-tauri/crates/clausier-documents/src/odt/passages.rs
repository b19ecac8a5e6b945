//! What an OpenDocument text says: its text, its notes and frames, then its headers and footers.

use clausier_core::passage::{Aside, Passage};

use super::body::{Body, Kind, NodeId, Stream};
use super::document::{CONTENT, Document, STYLES};
use super::reading::Reading;
use crate::error::DocumentError;
use crate::package::Package;
use crate::passages::{Located, clause, level, shown};
use crate::xml::tag_at;

/// Lists the paragraphs, and where each was read.
pub(crate) fn read(package: &Package<'_>) -> Result<Vec<Located>, DocumentError> {
    let document = Document::read(package)?;
    let reading = Reading::new(&document)?;
    let mut found = listed(&reading.body, CONTENT, |_| None);
    for Located { passage, paragraph, .. } in &mut found {
        let span = reading.body.paragraphs.get(*paragraph).map_or(0..0, |paragraph| reading.body.span(paragraph.node));
        (passage.heading, passage.clause) = (level(&reading, *paragraph), clause(&reading, &span));
    }
    found.extend(hanging(&reading.body, CONTENT)?);
    if let Some(styles) = package.text(STYLES)? {
        let margins = Body::read_some(&styles, STYLES, Stream::Margins)?;
        found.extend(listed(&margins, STYLES, |node| Some(margin(&margins, node))));
        found.extend(hanging(&margins, STYLES)?);
    }
    Ok(found)
}

/// The margin that a paragraph stands in.
fn margin(body: &Body<'_>, node: NodeId) -> Aside {
    let is_footer = tag_at(body.text, outermost(body, node)).is_some_and(|tag| tag.local.starts_with("footer"));
    if is_footer { Aside::Footer } else { Aside::Header }
}

/// Where the block that a node stands in begins.
fn outermost(body: &Body<'_>, node: NodeId) -> usize {
    let outer = body.lineage(node).filter(|up| *up != 0).last().unwrap_or(node);
    body.span(outer).start
}

/// Reads what hangs on the paragraphs of a part, each under the rank of the paragraph that it hangs on.
fn hanging(body: &Body<'_>, part: &str) -> Result<Vec<Located>, DocumentError> {
    let inside = Body::read_some(body.text, part, Stream::Asides)?;
    let mut found = listed(&inside, part, |node| Some(aside(&inside, node)));
    for Located { passage, start, hangs, .. } in &mut found {
        *hangs = true;
        // What hangs on a page stands before every paragraph, and bears the rank of the first.
        passage.paragraph = body.paragraphs.partition_point(|paragraph| body.span(paragraph.node).start <= *start).max(1);
        // Rows of a frame are no rows of the text.
        passage.row = passage.row.map(|row| row + body.nodes.len());
    }
    Ok(found)
}

fn aside(body: &Body<'_>, node: NodeId) -> Aside {
    let outer = body.lineage(node).filter(|up| *up != 0).last().unwrap_or(node);
    let Some(note) = body.notes.iter().find(|note| note.node == outer) else { return Aside::TextBox };
    let number = Some(note.citation.clone()).filter(|citation| !citation.is_empty());
    if note.at_end { Aside::Endnote(number) } else { Aside::Footnote(number) }
}

fn listed(body: &Body<'_>, part: &str, aside: impl Fn(NodeId) -> Option<Aside>) -> Vec<Located> {
    let each = body.paragraphs.iter().enumerate().map(|(at, paragraph)| (at, paragraph, shown(&paragraph.text)));
    let located = |(at, paragraph, text): (usize, &super::paragraph::Paragraph, String)| {
        let row = body.lineage(paragraph.node).filter(|up| body.is(*up, Kind::Row)).last();
        let passage = Passage { part: part.to_owned(), paragraph: at + 1, text, row, aside: aside(paragraph.node), ..Passage::default() };
        Located { passage, paragraph: at, start: body.span(paragraph.node).start, hangs: false }
    };
    each.filter(|(_, _, text)| !text.is_empty()).map(located).collect()
}

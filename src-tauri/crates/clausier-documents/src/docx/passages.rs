//! What a Word file says: its text, then its text boxes, then its headers, footers and notes.

use clausier_core::passage::{Aside, Passage};

use super::body::{Body, Change, Kind, NodeId, Stream};
use super::document::Parts;
use super::notes::{Notes, Standing};
use super::reading::{Reading, main_text};
use crate::error::DocumentError;
use crate::package::Package;
use crate::passages::{Located, clause, level, shown};
use crate::xml::tag_at;

/// Relations that lead to a text beside the main one.
const ASIDES: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// Lists the paragraphs, and where each was read.
pub(crate) fn read(package: &Package<'_>) -> Result<Vec<Located>, DocumentError> {
    let parts = Parts::read(package)?;
    let text = main_text(package, &parts)?;
    let reading = Reading::new(package, &parts, &text)?;
    let notes = Notes::read(&text, &parts.main)?;
    let mut found = listed(&reading.body, &parts.main, &|_, _| Some(None));
    for Located { passage, paragraph, .. } in &mut found {
        let span =
            reading.body.paragraphs.get(*paragraph).and_then(|paragraph| reading.body.node(paragraph.node)).map_or(0..0, |node| node.span.clone());
        (passage.heading, passage.clause) = (level(&reading, *paragraph), clause(&reading, &span));
    }
    found.extend(boxes(&reading.body, &parts.main)?);
    for relationship in package.relationships(&parts.main)?.iter().filter(|relationship| ASIDES.contains(&relationship.kind.as_str())) {
        if let Some(text) = package.text(&relationship.target)? {
            found.extend(beside(&text, &relationship.target, &relationship.kind, &notes)?);
        }
    }
    Ok(found)
}

/// Reads a part beside the main one.
fn beside(text: &str, part: &str, kind: &str, notes: &Notes) -> Result<Vec<Located>, DocumentError> {
    let body = Body::read_some(text, part, Stream::Aside)?;
    let place = |body: &Body<'_>, node: NodeId| match kind {
        "header" => Some(Some(Aside::Header)),
        "footer" => Some(Some(Aside::Footer)),
        _ => note(body, node, kind == "endnotes", notes).map(Some),
    };
    let mut found = listed(&body, part, &place);
    found.extend(boxes(&body, part)?);
    Ok(found)
}

/// The note that a paragraph stands in; `None` when the page does not show it.
fn note(body: &Body<'_>, node: NodeId, at_end: bool, notes: &Notes) -> Option<Aside> {
    let outermost = body.lineage(node).filter(|up| *up != 0).last().and_then(|up| body.node(up))?;
    let tag = tag_at(body.text, outermost.span.start)?;
    if tag.get("type").is_some_and(|kind| kind != "normal") {
        return None;
    }
    match notes.standing(at_end, &tag.get("id").unwrap_or_default()) {
        Standing::Struck => None,
        Standing::Shown(number) => {
            let number = number.map(|number| number.to_string());
            Some(if at_end { Aside::Endnote(number) } else { Aside::Footnote(number) })
        }
    }
}

/// Reads the text boxes of a part, each under the rank of the paragraph that it hangs on.
fn boxes(body: &Body<'_>, part: &str) -> Result<Vec<Located>, DocumentError> {
    if !body.paragraphs.iter().any(|paragraph| paragraph.object) {
        return Ok(Vec::new());
    }
    let inside = Body::read_some(body.text, part, Stream::Boxes)?;
    let mut found = listed(&inside, part, &|_, _| Some(Some(Aside::TextBox)));
    found.retain_mut(|Located { passage, start, hangs, .. }| {
        let Some(host) = host(body, *start) else { return false };
        *hangs = true;
        // Rows of a box are no rows of the text.
        (passage.paragraph, passage.row) = (host + 1, passage.row.map(|row| row + body.nodes.len()));
        true
    });
    Ok(found)
}

/// The paragraph that holds a place of the part, unless nobody sees it.
fn host(body: &Body<'_>, at: usize) -> Option<usize> {
    let span = |paragraph: &super::paragraph::Paragraph<'_>| body.node(paragraph.node).map_or(0..0, |node| node.span.clone());
    let after = body.paragraphs.partition_point(|paragraph| span(paragraph).start <= at);
    let host = after.checked_sub(1)?;
    let paragraph = body.paragraphs.get(host).filter(|paragraph| span(paragraph).contains(&at))?;
    is_seen(body, paragraph).then_some(host)
}

fn is_seen(body: &Body<'_>, paragraph: &super::paragraph::Paragraph<'_>) -> bool {
    !paragraph.in_contents && !body.in_contents(paragraph.node) && !is_struck(body, paragraph.node)
}

/// What stands beside the text, said of a node: outside, whether it is read at all.
type Place<'p> = dyn Fn(&Body<'_>, NodeId) -> Option<Option<Aside>> + 'p;

fn listed(body: &Body<'_>, part: &str, place: &Place<'_>) -> Vec<Located> {
    let mut found = Vec::new();
    for (at, paragraph) in body.paragraphs.iter().enumerate() {
        let text = shown(&paragraph.text);
        if text.is_empty() || !is_seen(body, paragraph) {
            continue;
        }
        let Some(aside) = place(body, paragraph.node) else { continue };
        let row = body.lineage(paragraph.node).filter(|up| body.node(*up).is_some_and(|node| node.kind == Kind::Row)).last();
        let passage = Passage { part: part.to_owned(), paragraph: at + 1, text, row, aside, ..Passage::default() };
        let start = body.node(paragraph.node).map_or(0, |node| node.span.start);
        found.push(Located { passage, paragraph: at, start, hangs: false });
    }
    found
}

/// Whether a paragraph stands in a row that a tracked change deletes.
fn is_struck(body: &Body<'_>, node: usize) -> bool {
    body.lineage(node).any(|up| body.node(up).is_some_and(|up| up.kind == Kind::Row && up.change == Change::Deleted))
}

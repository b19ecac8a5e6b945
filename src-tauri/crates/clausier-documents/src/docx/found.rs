//! Our clauses found again in a file, whatever program saved it in between.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, Change, Control, Kind, NodeId};
use crate::anchors::{self, ControlTag, PointName};
use crate::lines::Lines;
use crate::report::Anchor;
use crate::text::CELL;
pub(crate) use crate::view::{Copied, Findings, Found};

/// Looks for our points, then for our controls.
pub(crate) fn find(body: &Body<'_>) -> Findings {
    let mut findings = Findings::default();
    for (stem, pairs) in pairs(body) {
        for (rank, (begin, end)) in pairs.into_iter().enumerate() {
            let (first, last) = extent(body, begin, end);
            if rank == 0 {
                findings.found.push(by_points(body, &stem, first, last, begin));
            } else {
                findings.copies.push(Copied { stem: stem.clone(), key: None, first });
            }
        }
    }
    by_controls(body, &mut findings);
    findings.settle();
    findings
}

/// Pairs begin and end points of one name; the first pair is ours, the others are copies.
fn pairs(body: &Body<'_>) -> BTreeMap<String, Vec<(NodeId, NodeId)>> {
    let mut open: BTreeMap<String, NodeId> = BTreeMap::new();
    let mut pairs: BTreeMap<String, Vec<(NodeId, NodeId)>> = BTreeMap::new();
    for point in body.points.iter().filter(|point| !point.deleted) {
        let Some(PointName { is_begin, stem }) = anchors::point_name(&point.name) else { continue };
        if is_begin {
            open.entry(stem).or_insert(point.node);
        } else if let Some(begin) = open.remove(&stem) {
            pairs.entry(stem).or_default().push((begin, point.node));
        }
    }
    pairs
}

/// Lifts two blocks to their lowest common container; a table is taken whole.
pub(crate) fn extent(body: &Body<'_>, begin: NodeId, end: NodeId) -> (NodeId, NodeId) {
    let (up, down): (Vec<NodeId>, Vec<NodeId>) = (body.lineage(begin).collect(), body.lineage(end).collect());
    let common = up.iter().enumerate().find_map(|(i, node)| down.iter().position(|other| other == node).map(|j| (i, j, *node)));
    let Some((i, j, common)) = common else { return (begin, end) };
    let below = |line: &[NodeId], at: usize| at.checked_sub(1).and_then(|at| line.get(at)).copied().unwrap_or(common);
    let (first, last) = (below(&up, i), below(&down, j));
    match body.node(common).map(|node| node.kind) {
        Some(Kind::Table) => (common, common),
        Some(Kind::Row) => {
            let table = body.node(common).map_or(common, |row| row.parent);
            (table, table)
        }
        _ => (first, last),
    }
}

fn by_points(body: &Body<'_>, stem: &str, first: NodeId, last: NodeId, begin: NodeId) -> Found {
    let parent = body.node(first).map_or(0, |node| node.parent);
    let around = block_control(body, parent).filter(|control| is_tag_of(control, stem));
    match around {
        Some(control) => found(body, stem, parent, parent, Some(control), Anchor::ContentControl),
        None => {
            let inside = body.controls.iter().find(|control| control.inline && control.node == begin && is_tag_of(control, stem));
            let own = body.controls.iter().find(|control| !control.inline && control.node == first && is_tag_of(control, stem));
            found(body, stem, first, last, inside.or(own), Anchor::Points)
        }
    }
}

fn block_control<'b>(body: &'b Body<'_>, node: NodeId) -> Option<&'b Control> {
    match body.node(node)?.kind {
        Kind::Control(at) => body.controls.get(at),
        Kind::Body | Kind::Paragraph(_) | Kind::Table | Kind::Row | Kind::Cell => None,
        Kind::Wrapper | Kind::Milestone | Kind::Section | Kind::Foreign => None,
    }
}

/// Whether a control bears the tag of an insertion.
fn is_tag_of(control: &Control, stem: &str) -> bool {
    ControlTag::read(&control.tag).is_some_and(|tag| tag.is_of(stem))
}

fn found(body: &Body<'_>, stem: &str, first: NodeId, last: NodeId, control: Option<&Control>, anchor: Anchor) -> Found {
    let span = span_of(body, first, last);
    let (text, rejected) = read(body, first, last);
    let block = control.filter(|control| anchor == Anchor::ContentControl && !control.inline);
    Found {
        stem: stem.to_owned(),
        tag: control.and_then(|control| ControlTag::read(&control.tag)),
        tag_value: control.map(|control| control.tag_value.clone()),
        first,
        last,
        span,
        content: block.map(|control| control.content.clone()),
        anchor,
        text,
        rejected,
    }
}

/// Makes a clause of blocks recognised by their text.
pub(crate) fn by_text(body: &Body<'_>, stem: &str, begin: NodeId, end: NodeId) -> Found {
    let (first, last) = extent(body, begin, end);
    found(body, stem, first, last, None, Anchor::None)
}

/// Adds clauses whose points were deleted but whose control is left; a second control is a copy.
fn by_controls(body: &Body<'_>, findings: &mut Findings) {
    for control in &body.controls {
        let Some(tag) = ControlTag::read(&control.tag).filter(|tag| tag.key != "point") else { continue };
        let is_inside = |first: NodeId, last: NodeId| {
            let (span, own) = (span_of(body, first, last), body.node(control.node).map_or(0..0, |node| node.span.clone()));
            span.start <= own.start && own.end <= span.end
        };
        if findings.found.iter().any(|found| is_inside(found.first, found.last) && is_tag_of(control, &found.stem)) {
            continue;
        }
        let stem = tag.stem();
        let known = findings.found.iter().any(|found| found.stem == stem);
        let copied = findings.copies.iter_mut().find(|copy| copy.stem == stem && is_inside_control(body, copy.first, control.node));
        match copied {
            Some(copy) => copy.key = Some(tag.key),
            None if known => findings.copies.push(Copied { stem, key: Some(tag.key), first: control.node }),
            None => findings.found.push(found(body, &stem, control.node, control.node, Some(control), kept_anchor(control))),
        }
    }
}

fn kept_anchor(control: &Control) -> Anchor {
    if control.inline { Anchor::Points } else { Anchor::ContentControl }
}

fn is_inside_control(body: &Body<'_>, node: NodeId, control: NodeId) -> bool {
    body.lineage(node).any(|up| up == control)
}

fn span_of(body: &Body<'_>, first: NodeId, last: NodeId) -> Range<usize> {
    let start = body.node(first).map_or(0, |node| node.span.start);
    start..body.node(last).map_or(start, |node| node.span.end)
}

/// Reads the text of blocks: tracked changes accepted, and rejected.
pub(crate) fn read(body: &Body<'_>, first: NodeId, last: NodeId) -> (String, String) {
    let (mut accepted, mut rejected) = (Lines::default(), Lines::default());
    let end = body.node(last).map_or(last, |node| node.end);
    read_nodes(body, first..end, &mut accepted, &mut rejected);
    (accepted.finish(), rejected.finish())
}

fn read_nodes(body: &Body<'_>, nodes: Range<NodeId>, accepted: &mut Lines, rejected: &mut Lines) {
    let mut id = nodes.start;
    while id < nodes.end {
        let Some(node) = body.node(id) else { return };
        match node.kind {
            Kind::Row => {
                read_row(body, id, accepted, rejected);
                id = node.end;
            }
            Kind::Paragraph(at) => {
                if let Some(paragraph) = body.paragraphs.get(at) {
                    let object = if paragraph.object { "\u{fffc}" } else { "" };
                    let mark = paragraph.properties.mark;
                    accepted.add(&format!("{}{object}", paragraph.text), mark == Change::Deleted);
                    let before = paragraph.rejected.as_deref().unwrap_or(&paragraph.text);
                    rejected.add(&format!("{before}{object}"), mark == Change::Inserted);
                }
                id = node.end;
            }
            Kind::Body | Kind::Table | Kind::Cell | Kind::Control(_) | Kind::Wrapper => id += 1,
            Kind::Milestone | Kind::Section | Kind::Foreign => id = node.end,
        }
    }
}

/// Reads a row as one line, its cells apart.
fn read_row(body: &Body<'_>, row: NodeId, accepted: &mut Lines, rejected: &mut Lines) {
    let cells = body.children(row).filter(|cell| body.node(*cell).is_some_and(|node| node.kind != Kind::Milestone));
    let read: Vec<(String, String)> = cells.map(|cell| read_cell(body, cell)).collect();
    let line = |of: fn(&(String, String)) -> &str| read.iter().map(of).collect::<Vec<_>>().join(&CELL.to_string());
    let change = body.node(row).map_or(Change::Plain, |node| node.change);
    if change != Change::Deleted {
        accepted.add(&line(|(accepted, _)| accepted), false);
    }
    if change != Change::Inserted {
        rejected.add(&line(|(_, rejected)| rejected), false);
    }
}

fn read_cell(body: &Body<'_>, cell: NodeId) -> (String, String) {
    let (mut accepted, mut rejected) = (Lines::default(), Lines::default());
    let end = body.node(cell).map_or(cell, |node| node.end);
    read_nodes(body, cell..end, &mut accepted, &mut rejected);
    let line = |lines: Lines| lines.finish().replace(['\n', CELL], " ");
    (line(accepted), line(rejected))
}

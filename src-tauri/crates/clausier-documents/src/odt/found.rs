//! Our clauses found again in a file, whatever program saved it in between.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, Kind, NodeId, Section};
use crate::anchors::{self, PointName};
use crate::lines::Lines;
use crate::report::Anchor;
use crate::text::CELL;
use crate::view::{Copied, Findings, Found};

/// Looks for our points, then for our sections.
pub(crate) fn find(body: &Body<'_>) -> Findings {
    let mut findings = Findings::default();
    for (stem, pairs) in pairs(body) {
        for (rank, (begin, end)) in pairs.into_iter().enumerate() {
            let (first, last) = extent(body, begin, end);
            if rank == 0 {
                findings.found.push(by_points(body, &stem, first, last));
            } else {
                findings.copies.push(Copied { stem: stem.clone(), key: None, first });
            }
        }
    }
    by_sections(body, &mut findings);
    findings.settle();
    findings
}

/// Pairs begin and end points of one name; the first pair is ours, the others are copies.
fn pairs(body: &Body<'_>) -> BTreeMap<String, Vec<(NodeId, NodeId)>> {
    let mut open: BTreeMap<String, NodeId> = BTreeMap::new();
    let mut pairs: BTreeMap<String, Vec<(NodeId, NodeId)>> = BTreeMap::new();
    for point in &body.points {
        let Some(PointName { is_begin, stem }) = anchors::point_name(&point.name) else { continue };
        if is_begin {
            open.entry(stem).or_insert(point.node);
        } else if let Some(begin) = open.remove(&stem) {
            pairs.entry(stem).or_default().push((begin, point.node));
        }
    }
    pairs
}

/// Lifts two blocks to their lowest common container; a table, and a list, are taken whole.
fn extent(body: &Body<'_>, begin: NodeId, end: NodeId) -> (NodeId, NodeId) {
    let (up, down): (Vec<NodeId>, Vec<NodeId>) = (body.lineage(begin).collect(), body.lineage(end).collect());
    let common = up.iter().enumerate().find_map(|(i, node)| down.iter().position(|other| other == node).map(|j| (i, j, *node)));
    let Some((i, j, common)) = common else { return (begin, end) };
    let below = |line: &[NodeId], at: usize| at.checked_sub(1).and_then(|at| line.get(at)).copied().unwrap_or(common);
    let (first, last) = (below(&up, i), below(&down, j));
    match body.node(common).map(|node| node.kind) {
        Some(Kind::List | Kind::Table) => (common, common),
        Some(Kind::Row | Kind::HeaderRows | Kind::Wrapper) => {
            let whole =
                body.lineage(common).find(|up| !matches!(body.node(*up).map(|node| node.kind), Some(Kind::Row | Kind::HeaderRows | Kind::Wrapper)));
            whole.map_or((first, last), |whole| (whole, whole))
        }
        Some(Kind::Root | Kind::Paragraph(_) | Kind::Item | Kind::Cell | Kind::Section(_) | Kind::Milestone | Kind::Foreign) | None => (first, last),
    }
}

fn by_points(body: &Body<'_>, stem: &str, first: NodeId, last: NodeId) -> Found {
    let parent = body.node(first).map_or(0, |node| node.parent);
    let is_ours = |section: &&Section| section.tag.as_ref().is_some_and(|tag| tag.is_of(stem));
    match body.section_of(parent).filter(is_ours) {
        Some(section) => found(body, stem, parent, parent, Some(section)),
        None => found(body, stem, first, last, body.section_of(first).filter(|_| first == last).filter(is_ours)),
    }
}

fn found(body: &Body<'_>, stem: &str, first: NodeId, last: NodeId, section: Option<&Section>) -> Found {
    let (text, rejected) = read(body, first, last);
    Found {
        stem: stem.to_owned(),
        tag: section.and_then(|section| section.tag.clone()),
        tag_value: section.map(|section| section.name_value.clone()),
        first,
        last,
        span: body.span(first).start..body.span(last).end.max(body.span(first).end),
        content: section.map(|section| section.content.clone()),
        anchor: if section.is_some() { Anchor::Section } else { Anchor::Points },
        text,
        rejected,
    }
}

/// Makes a clause of blocks recognised by their text.
pub(crate) fn by_text(body: &Body<'_>, stem: &str, begin: NodeId, end: NodeId) -> Found {
    let (first, last) = extent(body, begin, end);
    Found { anchor: Anchor::None, ..found(body, stem, first, last, None) }
}

/// Adds clauses whose points were deleted but whose section is left; a second section is a copy.
fn by_sections(body: &Body<'_>, findings: &mut Findings) {
    for section in &body.sections {
        let Some(tag) = &section.tag else { continue };
        let span = body.span(section.node);
        if findings.found.iter().any(|found| found.span.start <= span.start && span.end <= found.span.end && tag.is_of(&found.stem)) {
            continue;
        }
        let stem = tag.stem();
        let known = findings.found.iter().any(|found| found.stem == stem);
        let copied = findings.copies.iter_mut().find(|copy| copy.stem == stem && body.lineage(copy.first).any(|up| up == section.node));
        match copied {
            Some(copy) => copy.key = Some(tag.key.clone()),
            None if known => findings.copies.push(Copied { stem, key: Some(tag.key.clone()), first: section.node }),
            None => findings.found.push(found(body, &stem, section.node, section.node, Some(section))),
        }
    }
}

/// Reads the text of blocks: tracked changes accepted, and rejected.
fn read(body: &Body<'_>, first: NodeId, last: NodeId) -> (String, String) {
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
                    accepted.add(&format!("{}{object}", paragraph.text), false);
                    let before = paragraph.rejected.as_deref().unwrap_or(&paragraph.text);
                    add_lines(rejected, &format!("{before}{object}"), paragraph.joined);
                }
                id = node.end;
            }
            Kind::Root | Kind::Table | Kind::HeaderRows | Kind::Cell | Kind::List | Kind::Item | Kind::Section(_) | Kind::Wrapper => id += 1,
            Kind::Milestone | Kind::Foreign => id = node.end,
        }
    }
}

/// Adds a paragraph whose deleted text may have been several.
fn add_lines(lines: &mut Lines, text: &str, joined: bool) {
    let mut parts = text.split('\n').peekable();
    while let Some(part) = parts.next() {
        lines.add(part, joined && parts.peek().is_none());
    }
}

/// Reads a row as one line, its cells apart.
fn read_row(body: &Body<'_>, row: NodeId, accepted: &mut Lines, rejected: &mut Lines) {
    let cells = body.children(row).filter(|cell| body.is(*cell, Kind::Cell));
    let read: Vec<(String, String)> = cells.map(|cell| read_cell(body, cell)).collect();
    let line = |of: fn(&(String, String)) -> &str| read.iter().map(of).collect::<Vec<_>>().join(&CELL.to_string());
    accepted.add(&line(|(accepted, _)| accepted), false);
    rejected.add(&line(|(_, rejected)| rejected), false);
}

fn read_cell(body: &Body<'_>, cell: NodeId) -> (String, String) {
    let (mut accepted, mut rejected) = (Lines::default(), Lines::default());
    let end = body.node(cell).map_or(cell, |node| node.end);
    read_nodes(body, cell..end, &mut accepted, &mut rejected);
    let line = |lines: Lines| lines.finish().replace(['\n', CELL], " ");
    (line(accepted), line(rejected))
}

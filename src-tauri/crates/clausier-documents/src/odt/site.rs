//! Places where blocks may be inserted, and the placeholders that name one.

use std::ops::Range;

use super::body::{Body, Kind, NodeId};
use crate::view::{Heading, Placeholder, Site, has_mark, is_within, keys_in, mark_of};
use crate::xml::{Scanner, Splice, Token, escape, slice, unescaped};

/// Returns the end of the article that a heading opens.
pub(crate) fn end_of_article(body: &Body<'_>, headings: &[Heading], at: usize) -> Option<Site> {
    let heading = headings.get(at)?;
    let own = flow_child(body, heading.node);
    let next = headings.iter().skip(at + 1).find(|next| next.level <= heading.level && flow_child(body, next.node) != own);
    let boundary = next.map(|next| next.node);
    let mut last = own;
    for child in body.siblings_after(own) {
        let node = body.node(child)?;
        if boundary.is_some_and(|next| child <= next && next < node.end) {
            break;
        }
        last = child;
    }
    Some(Site { at: body.span(settle(body, own, last)).end, cuts: Vec::new(), heading: Some(at), in_table: false })
}

/// Returns the end of the text.
pub(crate) fn end_of_text(body: &Body<'_>) -> Site {
    let blocks = body.children(0).filter(|child| !body.is(*child, Kind::Milestone) && may_follow(body, *child));
    Site { at: blocks.last().map_or(body.start, |last| body.span(last).end), cuts: Vec::new(), heading: None, in_table: false }
}

/// Whether something may stand right after a block: inside a tracked insertion, a clause would share its fate.
fn may_follow(body: &Body<'_>, id: NodeId) -> bool {
    body.node(id).is_some_and(|node| !node.open)
}

/// Steps back over empty paragraphs and what shows nothing; forward out of a tracked insertion.
fn settle(body: &Body<'_>, floor: NodeId, last: NodeId) -> NodeId {
    let line: Vec<NodeId> = std::iter::once(floor).chain(body.siblings_after(floor).take_while(|id| *id <= last)).collect();
    // Stepping back before the text of a section, one steps back before its heading too.
    let is_cut = line.iter().any(|id| !may_follow(body, *id));
    let is_idle = |id: NodeId| {
        let paragraph = body.paragraph_of(id);
        body.is(id, Kind::Milestone) || paragraph.is_some_and(|paragraph| paragraph.is_blank() || (is_cut && paragraph.outline.is_some()))
    };
    let shown = line.iter().rev().copied().find(|id| *id == floor || (!is_idle(*id) && may_follow(body, *id)));
    let settled = shown.filter(|id| may_follow(body, *id)).or_else(|| body.siblings_after(floor).find(|id| may_follow(body, *id)));
    settled.unwrap_or(floor)
}

/// Lifts a paragraph to the block that stands where clauses may stand: outside lists and tables, and
/// outside sections that are protected or filled from elsewhere.
fn flow_child(body: &Body<'_>, node: NodeId) -> NodeId {
    let line: Vec<NodeId> = body.lineage(node).collect();
    let is_flow = |id: NodeId| body.is(id, Kind::Root) || body.section_of(id).is_some_and(|section| !section.closed && section.tag.is_none());
    let mut reached = node;
    for id in line.iter().rev() {
        reached = *id;
        if !is_flow(*id) {
            break;
        }
    }
    reached
}

/// Finds each `{{clausier:KEY}}` outside what is ours, split over spans or not.
pub(crate) fn placeholders(body: &Body<'_>, ours: &[Range<usize>]) -> Vec<Placeholder> {
    let marked = body.paragraphs.iter().filter(|paragraph| has_mark(&paragraph.text) && !is_within(&body.span(paragraph.node), ours));
    marked.flat_map(|paragraph| keys_in(&paragraph.text).map(|key| Placeholder { node: paragraph.node, key: key.to_owned() })).collect()
}

/// Returns the place that a placeholder holds: the paragraph itself when it holds nothing else. A list
/// holds items alone: the place is after it.
pub(crate) fn at_placeholder(body: &Body<'_>, node: NodeId, key: &str) -> Option<Site> {
    let (span, paragraph) = (body.span(node), body.paragraph_of(node)?);
    let mark = mark_of(key);
    let in_table = body.is_in(node, Kind::Table);
    let list = body.lineage(node).take_while(|up| !body.is(*up, Kind::Cell)).filter(|up| body.is(*up, Kind::List)).last();
    let alone = paragraph.text.trim() == mark && !paragraph.object && paragraph.rejected.is_none() && list.is_none();
    if alone && !must_stay(slice(body.text, span.clone())) && may_follow(body, node) {
        return Some(Site { at: span.start, cuts: vec![Splice::remove(span)], heading: None, in_table });
    }
    let cuts = cut_text(body, span.clone(), &mark);
    let before = list.is_none() && paragraph.text.trim_start().starts_with(&mark);
    let at = match list {
        Some(list) => body.span(list).end,
        None if before => span.start,
        None => span.end,
    };
    Some(Site { at, cuts, heading: None, in_table })
}

/// Whether marks of the buyer stand in the paragraph: bookmarks, comments, changes.
fn must_stay(xml: &str) -> bool {
    ["bookmark", ":change", "annotation", "reference-mark", "toc-mark", "index-mark", ":note"].iter().any(|mark| xml.contains(mark))
}

/// Takes a text out of the spans of a paragraph, wherever their borders are.
fn cut_text(body: &Body<'_>, span: Range<usize>, mark: &str) -> Vec<Splice> {
    let pieces = pieces(slice(body.text, span.clone()), span.start);
    let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let Some(start) = whole.find(mark) else { return Vec::new() };
    let end = start + mark.len();
    let mut at = 0;
    let mut cuts = Vec::new();
    for piece in pieces {
        let (from, to) = (start.max(at), end.min(at + piece.text.len()));
        if from < to {
            let kept = format!("{}{}", slice(&piece.text, 0..from - at), slice(&piece.text, to - at..piece.text.len()));
            cuts.push(Splice { range: piece.span, text: escape(&kept) });
        }
        at += piece.text.len();
    }
    cuts
}

/// Characters between two tags.
struct Piece {
    span: Range<usize>,
    text: String,
}

fn pieces(xml: &str, base: usize) -> Vec<Piece> {
    let mut scanner = Scanner::fragment(xml, "text");
    let (mut pieces, mut from) = (Vec::new(), 0);
    while let Ok(Some(token)) = scanner.next() {
        let to = scanner.position();
        if let Token::Text(text) = token
            && unescaped(slice(xml, from..to)) == text
        {
            pieces.push(Piece { span: base + from..base + to, text: text.into_owned() });
        }
        from = to;
    }
    pieces
}

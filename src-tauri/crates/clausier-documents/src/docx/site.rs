//! Places where blocks may be inserted, and the placeholders that name one.

use std::ops::Range;

use super::body::{Body, Change, Kind, NodeId};
use super::headings::Heading;
use crate::docx::reading::is_inside;
use crate::view::{Placeholder, Site, has_mark, keys_in, mark_of};
use crate::xml::{Scanner, Splice, Token, escape, slice, unescaped};

/// Returns the end of the article that a heading opens.
pub(crate) fn end_of_article(body: &Body<'_>, headings: &[Heading], at: usize) -> Option<Site> {
    let heading = headings.get(at)?;
    let own = flow_child(body, heading.node);
    let next = headings.iter().skip(at + 1).find(|next| next.level <= heading.level && flow_child(body, next.node) != own);
    let boundary = next.map(|next| next.node);
    let mut last = own;
    for child in siblings_after(body, own) {
        let node = body.node(child)?;
        let holds_next = boundary.is_some_and(|next| child <= next && next < node.end);
        if holds_next || node.kind == Kind::Section {
            break;
        }
        last = child;
    }
    let settled = settle(body, own, last);
    Some(Site { at: body.node(settled)?.span.end, cuts: Vec::new(), heading: Some(at), in_table: false })
}

/// Returns the end of the body, before its last section.
pub(crate) fn end_of_body(body: &Body<'_>) -> Site {
    let children: Vec<NodeId> = body.children(0).collect();
    let before_section = children.iter().copied().take_while(|child| body.node(*child).is_some_and(|node| node.kind != Kind::Section));
    let last = before_section.filter(|child| may_follow(body, *child)).last();
    let start = body.node(0).map_or(0, |node| body_start(body.text, node.span.clone()));
    Site { at: last.and_then(|last| body.node(last)).map_or(start, |node| node.span.end), cuts: Vec::new(), heading: None, in_table: false }
}

/// Just after the opening tag of the body.
fn body_start(text: &str, span: Range<usize>) -> usize {
    slice(text, span.clone()).find('>').map_or(span.end, |at| span.start + at + 1)
}

/// Whether something may stand right after a block: no field goes on, no deleted mark waits to merge.
fn may_follow(body: &Body<'_>, id: NodeId) -> bool {
    let Some(node) = body.node(id) else { return false };
    let after = body.paragraphs.partition_point(|paragraph| paragraph.node < node.end);
    let last = after.checked_sub(1).and_then(|at| body.paragraphs.get(at)).filter(|last| id <= last.node);
    last.is_none_or(|last| !last.field_open && last.properties.mark != Change::Deleted)
}

/// Steps back over empty paragraphs, section ends and deleted marks; forward out of a field.
fn settle(body: &Body<'_>, floor: NodeId, last: NodeId) -> NodeId {
    let line: Vec<NodeId> = std::iter::once(floor).chain(siblings_after(body, floor).take_while(|id| *id <= last)).collect();
    let steps_back = |id: NodeId| {
        let paragraph = body.paragraph_of(id);
        paragraph.is_some_and(|paragraph| paragraph.is_blank() || paragraph.properties.ends_section) || !may_follow(body, id)
    };
    line.iter()
        .rev()
        .copied()
        .find(|id| *id == floor || !steps_back(*id))
        .filter(|id| may_follow(body, *id))
        .or_else(|| siblings_after(body, floor).find(|id| may_follow(body, *id)))
        .unwrap_or(floor)
}

/// Returns the blocks that follow a block in its container.
fn siblings_after(body: &Body<'_>, id: NodeId) -> impl Iterator<Item = NodeId> {
    let parent = body.node(id).map_or(0, |node| node.parent);
    let end = body.node(parent).map_or(0, |node| node.end);
    let mut next = body.node(id).map_or(end, |node| node.end);
    std::iter::from_fn(move || {
        let sibling = next;
        next = body.node(sibling).filter(|_| sibling < end)?.end;
        Some(sibling)
    })
}

/// Lifts a paragraph to the block that stands where clauses may stand: outside tables, and outside
/// controls that are locked, bound to data, or hold a table of contents.
pub(crate) fn flow_child(body: &Body<'_>, node: NodeId) -> NodeId {
    let line: Vec<NodeId> = body.lineage(node).collect();
    let is_flow = |id: &NodeId| match body.node(*id).map(|node| node.kind) {
        Some(Kind::Body) => true,
        // Inside a tracked insertion or one branch of an alternative, a clause would share its fate.
        Some(Kind::Wrapper) => {
            body.node(*id).is_some_and(|node| slice(body.text, node.span.clone()).get(..32).is_some_and(|head| head.contains("customXml")))
        }
        Some(Kind::Control(at)) => {
            body.controls.get(at).is_some_and(|control| !control.closed && !control.contents && !control.tag.starts_with("clz1:"))
        }
        Some(Kind::Paragraph(_) | Kind::Table | Kind::Row | Kind::Cell | Kind::Milestone | Kind::Section | Kind::Foreign) | None => false,
    };
    // From the body inwards, as long as everything is flow: the deepest block reached is the answer.
    let mut reached = node;
    for id in line.iter().rev() {
        reached = *id;
        if !is_flow(id) {
            break;
        }
    }
    reached
}

/// Finds each `{{clausier:KEY}}` outside tables of contents and what is ours, split over runs or not.
pub(crate) fn placeholders(body: &Body<'_>, ours: &[Range<usize>]) -> Vec<Placeholder> {
    let marked = body.paragraphs.iter().filter(|paragraph| has_mark(&paragraph.text) && !paragraph.in_contents);
    let free = marked.filter(|paragraph| !body.in_contents(paragraph.node) && !is_inside(body, paragraph.node, ours));
    free.flat_map(|paragraph| keys_in(&paragraph.text).map(|key| Placeholder { node: paragraph.node, key: key.to_owned() })).collect()
}

/// Returns the place that a placeholder holds: the paragraph itself when it holds nothing else.
pub(crate) fn at_placeholder(body: &Body<'_>, node: NodeId, key: &str) -> Option<Site> {
    let (block, paragraph) = (body.node(node)?, body.paragraph_of(node)?);
    let mark = mark_of(key);
    let in_table = body.in_table(node);
    let alone = paragraph.text.trim() == mark && !paragraph.object && !paragraph.properties.ends_section && paragraph.rejected.is_none();
    if alone && !must_stay(body, node) {
        return Some(Site { at: block.span.start, cuts: vec![Splice::remove(block.span.clone())], heading: None, in_table });
    }
    let before = paragraph.text.trim_start().starts_with(&mark) || paragraph.properties.ends_section;
    let cuts = cut_text(body, block.span.clone(), &mark);
    Some(Site { at: if before { block.span.start } else { block.span.end }, cuts, heading: None, in_table })
}

/// Whether marks of the buyer stand in the paragraph: bookmarks, comments, permissions.
fn must_stay(body: &Body<'_>, node: NodeId) -> bool {
    let text = body.node(node).map_or("", |node| slice(body.text, node.span.clone()));
    ["bookmarkStart", "bookmarkEnd", "commentRange", "commentReference", "permStart", "permEnd", "fldChar"].iter().any(|mark| text.contains(mark))
}

/// Takes a text out of the runs of a paragraph, wherever their borders are.
fn cut_text(body: &Body<'_>, span: Range<usize>, mark: &str) -> Vec<Splice> {
    let pieces = pieces(body, span);
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

/// The characters of one `w:t`.
struct Piece {
    span: Range<usize>,
    text: String,
}

fn pieces(body: &Body<'_>, span: Range<usize>) -> Vec<Piece> {
    let prefix = body.dialect.prefix.trim_end_matches(':');
    let xml = slice(body.text, span.clone());
    let mut scanner = Scanner::fragment(xml, prefix);
    let mut pieces = Vec::new();
    let mut start = None;
    while let Ok(Some(token)) = scanner.next() {
        match token {
            Token::Open(tag) if tag.local == "t" && !tag.empty => start = Some(tag.span.end),
            Token::Close(close) => {
                if let Some(from) = start.take() {
                    let text = unescaped(slice(xml, from..close.start)).into_owned();
                    pieces.push(Piece { span: span.start + from..span.start + close.start, text });
                }
            }
            Token::Open(_) | Token::Text(_) => {}
        }
    }
    pieces
}

//! What colleagues tied to the text of a clause, and which outlives it: bookmarks, comments, halves of
//! changes. And our marks taken off a text that becomes the buyer's.

use super::body::{Body, Kind};
use crate::view::Found;
use crate::xml::{Scanner, Splice, Token, escape, slice};

/// What must stay, in the first paragraph and in the last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    pub(crate) starts: String,
    pub(crate) ends: String,
}

/// One mark of the buyer.
struct Mark<'x> {
    /// Its element without `-start` and `-end`, and what names it.
    pair: (String, String),
    half: Half,
    xml: &'x str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Start,
    End,
    Whole,
}

/// Collects what must outlive the text of a clause.
pub(crate) fn of(body: &Body<'_>, found: &Found) -> Kept {
    let marks = marks(slice(body.text, found.span.clone()));
    let mut kept = Kept::default();
    // A change inside the text goes with it; half of one belongs to what stands around too.
    for mark in marks.iter().filter(|mark| !mark.pair.0.starts_with("change") || is_alone(mark, &marks)) {
        match mark.half {
            Half::Start | Half::Whole => kept.starts.push_str(mark.xml),
            Half::End => kept.ends.push_str(mark.xml),
        }
    }
    kept
}

/// Returns what must stay where a clause is taken out: marks whose other half stands elsewhere, and
/// the paragraph that a cell is better with.
pub(crate) fn remains(body: &Body<'_>, found: &Found) -> String {
    let (t, declare) = (&body.dialect.text, &body.dialect.declare);
    let marks = marks(slice(body.text, found.span.clone()));
    let alone: String = marks.iter().filter(|mark| mark.half != Half::Whole && is_alone(mark, &marks)).map(|mark| mark.xml).collect();
    if !alone.is_empty() {
        return format!("<{t}p{declare}>{alone}</{t}p>");
    }
    let parent = body.node(found.first).map_or(0, |node| node.parent);
    let is_whole =
        body.children(parent).next() == Some(found.first) && body.node(found.last).map(|node| node.end) == body.node(parent).map(|node| node.end);
    if is_whole && (body.is(parent, Kind::Cell) || body.is(parent, Kind::Root)) { format!("<{t}p{declare}/>") } else { String::new() }
}

fn is_alone(mark: &Mark<'_>, marks: &[Mark<'_>]) -> bool {
    mark.half != Half::Whole && !marks.iter().any(|other| other.pair == mark.pair && other.half != mark.half && other.half != Half::Whole)
}

fn marks(xml: &str) -> Vec<Mark<'_>> {
    let mut scanner = Scanner::fragment(xml, "text");
    let mut marks: Vec<Mark<'_>> = Vec::new();
    while let Ok(Some(token)) = scanner.next() {
        let Token::Open(tag) = token else { continue };
        let (base, half) = match tag.local {
            "annotation" => ("annotation", Half::Start),
            local => match (local.strip_suffix("-start"), local.strip_suffix("-end")) {
                (Some(base), _) => (base, Half::Start),
                (None, Some(base)) => (base, Half::End),
                (None, None) => (local, Half::Whole),
            },
        };
        if !matches!(base, "bookmark" | "reference-mark" | "annotation" | "change") {
            continue;
        }
        let name = tag.get("name").or_else(|| tag.get("change-id")).unwrap_or_default().into_owned();
        if base == "bookmark" && half == Half::Whole && name.starts_with("_clz_") {
            continue;
        }
        let Ok(end) = scanner.skip(&tag) else { break };
        // A comment without a name is about a point, not about a range.
        let half = if base == "annotation" && name.is_empty() { Half::Whole } else { half };
        marks.push(Mark { pair: (base.to_owned(), name), half, xml: slice(xml, tag.span.start..end) });
    }
    marks
}

/// Takes our marks off a text, which becomes the buyer's own: not one character of it changes.
pub(crate) fn release(body: &Body<'_>, found: &Found) -> Vec<Splice> {
    let inside = body.points.iter().filter(|point| found.span.start <= point.span.start && point.span.end <= found.span.end);
    let mut splices: Vec<Splice> = inside.map(|point| Splice::remove(point.span.clone())).collect();
    if let Some(content) = &found.content {
        splices.push(Splice::remove(found.span.start..content.start));
        splices.push(Splice::remove(content.end..found.span.end));
    }
    splices
}

/// An empty point of ours.
pub(crate) fn point(text: &str, name: &str) -> String {
    format!("<{text}bookmark {text}name=\"{}\"/>", escape(name))
}

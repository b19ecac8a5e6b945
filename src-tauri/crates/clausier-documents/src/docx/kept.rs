//! What others tied to the text of a clause, and which outlives a new text: comments, bookmarks,
//! permissions, section ends.

use std::ops::Range;

use super::body::{Body, Kind};
use super::found::Found;
use super::properties::Properties;
use crate::xml::{Scanner, Splice, Token, slice};

/// Markup to write again around the new text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    pub(crate) starts: String,
    pub(crate) ends: String,
    /// Paragraphs that end a section.
    pub(crate) sections: String,
}

/// Collects what must outlive the text of a clause.
pub(crate) fn of(body: &Body<'_>, found: &Found) -> Kept {
    let (p, xml) = (&body.dialect.prefix, slice(body.text, found.span.clone()));
    let mut kept = Kept { sections: sections(body, &found.span), ..Kept::default() };
    let own = own_marks(body, found);
    let is_own = |range: &Range<usize>| own.iter().any(|own| own.start == found.span.start + range.start);
    let mut scanner = Scanner::fragment(xml, p.trim_end_matches(':'));
    while let Ok(Some(token)) = scanner.next() {
        let Token::Open(tag) = token else { continue };
        if is_own(&tag.span) || !tag.empty {
            continue;
        }
        let written = slice(xml, tag.span.clone());
        match tag.local {
            "bookmarkStart" | "commentRangeStart" | "permStart" => kept.starts.push_str(written),
            "bookmarkEnd" | "commentRangeEnd" | "permEnd" => kept.ends.push_str(written),
            "commentReference" => kept.ends.push_str(&format!("<{p}r>{written}</{p}r>")),
            _ => {}
        }
    }
    kept
}

/// Returns what must stay where a clause is taken out: marks whose other half stands elsewhere,
/// section ends, and the paragraph that a cell must end with.
pub(crate) fn remains(body: &Body<'_>, found: &Found) -> String {
    let (p, xml) = (&body.dialect.prefix, slice(body.text, found.span.clone()));
    let marks = marks(xml, p);
    let paired = |one: &Mark<'_>| marks.iter().any(|other| other.id == one.id && other.kind != one.kind && kind_of(other) == kind_of(one));
    let alone: String = marks.iter().filter(|mark| !paired(mark)).map(|mark| mark.xml).collect();
    let last_of_cell = body
        .node(found.last)
        .and_then(|last| body.node(last.parent))
        .is_some_and(|parent| parent.kind == Kind::Cell && body.node(found.last).is_some_and(|last| last.end == parent.end));
    let closing = if last_of_cell { format!("<{p}p{}/>", body.dialect.declare) } else { String::new() };
    alone + &sections(body, &found.span) + &closing
}

/// One half of a pair of marks.
struct Mark<'x> {
    kind: &'x str,
    id: String,
    xml: &'x str,
}

/// What a mark is a half of: `bookmark`, `commentRange`, `perm`.
fn kind_of<'x>(mark: &Mark<'x>) -> &'x str {
    mark.kind.trim_end_matches("Start").trim_end_matches("End")
}

fn marks<'x>(xml: &'x str, p: &'x str) -> Vec<Mark<'x>> {
    let mut scanner = Scanner::fragment(xml, p.trim_end_matches(':'));
    let mut marks = Vec::new();
    while let Ok(Some(token)) = scanner.next() {
        let Token::Open(tag) = token else { continue };
        let is_mark = matches!(tag.local, "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" | "permStart" | "permEnd");
        if is_mark && tag.empty {
            let id = tag.get("id").unwrap_or_default().into_owned();
            marks.push(Mark { kind: tag.local, id, xml: slice(xml, tag.span.clone()) });
        }
    }
    marks
}

/// Empty paragraphs that end the sections which the extent holds.
fn sections(body: &Body<'_>, span: &Range<usize>) -> String {
    let p = &body.dialect.prefix;
    let inside = body.paragraphs.iter().filter(|paragraph| {
        paragraph.properties.ends_section && span.start <= paragraph.properties.span.start && paragraph.properties.span.end <= span.end
    });
    let section = inside.filter_map(|paragraph| {
        let properties = Properties::read(slice(body.text, paragraph.properties.span.clone()), p.trim_end_matches(':'));
        properties.get("sectPr").map(|section| format!("<{p}p{}><{p}pPr>{section}</{p}pPr></{p}p>", body.dialect.declare))
    });
    section.collect()
}

/// Where the start and end of our points stand.
fn own_marks(body: &Body<'_>, found: &Found) -> Vec<Range<usize>> {
    let inside = |range: &Range<usize>| found.span.start <= range.start && range.end <= found.span.end;
    let points: Vec<_> = body.points.iter().filter(|point| inside(&point.span)).collect();
    let xml = slice(body.text, found.span.clone());
    let mut scanner = Scanner::fragment(xml, body.dialect.prefix.trim_end_matches(':'));
    let mut marks: Vec<Range<usize>> = points.iter().map(|point| point.span.clone()).collect();
    while let Ok(Some(token)) = scanner.next() {
        if let Token::Open(tag) = token
            && tag.is("bookmarkEnd")
            && points.iter().any(|point| point.id.is_some() && point.id == tag.number("id"))
        {
            marks.push(found.span.start + tag.span.start..found.span.start + tag.span.end);
        }
    }
    marks
}

/// Takes our marks off a text, which becomes the buyer's own: not one character of it changes.
pub(crate) fn release(body: &Body<'_>, found: &Found) -> Vec<Splice> {
    let mut splices: Vec<Splice> = own_marks(body, found).into_iter().map(Splice::remove).collect();
    match (&found.content, &found.tag_value) {
        (Some(content), _) => {
            splices.push(Splice::remove(found.span.start..content.start));
            splices.push(Splice::remove(content.end..found.span.end));
        }
        (None, Some(value)) => splices.push(Splice::remove(value.clone())),
        (None, None) => {}
    }
    splices
}

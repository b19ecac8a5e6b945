//! The headings of a document: styled ones, and those that buyers fake with bold numbers.

use std::collections::HashSet;

use super::body::{Body, Kind, NodeId};
use super::numbered;
use super::numbering::{Level, Numbering};
use super::paragraph::{FIELD, Paragraph};
use super::styles::Styles;
use crate::matching::{Typed, typed_number};
pub(crate) use crate::view::Heading;

const LONGEST: usize = 160;

/// Lists the headings in order, outside tables of contents.
pub(crate) fn find(body: &Body<'_>, styles: &Styles, numbering: &Numbering) -> Vec<Heading> {
    let candidates = match candidates(body, styles, numbering) {
        none if none.is_empty() => by_numbers_alone(body, styles, numbering),
        some => some,
    };
    let keywords: HashSet<u8> = candidates.iter().filter_map(|candidate| candidate.typed.as_ref()?.keyword).collect();
    let article = if keywords.contains(&1) { 2 } else { 1 };
    let has_articles = keywords.contains(&2);
    let mut last_styled = 0;
    let mut headings = Vec::new();
    for candidate in candidates {
        let level = match candidate.level {
            Some(level) => {
                last_styled = level;
                level
            }
            None => candidate.faked_level(article, has_articles).max(last_styled + u8::from(last_styled > 0)).min(9),
        };
        headings.push(candidate.heading(level));
    }
    headings
}

/// A paragraph that may be a heading.
struct Candidate {
    paragraph: usize,
    node: NodeId,
    text: String,
    /// The level that its style gives.
    level: Option<u8>,
    typed: Option<Typed>,
    /// The level in an automatic list, for a bold numbered paragraph.
    listed: Option<u8>,
}

impl Candidate {
    fn faked_level(&self, article: u8, has_articles: bool) -> u8 {
        match &self.typed {
            Some(Typed { keyword: Some(1), .. }) => 1,
            Some(Typed { keyword: Some(_), parts, .. }) => article.saturating_add(deeper(*parts)),
            Some(Typed { keyword: None, parts, .. }) if *parts > 1 => article.saturating_add(deeper(*parts)),
            Some(_) => article + u8::from(has_articles),
            None => article.saturating_add(self.listed.unwrap_or_default()),
        }
    }

    fn heading(self, level: u8) -> Heading {
        let faked = self.level.is_none();
        Heading { paragraph: self.paragraph, node: self.node, level, text: self.text, typed: self.typed.is_some(), faked }
    }
}

fn deeper(parts: usize) -> u8 {
    u8::try_from(parts.saturating_sub(1)).unwrap_or(8)
}

fn candidates(body: &Body<'_>, styles: &Styles, numbering: &Numbering) -> Vec<Candidate> {
    let each = body.paragraphs.iter().enumerate();
    each.filter_map(|(at, paragraph)| candidate(at, paragraph, body, styles, numbering)).collect()
}

/// The titles of a document where neither a style nor bold letters make any.
fn by_numbers_alone(body: &Body<'_>, styles: &Styles, numbering: &Numbering) -> Vec<Candidate> {
    let titles = numbered::titles(body, styles, numbering);
    let each = titles.into_iter().filter_map(|(at, level)| body.paragraphs.get(at).map(|paragraph| (at, paragraph, level)));
    let candidate = |(at, paragraph, level): (usize, &Paragraph<'_>, u8)| Candidate {
        paragraph: at,
        node: paragraph.node,
        text: shown(paragraph),
        level: None,
        typed: None,
        listed: Some(level),
    };
    each.map(candidate).collect()
}

/// The text of a paragraph on one line.
fn shown(paragraph: &Paragraph<'_>) -> String {
    paragraph.text.replace(FIELD, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn candidate(at: usize, paragraph: &Paragraph<'_>, body: &Body<'_>, styles: &Styles, numbering: &Numbering) -> Option<Candidate> {
    let style = paragraph.properties.style.as_deref();
    let level = match paragraph.properties.outline {
        Some(outline) => (outline < 9).then_some(outline + 1),
        None => styles.heading_level(style),
    };
    let listed = listed_level(paragraph, styles, numbering);
    // Most of the text stops here: no style, no number, no list makes a heading of it.
    let numbered = || holds_field(&paragraph.text) || typed_number(&paragraph.text).is_some();
    if level.is_none() && listed.is_none() && !numbered() {
        return None;
    }
    let text = shown(paragraph);
    // Whole paragraphs bear heading styles in some forms: nobody takes them for headings.
    let is_paragraph = text.chars().count() > 2 * LONGEST;
    if text.is_empty() || is_paragraph || paragraph.in_contents || styles.is_contents(style) || body.in_contents(paragraph.node) {
        return None;
    }
    let typed = typed_number(&text).filter(|_| !looks_like_contents(paragraph.text.trim()));
    let faked =
        level.is_none() && (is_faked(paragraph, &text, typed.as_ref(), listed, styles, body) || is_article(paragraph, &text, styles, numbering));
    let candidate = Candidate { paragraph: at, node: paragraph.node, text, level, typed, listed };
    (level.is_some() || faked).then_some(candidate)
}

/// Whether the mark of a field stands in a text: the first byte of it, which is rare, is looked for in one sweep.
fn holds_field(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | (byte == 0xef)) && text.contains(FIELD)
}

/// A line of a table of contents typed by hand ends with leaders or a tab, then a page.
fn looks_like_contents(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < text.len() && (before.trim_end().ends_with("..") || before.trim_end().ends_with('…') || before.ends_with('\t'))
}

fn is_faked(paragraph: &Paragraph<'_>, text: &str, typed: Option<&Typed>, listed: Option<u8>, styles: &Styles, body: &Body<'_>) -> bool {
    if text.chars().count() > LONGEST || text.ends_with([';', ',']) {
        return false;
    }
    let bold = is_bold(paragraph, styles);
    let in_table = body.in_table(paragraph.node);
    match typed {
        Some(typed) if typed.keyword.is_some() => {
            (!in_table || is_boxed(body, paragraph.node)) && (bold || (typed.separated && !text.ends_with('.')))
        }
        Some(_) => bold && !in_table,
        None => bold && listed.is_some() && !text.ends_with(['.', ':']) && !in_table,
    }
}

/// Whether the automatic number of a short paragraph says « Article » or the like: it needs no bold letters.
fn is_article(paragraph: &Paragraph<'_>, text: &str, styles: &Styles, numbering: &Numbering) -> bool {
    let level = list_of(paragraph, styles).and_then(|(list, level)| numbering.level(list, level));
    let says = |level: &Level| ["article", "chapitre", "titre"].iter().any(|word| level.text.trim_start().to_lowercase().starts_with(word));
    level.is_some_and(says) && text.chars().count() <= LONGEST && !text.ends_with(['.', ':', ';', ','])
}

/// Whether a paragraph stands in a table of one cell, which is a frame: « Article 28 » in a cell of a
/// real table names the article of another text.
fn is_boxed(body: &Body<'_>, node: NodeId) -> bool {
    let is = |id: &NodeId, kind: Kind| body.node(*id).is_some_and(|node| node.kind == kind);
    let table = body.lineage(node).find(|up| is(up, Kind::Table));
    table.is_some_and(|table| {
        let cells = body.nodes.iter().skip(table).take(body.node(table).map_or(0, |node| node.end - table));
        cells.filter(|inside| inside.kind == Kind::Cell).take(2).count() == 1
    })
}

/// Whether every character is bold, by runs or by style.
pub(crate) fn is_bold(paragraph: &Paragraph<'_>, styles: &Styles) -> bool {
    let bold = paragraph.bold;
    let by_style = bold.by_style == 0 || styles.is_bold(paragraph.properties.style.as_deref());
    bold.no == 0 && by_style && bold.yes + bold.by_style > 0
}

/// The level of a paragraph in a numbered list, bullets left out.
pub(super) fn listed_level(paragraph: &Paragraph<'_>, styles: &Styles, numbering: &Numbering) -> Option<u8> {
    let (list, level) = list_of(paragraph, styles)?;
    let format = &numbering.level(list, level)?.format;
    (!matches!(format.as_str(), "bullet" | "none" | "")).then_some(level)
}

/// Returns list and level of a paragraph, its own or its style's; list 0 means none.
pub(crate) fn list_of(paragraph: &Paragraph<'_>, styles: &Styles) -> Option<(u32, u8)> {
    let styled = styles.list(paragraph.properties.style.as_deref());
    let list = paragraph.properties.list.or(styled.map(|(list, _)| list)).filter(|list| *list > 0)?;
    let level = paragraph.properties.level.or(styled.map(|(_, level)| level)).unwrap_or(0);
    Some((list, level))
}

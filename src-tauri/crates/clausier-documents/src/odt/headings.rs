//! The headings of a document: real ones, and articles that buyers type as plain paragraphs.

use super::body::{Body, Kind};
use super::paragraph::Paragraph;
use crate::matching::typed_number;
use crate::view::Heading;

const LONGEST: usize = 120;

/// Lists the headings in order; indexes and frames were never entered.
pub(crate) fn find(body: &Body<'_>) -> Vec<Heading> {
    body.paragraphs.iter().enumerate().filter_map(|(at, paragraph)| heading(at, paragraph, body)).collect()
}

fn heading(at: usize, paragraph: &Paragraph, body: &Body<'_>) -> Option<Heading> {
    // Most of the text stops here.
    if paragraph.outline.is_none() && typed_number(&paragraph.text).is_none() {
        return None;
    }
    let text = paragraph.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return None;
    }
    let typed = typed_number(&text);
    let is_article = || typed.as_ref().is_some_and(|typed| typed.keyword.is_some() && typed.separated) && text.chars().count() < LONGEST;
    let faked = paragraph.outline.is_none();
    let level = match paragraph.outline {
        Some(level) => level,
        None if is_article() && !ends_like_contents(&paragraph.text) && !is_in_real_table(body, paragraph) => 1,
        None => return None,
    };
    Some(Heading { paragraph: at, node: paragraph.node, level, text, typed: typed.is_some(), faked })
}

/// A line of a table of contents typed by hand ends with leaders or a tab, then a page.
fn ends_like_contents(text: &str) -> bool {
    let text = text.trim();
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < text.len() && (before.trim_end().ends_with("..") || before.trim_end().ends_with('…') || before.ends_with('\t'))
}

/// « Article 28 » in a cell of a real table names the article of another text; a table of one cell is a frame.
fn is_in_real_table(body: &Body<'_>, paragraph: &Paragraph) -> bool {
    let Some(table) = body.lineage(paragraph.node).find(|up| body.is(*up, Kind::Table)) else { return false };
    let end = body.node(table).map_or(table, |node| node.end);
    body.nodes.iter().take(end).skip(table).filter(|node| node.kind == Kind::Cell).count() != 1
}

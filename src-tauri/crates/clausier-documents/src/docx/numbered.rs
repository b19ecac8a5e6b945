//! Titles that an automatic number alone makes: the last resort, in a document where nothing else is a heading.

use super::body::Body;
use super::headings::listed_level;
use super::numbering::Numbering;
use super::paragraph::Paragraph;
use super::styles::Styles;

const LONGEST: usize = 80;

/// A numbered paragraph, with its place among the paragraphs.
struct Item<'p, 'a> {
    at: usize,
    paragraph: &'p Paragraph<'a>,
    level: u8,
    /// Whether text, or a deeper number, comes under it.
    opens: bool,
}

/// Returns the paragraphs that are titles, and their level in the list. Lists of things are none: most of their
/// items are followed by another item.
pub(super) fn titles(body: &Body<'_>, styles: &Styles, numbering: &Numbering) -> Vec<(usize, u8)> {
    let items = items(body, styles, numbering);
    let titles: Vec<(usize, u8)> =
        items.iter().filter(|item| item.opens && is_short(&item.paragraph.text)).map(|item| (item.at, item.level)).collect();
    if titles.len() < 2 || titles.len() * 2 < items.len() { Vec::new() } else { titles }
}

fn items<'p, 'a>(body: &'p Body<'a>, styles: &Styles, numbering: &Numbering) -> Vec<Item<'p, 'a>> {
    let shown = body.paragraphs.iter().enumerate().filter(|(_, paragraph)| {
        !paragraph.is_blank() && !paragraph.in_contents && !body.in_table(paragraph.node) && !body.in_contents(paragraph.node)
    });
    let leveled: Vec<_> = shown.map(|(at, paragraph)| (at, paragraph, listed_level(paragraph, styles, numbering))).collect();
    let next = leveled.iter().skip(1).map(|(_, _, level)| *level);
    let opens = |level: u8, next: Option<u8>| next.is_none_or(|next| next > level);
    let pairs = leveled.iter().zip(next.map(Some).chain([None]));
    // The last paragraph of all opens nothing.
    pairs
        .filter_map(|((at, paragraph, level), next)| {
            level.map(|level| Item { at: *at, paragraph, level, opens: next.is_some_and(|next| opens(level, next)) })
        })
        .collect()
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.trim_end().ends_with(['.', ':', ';', ','])
}

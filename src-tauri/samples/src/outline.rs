//! The headings of a document with the numbers that the word processor would show, for cached fields.

use crate::source::{Block, Model, Source};

/// One heading as the table of contents shows it.
pub struct Entry {
    pub level: usize,
    /// The automatic number (« Article 3 », « 3.2 »); empty for annexes and for typed numbers.
    pub label: String,
    pub title: String,
    pub page: u32,
}

/// Returns the headings in order.
pub fn outline(source: &Source) -> Vec<Entry> {
    let mut counters = [0_u32; 3];
    source
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            Block::Paragraph(_) | Block::Bullet(_) | Block::Ordered { .. } | Block::Table(_) | Block::Landscape | Block::Portrait => None,
        })
        .map(|heading| {
            let numbered = !heading.annex && source.model != Model::Typed;
            let label = if numbered { next_label(&mut counters, heading.level, source.model) } else { String::new() };
            Entry { level: heading.level, label, title: heading.title.clone(), page: heading.page }
        })
        .collect()
}

/// Returns the rank of the heading with this title.
pub fn position(entries: &[Entry], title: &str) -> Option<usize> {
    entries.iter().position(|entry| entry.title == title)
}

fn next_label(counters: &mut [u32; 3], level: usize, model: Model) -> String {
    counters[level - 1] += 1;
    counters[level..].fill(0);
    let numbers: Vec<String> = counters[..level].iter().map(u32::to_string).collect();
    if level == 1 && model == Model::Numbered { format!("Article {}", numbers[0]) } else { numbers.join(".") }
}

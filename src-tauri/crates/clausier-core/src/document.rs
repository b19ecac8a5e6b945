//! Neutral blocks of text: what a clause is made of, before any file format.
//!
//! The Markdown subset of the contract: paragraphs, `-` and `1.` lists, `|` tables with a header
//! row, `**bold**`. Nothing else is markup; every other character is kept as it stands.

use serde::{Deserialize, Serialize};

/// A run of text, bold or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Run {
    /// The characters, without markup.
    pub text: String,
    /// Whether they are emphasised.
    pub bold: bool,
}

impl Run {
    /// Returns a run that is not bold.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false }
    }

    /// Returns a bold run.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true }
    }
}

/// The runs of one paragraph, list item or cell.
pub type Line = Vec<Run>;

/// One block. A list holds its items, a table its header row and its rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading; level 1 is the clause's own title, relative to where it is inserted.
    Heading {
        /// 1 to 9.
        level: u8,
        /// Its text.
        line: Line,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        line: Line,
    },
    /// A bulleted list.
    Bullets {
        /// One line an item.
        items: Vec<Line>,
    },
    /// A numbered list; each one starts at 1.
    Numbers {
        /// One line an item.
        items: Vec<Line>,
    },
    /// A table with a header row.
    Table {
        /// Cells of the header.
        header: Vec<Line>,
        /// Cells of each row; always as many as in the header.
        rows: Vec<Vec<Line>>,
    },
}

/// Returns the characters of a line, markup left out.
pub fn line_text(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// Reads the Markdown subset. Never fails: what is not markup is text.
pub fn parse(markdown: &str) -> Vec<Block> {
    let lines: Vec<&str> = markdown.lines().map(str::trim).collect();
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if first.is_empty() {
            rest = after;
            continue;
        }
        let (block, left) = next_block(rest);
        blocks.push(block);
        rest = left;
    }
    blocks
}

/// Takes the lines of one block; at least one line is always taken.
fn next_block<'a, 'b>(lines: &'a [&'b str]) -> (Block, &'a [&'b str]) {
    if let Some((table, left)) = take_table(lines) {
        return (table, left);
    }
    if let Some((items, left)) = take_items(lines, bullet) {
        return (Block::Bullets { items }, left);
    }
    if let Some((items, left)) = take_items(lines, numbered) {
        return (Block::Numbers { items }, left);
    }
    take_paragraph(lines)
}

/// Joins the lines up to the next empty line, list or table. A mark of list without its text stays alone:
/// joined to the next line it would read as an item.
fn take_paragraph<'a, 'b>(lines: &'a [&'b str]) -> (Block, &'a [&'b str]) {
    let is_lone = lines.first().is_some_and(|first| item_mark(&format!("{first} ")));
    let ends = |line: &&str| line.is_empty() || bullet(line).is_some() || numbered(line).is_some() || line.starts_with('|');
    let more = if is_lone { 1 } else { lines.iter().skip(1).position(ends).map_or(lines.len(), |at| at + 1) };
    let (taken, left) = lines.split_at(more.min(lines.len()));
    (Block::Paragraph { line: inline(&taken.join(" ")) }, left)
}

fn item_mark(line: &str) -> bool {
    bullet(line).or_else(|| numbered(line)).is_some()
}

fn bullet(line: &str) -> Option<&str> {
    line.strip_prefix("- ").map(str::trim_start)
}

fn numbered(line: &str) -> Option<&str> {
    let (digits, text) = line.split_once(". ")?;
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.trim_start())
}

/// Takes items of one kind; a line that is no item continues the item before it.
fn take_items<'a, 'b>(lines: &'a [&'b str], item: fn(&str) -> Option<&str>) -> Option<(Vec<Line>, &'a [&'b str])> {
    item(lines.first()?)?;
    let mut texts: Vec<String> = Vec::new();
    let mut taken = 0;
    for line in lines {
        match item(line) {
            Some(text) => texts.push(text.to_owned()),
            None if line.is_empty() || line.starts_with('|') || bullet(line).is_some() || numbered(line).is_some() => break,
            None => {
                if let Some(last) = texts.last_mut() {
                    last.push(' ');
                    last.push_str(line);
                }
            }
        }
        taken += 1;
    }
    let items = texts.iter().map(|text| inline(text)).collect();
    Some((items, lines.get(taken..).unwrap_or_default()))
}

/// Takes a table: a header row, a row of dashes, rows. Rows are cut or filled to the header's width.
fn take_table<'a, 'b>(lines: &'a [&'b str]) -> Option<(Block, &'a [&'b str])> {
    let header = cells(lines.first()?)?;
    let dashes = cells(lines.get(1)?)?;
    let is_rule = dashes.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')));
    if !is_rule {
        return None;
    }
    let rows: Vec<Vec<String>> = lines.iter().skip(2).map_while(|line| cells(line)).collect();
    let left = lines.get(rows.len() + 2..).unwrap_or_default();
    let width = header.len();
    let fit = |mut row: Vec<String>| {
        row.resize(width, String::new());
        row.iter().map(|cell| inline(cell)).collect::<Vec<Line>>()
    };
    let header = fit(header);
    Some((Block::Table { header, rows: rows.into_iter().map(fit).collect() }, left))
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// Splits a text at its `**`; a mark without its pair is text.
pub fn inline(text: &str) -> Line {
    let mut line: Line = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("**") {
        match after.split_once("**") {
            Some((bold, left)) if !bold.is_empty() => {
                push_run(&mut line, before, false);
                push_run(&mut line, bold, true);
                rest = left;
            }
            _ => break,
        }
    }
    push_run(&mut line, rest, false);
    line
}

fn push_run(line: &mut Line, text: &str, bold: bool) {
    if !text.is_empty() {
        line.push(Run { text: text.to_owned(), bold });
    }
}

/// Writes blocks back in the Markdown subset, so that a text can be edited, compared and pasted.
pub fn to_markdown(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block_markdown).collect();
    parts.join("\n\n")
}

fn block_markdown(block: &Block) -> String {
    match block {
        Block::Heading { line, .. } | Block::Paragraph { line } => line_markdown(line),
        Block::Bullets { items } => items.iter().map(|item| format!("- {}", line_markdown(item))).collect::<Vec<_>>().join("\n"),
        Block::Numbers { items } => {
            items.iter().enumerate().map(|(at, item)| format!("{}. {}", at + 1, line_markdown(item))).collect::<Vec<_>>().join("\n")
        }
        Block::Table { header, rows } => {
            let row = |cells: &[Line]| format!("| {} |", cells.iter().map(|cell| line_markdown(cell)).collect::<Vec<_>>().join(" | "));
            let rule = format!("|{}", "---|".repeat(header.len()));
            let body = rows.iter().map(|cells| row(cells));
            [row(header), rule].into_iter().chain(body).collect::<Vec<_>>().join("\n")
        }
    }
}

fn line_markdown(line: &[Run]) -> String {
    line.iter().map(|run| if run.bold { format!("**{}**", run.text) } else { run.text.clone() }).collect()
}

/// Writes blocks as plain text, for a message or a letter pasted elsewhere.
pub fn to_plain_text(blocks: &[Block]) -> String {
    to_markdown(blocks).replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_subset_is_read_block_by_block() {
        let blocks = parse("Un **mot** fort\nsuite.\n\n- a\n  encore\n- b\n1. un\n2. deux\n\n| A | B |\n|---|---|\n| 1 |\n");
        let kinds: Vec<&str> = blocks
            .iter()
            .map(|block| match block {
                Block::Heading { .. } => "heading",
                Block::Paragraph { .. } => "paragraph",
                Block::Bullets { .. } => "bullets",
                Block::Numbers { .. } => "numbers",
                Block::Table { .. } => "table",
            })
            .collect();
        assert_eq!(kinds, ["paragraph", "bullets", "numbers", "table"]);
        assert_eq!(blocks.first(), Some(&Block::Paragraph { line: vec![Run::plain("Un "), Run::bold("mot"), Run::plain(" fort suite.")] }));
        let Some(Block::Table { rows, .. }) = blocks.last() else { panic!("a table is expected last") };
        assert_eq!(rows.first().map(Vec::len), Some(2), "a short row is filled to the header's width");
    }

    #[test]
    fn a_pipe_line_without_a_rule_is_text() {
        assert_eq!(parse("| A | B |"), [Block::Paragraph { line: vec![Run::plain("| A | B |")] }]);
        assert_eq!(parse("2**3"), [Block::Paragraph { line: vec![Run::plain("2**3")] }]);
    }

    #[test]
    fn a_mark_without_its_text_never_becomes_an_item() {
        for text in ["-\nsuite", "12.\nsuite", "-\n\n-\n- a"] {
            let blocks = parse(text);
            assert_eq!(parse(&to_markdown(&blocks)), blocks, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_table_is_rectangular(text in "[a-z*|\\-0-9. \\n]{0,120}") {
            for block in parse(&text) {
                if let Block::Table { header, rows } = block {
                    prop_assert!(rows.iter().all(|row| row.len() == header.len()));
                }
            }
        }

        #[test]
        fn what_is_written_reads_the_same(items in prop::collection::vec("[a-z][a-z ]{0,20}[a-z]", 1..5)) {
            let lines: Vec<Line> = items.iter().map(|item| vec![Run::plain(item.clone())]).collect();
            let blocks = vec![
                Block::Paragraph { line: lines[0].clone() },
                Block::Bullets { items: lines.clone() },
                Block::Numbers { items: lines.clone() },
                Block::Table { header: lines.clone(), rows: vec![lines.clone()] },
            ];
            prop_assert_eq!(parse(&to_markdown(&blocks)), blocks);
        }
    }
}

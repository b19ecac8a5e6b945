//! The light source format of the sample texts: a head of `key: value` lines, `---`, then one block per line.
//! In the head, `chapitres: nouvelle page` starts each article of the first level on a new page.
//!
//! `#` to `###` headings (a final `@7` is the page remembered by the table of contents), `-` bullets, `1.` ordered
//! items, `|` tables (`<<` merges with the left cell, `^^` with the cell above), `!tableau`, `!annexe`, `!paysage`,
//! `!portrait`. Inside a line: `**bold**`, `^[footnote]`, `{{@heading}}` for a cross reference.

use std::collections::BTreeMap;

use crate::french::typeset;

/// How the document numbers its articles, and in which format it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Word, heading styles linked to a multi-level list.
    Numbered,
    /// Word, numbers typed by hand in bold paragraphs without any heading style.
    Typed,
    /// LibreOffice, outline numbering.
    OpenDocument,
}

pub struct Source {
    pub model: Model,
    pub blocks: Vec<Block>,
    meta: BTreeMap<String, String>,
}

pub enum Block {
    Heading(Heading),
    Paragraph(Vec<Span>),
    Bullet(Vec<Span>),
    Ordered { spans: Vec<Span>, first: bool },
    Table(Table),
    Landscape,
    Portrait,
}

pub struct Heading {
    pub level: usize,
    pub title: String,
    pub page: u32,
    /// An annex stands at the first level and carries no number.
    pub annex: bool,
}

#[derive(Default)]
pub struct Table {
    pub caption: Option<String>,
    /// Widths in hundredths of the text width.
    pub widths: Vec<u32>,
    pub rows: Vec<Vec<Cell>>,
}

pub enum Cell {
    Text(Vec<Span>),
    MergedLeft,
    MergedUp,
}

pub enum Span {
    Plain(String),
    Bold(String),
    Note(String),
    Reference(String),
}

impl Source {
    /// Reads a source text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (head, body) = text.split_once("\n---\n").ok_or("no `---` after the head")?;
        let meta: BTreeMap<String, String> =
            head.lines().filter_map(|line| line.split_once(": ")).map(|(key, value)| (key.to_owned(), typeset(value))).collect();
        let model = match meta.get("modele").map(String::as_str) {
            Some("numerote") => Model::Numbered,
            Some("tape") => Model::Typed,
            Some("odt") => Model::OpenDocument,
            other => return Err(format!("unknown model {other:?}")),
        };
        Ok(Self { model, blocks: blocks(body)?, meta })
    }

    /// Returns the name of the file to write.
    pub fn file(&self) -> &str {
        self.meta("fichier")
    }

    /// Returns a value of the head, empty when the text does not give it.
    pub fn meta(&self, key: &str) -> &str {
        self.meta.get(key).map_or("", String::as_str)
    }
}

impl Table {
    /// Returns how many rows are repeated on each page: two when the first one groups columns.
    pub fn header_rows(&self) -> usize {
        let grouped = self.rows.first().is_some_and(|row| row.iter().any(|cell| matches!(cell, Cell::MergedLeft)));
        if grouped { 2 } else { 1 }
    }

    /// Returns how many columns the cell covers.
    pub fn columns_spanned(&self, row: usize, column: usize) -> usize {
        1 + self.rows[row][column + 1..].iter().take_while(|cell| matches!(cell, Cell::MergedLeft)).count()
    }

    /// Tells whether the column holds amounts: then every figure in it stands on the right.
    pub fn holds_amounts(&self, column: usize) -> bool {
        self.rows.iter().filter_map(|row| row.get(column)).any(|cell| match cell {
            Cell::Text(spans) => matches!(figure(&plain(spans)), Figure::Amount),
            Cell::MergedLeft | Cell::MergedUp => false,
        })
    }

    /// Returns how many rows the cell covers.
    pub fn rows_spanned(&self, row: usize, column: usize) -> usize {
        1 + self.rows[row + 1..].iter().take_while(|below| matches!(below[column], Cell::MergedUp)).count()
    }
}

/// Reads the spans of one line.
pub fn spans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, open, close)) = next_mark(rest) {
        push_plain(&mut found, &rest[..at]);
        let inside = &rest[at + open.len()..];
        let end = inside.find(close).unwrap_or(inside.len());
        found.push(marked(open, &inside[..end]));
        rest = inside.get(end + close.len()..).unwrap_or_default();
    }
    push_plain(&mut found, rest);
    found
}

/// Returns the text of the spans, without notes.
pub fn plain(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Bold(text) => text.as_str(),
            Span::Note(_) | Span::Reference(_) => "",
        })
        .collect()
}

/// What a cell holds, for its alignment.
pub enum Figure {
    /// A number with thousands, to be read down a column.
    Amount,
    /// A short number, a code, a list of lots.
    Short,
    None,
}

/// Tells what a cell holds.
pub fn figure(text: &str) -> Figure {
    let digits = text.chars().any(|sign| sign.is_ascii_digit());
    let signs = text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '\u{a0}' | ' ' | '%' | '€' | ','));
    match (digits && signs, text.contains('\u{a0}') && !text.contains('%')) {
        (false, _) => Figure::None,
        (true, true) => Figure::Amount,
        (true, false) => Figure::Short,
    }
}

fn next_mark(text: &str) -> Option<(usize, &'static str, &'static str)> {
    [("**", "**"), ("^[", "]"), ("{{@", "}}")]
        .into_iter()
        .filter_map(|(open, close)| text.find(open).map(|at| (at, open, close)))
        .min_by_key(|(at, _, _)| *at)
}

fn marked(open: &str, inside: &str) -> Span {
    match open {
        "**" => Span::Bold(typeset(inside)),
        "^[" => Span::Note(typeset(inside)),
        _ => Span::Reference(typeset(inside)),
    }
}

fn push_plain(found: &mut Vec<Span>, text: &str) {
    if !text.is_empty() {
        found.push(Span::Plain(typeset(text)));
    }
}

fn blocks(body: &str) -> Result<Vec<Block>, String> {
    let mut found: Vec<Block> = Vec::new();
    let mut announced: Option<Table> = None;
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(row) = line.strip_prefix('|') {
            push_row(&mut found, announced.take(), row)?;
        } else if let Some(table) = line.strip_prefix("!tableau") {
            announced = Some(announce(table)?);
        } else {
            let block = block(line, found.last());
            found.push(block);
        }
    }
    Ok(found)
}

fn block(line: &str, previous: Option<&Block>) -> Block {
    let hashes = line.chars().take_while(|sign| *sign == '#').count();
    if hashes > 0 {
        return Block::Heading(heading(line[hashes..].trim(), hashes, false));
    }
    if let Some(title) = line.strip_prefix("!annexe ") {
        return Block::Heading(heading(title, 1, true));
    }
    if let Some(text) = line.strip_prefix("- ") {
        return Block::Bullet(spans(text));
    }
    if let Some(text) = line.strip_prefix("1. ") {
        let first = !matches!(previous, Some(Block::Ordered { .. }));
        return Block::Ordered { spans: spans(text), first };
    }
    match line {
        "!paysage" => Block::Landscape,
        "!portrait" => Block::Portrait,
        text => Block::Paragraph(spans(text)),
    }
}

fn heading(text: &str, level: usize, annex: bool) -> Heading {
    let (title, page) = text.rsplit_once(" @").unwrap_or((text, "0"));
    Heading { level, title: typeset(title), page: page.parse().unwrap_or(0), annex }
}

/// Reads `!tableau 30 70 : caption`; both parts may be missing.
fn announce(line: &str) -> Result<Table, String> {
    let (widths, caption) = line.split_once(" : ").map_or((line, None), |(widths, caption)| (widths, Some(caption)));
    let widths =
        widths.split_whitespace().map(|width| width.parse().map_err(|_| format!("bad width in `!tableau{line}`"))).collect::<Result<_, String>>()?;
    Ok(Table { caption: caption.map(typeset), widths, rows: Vec::new() })
}

fn push_row(found: &mut Vec<Block>, announced: Option<Table>, row: &str) -> Result<(), String> {
    if let Some(table) = announced {
        found.push(Block::Table(table));
    }
    let Some(Block::Table(table)) = found.last_mut() else {
        return Err(format!("row without `!tableau`: {row}"));
    };
    let cells: Vec<Cell> = row.trim_end().trim_end_matches('|').split('|').map(|text| cell(text.trim())).collect();
    if cells.len() != table.widths.len() {
        return Err(format!("{} cells for {} columns: {row}", cells.len(), table.widths.len()));
    }
    table.rows.push(cells);
    Ok(())
}

fn cell(text: &str) -> Cell {
    match text {
        "<<" => Cell::MergedLeft,
        "^^" => Cell::MergedUp,
        text => Cell::Text(spans(text)),
    }
}

//! A clause made of two texts: the buyer's lines and the library's, in the kinds of block of the library.

use clausier_core::document::{Block, Line, Run};

use crate::merge::{Hunk, Pick};
use crate::request::Clause;
use crate::text::{self, CELL};

/// Stands for a picture, a note or a computed field, which a text cannot carry.
const OBJECT: char = '\u{fffc}';

/// What a line is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading(u8),
    Paragraph,
    Bullet,
    Number,
    Row,
}

/// One line of the clause being made.
#[derive(Debug, Clone)]
struct Item {
    kind: Kind,
    /// The block of the library it comes from, so that two lists in a row stay two.
    block: Option<usize>,
    /// One a cell; a single one outside tables.
    cells: Vec<Line>,
}

/// Makes the clause that the picks describe, one pick a passage; `None` when they do not fit, or when a
/// line of the buyer that must be written again holds something that is no text.
pub(crate) fn clause(library: &Clause, hunks: &[Hunk], picks: &[Pick]) -> Option<Clause> {
    if hunks.len() != picks.len() {
        return None;
    }
    let mut own = items(library).into_iter();
    let mut made: Vec<Item> = Vec::new();
    for (hunk, pick) in hunks.iter().zip(picks) {
        let theirs: Vec<Item> = own.by_ref().take(hunk.library.len()).collect();
        let mine = || if hunk.mine.iter().any(|line| line.contains(OBJECT)) { None } else { Some(of_buyer(&hunk.mine, &theirs, made.last())) };
        let added = match pick {
            Pick::Library => theirs.clone(),
            Pick::Mine => mine()?,
            Pick::Both => [mine()?, theirs.clone()].concat(),
        };
        made.extend(added);
    }
    let title = made.first().map(|item| item.cells.iter().map(text_of).collect::<Vec<_>>().join(" "))?;
    Some(Clause { title, blocks: blocks(made.get(1..).unwrap_or_default()), ..library.clone() })
}

fn text_of(line: &Line) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// The lines of a clause that show something, title first, as [`Clause::base`] counts them.
fn items(clause: &Clause) -> Vec<Item> {
    let mut items = vec![Item { kind: Kind::Heading(1), block: None, cells: vec![vec![Run::plain(clause.title.clone())]] }];
    for (at, block) in clause.blocks.iter().enumerate() {
        let item = |kind: Kind, cells: &[Line]| Item { kind, block: Some(at), cells: cells.to_vec() };
        let one = std::slice::from_ref::<Line>;
        match block {
            Block::Heading { level, line } => items.push(item(Kind::Heading(*level), one(line))),
            Block::Paragraph { line } => items.push(item(Kind::Paragraph, one(line))),
            Block::Bullets { items: lines } => items.extend(lines.iter().map(|line| item(Kind::Bullet, one(line)))),
            Block::Numbers { items: lines } => items.extend(lines.iter().map(|line| item(Kind::Number, one(line)))),
            Block::Table { header, rows } => items.extend(std::iter::once(header).chain(rows).map(|row| item(Kind::Row, row))),
        }
    }
    items.retain(|item| item.cells.iter().any(|cell| !text::one_line(&text_of(cell)).is_empty()));
    items
}

/// The buyer's lines, each in the kind of the library's line it stands for; one more is what stands
/// around it.
fn of_buyer(lines: &[String], theirs: &[Item], before: Option<&Item>) -> Vec<Item> {
    let mut made: Vec<Item> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let cells: Vec<Line> = line.split(CELL).map(|cell| vec![Run::plain(cell.to_owned())]).collect();
        let model = theirs.get(at).or(made.last()).or(before);
        let same = theirs.iter().find(|item| said(item) == text::folded(line));
        made.push(match (same, model) {
            (Some(same), _) => same.clone(),
            (None, Some(model)) if cells.len() > 1 => Item { kind: Kind::Row, block: model.block, cells },
            (None, Some(model)) => Item { kind: kind_after(model, theirs.get(at).is_some()), block: model.block, cells },
            (None, None) => Item { kind: if cells.len() > 1 { Kind::Row } else { Kind::Paragraph }, block: None, cells },
        });
    }
    made
}

fn said(item: &Item) -> String {
    let cells: Vec<String> = item.cells.iter().map(|cell| text::one_line(&text_of(cell))).collect();
    text::folded(&cells.join(&CELL.to_string())).into_owned()
}

/// A line in the place of another is what that one was; one that follows a title or a row is a paragraph.
fn kind_after(model: &Item, in_its_place: bool) -> Kind {
    match model.kind {
        Kind::Heading(_) if !in_its_place => Kind::Paragraph,
        Kind::Row => Kind::Paragraph,
        Kind::Heading(_) | Kind::Paragraph | Kind::Bullet | Kind::Number => model.kind,
    }
}

/// Gathers items of one list, rows of one table.
fn blocks(items: &[Item]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in items.chunk_by(|left, right| left.kind == right.kind && left.block == right.block && gathers(left.kind)) {
        let lines = || group.iter().filter_map(|item| item.cells.first().cloned()).collect::<Vec<Line>>();
        let Some(first) = group.first() else { continue };
        blocks.push(match first.kind {
            Kind::Heading(level) => Block::Heading { level, line: lines().concat() },
            Kind::Paragraph => Block::Paragraph { line: lines().concat() },
            Kind::Bullet => Block::Bullets { items: lines() },
            Kind::Number => Block::Numbers { items: lines() },
            Kind::Row => table(group),
        });
    }
    blocks
}

fn gathers(kind: Kind) -> bool {
    matches!(kind, Kind::Bullet | Kind::Number | Kind::Row)
}

/// Rows made as wide as the widest.
fn table(rows: &[Item]) -> Block {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(1);
    let wide = |row: &Item| (0..width).map(|at| row.cells.get(at).cloned().unwrap_or_default()).collect::<Vec<Line>>();
    let header = rows.first().map(wide).unwrap_or_default();
    Block::Table { header, rows: rows.iter().skip(1).map(wide).collect() }
}

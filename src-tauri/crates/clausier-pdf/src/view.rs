//! A paper as the page reads it: every text printable, headings that never skip a level, cells in lines.

use clausier_core::document::{Block, Line, Run};
use clausier_core::paper::{Cell, Entry, Grid, Paper, Part, Row};
use serde::Serialize;

use crate::characters::Characters;

/// Characters in a line as wide as the page.
const UPRIGHT: usize = 100;
const WIDE: usize = 155;
/// Characters that the margins of a cell take.
const MARGINS: usize = 3;
/// Tallest row that is kept on one page, in lines.
const WHOLE: usize = 14;

/// A paper.
#[derive(Serialize)]
pub(crate) struct View {
    title: String,
    subject: String,
    wide: bool,
    parts: Vec<Piece>,
}

/// A run of text.
#[derive(Serialize)]
struct Words {
    text: String,
    bold: bool,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Piece {
    Heading { level: u8, line: Vec<Words> },
    Paragraph { line: Vec<Words> },
    Bullets { items: Vec<Vec<Words>> },
    Numbers { items: Vec<Vec<Words>> },
    Table(Table),
}

#[derive(Serialize)]
struct Table {
    /// Name and description, for a reader that cannot see it; empty for a small table.
    summary: String,
    shares: Vec<u16>,
    header: Vec<Square>,
    rows: Vec<Band>,
}

/// A row.
#[derive(Serialize)]
struct Band {
    strong: bool,
    /// Whether it is kept on one page.
    whole: bool,
    cells: Vec<Square>,
}

/// A cell.
#[derive(Serialize)]
struct Square {
    look: Look,
    small: bool,
    /// Whether a word of it is too long for its column: only then are words cut at the end of a line.
    cut: bool,
    lines: Vec<Vec<Words>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Look {
    Text,
    Number,
    Entry,
}

impl View {
    /// Returns a paper as the page reads it.
    pub(crate) fn of(paper: &Paper, characters: &Characters) -> Self {
        let reader = Reader { characters, wide: paper.wide };
        let mut level = 0;
        let parts = paper.parts.iter().filter(|part| !is_blank_heading(part)).map(|part| reader.piece(part, &mut level)).collect();
        Self { title: characters.printable(&paper.title), subject: characters.printable(&paper.subject), wide: paper.wide, parts }
    }
}

/// A heading without a word is refused by PDF/UA, and says nothing.
fn is_blank_heading(part: &Part) -> bool {
    matches!(part, Part::Text(Block::Heading { line, .. }) if line.iter().all(|run| run.text.trim().is_empty()))
}

struct Reader<'c> {
    characters: &'c Characters,
    wide: bool,
}

impl Reader<'_> {
    fn piece(&self, part: &Part, level: &mut u8) -> Piece {
        match part {
            Part::Grid(grid) => Piece::Table(self.grid(grid)),
            Part::Text(Block::Heading { level: asked, line }) => {
                *level = (*asked).clamp(1, *level + 1);
                Piece::Heading { level: *level, line: self.line(line) }
            }
            Part::Text(Block::Paragraph { line }) => Piece::Paragraph { line: self.line(line) },
            Part::Text(Block::Bullets { items }) => Piece::Bullets { items: self.lines(items) },
            Part::Text(Block::Numbers { items }) => Piece::Numbers { items: self.lines(items) },
            Part::Text(Block::Table { header, rows }) => Piece::Table(self.small_table(header, rows)),
        }
    }

    fn line(&self, line: &[Run]) -> Vec<Words> {
        line.iter().map(|run| self.words(&run.text, run.bold)).collect()
    }

    fn lines(&self, lines: &[Line]) -> Vec<Vec<Words>> {
        lines.iter().map(|line| self.line(line)).collect()
    }

    fn words(&self, text: &str, bold: bool) -> Words {
        Words { text: self.characters.printable(text), bold }
    }

    fn small_table(&self, header: &[Line], rows: &[Vec<Line>]) -> Table {
        let shares = vec![1; header.len()];
        let row = |cells: &Vec<Line>| self.band(cells.iter().map(|cell| Square::words(self.line(cell))).collect(), &shares, false);
        let header = self.cut(self.lines(header).into_iter().map(Square::words).collect(), &shares);
        Table { summary: String::new(), header, rows: rows.iter().map(row).collect(), shares }
    }

    fn grid(&self, grid: &Grid) -> Table {
        let shares: Vec<u16> = grid.columns.iter().map(|column| column.share.max(1)).collect();
        let header = grid.columns.iter().map(|column| Square::words(vec![self.words(&column.label, false)])).collect();
        let rows = grid.rows.iter().map(|row| self.band(self.squares(grid, row), &shares, row.strong)).collect();
        let summary = [&grid.name, &grid.description].map(|text| self.characters.printable(text)).join(" – ");
        Table { summary, header: self.cut(header, &shares), rows, shares }
    }

    fn squares(&self, grid: &Grid, row: &Row) -> Vec<Square> {
        let cells = grid.padded(&row.cells);
        cells.iter().zip(&grid.columns).map(|(cell, column)| self.square(cell, column.hidden, row.strong)).collect()
    }

    fn square(&self, cell: &Cell, small: bool, strong: bool) -> Square {
        let (look, texts) = match cell {
            Cell::Text(_) => (Look::Text, cell.lines()),
            Cell::Number(_) => (Look::Number, cell.lines()),
            Cell::Entry(Entry::Text | Entry::Amount) => (Look::Entry, Vec::new()),
            Cell::Entry(Entry::Choice(words)) => (Look::Entry, words.iter().map(|word| format!("☐ {word}")).collect()),
        };
        Square { look, small, cut: false, lines: texts.iter().map(|text| vec![self.words(text, strong)]).collect() }
    }

    /// Guesses whether a row is short enough to stay on one page: a taller one would be cut at its foot.
    fn band(&self, cells: Vec<Square>, shares: &[u16], strong: bool) -> Band {
        let tallest = cells.iter().zip(self.widths(shares)).map(|(cell, width)| cell.height(width)).max().unwrap_or_default();
        Band { strong, whole: tallest <= WHOLE, cells: self.cut(cells, shares) }
    }

    /// Marks the cells in which a word is longer than its column.
    fn cut(&self, cells: Vec<Square>, shares: &[u16]) -> Vec<Square> {
        cells.into_iter().zip(self.widths(shares)).map(|(cell, width)| Square { cut: cell.longest() + MARGINS > width, ..cell }).collect()
    }

    /// Characters that go in a line of each column.
    fn widths(&self, shares: &[u16]) -> Vec<usize> {
        let whole: usize = shares.iter().map(|share| usize::from(*share)).sum::<usize>().max(1);
        let page = if self.wide { WIDE } else { UPRIGHT };
        shares.iter().map(|share| (page * usize::from(*share) / whole).max(1)).collect()
    }
}

impl Square {
    fn words(line: Vec<Words>) -> Self {
        Self { look: Look::Text, small: false, cut: false, lines: vec![line] }
    }

    /// Length of its longest word.
    fn longest(&self) -> usize {
        let words = self.lines.iter().flatten().flat_map(|words| words.text.split_whitespace());
        words.map(|word| word.chars().count()).max().unwrap_or_default()
    }

    /// Lines that it takes when so many characters go in one.
    fn height(&self, width: usize) -> usize {
        let characters = |line: &Vec<Words>| line.iter().map(|words| words.text.chars().count()).sum::<usize>();
        let breaks = |line: &Vec<Words>| line.iter().map(|words| words.text.matches('\n').count()).sum::<usize>();
        self.lines.iter().map(|line| characters(line).div_ceil(width).max(1) + breaks(line)).sum()
    }
}

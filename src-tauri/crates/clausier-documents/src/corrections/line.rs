//! A paragraph read again with the place of each of its characters in the part.

use super::Kept;
use crate::xml::slice;

/// Stands for the result of a field that is computed.
pub(crate) const FIELD: char = '\u{fffc}';

/// Some characters of a paragraph.
#[derive(Debug)]
pub(crate) struct Piece {
    count: usize,
    /// Where they begin, when they are written as they are read.
    start: Option<usize>,
    /// Where what stands for them ends.
    end: usize,
    /// What holds them: each format has its own list.
    pub(crate) within: usize,
    /// Why nothing may follow them.
    kept: Option<Kept>,
}

/// The text of a paragraph, piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    pieces: Vec<Piece>,
}

impl Line {
    /// Adds characters of the text, which end at that byte of the part.
    pub(crate) fn say(&mut self, said: &str, part: &str, end: usize, within: usize, kept: Option<Kept>) {
        let start = end.checked_sub(said.len()).filter(|start| slice(part, *start..end) == said);
        self.add(said, Piece { count: said.chars().count(), start, end, within, kept });
    }

    /// Adds what an element stands for: nothing is written after it.
    pub(crate) fn mark(&mut self, said: &str, kept: Kept) {
        self.add(said, Piece { count: said.chars().count(), start: None, end: 0, within: 0, kept: Some(kept) });
    }

    fn add(&mut self, said: &str, piece: Piece) {
        self.text.push_str(said);
        self.pieces.push(piece);
    }

    /// The byte of the part right after that many characters.
    pub(crate) fn after(&self, characters: usize, part: &str) -> Result<(usize, usize), Kept> {
        // A name may go on in a field: nothing comes between them.
        if self.text.chars().skip(characters).find(|next| !next.is_whitespace()) == Some(FIELD) {
            return Err(Kept::Field);
        }
        let mut before = 0;
        let holds = |piece: &&Piece| {
            let is_last = before < characters && characters <= before + piece.count;
            before += if is_last { 0 } else { piece.count };
            is_last
        };
        let piece = self.pieces.iter().find(holds).ok_or(Kept::Elsewhere)?;
        if let Some(kept) = piece.kept {
            return Err(kept);
        }
        let inside = characters - before;
        let at = if inside == piece.count { Some(piece.end) } else { piece.byte(inside, part) };
        at.map(|at| (at, piece.within)).ok_or(Kept::Elsewhere)
    }
}

impl Piece {
    fn byte(&self, characters: usize, part: &str) -> Option<usize> {
        let start = self.start?;
        slice(part, start..self.end).char_indices().nth(characters).map(|(at, _)| start + at)
    }
}

//! Clauses recognised by their text alone, when every mark of ours is gone; and copies of a text.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::text::{self, CELL};
use crate::view::{Found, NodeId, View};

/// The paragraphs that are not ours. Each is kept as 64 bits that stand for its folded text: two texts never meet by
/// chance, and a long document is not held twice.
pub(crate) struct Index {
    lines: Vec<(NodeId, u64)>,
    /// The lines again, in the order of what stands for them.
    sorted: Vec<(u64, usize)>,
}

/// A line of a text that is looked for.
struct Line {
    mark: u64,
    characters: usize,
}

impl Index {
    /// Indexes the paragraphs outside tables and outside our clauses.
    pub(crate) fn new(view: &dyn View) -> Self {
        let lines: Vec<(NodeId, u64)> = view.lines().into_iter().map(|(node, line)| (node, mark(&text::folded_line(line)))).collect();
        let mut sorted: Vec<(u64, usize)> = lines.iter().enumerate().map(|(at, (_, mark))| (*mark, at)).collect();
        sorted.sort_unstable();
        Self { lines, sorted }
    }

    /// Looks for a text: two lines in a row, or one of eighty characters. Returns where the lines of
    /// it that were recognised begin and end.
    pub(crate) fn find(&self, view: &dyn View, stem: &str, wanted: &str) -> Option<Found> {
        let lines = lines_of(wanted);
        let Run { at, start, length } = self.longest_run(&lines)?;
        let characters: usize = lines.iter().skip(at).take(length).map(|line| line.characters).sum();
        let enough = (length >= 2 && characters >= 60) || characters >= 80;
        let last = self.last_known(start + length, &lines);
        let (first, last) = (self.lines.get(start)?.0, self.lines.get(last)?.0);
        enough.then(|| view.by_text(stem, first, last))
    }

    /// Whether the whole text stands there, line after line.
    pub(crate) fn holds_copy(&self, wanted: &str) -> bool {
        let lines = lines_of(wanted);
        let characters: usize = lines.iter().map(|line| line.characters).sum();
        characters >= 80 && self.longest_run(&lines).is_some_and(|run| run.length == lines.len())
    }

    fn longest_run(&self, lines: &[Line]) -> Option<Run> {
        let mut best: Option<Run> = None;
        for (at, line) in lines.iter().enumerate() {
            for start in self.places(line.mark).take(50) {
                let follows = self.lines.iter().skip(start).zip(lines.iter().skip(at));
                let length = follows.take_while(|((_, found), wanted)| *found == wanted.mark).count();
                if best.as_ref().is_none_or(|best| length > best.length) {
                    best = Some(Run { at, start, length });
                }
            }
        }
        best
    }

    /// Where a line stands, in order.
    fn places(&self, mark: u64) -> impl Iterator<Item = usize> {
        let from = self.sorted.partition_point(|(known, _)| *known < mark);
        self.sorted.iter().skip(from).take_while(move |(known, _)| *known == mark).map(|(_, at)| *at)
    }

    /// The last line of the text within reach: an edited paragraph may stand between.
    fn last_known(&self, after: usize, lines: &[Line]) -> usize {
        let near = self.lines.iter().enumerate().skip(after).take(lines.len());
        let known = near.filter(|(_, (_, mark))| lines.iter().any(|line| line.mark == *mark && line.characters >= 30));
        known.map(|(at, _)| at).next_back().unwrap_or(after.saturating_sub(1))
    }
}

/// Lines of the file that are those of a text, one after the other.
struct Run {
    /// The first, in the text.
    at: usize,
    /// The first, in the file.
    start: usize,
    length: usize,
}

/// The lines of a text, tables left out.
fn lines_of(wanted: &str) -> Vec<Line> {
    let folded = wanted.lines().filter(|line| !line.contains(CELL)).map(text::folded).filter(|line| !line.is_empty());
    folded.map(|line| Line { mark: mark(&line), characters: line.chars().count() }).collect()
}

/// Stands for a line.
fn mark(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}

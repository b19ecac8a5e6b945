//! Clauses recognised by their text alone, when every mark of ours is gone; and copies of a text.

use std::collections::HashMap;

use crate::text::{self, CELL};
use crate::view::{Found, NodeId, View};

/// The paragraphs that are not ours, by folded text.
pub(crate) struct Index {
    lines: Vec<(NodeId, String)>,
    places: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Indexes the paragraphs outside tables and outside our clauses.
    pub(crate) fn new(view: &dyn View) -> Self {
        let lines: Vec<(NodeId, String)> = view.lines().into_iter().map(|(node, line)| (node, text::folded(&text::one_line(&line)))).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, line)) in lines.iter().enumerate() {
            places.entry(line.clone()).or_default().push(at);
        }
        Self { lines, places }
    }

    /// Looks for a text: two lines in a row, or one of eighty characters. Returns where the lines of
    /// it that were recognised begin and end.
    pub(crate) fn find(&self, view: &dyn View, stem: &str, wanted: &str) -> Option<Found> {
        let lines = lines_of(wanted);
        let (start, length) = self.longest_run(&lines)?;
        let run: Vec<&str> = self.lines.iter().skip(start).take(length).map(|(_, line)| line.as_str()).collect();
        let characters: usize = run.iter().map(|line| line.chars().count()).sum();
        let enough = (length >= 2 && characters >= 60) || characters >= 80;
        let last = self.last_known(start + length, lines.len(), &lines);
        let (first, last) = (self.lines.get(start)?.0, self.lines.get(last)?.0);
        enough.then(|| view.by_text(stem, first, last))
    }

    /// Whether the whole text stands there, line after line.
    pub(crate) fn holds_copy(&self, wanted: &str) -> bool {
        let lines = lines_of(wanted);
        let characters: usize = lines.iter().map(|line| line.chars().count()).sum();
        characters >= 80 && self.longest_run(&lines).is_some_and(|(_, length)| length == lines.len())
    }

    fn longest_run(&self, lines: &[String]) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for (at, line) in lines.iter().enumerate() {
            for place in self.places.get(line).into_iter().flatten().take(50) {
                let follows = self.lines.iter().skip(*place).zip(lines.iter().skip(at));
                let length = follows.take_while(|((_, found), wanted)| found == *wanted).count();
                if best.is_none_or(|(_, longest)| length > longest) {
                    best = Some((*place, length));
                }
            }
        }
        best
    }

    /// The last line of the text within reach: an edited paragraph may stand between.
    fn last_known(&self, after: usize, reach: usize, lines: &[String]) -> usize {
        let near = self.lines.iter().enumerate().skip(after).take(reach);
        let known = near.filter(|(_, (_, line))| lines.contains(line) && line.chars().count() >= 30);
        known.map(|(at, _)| at).next_back().unwrap_or(after.saturating_sub(1))
    }
}

/// The lines of a text, tables left out.
fn lines_of(wanted: &str) -> Vec<String> {
    wanted.lines().filter(|line| !line.contains(CELL)).map(text::folded).filter(|line| !line.is_empty()).collect()
}

//! The text of a file as rules read it: a paragraph, or a whole row of a table.

use std::collections::{BTreeMap, BTreeSet};

use clausier_core::passage::{Aside, Passage};
use clausier_core::text_rules::{Expression, Parts};

use crate::FileText;

/// A paragraph in the text of a unit.
#[derive(Debug)]
struct Piece {
    /// Where it begins in the text.
    start: usize,
    length: usize,
    /// Its rank in its part.
    paragraph: usize,
    /// Its rank among the passages of the file, from 0.
    passage: usize,
}

/// A paragraph, or the cells of a row joined by bars.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) text: String,
    pieces: Vec<Piece>,
    /// Its level, for a heading.
    pub(crate) level: Option<u8>,
    /// The headings above, outermost first, by their rank among the units.
    pub(crate) above: Vec<usize>,
    pub(crate) part: String,
    /// The clause of ours that it belongs to.
    pub(crate) clause: Option<String>,
    /// Where it stands beside the text.
    pub(crate) aside: Option<Aside>,
    pub(crate) is_row: bool,
}

/// The units of a file.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) name: String,
    pub(crate) units: Vec<Unit>,
}

impl Texts {
    /// Gathers the paragraphs of a file.
    pub(crate) fn of(file: &FileText<'_>) -> Self {
        let mut units: Vec<Unit> = Vec::new();
        let mut last_row = None;
        for (at, passage) in file.passages.iter().enumerate() {
            let row = passage.row.map(|row| (passage.part.as_str(), row));
            match units.last_mut().filter(|_| row.is_some() && row == last_row) {
                Some(unit) => unit.add(passage, at),
                None => units.push(Unit::of(passage, at)),
            }
            last_row = row;
        }
        set_headings(&mut units);
        Self { name: file.name.to_owned(), units }
    }
}

impl Unit {
    fn of(passage: &Passage, at: usize) -> Self {
        Self {
            text: passage.text.clone(),
            pieces: vec![Piece { start: 0, length: passage.text.len(), paragraph: passage.paragraph, passage: at }],
            level: passage.heading,
            above: Vec::new(),
            part: passage.part.clone(),
            clause: passage.clause.clone(),
            aside: passage.aside.clone(),
            is_row: passage.row.is_some(),
        }
    }

    fn add(&mut self, passage: &Passage, at: usize) {
        self.text.push_str(" | ");
        self.pieces.push(Piece { start: self.text.len(), length: passage.text.len(), paragraph: passage.paragraph, passage: at });
        self.text.push_str(&passage.text);
    }

    /// The paragraph that holds a byte.
    pub(crate) fn paragraph(&self, at: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|piece| piece.start <= at).or(self.pieces.first());
        piece.map_or(0, |piece| piece.paragraph)
    }

    /// The passage of the file that holds a byte or ends there, and where in its text.
    pub(crate) fn passage(&self, at: usize) -> Option<(usize, usize)> {
        let piece = self.pieces.iter().rev().find(|piece| piece.start <= at)?;
        let inside = at - piece.start;
        (inside <= piece.length).then_some((piece.passage, inside))
    }

    /// Whether it goes on with the line above: « ou équivalent », « (ou tout autre label) ». A new sentence says
    /// something else, and a word of it excuses nothing.
    fn continues(&self) -> bool {
        let text = self.text.trim_start_matches(|c: char| !c.is_alphanumeric());
        text.starts_with(char::is_lowercase) || text.split_whitespace().next().is_some_and(|word| word == "Ou")
    }

    /// Whether it announces what follows.
    fn announces(&self) -> bool {
        self.text.trim_end().ends_with(':')
    }
}

fn set_headings(units: &mut [Unit]) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut part = String::new();
    for (at, unit) in units.iter_mut().enumerate() {
        // What stands beside the text comes after all of it: the last heading says nothing of it.
        if unit.part != part || unit.aside.is_some() {
            open.clear();
            part.clone_from(&unit.part);
        }
        if let Some(level) = unit.level {
            open.retain(|(_, above)| *above < level);
        }
        unit.above = open.iter().map(|(heading, _)| *heading).collect();
        open.extend(unit.level.map(|level| (at, level)));
    }
}

/// A file cut into words once for all the rules.
pub(crate) struct Read<'t> {
    pub(crate) name: &'t str,
    pub(crate) units: &'t [Unit],
    pub(crate) parts: Vec<Parts<'t>>,
    /// The units that hold each word.
    holders: BTreeMap<String, Vec<usize>>,
}

impl<'t> Read<'t> {
    /// Cuts a file.
    pub(crate) fn of(texts: &'t Texts) -> Self {
        let parts: Vec<Parts<'t>> = texts.units.iter().map(|unit| Parts::of(&unit.text)).collect();
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, part) in parts.iter().enumerate() {
            for token in part.whole.iter().flat_map(|whole| &whole.tokens) {
                match holders.get_mut(&token.folded) {
                    Some(units) if units.last() == Some(&at) => {}
                    Some(units) => units.push(at),
                    None => drop(holders.insert(token.folded.clone(), vec![at])),
                }
            }
        }
        Self { name: &texts.name, units: &texts.units, parts, holders }
    }

    /// The units that may hold one of these: a file of 300 pages is not read word by word for each rule.
    pub(crate) fn candidates(&self, words: &[Expression]) -> BTreeSet<usize> {
        let Some(openings) = words.iter().map(Expression::openings).collect::<Option<Vec<_>>>() else { return (0..self.units.len()).collect() };
        openings.iter().flatten().flat_map(|(word, is_beginning)| self.holding(word, *is_beginning)).collect()
    }

    /// The units that may hold one of these, and their words.
    pub(crate) fn some(&self, words: &[Expression]) -> impl Iterator<Item = (usize, &'t Unit, &Parts<'t>)> + '_ {
        self.candidates(words).into_iter().filter_map(|at| Some((at, self.units.get(at)?, self.parts.get(at)?)))
    }

    fn holding(&self, word: &str, is_beginning: bool) -> Vec<usize> {
        if !is_beginning {
            return self.holders.get(word).cloned().unwrap_or_default();
        }
        let from = self.holders.range(word.to_owned()..).take_while(|(known, _)| known.starts_with(word));
        from.flat_map(|(_, units)| units.iter().copied()).collect()
    }

    /// The units and their words.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, &'t Unit, &Parts<'t>)> + '_ {
        self.units.iter().zip(&self.parts).enumerate().map(|(at, (unit, parts))| (at, unit, parts))
    }

    /// Whether a unit holds one of these.
    pub(crate) fn holds(&self, unit: usize, words: &[Expression]) -> bool {
        let Some([whole]) = self.parts.get(unit).map(|parts| &parts.whole) else { return false };
        words.iter().any(|word| word.find_at(whole.text, &whole.tokens).is_some())
    }

    /// Whether one of the headings above a unit holds one of these.
    pub(crate) fn headed_by(&self, unit: usize, words: &[Expression]) -> bool {
        self.units.get(unit).is_some_and(|unit| unit.above.iter().any(|heading| self.holds(*heading, words)))
    }

    /// A unit, the line that announces it, and the one that goes on with it.
    pub(crate) fn around(&self, unit: usize) -> Vec<usize> {
        let here = self.units.get(unit).map(|unit| (&unit.part, &unit.aside));
        // One note does not go on in the next, nor a page in its margin.
        let goes_on = |at: &usize| self.units.get(*at).is_some_and(|unit| unit.level.is_none() && Some((&unit.part, &unit.aside)) == here);
        let before = (0..unit).rev().take_while(goes_on).take(30);
        let announcing = before.filter(|at| self.units.get(*at).is_some_and(Unit::announces)).take(1);
        let after = Some(unit + 1).filter(|at| goes_on(at) && self.units.get(*at).is_some_and(Unit::continues));
        std::iter::once(unit).chain(announcing).chain(after).collect()
    }

    /// The heading just above a unit, as written.
    pub(crate) fn heading(&self, unit: usize) -> Option<String> {
        let last = self.units.get(unit)?.above.last()?;
        self.units.get(*last).map(|heading| heading.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The units of the article that a heading opens.
    pub(crate) fn article(&self, heading: usize) -> std::ops::Range<usize> {
        let end = self.units.iter().enumerate().skip(heading + 1).find(|(_, unit)| !unit.above.contains(&heading));
        heading + 1..end.map_or(self.units.len(), |(at, _)| at)
    }
}

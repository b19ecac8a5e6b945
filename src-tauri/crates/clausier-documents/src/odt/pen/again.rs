//! Some paragraphs of a part read again as the reading of the body does, with the place of each character.

use std::collections::{BTreeMap, BTreeSet};

use crate::corrections::{Kept, Line};
use crate::error::DocumentError;
use crate::odt::paragraph::is_passed_over;
use crate::odt::tracked::Tracked;
use crate::xml::{Scanner, Space, Tag, Token};

/// What holds a character that a tracked change inserted; any other is held by nothing of note.
pub(super) const INSERTED: usize = 1;

/// Reads the paragraphs that begin at some places. None of them may stand in another: what hangs on a paragraph is
/// passed over with it.
pub(super) fn read(text: &str, part: &str, starts: &BTreeSet<usize>) -> Result<BTreeMap<usize, Line>, DocumentError> {
    let scanner = Scanner::new(text, part);
    let mut reading = Again { text, scanner, starts, lines: BTreeMap::new(), open: Vec::new(), line: None, tracked: Tracked::default() };
    while let Some(token) = reading.scanner.next()? {
        match token {
            Token::Open(tag) => reading.element(&tag)?,
            Token::Close(_) => reading.close(),
            Token::Text(said) => reading.say(&said),
        }
    }
    Ok(reading.lines)
}

#[derive(Debug)]
struct Open {
    kept: Option<Kept>,
    is_line: bool,
}

/// The pass itself.
struct Again<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    starts: &'a BTreeSet<usize>,
    lines: BTreeMap<usize, Line>,
    open: Vec<Open>,
    /// The paragraph being read: where it begins.
    line: Option<usize>,
    tracked: Tracked,
}

impl<'a> Again<'a> {
    fn element(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        if tag.space == Space::Text && tag.local == "tracked-changes" {
            return self.tracked.read(&mut self.scanner, tag).map(drop);
        }
        let is_mute = if self.line.is_some() { is_passed_over(tag) } else { tag.space == Space::Office && tag.local == "annotation" };
        if is_mute {
            return self.scanner.skip(tag).map(drop);
        }
        self.passing(tag);
        self.push(tag);
        Ok(())
    }

    /// What an element says by itself.
    fn passing(&mut self, tag: &Tag<'_>) {
        match (tag.space, tag.local) {
            (Space::Text, "s") => self.mark(" "),
            (Space::Text, "tab") => self.mark("\t"),
            (Space::Text, "line-break") => self.mark("\n"),
            (Space::Text, "change-start" | "change-end" | "change") => {
                self.tracked.pass(tag);
            }
            // Its source fills it again from another file.
            (Space::Text, "section-source") | (Space::Office, "dde-source") => {
                if let Some(section) = self.open.last_mut() {
                    section.kept = Some(Kept::Locked);
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, tag: &Tag<'_>) {
        if tag.empty {
            return;
        }
        let is_line = self.line.is_none() && self.starts.contains(&tag.span.start);
        let outer = self.open.last().and_then(|open| open.kept);
        self.open.push(Open { kept: outer.or_else(|| self.keeps(tag)), is_line });
        if is_line {
            self.line = Some(tag.span.start);
            self.lines.insert(tag.span.start, Line::default());
        }
    }

    /// Why nothing may be written in an element.
    fn keeps(&self, tag: &Tag<'_>) -> Option<Kept> {
        if tag.get("protected").is_some_and(|on| on == "true") || tag.local == "content-control" {
            return Some(Kept::Locked);
        }
        let is_plain = matches!((tag.space, tag.local), (Space::Text, "span" | "a" | "ruby" | "ruby-base" | "meta"));
        (self.line.is_some() && !is_plain).then_some(Kept::Field)
    }

    fn close(&mut self) {
        if self.open.pop().is_some_and(|closed| closed.is_line) {
            self.line = None;
        }
    }

    fn say(&mut self, said: &str) {
        let (end, text) = (self.scanner.position(), self.text);
        let kept = self.open.last().and_then(|open| open.kept);
        let within = if self.tracked.is_inserting() { INSERTED } else { 0 };
        if let Some(line) = self.line.and_then(|line| self.lines.get_mut(&line)) {
            line.say(said, text, end, within, kept);
        }
    }

    fn mark(&mut self, said: &str) {
        if let Some(line) = self.line.and_then(|line| self.lines.get_mut(&line)) {
            line.mark(said, Kept::Elsewhere);
        }
    }
}

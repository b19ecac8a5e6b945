//! Some paragraphs of a part read again as the reading of the body does, with the place of each character.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::corrections::{Kept, Line};
use crate::docx::body::Stream;
use crate::docx::fields::{self, Fields};
use crate::docx::paragraph::{FIELD, symbol};
use crate::error::DocumentError;
use crate::xml::{Scanner, Space, Tag, Token, slice};

/// A run.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) open: Range<usize>,
    pub(super) name: String,
    pub(super) properties: Range<usize>,
    /// A tracked change of its look.
    look_change: Range<usize>,
    pub(super) content_end: usize,
    pub(super) end: usize,
    /// The opening tag of the tracked insertion that it stands in, and its name.
    pub(super) insertion: Option<(Range<usize>, String)>,
    /// The number of that insertion in its tag.
    pub(super) insertion_id: Range<usize>,
    /// Whether something stands between it and such an insertion.
    pub(super) is_deep: bool,
    /// Whether it was moved here.
    pub(super) is_moved: bool,
}

impl Run {
    /// Its properties, for a run of ours.
    pub(super) fn look<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.look_change.is_empty() {
            return slice(text, self.properties.clone()).into();
        }
        let (before, after) = (self.properties.start..self.look_change.start, self.look_change.end..self.properties.end);
        format!("{}{}", slice(text, before), slice(text, after)).into()
    }
}

/// An element that holds characters.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) name: String,
    pub(super) content_end: usize,
    pub(super) end: usize,
    pub(super) run: Option<usize>,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The paragraphs, by where they begin.
    pub(super) lines: BTreeMap<usize, Line>,
    pub(super) runs: Vec<Run>,
    pub(super) words: Vec<Words>,
}

/// Reads the paragraphs that begin at some places.
pub(super) fn read(text: &str, part: &str, stream: Stream, starts: &BTreeSet<usize>) -> Result<Lines, DocumentError> {
    let scanner = Scanner::new(text, part);
    let mut reading =
        Again { text, scanner, stream, starts, found: Lines::default(), open: Vec::new(), fields: Fields::default(), line: None, boxes: 0 };
    while let Some(token) = reading.scanner.next()? {
        match token {
            Token::Open(tag) => reading.element(&tag)?,
            Token::Close(span) => reading.close(&span),
            Token::Text(_) => {}
        }
    }
    Ok(reading.found)
}

/// What an open element is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Is {
    Paragraph { is_read: bool },
    Run(usize),
    Insertion { open: Range<usize>, name: String, id: Range<usize> },
    Move,
    Deletion,
    Control,
    Box,
    Plain,
}

#[derive(Debug)]
struct Open {
    is: Is,
    kept: Option<Kept>,
}

/// The pass itself.
struct Again<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    stream: Stream,
    starts: &'a BTreeSet<usize>,
    found: Lines,
    open: Vec<Open>,
    fields: Fields,
    /// The paragraph being read: where it begins.
    line: Option<usize>,
    boxes: usize,
}

impl<'a> Again<'a> {
    fn element(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        if self.is_passed_over(tag) {
            return self.scanner.skip(tag).map(drop);
        }
        // In a part read for its text boxes, what stands outside of them is no text of this reading.
        if self.stream == Stream::Boxes && self.boxes == 0 {
            self.push(tag, None);
            return Ok(());
        }
        match (tag.space, tag.local) {
            (Space::Word, "rPr") => self.look(tag),
            (Space::Word | Space::Math, "t") | (Space::Word, "delText") => self.characters(tag),
            (Space::Word, "instrText") => self.instruction(tag),
            (Space::Word, "sdtPr") => self.control(tag),
            (Space::Word, "fldSimple") if !fields::is_text(&tag.get("instr").unwrap_or_default()) => {
                self.mark(&FIELD.to_string(), Kept::Field);
                self.scanner.skip(tag).map(drop)
            }
            _ => {
                self.passing(tag);
                let kept = (tag.is("fldSimple")).then_some(Kept::Field);
                self.push(tag, kept);
                Ok(())
            }
        }
    }

    fn is_passed_over(&self, tag: &Tag<'_>) -> bool {
        let is_drawing =
            matches!((tag.space, tag.local), (Space::Word, "drawing" | "pict" | "object" | "txbxContent") | (Space::Compatibility, "Fallback"));
        let is_mute = matches!((tag.space, tag.local), (Space::Word, "pPr" | "rt" | "delInstrText" | "sdtEndPr"));
        is_mute || (is_drawing && (self.stream != Stream::Boxes || self.line.is_some()))
    }

    /// What an element says by itself.
    fn passing(&mut self, tag: &Tag<'a>) {
        match (tag.space, tag.local) {
            (Space::Word, "tab") => self.mark("\t", Kept::Elsewhere),
            (Space::Word, "br" | "cr") => self.mark("\n", Kept::Elsewhere),
            (Space::Word, "noBreakHyphen") => self.mark("\u{2011}", Kept::Elsewhere),
            (Space::Word, "sym") => self.mark(&symbol(tag), Kept::Elsewhere),
            (Space::Word, "fldChar") => match tag.get("fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") if self.fields.separate() => self.field(),
                Some("end") => self.fields.end(),
                _ => {}
            },
            _ => {}
        }
    }

    /// Opens an element, which is closed by what it stands in, or by itself.
    fn push(&mut self, tag: &Tag<'a>, kept: Option<Kept>) {
        if tag.empty {
            return;
        }
        let is = self.kind(tag);
        match is {
            Is::Run(_) => {
                let run = self.run(tag);
                self.found.runs.push(run);
            }
            Is::Box => self.boxes += 1,
            Is::Paragraph { .. } | Is::Insertion { .. } | Is::Move | Is::Deletion | Is::Control | Is::Plain => {}
        }
        let kept = kept.or(self.open.last().and_then(|outer| outer.kept));
        self.open.push(Open { is, kept });
    }

    fn kind(&mut self, tag: &Tag<'a>) -> Is {
        match (tag.space, tag.local) {
            (Space::Word, "p") => {
                let is_read = self.line.is_none() && self.starts.contains(&tag.span.start);
                if is_read {
                    self.line = Some(tag.span.start);
                    self.found.lines.insert(tag.span.start, Line::default());
                }
                Is::Paragraph { is_read }
            }
            (Space::Word, "r") => Is::Run(self.found.runs.len()),
            (Space::Word, "ins") => Is::Insertion { open: tag.span.clone(), name: name(tag), id: tag.value_span(self.text, "id") },
            (Space::Word, "moveTo") => Is::Move,
            (Space::Word, "del" | "moveFrom") => Is::Deletion,
            (Space::Word, "sdt") => Is::Control,
            (Space::Word, "txbxContent") => Is::Box,
            _ => Is::Plain,
        }
    }

    fn run(&self, tag: &Tag<'a>) -> Run {
        // What stands outside of the paragraph is a change of the whole of it.
        let inside = self.open.iter().rev().take_while(|open| !matches!(open.is, Is::Paragraph { .. }));
        let (mut is_deep, mut is_moved) = (false, false);
        for (depth, open) in inside.enumerate() {
            is_deep |= depth > 0 && matches!(open.is, Is::Insertion { .. });
            is_moved |= open.is == Is::Move;
        }
        let direct = match self.open.last().map(|open| &open.is) {
            Some(Is::Insertion { open, name, id }) => Some(((open.clone(), name.clone()), id.clone())),
            Some(_) | None => None,
        };
        let (insertion, insertion_id) = direct.map_or((None, 0..0), |(insertion, id)| (Some(insertion), id));
        Run { open: tag.span.clone(), name: name(tag), insertion, insertion_id, is_deep, is_moved, ..Run::default() }
    }

    fn close(&mut self, span: &Range<usize>) {
        let Some(closed) = self.open.pop() else { return };
        match closed.is {
            Is::Paragraph { is_read: true } => self.line = None,
            Is::Run(at) => {
                if let Some(run) = self.found.runs.get_mut(at) {
                    (run.content_end, run.end) = (span.start, span.end);
                }
            }
            Is::Box => self.boxes = self.boxes.saturating_sub(1),
            Is::Paragraph { .. } | Is::Insertion { .. } | Is::Move | Is::Deletion | Is::Control | Is::Plain => {}
        }
    }

    fn is_struck(&self) -> bool {
        self.open.iter().any(|open| open.is == Is::Deletion)
    }

    /// The run that holds directly what is read now.
    fn here(&self) -> Option<usize> {
        match self.open.last().map(|open| &open.is) {
            Some(Is::Run(at)) => Some(*at),
            Some(_) | None => None,
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        let line = self.line?;
        self.found.lines.get_mut(&line)
    }

    /// Says what an element stands for.
    fn mark(&mut self, said: &str, kept: Kept) {
        if self.fields.is_muted() || self.is_struck() {
            return;
        }
        if let Some(line) = self.line() {
            line.mark(said, kept);
        }
    }

    /// The mark of a field, which mutes what follows.
    fn field(&mut self) {
        if self.is_struck() {
            return;
        }
        if let Some(line) = self.line() {
            line.mark(&FIELD.to_string(), Kept::Field);
        }
    }

    fn look(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let (mut change, mut end) = (0..0, tag.span.end);
        if !tag.empty {
            end = loop {
                match self.scanner.next()? {
                    Some(Token::Open(child)) => {
                        let child_end = self.scanner.skip(&child)?;
                        if child.is("rPrChange") {
                            change = child.span.start..child_end;
                        }
                    }
                    Some(Token::Close(span)) => break span.end,
                    Some(Token::Text(_)) => {}
                    None => return Err(self.scanner.bad()),
                }
            };
        }
        if let Some(run) = self.here().and_then(|at| self.found.runs.get_mut(at)) {
            (run.properties, run.look_change) = (tag.span.start..end, change);
        }
        Ok(())
    }

    fn characters(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        if tag.empty {
            return Ok(());
        }
        let within = self.found.words.len();
        let run = self.here().filter(|_| tag.is("t"));
        let is_said = tag.local == "t" && !self.fields.is_muted() && !self.is_struck();
        let locked = self.open.last().and_then(|open| open.kept).or(self.fields.is_open().then_some(Kept::Field));
        let kept = locked.or(run.is_none().then_some(Kept::Elsewhere));
        loop {
            match self.scanner.next()? {
                Some(Token::Text(said)) => {
                    let (end, text) = (self.scanner.position(), self.text);
                    if let Some(line) = self.line().filter(|_| is_said) {
                        line.say(&said, text, end, within, kept);
                    }
                }
                Some(Token::Open(inner)) => self.scanner.skip(&inner).map(drop)?,
                Some(Token::Close(span)) => {
                    self.found.words.push(Words { name: name(tag), content_end: span.start, end: span.end, run });
                    return Ok(());
                }
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn instruction(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let end = self.scanner.skip(tag)?;
        let inside = slice(self.text, tag.span.end..end).split("</").next().unwrap_or_default();
        self.fields.instruct(&crate::xml::unescaped(inside));
        Ok(())
    }

    /// Reads whether a control keeps its content: locked, bound to data elsewhere, or one value of a list.
    fn control(&mut self, tag: &Tag<'a>) -> Result<(), DocumentError> {
        if tag.empty {
            return Ok(());
        }
        let mut is_closed = false;
        loop {
            match self.scanner.next()? {
                Some(Token::Open(child)) => {
                    is_closed |= closes(&child);
                    self.scanner.skip(&child)?;
                }
                Some(Token::Close(_)) => break,
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
        let control = self.open.last_mut().filter(|open| open.is == Is::Control && is_closed);
        if let Some(control) = control {
            control.kept = Some(Kept::Locked);
        }
        Ok(())
    }
}

fn closes(property: &Tag<'_>) -> bool {
    match property.local {
        "lock" => matches!(property.get("val").as_deref(), Some("contentLocked" | "sdtContentLocked")),
        "dataBinding" | "repeatingSection" | "group" | "date" | "comboBox" | "dropDownList" | "picture" | "checkbox" | "citation" | "equation"
        | "showingPlcHdr" => true,
        _ => false,
    }
}

fn name(tag: &Tag<'_>) -> String {
    if tag.prefix.is_empty() { tag.local.to_owned() } else { format!("{}:{}", tag.prefix, tag.local) }
}

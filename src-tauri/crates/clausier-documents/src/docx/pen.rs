//! A few words written right after others in the parts of a Word document.

mod again;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use again::{Lines, Run, Words};

use super::body::{Dialect, Stream};
use super::document::Parts;
use crate::corrections::{Aim, Drafts, Edits, Kept, by_part, starts};
use crate::error::DocumentError;
use crate::package::Package;
use crate::report::Traits;
use crate::xml::{Scanner, Space, Splice, Token, apply};

/// Drafts the parts that change.
pub(crate) fn drafts(package: &Package<'_>, aims: &[Aim<'_>]) -> Result<(Drafts, Traits), DocumentError> {
    let parts = Parts::read(package)?;
    let mut pen = Pen { tracks: parts.traits.tracked, next: 0, drafts: Drafts { tracked: parts.traits.tracked, ..Drafts::default() } };
    let groups = by_part(aims);
    let names: BTreeSet<&str> = groups.keys().map(|(part, _)| *part).collect();
    for part in names {
        let all: Vec<&Aim<'_>> = aims.iter().filter(|aim| aim.located.passage.part == part).collect();
        // A part in UTF-16 would have to be written anew: its places stay as they are.
        let Ok(Some(text)) = package.own_text(part) else {
            pen.drafts.outcomes.extend(all.iter().map(|aim| (aim.rank, Err(Kept::Elsewhere))));
            continue;
        };
        pen.number_from(package, &parts.main, &text)?;
        pen.part(part, &text, &parts.main, &groups)?;
    }
    Ok((pen.drafts, parts.traits))
}

/// One round of writing.
struct Pen {
    tracks: bool,
    /// The next number of a tracked change.
    next: u32,
    drafts: Drafts,
}

impl Pen {
    fn part(&mut self, part: &str, text: &str, main: &str, groups: &BTreeMap<(&str, bool), Vec<&Aim<'_>>>) -> Result<(), DocumentError> {
        let mut edits = Edits::default();
        for hangs in [false, true] {
            let Some(aims) = groups.get(&(part, hangs)) else { continue };
            let stream = match (hangs, part == main) {
                (true, _) => Stream::Boxes,
                (false, true) => Stream::Main,
                (false, false) => Stream::Aside,
            };
            let lines = again::read(text, part, stream, &starts(aims))?;
            for aim in aims {
                let outcome = self.write(aim, text, &lines, &mut edits);
                self.drafts.outcomes.push((aim.rank, outcome));
            }
        }
        if !edits.splices.is_empty() {
            self.drafts.parts.push((part.to_owned(), apply(text, edits.splices)));
        }
        Ok(())
    }

    fn write(&mut self, aim: &Aim<'_>, text: &str, lines: &Lines, edits: &mut Edits) -> Result<(), Kept> {
        let (at, within) = aim.spot(lines.lines.get(&aim.located.start), text)?;
        let words = lines.words.get(within).ok_or(Kept::Elsewhere)?;
        let run = words.run.and_then(|run| lines.runs.get(run)).ok_or(Kept::Elsewhere)?;
        if self.tracks && (run.is_moved || run.is_deep) {
            return Err(Kept::Change);
        }
        if edits.is_new(at, &aim.words) {
            edits.splices.push(self.splice(at, words, run, text, &aim.words));
        }
        Ok(())
    }

    fn splice(&mut self, at: usize, words: &Words, run: &Run, text: &str, added: &str) -> Splice {
        if !self.tracks {
            return written::plainly(at, added);
        }
        let numbers = [self.next, self.next.saturating_add(1)];
        self.next = self.next.saturating_add(2);
        written::Place { text, at, words, run, dialect: &Dialect::of(text) }.tracked(added, numbers)
    }

    /// Numbers new changes above all those of the parts met.
    fn number_from(&mut self, package: &Package<'_>, main: &str, text: &str) -> Result<(), DocumentError> {
        if !self.tracks {
            return Ok(());
        }
        if self.next == 0 {
            let whole = package.text(main)?.unwrap_or_default();
            self.next = highest(&whole)? + 1;
        }
        self.next = self.next.max(highest(text)? + 1);
        Ok(())
    }
}

/// The highest number of a tracked change.
fn highest(text: &str) -> Result<u32, DocumentError> {
    let mut scanner = Scanner::new(text, "");
    let mut highest = 0;
    while let Some(token) = scanner.next()? {
        let Token::Open(tag) = token else { continue };
        let is_change = matches!(tag.local, "ins" | "del" | "moveFrom" | "moveTo") || tag.local.ends_with("Change");
        let number = tag.number("id").filter(|number| tag.space == Space::Word && is_change && *number < 2_000_000_000);
        highest = highest.max(number.unwrap_or_default());
    }
    Ok(highest)
}

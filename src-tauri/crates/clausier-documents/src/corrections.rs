//! A few words added to a copy of a file, right after others: what a second reading would have there.
//!
//! Where the words go is told in the text that [`crate::passages()`] gives. Everything else keeps its bytes: the
//! words take the look of those that they follow, and are a tracked insertion where the file records changes.
//! A place where they would not stay, or would break something, is left as it is and told.

mod line;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use line::Line;

use crate::docx;
use crate::error::DocumentError;
use crate::format::{is_odt, refuse_foreign};
use crate::odt;
use crate::package::Package;
use crate::passages::{Located, shown};
use crate::report::Traits;
use crate::xml::Splice;
use crate::zip::Archive;

/// Words to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// The rank of the passage, among those of [`crate::passages()`].
    pub passage: usize,
    /// The byte of its text that they follow; a space is written before them.
    pub at: usize,
    /// The words.
    pub words: String,
}

/// What the user agreed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The day of the tracked insertions of an OpenDocument text: `2026-11-25`.
    pub day: String,
    /// The yes to breaking a digital signature.
    pub accept_signature_loss: bool,
}

/// Why a place was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// A field writes that text again.
    Field,
    /// A content control, a section or a cell keeps it from changes.
    Locked,
    /// It stands in a clause of ours, which would be taken for an edited one.
    Clause,
    /// It is itself a tracked change, or stands where none can be tracked.
    Change,
    /// The place is not written as plain text, or is not there.
    Elsewhere,
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The copy; `None` when every place was left as it is.
    pub bytes: Option<Vec<u8>>,
    /// For each insertion asked, in their order, whether it was written.
    pub places: Vec<Result<(), Kept>>,
    /// Whether they are tracked insertions.
    pub tracked: bool,
    /// Whether a digital signature is lost.
    pub signature_lost: bool,
}

/// Writes words into a copy of a Word or OpenDocument text.
pub fn correct(bytes: &[u8], name: &str, insertions: &[Insertion], agreement: &Agreement) -> Result<Corrected, DocumentError> {
    refuse_foreign(bytes, name)?;
    let mut package = Package::read(bytes)?;
    let is_odt = is_odt(&Archive::read(bytes)?)?;
    let located = if is_odt { odt::passages::read(&package)? } else { docx::passages::read(&package)? };
    let (aims, mut places) = aimed(insertions, &located);
    let (drafts, traits) = if is_odt { odt::pen::drafts(&package, &aims, &agreement.day)? } else { docx::pen::drafts(&package, &aims)? };
    for (at, outcome) in drafts.outcomes {
        if let Some(place) = places.get_mut(at) {
            *place = outcome;
        }
    }
    let tracked = drafts.tracked;
    if drafts.parts.is_empty() {
        return Ok(Corrected { bytes: None, places, tracked, signature_lost: false });
    }
    settle(traits, agreement)?;
    for (part, text) in drafts.parts {
        package.put(&part, text);
    }
    Ok(Corrected { bytes: Some(package.finish()?), places, tracked, signature_lost: traits.signed })
}

/// Refuses a file that is protected, or whose signature nobody agreed to lose.
fn settle(traits: Traits, agreement: &Agreement) -> Result<(), DocumentError> {
    if traits.protected {
        return Err(DocumentError::Protected);
    }
    if traits.signed && !agreement.accept_signature_loss { Err(DocumentError::Signed) } else { Ok(()) }
}

/// One insertion, in the part that holds it.
#[derive(Debug)]
pub(crate) struct Aim<'p> {
    /// Its rank among those asked.
    pub(crate) rank: usize,
    pub(crate) located: &'p Located,
    /// How many characters of the passage stand before it.
    before: usize,
    /// The words, with the space before them.
    pub(crate) words: String,
}

/// Finds the passages; what is surely not to be written is said at once.
fn aimed<'p>(insertions: &[Insertion], located: &'p [Located]) -> (Vec<Aim<'p>>, Vec<Result<(), Kept>>) {
    let mut aims = Vec::new();
    let mut places = Vec::new();
    for (rank, insertion) in insertions.iter().enumerate() {
        let found = located.get(insertion.passage);
        let before = found.and_then(|found| found.passage.text.get(..insertion.at)).map(|text| text.chars().count());
        places.push(Err(if found.is_some_and(|found| found.passage.clause.is_some()) { Kept::Clause } else { Kept::Elsewhere }));
        let free = found.filter(|found| found.passage.clause.is_none());
        let words = format!(" {}", insertion.words.trim());
        aims.extend(free.zip(before).map(|(located, before)| Aim { rank, located, before, words }));
    }
    (aims, places)
}

/// What is to be written, part by part.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub(crate) parts: Vec<(String, String)>,
    /// For the rank of each aim, what became of it.
    pub(crate) outcomes: Vec<(usize, Result<(), Kept>)>,
    pub(crate) tracked: bool,
}

/// The aims of each part: those of its run of text, and those of what hangs on it.
pub(crate) fn by_part<'a, 'p>(aims: &'a [Aim<'p>]) -> BTreeMap<(&'a str, bool), Vec<&'a Aim<'p>>> {
    let mut parts: BTreeMap<(&str, bool), Vec<&Aim<'p>>> = BTreeMap::new();
    for aim in aims {
        parts.entry((aim.located.passage.part.as_str(), aim.located.hangs)).or_default().push(aim);
    }
    parts
}

/// Where the paragraphs of some aims begin.
pub(crate) fn starts(aims: &[&Aim<'_>]) -> BTreeSet<usize> {
    aims.iter().map(|aim| aim.located.start).collect()
}

/// What is written in one part: each place once.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    pub(crate) splices: Vec<Splice>,
    known: BTreeSet<(usize, String)>,
}

impl Edits {
    /// Whether words were not asked for there yet.
    pub(crate) fn is_new(&mut self, at: usize, words: &str) -> bool {
        self.known.insert((at, words.to_owned()))
    }
}

impl Aim<'_> {
    /// The byte of the part that the words follow, and what holds it there: each format has its own
    /// list.
    pub(crate) fn spot(&self, line: Option<&Line>, part: &str) -> Result<(usize, usize), Kept> {
        // A paragraph that is not read here as it was read there is none that we know.
        let line = line.filter(|line| shown(&line.text) == self.located.passage.text).ok_or(Kept::Elsewhere)?;
        let trimmed = line.text.chars().take_while(|character| character.is_whitespace() || *character == line::FIELD).count();
        line.after(trimmed + self.before, part)
    }
}

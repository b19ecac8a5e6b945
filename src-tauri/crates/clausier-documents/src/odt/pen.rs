//! A few words written right after others in the parts of an OpenDocument text.

mod again;

use std::collections::BTreeSet;

use super::body::Body;
use super::document::{CONTENT, Document};
use super::insertion::Insertions;
use crate::corrections::{Aim, Drafts, Edits, Kept, by_part, starts};
use crate::error::DocumentError;
use crate::package::Package;
use crate::report::Traits;
use crate::xml::{Splice, apply, escape};

/// The names of our tracked insertions begin with it.
const STEM: &str = "correction";

/// Drafts the parts that change. Changes of the text are tracked in `content.xml` alone.
pub(crate) fn drafts(package: &Package<'_>, aims: &[Aim<'_>], day: &str) -> Result<(Drafts, Traits), DocumentError> {
    let document = Document::read(package)?;
    let body = Body::read(&document.content, CONTENT)?;
    let tracks = body.records_changes && !body.changes.is_empty();
    let mut pen = Pen { body: &body, tracked: tracks.then(|| Insertions::on(day)), drafts: Drafts { tracked: tracks, ..Drafts::default() } };
    let names: BTreeSet<&str> = aims.iter().map(|aim| aim.located.passage.part.as_str()).collect();
    for part in names {
        let Ok(Some(text)) = package.own_text(part) else {
            let lost = aims.iter().filter(|aim| aim.located.passage.part == part);
            pen.drafts.outcomes.extend(lost.map(|aim| (aim.rank, Err(Kept::Elsewhere))));
            continue;
        };
        pen.part(part, &text, aims)?;
    }
    Ok((pen.drafts, document.traits))
}

/// One round of writing.
struct Pen<'e, 'a> {
    body: &'e Body<'a>,
    tracked: Option<Insertions>,
    drafts: Drafts,
}

impl Pen<'_, '_> {
    fn part(&mut self, part: &str, text: &str, aims: &[Aim<'_>]) -> Result<(), DocumentError> {
        let mut edits = Edits::default();
        for (_, aims) in by_part(aims).into_iter().filter(|((name, _), _)| *name == part) {
            let lines = again::read(text, part, &starts(&aims))?;
            for aim in aims {
                let spot = aim.spot(lines.get(&aim.located.start), text);
                let outcome = spot.and_then(|(at, within)| self.write(part, at, within == again::INSERTED, &aim.words, &mut edits));
                self.drafts.outcomes.push((aim.rank, outcome));
            }
        }
        if edits.splices.is_empty() {
            return Ok(());
        }
        let meanings = self.tracked.as_ref().filter(|_| part == CONTENT).and_then(|tracked| tracked.splice(self.body));
        edits.splices.extend(meanings);
        self.drafts.parts.push((part.to_owned(), apply(text, edits.splices)));
        Ok(())
    }

    fn write(&mut self, part: &str, at: usize, is_inserted: bool, words: &str, edits: &mut Edits) -> Result<(), Kept> {
        if self.tracked.is_some() && (part != CONTENT || is_inserted) {
            return Err(Kept::Change);
        }
        if edits.is_new(at, words) {
            let plain = escape(words);
            let written = self.tracked.as_mut().map_or_else(|| plain.clone(), |tracked| tracked.wrap(self.body, STEM, &plain));
            edits.splices.push(Splice::insert(at, written));
        }
        Ok(())
    }
}

//! Clauses written into an OpenDocument text: its content, and what its description remembers.

use super::additions::Additions;
use super::fragment::Writer;
use super::insertion::{self, Insertions};
use super::kept::{self, Kept};
use super::look::Looks;
use super::memory;
use super::reading::Reading;
use super::signature;
use crate::error::DocumentError;
use crate::memory::Remembered;
use crate::package::Package;
use crate::report::Anchor;
use crate::request::Clause;
use crate::scribe::{Scribe, Standing, Written};
use crate::view::{Found, View as _};
use crate::xml::{Splice, slice};

/// One export into an OpenDocument text.
pub(crate) struct OdtScribe<'e> {
    reading: &'e Reading<'e>,
    looks: Looks<'e>,
    additions: Additions<'e>,
    /// What is inserted from now on is tracked there.
    insertions: Option<Insertions>,
}

impl<'e> OdtScribe<'e> {
    /// Prepares to write; what a document that records changes gets is tracked, as of a day.
    pub(crate) fn new(reading: &'e Reading<'e>, day: Option<&str>) -> Self {
        let (body, document) = (&reading.body, reading.document);
        Self {
            reading,
            looks: Looks::new(body, &document.styles, reading.headings(), reading.ours()),
            additions: Additions::new(&body.dialect, &document.automatic, document.automatic_text(), &document.styles),
            insertions: day.filter(|_| body.records_changes).map(Insertions::on),
        }
    }

    /// A section becomes a section break in Word, and stays out of cells: points alone there. And it would stay
    /// behind, empty, once a tracked insertion is rejected.
    fn anchor(&self, in_table: bool, over: Option<&Found>) -> Anchor {
        let is_tracked = over.map_or(self.insertions.is_some(), insertion::is_pending);
        if in_table || is_tracked || self.reading.document.met_word { Anchor::Points } else { Anchor::Section }
    }
}

impl Scribe for OdtScribe<'_> {
    fn write(&mut self, clause: &Clause, standing: Standing, over: Option<&Found>) -> Written {
        let anchor = self.anchor(standing.in_table, over);
        let kept = over.map_or_else(Kept::default, |found| kept::of(&self.reading.body, found));
        let dialect = &self.reading.body.dialect;
        let mut writer = Writer { dialect, looks: &mut self.looks, additions: &mut self.additions, standing };
        let xml = writer.clause(clause, anchor, &kept);
        let look = signature::of(&xml, &self.additions.styles);
        let xml = match self.insertions.as_mut().filter(|_| over.is_none()) {
            Some(insertions) => insertions.wrap(&self.reading.body, &clause.stem(), &xml),
            None => xml,
        };
        Written { xml, look, anchor }
    }

    fn look_of(&self, found: &Found) -> String {
        signature::of(slice(self.reading.body.text, found.span.clone()), &self.reading.document.styles)
    }

    /// A text deleted under tracking leaves the text for the list of changes, with the styles and the marks of
    /// colleagues: what was accepted is written over instead, and that is told.
    fn strike(&self, _: &Found) -> Option<Vec<Splice>> {
        None
    }

    fn release(&self, found: &Found) -> Vec<Splice> {
        kept::release(&self.reading.body, found)
    }

    fn take_out(&self, found: &Found) -> Vec<Splice> {
        let body = &self.reading.body;
        match insertion::marked(body, found).filter(|_| insertion::is_pending(found)) {
            Some((blocks, meaning)) => vec![Splice::remove(blocks), Splice::remove(meaning)],
            None => vec![Splice { range: found.span.clone(), text: kept::remains(body, found) }],
        }
    }

    fn save(self, package: &mut Package<'_>, mut splices: Vec<Splice>, memory: &[Remembered]) -> Result<Vec<Splice>, DocumentError> {
        if !splices.is_empty() {
            splices.extend(self.additions.splice());
            splices.extend(self.insertions.and_then(|insertions| insertions.splice(&self.reading.body)));
        }
        memory::write(&self.reading.document.memory, memory, package)?;
        Ok(splices)
    }
}

//! Clauses written into an OpenDocument text: its content, and what its description remembers.

use super::additions::Additions;
use super::fragment::Writer;
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
}

impl<'e> OdtScribe<'e> {
    /// Prepares to write.
    pub(crate) fn new(reading: &'e Reading<'e>) -> Self {
        let (body, document) = (&reading.body, reading.document);
        Self {
            reading,
            looks: Looks::new(body, &document.styles, reading.headings(), reading.ours()),
            additions: Additions::new(&body.dialect, &document.automatic, document.automatic_text(), &document.styles),
        }
    }

    /// A section becomes a section break in Word, and stays out of cells: points alone there.
    fn anchor(&self, in_table: bool) -> Anchor {
        if in_table || self.reading.document.met_word { Anchor::Points } else { Anchor::Section }
    }
}

impl Scribe for OdtScribe<'_> {
    fn write(&mut self, clause: &Clause, standing: Standing, over: Option<&Found>) -> Written {
        let anchor = self.anchor(standing.in_table);
        let kept = over.map_or_else(Kept::default, |found| kept::of(&self.reading.body, found));
        let dialect = &self.reading.body.dialect;
        let mut writer = Writer { dialect, looks: &mut self.looks, additions: &mut self.additions, standing };
        let xml = writer.clause(clause, anchor, &kept);
        let look = signature::of(&xml, &self.additions.styles);
        Written { xml, look, anchor }
    }

    fn look_of(&self, found: &Found) -> String {
        signature::of(slice(self.reading.body.text, found.span.clone()), &self.reading.document.styles)
    }

    /// A tracked change of an OpenDocument bears a date, and ours bear none: nothing is tracked.
    fn strike(&self, _: &Found) -> Option<Vec<Splice>> {
        None
    }

    fn release(&self, found: &Found) -> Vec<Splice> {
        kept::release(&self.reading.body, found)
    }

    fn remains(&self, found: &Found) -> String {
        kept::remains(&self.reading.body, found)
    }

    fn save(self, package: &mut Package<'_>, mut splices: Vec<Splice>, memory: &[Remembered]) -> Result<Vec<Splice>, DocumentError> {
        if !splices.is_empty() {
            splices.extend(self.additions.splice());
        }
        memory::write(&self.reading.document.memory, memory, package)?;
        Ok(splices)
    }
}

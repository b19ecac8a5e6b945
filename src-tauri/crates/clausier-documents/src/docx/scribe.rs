//! Clauses written into a Word document: the main part, and what they need elsewhere.

use std::collections::HashSet;

use super::additions::Additions;
use super::found::Found;
use super::fragment::{Holder, Writer};
use super::kept::{self, Kept};
use super::look::{Looks, Needs};
use super::reading::Reading;
use super::signature;
use super::struck;
use crate::error::DocumentError;
use crate::memory::Remembered;
use crate::package::Package;
use crate::report::Anchor;
use crate::request::Clause;
use crate::scribe::{Scribe, Standing, Written};
use crate::text;
use crate::xml::{Splice, slice};

/// One export into a Word document.
pub(crate) struct DocxScribe<'e, 'a> {
    reading: &'e Reading<'a>,
    looks: Looks<'e, 'a>,
    additions: Additions,
    /// The first free bookmark number.
    bookmark: u32,
    /// Numbers of controls taken.
    controls: HashSet<u32>,
}

impl<'e, 'a> DocxScribe<'e, 'a> {
    /// Prepares to write.
    pub(crate) fn new(reading: &'e Reading<'a>, package: &Package<'_>) -> Result<Self, DocumentError> {
        let body = &reading.body;
        let mut additions = Additions::new(reading.parts, package, &body.dialect)?;
        if reading.parts.traits.tracked {
            additions.track_from(body.highest_change.saturating_add(1));
        }
        Ok(Self {
            reading,
            looks: Looks::new(body, reading.parts, &reading.headings, &reading.ours),
            additions,
            bookmark: body.highest_bookmark + 1,
            controls: body.controls.iter().filter_map(|control| control.id).collect(),
        })
    }

    /// LibreOffice shrinks controls to one paragraph, cells end with a paragraph: points alone there. And a
    /// control would stay behind, empty, once a tracked insertion is rejected.
    fn anchor(&self, in_table: bool) -> Anchor {
        let tracked = self.reading.parts.traits.tracked;
        if in_table || tracked || self.reading.parts.traits.last_written_by_libreoffice { Anchor::Points } else { Anchor::ContentControl }
    }

    fn control_of(&self, found: &Found) -> Option<u32> {
        let own = self.reading.body.controls.iter().find(|control| !control.inline && control.node == found.first);
        own.filter(|_| found.content.is_some()).and_then(|control| control.id)
    }

    /// Derives a number from the insertion, so that two exports give the same one.
    fn free_control(&mut self, clause: &Clause) -> u32 {
        let digits = text::fingerprint(&clause.stem(), 8);
        let mut id = u32::from_str_radix(&digits, 16).unwrap_or(1) & 0x7fff_ffff;
        while id == 0 || !self.controls.insert(id) {
            id = (id + 1) & 0x7fff_ffff;
        }
        id
    }
}

impl Scribe for DocxScribe<'_, '_> {
    fn write(&mut self, clause: &Clause, standing: Standing, over: Option<&Found>) -> Written {
        let anchor = self.anchor(standing.in_table);
        let control = over.and_then(|found| self.control_of(found)).unwrap_or_else(|| self.free_control(clause));
        let kept = over.map_or_else(Kept::default, |found| kept::of(&self.reading.body, found));
        let (dialect, parts) = (&self.reading.body.dialect, self.reading.parts);
        let look = self.looks.at(standing.heading, standing.level, Needs::of(&clause.blocks), &mut self.additions);
        let holder = Holder { anchor, bookmark: self.bookmark, control, kept };
        self.bookmark += 2;
        let mut writer = Writer { dialect, look: &look, parts, additions: &mut self.additions };
        let xml = writer.clause(clause, &holder);
        let look = signature::of(&xml, &dialect.prefix, &parts.styles, Some(&self.additions));
        Written { xml, look, anchor }
    }

    fn look_of(&self, found: &Found) -> String {
        let body = &self.reading.body;
        signature::of(slice(body.text, found.span.clone()), &body.dialect.prefix, &self.reading.parts.styles, None)
    }

    fn strike(&self, found: &Found) -> Option<Vec<Splice>> {
        let tracked = self.reading.parts.traits.tracked;
        (tracked && !struck::is_pending(&self.reading.body, found)).then(|| struck::out(&self.reading.body, found, &self.additions))
    }

    fn release(&self, found: &Found) -> Vec<Splice> {
        kept::release(&self.reading.body, found)
    }

    fn take_out(&self, found: &Found) -> Vec<Splice> {
        vec![Splice { range: found.span.clone(), text: kept::remains(&self.reading.body, found) }]
    }

    fn save(self, package: &mut Package<'_>, splices: Vec<Splice>, memory: &[Remembered]) -> Result<Vec<Splice>, DocumentError> {
        let parts = self.reading.parts;
        self.additions.write(package, parts)?;
        self.reading.memory.write(memory, package, parts)?;
        Ok(splices)
    }
}

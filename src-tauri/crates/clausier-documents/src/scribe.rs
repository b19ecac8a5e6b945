//! What writes clauses into a document, whatever its format.

use crate::error::DocumentError;
use crate::memory::Remembered;
use crate::package::Package;
use crate::report::Anchor;
use crate::request::Clause;
use crate::view::Found;
use crate::xml::Splice;

/// Where a clause is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// The enclosing heading, in the list of headings.
    pub(crate) heading: Option<usize>,
    /// The level of the title there.
    pub(crate) level: u8,
    pub(crate) in_table: bool,
}

/// A clause as written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) xml: String,
    /// Stands for its look.
    pub(crate) look: String,
    pub(crate) anchor: Anchor,
}

/// Writes clauses in one format.
pub(crate) trait Scribe {
    /// Writes a clause in the look of its place; what colleagues tied to the text it goes over stays.
    fn write(&mut self, clause: &Clause, standing: Standing, over: Option<&Found>) -> Written;

    /// Stands for the look of a clause in the file.
    fn look_of(&self, found: &Found) -> String;

    /// Strikes a text out as a tracked change, our marks taken off it; `None` where nothing is tracked, or
    /// where the text is itself a tracked insertion of ours that nobody accepted.
    fn strike(&self, found: &Found) -> Option<Vec<Splice>>;

    /// Takes our marks off a text, which becomes the buyer's own.
    fn release(&self, found: &Found) -> Vec<Splice>;

    /// Takes a clause out; what must stay there does.
    fn take_out(&self, found: &Found) -> Vec<Splice>;

    /// Puts the parts into the package, the main one aside; those that need no change are left alone. Returns what
    /// changes in the main part, where there is something to write.
    fn save(self, package: &mut Package<'_>, splices: Vec<Splice>, memory: &[Remembered]) -> Result<Vec<Splice>, DocumentError>;
}

//! The headings of a file, for the preview, whatever its format.

use crate::docx::document::Parts;
use crate::error::DocumentError;
use crate::format::{is_odt, refuse_foreign};
use crate::odt;
use crate::package::Package;
use crate::reading::{Reading, main_text};
use crate::report::{Outline, OutlineHeading};
use crate::zip::Archive;

/// Lists the headings of a Word or OpenDocument text that are not those of our clauses, and what is
/// to be known of the file before writing into it.
pub fn outline(bytes: &[u8]) -> Result<Outline, DocumentError> {
    refuse_foreign(bytes, "")?;
    let archive = Archive::read(bytes)?;
    if is_odt(&archive)? {
        return odt::outline(&archive);
    }
    let package = Package::read(bytes)?;
    let parts = Parts::read(&package)?;
    let text = main_text(&package, &parts)?;
    let reading = Reading::new(&package, &parts, &text)?;
    let each = reading.headings.iter().enumerate();
    let headings = each.map(|(index, heading)| OutlineHeading { index, level: heading.level, text: heading.text.clone(), typed: heading.typed });
    Ok(Outline { headings: headings.collect(), traits: reading.traits() })
}

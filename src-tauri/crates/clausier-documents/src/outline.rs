//! The headings of a file, for the preview, whatever its format.

use crate::docx::document::Parts;
use crate::docx::reading::{Reading, main_text};
use crate::error::DocumentError;
use crate::format::{is_odt, refuse_foreign};
use crate::odt::document::Document as Odt;
use crate::odt::reading::Reading as OdtReading;
use crate::package::Package;
use crate::report::{Outline, OutlineHeading};
use crate::view::View;
use crate::zip::Archive;

/// Lists the headings of a Word or OpenDocument text that are not those of our clauses, and what is
/// to be known of the file before writing into it.
pub fn outline(bytes: &[u8]) -> Result<Outline, DocumentError> {
    refuse_foreign(bytes, "")?;
    let archive = Archive::read(bytes)?;
    let package = Package::read(bytes)?;
    if is_odt(&archive)? {
        let document = Odt::read(&package)?;
        return Ok(outlined(&OdtReading::new(&document)?));
    }
    let parts = Parts::read(&package)?;
    let text = main_text(&package, &parts)?;
    Ok(outlined(&Reading::new(&package, &parts, &text)?))
}

fn outlined(view: &dyn View) -> Outline {
    let each = view.headings().iter().enumerate();
    let headings = each.map(|(index, heading)| OutlineHeading { index, level: heading.level, text: heading.text.clone(), typed: heading.typed });
    Outline { headings: headings.collect(), traits: view.traits() }
}

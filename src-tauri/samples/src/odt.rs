//! A tender document as LibreOffice Writer saves it: common and automatic styles, outline numbering, a generated
//! index, page styles for the cover and the landscape annex.

mod body;
mod contents;
mod cover;
mod parts;
mod styles;
mod table;

use zip::result::ZipResult;

use crate::package::Package;
use crate::source::Source;

/// Returns the bytes of the package.
pub fn write(source: &Source) -> ZipResult<Vec<u8>> {
    let mut package = Package::new();
    package.add_stored("mimetype", "application/vnd.oasis.opendocument.text")?;
    package.add("content.xml", &body::write(source))?;
    package.add("styles.xml", &styles::styles(source))?;
    package.add("meta.xml", &parts::meta(source))?;
    package.add("settings.xml", parts::SETTINGS)?;
    package.add("META-INF/manifest.xml", parts::MANIFEST)?;
    package.finish()
}

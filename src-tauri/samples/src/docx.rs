//! A tender document as Word (French) saves it: localised style identifiers, automatic numbers and a table of
//! contents with cached results, or, for the typed model, bold paragraphs with everything made by hand.

mod body;
mod contents;
mod cover;
mod numbering;
mod parts;
mod runs;
mod sections;
mod styles;
mod table;

use zip::result::ZipResult;

use crate::package::Package;
use crate::source::Source;

/// Returns the bytes of the package.
pub fn write(source: &Source) -> ZipResult<Vec<u8>> {
    let body = body::write(source);
    let mut package = Package::new();
    package.add("[Content_Types].xml", &parts::content_types(body.landscape))?;
    package.add("_rels/.rels", parts::PACKAGE_RELATIONS)?;
    package.add("word/document.xml", &body.xml)?;
    package.add("word/_rels/document.xml.rels", &parts::document_relations(body.landscape))?;
    package.add("word/footnotes.xml", &parts::footnotes(&body.notes))?;
    package.add("word/endnotes.xml", &parts::endnotes())?;
    for (name, xml) in sections::headers_and_footers(source, body.landscape) {
        package.add(&format!("word/{name}.xml"), &xml)?;
    }
    package.add("word/theme/theme1.xml", parts::THEME)?;
    package.add("word/settings.xml", &parts::settings())?;
    package.add("word/styles.xml", &styles::styles(source))?;
    package.add("word/numbering.xml", &numbering::numbering(source.model, body.lists))?;
    package.add("word/fontTable.xml", parts::FONTS)?;
    package.add("word/webSettings.xml", parts::WEB_SETTINGS)?;
    package.add("docProps/core.xml", &parts::core_properties(source))?;
    package.add("docProps/app.xml", &parts::app_properties(source))?;
    package.finish()
}

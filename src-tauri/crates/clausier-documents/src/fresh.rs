//! A new document: a skeleton package, and the same writer as for clauses.

use clausier_core::document::Block;

use crate::docx::additions::Additions;
use crate::docx::document::Parts;
use crate::docx::fragment::Writer;
use crate::docx::look::{Looks, Needs};
use crate::docx::reading::{Reading, main_text};
use crate::docx::site::end_of_body;
use crate::error::DocumentError;
use crate::package::{DECLARATION, Package};
use crate::xml::{Splice, escape};
use crate::zip;

/// Makes a Word document of blocks, under a title that is also its title property; in French, with
/// real headings and lists, header rows, and no date: the same blocks give the same bytes.
pub fn fresh(title: &str, blocks: &[Block]) -> Result<Vec<u8>, DocumentError> {
    let skeleton = skeleton(title)?;
    let mut package = Package::read(&skeleton)?;
    let parts = Parts::read(&package)?;
    let text = main_text(&package, &parts)?;
    let reading = Reading::new(&package, &parts, &text)?;
    let mut additions = Additions::new(&parts, &package, &reading.body.dialect)?;
    let look = Looks::new(&reading.body, &parts, &[], &[]).at(None, 1, Needs::of(blocks), &mut additions);
    let mut writer = Writer { dialect: &reading.body.dialect, look: &look, parts: &parts, additions: &mut additions };
    let written = title_paragraph(title) + &writer.plain(blocks);
    package.splice(&parts.main, &text, vec![Splice::insert(end_of_body(&reading.body).at, written)]);
    additions.write(&mut package, &parts)?;
    package.finish()
}

fn title_paragraph(title: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Titre\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(title))
}

fn skeleton(title: &str) -> Result<Vec<u8>, DocumentError> {
    let part = |text: &str| text.as_bytes().to_vec();
    zip::fresh(&[
        ("[Content_Types].xml", part(include_str!("skeleton/content-types.xml"))),
        ("_rels/.rels", part(include_str!("skeleton/package.rels"))),
        ("docProps/core.xml", core_properties(title).into_bytes()),
        ("docProps/app.xml", part(include_str!("skeleton/app.xml"))),
        ("word/document.xml", part(include_str!("skeleton/document.xml"))),
        ("word/_rels/document.xml.rels", part(include_str!("skeleton/document.rels"))),
        ("word/styles.xml", part(include_str!("skeleton/styles.xml"))),
        ("word/settings.xml", part(include_str!("skeleton/settings.xml"))),
    ])
}

fn core_properties(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>",
        escape(title)
    )
}

//! The parts of an OpenDocument package that hardly depend on the text.

use crate::source::{Block, Source};
use crate::xml::escape;

pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The namespaces of `content.xml` and `styles.xml`.
pub const NAMESPACES: &str = concat!(
    r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
    r#"xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" "#,
    r#"xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" "#,
    r#"xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" "#,
    r#"xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" "#,
    r#"xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" "#,
    r#"xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" "#,
    r#"xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ooow="http://openoffice.org/2004/writer""#
);

/// Returns `meta.xml`; the dates are those of the sample, not of the machine that writes it.
pub fn meta(source: &Source) -> String {
    let tables = source.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count() + 1;
    format!(
        concat!(
            "{declaration}",
            r#"<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
            r#"xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>"#,
            r#"<meta:generator>LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2</meta:generator>"#,
            r#"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"#,
            r#"<meta:initial-creator>{creator}</meta:initial-creator><meta:creation-date>2026-07-06T09:05:00</meta:creation-date>"#,
            r#"<dc:creator>{creator}</dc:creator><dc:date>2026-09-24T16:20:00</dc:date><dc:language>fr-FR</dc:language>"#,
            r#"<meta:editing-cycles>11</meta:editing-cycles><meta:editing-duration>PT4H12M</meta:editing-duration>"#,
            r#"<meta:document-statistic meta:table-count="{tables}" meta:image-count="0" meta:object-count="0"/></office:meta></office:document-meta>"#
        ),
        declaration = DECLARATION,
        title = escape(source.meta("document")),
        subject = escape(source.meta("objet")),
        creator = escape(source.meta("direction")),
        tables = tables
    )
}

/// `settings.xml`.
pub const SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    r#"<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">"#,
    r#"<office:settings><config:config-item-set config:name="ooo:configuration-settings">"#,
    r#"<config:config-item config:name="AddParaTableSpacing" config:type="boolean">true</config:config-item>"#,
    r#"<config:config-item config:name="AddParaTableSpacingAtStart" config:type="boolean">true</config:config-item>"#,
    r#"<config:config-item config:name="UpdateFromTemplate" config:type="boolean">true</config:config-item>"#,
    r#"</config:config-item-set></office:settings></office:document-settings>"#
);

/// `META-INF/manifest.xml`.
pub const MANIFEST: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">"#,
    r#"<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>"#,
    r#"<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>"#,
    r#"<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>"#,
    r#"<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>"#,
    r#"<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
);

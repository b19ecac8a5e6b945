//! The parts around the text of a new OpenDocument file.

use clausier_core::paper::Paper;

use crate::xml::escape;

/// Every namespace that our parts use.
pub(super) const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\" office:version=\"1.3\"";
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The page, in hundredths of a millimetre.
pub(super) struct Page {
    width: u32,
    height: u32,
    margin: u32,
    wide: bool,
    pub(super) text_width: u32,
}

impl Page {
    /// A4, upright or on its long side.
    pub(super) fn of(wide: bool) -> Self {
        let (width, height, margin) = if wide { (29_700, 21_000, 1_700) } else { (21_000, 29_700, 2_300) };
        Self { width, height, margin, wide, text_width: width - 2 * margin }
    }

    /// The layout of the page, named `Page`.
    pub(super) fn layout(&self) -> String {
        let side = if self.wide { "landscape" } else { "portrait" };
        let margin = millimetres(self.margin);
        format!(
            "<style:page-layout style:name=\"Page\"><style:page-layout-properties fo:page-width=\"{}\" fo:page-height=\"{}\" style:print-orientation=\"{side}\" fo:margin-top=\"{margin}\" fo:margin-bottom=\"12mm\" fo:margin-left=\"{margin}\" fo:margin-right=\"{margin}\"/><style:footer-style><style:header-footer-properties fo:min-height=\"8mm\" fo:margin-top=\"4mm\"/></style:footer-style></style:page-layout>",
            millimetres(self.width),
            millimetres(self.height),
        )
    }
}

/// Writes hundredths of a millimetre.
pub(super) fn millimetres(hundredths: u32) -> String {
    format!("{}.{:02}mm", hundredths / 100, hundredths % 100)
}

/// The width of a column of a table.
pub(super) fn column_style(table: u32, column: usize, width: u32) -> String {
    format!(
        "<style:style style:name=\"T{table}C{column}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{}\"/></style:style>",
        millimetres(width)
    )
}

/// The text, with the styles of its columns.
pub(super) fn content(styles: &str, body: &str) -> String {
    let cell = |name: &str, background: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"table-cell\"><style:table-cell-properties fo:border=\"0.5pt solid #7f8a99\" fo:padding=\"1mm\"{background}/></style:style>"
        )
    };
    let own = [
        "<style:style style:name=\"Tableau\" style:family=\"table\"><style:table-properties table:align=\"margins\" table:border-model=\"collapsing\"/></style:style>".to_owned(),
        "<style:style style:name=\"Ligne\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>".to_owned(),
        cell("Case", ""),
        cell("EnTete", " fo:background-color=\"#e4eaf1\""),
        cell("Forte", " fo:background-color=\"#f3f5f8\""),
        cell("Saisie", " fo:background-color=\"#fffbe6\""),
    ];
    format!(
        "{XML}<office:document-content {SPACES}><office:automatic-styles>{}{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        own.concat()
    )
}

/// The common styles, and the page with its footer.
pub(super) fn styles(page: &Page, title: &str) -> String {
    let footer = format!(
        "<style:footer><text:p text:style-name=\"Footer\">{}<text:tab/>Page <text:page-number text:select-page=\"current\">1</text:page-number> sur <text:page-count>1</text:page-count></text:p></style:footer>",
        escape(title)
    );
    format!(
        "{XML}<office:document-styles {SPACES}><office:styles>{}{}</office:styles><office:automatic-styles>{}</office:automatic-styles><office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\">{footer}</style:master-page></office:master-styles></office:document-styles>",
        include_str!("../skeleton/styles.odt.xml"),
        footer_style(page),
        page.layout()
    )
}

/// The number of the page stands at the right end of the footer.
fn footer_style(page: &Page) -> String {
    format!(
        "<style:style style:name=\"Footer\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:class=\"extra\"><style:paragraph-properties fo:margin-bottom=\"0mm\"><style:tab-stops><style:tab-stop style:position=\"{}\" style:type=\"right\"/></style:tab-stops></style:paragraph-properties><style:text-properties fo:color=\"#44546a\" fo:font-size=\"8pt\"/></style:style>",
        millimetres(page.text_width)
    )
}

/// Title, subject and language.
pub(super) fn meta(paper: &Paper) -> String {
    let subject = if paper.subject.is_empty() { String::new() } else { format!("<dc:subject>{}</dc:subject>", escape(&paper.subject)) };
    format!(
        "{XML}<office:document-meta {SPACES}><office:meta><meta:generator>Clausier</meta:generator><dc:title>{}</dc:title>{subject}<dc:language>fr-FR</dc:language></office:meta></office:document-meta>",
        escape(&paper.title)
    )
}

/// The manifest of a file made of content, styles and properties.
pub(super) fn manifest(kind: &str) -> String {
    manifest_of(kind, &["content.xml", "styles.xml", "meta.xml"])
}

/// The manifest of a file made of these parts.
pub(super) fn manifest_of(kind: &str, parts: &[&str]) -> String {
    let parts: String =
        parts.iter().map(|part| format!("<manifest:file-entry manifest:full-path=\"{part}\" manifest:media-type=\"text/xml\"/>")).collect();
    format!(
        "{XML}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{kind}\"/>{parts}</manifest:manifest>"
    )
}

//! Sections, headers and footers.

use crate::source::Source;
use crate::xml::escape;

/// Which way the page is held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    Portrait,
    Landscape,
}

/// Returns the properties of a section. The first one leaves its first page, the cover, bare.
pub fn properties(orientation: Orientation, first: bool) -> String {
    let (header, footer, size) = match orientation {
        Orientation::Portrait => ("rId7", "rId8", r#"<w:pgSz w:w="11906" w:h="16838" w:code="9"/>"#),
        Orientation::Landscape => ("rId9", "rId10", r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" w:code="9"/>"#),
    };
    let bare = if first { "<w:titlePg/>" } else { "" };
    format!(
        concat!(
            r#"<w:sectPr w:rsidR="004A1C27"><w:headerReference w:type="default" r:id="{header}"/>"#,
            r#"<w:footerReference w:type="default" r:id="{footer}"/>{size}"#,
            r#"<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>"#,
            r#"<w:cols w:space="708"/>{bare}<w:docGrid w:linePitch="360"/></w:sectPr>"#
        ),
        header = header,
        footer = footer,
        size = size,
        bare = bare
    )
}

/// Returns the header and footer parts, by name.
pub fn headers_and_footers(source: &Source, landscape: bool) -> Vec<(&'static str, String)> {
    let mut parts = vec![("header1", header(source, 9062)), ("footer1", footer(source, 9062))];
    if landscape {
        parts.push(("header2", header(source, 14004)));
        parts.push(("footer2", footer(source, 14004)));
    }
    parts
}

fn header(source: &Source, width: u32) -> String {
    let left = format!("{} – {}", source.meta("sigle"), source.meta("objet"));
    let content = format!("{}{TAB}{}", text(&left), text(source.meta("mention")));
    part("hdr", "En-tte", "bottom", width, &content)
}

fn footer(source: &Source, width: u32) -> String {
    let left = format!("{} – {}", source.meta("acheteur"), source.meta("reference"));
    let content = format!("{}{TAB}{}{}{}{}", text(&left), text("Page "), simple_field("PAGE", "2"), text(" sur "), simple_field("NUMPAGES", "20"));
    part("ftr", "Pieddepage", "top", width, &content)
}

const TAB: &str = "<w:r><w:tab/></w:r>";

fn text(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}

fn simple_field(instruction: &str, result: &str) -> String {
    super::runs::field("", instruction, result)
}

fn part(element: &str, style: &str, rule: &str, width: u32, content: &str) -> String {
    format!(
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
            r#"<w:{element} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
            r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="{style}"/>"#,
            r#"<w:pBdr><w:{rule} w:val="single" w:sz="4" w:space="4" w:color="7F7F7F"/></w:pBdr>"#,
            r#"<w:tabs><w:tab w:val="clear" w:pos="4536"/><w:tab w:val="clear" w:pos="9072"/><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>"#,
            r#"{content}</w:p></w:{element}>"#
        ),
        element = element,
        style = style,
        rule = rule,
        width = width,
        content = content
    )
}

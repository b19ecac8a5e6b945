//! The table of contents: a field inside Word's own control, or lines typed by hand with dot leaders.

use crate::docx::body::Writer;
use crate::docx::runs::{Look, field, properties, run};
use crate::outline::Entry;
use crate::source::Model;
use crate::xml::escape;

/// How deep the table goes.
pub const LEVELS: usize = 2;

/// Names the bookmark that an entry of the table points to.
pub fn bookmark(heading: usize) -> String {
    format!("_Toc2207340{heading:02}")
}

/// Returns the table, ended by a page break.
pub fn contents(writer: &mut Writer<'_>) -> String {
    let mut content = match writer.model() {
        Model::Typed => typed(writer),
        Model::Numbered | Model::OpenDocument => automatic(writer),
    };
    let page_break = writer.paragraph("", r#"<w:r><w:br w:type="page"/></w:r>"#);
    content.push_str(&page_break);
    content
}

const CONTROL_START: &str = concat!(
    r#"<w:sdt><w:sdtPr><w:id w:val="-1204836519"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>"#,
    r#"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"#
);

fn automatic(writer: &mut Writer<'_>) -> String {
    let mut content = CONTROL_START.to_owned();
    let title = run(writer.model(), Look::default(), "Sommaire");
    content.push_str(&writer.paragraph(r#"<w:pStyle w:val="En-ttedetabledesmatires"/>"#, &title));
    let lines = lines(writer);
    for (rank, (at, style, line)) in lines.iter().enumerate() {
        let opening = if rank == 0 { FIELD_START } else { "" };
        let link = format!(r#"{opening}<w:hyperlink w:anchor="{}" w:history="1">{line}</w:hyperlink>"#, bookmark(*at));
        content.push_str(&writer.paragraph(style, &link));
    }
    content.push_str(&writer.paragraph("", r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#));
    content.push_str("</w:sdtContent></w:sdt>");
    content
}

const FIELD_START: &str = concat!(
    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
    r#"<w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h \z \u </w:instrText></w:r>"#,
    r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#
);

/// Returns, for each entry, the rank of its heading, its paragraph properties and its runs.
fn lines(writer: &Writer<'_>) -> Vec<(usize, String, String)> {
    let shown = writer.outline.iter().enumerate().filter(|(_, entry)| entry.level <= LEVELS);
    shown.map(|(at, entry)| (at, line_properties(entry), line(at, entry))).collect()
}

/// The tab after the number is set by Word on the line itself, not in the style.
fn line_properties(entry: &Entry) -> String {
    let stop = if entry.level == 1 { 1320 } else { 960 };
    let label = if entry.label.is_empty() { String::new() } else { format!(r#"<w:tab w:val="left" w:pos="{stop}"/>"#) };
    format!(
        r#"<w:pStyle w:val="TM{}"/><w:tabs>{label}<w:tab w:val="right" w:leader="dot" w:pos="9062"/></w:tabs><w:rPr><w:noProof/></w:rPr>"#,
        entry.level
    )
}

fn line(at: usize, entry: &Entry) -> String {
    let link = r#"<w:rPr><w:rStyle w:val="Lienhypertexte"/><w:noProof/></w:rPr>"#;
    let hidden = "<w:rPr><w:noProof/><w:webHidden/></w:rPr>";
    let text = |text: &str| format!(r#"<w:r>{link}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text));
    let label = if entry.label.is_empty() { String::new() } else { format!("{}<w:r><w:rPr><w:noProof/></w:rPr><w:tab/></w:r>", text(&entry.label)) };
    let page = field(hidden, &format!(r"PAGEREF {} \h", bookmark(at)), &entry.page.to_string());
    format!("{label}{}<w:r>{hidden}<w:tab/></w:r>{page}", text(&entry.title))
}

fn typed(writer: &mut Writer<'_>) -> String {
    let look = Look::sized(26).bold();
    let title = run(writer.model(), look, "SOMMAIRE");
    let mut content = writer.paragraph(r#"<w:spacing w:after="240"/><w:jc w:val="center"/>"#, &title);
    let lines: Vec<(usize, String)> =
        writer.outline.iter().filter(|entry| entry.level <= LEVELS).map(|entry| (entry.level, typed_line(writer.model(), entry))).collect();
    for (level, line) in lines {
        let (indent, before) = if level == 1 { (0, 100) } else { (284, 0) };
        let direct = format!(
            r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs><w:spacing w:before="{before}" w:after="20"/><w:ind w:left="{indent}"/>"#
        );
        content.push_str(&writer.paragraph(&direct, &line));
    }
    content
}

fn typed_line(model: Model, entry: &Entry) -> String {
    let look = Look { bold: entry.level == 1, ..Look::sized(19) };
    let tab = format!("<w:r>{}<w:tab/></w:r>", properties(model, look));
    format!("{}{tab}{}", run(model, look, &entry.title), run(model, look, &entry.page.to_string()))
}

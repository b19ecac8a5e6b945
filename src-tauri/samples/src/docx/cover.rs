//! The title page.

use crate::docx::body::Writer;
use crate::docx::runs::{Look, run};
use crate::docx::table::{PORTRAIT_WIDTH, bordered};
use crate::source::{Model, Source};

/// Returns the title page, ended by a page break.
pub fn cover(writer: &mut Writer<'_>, source: &Source) -> String {
    let mut content = String::new();
    content.push_str(&centred(writer, source.meta("acheteur"), Look::sized(36).bold(), 0, 60));
    content.push_str(&centred(writer, source.meta("direction"), Look::sized(24), 0, 1800));
    content.push_str(&centred(writer, &source.meta("nature").to_uppercase(), Look::sized(24), 0, 600));
    content.push_str(&title(writer, source));
    content.push_str(&centred(writer, source.meta("objet"), Look::sized(36).bold(), 900, 200));
    content.push_str(&centred(writer, source.meta("mention"), Look::sized(28), 0, 1500));
    content.push_str(&facts(writer, source));
    content.push_str(&writer.paragraph("", r#"<w:r><w:br w:type="page"/></w:r>"#));
    content
}

fn centred(writer: &mut Writer<'_>, text: &str, look: Look, before: u32, after: u32) -> String {
    let content = run(writer.model(), look, text);
    let direct = format!(r#"<w:spacing w:before="{before}" w:after="{after}"/><w:jc w:val="center"/>"#);
    writer.paragraph(&direct, &content)
}

fn title(writer: &mut Writer<'_>, source: &Source) -> String {
    let sigle = format!("({})", source.meta("sigle"));
    match writer.model() {
        Model::Typed => typed_title(writer, &source.meta("document").to_uppercase(), &sigle),
        Model::Numbered | Model::OpenDocument => {
            let name = run(writer.model(), Look::default(), source.meta("document"));
            let sigle = run(writer.model(), Look::default(), &sigle);
            let title = writer.paragraph(r#"<w:pStyle w:val="Titre"/>"#, &name);
            title + &writer.paragraph(r#"<w:pStyle w:val="Sous-titre"/>"#, &sigle)
        }
    }
}

/// A box drawn with paragraph borders: the title of those who use no title style.
fn typed_title(writer: &mut Writer<'_>, name: &str, sigle: &str) -> String {
    let side = |name: &str| format!(r#"<w:{name} w:val="single" w:sz="12" w:space="8" w:color="auto"/>"#);
    let frame: String = ["top", "left", "bottom", "right"].map(side).concat();
    let mut content = String::new();
    for (text, size) in [(name, 40), (sigle, 32)] {
        let text = run(writer.model(), Look::sized(size).bold(), text);
        let direct = format!(
            r#"<w:pBdr>{frame}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>"#
        );
        content.push_str(&writer.paragraph(&direct, &text));
    }
    content
}

/// The facts of the consultation, label on the left.
fn facts(writer: &mut Writer<'_>, source: &Source) -> String {
    let widths = [PORTRAIT_WIDTH * 35 / 100, PORTRAIT_WIDTH * 65 / 100];
    let facts =
        [("Référence", "reference"), ("Maître d’ouvrage", "acheteur"), ("Procédure", "procedure"), ("Date limite de remise des offres", "remise")];
    let rows = facts.into_iter().filter(|(_, key)| !source.meta(key).is_empty());
    let rows: String = rows.map(|(label, key)| fact(writer, widths, label, source.meta(key))).collect();
    bordered(&widths, &rows)
}

fn fact(writer: &mut Writer<'_>, widths: [u32; 2], label: &str, value: &str) -> String {
    let cells: String = [(widths[0], label, Look::BOLD), (widths[1], value, Look::default())]
        .into_iter()
        .map(|(width, text, look)| {
            let text = run(writer.model(), look, text);
            let text = writer.paragraph(r#"<w:spacing w:before="60" w:after="60"/>"#, &text);
            format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{text}</w:tc>"#)
        })
        .collect();
    format!("<w:tr>{cells}</w:tr>")
}

//! Paragraphs and runs: the markup every other part is made of.

use crate::docx::body::Writer;
use crate::outline::position;
use crate::source::{Model, Span};
use crate::xml::escape;

/// Direct formatting of a run.
#[derive(Clone, Copy, Default)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    /// Half-points; absent = the size of the style.
    pub size: Option<u32>,
}

impl Look {
    pub const BOLD: Self = Self { bold: true, italic: false, size: None };

    pub const fn sized(size: u32) -> Self {
        Self { bold: false, italic: false, size: Some(size) }
    }

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// Returns run properties. The typed model names its font on every run, as documents do when their authors
/// select all and pick a font instead of changing the style.
pub fn properties(model: Model, look: Look) -> String {
    let mut inside = String::new();
    if model == Model::Typed {
        inside.push_str(r#"<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>"#);
    }
    if look.bold {
        inside.push_str("<w:b/><w:bCs/>");
    }
    if look.italic {
        inside.push_str("<w:i/><w:iCs/>");
    }
    let size = look.size.or((model == Model::Typed).then_some(22));
    if let Some(size) = size {
        inside.push_str(&format!(r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#));
    }
    if inside.is_empty() { inside } else { format!("<w:rPr>{inside}</w:rPr>") }
}

/// Returns one run of text.
pub fn run(model: Model, look: Look, text: &str) -> String {
    format!(r#"<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>"#, properties(model, look), escape(text))
}

/// Returns a complex field with its cached result: a field without one makes Word repair the file.
pub fn field(properties: &str, instruction: &str, result: &str) -> String {
    let mark = |kind: &str| format!(r#"<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    format!(
        r#"{}<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{}<w:r>{properties}<w:t>{}</w:t></w:r>{}"#,
        mark("begin"),
        mark("separate"),
        escape(result),
        mark("end")
    )
}

/// Returns an empty bookmark pair around some content.
pub fn bookmarked(id: u32, name: &str, content: &str) -> String {
    format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{id}"/>"#)
}

impl Writer<'_> {
    /// Returns a paragraph, numbered as Word 2010 and later do.
    pub fn paragraph(&mut self, properties: &str, content: &str) -> String {
        self.paragraphs += 1;
        let id = 0x1A2B_0000 + self.paragraphs;
        let properties = if properties.is_empty() { String::new() } else { format!("<w:pPr>{properties}</w:pPr>") };
        format!(r#"<w:p w14:paraId="{id:08X}" w14:textId="77777777" w:rsidR="004A1C27" w:rsidRDefault="004A1C27">{properties}{content}</w:p>"#)
    }

    /// Returns the runs of a line; notes and references are registered on the way.
    pub fn spans(&mut self, spans: &[Span], look: Look) -> String {
        spans
            .iter()
            .map(|span| match span {
                Span::Plain(text) => run(self.model(), look, text),
                Span::Bold(text) => run(self.model(), look.bold(), text),
                Span::Note(text) => self.note(text),
                Span::Reference(title) => self.reference(title),
            })
            .collect()
    }

    fn note(&mut self, text: &str) -> String {
        self.notes.push(text.to_owned());
        let id = self.notes.len();
        format!(r#"<w:r><w:rPr><w:rStyle w:val="Appelnotedebasdep"/></w:rPr><w:footnoteReference w:id="{id}"/></w:r>"#)
    }

    /// Refers to a heading by its number, as the « Renvoi » dialog does.
    fn reference(&self, title: &str) -> String {
        let at = position(&self.outline, title);
        let label = at.map_or("", |at| self.outline[at].label.as_str());
        let name = reference_bookmark(at.unwrap_or_default());
        field("", &format!(r"REF {name} \r \h"), label)
    }
}

/// Names the bookmark that cross references to a heading point to.
pub fn reference_bookmark(heading: usize) -> String {
    format!("_Ref2207341{heading:02}")
}

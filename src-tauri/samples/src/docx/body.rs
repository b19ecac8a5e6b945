//! `word/document.xml`: cover, table of contents, then the blocks in order.

use std::collections::BTreeSet;

use crate::docx::runs::{Look, bookmarked, properties, reference_bookmark, run};
use crate::docx::{contents, cover, sections};
use crate::outline::{Entry, outline};
use crate::source::{Block, Cell, Heading, Model, Source, Span};

/// What the other parts need to know about the written body.
pub struct Body {
    pub xml: String,
    pub notes: Vec<String>,
    /// How many ordered lists there are: each has its own numbering.
    pub lists: u32,
    pub landscape: bool,
}

/// Writes the body.
pub fn write(source: &Source) -> Body {
    let mut writer = Writer::new(source);
    let mut content = cover::cover(&mut writer, source);
    content.push_str(&contents::contents(&mut writer));
    for block in &source.blocks {
        content.push_str(&writer.block(block));
    }
    content.push_str(&sections::properties(writer.section, writer.first_section));
    Body {
        xml: format!("{DOCUMENT_START}{content}</w:body></w:document>"),
        notes: writer.notes,
        lists: writer.lists,
        landscape: source.blocks.iter().any(|block| matches!(block, Block::Landscape)),
    }
}

/// The state of the writing.
pub struct Writer<'a> {
    source: &'a Source,
    pub outline: Vec<Entry>,
    /// Headings that a cross reference names.
    referred: BTreeSet<usize>,
    pub notes: Vec<String>,
    pub paragraphs: u32,
    pub bookmarks: u32,
    pub tables: u32,
    lists: u32,
    heading: usize,
    pub section: sections::Orientation,
    first_section: bool,
}

impl<'a> Writer<'a> {
    fn new(source: &'a Source) -> Self {
        let outline = outline(source);
        let titles = referred_titles(source);
        let referred = (0..outline.len()).filter(|at| titles.contains(outline[*at].title.as_str())).collect();
        Self {
            source,
            outline,
            referred,
            notes: Vec::new(),
            paragraphs: 0,
            bookmarks: 0,
            tables: 0,
            lists: 0,
            heading: 0,
            section: sections::Orientation::Portrait,
            first_section: true,
        }
    }

    pub fn model(&self) -> Model {
        self.source.model
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(spans) => {
                let content = self.spans(spans, Look::default());
                let style = self.body_style();
                self.paragraph(style, &content)
            }
            Block::Bullet(spans) => self.item(spans, 2),
            Block::Ordered { spans, first } => {
                self.lists += u32::from(*first);
                self.item(spans, 2 + self.lists)
            }
            Block::Table(table) => self.table(table),
            Block::Landscape => self.section_break(sections::Orientation::Landscape),
            Block::Portrait => self.section_break(sections::Orientation::Portrait),
        }
    }

    /// Returns the properties of body text: a style, or Normal dressed by hand.
    fn body_style(&self) -> &'static str {
        match self.model() {
            Model::Typed => r#"<w:spacing w:before="60" w:after="180" w:line="300" w:lineRule="auto"/><w:jc w:val="both"/>"#,
            Model::Numbered | Model::OpenDocument => r#"<w:pStyle w:val="Corpsdetexte"/>"#,
        }
    }

    fn item(&mut self, spans: &[Span], list: u32) -> String {
        let content = self.spans(spans, Look::default());
        let number = format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#);
        let direct = match self.model() {
            Model::Typed => r#"<w:spacing w:after="80" w:line="288" w:lineRule="auto"/><w:jc w:val="both"/>"#,
            Model::Numbered | Model::OpenDocument => "",
        };
        self.paragraph(&format!(r#"<w:pStyle w:val="Paragraphedeliste"/>{number}{direct}"#), &content)
    }

    fn heading(&mut self, heading: &Heading) -> String {
        let at = self.heading;
        self.heading += 1;
        match self.model() {
            Model::Typed => self.typed_heading(heading),
            Model::Numbered | Model::OpenDocument => self.styled_heading(heading, at),
        }
    }

    fn styled_heading(&mut self, heading: &Heading, at: usize) -> String {
        let unnumbered = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>"#;
        let direct = if heading.annex { unnumbered } else { "" };
        let mut content = run(self.model(), Look::default(), &heading.title);
        if self.referred.contains(&at) {
            content = self.bookmark(&reference_bookmark(at), &content);
        }
        if heading.level <= contents::LEVELS {
            content = self.bookmark(&contents::bookmark(at), &content);
        }
        self.paragraph(&format!(r#"<w:pStyle w:val="Titre{}"/>{direct}"#, heading.level), &content)
    }

    fn bookmark(&mut self, name: &str, content: &str) -> String {
        let id = self.bookmarks;
        self.bookmarks += 1;
        bookmarked(id, name, content)
    }

    /// Writes a heading as many buyers do: bold, sometimes boxed, and known to no style.
    fn typed_heading(&mut self, heading: &Heading) -> String {
        let (size, direct) = match heading.level {
            1 => (
                24,
                concat!(
                    r#"<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="7F7F7F"/></w:pBdr>"#,
                    r#"<w:spacing w:before="480" w:after="180"/>"#
                ),
            ),
            _ => (22, r#"<w:keepNext/><w:spacing w:before="300" w:after="100"/>"#),
        };
        let look = Look::sized(size).bold();
        let mark = properties(self.model(), look);
        let content = run(self.model(), look, &heading.title);
        self.paragraph(&format!("{direct}{mark}"), &content)
    }

    /// Ends the section with a paragraph of its own, as « Insérer un saut de section » does.
    fn section_break(&mut self, next: sections::Orientation) -> String {
        let ending = sections::properties(self.section, self.first_section);
        self.section = next;
        self.first_section = false;
        self.paragraph(&format!(r#"<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{ending}"#), "")
    }
}

fn referred_titles(source: &Source) -> BTreeSet<&str> {
    let mut titles = BTreeSet::new();
    for block in &source.blocks {
        match block {
            Block::Paragraph(spans) | Block::Bullet(spans) | Block::Ordered { spans, .. } => collect(spans, &mut titles),
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    match cell {
                        Cell::Text(spans) => collect(spans, &mut titles),
                        Cell::MergedLeft | Cell::MergedUp => {}
                    }
                }
            }
            Block::Heading(_) | Block::Landscape | Block::Portrait => {}
        }
    }
    titles
}

fn collect<'a>(spans: &'a [Span], titles: &mut BTreeSet<&'a str>) {
    titles.extend(spans.iter().filter_map(|span| match span {
        Span::Reference(title) => Some(title.as_str()),
        Span::Plain(_) | Span::Bold(_) | Span::Note(_) => None,
    }));
}

const DOCUMENT_START: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    r#"<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:o="urn:schemas-microsoft-com:office:office" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" "#,
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" "#,
    r#"xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"><w:body>"#
);

//! `content.xml`: automatic styles, cover, index, then the blocks in order.

use crate::odt::{contents, cover, parts, table};
use crate::outline::{Entry, outline, position};
use crate::source::{Block, Heading, Source, Span};
use crate::xml::escape;

/// Writes the part.
pub fn write(source: &Source) -> String {
    let mut writer = Writer::new(source);
    let mut text = SEQUENCES.to_owned();
    text.push_str(&cover::cover(source));
    text.push_str(&contents::contents(&writer.outline));
    writer.page_break = Some(PageBreak::Page);
    for block in &source.blocks {
        let block = writer.block(block);
        text.push_str(&block);
    }
    text.push_str(writer.close_list());
    format!(
        concat!(
            "{declaration}<office:document-content {namespaces} office:version=\"1.3\">",
            "<office:automatic-styles>{fixed}{tables}</office:automatic-styles>",
            "<office:body><office:text>{text}</office:text></office:body></office:document-content>"
        ),
        declaration = parts::DECLARATION,
        namespaces = parts::NAMESPACES,
        fixed = [AUTOMATIC_STYLES, cover::FACTS_STYLES].concat(),
        tables = writer.table_styles,
        text = text
    )
}

/// A change of page that the next block carries, as LibreOffice does.
#[derive(Clone, Copy)]
enum PageBreak {
    Page,
    Landscape,
    Portrait,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Bullets,
    Numbers,
}

/// The state of the writing.
pub struct Writer {
    outline: Vec<Entry>,
    heading: usize,
    notes: u32,
    pub tables: u32,
    pub table_styles: String,
    pub landscape: bool,
    list: Option<List>,
    lists: u32,
    page_break: Option<PageBreak>,
}

impl Writer {
    fn new(source: &Source) -> Self {
        Self {
            outline: outline(source),
            heading: 0,
            notes: 0,
            tables: 0,
            table_styles: String::new(),
            landscape: false,
            list: None,
            lists: 0,
            page_break: None,
        }
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading(heading) => format!("{}{}", self.close_list(), self.heading(heading)),
            Block::Paragraph(spans) => {
                let opening = format!("{}{}", self.close_list(), self.empty_break());
                format!(r#"{opening}<text:p text:style-name="Text_20_body">{}</text:p>"#, self.spans(spans))
            }
            Block::Bullet(spans) => self.item(spans, List::Bullets, false),
            Block::Ordered { spans, first } => self.item(spans, List::Numbers, *first),
            Block::Table(table) => format!("{}{}{}", self.close_list(), self.empty_break(), table::table(self, table)),
            Block::Landscape => self.turn(PageBreak::Landscape),
            Block::Portrait => self.turn(PageBreak::Portrait),
        }
    }

    fn turn(&mut self, page_break: PageBreak) -> String {
        self.landscape = matches!(page_break, PageBreak::Landscape);
        self.page_break = Some(page_break);
        self.close_list().to_owned()
    }

    /// Closes the list that is open, if any.
    fn close_list(&mut self) -> &'static str {
        if self.list.take().is_some() { "</text:list>" } else { "" }
    }

    fn item(&mut self, spans: &[Span], list: List, restart: bool) -> String {
        let mut content = String::new();
        if self.list != Some(list) || restart {
            content.push_str(self.close_list());
            content.push_str(&self.empty_break());
            content.push_str(&self.open_list(list));
        }
        let style = if list == List::Bullets { "P8" } else { "P9" };
        let text = self.spans(spans);
        content.push_str(&format!(r#"<text:list-item><text:p text:style-name="{style}">{text}</text:p></text:list-item>"#));
        content
    }

    fn open_list(&mut self, list: List) -> String {
        self.list = Some(list);
        self.lists += 1;
        let style = if list == List::Bullets { "L1" } else { "L2" };
        format!(r#"<text:list xml:id="list22073{:03}" text:style-name="{style}">"#, self.lists)
    }

    /// A page break that no heading carries stands on an empty paragraph.
    fn empty_break(&mut self) -> String {
        match self.page_break.take() {
            None => String::new(),
            Some(page_break) => format!(r#"<text:p text:style-name="{}"/>"#, paragraph_after(page_break)),
        }
    }

    fn heading(&mut self, heading: &Heading) -> String {
        let at = self.heading;
        self.heading += 1;
        let style = match self.page_break.take() {
            None => format!("Heading_20_{}", heading.level),
            Some(page_break) => heading_after(page_break).to_owned(),
        };
        let unnumbered = if heading.annex { r#" text:is-list-header="true""# } else { "" };
        let name = contents::bookmark(at);
        format!(
            r#"<text:h text:style-name="{style}" text:outline-level="{}"{unnumbered}><text:bookmark-start text:name="{name}"/>{}<text:bookmark-end text:name="{name}"/></text:h>"#,
            heading.level,
            escape(&heading.title)
        )
    }

    /// Returns the text of a line; notes are written where they are called.
    pub fn spans(&mut self, spans: &[Span]) -> String {
        spans
            .iter()
            .map(|span| match span {
                Span::Plain(text) => escape(text),
                Span::Bold(text) => format!(r#"<text:span text:style-name="T1">{}</text:span>"#, escape(text)),
                Span::Note(text) => self.note(text),
                Span::Reference(title) => self.reference(title),
            })
            .collect()
    }

    fn note(&mut self, text: &str) -> String {
        self.notes += 1;
        let number = self.notes;
        format!(
            concat!(
                r#"<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>"#,
                r#"<text:note-body><text:p text:style-name="Footnote">{text}</text:p></text:note-body></text:note>"#
            ),
            number = number,
            text = escape(text)
        )
    }

    fn reference(&self, title: &str) -> String {
        let at = position(&self.outline, title).unwrap_or_default();
        let label = self.outline.get(at).map_or("", |entry| entry.label.as_str());
        format!(
            r#"<text:bookmark-ref text:reference-format="number" text:ref-name="{}">{}</text:bookmark-ref>"#,
            contents::bookmark(at),
            escape(label)
        )
    }
}

fn heading_after(page_break: PageBreak) -> &'static str {
    match page_break {
        PageBreak::Page => "P10",
        PageBreak::Landscape => "P11",
        PageBreak::Portrait => "P12",
    }
}

fn paragraph_after(page_break: PageBreak) -> &'static str {
    match page_break {
        PageBreak::Page => "P13",
        PageBreak::Landscape => "P14",
        PageBreak::Portrait => "P15",
    }
}

const SEQUENCES: &str = concat!(
    r#"<text:sequence-decls><text:sequence-decl text:display-outline-level="0" text:name="Illustration"/>"#,
    r#"<text:sequence-decl text:display-outline-level="0" text:name="Table"/>"#,
    r#"<text:sequence-decl text:display-outline-level="0" text:name="Text"/>"#,
    r#"<text:sequence-decl text:display-outline-level="0" text:name="Drawing"/></text:sequence-decls>"#
);

const AUTOMATIC_STYLES: &str = concat!(
    // Cover.
    r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="First_20_Page"><style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.2cm" fo:text-align="center" style:page-number="auto"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>"#,
    r#"<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="3cm" fo:text-align="center"/><style:text-properties fo:font-size="12pt"/></style:style>"#,
    r#"<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="1cm" fo:text-align="center"/><style:text-properties fo:font-size="12pt" fo:text-transform="uppercase"/></style:style>"#,
    r#"<style:style style:name="P4" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="1.6cm" fo:margin-bottom="0.4cm" fo:text-align="center"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>"#,
    r#"<style:style style:name="P5" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="2.6cm" fo:text-align="center"/><style:text-properties fo:font-size="14pt"/></style:style>"#,
    // Index.
    r#"<style:style style:name="P6" style:family="paragraph" style:parent-style-name="Contents_20_1"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="16cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>"#,
    r#"<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Contents_20_2"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="15.5cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>"#,
    r#"<style:style style:name="P16" style:family="paragraph" style:parent-style-name="Contents_20_Heading" style:master-page-name="Standard"><style:paragraph-properties style:page-number="auto"/></style:style>"#,
    r#"<style:style style:name="Sect1" style:family="section"><style:section-properties style:editable="false"><style:columns fo:column-count="1" fo:column-gap="0cm"/></style:section-properties></style:style>"#,
    // Lists.
    r#"<style:style style:name="P8" style:family="paragraph" style:parent-style-name="Text_20_body" style:list-style-name="L1"><style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.12cm"/></style:style>"#,
    r#"<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Text_20_body" style:list-style-name="L2"><style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.12cm"/></style:style>"#,
    r#"<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:style-name="Bullet_20_Symbols" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1.27cm" fo:text-indent="-0.635cm" fo:margin-left="1.27cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>"#,
    r#"<text:list-style style:name="L2"><text:list-level-style-number text:level="1" text:style-name="Numbering_20_Symbols" style:num-suffix="." style:num-format="1"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1.27cm" fo:text-indent="-0.635cm" fo:margin-left="1.27cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>"#,
    // Breaks.
    r#"<style:style style:name="P10" style:family="paragraph" style:parent-style-name="Heading_20_1"><style:paragraph-properties fo:break-before="page"/></style:style>"#,
    r#"<style:style style:name="P11" style:family="paragraph" style:parent-style-name="Heading_20_1" style:master-page-name="Landscape"><style:paragraph-properties style:page-number="auto"/></style:style>"#,
    r#"<style:style style:name="P12" style:family="paragraph" style:parent-style-name="Heading_20_1" style:master-page-name="Standard"><style:paragraph-properties style:page-number="auto"/></style:style>"#,
    r#"<style:style style:name="P13" style:family="paragraph" style:parent-style-name="Text_20_body"><style:paragraph-properties fo:break-before="page"/></style:style>"#,
    r#"<style:style style:name="P14" style:family="paragraph" style:parent-style-name="Text_20_body" style:master-page-name="Landscape"><style:paragraph-properties style:page-number="auto"/></style:style>"#,
    r#"<style:style style:name="P15" style:family="paragraph" style:parent-style-name="Text_20_body" style:master-page-name="Standard"><style:paragraph-properties style:page-number="auto"/></style:style>"#,
    // Table cells.
    r#"<style:style style:name="P17" style:family="paragraph" style:parent-style-name="Table_20_Contents"><style:paragraph-properties fo:text-align="center"/></style:style>"#,
    r#"<style:style style:name="P18" style:family="paragraph" style:parent-style-name="Table_20_Contents"><style:paragraph-properties fo:text-align="end"/></style:style>"#,
    r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>"#
);

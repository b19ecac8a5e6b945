//! The parts around the text of a new Word document.

use clausier_core::paper::Paper;

use super::word::BULLETS;
use crate::package::DECLARATION;
use crate::xml::escape;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The page, in twentieths of a point.
pub(super) struct Page {
    width: u32,
    height: u32,
    margin: u32,
    pub(super) text_width: u32,
}

impl Page {
    /// A4, upright or on its long side.
    pub(super) fn of(wide: bool) -> Self {
        let (width, height, margin) = if wide { (16_838, 11_906, 964) } else { (11_906, 16_838, 1_304) };
        Self { width, height, margin, text_width: width - 2 * margin }
    }

    fn section(&self) -> String {
        let Self { width, height, margin, .. } = self;
        let side = if width > height { " w:orient=\"landscape\"" } else { "" };
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{side}/><w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"567\" w:footer=\"510\" w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

/// Returns the members of the package, in order.
pub(super) fn members(paper: &Paper, page: &Page, body: &str, numbered: u32) -> Vec<(&'static str, String)> {
    let document =
        format!("{DECLARATION}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\"><w:body>{body}{}</w:body></w:document>", page.section());
    vec![
        ("[Content_Types].xml", include_str!("../skeleton/content-types.xml").to_owned()),
        ("_rels/.rels", include_str!("../skeleton/package.rels").to_owned()),
        ("docProps/core.xml", core_properties(paper)),
        ("docProps/app.xml", include_str!("../skeleton/app.xml").to_owned()),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", include_str!("../skeleton/document.rels").to_owned()),
        ("word/styles.xml", include_str!("../skeleton/styles.xml").to_owned()),
        ("word/settings.xml", include_str!("../skeleton/settings.xml").to_owned()),
        ("word/numbering.xml", numbering(numbered)),
        ("word/footer1.xml", footer(paper, page)),
    ]
}

fn core_properties(paper: &Paper) -> String {
    let subject = if paper.subject.is_empty() { String::new() } else { format!("<dc:subject>{}</dc:subject>", escape(&paper.subject)) };
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>{subject}<dc:language>fr-FR</dc:language></cp:coreProperties>",
        escape(&paper.title)
    )
}

/// Bullets, then one list a numbered one, each starting at 1.
fn numbering(numbered: u32) -> String {
    let level = |format: &str, text: &str| {
        format!(
            "<w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"425\" w:hanging=\"312\"/></w:pPr></w:lvl>"
        )
    };
    let lists: String = (1..=numbered)
        .map(|list| {
            let id = BULLETS + list;
            format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>")
        })
        .collect();
    format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>{lists}</w:numbering>",
        level("bullet", "–"),
        level("decimal", "%1."),
    )
}

fn footer(paper: &Paper, page: &Page) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text));
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Pieddepage\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p></w:ftr>",
        page.text_width,
        text(&paper.title),
        text("Page "),
        field("PAGE"),
        text(" sur "),
        field("NUMPAGES"),
    )
}

//! `styles.xml`: common styles under LibreOffice's own names, outline numbering, page styles.

use crate::odt::parts;
use crate::source::Source;
use crate::xml::escape;

/// Returns the part.
pub fn styles(source: &Source) -> String {
    let pages = [
        page("First_20_Page", r#" style:display-name="First Page" style:next-style-name="Standard""#, "Mpm2", ""),
        page("Standard", "", "Mpm1", &header_and_footer(source, "Header", "Footer")),
        page("Landscape", "", "Mpm3", &header_and_footer(source, "MP1", "MP2")),
    ];
    format!(
        concat!(
            "{declaration}<office:document-styles {namespaces} office:version=\"1.3\">",
            "<office:styles>{defaults}{common}{outline}{notes}</office:styles>",
            "<office:automatic-styles>{automatic}</office:automatic-styles>",
            "<office:master-styles>{pages}</office:master-styles></office:document-styles>"
        ),
        declaration = parts::DECLARATION,
        namespaces = parts::NAMESPACES,
        defaults = DEFAULTS,
        common = COMMON,
        outline = outline_style(),
        notes = NOTES,
        automatic = AUTOMATIC,
        pages = pages.concat()
    )
}

fn page(name: &str, more: &str, layout: &str, content: &str) -> String {
    format!(r#"<style:master-page style:name="{name}"{more} style:page-layout-name="{layout}">{content}</style:master-page>"#)
}

fn header_and_footer(source: &Source, header: &str, footer: &str) -> String {
    format!(
        concat!(
            r#"<style:header><text:p text:style-name="{header}">{sigle} – {object}<text:tab/>{mention}</text:p></style:header>"#,
            r#"<style:footer><text:p text:style-name="{footer}">{buyer} – {reference}<text:tab/>Page <text:page-number text:select-page="current">2</text:page-number>"#,
            r#" sur <text:page-count>18</text:page-count></text:p></style:footer>"#
        ),
        header = header,
        footer = footer,
        sigle = escape(source.meta("sigle")),
        object = escape(source.meta("objet")),
        mention = escape(source.meta("mention")),
        buyer = escape(source.meta("acheteur")),
        reference = escape(source.meta("reference"))
    )
}

/// Ten levels, as LibreOffice writes them; the first three are used.
fn outline_style() -> String {
    let levels: String = (1..=10).map(outline_level).collect();
    format!(r#"<text:outline-style style:name="Outline">{levels}</text:outline-style>"#)
}

fn outline_level(level: u32) -> String {
    let shown = if level > 1 && level <= 3 { format!(r#" text:display-levels="{level}""#) } else { String::new() };
    let format = if level <= 3 { "1" } else { "" };
    let indent = ["1cm", "1.25cm", "1.5cm"].get(level as usize - 1).copied().unwrap_or("0cm");
    format!(
        concat!(
            r#"<text:outline-level-style text:level="{level}" style:num-format="{format}"{shown}>"#,
            r#"<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">"#,
            r#"<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{indent}" fo:text-indent="-{indent}" fo:margin-left="{indent}"/>"#,
            r#"</style:list-level-properties></text:outline-level-style>"#
        ),
        level = level,
        format = format,
        shown = shown,
        indent = indent
    )
}

const DEFAULTS: &str = concat!(
    r#"<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2" style:tab-stop-distance="1.251cm" style:writing-mode="page"/>"#,
    r#"<style:text-properties fo:font-family="'Liberation Sans'" style:font-family-generic="swiss" style:font-pitch="variable" fo:font-size="11pt" fo:language="fr" fo:country="FR"/></style:default-style>"#,
    r#"<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>"#,
    r#"<style:default-style style:family="table-row"><style:table-row-properties fo:keep-together="auto"/></style:default-style>"#
);

const COMMON: &str = concat!(
    r#"<style:style style:name="Standard" style:family="paragraph" style:class="text"/>"#,
    r#"<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph" style:parent-style-name="Standard" style:class="text"><style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.3cm" fo:line-height="120%" fo:text-align="justify"/></style:style>"#,
    r#"<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Text_20_body" style:class="text"><style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.25cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="14pt"/></style:style>"#,
    r##"<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Heading" style:next-style-name="Text_20_body" style:default-outline-level="1" style:class="text"><style:paragraph-properties fo:margin-top="0.9cm" fo:margin-bottom="0.4cm" fo:padding-bottom="0.08cm" fo:border-bottom="0.75pt solid #375623"/><style:text-properties fo:color="#375623" fo:font-size="15pt" fo:font-weight="bold"/></style:style>"##,
    r##"<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Heading" style:next-style-name="Text_20_body" style:default-outline-level="2" style:class="text"><style:paragraph-properties fo:margin-top="0.6cm" fo:margin-bottom="0.25cm"/><style:text-properties fo:color="#375623" fo:font-size="12.5pt" fo:font-weight="bold"/></style:style>"##,
    r#"<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph" style:parent-style-name="Heading" style:next-style-name="Text_20_body" style:default-outline-level="3" style:class="text"><style:paragraph-properties fo:margin-top="0.45cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="11pt" fo:font-style="italic" fo:font-weight="bold"/></style:style>"#,
    r##"<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Text_20_body" style:class="chapter"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:padding-top="0.5cm" fo:border-top="1.5pt solid #375623" fo:text-align="center"/><style:text-properties fo:color="#375623" fo:font-size="24pt" fo:font-weight="bold"/></style:style>"##,
    r##"<style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Text_20_body" style:class="chapter"><style:paragraph-properties fo:margin-bottom="0.4cm" fo:padding-bottom="0.5cm" fo:border-bottom="1.5pt solid #375623" fo:text-align="center"/><style:text-properties fo:color="#375623" fo:font-size="18pt" fo:font-weight="bold"/></style:style>"##,
    r#"<style:style style:name="Index" style:family="paragraph" style:parent-style-name="Standard" style:class="index"><style:paragraph-properties text:number-lines="false" text:line-number="0"/></style:style>"#,
    r##"<style:style style:name="Contents_20_Heading" style:display-name="Contents Heading" style:family="paragraph" style:parent-style-name="Heading" style:class="index"><style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.5cm"/><style:text-properties fo:color="#375623" fo:font-size="16pt" fo:font-weight="bold"/></style:style>"##,
    r#"<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph" style:parent-style-name="Index" style:class="index"><style:paragraph-properties fo:margin-top="0.2cm" fo:margin-bottom="0.05cm"/><style:text-properties fo:font-size="10pt" fo:font-weight="bold"/></style:style>"#,
    r#"<style:style style:name="Contents_20_2" style:display-name="Contents 2" style:family="paragraph" style:parent-style-name="Index" style:class="index"><style:paragraph-properties fo:margin-left="0.5cm" fo:margin-top="0cm" fo:margin-bottom="0.03cm" fo:text-indent="0cm"/><style:text-properties fo:font-size="10pt"/></style:style>"#,
    r#"<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="10pt" fo:font-style="italic"/></style:style>"#,
    r#"<style:style style:name="Table" style:family="paragraph" style:parent-style-name="Caption" style:class="extra"/>"#,
    r#"<style:style style:name="Table_20_Contents" style:display-name="Table Contents" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:orphans="0" fo:widows="0"/><style:text-properties fo:font-size="10pt"/></style:style>"#,
    r#"<style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph" style:parent-style-name="Table_20_Contents" style:class="extra"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>"#,
    r##"<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:padding-bottom="0.1cm" fo:border-bottom="0.5pt solid #7f7f7f"><style:tab-stops><style:tab-stop style:position="16cm" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties fo:color="#595959" fo:font-size="8pt"/></style:style>"##,
    r##"<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:padding-top="0.1cm" fo:border-top="0.5pt solid #7f7f7f"><style:tab-stops><style:tab-stop style:position="16cm" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties fo:color="#595959" fo:font-size="8pt"/></style:style>"##,
    r#"<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:margin-left="0.6cm" fo:text-indent="-0.6cm" fo:text-align="justify"/><style:text-properties fo:font-size="9pt"/></style:style>"#,
    r#"<style:style style:name="Footnote_20_Symbol" style:display-name="Footnote Symbol" style:family="text"/>"#,
    r#"<style:style style:name="Footnote_20_anchor" style:display-name="Footnote anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>"#,
    r#"<style:style style:name="Index_20_Link" style:display-name="Index Link" style:family="text"/>"#,
    r#"<style:style style:name="Bullet_20_Symbols" style:display-name="Bullet Symbols" style:family="text"/>"#,
    r#"<style:style style:name="Numbering_20_Symbols" style:display-name="Numbering Symbols" style:family="text"/>"#
);

const NOTES: &str = concat!(
    r#"<text:notes-configuration text:note-class="footnote" text:default-style-name="Footnote" text:citation-style-name="Footnote_20_Symbol" text:citation-body-style-name="Footnote_20_anchor" "#,
    r#"style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>"#
);

const AUTOMATIC: &str = concat!(
    r#"<style:style style:name="MP1" style:family="paragraph" style:parent-style-name="Header"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="24.7cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>"#,
    r#"<style:style style:name="MP2" style:family="paragraph" style:parent-style-name="Footer"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="24.7cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>"#,
    r#"<style:page-layout style:name="Mpm1"><style:page-layout-properties fo:page-width="21.001cm" fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>"#,
    r#"<style:header-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>"#,
    r#"<style:page-layout style:name="Mpm2"><style:page-layout-properties fo:page-width="21.001cm" fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>"#,
    r#"<style:header-style/><style:footer-style/></style:page-layout>"#,
    r#"<style:page-layout style:name="Mpm3"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21.001cm" style:print-orientation="landscape" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>"#,
    r#"<style:header-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>"#
);

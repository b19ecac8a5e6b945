//! The table of contents: the recipe that LibreOffice keeps, and the lines it made.

use crate::outline::Entry;
use crate::xml::escape;

const LEVELS: usize = 2;

/// Names the bookmark that an entry of the index points to.
pub fn bookmark(heading: usize) -> String {
    format!("__RefHeading___Toc22073{heading:03}")
}

/// Returns the index.
pub fn contents(entries: &[Entry]) -> String {
    let lines: String = entries.iter().enumerate().filter(|(_, entry)| entry.level <= LEVELS).map(|(at, entry)| line(at, entry)).collect();
    let recipe: String = (1..=LEVELS).map(template).collect();
    format!(
        concat!(
            r#"<text:table-of-content text:style-name="Sect1" text:protected="true" text:name="Table des matières1">"#,
            r#"<text:table-of-content-source text:outline-level="{levels}"><text:index-title-template text:style-name="Contents_20_Heading">Sommaire</text:index-title-template>"#,
            r#"{recipe}</text:table-of-content-source><text:index-body><text:index-title text:style-name="Sect1" text:name="Table des matières1_Head">"#,
            r#"<text:p text:style-name="P16">Sommaire</text:p></text:index-title>{lines}</text:index-body></text:table-of-content>"#
        ),
        levels = LEVELS,
        recipe = recipe,
        lines = lines
    )
}

fn template(level: usize) -> String {
    format!(
        concat!(
            r#"<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">"#,
            r#"<text:index-entry-link-start text:style-name="Index_20_Link"/><text:index-entry-chapter/><text:index-entry-span> </text:index-entry-span><text:index-entry-text/>"#,
            r#"<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/>"#,
            r#"</text:table-of-content-entry-template>"#
        ),
        level = level
    )
}

fn line(at: usize, entry: &Entry) -> String {
    let style = if entry.level == 1 { "P6" } else { "P7" };
    let number = if entry.label.is_empty() { String::new() } else { format!("{} ", entry.label) };
    format!(
        concat!(
            r##"<text:p text:style-name="{style}"><text:a xlink:type="simple" xlink:href="#{bookmark}" text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">"##,
            r#"{number}{title}<text:tab/>{page}</text:a></text:p>"#
        ),
        style = style,
        bookmark = bookmark(at),
        number = number,
        title = escape(&entry.title),
        page = entry.page
    )
}

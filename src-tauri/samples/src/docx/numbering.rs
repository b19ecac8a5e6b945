//! `word/numbering.xml`: the articles, the bullets, and one definition per ordered list.

use crate::source::Model;

/// Returns the part. List 1 numbers the headings, list 2 is the bullets, the ordered lists follow.
pub fn numbering(model: Model, lists: u32) -> String {
    let mut definitions = String::new();
    let mut instances = String::new();
    if model != Model::Typed {
        definitions.push_str(&headings());
        instances.push_str(&instance(1));
    }
    definitions.push_str(&bullets());
    instances.push_str(&instance(2));
    for list in 3..3 + lists {
        definitions.push_str(&ordered(list));
        instances.push_str(&instance(list));
    }
    format!("{START}{definitions}{instances}</w:numbering>")
}

const START: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    r#"<w:numbering xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
);

fn instance(list: u32) -> String {
    format!(r#"<w:num w:numId="{list}"><w:abstractNumId w:val="{}"/></w:num>"#, list - 1)
}

fn definition(list: u32, kind: &str, levels: &str) -> String {
    let number = list - 1;
    format!(
        r#"<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{:08X}"/><w:multiLevelType w:val="{kind}"/><w:tmpl w:val="{:08X}"/>{levels}</w:abstractNum>"#,
        0x2C41_0000 + list * 257,
        0x6E5A_0000 + list * 263
    )
}

/// The articles: « Article 1 », « 1.1 », « 1.1.1 » and further levels that nobody uses but Word writes.
fn headings() -> String {
    let levels: String = (0..9).map(heading_level).collect();
    definition(1, "multilevel", &levels)
}

fn heading_level(level: usize) -> String {
    let dotted = (1..=level + 1).map(|number| format!("%{number}")).collect::<Vec<_>>().join(".");
    let (text, indent) = match level {
        0 => ("Article %1".to_owned(), 1588),
        1 => (dotted, 709),
        2 => (dotted, 851),
        further => (dotted, 864 + 144 * further),
    };
    let style = if level < 3 { format!(r#"<w:pStyle w:val="Titre{}"/>"#, level + 1) } else { String::new() };
    format!(
        concat!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{style}<w:lvlText w:val="{text}"/>"#,
            r#"<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>"#
        ),
        level = level,
        style = style,
        text = text,
        indent = indent
    )
}

fn bullets() -> String {
    let levels: String = (0..9).map(bullet_level).collect();
    definition(2, "hybridMultilevel", &levels)
}

/// Word's three bullets in turn, with its private-use characters.
fn bullet_level(level: usize) -> String {
    let (sign, font) = match level % 3 {
        0 => ("\u{f0b7}", "Symbol"),
        1 => ("o", "Courier New"),
        _ => ("\u{f0a7}", "Wingdings"),
    };
    format!(
        concat!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>"#,
            r#"<w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr></w:lvl>"#
        ),
        level = level,
        sign = sign,
        indent = 720 * (level + 1),
        font = font
    )
}

fn ordered(list: u32) -> String {
    let levels: String = (0..9).map(ordered_level).collect();
    definition(list, "hybridMultilevel", &levels)
}

fn ordered_level(level: usize) -> String {
    let (format, side, hanging) = match level % 3 {
        0 => ("decimal", "left", 360),
        1 => ("lowerLetter", "left", 360),
        _ => ("lowerRoman", "right", 180),
    };
    format!(
        concat!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="%{number}."/><w:lvlJc w:val="{side}"/>"#,
            r#"<w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr></w:lvl>"#
        ),
        level = level,
        format = format,
        number = level + 1,
        side = side,
        indent = 720 * (level + 1),
        hanging = hanging
    )
}

//! The parts of a Word package that do not depend on the text, or hardly.

use crate::source::Source;
use crate::xml::escape;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Returns `[Content_Types].xml`.
pub fn content_types(landscape: bool) -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut parts: Vec<(&str, String)> = vec![
        ("/word/document.xml", format!("{word}.document.main+xml")),
        ("/word/numbering.xml", format!("{word}.numbering+xml")),
        ("/word/styles.xml", format!("{word}.styles+xml")),
        ("/word/settings.xml", format!("{word}.settings+xml")),
        ("/word/webSettings.xml", format!("{word}.webSettings+xml")),
        ("/word/footnotes.xml", format!("{word}.footnotes+xml")),
        ("/word/endnotes.xml", format!("{word}.endnotes+xml")),
        ("/word/header1.xml", format!("{word}.header+xml")),
        ("/word/footer1.xml", format!("{word}.footer+xml")),
    ];
    if landscape {
        parts.push(("/word/header2.xml", format!("{word}.header+xml")));
        parts.push(("/word/footer2.xml", format!("{word}.footer+xml")));
    }
    parts.push(("/word/fontTable.xml", format!("{word}.fontTable+xml")));
    parts.push(("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml".to_owned()));
    parts.push(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()));
    parts.push(("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()));
    let overrides: String = parts.iter().map(|(name, kind)| format!(r#"<Override PartName="{name}" ContentType="{kind}"/>"#)).collect();
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    )
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";

/// `_rels/.rels`.
pub const PACKAGE_RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    "</Relationships>"
);

/// Returns the relations of the main part; `sections.rs` relies on the identifiers of headers and footers.
pub fn document_relations(landscape: bool) -> String {
    let mut relations = vec![
        ("numbering", "numbering.xml"),
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("webSettings", "webSettings.xml"),
        ("footnotes", "footnotes.xml"),
        ("endnotes", "endnotes.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
    ];
    if landscape {
        relations.extend([("header", "header2.xml"), ("footer", "footer2.xml")]);
    }
    relations.extend([("fontTable", "fontTable.xml"), ("theme", "theme/theme1.xml")]);
    let relations: String = relations
        .iter()
        .zip(1..)
        .map(|((kind, target), id)| format!(r#"<Relationship Id="rId{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#))
        .collect();
    format!("{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>")
}

/// Returns the footnotes, after the two separators that every file carries.
pub fn footnotes(notes: &[String]) -> String {
    let notes: String = notes.iter().zip(1..).map(|(text, id)| footnote(id, text)).collect();
    notes_part("footnote", &notes)
}

/// Returns the endnotes part: Word writes it beside the footnotes, with the separators only.
pub fn endnotes() -> String {
    notes_part("endnote", "")
}

fn footnote(id: u32, text: &str) -> String {
    format!(
        concat!(
            r#"<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="Notedebasdepage"/></w:pPr>"#,
            r#"<w:r><w:rPr><w:rStyle w:val="Appelnotedebasdep"/></w:rPr><w:footnoteRef/></w:r>"#,
            r#"<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>"#
        ),
        id = id,
        text = escape(text)
    )
}

fn notes_part(element: &str, notes: &str) -> String {
    let separator = |kind: &str, id: i32, mark: &str| {
        format!(
            r#"<w:{element} w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:{element}>"#
        )
    };
    format!(
        "{DECLARATION}<w:{element}s xmlns:r=\"{OFFICE}\" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}{}{notes}</w:{element}s>",
        separator("separator", -1, "separator"),
        separator("continuationSeparator", 0, "continuationSeparator")
    )
}

/// Returns the settings.
pub fn settings() -> String {
    let rsids: String = ["00132B5E", "004A1C27", "007D40F3"].map(|value| format!(r#"<w:rsid w:val="{value}"/>"#)).concat();
    format!(
        concat!(
            "{declaration}",
            r#"<w:settings xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="{office}" "#,
            r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/>"#,
            r#"<w:proofState w:spelling="clean" w:grammar="clean"/><w:defaultTabStop w:val="708"/><w:hyphenationZone w:val="425"/>"#,
            r#"<w:characterSpacingControl w:val="doNotCompress"/>"#,
            r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>"#,
            r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#,
            r#"<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>"#,
            r#"<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>"#,
            r#"<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>"#,
            r#"<w:rsids><w:rsidRoot w:val="00132B5E"/>{rsids}</w:rsids>"#,
            r#"<m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr><w:themeFontLang w:val="fr-FR"/>"#,
            r#"<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" "#,
            r#"w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>"#,
            r#"<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#
        ),
        declaration = DECLARATION,
        office = OFFICE,
        rsids = rsids
    )
}

/// `word/webSettings.xml`.
pub const WEB_SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    r#"<w:webSettings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:optimizeForBrowser/><w:allowPNG/></w:webSettings>"#
);

/// `word/fontTable.xml`.
pub const FONTS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    r#"<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>"#,
    r#"<w:font w:name="Symbol"><w:panose1 w:val="05050102010706020507"/><w:charset w:val="02"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>"#,
    r#"<w:font w:name="Courier New"><w:panose1 w:val="02070309020205020404"/><w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>"#,
    r#"<w:font w:name="Wingdings"><w:panose1 w:val="05000000000000000000"/><w:charset w:val="02"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>"#,
    "</w:fonts>"
);

/// Returns `docProps/core.xml`; the dates are those of the sample, not of the machine that writes it.
pub fn core_properties(source: &Source) -> String {
    format!(
        concat!(
            "{declaration}",
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            r#"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{creator}</dc:creator>"#,
            r#"<cp:lastModifiedBy>{creator}</cp:lastModifiedBy><cp:revision>14</cp:revision>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">2026-06-08T08:12:00Z</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">2026-09-02T15:41:00Z</dcterms:modified><dc:language>fr-FR</dc:language></cp:coreProperties>"#
        ),
        declaration = DECLARATION,
        title = escape(source.meta("document")),
        subject = escape(source.meta("objet")),
        creator = escape(source.meta("direction"))
    )
}

/// Returns `docProps/app.xml`.
pub fn app_properties(source: &Source) -> String {
    format!(
        concat!(
            "{declaration}",
            r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
            r#"<Template>Normal.dotm</Template><TotalTime>312</TotalTime><Application>Microsoft Office Word</Application>"#,
            r#"<DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><Company>{company}</Company><LinksUpToDate>false</LinksUpToDate>"#,
            r#"<SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0000</AppVersion></Properties>"#
        ),
        declaration = DECLARATION,
        company = escape(source.meta("acheteur"))
    )
}

/// `word/theme/theme1.xml`: the least that the schema of DrawingML accepts.
pub const THEME: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
    r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Thème Office"><a:themeElements>"#,
    r#"<a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>"#,
    r#"<a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="1F4E79"/></a:accent1>"#,
    r#"<a:accent2><a:srgbClr val="ED7D31"/></a:accent2><a:accent3><a:srgbClr val="A5A5A5"/></a:accent3><a:accent4><a:srgbClr val="FFC000"/></a:accent4>"#,
    r#"<a:accent5><a:srgbClr val="5B9BD5"/></a:accent5><a:accent6><a:srgbClr val="70AD47"/></a:accent6><a:hlink><a:srgbClr val="0563C1"/></a:hlink>"#,
    r#"<a:folHlink><a:srgbClr val="954F72"/></a:folHlink></a:clrScheme>"#,
    r#"<a:fontScheme name="Office"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>"#,
    r#"<a:minorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>"#,
    r#"<a:fmtScheme name="Office"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst><a:lnStyleLst><a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln w="19050"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst>"#,
    r#"<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>"#,
    r#"<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"#
);

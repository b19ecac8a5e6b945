//! The buyer's files: what opens is written, what is written opens, and twice is once.

use clausier_core::document::parse;
use clausier_documents::{Clause, OnEdited, Request, export, fresh, outline, plan, synthetic};

use super::packed::packed;
use super::repository;

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const CONTENT_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const MAIN_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;
const ODT: &str = "application/vnd.oasis.opendocument.text";
const ODT_STYLES: &str = r#"<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles><style:style style:name="Standard" style:family="paragraph"/><style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"/></office:styles></office:document-styles>"#;
const MANIFEST: &str = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

/// Any bytes as a file.
pub fn file(bytes: &[u8]) {
    let request = request();
    let _ = plan(bytes, &request);
    let _ = outline(bytes);
    if let Ok(done) = export(bytes, &request) {
        let Some(written) = done.bytes else { panic!("every conflict is decided: {:?}", done.report.conflicts) };
        outline(&written).unwrap_or_else(|error| panic!("what is written cannot be read: {error}"));
        let again = export(&written, &Request { known: done.bases, ..request }).unwrap_or_else(|error| panic!("written, then refused: {error}"));
        assert!(again.bytes.is_some_and(|again| again == written), "twice is not once: {:?} then {:?}", done.report, again.report);
    }
}

/// Any bytes as the main part of a Word document.
pub fn docx(part: &[u8]) {
    file(&word(part));
}

/// Any bytes as the content of an OpenDocument text.
pub fn odt(part: &[u8]) {
    file(&open_document(part));
}

/// The shipped samples that are small, a new document, and one of each kind that holds a clause.
pub fn files() -> Vec<Vec<u8>> {
    let small = fresh("Lettre", &parse("Un **mot**.\n\n- a\n- b\n\n1. c\n\n| A | B |\n|---|---|\n| 1 | 2 |")).expect("a document is made");
    let mut files = vec![exported(&small), small];
    files.extend(docx_bodies().iter().map(|part| word(part)));
    files.extend(odt_bodies().iter().map(|part| open_document(part)));
    files
}

/// Main parts of Word documents: plain, with a placeholder, with a clause of ours; and from the samples, the head of one.
pub fn docx_bodies() -> Vec<Vec<u8>> {
    let paragraph = |style: &str, text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#);
    let body = |more: &str| {
        let text = [paragraph("Titre1", "Article 1 – Objet"), paragraph("Normal", "Texte."), paragraph("Titre1", "Article 2 – Déchets")].concat();
        format!(r#"<?xml version="1.0"?><w:document xmlns:w="{SPACE}"><w:body>{text}{more}<w:sectPr/></w:body></w:document>"#).into_bytes()
    };
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("Titre2", "2.1. Tri"));
    let control = r#"<w:sdt><w:sdtPr><w:tag w:val="autre"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sdtContent></w:sdt>"#;
    let tracked =
        r#"<w:p><w:ins w:id="1"><w:r><w:t>ajout</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>retrait</w:delText></w:r></w:del></w:p>"#;
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let mut parts: Vec<Vec<u8>> = ["", &paragraph("Normal", "{{clausier:env-08}}"), &table, control, tracked, field].map(body).into();
    let ours: Vec<Vec<u8>> = parts.iter().filter_map(|part| synthetic::part(&exported(&word(part)), "word/document.xml").ok()).collect();
    parts.extend(ours);
    parts
}

/// Contents of OpenDocument texts: plain, in a section, with a tracked change; and with a clause of ours.
pub fn odt_bodies() -> Vec<Vec<u8>> {
    let root = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#;
    let body = |more: &str| {
        let text = r#"<text:h text:style-name="Heading_20_1" text:outline-level="1">Article 1 – Objet</text:h><text:p>Texte.</text:p><text:h text:outline-level="1">Article 2 – Déchets</text:h>"#;
        format!(r#"<?xml version="1.0"?><office:document-content {root}><office:automatic-styles/><office:body><office:text>{text}{more}</office:text></office:body></office:document-content>"#).into_bytes()
    };
    let section = r#"<text:section text:name="S"><text:p>x</text:p></text:section>"#;
    let list = r#"<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"#;
    let mut parts: Vec<Vec<u8>> = ["", "<text:p>{{clausier:env-08}}</text:p>", section, list].map(body).into();
    let ours: Vec<Vec<u8>> = parts.iter().filter_map(|part| synthetic::part(&exported(&open_document(part)), "content.xml").ok()).collect();
    parts.extend(ours);
    if let Ok(content) = synthetic::part(&repository("src-tauri/samples/espaces-verts/CCTP.odt"), "content.xml") {
        parts.extend(content.get(..content.len().min(8_192)).map(<[u8]>::to_vec));
    }
    parts
}

pub(super) fn word(part: &[u8]) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", part),
        ("word/_rels/document.xml.rels", MAIN_RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ])
}

pub(super) fn open_document(part: &[u8]) -> Vec<u8> {
    packed(&[
        ("mimetype", ODT.as_bytes()),
        ("content.xml", part),
        ("styles.xml", ODT_STYLES.as_bytes()),
        ("META-INF/manifest.xml", MANIFEST.as_bytes()),
    ])
}

fn exported(file: &[u8]) -> Vec<u8> {
    let done = export(file, &request()).expect("a seed is exported");
    done.bytes.expect("a seed has no conflict")
}

/// One clause of every kind of block; every question has its answer beforehand.
fn request() -> Request {
    let clause = Clause {
        key: "env-08".to_owned(),
        instance: String::new(),
        version: "1.0.0".to_owned(),
        title: "Tri des déchets".to_owned(),
        blocks: parse("Le titulaire trie **tout**.\n\n- bois\n- métaux\n\n1. un\n2. deux\n\n| A | B |\n|---|---|\n| 1 | 2 |"),
        at: None,
        hints: vec!["déchets".to_owned()],
    };
    Request { clauses: vec![clause], accept_places: true, accept_signature_loss: true, on_edited: OnEdited::Replace, ..Request::default() }
}

//! Documents of a buyer, built as Word writes them.

use clausier_core::document::{Block, Run, parse};
use clausier_documents::{Clause, Exported, Request, export};

use crate::archive::{self, Entry};

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document being built.
pub struct Docx {
    entries: Vec<Entry>,
}

impl Docx {
    /// A CCTP with French styles, a list, and settings.
    pub fn of(body: &str) -> Self {
        let root = format!(
            "xmlns:w=\"{WORD}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\""
        );
        Self::bare(&format!("{XML}<w:document {root}><w:body>{body}{SECTION}</w:body></w:document>"))
            .with("word/styles.xml", &styles(), "styles")
            .with("word/numbering.xml", NUMBERING, "numbering")
            .with("word/settings.xml", &format!("{XML}<w:settings xmlns:w=\"{WORD}\"/>"), "settings")
    }

    /// A package with a main part alone.
    pub fn bare(document: &str) -> Self {
        let entries = vec![
            Entry::new("[Content_Types].xml", CONTENT_TYPES),
            Entry::new("_rels/.rels", PACKAGE_RELATIONS),
            Entry::new("word/document.xml", document),
            Entry::new("word/_rels/document.xml.rels", format!("{XML}<Relationships xmlns=\"{RELATIONS}\"></Relationships>")),
            Entry::new("word/media/image1.png", vec![0x89, b'P', b'N', b'G', 1, 2, 3]),
        ];
        Self { entries }
    }

    /// Adds a part and what leads to it.
    pub fn with(mut self, name: &str, text: &str, kind: &str) -> Self {
        let target = name.strip_prefix("word/").unwrap_or(name);
        let number = self.entries.len();
        let relation = format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        );
        self = self.edit("word/_rels/document.xml.rels", |rels| rels.replace("</Relationships>", &relation));
        let declared = format!(
            "<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/></Types>"
        );
        self = self.edit("[Content_Types].xml", |types| types.replace("</Types>", &declared));
        self.add(name, text)
    }

    /// Adds a member.
    pub fn add(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.entries.push(Entry::new(name, bytes));
        self
    }

    /// Changes the text of a member.
    pub fn edit(mut self, name: &str, change: impl FnOnce(String) -> String) -> Self {
        let entry = self.entries.iter_mut().find(|entry| entry.name == name).expect("the member is there");
        entry.bytes = change(String::from_utf8(entry.bytes.clone()).unwrap()).into_bytes();
        self
    }

    pub fn entries(self) -> Vec<Entry> {
        self.entries
    }

    pub fn build(&self) -> Vec<u8> {
        archive::write(&self.entries)
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
pub const SECTION: &str =
    "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\"/></w:sectPr>";
const NUMBERING: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"11111111\"/><w:multiLevelType w:val=\"hybridMultilevel\"/><w:tmpl w:val=\"22222222\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:nsid w:val=\"33333333\"/><w:multiLevelType w:val=\"hybridMultilevel\"/><w:tmpl w:val=\"44444444\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1)\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";

fn styles() -> String {
    let titles: String = (1..=3)
        .map(|level| format!("<w:style w:type=\"paragraph\" w:styleId=\"Titre{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>", level - 1))
        .collect();
    format!(
        "{XML}<w:styles xmlns:w=\"{WORD}\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{titles}<w:style w:type=\"paragraph\" w:styleId=\"Corpsdetexte\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Paragraphedeliste\"><w:name w:val=\"List Paragraph\"/><w:basedOn w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"TM1\"><w:name w:val=\"toc 1\"/><w:basedOn w:val=\"Normal\"/></w:style><w:style w:type=\"table\" w:styleId=\"Grilledutableau\"><w:name w:val=\"Table Grid\"/></w:style></w:styles>"
    )
}

/// A heading in the buyer's style.
pub fn title(level: u8, text: &str) -> String {
    format!("<w:p w:rsidR=\"00A1\"><w:pPr><w:pStyle w:val=\"Titre{level}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph in the buyer's body style.
pub fn text(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Corpsdetexte\"/><w:jc w:val=\"both\"/></w:pPr><w:r w:rsidRPr=\"00B2\"><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

/// A bullet of the buyer's.
pub fn bullet(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Paragraphedeliste\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

/// A table of one cell.
pub fn table(cell: &str) -> String {
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grilledutableau\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"9000\"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{cell}</w:tc></w:tr></w:tbl>"
    )
}

/// The body of the usual CCTP: three articles, the second with two numbered sections.
pub fn usual_body() -> String {
    [
        title(1, "Article 1 – Objet du marché"),
        text("Le présent cahier décrit les travaux de construction d’un groupe scolaire &amp; de ses abords."),
        title(1, "Article 2 – Gestion des déchets"),
        text("Le titulaire assure la propreté du chantier pendant toute la durée des travaux."),
        title(2, "2.1. Tri"),
        text("Les déchets sont triés à la source, selon leur nature et leur destination."),
        bullet("bois, métaux, plâtre"),
        title(2, "2.2. Suivi"),
        text("Un registre est tenu à jour et présenté à chaque réunion de chantier."),
        title(1, "Article 3 – Réception"),
        text("La réception est prononcée dans les conditions du CCAG Travaux, article 41."),
    ]
    .concat()
}

pub fn usual() -> Vec<u8> {
    Docx::of(&usual_body()).build()
}

/// A clause of every kind of block, to be placed under the article on waste.
pub fn clause(key: &str) -> Clause {
    let markdown = "Le titulaire valorise au moins **70 %** des déchets de chantier.\n\n- bois et dérivés\n- métaux\n\n1. Tri à la source\n2. Pesée\n\n| Flux | Taux |\n|---|---|\n| Bois | 80 % |\n\nLe bilan est remis à la réception.";
    written(key, "Valorisation des déchets de chantier", markdown)
}

/// A clause of that text.
pub fn written(key: &str, title: &str, markdown: &str) -> Clause {
    Clause {
        key: key.to_owned(),
        instance: String::new(),
        version: "1.0.0".to_owned(),
        title: title.to_owned(),
        blocks: parse(markdown),
        at: Some("Article 2 – Gestion des déchets".to_owned()),
        hints: Vec::new(),
    }
}

/// The same clause in a newer version, one figure changed.
pub fn newer(clause: &Clause) -> Clause {
    let mut newer = clause.clone();
    newer.version = "1.1.0".to_owned();
    newer.blocks[0] =
        Block::Paragraph { line: vec![Run::plain("Le titulaire valorise au moins "), Run::bold("80 %"), Run::plain(" des déchets de chantier.")] };
    newer
}

pub fn request(clauses: &[Clause]) -> Request {
    Request { clauses: clauses.to_vec(), ..Request::default() }
}

/// Exports, and returns the file too.
pub fn exported(file: &[u8], request: &Request) -> (Vec<u8>, Exported) {
    let exported = export(file, request).expect("the export is done");
    let bytes = exported.bytes.clone().expect("no conflict is left");
    (bytes, exported)
}

/// The usual CCTP with one clause of ours.
pub fn usual_with(clause: &Clause) -> Vec<u8> {
    exported(&usual(), &request(std::slice::from_ref(clause))).0
}

/// The main part of a file.
pub fn main_part(file: &[u8]) -> String {
    archive::text(file, "word/document.xml")
}

/// The file with its main part changed as a person would.
pub fn retyped(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    archive::changed(file, "word/document.xml", |text| {
        assert!(text.contains(from), "« {from} » is in the document");
        text.replacen(from, to, 1)
    })
}

/// The content control of ours in a main part, whole.
pub fn control(main: &str) -> String {
    let (before, _) = main.split_once("<w:tag w:val=\"clz1:").expect("a control of ours");
    let start = before.rfind("<w:sdt>").unwrap();
    let end = start + main[start..].find("</w:sdt>").unwrap() + "</w:sdt>".len();
    main[start..end].to_owned()
}

/// Keys of report entries.
pub fn keys(entries: &[clausier_documents::report::Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.key.as_str()).collect()
}

/// The codes of warnings.
pub fn codes(exported: &Exported) -> Vec<&'static str> {
    exported.report.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

/// Exports again what an export gave, and expects the same bytes.
pub fn assert_settled(file: &[u8], request: &Request) {
    let (again, _) = exported(file, request);
    assert!(again == file, "a second export gives the same bytes");
}

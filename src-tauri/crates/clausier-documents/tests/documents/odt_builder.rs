//! OpenDocument texts of a buyer, built as LibreOffice writes them.

use clausier_documents::{Clause, Request};

use crate::archive::{self, Entry};
use crate::builder::exported;

/// A document being built.
pub struct Odt {
    entries: Vec<Entry>,
}

const OFFICE: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"";
const SPACES: &str = "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
const AUTOMATIC: &str = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Text_20_body\"><style:paragraph-properties fo:text-align=\"justify\"/></style:style><style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"Heading_20_1\" style:master-page-name=\"Standard\"><style:paragraph-properties fo:break-before=\"page\"/></style:style><style:style style:name=\"P3\" style:family=\"paragraph\" style:parent-style-name=\"Text_20_body\" style:list-style-name=\"L1\"/><style:style style:name=\"P4\" style:family=\"paragraph\" style:parent-style-name=\"Text_20_body\" style:list-style-name=\"L2\"/><text:list-style style:name=\"L1\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"-\"/></text:list-style><text:list-style style:name=\"L2\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\")\" style:num-format=\"1\"/></text:list-style>";
const META: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.3\"><office:meta><meta:generator>LibreOffice/7.4.7.2$Linux_X86_64</meta:generator><meta:user-defined meta:name=\"Service\">Achats</meta:user-defined></office:meta></office:document-meta>";
const MANIFEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/><manifest:file-entry manifest:full-path=\"Pictures/image1.png\" manifest:media-type=\"image/png\"/></manifest:manifest>";

impl Odt {
    /// A CCTP with the usual styles, lists, and a picture.
    pub fn of(body: &str) -> Self {
        let content = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content {OFFICE} {SPACES} office:version=\"1.3\"><office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body><office:text>{PRELUDE}{body}</office:text></office:body></office:document-content>"
        );
        let entries = vec![
            Entry { method: 0, ..Entry::new("mimetype", "application/vnd.oasis.opendocument.text") },
            Entry::new("content.xml", content),
            Entry::new("styles.xml", styles()),
            Entry::new("meta.xml", META),
            Entry::new("Pictures/image1.png", vec![0x89, b'P', b'N', b'G', 1, 2, 3]),
            Entry::new("META-INF/manifest.xml", MANIFEST),
        ];
        Self { entries }
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

/// What stands before the first block.
pub const PRELUDE: &str = "<text:sequence-decls><text:sequence-decl text:display-outline-level=\"0\" text:name=\"Table\"/></text:sequence-decls>";

fn styles() -> String {
    let titles: String = (1..=3)
        .map(|level| format!("<style:style style:name=\"Heading_20_{level}\" style:display-name=\"Heading {level}\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:default-outline-level=\"{level}\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles {OFFICE} {SPACES} office:version=\"1.3\"><office:styles><style:style style:name=\"Standard\" style:family=\"paragraph\"/><style:style style:name=\"Text_20_body\" style:display-name=\"Text body\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"/>{titles}</office:styles></office:document-styles>"
    )
}

pub fn title(level: u8, text: &str) -> String {
    format!("<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">{text}</text:h>")
}

pub fn text(text: &str) -> String {
    format!("<text:p text:style-name=\"P1\">{text}</text:p>")
}

pub fn bullet(text: &str) -> String {
    format!(
        "<text:list xml:id=\"l1\" text:style-name=\"L1\"><text:list-item><text:p text:style-name=\"P3\">{text}</text:p></text:list-item></text:list>"
    )
}

/// A table of one row, its cells as given.
pub fn table(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<table:table-cell office:value-type=\"string\">{cell}</table:table-cell>")).collect();
    format!("<table:table table:name=\"Tableau1\"><table:table-column/><table:table-row>{cells}</table:table-row></table:table>")
}

/// The body of the usual CCTP: three articles, the second with two numbered sections.
pub fn usual_body() -> String {
    [
        title(1, "Article 1 – Objet du marché").replace("Heading_20_1", "P2"),
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
    Odt::of(&usual_body()).build()
}

/// The usual CCTP with one clause of ours.
pub fn usual_with(clause: &Clause) -> Vec<u8> {
    exported(&usual(), &Request { clauses: vec![clause.clone()], ..Request::default() }).0
}

/// The content of a file.
pub fn content(file: &[u8]) -> String {
    archive::text(file, "content.xml")
}

/// The text of a file, its automatic styles left out.
pub fn body(file: &[u8]) -> String {
    let content = content(file);
    content[content.find("<office:body>").unwrap()..].to_owned()
}

/// The file with its content changed as a person would.
pub fn retyped(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    archive::changed(file, "content.xml", |text| {
        assert!(text.contains(from), "« {from} » is in the document");
        text.replacen(from, to, 1)
    })
}

/// The section of ours in a text, whole.
pub fn section(body: &str) -> String {
    let at = body.find("text:name=\"clz1:").expect("a section of ours");
    let start = body[..at].rfind("<text:section").unwrap();
    let end = start + body[start..].find("</text:section>").unwrap() + "</text:section>".len();
    body[start..end].to_owned()
}

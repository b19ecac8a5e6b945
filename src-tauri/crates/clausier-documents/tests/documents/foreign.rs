//! Files that other programs, languages and dialects write.

use clausier_documents::report::Anchor;
use clausier_documents::{Format, Request, detect, export, outline};

use crate::archive::{self, Entry};
use crate::builder::*;

const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

fn at_end(key: &str) -> Request {
    let mut clause = clause(key);
    clause.at = Some("#end".to_owned());
    request(&[clause])
}

fn kinds_of(file: &[u8]) -> String {
    archive::text(file, "[Content_Types].xml")
}

#[test]
fn english_styles_are_styles_too() {
    let english = |text: String| text.replace("Titre", "Heading");
    let file = Docx::of(&english(usual_body())).edit("word/styles.xml", english).build();
    let (file, _) = exported(&file, &request(&[clause("env-08")]));
    assert!(control(&main_part(&file)).contains("<w:pStyle w:val=\"Heading2\"/>"));
}

#[test]
fn a_document_without_styles_lists_or_settings_gets_what_it_lacks() {
    let bare = format!("<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>Seul.</w:t></w:r></w:p></w:body></w:document>");
    let file = Docx::bare(&bare).build();
    let (file, _) = exported(&file, &at_end("env-08"));
    let names: Vec<String> = archive::read(&file).into_iter().map(|member| member.name).collect();
    for part in ["word/styles.xml", "word/numbering.xml"] {
        assert!(names.iter().any(|name| name == part), "{part} is created");
        assert!(kinds_of(&file).contains(part), "{part} is declared");
    }
    assert!(archive::text(&file, "word/styles.xml").contains("w:val=\"heading 1\""));
    assert!(archive::text(&file, "word/_rels/document.xml.rels").contains("numbering.xml"));
    assert_settled(&file, &at_end("env-08"));
}

#[test]
fn the_prefixes_of_the_document_are_used_whatever_they_are() {
    let other = |text: String| text.replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:").replace("xmlns:w=", "xmlns:ns0=");
    let file = Docx::of(&usual_body()).edit("word/document.xml", other).build();
    let (file, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(done.report.inserted[0].at, "Article 2 – Gestion des déchets");
    let main = main_part(&file);
    assert!(main.contains("<ns0:tag ns0:val=\"clz1:env-08"));
    assert!(!main.contains("<w:"), "no prefix that the document does not declare");
    assert_settled(&file, &request(&[clause("env-08")]));
}

#[test]
fn the_default_namespace_is_a_prefix_too() {
    let plain = |text: String| {
        text.replace("<w:", "<")
            .replace("</w:", "</")
            .replace("xmlns:w=", "xmlns=")
            .replace(" w:", " x:")
            .replace("<document ", &format!("<document xmlns:x=\"{WORD}\" "))
    };
    let file = Docx::of(&usual_body()).edit("word/document.xml", plain).build();
    assert_eq!(outline(&file).unwrap().headings.len(), 5);
    let (file, _) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(outline(&file).unwrap().headings.len(), 5, "our title is known as ours");
    assert_settled(&file, &request(&[clause("env-08")]));
    let alone = format!("<document xmlns=\"{WORD}\"><body><p><r><t>Seul.</t></r></p></body></document>");
    let (file, _) = exported(&Docx::bare(&alone).build(), &at_end("env-08"));
    assert!(main_part(&file).contains(&format!("xmlns:clzw=\"{WORD}\"")), "attributes need a prefix: ours brings one");
    assert_settled(&file, &at_end("env-08"));
}

#[test]
fn strict_documents_are_written_in_their_own_words() {
    let strict = |text: String| {
        text.replace(WORD, STRICT)
            .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
    };
    let mut docx = Docx::of(&usual_body());
    for part in ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "_rels/.rels", "word/_rels/document.xml.rels"] {
        docx = docx.edit(part, strict);
    }
    let (file, done) = exported(&docx.build(), &request(&[clause("env-08")]));
    assert_eq!(done.report.inserted[0].at, "Article 2 – Gestion des déchets");
    let control = control(&main_part(&file));
    assert!(control.contains("w:w=\"100%\"") && !control.contains("w:val=\"left\""), "strict spells widths and sides its own way");
    assert!(archive::text(&file, "word/_rels/document.xml.rels").contains("http://purl.oclc.org/ooxml/officeDocument/relationships/customXml"));
    assert_settled(&file, &request(&[clause("env-08")]));
}

#[test]
fn a_strict_document_has_one_part_of_custom_properties_in_its_own_words() {
    let strict = |text: String| {
        text.replace(WORD, STRICT)
            .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
    };
    let bare = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
        .into_iter()
        .fold(Docx::of(&usual_body()), |docx, part| docx.edit(part, strict));
    let (file, _) = exported(&bare.build(), &request(&[clause("env-08")]));
    let relations = archive::text(&file, "_rels/.rels");
    assert!(relations.contains("http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties"), "{relations}");
    let custom = archive::text(&file, "docProps/custom.xml");
    assert!(custom.contains("http://purl.oclc.org/ooxml/officeDocument/customProperties") && !custom.contains("schemas.openxmlformats.org"));
    let item = archive::text(&file, "customXml/_rels/item1.xml.rels");
    assert!(item.contains("http://purl.oclc.org/ooxml/officeDocument/relationships/customXmlProps"), "{item}");
    assert!(!archive::text(&file, "word/numbering.xml").contains("<w:lvlJc w:val=\"start\"/>"), "the default side of a number goes without saying");
    assert_settled(&file, &request(&[clause("env-08")]));

    let relation = "<Relationship Id=\"rId9\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties\" Target=\"docProps/custom.xml\"/></Relationships>";
    let own = "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"Service\"><vt:lpwstr>Achats</vt:lpwstr></property>";
    let with_own = bare
        .edit("_rels/.rels", |rels| rels.replace("</Relationships>", relation))
        .add("docProps/custom.xml", format!("<Properties xmlns=\"http://purl.oclc.org/ooxml/officeDocument/customProperties\" xmlns:vt=\"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes\">{own}</Properties>"))
        .build();
    let (file, _) = exported(&with_own, &request(&[clause("env-08")]));
    let custom = archive::text(&file, "docProps/custom.xml");
    assert!(custom.contains(own) && custom.contains("name=\"ClausierDocId\""), "the buyer's part receives ours, none is added");
    assert!(archive::read(&file).iter().all(|member| member.name != "docProps/custom1.xml"));
    assert_settled(&file, &request(&[clause("env-08")]));
}

#[test]
fn clauses_are_in_french_whatever_the_language_of_the_document() {
    let defaults = |language: &str| {
        let lang = format!("<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"{language}\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style ");
        Docx::of(&usual_body()).edit("word/styles.xml", |styles| styles.replacen("<w:style ", &lang, 1)).build()
    };
    let (file, _) = exported(&defaults("en-US"), &request(&[clause("env-08")]));
    let written = control(&main_part(&file));
    assert_eq!(
        written.matches("<w:lang w:val=\"fr-FR\"/>").count(),
        written.matches("<w:r>").count(),
        "every run of ours, and nothing of the buyer's"
    );
    assert_settled(&file, &request(&[clause("env-08")]));
    let (file, _) = exported(&defaults("fr-FR"), &request(&[clause("env-08")]));
    assert!(!control(&main_part(&file)).contains("w:lang"), "where the document speaks French, nothing is said again");
}

/// The usual CCTP as LibreOffice signs it.
fn by_libreoffice() -> Vec<u8> {
    let relation = "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";
    Docx::of(&usual_body())
        .edit("_rels/.rels", |rels| rels.replace("</Relationships>", relation))
        .add("docProps/app.xml", "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>LibreOffice/7.4.7.2$Linux_X86_64</Application></Properties>")
        .build()
}

#[test]
fn a_file_last_written_by_libreoffice_is_held_by_points() {
    let file = by_libreoffice();
    assert!(outline(&file).unwrap().traits.last_written_by_libreoffice);
    let (file, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(done.report.inserted[0].anchor, Anchor::Points);
    assert!(!main_part(&file).contains("<w:sdt>"));
    assert_settled(&file, &request(&[clause("env-08")]));
    let (updated, done) = exported(&file, &request(&[newer(&clause("env-08"))]));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    let (gone, _) = exported(&updated, &Request::default());
    assert_eq!(main_part(&gone), main_part(&usual()));
}

#[test]
fn a_clause_never_falls_inside_another_that_points_alone_hold() {
    let ended = written("env-08", "Taux par flux", "Les taux sont les suivants.\n\n| Flux | Taux |\n|---|---|\n| Bois | 80 % |");
    let (file, _) = exported(&by_libreoffice(), &request(std::slice::from_ref(&ended)));
    let both = request(&[ended, clause("env-09")]);
    let (file, done) = exported(&file, &both);
    assert_eq!((keys(&done.report.unchanged), keys(&done.report.inserted)), (vec!["env-08"], vec!["env-09"]));
    let main = main_part(&file);
    assert!(main.find("_clz_e_env08").unwrap() < main.find("_clz_b_env09").unwrap(), "after the empty paragraph that ends the first");
    assert_settled(&file, &both);
}

#[test]
fn macros_are_kept_and_told() {
    let docm = Docx::of(&usual_body())
        .edit("[Content_Types].xml", |types| {
            types.replace(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            )
        })
        .add("word/vbaProject.bin", vec![0xd0, 0xcf, 1, 2])
        .build();
    assert_eq!(detect(&docm, "CCTP.docm").unwrap(), Format::Docm);
    let (file, done) = exported(&docm, &request(&[clause("env-08")]));
    assert!(codes(&done).contains(&"macros"));
    let kept = archive::read(&file).into_iter().find(|member| member.name == "word/vbaProject.bin").unwrap();
    assert_eq!(kept.content, [0xd0, 0xcf, 1, 2]);
    assert_eq!(detect(&file, "").unwrap(), Format::Docm, "its kind is kept");
}

#[test]
fn custom_properties_of_the_buyer_are_kept_beside_ours() {
    let relation = "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>";
    let own = "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"Service\"><vt:lpwstr>Achats</vt:lpwstr></property>";
    let file = Docx::of(&usual_body())
        .edit("_rels/.rels", |rels| rels.replace("</Relationships>", relation))
        .add("docProps/custom.xml", format!("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{own}</Properties>"))
        .build();
    let (file, _) = exported(&file, &request(&[clause("env-08")]));
    let custom = archive::text(&file, "docProps/custom.xml");
    assert!(custom.contains(own) && custom.contains("name=\"ClausierDocId\"") && custom.contains("pid=\"3\""));
}

#[test]
fn an_opendocument_text_shows_its_outline() {
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:table-of-content><text:p>Objet</text:p></text:table-of-content><text:h text:outline-level=\"1\">Article 1 – Objet</text:h><text:p>Texte.</text:p><text:h text:outline-level=\"2\">1.1 <text:span>Lots</text:span></text:h></office:text></office:body></office:document-content>";
    let entries = [
        Entry { method: 0, ..Entry::new("mimetype", "application/vnd.oasis.opendocument.text") },
        Entry::new("content.xml", content),
        Entry::new("META-INF/manifest.xml", "<manifest/>"),
    ];
    let file = archive::write(&entries);
    let read = outline(&file).unwrap();
    assert_eq!(
        read.headings.iter().map(|heading| (heading.level, heading.text.as_str())).collect::<Vec<_>>(),
        [(1, "Article 1 – Objet"), (2, "1.1 Lots")]
    );
    assert!(read.traits.contents);
    assert_eq!(detect(&file, "CCTP.odt").unwrap(), Format::Odt);
    assert!(export(&file, &Request::default()).unwrap().bytes.unwrap() == file);
}

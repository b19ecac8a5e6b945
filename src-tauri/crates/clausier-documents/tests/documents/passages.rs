//! What a file says, paragraph by paragraph.

use clausier_core::passage::Passage;
use clausier_documents::passages;

use crate::builder::{self, Docx, WORD, clause, text, title, usual_with};
use crate::odt_builder::{self, Odt};

fn read(file: &[u8]) -> Vec<Passage> {
    passages(file, "Pièce").expect("the file is read")
}

fn said(file: &[u8]) -> Vec<String> {
    read(file).into_iter().map(|passage| passage.text).collect()
}

#[test]
fn a_place_is_a_part_and_the_rank_of_a_paragraph_in_it() {
    let file = Docx::of(&[title(1, "Article 1 – Objet"), text(""), text("Texte.")].concat()).build();
    let read = read(&file);
    let places: Vec<(&str, usize, &str, Option<u8>)> =
        read.iter().map(|one| (one.part.as_str(), one.paragraph, one.text.as_str(), one.heading)).collect();
    assert_eq!(places, [("word/document.xml", 1, "Article 1 – Objet", Some(1)), ("word/document.xml", 3, "Texte.", None)], "blank ones count");
}

#[test]
fn the_cells_of_a_row_share_its_number() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", builder::text(text));
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = format!("<w:tbl>{}{}</w:tbl>", row(&["Prix", "60 %"]), row(&["Valeur technique", "40 %"]));
    let rows: Vec<(String, Option<usize>)> = read(&Docx::of(&table).build()).into_iter().map(|one| (one.text, one.row)).collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[0].1.is_some() && rows[0].1 == rows[1].1 && rows[2].1 == rows[3].1 && rows[0].1 != rows[2].1, "{rows:?}");
}

#[test]
fn tracked_changes_are_accepted_and_contents_are_passed_over() {
    let tracked = "<w:p><w:r><w:t>Les radiateurs </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>de marque Alpha</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>neufs</w:t></w:r></w:ins></w:p>";
    let struck = "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:del w:id=\"4\"><w:r><w:delText>Disparu</w:delText></w:r></w:del></w:p>";
    let row = format!("<w:tbl><w:tr><w:trPr><w:del w:id=\"5\"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>", text("Rangée supprimée"));
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        text("Article 1 ... 3")
    );
    assert_eq!(said(&Docx::of(&[contents, tracked.to_owned(), struck.to_owned(), row].concat()).build()), ["Les radiateurs neufs"]);
}

#[test]
fn headers_footers_and_notes_are_read_after_the_text() {
    let aside = |root: &str, text: &str| format!("<w:{root} xmlns:w=\"{WORD}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{root}>");
    let notes =
        format!("<w:footnotes xmlns:w=\"{WORD}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Une note.</w:t></w:r></w:p></w:footnote></w:footnotes>");
    let file = Docx::of(&text("Texte."))
        .with("word/header1.xml", &aside("hdr", "Ville de Z"), "header")
        .with("word/footer1.xml", &aside("ftr", "Page"), "footer")
        .with("word/footnotes.xml", &notes, "footnotes");
    let read = read(&file.build());
    let places: Vec<(&str, &str)> = read.iter().map(|one| (one.part.as_str(), one.text.as_str())).collect();
    let expected =
        [("word/document.xml", "Texte."), ("word/header1.xml", "Ville de Z"), ("word/footer1.xml", "Page"), ("word/footnotes.xml", "Une note.")];
    assert_eq!(places, expected);
}

#[test]
fn a_clause_of_ours_bears_its_key_in_both_formats() {
    for file in [usual_with(&clause("env-08")), odt_builder::usual_with(&clause("env-08"))] {
        let read = read(&file);
        let ours = read.iter().filter(|one| one.clause.as_deref() == Some("env-08")).count();
        assert!(ours > 0 && ours < read.len(), "{ours} of {}", read.len());
    }
}

#[test]
fn an_open_document_text_is_read_the_same_way() {
    let body = [
        odt_builder::title(1, "Article 1 – Objet"),
        odt_builder::text("Texte."),
        odt_builder::table(&[&odt_builder::text("Prix"), &odt_builder::text("60 %")]),
    ]
    .concat();
    let read = read(&Odt::of(&body).build());
    let first: Vec<(&str, usize, &str, Option<u8>)> =
        read.iter().map(|one| (one.part.as_str(), one.paragraph, one.text.as_str(), one.heading)).take(2).collect();
    assert_eq!(first, [("content.xml", 1, "Article 1 – Objet", Some(1)), ("content.xml", 2, "Texte.", None)]);
    let rows: Vec<Option<usize>> = read.iter().filter(|one| one.text == "Prix" || one.text == "60 %").map(|one| one.row).collect();
    assert!(matches!(rows.as_slice(), [Some(first), Some(second)] if first == second), "{rows:?}");
}

#[test]
fn what_stands_in_the_margins_of_an_open_document_is_read() {
    let margins = "<office:master-styles><style:master-page style:name=\"Standard\"><style:header><text:p>Ville de Z</text:p></style:header><style:footer><text:p>Pied</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>";
    let file = Odt::of(&odt_builder::text("Texte.")).edit("styles.xml", |styles| styles.replace("</office:document-styles>", margins));
    assert_eq!(said(&file.build()), ["Texte.", "Ville de Z", "Pied"]);
}

#[test]
fn real_documents_are_read_whole() {
    for name in ["groupe-scolaire/CCAP.docx", "groupe-scolaire/RC.docx", "espaces-verts/CCTP.odt"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
        let read = read(&std::fs::read(&path).expect("the sample"));
        assert!(read.len() > 100 && read.iter().any(|one| one.heading.is_some()), "{name}: {} paragraphs", read.len());
    }
}

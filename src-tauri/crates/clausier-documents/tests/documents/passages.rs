//! What a file says, paragraph by paragraph.

use clausier_core::passage::{Aside, Passage};
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
    let asides: Vec<Option<Aside>> = read.iter().map(|one| one.aside.clone()).collect();
    assert_eq!(asides, [None, Some(Aside::Header), Some(Aside::Footer), Some(Aside::Footnote(None))]);
}

/// Each place beside the text, with the rank of its paragraph and its words.
fn beside(file: &[u8]) -> Vec<(String, usize, String)> {
    read(file).into_iter().filter_map(|one| Some((one.aside?.told(), one.paragraph, one.text))).collect()
}

fn told(all: &[(&str, usize, &str)]) -> Vec<(String, usize, String)> {
    all.iter().map(|(place, paragraph, text)| ((*place).to_owned(), *paragraph, (*text).to_owned())).collect()
}

/// A text box as Word draws it: for itself, then for older programs.
fn twice(text: &str) -> String {
    let said = format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx xmlns:wps=\"urn:wps\">{said}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v=\"urn:v\">{said}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

#[test]
fn a_text_box_is_read_once_under_the_paragraph_that_it_hangs_on() {
    let hanging = format!("<w:p><w:r><w:t>Porte.</w:t></w:r>{}</w:p>", twice("Dans la boîte"));
    let old = "<w:p><w:r><w:pict><v:textbox xmlns:v=\"urn:v\"><w:txbxContent><w:p><w:r><w:t>Ancienne</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>";
    let file = Docx::of(&[text("Avant."), hanging, old.to_owned(), text("Après.")].concat()).build();
    assert_eq!(said(&file), ["Avant.", "Porte.", "Après.", "Dans la boîte", "Ancienne"], "the text first, whole");
    assert_eq!(beside(&file), told(&[("zone de texte", 2, "Dans la boîte"), ("zone de texte", 3, "Ancienne")]));
}

#[test]
fn a_text_box_that_a_tracked_change_deletes_is_not_read() {
    let run = format!("<w:p><w:r><w:t>Texte.</w:t></w:r><w:del w:id=\"1\">{}</w:del></w:p>", twice("Disparue"));
    let row = format!("<w:tbl><w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>", twice("Partie"));
    assert_eq!(said(&Docx::of(&[run, row].concat()).build()), ["Texte."]);
}

#[test]
fn a_note_bears_the_number_of_its_call_and_goes_with_it() {
    let call = |kind: &str, id: u8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let note =
        |kind: &str, id: u8, more: &str, text: &str| format!("<w:{kind} w:id=\"{id}\"{more}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>");
    let part = |kind: &str, notes: String| format!("<w:{kind}s xmlns:w=\"{WORD}\">{notes}</w:{kind}s>");
    let body = format!(
        "<w:p><w:r><w:t>Texte</w:t></w:r>{}<w:del w:id=\"9\">{}</w:del>{}{}</w:p>",
        call("footnote", 7),
        call("footnote", 3),
        call("footnote", 2),
        call("endnote", 2)
    );
    let feet = [
        note("footnote", 0, " w:type=\"separator\"", "Filet"),
        note("footnote", 2, "", "Deux"),
        note("footnote", 3, "", "Rayée"),
        note("footnote", 7, "", "Un"),
    ]
    .concat();
    let document = |settings: &str| {
        let file = Docx::of(&format!("{body}{settings}")).with("word/footnotes.xml", &part("footnote", feet.clone()), "footnotes");
        file.with("word/endnotes.xml", &part("endnote", note("endnote", 2, "", "Fin")), "endnotes").build()
    };
    let counted = told(&[("note de bas de page 2", 2, "Deux"), ("note de bas de page 1", 4, "Un"), ("note de fin 1", 1, "Fin")]);
    assert_eq!(beside(&document("")), counted);
    let again = "<w:p><w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val=\"eachPage\"/></w:footnotePr></w:sectPr></w:pPr></w:p>";
    let uncertain = told(&[("note de bas de page", 2, "Deux"), ("note de bas de page", 4, "Un"), ("note de fin", 1, "Fin")]);
    assert_eq!(beside(&document(again)), uncertain, "a number that the page may not show is not given");
}

#[test]
fn notes_and_frames_of_an_open_document_are_read_once_with_their_place() {
    let note = |class: &str, citation: &str, text: &str| {
        format!(
            "<text:note text:note-class=\"{class}\"><text:note-citation>{citation}</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let frame = "<draw:frame xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"><draw:text-box><text:p>Dans le cadre</text:p></draw:text-box></draw:frame>";
    let comment = "<office:annotation><text:p>Une remarque</text:p></office:annotation>";
    let body = format!(
        "<text:p>Avant.</text:p><text:p>Texte{}{frame}{comment}{}</text:p>",
        note("footnote", "3", "Au pied"),
        note("endnote", "ii", "À la fin")
    );
    let file = Odt::of(&body).build();
    assert_eq!(said(&file)[..2], ["Avant.", "Texte"]);
    assert_eq!(
        beside(&file),
        told(&[("note de bas de page 3", 2, "Au pied"), ("zone de texte", 2, "Dans le cadre"), ("note de fin ii", 2, "À la fin")])
    );
}

#[test]
fn a_deleted_note_of_an_open_document_is_not_read() {
    let deleted = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><text:p>Vieux<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Disparue</text:p></text:note-body></text:note></text:p></text:deletion></text:changed-region></text:tracked-changes>";
    assert_eq!(said(&Odt::of(&format!("{deleted}<text:p>Texte.</text:p>")).build()), ["Texte."]);
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

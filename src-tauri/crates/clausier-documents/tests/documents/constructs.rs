//! Documents of every make: what colleagues, Word and other programs leave in a file stays there.

use clausier_documents::{Clause, Request, outline, plan};

use crate::archive::{self, Entry};
use crate::builder::*;
use crate::odt_builder::{self, Odt};
use crate::unusual_zip::{self, layouts};

/// The members of a Word file that an export may change or add.
const MAY_CHANGE: [&str; 5] = ["[Content_Types].xml", "_rels/.rels", "docProps/custom.xml", "meta.xml", "content.xml"];

fn may_change(name: &str, main: &str) -> bool {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let beside = |other: &str| if folder.is_empty() { other.to_owned() } else { format!("{folder}/{other}") };
    let own = [
        "word/styles.xml".to_owned(),
        "word/numbering.xml".to_owned(),
        beside("styles.xml"),
        beside("numbering.xml"),
        beside(&format!("_rels/{file}.rels")),
        main.to_owned(),
    ];
    own.iter().any(|own| own == name) || MAY_CHANGE.contains(&name) || name.starts_with("customXml/")
}

/// Under the article on waste when the document has it, else at the end.
fn asked(file: &[u8], clause: &Clause) -> Request {
    let has_article = outline(file).unwrap().headings.iter().any(|heading| heading.text.contains("Gestion des déchets"));
    let at = if has_article { "Gestion des déchets" } else { "#end" };
    Request { accept_signature_loss: true, accept_places: true, ..request(&[Clause { at: Some(at.to_owned()), ..clause.clone() }]) }
}

/// Whether the second text is the first with something put in at one place.
fn is_one_insertion(before: &str, after: &str) -> bool {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let start = before.iter().zip(after).take_while(|(left, right)| left == right).count();
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(left, right)| left == right).count();
    start + end >= before.len()
}

/// The text of a main part; automatic styles of an OpenDocument, where ours are added, left out.
fn flow(file: &[u8], main: &str) -> String {
    let text = archive::text(file, main);
    text[text.find("<office:body").unwrap_or(0)..].to_owned()
}

/// Everything that must hold of any file that receives a clause.
fn assert_faithful(name: &str, file: &[u8], main: &str) -> Vec<u8> {
    let wanted = clause("env-08");
    let ask = asked(file, &wanted);
    plan(file, &ask).unwrap_or_else(|error| panic!("{name}: {error}"));
    let done = clausier_documents::export(file, &ask).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(keys(&done.report.inserted), ["env-08"], "{name}: {:?}", done.report);
    let written = done.bytes.expect("no conflict");
    assert_members_kept(name, file, &written, main);
    assert!(is_one_insertion(&flow(file, main), &flow(&written, main)), "{name}: the buyer's text with one insertion");
    assert_eq!(flow(&written, main).matches("Le bilan est remis à la réception.").count(), 1, "{name}");
    let again = clausier_documents::export(&written, &asked(&written, &wanted)).unwrap_or_else(|error| panic!("{name}, again: {error}"));
    assert_eq!(keys(&again.report.unchanged), ["env-08"], "{name}: {:?}", again.report);
    assert!(again.bytes.as_deref() == Some(written.as_slice()), "{name}: twice is once");
    let (updated, done) = exported(&written, &asked(&written, &newer(&wanted)));
    assert_eq!(keys(&done.report.updated), ["env-08"], "{name}");
    assert!(is_one_insertion(&flow(file, main), &flow(&updated, main)), "{name}: an update touches the clause alone");
    let (gone, done) = exported(&updated, &Request { accept_signature_loss: true, ..Request::default() });
    assert_eq!(keys(&done.report.withdrawn), ["env-08"], "{name}");
    assert_eq!(flow(&gone, main), flow(file, main), "{name}: withdrawn, the text is as before");
    written
}

fn assert_members_kept(name: &str, before: &[u8], after: &[u8], main: &str) {
    let after = archive::read(after);
    for member in archive::read(before) {
        let kept = after.iter().find(|kept| kept.name == member.name).unwrap_or_else(|| panic!("{name}: {} is gone", member.name));
        assert_eq!(kept.date, member.date, "{name}: the date of {}", member.name);
        if !may_change(&member.name, main) {
            assert!(kept.record == member.record, "{name}: {} keeps its bytes", member.name);
        }
    }
}

const RUN: &str = "<w:r><w:t xml:space=\"preserve\">dans l’article</w:t></w:r>";

fn inline(xml: &str) -> String {
    format!("<w:p>{xml}</w:p>")
}

/// What may stand in the article that receives the clause, and around it.
fn contents() -> Vec<(&'static str, String)> {
    let by = "w:author=\"Une collègue\" w:date=\"2026-01-02T03:04:05Z\"";
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let drawing = "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" name=\"Image 1\" descr=\"plan\"/></wp:inline></w:drawing>";
    vec![
        ("tracked runs", inline(&format!("<w:ins w:id=\"1\" {by}>{RUN}</w:ins><w:del w:id=\"2\" {by}><w:r><w:delText>ancien</w:delText></w:r></w:del>"))),
        ("a tracked paragraph", format!("<w:p><w:pPr><w:rPr><w:ins w:id=\"1\" {by}/></w:rPr></w:pPr><w:ins w:id=\"2\" {by}>{RUN}</w:ins></w:p>")),
        ("a tracked move", inline(&format!("<w:moveFromRangeStart w:id=\"1\" w:name=\"m\" {by}/><w:moveFrom w:id=\"2\" {by}>{RUN}</w:moveFrom><w:moveFromRangeEnd w:id=\"1\"/>"))),
        ("tracked properties", format!("<w:p><w:pPr><w:jc w:val=\"both\"/><w:pPrChange w:id=\"3\" {by}><w:pPr/></w:pPrChange></w:pPr>{RUN}</w:p>")),
        ("a comment over two paragraphs", format!("<w:p><w:commentRangeStart w:id=\"0\"/>{RUN}</w:p><w:p>{RUN}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>")),
        ("notes", inline(&format!("{RUN}<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r>"))),
        ("a field over two paragraphs", format!("<w:p>{}<w:r><w:instrText> INDEX \\c 2 </w:instrText></w:r>{}{RUN}</w:p><w:p>{RUN}{}</w:p>", field("begin"), field("separate"), field("end"))),
        ("a cross reference", inline(&format!("{}<w:r><w:instrText xml:space=\"preserve\"> REF _Ref1 \\h </w:instrText></w:r>{}{RUN}{}", field("begin"), field("separate"), field("end")))),
        ("a simple field", inline("<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple>")),
        ("controls of others", format!("<w:sdt><w:sdtPr><w:alias w:val=\"Objet\"/><w:tag w:val=\"objet\"/><w:id w:val=\"12\"/></w:sdtPr><w:sdtContent><w:p>{RUN}</w:p><w:sdt><w:sdtPr><w:id w:val=\"-5\"/></w:sdtPr><w:sdtContent><w:p>{RUN}</w:p></w:sdtContent></w:sdt></w:sdtContent></w:sdt>")),
        ("a control around a cell", "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:sdt><w:sdtPr><w:id w:val=\"9\"/></w:sdtPr><w:sdtContent><w:tc><w:tcPr/><w:p/></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>".to_owned()),
        ("a control around a row", "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:sdt><w:sdtPr/><w:sdtContent><w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>".to_owned()),
        ("a table in a table", table(&format!("{}<w:p/>", table("<w:p/>")))),
        ("a picture", inline(&format!("<w:r>{drawing}</w:r>"))),
        ("a text box twice written", inline(&format!("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{drawing}</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>", title(1, "Article 8 – Encadré")))),
        ("an alternative between blocks", format!("<mc:AlternateContent><mc:Choice Requires=\"w15\"><w:p>{RUN}</w:p></mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>")),
        ("an imported part", "<w:altChunk xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId77\"/>".to_owned()),
        ("a subdocument", inline("<w:subDoc xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId78\"/>")),
        ("custom markup", format!("<w:customXml w:uri=\"urn:x\" w:element=\"clause\"><w:customXmlPr/><w:p>{RUN}</w:p></w:customXml>")),
        ("a formula", "<m:oMathPara xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>".to_owned()),
        ("marks between blocks", "<w:bookmarkStart w:id=\"4\" w:name=\"entre\"/><w:bookmarkEnd w:id=\"4\"/><w:proofErr w:type=\"gramStart\"/><w:permStart w:id=\"5\" w:edGrp=\"everyone\"/><w:permEnd w:id=\"5\"/>".to_owned()),
        ("bookmarks of odd numbers", inline("<w:bookmarkStart w:id=\"4294967295\" w:name=\"grand\"/><w:bookmarkEnd w:id=\"4294967295\"/><w:bookmarkStart w:id=\"-1\" w:name=\"petit\"/><w:bookmarkEnd w:id=\"-1\"/>")),
        ("a section end", format!("<w:p><w:pPr>{SECTION}</w:pPr></w:p>")),
        ("processing instructions", format!("<?mso-contentType?><!-- <w:p> -- pas un paragraphe - -->{}", inline(&format!("<?x y?>{RUN}<!-- {} -->", "</w:p>")))),
        ("characters of all kinds", inline("<w:r><w:t><![CDATA[<w:p> & ]]></w:t></w:r><w:r><w:t>&#xE9;&#233;&amp;&lt;&apos;&#x1F600;</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>")),
        ("quotes and spaces of another writer", "<w:p  w:rsidR = '00A1'\r\n\t><w:pPr ><w:jc w:val='both' /></w:pPr ><w:r ><w:t >dans</w:t ></w:r ></w:p >".to_owned()),
        ("unknown elements", "<x:bloc xmlns:x=\"urn:inconnu\"><x:p>Rien</x:p></x:bloc>".to_owned()),
        ("nothing but empty paragraphs", "<w:p/><w:p></w:p><w:p><w:pPr/></w:p>".to_owned()),
    ]
}

#[test]
fn what_stands_in_the_article_stays_there() {
    for (name, xml) in contents() {
        for around in
            [format!("{}{xml}", text("Le titulaire trie les déchets.")), format!("{xml}{}", text("Le titulaire trie les déchets.")), xml.clone()]
        {
            let body = [
                title(1, "Article 1 – Objet"),
                xml.clone(),
                title(1, "Article 2 – Gestion des déchets"),
                around,
                title(1, "Article 3 – Prix"),
                xml.clone(),
            ]
            .concat();
            assert_faithful(name, &Docx::of(&body).build(), "word/document.xml");
        }
    }
}

#[test]
fn what_stands_at_the_end_of_the_body_stays_there() {
    for (name, xml) in contents() {
        assert_faithful(name, &Docx::of(&xml).build(), "word/document.xml");
        let unsectioned = format!(
            "<w:document xmlns:w=\"{WORD}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{xml}</w:body></w:document>"
        );
        assert_faithful(name, &Docx::bare(&unsectioned).build(), "word/document.xml");
    }
}

#[test]
fn a_body_without_a_block_receives_a_clause_too() {
    for body in ["<w:body/>", "<w:body></w:body>", "<w:body ></w:body >", "<w:body><w:sectPr/></w:body>"] {
        let file = Docx::bare(&format!("<w:document xmlns:w=\"{WORD}\">{body}</w:document>")).build();
        let ask = asked(&file, &clause("env-08"));
        let (written, _) = exported(&file, &ask);
        assert!(main_part(&written).contains("<w:body"), "{body}");
        let inside = main_part(&written);
        let at = inside.find("clz1:env-08").unwrap();
        assert!(inside.find("<w:body").unwrap() < at && at < inside.find("</w:body").expect("the body is open"), "{body}: {inside}");
        assert_settled(&written, &asked(&written, &clause("env-08")));
    }
}

#[test]
fn an_archive_of_any_layout_is_copied_as_it_stands() {
    for (name, layout) in layouts() {
        let mut entries = Docx::of(&usual_body()).entries();
        entries.push(Entry { method: 0, ..Entry::new("word/embeddings/", "") });
        entries.push(Entry::new("word/media/pièce.bin", vec![7; 400]));
        let written = assert_faithful(name, &unusual_zip::write(&entries, &layout), "word/document.xml");
        assert!(written.ends_with(layout.comment), "{name}: the comment is kept");
        let odt = unusual_zip::write(&Odt::of(&odt_builder::usual_body()).entries(), &layout);
        assert_faithful(&format!("{name}, OpenDocument"), &odt, "content.xml");
    }
}

#[test]
fn an_opendocument_text_without_a_block_receives_a_clause_too() {
    let file = Odt::of("")
        .edit("content.xml", |text| format!("{}<office:text/></office:body></office:document-content>", &text[..text.find("<office:text>").unwrap()]))
        .build();
    let ask = asked(&file, &clause("env-08"));
    let (written, _) = exported(&file, &ask);
    let content = odt_builder::content(&written);
    assert!(content.find("<office:text>").unwrap() < content.find("clz1:env-08").unwrap() && content.contains("</office:text>"));
    assert_settled(&written, &ask);
}

fn recast(changes: &[(&str, &str, &str)]) -> Vec<u8> {
    let docx = changes.iter().fold(Docx::of(&usual_body()), |docx, (part, from, to)| {
        docx.edit(part, |text| {
            assert!(text.contains(from), "« {from} » is in {part}");
            text.replace(from, to)
        })
    });
    docx.build()
}

/// The usual file with its parts elsewhere.
fn moved(main: &str, folder: &str) -> Vec<u8> {
    let place = |name: &str| match name {
        "word/document.xml" => main.to_owned(),
        "word/_rels/document.xml.rels" => match main.rsplit_once('/') {
            Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
            None => format!("_rels/{main}.rels"),
        },
        other => other.to_owned(),
    };
    let mut entries = Docx::of(&usual_body()).entries();
    for entry in &mut entries {
        let text = String::from_utf8_lossy(&entry.bytes).into_owned();
        match entry.name.as_str() {
            "[Content_Types].xml" => entry.bytes = text.replace("/word/document.xml", &format!("/{main}")).into_bytes(),
            "_rels/.rels" => entry.bytes = text.replace("word/document.xml", &format!("{folder}{main}")).into_bytes(),
            "word/_rels/document.xml.rels" => entry.bytes = text.replace("Target=\"", "Target=\"/word/").into_bytes(),
            _ => {}
        }
        entry.name = place(&entry.name);
    }
    archive::write(&entries)
}

#[test]
fn parts_under_other_names_are_found_by_their_relationships() {
    for (main, folder) in [("word/document2.xml", ""), ("doc/texte.xml", "/"), ("document.xml", ""), ("a/b/c/principal.xml", "./")] {
        assert_faithful(main, &moved(main, folder), main);
    }
}

#[test]
fn parts_of_any_make_are_read() {
    let types = "[Content_Types].xml";
    let whole = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let no_relations = archive::without(&usual_without_parts(), |name| name == "word/_rels/document.xml.rels");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        (
            "a byte order mark",
            recast(&[
                ("word/document.xml", "<?xml", "\u{feff}<?xml"),
                ("word/styles.xml", "<?xml", "\u{feff}<?xml"),
                (types, "<?xml", "\u{feff}<?xml"),
                ("word/_rels/document.xml.rels", "<?xml", "\u{feff}<?xml"),
            ]),
        ),
        ("no declaration", recast(&[("word/document.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n", "")])),
        (
            "the main type by its extension",
            recast(&[
                (types, &format!("<Override PartName=\"/word/document.xml\" ContentType=\"{whole}\"/>"), ""),
                (types, "Extension=\"xml\" ContentType=\"application/xml\"", &format!("Extension=\"XML\" ContentType=\"{whole}\"")),
            ]),
        ),
        ("names of parts in another case", recast(&[(types, "/word/document.xml", "/Word/Document.xml")])),
        (
            "relationships with a prefix",
            recast(&[
                ("word/_rels/document.xml.rels", "<Relationship", "<r:Relationship"),
                ("word/_rels/document.xml.rels", "</Relationship", "</r:Relationship"),
                ("word/_rels/document.xml.rels", "xmlns=", "xmlns:r="),
            ]),
        ),
        (
            "content types with a prefix",
            recast(&[
                (types, "<Override", "<t:Override"),
                (types, "<Default", "<t:Default"),
                (types, "<Types xmlns=", "<t:Types xmlns:t="),
                (types, "</Types>", "</t:Types>"),
            ]),
        ),
        ("no relationship", no_relations),
        ("empty numbering and styles", recast(&[("word/numbering.xml", NUMBERS_INSIDE, "")])),
        ("lists closed by a clean-up mark", recast(&[("word/numbering.xml", "</w:numbering>", "<w:numIdMacAtCleanup w:val=\"3\"/></w:numbering>")])),
        (
            "definitions without a list",
            recast(&[(
                "word/numbering.xml",
                "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
                "<w:numIdMacAtCleanup w:val=\"3\"/>",
            )]),
        ),
        (
            "a custom part of others",
            Docx::of(&usual_body())
                .add("customXml/item1.xml", "<b:Sources xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\"/>")
                .add("customXml/item2.xml", b"\xff\xfe<\0a\0/\0>\0".to_vec())
                .build(),
        ),
        ("auxiliary parts in UTF-16", in_utf16(&["word/styles.xml", "word/settings.xml", "word/numbering.xml", "word/theme1.xml"])),
        ("a name in the code page of an old program", foreign_name()),
        (
            "a signature of another name",
            recast(&[(
                "_rels/.rels",
                "</Relationships>",
                "<Relationship Id=\"rId8\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"sig/o.sigs\"/></Relationships>",
            )]),
        ),
        ("a template", recast(&[(types, "document.main+xml", "template.main+xml")])),
        ("a signed file", Docx::of(&usual_body()).add("_xmlsignatures/origin.sigs", "").add("_xmlsignatures/sig1.xml", "<Signature/>").build()),
        ("data that follow a glossary", Docx::of(&usual_body()).add("word/glossary/document.xml", "<w:glossaryDocument/>").build()),
        ("no relationship to anything but the text", usual_without_parts()),
    ];
    for (name, file) in cases {
        assert_faithful(name, &file, "word/document.xml");
    }
}

fn in_utf16(parts: &[&str]) -> Vec<u8> {
    let mut entries = Docx::of(&usual_body()).add("word/theme1.xml", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>").entries();
    for entry in entries.iter_mut().filter(|entry| parts.contains(&entry.name.as_str())) {
        let text = String::from_utf8(entry.bytes.clone()).unwrap().replace("UTF-8", "UTF-16");
        entry.bytes = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    }
    archive::write(&entries)
}

fn foreign_name() -> Vec<u8> {
    let file = Docx::of(&usual_body()).add("word/media/pi#ce.bin", "x").build();
    file.iter().enumerate().map(|(at, byte)| if file[..at].ends_with(b"word/media/pi") && *byte == b'#' { 0x8a } else { *byte }).collect()
}

const NUMBERS_INSIDE: &str = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

fn usual_without_parts() -> Vec<u8> {
    Docx::bare(&main_part(&usual())).build()
}

#[test]
fn the_last_mark_of_the_numbering_stays_last() {
    for lists in ["", "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"] {
        let own = format!("<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"/></w:abstractNum>{lists}<w:numIdMacAtCleanup w:val=\"3\"/>");
        let file =
            Docx::of(&usual_body()).edit("word/numbering.xml", |text| format!("{}>{own}</w:numbering>", &text[..text.find('>').unwrap()])).build();
        let (file, _) = exported(&file, &request(&[clause("env-08")]));
        let numbering = archive::text(&file, "word/numbering.xml");
        let at = |what: &str| numbering.rfind(what).unwrap_or_default();
        assert!(at("<w:numIdMacAtCleanup") > at("<w:num "), "{numbering}");
        assert!(numbering.find("<w:num ").unwrap() > at("<w:abstractNum "), "definitions come before lists: {numbering}");
    }
}

#[test]
fn sixteen_thousand_paragraphs_are_a_document_like_another() {
    let many: String = (0..16_000)
        .map(|at| if at % 400 == 0 { title(1, &format!("Article {} – Partie", at / 400 + 1)) } else { text(&format!("Alinéa {at} du cahier.")) })
        .collect();
    let body = format!("{many}{}{}", title(1, "Article 99 – Gestion des déchets"), text("Le titulaire trie."));
    let file = Docx::of(&body).build();
    let ask = asked(&file, &clause("env-08"));
    let (written, done) = exported(&file, &ask);
    assert_eq!(done.report.inserted[0].at, "Article 99 – Gestion des déchets");
    assert!(is_one_insertion(&main_part(&file), &main_part(&written)));
    assert_settled(&written, &ask);
}

/// What may stand in an OpenDocument text.
fn odt_contents() -> Vec<(&'static str, String)> {
    let changes = "<text:tracked-changes text:track-changes=\"false\"><text:changed-region xml:id=\"ct1\" text:id=\"ct1\"><text:deletion><office:change-info><dc:creator>Une collègue</dc:creator><dc:date>2026-01-02T03:04:05</dc:date></office:change-info><text:p>ancien</text:p></text:deletion></text:changed-region></text:tracked-changes>";
    vec![
        ("a tracked deletion", format!("{changes}<text:p>Le <text:change text:change-id=\"ct1\"/>texte</text:p>")),
        ("a comment", "<text:p>Un <office:annotation office:name=\"c1\"><dc:creator>A</dc:creator><text:p>note</text:p></office:annotation>texte<office:annotation-end office:name=\"c1\"/></text:p>".to_owned()),
        ("a note", "<text:p>Un<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Voir.</text:p></text:note-body></text:note></text:p>".to_owned()),
        ("a frame", "<text:p><draw:frame draw:name=\"f\" text:anchor-type=\"paragraph\" svg:width=\"2cm\"><draw:text-box><text:h text:outline-level=\"1\">Encadré</text:h></draw:text-box></draw:frame></text:p>".to_owned()),
        ("a section", "<text:section text:style-name=\"S\" text:name=\"Partie\"><text:p>Dans la partie.</text:p></text:section>".to_owned()),
        ("a protected section", "<text:section text:name=\"Close\" text:protected=\"true\"><text:p>Fermée.</text:p></text:section>".to_owned()),
        ("a table", odt_builder::table(&["<text:p>a</text:p>", "<text:p>b</text:p>"])),
        ("an index", "<text:table-of-content text:name=\"Sommaire\"><text:table-of-content-source/><text:index-body><text:p>Objet 1</text:p></text:index-body></text:table-of-content>".to_owned()),
        ("fields and marks", "<text:p><text:bookmark-start text:name=\"b\"/>a<text:bookmark-end text:name=\"b\"/><text:page-number>3</text:page-number><text:s text:c=\"3\"/><text:tab/><text:soft-page-break/></text:p>".to_owned()),
        ("a soft page break", "<text:soft-page-break/>".to_owned()),
        ("instructions and comments", "<?x y?><!-- <text:p> --><text:p>a<![CDATA[<b>]]></text:p>".to_owned()),
        ("empty paragraphs", "<text:p/><text:p></text:p>".to_owned()),
        ("a numbered paragraph", "<text:numbered-paragraph text:list-id=\"l\"><text:p>un</text:p></text:numbered-paragraph>".to_owned()),
    ]
}

#[test]
fn what_stands_in_an_opendocument_text_stays_there() {
    for (name, xml) in odt_contents() {
        let (first, rest) = xml.strip_prefix("<text:tracked-changes").map_or((String::new(), xml.clone()), |_| {
            let end = xml.find("</text:tracked-changes>").unwrap() + "</text:tracked-changes>".len();
            (xml[..end].to_owned(), xml[end..].to_owned())
        });
        let body = [
            first.clone(),
            odt_builder::title(1, "Article 1 – Objet"),
            odt_builder::title(1, "Article 2 – Gestion des déchets"),
            odt_builder::text("Le titulaire trie les déchets."),
            rest.clone(),
            odt_builder::title(1, "Article 3 – Prix"),
        ]
        .concat();
        assert_faithful(name, &Odt::of(&body).build(), "content.xml");
        assert_faithful(name, &Odt::of(&format!("{first}{rest}")).build(), "content.xml");
    }
}

#[test]
fn opendocument_texts_of_any_make_are_read() {
    let usual = || Odt::of(&odt_builder::usual_body());
    let without = |name: &str| archive::without(&usual().build(), |member| member == name);
    let cases = [
        ("no description", without("meta.xml")),
        ("no styles", without("styles.xml")),
        ("no media type", without("mimetype")),
        (
            "a template",
            usual()
                .edit("mimetype", |kind| kind + "-template")
                .edit("META-INF/manifest.xml", |text| text.replace("opendocument.text\"", "opendocument.text-template\""))
                .build(),
        ),
        ("a byte order mark", usual().edit("content.xml", |text| format!("\u{feff}{text}")).build()),
        ("a signature", usual().add("META-INF/documentsignatures.xml", "<document-signatures/>").build()),
        (
            "an empty description",
            usual().edit("meta.xml", |text| text[..text.find("<office:meta>").unwrap()].to_owned() + "<office:meta/></office:document-meta>").build(),
        ),
    ];
    for (name, file) in cases {
        assert_faithful(name, &file, "content.xml");
    }
}

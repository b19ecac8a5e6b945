//! A few words written into a copy, right after others: before and after, and the places left as they are.

use clausier_documents::{Agreement, Corrected, DocumentError, Insertion, Kept, correct, passages};
use proptest::prelude::*;

use crate::archive;
use crate::builder::{self, Docx};
use crate::odt_builder::{self, Odt};
use crate::properties::cases;

const WORDS: &str = "ou équivalent";

fn agreed() -> Agreement {
    Agreement { day: "2026-11-25".to_owned(), accept_signature_loss: false }
}

/// Where those words end in what the file says, as an insertion.
fn after(file: &[u8], said: &str) -> Insertion {
    let all = passages(file, "Pièce").expect("the file is read");
    let (passage, found) = all.iter().enumerate().find(|(_, one)| one.text.contains(said)).unwrap_or_else(|| panic!("{said} in {all:?}"));
    Insertion { passage, at: found.text.find(said).unwrap() + said.len(), words: WORDS.to_owned() }
}

fn corrected(file: &[u8], said: &str) -> Corrected {
    correct(file, "Pièce", &[after(file, said)], &agreed()).expect("the file can be written")
}

/// Writes the words after those said, checks that the copy says just that more, and that all else keeps its bytes.
pub fn written(file: &[u8], said: &str, part: &str) -> Vec<u8> {
    let done = corrected(file, said);
    assert_eq!(done.places, [Ok(())], "{said}");
    let copy = done.bytes.expect("a copy");
    let insertion = after(file, said);
    let (before, now) = (passages(file, "Pièce").unwrap(), passages(&copy, "Pièce").unwrap());
    assert_eq!(before.len(), now.len());
    for (rank, (before, now)) in before.into_iter().zip(now).enumerate() {
        let mut expected = before.clone();
        if rank == insertion.passage {
            expected.text.insert_str(insertion.at, &format!(" {WORDS}"));
        }
        assert_eq!(now, expected, "the copy says the words, and nothing else");
    }
    let (before, now) = (archive::read(file), archive::read(&copy));
    for (before, now) in before.iter().zip(&now) {
        assert_eq!((&before.name, before.name == part), (&now.name, before.record != now.record), "only {part} changes");
    }
    copy
}

const XMLNS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const RUN: &str = "<w:r><w:rPr><w:b/></w:rPr><w:t>";

/// Before and after in a Word paragraph; `|` parts what is before and after the place.
fn in_word() -> Vec<(&'static str, &'static str, String, String)> {
    let whole = |before: &str, after: &str| format!("<w:p w14:paraId=\"0A\">{before}|{after}</w:p>");
    let same = " ou équivalent".to_owned();
    vec![
        ("one run", "de marque Alpha", whole("<w:r><w:t>De la peinture de marque Alpha", ", mate.</w:t></w:r>"), same.clone()),
        (
            "split runs",
            "de marque Alpha",
            whole(
                &format!("<w:r><w:t xml:space=\"preserve\">de </w:t></w:r><w:proofErr w:type=\"spellStart\"/>{RUN}marque Al</w:t></w:r>{RUN}pha"),
                "</w:t></w:r><w:r><w:t>, mate.</w:t></w:r>",
            ),
            same.clone(),
        ),
        ("entities", "Alpha & Cie «A»", whole("<w:r><w:t>Alpha &amp; Cie &#171;&#x41;&#xBB;", " &lt;neuf&gt;</w:t></w:r>"), same.clone()),
        ("an entity last", "marque R&D", whole("<w:r><w:t>marque R&amp;D", "</w:t></w:r>"), same.clone()),
        ("an entity first", "& Alpha", whole("<w:r><w:t>&amp; Alpha", "&amp;</w:t></w:r>"), same.clone()),
        ("a comment inside", "marque Alpha", whole("<w:r><w:t>marque<!-- x > y --> Al<!-- Alpha -->pha", " <!-- -->bis</w:t></w:r>"), same.clone()),
        ("characters as they are", "marque <Alpha>", whole("<w:r><w:t><![CDATA[marque <Alpha>]]>", "</w:t></w:r>"), same.clone()),
        (
            "two texts of one run",
            "marque Alpha",
            whole("<w:r><w:t>marque</w:t><w:tab/><w:t>de marque Alpha", "</w:t><w:br/><w:t>fin</w:t></w:r>"),
            same.clone(),
        ),
        (
            "a link",
            "marque Alpha",
            whole("<w:hyperlink r:id=\"rId9\" xmlns:r=\"urn:r\"><w:r><w:t>marque Alpha", "</w:t></w:r></w:hyperlink>"),
            same.clone(),
        ),
        (
            "a control that is open",
            "marque Alpha",
            whole("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>marque Alpha", "</w:t></w:r></w:sdtContent></w:sdt>"),
            same.clone(),
        ),
        (
            "before a note",
            "marque Alpha",
            whole("<w:r><w:t>marque Alpha", "</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r>"),
            same.clone(),
        ),
        (
            "after a field",
            "marque Alpha",
            whole(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>, marque Alpha",
                "</w:t></w:r>",
            ),
            same.clone(),
        ),
        (
            "after a deletion",
            "marque Alpha",
            whole(
                "<w:r><w:t xml:space=\"preserve\">marque </w:t></w:r><w:del w:id=\"4\"><w:r><w:delText>Bêta</w:delText></w:r></w:del><w:ins w:id=\"5\"><w:r><w:t>Alpha",
                "</w:t></w:r></w:ins>",
            ),
            same,
        ),
    ]
}

#[test]
fn words_take_their_place_in_the_text_that_they_follow() {
    for (named, said, paragraph, added) in in_word() {
        let (before, now) = (paragraph.replace('|', ""), paragraph.replace('|', &added));
        let file = Docx::of(&format!("{}{before}{}", builder::text("Avant."), builder::text("Après."))).build();
        let copy = written(&file, said, "word/document.xml");
        assert_eq!(builder::main_part(&copy), builder::main_part(&file).replace(&before, &now), "{named}");
    }
}

#[test]
fn words_find_their_place_in_cells_margins_notes_and_boxes() {
    let aside = |root: &str, text: &str| format!("<w:{root} {XMLNS}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{root}>");
    let notes =
        format!("<w:footnotes {XMLNS}><w:footnote w:id=\"2\"><w:p><w:r><w:t>La note, de marque Gamma.</w:t></w:r></w:p></w:footnote></w:footnotes>");
    let box_said = "<w:txbxContent><w:p><w:r><w:t>La boîte, de marque Delta.</w:t></w:r></w:p></w:txbxContent>";
    let hanging = format!("<w:p><w:r><w:t>Porte.</w:t></w:r><w:r><w:pict><v:textbox xmlns:v=\"urn:v\">{box_said}</v:textbox></w:pict></w:r></w:p>");
    let body = [builder::table(&builder::text("La cellule, de marque Alpha.")), hanging].concat();
    let file = Docx::of(&body)
        .with("word/header1.xml", &aside("hdr", "L’en-tête, de marque Beta."), "header")
        .with("word/footnotes.xml", &notes, "footnotes")
        .build();
    for (said, part) in [
        ("cellule, de marque Alpha", "word/document.xml"),
        ("en-tête, de marque Beta", "word/header1.xml"),
        ("note, de marque Gamma", "word/footnotes.xml"),
        ("boîte, de marque Delta", "word/document.xml"),
    ] {
        let copy = written(&file, said, part);
        assert!(archive::text(&copy, part).contains(&format!("{said} {WORDS}.</w:t>")), "{said}");
    }
}

fn tracking(file: &Docx) -> Vec<u8> {
    archive::changed(&file.build(), "word/settings.xml", |text| text.replacen("/>", "><w:trackRevisions/></w:settings>", 1))
}

#[test]
fn words_are_a_tracked_insertion_where_the_file_records_changes() {
    let ours = |number: u32, look: &str| {
        format!("<w:ins w:id=\"{number}\" w:author=\"Clausier\"><w:r>{look}<w:t xml:space=\"preserve\"> ou équivalent</w:t></w:r></w:ins>")
    };
    let bold = "<w:rPr><w:b/></w:rPr>";
    let changed = "<w:rPr><w:b/><w:rPrChange w:id=\"7\" w:author=\"A\"><w:rPr/></w:rPrChange></w:rPr>";
    let cases = [
        (
            "inside a run",
            format!("<w:r w:rsidR=\"01\">{bold}<w:t>marque Alpha"),
            format!("</w:t></w:r>{}<w:r w:rsidR=\"01\">{bold}<w:t xml:space=\"preserve\">", ours(1, bold)),
            ", mate.</w:t></w:r>".to_owned(),
        ),
        ("at the end of a run", "<w:r><w:t>marque Alpha</w:t></w:r>".to_owned(), ours(1, ""), "<w:r><w:t>, mate.</w:t></w:r>".to_owned()),
        ("before a break", format!("<w:r>{bold}<w:t>marque Alpha</w:t>"), format!("</w:r>{}<w:r>{bold}", ours(1, bold)), "<w:br/></w:r>".to_owned()),
        ("a look that is tracked", format!("<w:r>{changed}<w:t>marque Alpha</w:t></w:r>"), ours(8, bold), String::new()),
        (
            "inside an insertion",
            "<w:ins w:id=\"5\" w:author=\"A\"><w:r><w:t>marque Alpha".to_owned(),
            format!("</w:t></w:r></w:ins>{}<w:ins w:id=\"7\" w:author=\"A\"><w:r><w:t xml:space=\"preserve\">", ours(6, "")),
            " bis</w:t></w:r></w:ins>".to_owned(),
        ),
        (
            "at the end of an insertion",
            "<w:ins w:id=\"5\" w:author=\"A\"><w:r><w:t>marque Alpha</w:t></w:r></w:ins>".to_owned(),
            ours(6, ""),
            "<w:r><w:t>.</w:t></w:r>".to_owned(),
        ),
    ];
    for (named, before, added, after) in cases {
        let body = format!("<w:p>{before}{after}</w:p>");
        let file = tracking(&Docx::of(&body));
        let copy = written(&file, "marque Alpha", "word/document.xml");
        assert!(corrected(&file, "marque Alpha").tracked);
        assert_eq!(builder::main_part(&copy), builder::main_part(&file).replace(&body, &format!("<w:p>{before}{added}{after}</w:p>")), "{named}");
    }
}

#[test]
fn places_that_would_not_stay_are_left_as_they_are() {
    let run = "<w:r><w:t>de marque Alpha</w:t></w:r>";
    let control = |properties: &str| format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>");
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        )
    };
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let cases = [
        (format!("<w:p>{}</w:p>", control("<w:lock w:val=\"sdtContentLocked\"/>")), Kept::Locked),
        (format!("<w:p>{}</w:p>", control("<w:dataBinding w:xpath=\"/a\"/>")), Kept::Locked),
        (format!("<w:p>{}</w:p>", control("<w:dropDownList/>")), Kept::Locked),
        (
            format!(
                "<w:sdt><w:sdtPr><w:lock w:val=\"contentLocked\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                builder::table(&format!("<w:p>{run}</w:p>"))
            ),
            Kept::Locked,
        ),
        (format!("<w:p>{}{run}{end}</w:p>", field(" FILLIN \"Marque\" ")), Kept::Field),
        (format!("<w:p><w:fldSimple w:instr=\" FORMTEXT \">{run}</w:fldSimple></w:p>"), Kept::Field),
        (format!("<w:p>{}<w:r><w:t>Voir</w:t></w:r></w:p><w:p>{run}</w:p><w:p>{end}</w:p>", field("FORMTEXT")), Kept::Field),
        (format!("<w:p>{run}{}<w:r><w:t>3000</w:t></w:r>{end}</w:p>", field("DOCPROPERTY Modèle")), Kept::Field),
        (
            "<w:p><w:r><w:t>de marque Al</w:t><w:noBreakHyphen/><w:t>de marque Alpha</w:t><w:sym w:font=\"Arial\" w:char=\"00AE\"/></w:r></w:p>"
                .replace("de marque Alpha", "x"),
            Kept::Elsewhere,
        ),
    ];
    for (body, kept) in cases {
        let said = if kept == Kept::Elsewhere { "x®" } else { "de marque Alpha" };
        let file = Docx::of(&body).build();
        let done = corrected(&file, said);
        assert_eq!((done.places, done.bytes.is_none()), (vec![Err(kept)], true), "{body}");
    }
}

#[test]
fn a_text_that_was_moved_is_left_as_it_is_where_changes_are_tracked() {
    let body = "<w:p><w:moveTo w:id=\"3\" w:author=\"A\"><w:r><w:t>de marque Alpha</w:t></w:r></w:moveTo></w:p>";
    assert_eq!(corrected(&tracking(&Docx::of(body)), "de marque Alpha").places, [Err(Kept::Change)]);
    written(&Docx::of(body).build(), "de marque Alpha", "word/document.xml");
}

#[test]
fn a_clause_of_ours_is_left_to_the_tender() {
    for file in [builder::usual_with(&builder::clause("env-08")), odt_builder::usual_with(&builder::clause("env-08"))] {
        let done = corrected(&file, "Le bilan est remis");
        assert_eq!((done.places, done.bytes), (vec![Err(Kept::Clause)], None));
    }
}

#[test]
fn a_protected_file_is_refused_and_a_signed_one_wants_a_yes() {
    let body = builder::text("De marque Alpha.");
    let protected = archive::changed(&Docx::of(&body).build(), "word/settings.xml", |text| {
        text.replacen("/>", "><w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/></w:settings>", 1)
    });
    let refused = correct(&protected, "Pièce", &[after(&protected, "De marque Alpha")], &agreed());
    assert!(matches!(refused, Err(DocumentError::Protected)), "{refused:?}");
    let word = Docx::of(&body).add("_xmlsignatures/sig1.xml", "<Signature/>").build();
    let open = Odt::of(&odt_builder::text("De marque Alpha.")).add("META-INF/documentsignatures.xml", "<x/>").build();
    for signed in [word, open] {
        let asked = [after(&signed, "De marque Alpha")];
        assert!(matches!(correct(&signed, "Pièce", &asked, &agreed()), Err(DocumentError::Signed)));
        let done = correct(&signed, "Pièce", &asked, &Agreement { accept_signature_loss: true, ..agreed() }).unwrap();
        assert!(done.signature_lost && done.bytes.is_some());
    }
}

#[test]
fn several_words_are_written_at_once_and_one_place_once() {
    let file = Docx::of(&[builder::text("De marque Alpha, puis de marque Beta."), builder::text("Un label Gamma.")].concat()).build();
    let asked: Vec<Insertion> = ["De marque Alpha", "de marque Beta", "label Gamma", "marque Alpha"].iter().map(|said| after(&file, said)).collect();
    for file in [file.clone(), tracking_of(&file)] {
        let done = correct(&file, "Pièce", &asked, &agreed()).unwrap();
        assert_eq!(done.places, [Ok(()), Ok(()), Ok(()), Ok(())]);
        let said: Vec<String> = passages(&done.bytes.unwrap(), "Pièce").unwrap().into_iter().map(|one| one.text).collect();
        assert_eq!(said, ["De marque Alpha ou équivalent, puis de marque Beta ou équivalent.", "Un label Gamma ou équivalent."]);
    }
}

fn tracking_of(file: &[u8]) -> Vec<u8> {
    archive::changed(file, "word/settings.xml", |text| text.replacen("/>", "><w:trackRevisions/></w:settings>", 1))
}

#[test]
fn a_place_that_is_not_there_is_said() {
    let file = Docx::of(&builder::text("De marque Alpha.")).build();
    for (passage, at) in [(7, 0), (0, 0), (0, 400)] {
        let done = correct(&file, "Pièce", &[Insertion { passage, at, words: WORDS.to_owned() }], &agreed()).unwrap();
        assert_eq!(done.places, [Err(Kept::Elsewhere)], "{passage} {at}");
    }
}

#[test]
fn an_open_document_text_is_written_in_the_same_way() {
    let frame = "<draw:frame><draw:text-box><text:p>Le cadre, de marque Alpha|.</text:p></draw:text-box></draw:frame>";
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>La note, de marque Alpha|.</text:p></text:note-body></text:note>";
    for (said, paragraph) in [
        ("de marque Alpha", "<text:p>De l’eau, de marque Alpha|, fraîche.</text:p>".to_owned()),
        (
            "de marque Alpha",
            "<text:p>de <text:span text:style-name=\"T1\">marque Al</text:span><text:span text:style-name=\"T2\">pha|</text:span>.</text:p>"
                .to_owned(),
        ),
        ("Alpha & Cie", "<text:p>Alpha &amp;<text:s/>Cie| &lt;</text:p>".to_owned()),
        ("marque R&D", "<text:p><text:a xmlns:xlink=\"urn:x\" xlink:href=\"a\">marque R&amp;D|</text:a>.</text:p>".to_owned()),
        ("marque Alpha", "<text:p><text:tab/>marque <text:bookmark text:name=\"b\"/>Alpha|<text:line-break/>fin</text:p>".to_owned()),
        ("de marque Alpha", odt_builder::table(&["<text:p>La cellule, de marque Alpha|.</text:p>"])),
        ("le titre, de marque Alpha", "<text:h text:outline-level=\"2\">le titre, de marque Alpha|</text:h>".to_owned()),
        ("cadre, de marque Alpha", format!("<text:p>Porte {frame}.</text:p>")),
        ("note, de marque Alpha", format!("<text:p>Porte{note}.</text:p>")),
    ] {
        let (before, now) = (paragraph.replace('|', ""), paragraph.replace('|', " ou équivalent"));
        let file = Odt::of(&before).build();
        let copy = written(&file, said, "content.xml");
        assert_eq!(odt_builder::content(&copy), odt_builder::content(&file).replace(&before, &now));
    }
    let margins = "<office:master-styles><style:master-page style:name=\"Standard\"><style:header><text:p>Le haut, de marque Alpha.</text:p></style:header></style:master-page></office:master-styles></office:document-styles>";
    let file = Odt::of(&odt_builder::text("Texte.")).edit("styles.xml", |styles| styles.replace("</office:document-styles>", margins)).build();
    written(&file, "haut, de marque Alpha", "styles.xml");
}

/// An OpenDocument text that records changes.
pub fn recording(body: &str, regions: &str) -> Vec<u8> {
    let file = Odt::of(body).build();
    let changes = format!("<text:tracked-changes>{regions}</text:tracked-changes>");
    odt_builder::retyped(&file, odt_builder::PRELUDE, &format!("{changes}{}", odt_builder::PRELUDE))
}

#[test]
fn an_open_document_text_that_records_changes_tracks_the_words() {
    let file = recording("<text:p>De marque Alpha, de marque Beta.</text:p>", "");
    let copy = written(&file, "De marque Alpha", "content.xml");
    let content = odt_builder::content(&copy);
    assert!(content.contains("De marque Alpha<text:change-start text:change-id=\"clz_correction\"/> ou équivalent<text:change-end text:change-id=\"clz_correction\"/>, de"), "{content}");
    let region = content.find("<text:changed-region xml:id=\"clz_correction\"").expect("its meaning");
    assert!(content[region..].contains("2026-11-25T00:00:00") && region < content.find("</text:tracked-changes>").unwrap());
    let again = written(&copy, "marque Beta", "content.xml");
    assert!(odt_builder::content(&again).contains("\"clz_correction_2\""), "another name for another change");
}

#[test]
fn places_of_an_open_document_text_that_would_not_stay_are_left() {
    let text = "<text:p>de marque Alpha</text:p>";
    let region = "<text:changed-region xml:id=\"c1\" text:id=\"c1\"><text:insertion><office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-02T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>";
    let inserted = "<text:p>de <text:change-start text:change-id=\"c1\"/>marque Alpha<text:change-end text:change-id=\"c1\"/></text:p>";
    let control = "<text:p><loext:content-control xmlns:loext=\"urn:x\">de marque Alpha</loext:content-control></text:p>";
    for (file, kept) in [
        (Odt::of(&format!("<text:section text:name=\"s\" text:protected=\"true\">{text}</text:section>")).build(), Kept::Locked),
        (Odt::of(&format!("<text:section text:name=\"s\"><text:section-source/>{text}</text:section>")).build(), Kept::Locked),
        (Odt::of(control).build(), Kept::Locked),
        (Odt::of("<text:p>de <text:user-field-get text:name=\"m\">marque Alpha</text:user-field-get></text:p>").build(), Kept::Field),
        (recording(inserted, region), Kept::Change),
    ] {
        let done = corrected(&file, "de marque Alpha");
        assert_eq!((done.places, done.bytes), (vec![Err(kept)], None), "{kept:?}");
    }
}

/// Copies with words written into them, by name, for other judges: plain, then tracked.
pub fn copies() -> Vec<(String, Vec<u8>)> {
    let (said, line) = ("de marque Alpha", "De la peinture de marque Alpha, mate.");
    let bodies = [builder::usual_body(), builder::text(line)].concat();
    let word = Docx::of(&bodies).build();
    let regions = "<text:changed-region xml:id=\"c1\" text:id=\"c1\"><text:deletion><office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-02T00:00:00</dc:date></office:change-info><text:p>Ancien</text:p></text:deletion></text:changed-region>";
    let open = [odt_builder::usual_body(), format!("<text:p>De la peinture<text:change text:change-id=\"c1\"/> {said}, mate.</text:p>")].concat();
    let files = [
        ("copie.docx", word.clone(), "word/document.xml"),
        ("copie suivie.docx", tracking_of(&word), "word/document.xml"),
        ("copie.odt", Odt::of(&[odt_builder::usual_body(), odt_builder::text(line)].concat()).build(), "content.xml"),
        ("copie suivie.odt", recording(&open, regions), "content.xml"),
    ];
    files.into_iter().map(|(name, file, part)| (name.to_owned(), written(&file, said, part))).collect()
}

/// Paragraphs of words, cut into runs anywhere.
fn body() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec("[ a-zé&<>’\"«;]{0,8}", 1..6), 1..5)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(48), ..ProptestConfig::default() })]

    #[test]
    fn wherever_words_go_the_copy_says_them_and_nothing_else(runs in body(), place in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), tracks: bool, is_word: bool) {
        let paragraphs = |run: &dyn Fn(&str) -> String, name: &str| -> String {
            runs.iter().map(|runs| format!("<{name}>{}</{name}>", runs.iter().map(|text| run(&escaped(text))).collect::<String>())).collect()
        };
        let file = match (is_word, tracks) {
            (true, _) => {
                let file = Docx::of(&paragraphs(&|text| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>"), "w:p")).build();
                if tracks { tracking_of(&file) } else { file }
            }
            (false, true) => recording(&paragraphs(&|text| format!("<text:span>{text}</text:span>"), "text:p"), ""),
            (false, false) => Odt::of(&paragraphs(&|text| format!("<text:span>{text}</text:span>"), "text:p")).build(),
        };
        let said = passages(&file, "Pièce").unwrap();
        prop_assume!(!said.is_empty());
        let passage = place.index(said.len());
        let ends: Vec<usize> = said[passage].text.char_indices().map(|(at, character)| at + character.len_utf8()).collect();
        let at = ends[at.index(ends.len())];
        let done = correct(&file, "Pièce", &[Insertion { passage, at, words: WORDS.to_owned() }], &agreed()).unwrap();
        prop_assert_eq!(&done.places, &[Ok(())]);
        let now = passages(&done.bytes.unwrap(), "Pièce").unwrap();
        let mut expected = said;
        expected[passage].text.insert_str(at, &format!(" {WORDS}"));
        prop_assert_eq!(now, expected);
    }
}

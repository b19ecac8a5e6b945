//! What the buyer did to a clause is seen, and never written over without a yes.

use std::collections::{BTreeMap, BTreeSet};

use clausier_documents::report::Anchor;
use clausier_documents::{DocumentError, KnownBase, OnEdited, Request, export, plan};

use crate::archive;
use crate::builder::*;

fn edited() -> Vec<u8> {
    retyped(&usual_with(&clause("env-08")), "Le bilan est remis à la réception.", "Le bilan est remis chaque mois.")
}

fn decided(on_edited: OnEdited) -> Request {
    Request { on_edited, ..request(&[newer(&clause("env-08"))]) }
}

#[test]
fn an_unedited_clause_is_updated_in_place() {
    let file = usual_with(&clause("env-08"));
    let (updated, done) = exported(&file, &request(&[newer(&clause("env-08"))]));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert_eq!(done.report.updated[0].version, "1.1.0");
    let main = main_part(&updated);
    assert!(main.contains("80 %") && !main.contains("70 %"));
    assert_eq!(main.replacen(&control(&main), "", 1), main_part(&usual()), "nothing else changed");
    assert!(!codes(&done).contains(&"formatting-replaced"));
    let number = |file: &[u8]| control(&main_part(file)).split("<w:id w:val=\"").nth(1).map(|rest| rest.split('"').next().map(str::to_owned));
    assert_eq!(number(&updated), number(&file), "the control is the same one");
    assert_settled(&updated, &request(&[newer(&clause("env-08"))]));
}

#[test]
fn an_edited_clause_with_nothing_new_is_kept() {
    let (file, done) = exported(&edited(), &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.kept_edited), ["env-08"]);
    assert!(file == edited(), "not a byte of it changes");
}

#[test]
fn an_edited_clause_is_not_written_over_without_a_yes() {
    let done = export(&edited(), &decided(OnEdited::Fail)).unwrap();
    assert!(done.bytes.is_none(), "nothing is written");
    let [conflict] = done.report.conflicts.as_slice() else { panic!("one conflict") };
    assert!(conflict.mine.contains("chaque mois"));
    assert!(conflict.base.contains("70 %") && conflict.base.contains("à la réception"));
    assert!(conflict.library.contains("80 %"));
}

#[test]
fn keep_leaves_the_buyers_text_and_does_not_ask_again() {
    let (file, done) = exported(&edited(), &decided(OnEdited::Keep));
    assert_eq!(keys(&done.report.kept_edited), ["env-08"]);
    let main = main_part(&file);
    assert!(main.contains("chaque mois") && main.contains("70 %") && main.contains(":kept\""));
    let (again, later) = exported(&file, &decided(OnEdited::Fail));
    assert!(again == file);
    assert_eq!(keys(&later.report.kept_edited), ["env-08"], "the library's text was declined once");
}

#[test]
fn replace_writes_the_librarys_text() {
    let (file, done) = exported(&edited(), &decided(OnEdited::Replace));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    let main = main_part(&file);
    assert!(main.contains("80 %") && !main.contains("chaque mois"));
    assert_settled(&file, &decided(OnEdited::Fail));
}

#[test]
fn both_keeps_the_buyers_text_and_writes_the_librarys_below() {
    let (file, done) = exported(&edited(), &decided(OnEdited::Both));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(codes(&done).contains(&"released"));
    let main = main_part(&file);
    assert!(main.find("chaque mois").unwrap() < main.find("clz1:env-08").unwrap(), "the buyer's text is ordinary text, above");
    assert_eq!(main.matches("clz1:env-08").count(), 1);
    assert_eq!(main.matches("_clz_b_env08").count(), 1, "our points left the buyer's text");
    assert_settled(&file, &decided(OnEdited::Fail));
}

#[test]
fn a_choice_can_be_made_clause_by_clause() {
    let both = [clause("env-08"), written("env-09", "Autre clause", "Le titulaire remet un plan de gestion.")];
    let (file, _) = exported(&usual(), &request(&both));
    let file = retyped(&file, "Le bilan est remis", "Le rapport est remis");
    let file = retyped(&file, "un plan de gestion", "un plan détaillé");
    let mut new = [newer(&both[0]), both[1].clone()];
    new[1].blocks = clausier_core::document::parse("Le titulaire remet un schéma de gestion.");
    let choices = BTreeMap::from([("env-08".to_owned(), OnEdited::Replace), ("env-09".to_owned(), OnEdited::Keep)]);
    let (_, done) = exported(&file, &Request { per_clause: choices, ..request(&new) });
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert_eq!(keys(&done.report.kept_edited), ["env-09"]);
}

#[test]
fn what_word_and_libreoffice_correct_by_themselves_is_no_edit() {
    let quoted = written("env-08", "Qualité de l’air", "L’offre : « ou équivalent » – 10 % au plus…");
    let file = usual_with(&quoted);
    for (from, to) in [
        ("L’offre", "L'offre"),
        ("« ou", "«\u{a0}ou"),
        ("équivalent »", "équivalent\u{202f}»"),
        ("– 10", "- 10"),
        ("plus…", "plus..."),
        ("offre :", "offre\u{a0}:"),
    ] {
        let corrected = retyped(&file, from, to);
        let (kept, done) = exported(&corrected, &request(std::slice::from_ref(&quoted)));
        assert_eq!(keys(&done.report.unchanged), ["env-08"], "{from} → {to}");
        assert!(kept == corrected, "and it is left alone");
    }
}

#[test]
fn the_buyer_writing_the_new_text_himself_is_no_conflict() {
    let file = retyped(&usual_with(&clause("env-08")), "70 %", "80 %");
    let (file, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(keys(&done.report.unchanged), ["env-08"]);
    assert_settled(&file, &decided(OnEdited::Fail));
}

#[test]
fn a_change_of_look_is_no_edit_but_its_loss_is_told() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Le bilan";
    let file = retyped(&usual_with(&clause("env-08")), "<w:r><w:t xml:space=\"preserve\">Le bilan", bold);
    let (kept, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"]);
    assert!(kept == file);
    let (_, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(codes(&done).contains(&"formatting-replaced"));
}

#[test]
fn our_own_text_is_no_model_for_our_own_text() {
    let long = written(
        "env-08",
        "Titre",
        "Un premier alinéa de plus de quarante caractères.\n\nUn deuxième alinéa de plus de quarante caractères.\n\nUn troisième alinéa de plus de quarante caractères.\n\nUn quatrième alinéa de plus de quarante caractères.",
    );
    let file = usual_with(&long);
    let framed = control(&main_part(&file));
    let file = retyped(&file, &framed, &framed.replace("Corpsdetexte", "Paragraphedeliste"));
    let (updated, _) = exported(&file, &request(&[newer(&long)]));
    assert!(!control(&main_part(&updated)).contains("Paragraphedeliste"), "the buyer's article gives the style, not what stood there");
}

#[test]
fn a_clause_taken_out_by_the_buyer_stays_out_until_asked_back() {
    let file = usual_with(&clause("env-08"));
    let removed = retyped(&file, &control(&main_part(&file)), "");
    let (left, done) = exported(&removed, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.removed), ["env-08"]);
    assert!(left == removed);
    assert_eq!(plan(&removed, &request(&[clause("env-08")])).unwrap().removed, ["env-08"]);
    let restore = BTreeSet::from(["env-08".to_owned()]);
    let (back, done) = exported(&removed, &Request { restore, ..request(&[clause("env-08")]) });
    assert_eq!(keys(&done.report.inserted), ["env-08"]);
    assert_eq!(main_part(&back), main_part(&file));
}

#[test]
fn a_copy_is_told_and_never_updated() {
    let file = usual_with(&clause("env-08"));
    let framed = control(&main_part(&file));
    let file = retyped(&file, &title(1, "Article 3 – Réception"), &format!("{framed}{}", title(1, "Article 3 – Réception")));
    let (updated, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(codes(&done).iter().filter(|code| **code == "copied-clause").count(), 1, "one copy is told once");
    let main = main_part(&updated);
    assert!(main.contains("70 %") && main.contains("80 %"), "one is updated, the copy is not");
}

#[test]
fn text_pasted_elsewhere_is_a_copy_too() {
    let file = usual_with(&clause("env-08"));
    let pasted: String = [
        "Valorisation des déchets de chantier",
        "Le titulaire valorise au moins 70 % des déchets de chantier.",
        "bois et dérivés",
        "métaux",
        "Tri à la source",
        "Pesée",
        "Le bilan est remis à la réception.",
    ]
    .map(text)
    .concat();
    let file = retyped(&file, SECTION, &format!("{pasted}{SECTION}"));
    let (_, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"]);
    assert!(codes(&done).contains(&"copied-clause"));
}

#[test]
fn a_clause_no_longer_selected_is_withdrawn_and_the_file_is_as_before() {
    let file = usual_with(&clause("env-08"));
    let (without, done) = exported(&file, &Request::default());
    assert_eq!(keys(&done.report.withdrawn), ["env-08"]);
    assert_eq!(main_part(&without), main_part(&usual()));
    assert_settled(&without, &Request::default());
}

#[test]
fn an_edited_clause_no_longer_selected_is_a_conflict() {
    let asked = |on_edited| Request { on_edited, ..Request::default() };
    let done = export(&edited(), &asked(OnEdited::Fail)).unwrap();
    assert!(done.bytes.is_none());
    assert_eq!(done.report.conflicts[0].library, "", "nothing is to be written any more");
    let (kept, done) = exported(&edited(), &asked(OnEdited::Keep));
    assert!(codes(&done).contains(&"released"));
    assert!(main_part(&kept).contains("chaque mois") && !main_part(&kept).contains("clz1:"));
    assert_settled(&kept, &asked(OnEdited::Fail));
    let (gone, done) = exported(&edited(), &asked(OnEdited::Replace));
    assert_eq!(keys(&done.report.withdrawn), ["env-08"]);
    assert!(!main_part(&gone).contains("chaque mois"));
}

#[test]
fn the_points_alone_hold_a_clause_whose_control_was_removed() {
    let file = usual_with(&clause("env-08"));
    let framed = control(&main_part(&file));
    let inner = framed.split_once("<w:sdtContent>").unwrap().1.trim_end_matches("</w:sdt>").trim_end_matches("</w:sdtContent>").to_owned();
    let file = retyped(&file, &framed, &inner);
    let (kept, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(done.report.unchanged[0].anchor, Anchor::Points);
    assert!(kept == file);
    let (updated, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(done.report.updated[0].anchor, Anchor::ContentControl, "an update frames it again");
    let main = main_part(&updated);
    assert_eq!(main.replacen(&control(&main), "", 1), main_part(&usual()));
}

#[test]
fn the_control_alone_holds_a_clause_whose_points_were_removed() {
    let file = archive::changed(&usual_with(&clause("env-08")), "word/document.xml", |main| {
        let mut rest = main.as_str();
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once("<w:bookmarkStart") {
            out.push_str(before);
            rest = after.split_once("<w:bookmarkEnd").unwrap().1.split_once("/>").unwrap().1;
        }
        out + rest
    });
    let (_, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"]);
    let (updated, _) = exported(&file, &decided(OnEdited::Fail));
    assert!(main_part(&updated).contains("_clz_e_env08"), "an update sets its points again");
}

/// The file after a trip through a program that drops custom parts.
fn forgetful(file: &[u8]) -> Vec<u8> {
    let file = archive::without(file, |name| name.starts_with("customXml/"));
    archive::changed(&file, "word/_rels/document.xml.rels", |rels| {
        let at = rels.find("<Relationship Id=\"rId4\"").or(rels.rfind("<Relationship ")).unwrap();
        let end = at + rels[at..].find("/>").unwrap() + 2;
        format!("{}{}", &rels[..at], &rels[end..])
    })
}

#[test]
fn a_file_that_lost_its_memory_is_judged_by_the_mark_in_its_control() {
    let (file, first) = exported(&usual(), &request(&[clause("env-08")]));
    let file = forgetful(&file);
    let (back, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"]);
    assert_eq!(done.document_id, first.document_id, "the custom property outlives the part");
    assert_settled(&back, &request(&[clause("env-08")]));
    let edited = retyped(&file, "Le bilan est remis", "Le rapport est remis");
    assert_eq!(keys(&exported(&edited, &request(&[clause("env-08")])).1.report.kept_edited), ["env-08"]);
    let done = export(&edited, &decided(OnEdited::Fail)).unwrap();
    assert_eq!(done.report.conflicts[0].base, "", "nobody knows what was written");
    let with_store = Request { known: first.bases, ..decided(OnEdited::Fail) };
    let done = export(&edited, &with_store).unwrap();
    assert!(done.report.conflicts[0].base.contains("70 %"), "the store does");
}

#[test]
fn a_clause_that_lost_every_mark_is_known_by_its_text() {
    let plain = written(
        "env-08",
        "Valorisation des déchets",
        "Le titulaire valorise les déchets de chantier.\n\n- bois\n\nLe bilan est remis à la réception.",
    );
    let asked = request(std::slice::from_ref(&plain));
    let bare = [
        title(2, "Valorisation des déchets"),
        text("Le titulaire valorise les déchets de chantier."),
        text("bois"),
        text("Le bilan est remis à la réception."),
    ]
    .concat();
    let pasted = retyped(&usual(), &title(1, "Article 3 – Réception"), &format!("{bare}{}", title(1, "Article 3 – Réception")));
    let refused = export(&pasted, &asked);
    assert!(matches!(refused, Err(DocumentError::NeedsPlaces { .. })), "nothing says that we wrote it: it is asked");
    let known = vec![KnownBase { written: true, ..plain.base() }];
    let (marked, done) = exported(&pasted, &Request { known, ..asked.clone() });
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert_eq!(main_part(&marked).matches("Le bilan est remis").count(), 1, "no second copy");
    assert_settled(&marked, &asked);
}

#[test]
fn what_colleagues_tied_to_a_clause_outlives_its_update() {
    let file = usual_with(&clause("env-08"));
    let comment = "<w:commentRangeStart w:id=\"7\"/><w:bookmarkStart w:id=\"900\" w:name=\"_Ref42\"/><w:r><w:t xml:space=\"preserve\">Le bilan est remis à la réception.</w:t></w:r><w:bookmarkEnd w:id=\"900\"/><w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
    let file = retyped(&file, "<w:r><w:t xml:space=\"preserve\">Le bilan est remis à la réception.</w:t></w:r>", comment);
    let (updated, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    let main = control(&main_part(&updated));
    for mark in
        ["commentRangeStart w:id=\"7\"", "commentRangeEnd w:id=\"7\"", "commentReference w:id=\"7\"", "w:name=\"_Ref42\"", "bookmarkEnd w:id=\"900\""]
    {
        assert_eq!(main.matches(mark).count(), 1, "{mark}");
    }
}

#[test]
fn half_a_bookmark_stays_when_a_clause_is_withdrawn() {
    let file = usual_with(&clause("env-08"));
    let file = retyped(
        &file,
        "Le bilan est remis à la réception.</w:t></w:r>",
        "Le bilan est remis à la réception.</w:t></w:r><w:bookmarkStart w:id=\"900\" w:name=\"longue\"/>",
    );
    let file = retyped(&file, SECTION, &format!("<w:bookmarkEnd w:id=\"900\"/>{SECTION}"));
    let (gone, _) = exported(&file, &Request::default());
    assert!(main_part(&gone).contains("<w:bookmarkStart w:id=\"900\" w:name=\"longue\"/>"), "its other half is the buyer's");
}

#[test]
fn a_signature_is_lost_on_a_yes_only() {
    let signed = Docx::of(&usual_body()).add("_xmlsignatures/sig1.xml", "<Signature/>").build();
    assert!(matches!(export(&signed, &request(&[clause("env-08")])), Err(DocumentError::Signed)));
    let (_, done) = exported(&signed, &Request { accept_signature_loss: true, ..request(&[clause("env-08")]) });
    assert!(codes(&done).contains(&"signature-lost"));
    assert!(exported(&signed, &Request::default()).0 == signed, "nothing to write, nothing to lose");
}

/// The file as it comes back from another format: our custom part is gone, and so are the frames.
fn back_from_elsewhere(file: &[u8]) -> Vec<u8> {
    let file = archive::without(file, |name| name.starts_with("customXml/"));
    archive::changed(&file, "word/document.xml", |text| {
        let framed = control(&text);
        let content = framed.split_once("<w:sdtContent>").unwrap().1.trim_end_matches("</w:sdtContent></w:sdt>").to_owned();
        text.replace(&framed, &content)
    })
}

#[test]
fn a_file_back_from_another_format_is_updated_without_a_question() {
    let file = back_from_elsewhere(&usual_with(&clause("env-08")));
    let (_, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"], "its properties tell that nobody edited it");
    let (updated, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(main_part(&updated).contains("80 %") && !main_part(&updated).contains("70 %"));
    assert_settled(&updated, &decided(OnEdited::Fail));
    let edited = retyped(&file, "Le bilan est remis à la réception.", "Le bilan est remis chaque mois.");
    let done = export(&edited, &decided(OnEdited::Fail)).unwrap();
    assert_eq!(done.report.conflicts.len(), 1, "an edit made there is an edit still");
}

#[test]
fn the_properties_of_a_document_say_no_more_than_its_clauses() {
    let properties = |file: &[u8]| archive::text(file, "docProps/custom.xml");
    let file = usual_with(&clause("env-08"));
    assert_eq!(properties(&file).matches("name=\"Clausier env-08 ").count(), 1);
    let (updated, _) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(properties(&updated).matches("name=\"Clausier env-08 ").count(), 1, "the former hash is gone");
    let (bare, _) = exported(&updated, &Request::default());
    assert!(!properties(&bare).contains("name=\"Clausier env-08 ") && properties(&bare).contains("ClausierDocId"));
}

#[test]
fn a_clause_taken_out_in_another_format_does_not_come_back() {
    let two = [
        clause("env-08"),
        written("env-09", "Bruit", "Le titulaire limite le bruit de ses engins à proximité des habitations, de jour comme de nuit."),
    ];
    let (file, _) = exported(&usual(), &request(&two));
    let removed = retyped(&file, &control(&main_part(&file)), "");
    let mut left = archive::without(&removed, |name| name.starts_with("customXml/"));
    for _ in 0..3 {
        let (next, done) = exported(&left, &request(&two));
        assert_eq!((keys(&done.report.removed), keys(&done.report.unchanged)), (vec!["env-08"], vec!["env-09"]));
        left = next;
    }
}

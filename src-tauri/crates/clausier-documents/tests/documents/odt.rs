//! OpenDocument texts receive clauses as Word documents do.

use std::collections::BTreeSet;

use clausier_documents::report::{Anchor, Because, State};
use clausier_documents::{Clause, DocumentError, Format, KnownBase, OnEdited, Request, detect, export, outline, plan};
use proptest::prelude::*;

use crate::archive;
use crate::builder::{assert_settled, clause, codes, exported, keys, newer, request, written};
use crate::odt_builder::*;

fn edited() -> Vec<u8> {
    retyped(&usual_with(&clause("env-08")), "Le bilan est remis à la réception.", "Le bilan est remis chaque mois.")
}

fn decided(on_edited: OnEdited) -> Request {
    Request { on_edited, ..request(&[newer(&clause("env-08"))]) }
}

/// The texts that the store of the app, and the published versions, give.
fn known() -> Vec<KnownBase> {
    vec![KnownBase { written: true, ..clause("env-08").base() }]
}

fn hinted(hints: &[&str]) -> Clause {
    let mut clause = written("env-08", "Valorisation", "Le titulaire valorise les déchets de chantier.");
    (clause.at, clause.hints) = (None, hints.iter().map(|hint| (*hint).to_owned()).collect());
    clause
}

#[test]
fn a_clause_is_inserted_at_the_end_of_its_article_and_a_second_export_changes_nothing() {
    assert_eq!(detect(&usual(), "CCTP.odt").unwrap(), Format::Odt);
    let (file, done) = exported(&usual(), &request(&[clause("env-08")]));
    let [entry] = done.report.inserted.as_slice() else { panic!("one clause is inserted") };
    assert_eq!((entry.key.as_str(), entry.version.as_str(), entry.anchor), ("env-08", "1.0.0", Anchor::Section));
    assert_eq!(entry.at, "Article 2 – Gestion des déchets");
    let main = body(&file);
    let at = main.find("clz1:env-08:1.0.0:").unwrap();
    assert!(main.find("Un registre").unwrap() < at && at < main.find("Article 3").unwrap(), "after 2.2, before article 3");
    let (again, report) = exported(&file, &request(&[clause("env-08")]));
    assert!(again == file, "the second export gives the same bytes");
    assert_eq!(keys(&report.report.unchanged), ["env-08"]);
    assert_eq!(report.document_id, done.document_id, "the file knows itself");
    assert_eq!(outline(&file).unwrap().headings.len(), 5, "titles of our clauses are no headings of the buyer");
}

#[test]
fn everything_outside_the_clause_keeps_its_bytes() {
    let source = usual();
    let (file, _) = exported(&source, &request(&[clause("env-08")]));
    let inserted = section(&body(&file));
    assert_eq!(body(&file).replacen(&inserted, "", 1), body(&source), "the text is the buyer's, plus the section");
    let (before, after) = (archive::read(&source), archive::read(&file));
    assert_eq!(before.len(), after.len(), "no member is added: LibreOffice would drop it");
    for (member, same) in before.iter().zip(&after) {
        assert_eq!(member.name, same.name, "members keep their order");
        assert!(same.record == member.record || ["content.xml", "meta.xml"].contains(&member.name.as_str()), "{}", member.name);
    }
    assert_eq!(&file[30..38], b"mimetype", "first, and stored");
    assert!(content(&file).contains("</text:list-style><"), "our styles come after the buyer's");
    let meta = archive::text(&file, "meta.xml");
    assert!(meta.contains("<meta:user-defined meta:name=\"Service\">Achats</meta:user-defined>") && meta.contains("\"ClausierDocId\""));
}

#[test]
fn an_export_of_nothing_gives_the_very_file() {
    assert!(exported(&usual(), &Request::default()).0 == usual());
}

#[test]
fn a_clause_takes_the_styles_of_the_buyer() {
    let main = section(&body(&usual_with(&clause("env-08"))));
    insta::assert_snapshot!(
        main.replace("<text:h", "\n<text:h")
            .replace("<text:p", "\n<text:p")
            .replace("<text:list ", "\n<text:list ")
            .replace("<table:table ", "\n<table:table ")
            .replace("<table:table-row", "\n<table:table-row")
            .replace("</text:section>", "\n</text:section>")
    );
}

#[test]
fn a_table_looks_like_the_buyers() {
    let cell = |style: &str, paragraph: &str, text: &str| {
        format!("<table:table-cell table:style-name=\"{style}\"><text:p text:style-name=\"{paragraph}\">{text}</text:p></table:table-cell>")
    };
    let own = format!(
        "<table:table table:name=\"Prix\"><table:table-column/><table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows><table:table-row>{}{}</table:table-row></table:table>",
        cell("Prix.A1", "P1", "Lot"),
        cell("Prix.B1", "P1", "Prix"),
        cell("Prix.A2", "Text_20_body", "1"),
        cell("Prix.B2", "Text_20_body", "2")
    );
    let main = section(&body(&exported(&Odt::of(&(usual_body() + &own)).build(), &request(&[clause("env-08")])).0));
    for style in ["\"Prix.A1\"", "\"Prix.B1\"", "\"Prix.A2\"", "\"Prix.B2\"", "table:table-header-rows"] {
        assert!(main.contains(style), "{style} in {main}");
    }
}

#[test]
fn each_numbered_list_starts_at_one() {
    let two = written("env-09", "Deux listes", "1. un\n2. deux\n\nEntre les deux.\n\n1. un encore\n2. deux encore");
    let main = section(&body(&exported(&usual(), &request(&[two])).0));
    assert_eq!(main.matches("<text:list-item text:start-value=\"1\">").count(), 2);
    assert!(!main.contains("continue"));
}

#[test]
fn several_clauses_at_one_place_keep_their_order_and_their_frames() {
    let all = request(&[clause("env-10"), clause("env-09"), clause("env-11")]);
    let (file, _) = exported(&usual(), &all);
    let main = body(&file);
    let at = |key: &str| main.find(&format!("clz1:{key}:")).unwrap();
    assert!(at("env-10") < at("env-09") && at("env-09") < at("env-11"));
    assert_settled(&file, &all);
}

#[test]
fn one_clause_may_be_placed_once_for_each_lot() {
    let of_lot = |lot: &str, at: &str| {
        let mut clause = clause("env-08");
        (clause.instance, clause.at) = (lot.to_owned(), Some(at.to_owned()));
        clause
    };
    let both = [of_lot("lot-1", "2.1. Tri"), of_lot("lot-2", "2.2. Suivi")];
    let (file, _) = exported(&usual(), &request(&both));
    assert_settled(&file, &request(&both));
    let (_, one) = exported(&file, &request(&both[1..]));
    assert_eq!(one.report.withdrawn.iter().map(|entry| entry.instance.as_str()).collect::<Vec<_>>(), ["lot-1"]);
}

#[test]
fn the_end_is_after_the_last_block() {
    let mut last = clause("env-08");
    last.at = Some("#end".to_owned());
    let main = body(&exported(&usual(), &request(&[last])).0);
    assert!(main.ends_with("</text:section></office:text></office:body></office:document-content>"));
    assert!(section(&main).contains("<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">"), "an article of its own, on the same page");
}

#[test]
fn a_file_that_met_word_gets_points_alone() {
    let met = Odt::of(&usual_body())
        .edit("meta.xml", |meta| meta.replace("LibreOffice/7.4.7.2$Linux_X86_64", "MicrosoftOffice/15.0 MicrosoftWord"))
        .build();
    let (file, done) = exported(&met, &request(&[clause("env-08")]));
    assert_eq!(done.report.inserted[0].anchor, Anchor::Points);
    assert!(!content(&file).contains("<text:section"));
    assert_settled(&file, &request(&[clause("env-08")]));
    let (updated, done) = exported(&file, &decided(OnEdited::Fail));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(body(&updated).contains("80 %") && !body(&updated).contains("70 %"));
    let edited = retyped(&file, "Le bilan est remis", "Le rapport est remis");
    assert_eq!(export(&edited, &decided(OnEdited::Fail)).unwrap().report.conflicts.len(), 1, "the description remembers the hash");
    let (gone, _) = exported(&file, &Request::default());
    assert_eq!(body(&gone), body(&met));
}

#[test]
fn an_unedited_clause_is_updated_in_place() {
    let (updated, done) = exported(&usual_with(&clause("env-08")), &decided(OnEdited::Fail));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    let main = body(&updated);
    assert!(main.contains("80 %") && !main.contains("70 %") && main.contains("clz1:env-08:1.1.0:"));
    assert_eq!(main.replacen(&section(&main), "", 1), body(&usual()), "nothing else changed");
    assert!(!codes(&done).contains(&"formatting-replaced"));
    assert_settled(&updated, &decided(OnEdited::Fail));
}

#[test]
fn a_new_version_of_the_same_text_is_told_in_the_file() {
    let same = Clause { version: "1.0.1".to_owned(), ..clause("env-08") };
    let (updated, done) = exported(&usual_with(&clause("env-08")), &request(std::slice::from_ref(&same)));
    assert_eq!(done.report.updated[0].version, "1.0.1");
    assert!(body(&updated).contains("clz1:env-08:1.0.1:"));
    assert_settled(&updated, &request(&[same]));
}

#[test]
fn an_edited_clause_with_nothing_new_is_kept() {
    let (file, done) = exported(&edited(), &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.kept_edited), ["env-08"]);
    assert!(file == edited(), "not a byte of it changes");
}

#[test]
fn an_edited_clause_is_not_written_over_without_a_yes() {
    let done = export(&edited(), &Request { known: known(), ..decided(OnEdited::Fail) }).unwrap();
    assert!(done.bytes.is_none(), "nothing is written");
    let [conflict] = done.report.conflicts.as_slice() else { panic!("one conflict") };
    assert!(conflict.mine.contains("chaque mois") && conflict.library.contains("80 %"));
    assert!(conflict.base.contains("70 %") && conflict.base.contains("à la réception"), "the store knows the text of the hash");
    let alone = export(&edited(), &decided(OnEdited::Fail)).unwrap();
    assert_eq!(alone.report.conflicts[0].base, "", "without the store, the edit is seen, the former text is not");
}

#[test]
fn keep_leaves_the_buyers_text_and_does_not_ask_again() {
    for known in [Vec::new(), known()] {
        let asked = |on_edited| Request { known: known.clone(), ..decided(on_edited) };
        let (file, done) = exported(&edited(), &asked(OnEdited::Keep));
        assert_eq!(keys(&done.report.kept_edited), ["env-08"]);
        let main = body(&file);
        assert!(main.contains("chaque mois") && main.contains("70 %") && main.contains(":kept\""));
        let (again, later) = exported(&file, &asked(OnEdited::Fail));
        assert!(again == file);
        assert_eq!(keys(&later.report.kept_edited), ["env-08"], "the library's text was declined once");
    }
}

#[test]
fn replace_writes_the_librarys_text() {
    let (file, done) = exported(&edited(), &decided(OnEdited::Replace));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(body(&file).contains("80 %") && !body(&file).contains("chaque mois"));
    assert_settled(&file, &decided(OnEdited::Fail));
}

#[test]
fn both_keeps_the_buyers_text_and_writes_the_librarys_below() {
    let (file, done) = exported(&edited(), &decided(OnEdited::Both));
    assert!(codes(&done).contains(&"released"));
    let main = body(&file);
    assert!(main.find("chaque mois").unwrap() < main.find("clz1:env-08").unwrap(), "the buyer's text is ordinary text, above");
    assert_eq!((main.matches("clz1:env-08").count(), main.matches("_clz_b_env08").count()), (1, 1), "our marks left the buyer's text");
    assert_settled(&file, &decided(OnEdited::Fail));
}

#[test]
fn what_libreoffice_corrects_by_itself_is_no_edit() {
    let quoted = written("env-08", "Qualité de l’air", "L’offre : « ou équivalent » – 10 % au plus…");
    for (from, to) in [("L’offre", "L'offre"), ("« ou", "«\u{a0}ou"), ("– 10", "- 10"), ("plus…", "plus..."), ("10 %", "10<text:s/>%")] {
        let corrected = retyped(&usual_with(&quoted), from, to);
        let (kept, done) = exported(&corrected, &request(std::slice::from_ref(&quoted)));
        assert_eq!(keys(&done.report.unchanged), ["env-08"], "{from} → {to}");
        assert!(kept == corrected, "and it is left alone");
    }
}

#[test]
fn a_change_of_look_is_no_edit_but_its_loss_is_told() {
    let file =
        retyped(&usual_with(&clause("env-08")), "<text:p text:style-name=\"P1\">Le bilan", "<text:p text:style-name=\"Heading_20_3\">Le bilan");
    let (kept, done) = exported(&file, &Request { known: known(), ..request(&[clause("env-08")]) });
    assert_eq!(keys(&done.report.unchanged), ["env-08"]);
    assert!(kept == file);
    let (_, done) = exported(&file, &Request { known: known(), ..decided(OnEdited::Fail) });
    assert!(codes(&done).contains(&"formatting-replaced"));
}

#[test]
fn a_clause_taken_out_by_the_buyer_stays_out_until_asked_back() {
    let file = usual_with(&clause("env-08"));
    let removed = retyped(&file, &section(&body(&file)), "");
    for _ in 0..2 {
        let (left, done) = exported(&removed, &request(&[clause("env-08")]));
        assert_eq!(keys(&done.report.removed), ["env-08"]);
        assert!(left == removed);
    }
    assert_eq!(plan(&removed, &request(&[clause("env-08")])).unwrap().removed, ["env-08"]);
    let restore = BTreeSet::from(["env-08".to_owned()]);
    let (back, done) = exported(&removed, &Request { restore, ..request(&[clause("env-08")]) });
    assert_eq!(keys(&done.report.inserted), ["env-08"]);
    assert_eq!(body(&back), body(&file));
}

#[test]
fn a_copy_is_told_and_never_updated() {
    let file = usual_with(&clause("env-08"));
    let framed = section(&body(&file));
    let article = title(1, "Article 3 – Réception");
    // LibreOffice makes the names of what is pasted unique.
    let hash = framed.split(":1.0.0:").nth(1).unwrap().split('"').next().unwrap();
    let renamed = framed.replacen(hash, &format!("{hash}1"), 1).replace("_clz_", "_clz_Copie");
    for pasted in [framed.clone(), renamed] {
        let file = retyped(&file, &article, &format!("{pasted}{article}"));
        let (updated, done) = exported(&file, &decided(OnEdited::Fail));
        assert!(codes(&done).contains(&"copied-clause"));
        assert!(body(&updated).contains("70 %") && body(&updated).contains("80 %"), "one is updated, the copy is not");
    }
}

#[test]
fn a_clause_no_longer_selected_is_withdrawn_and_the_text_is_as_before() {
    let (without, done) = exported(&usual_with(&clause("env-08")), &Request::default());
    assert_eq!(keys(&done.report.withdrawn), ["env-08"]);
    assert_eq!(body(&without), body(&usual()));
    assert_settled(&without, &Request::default());
}

#[test]
fn an_edited_clause_no_longer_selected_is_a_conflict() {
    let asked = |on_edited| Request { on_edited, ..Request::default() };
    let done = export(&edited(), &asked(OnEdited::Fail)).unwrap();
    assert!(done.bytes.is_none() && done.report.conflicts[0].library.is_empty());
    let (kept, done) = exported(&edited(), &asked(OnEdited::Keep));
    assert!(codes(&done).contains(&"released"));
    assert!(body(&kept).contains("chaque mois") && !body(&kept).contains("clz1:"));
    assert_settled(&kept, &asked(OnEdited::Fail));
    let (gone, done) = exported(&edited(), &asked(OnEdited::Replace));
    assert_eq!(keys(&done.report.withdrawn), ["env-08"]);
    assert_eq!(body(&gone), body(&usual()));
}

#[test]
fn either_mark_alone_holds_a_clause() {
    let file = usual_with(&clause("env-08"));
    let framed = section(&body(&file));
    let inner = framed.split_once('>').unwrap().1.trim_end_matches("</text:section>").to_owned();
    let points = retyped(&file, &framed, &inner);
    let bare = archive::changed(&file, "content.xml", |text| {
        let cut = |text: String, name: &str| {
            let start = text.find(&format!("<text:bookmark text:name=\"{name}")).unwrap();
            let end = start + text[start..].find("/>").unwrap() + 2;
            format!("{}{}", &text[..start], &text[end..])
        };
        cut(cut(text, "_clz_b_"), "_clz_e_")
    });
    for (file, anchor) in [(points, Anchor::Points), (bare, Anchor::Section)] {
        let (kept, done) = exported(&file, &request(&[clause("env-08")]));
        assert_eq!(done.report.unchanged[0].anchor, anchor);
        assert!(kept == file);
        let (updated, done) = exported(&file, &decided(OnEdited::Fail));
        assert_eq!(done.report.updated[0].anchor, Anchor::Section, "an update frames it again");
        let main = body(&updated);
        assert_eq!(main.replacen(&section(&main), "", 1), body(&usual()));
    }
}

#[test]
fn a_clause_that_lost_every_mark_is_known_by_its_text() {
    let plain = written(
        "env-08",
        "Valorisation des déchets",
        "Le titulaire valorise les déchets de chantier.\n\n- bois\n\nLe bilan est remis à la réception.",
    );
    let bare = [
        title(2, "Valorisation des déchets"),
        text("Le titulaire valorise les déchets de chantier."),
        bullet("bois"),
        text("Le bilan est remis à la réception."),
    ];
    let article = title(1, "Article 3 – Réception");
    let pasted = retyped(&usual(), &article, &format!("{}{article}", bare.concat()));
    assert!(
        matches!(export(&pasted, &request(std::slice::from_ref(&plain))), Err(DocumentError::NeedsPlaces { .. })),
        "nothing says that we wrote it"
    );
    let known = vec![KnownBase { written: true, ..plain.base() }];
    let (marked, done) = exported(&pasted, &Request { known, ..request(std::slice::from_ref(&plain)) });
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert_eq!(body(&marked).matches("Le bilan est remis").count(), 1, "no second copy");
    assert_settled(&marked, &request(&[plain]));
}

#[test]
fn what_colleagues_tied_to_a_clause_outlives_its_update() {
    let comment = "<office:annotation office:name=\"n1\"><dc:creator>A</dc:creator><text:p>À revoir</text:p></office:annotation>Le bilan<office:annotation-end office:name=\"n1\"/><text:bookmark-start text:name=\"ref\"/> est remis<text:bookmark-end text:name=\"ref\"/>";
    let file = retyped(&usual_with(&clause("env-08")), "Le bilan est remis", comment);
    let (kept, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"], "a comment is no edit");
    assert!(kept == file);
    let main = section(&body(&exported(&file, &decided(OnEdited::Fail)).0));
    for mark in [
        "<office:annotation office:name=\"n1\">",
        "À revoir",
        "annotation-end office:name=\"n1\"",
        "bookmark-start text:name=\"ref\"",
        "bookmark-end text:name=\"ref\"",
    ] {
        assert_eq!(main.matches(mark).count(), 1, "{mark}");
    }
}

#[test]
fn half_a_bookmark_stays_when_a_clause_is_withdrawn() {
    let file = retyped(&usual_with(&clause("env-08")), "Le bilan", "<text:bookmark-start text:name=\"longue\"/>Le bilan");
    let file = retyped(&file, "La réception est prononcée", "La réception<text:bookmark-end text:name=\"longue\"/> est prononcée");
    assert!(body(&exported(&file, &Request::default()).0).contains("<text:bookmark-start text:name=\"longue\"/>"));
}

fn tracked(region: &str, file: &[u8]) -> Vec<u8> {
    let info = "<office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-02T00:00:00</dc:date></office:change-info>";
    let changes = format!("<text:tracked-changes>{}</text:tracked-changes>", region.replace("<info/>", info));
    retyped(file, PRELUDE, &format!("{changes}{PRELUDE}"))
}

#[test]
fn an_edit_under_tracking_is_an_edit_and_is_told_as_such() {
    let region = "<text:changed-region xml:id=\"c1\" text:id=\"c1\"><text:deletion><info/><text:p>remis à la réception.</text:p></text:deletion></text:changed-region><text:changed-region xml:id=\"c2\" text:id=\"c2\"><text:insertion><info/></text:insertion></text:changed-region>";
    let changed = "<text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>mensuel.<text:change-end text:change-id=\"c2\"/>";
    let file = tracked(region, &retyped(&usual_with(&clause("env-08")), "remis à la réception.", changed));
    assert!(outline(&file).unwrap().traits.tracked);
    let asked = |clauses: &[Clause]| Request { known: known(), ..request(clauses) };
    let (kept, done) = exported(&file, &asked(&[clause("env-08")]));
    assert_eq!(keys(&done.report.kept_edited), ["env-08"]);
    assert!(codes(&done).contains(&"tracked-edit") && kept == file);
    let done = export(&file, &asked(&[newer(&clause("env-08"))])).unwrap();
    let conflict = &done.report.conflicts[0];
    assert!(conflict.tracked && conflict.mine.contains("est mensuel.") && !conflict.mine.contains("réception"), "{}", conflict.mine);
}

/// What stands in a section.
fn inside(section: &str) -> String {
    section.split_once('>').unwrap().1.trim_end_matches("</text:section>").to_owned()
}

#[test]
fn a_file_that_remembers_no_text_still_tells_a_tracked_edit_and_a_change_of_look() {
    let region = "<text:changed-region xml:id=\"c1\" text:id=\"c1\"><text:deletion><info/><text:p>remis à la réception.</text:p></text:deletion></text:changed-region><text:changed-region xml:id=\"c2\" text:id=\"c2\"><text:insertion><info/></text:insertion></text:changed-region>";
    let changed = "<text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>mensuel.<text:change-end text:change-id=\"c2\"/>";
    let file = tracked(region, &retyped(&usual_with(&clause("env-08")), "remis à la réception.", changed));
    let (_, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(done.report.kept_edited[0].state, State::EditedTracked);
    let styled = "<text:p text:style-name=\"Heading_20_3\">Le bilan";
    let file = retyped(&usual_with(&clause("env-08")), "<text:p text:style-name=\"P1\">Le bilan", styled);
    let (_, done) = exported(&file, &request(&[clause("env-08")]));
    assert_eq!(done.report.unchanged[0].state, State::Reformatted);
    let (_, done) = exported(&file, &decided(OnEdited::Fail));
    assert!(codes(&done).contains(&"formatting-replaced"), "what an update replaces is told");
    let elsewhere = retyped(&file, &section(&body(&file)), &inside(&section(&body(&file))));
    let (_, done) = exported(&elsewhere, &request(&[clause("env-08")]));
    assert_eq!(done.report.unchanged[0].state, State::Unchanged, "without its section, it went through another format: looks tell nothing");
}

#[test]
fn a_note_added_by_the_buyer_in_a_clause_is_never_lost() {
    let note = "Le bilan<text:note text:id=\"ftn1\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Voir le CCAP.</text:p></text:note-body></text:note> est";
    let file = retyped(&usual_with(&clause("env-08")), "Le bilan est", note);
    let (kept, done) = exported(&file, &request(&[clause("env-08")]));
    assert!(keys(&done.report.kept_edited) == ["env-08"] && kept == file);
    let done = export(&file, &decided(OnEdited::Fail)).unwrap();
    assert!(done.bytes.is_none() && done.report.conflicts.len() == 1, "an update asks before it takes the note away");
}

#[test]
fn a_clause_never_stands_in_a_tracked_insertion() {
    let region = "<text:changed-region text:id=\"c2\"><text:insertion><info/></text:insertion></text:changed-region>";
    let file = retyped(&usual(), "Un registre est", "<text:change-start text:change-id=\"c2\"/>Un registre est");
    let file = tracked(region, &retyped(&file, "La réception est", "La réception<text:change-end text:change-id=\"c2\"/> est"));
    let main = body(&exported(&file, &request(&[clause("env-08")])).0);
    assert!(main.find("clz1:env-08").unwrap() < main.find("2.2. Suivi").unwrap(), "before the paragraph where the insertion begins");
}

fn placeholder_in(paragraph: &str) -> Vec<u8> {
    Odt::of(&format!("{}{paragraph}{}", title(1, "Article 1 – Objet"), text("Suite de l’article."))).build()
}

#[test]
fn a_placeholder_alone_gives_its_paragraph_even_split_over_spans() {
    for mark in ["{{clausier:env-08}}", "{{clau<text:span text:style-name=\"T1\">sier:env</text:span>-08}}"] {
        let file = placeholder_in(&text(mark));
        let found = plan(&file, &request(&[hinted(&[])])).unwrap().places.remove(0);
        assert_eq!((found.because, found.certain), (Because::Placeholder, true));
        let (file, _) = exported(&file, &request(&[hinted(&[])]));
        assert_eq!(body(&file).replacen(&section(&body(&file)), "", 1), body(&placeholder_in("")), "the section stands in its stead");
        assert_settled(&file, &request(&[hinted(&[])]));
    }
}

#[test]
fn a_placeholder_in_a_sentence_or_an_item_is_cut_out_of_it() {
    let main = body(&exported(&placeholder_in(&text("Voir {{clausier:<text:span>env-08}}</text:span> ci-après.")), &request(&[hinted(&[])])).0);
    assert!(main.contains(&format!("{}<text:section", text("Voir <text:span></text:span> ci-après."))), "{main}");
    let main = body(&exported(&placeholder_in(&bullet("{{clausier:env-08}}")), &request(&[hinted(&[])])).0);
    assert!(main.contains("</text:list><text:section"), "no section stands in a list");
}

#[test]
fn a_placeholder_in_a_cell_gets_points_and_no_section() {
    let (file, done) = exported(&placeholder_in(&table(&[&text("{{clausier:env-08}}")])), &request(&[hinted(&[])]));
    assert_eq!(done.report.inserted[0].anchor, Anchor::Points);
    assert!(!body(&file).contains("<text:section"));
    assert_settled(&file, &request(&[hinted(&[])]));
    assert!(body(&exported(&file, &Request::default()).0).contains("<text:p/></table:table-cell>"), "the cell is left with a paragraph");
}

#[test]
fn a_place_found_by_words_is_never_certain() {
    let refused = export(&usual(), &request(&[hinted(&["déchet"])]));
    let Err(DocumentError::NeedsPlaces { places, .. }) = refused else { panic!("a yes is needed") };
    assert_eq!(places[0].at, "Article 2 – Gestion des déchets");
    assert_eq!(keys(&exported(&usual(), &Request { accept_places: true, ..request(&[hinted(&["déchet"])]) }).1.report.inserted), ["env-08"]);
}

#[test]
fn a_clause_is_never_placed_by_words_in_contents_frames_tables_or_deletions() {
    let words = "Article 9 – Gestion des déchets";
    let heading = title(1, words);
    let frame = format!("<draw:frame draw:name=\"C\" text:anchor-type=\"paragraph\"><draw:text-box>{heading}</draw:text-box></draw:frame>");
    let decoys = [
        (
            "contents",
            format!(
                "<text:table-of-content text:name=\"T\"><text:table-of-content-source/><text:index-body>{heading}</text:index-body></text:table-of-content>"
            ),
        ),
        (
            "an index",
            format!(
                "<text:alphabetical-index text:name=\"I\"><text:alphabetical-index-source/><text:index-body>{heading}</text:index-body></text:alphabetical-index>"
            ),
        ),
        ("a frame", format!("<text:p>{frame}</text:p>")),
        ("a page frame", frame.clone()),
        ("a table", table(&[&heading, &text("Rien.")])),
        (
            "a note",
            text(&format!("Rien ici.<text:note><text:note-citation>1</text:note-citation><text:note-body>{heading}</text:note-body></text:note>")),
        ),
        (
            "a deletion",
            format!(
                "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion>{heading}</text:deletion></text:changed-region></text:tracked-changes>"
            ),
        ),
        ("a line typed by hand", text(&format!("{words}<text:tab/>12"))),
        ("a sentence", text("Article 9 du CCAG : gestion des déchets;")),
    ];
    for (name, decoy) in decoys {
        let file = Odt::of(&format!("{decoy}{}{}", title(1, "Article 1 – Objet"), text("Le marché a pour objet les travaux."))).build();
        let asked = request(&[hinted(&["gestion des déchets"])]);
        assert_eq!(plan(&file, &asked).unwrap().places, [], "{name}");
        let (placed, _) = exported(&file, &Request { accept_places: true, ..asked });
        let main = body(&placed);
        assert_eq!(main.replacen(&section(&main), "", 1), body(&file), "{name}: every byte is kept");
        assert!(main.contains("</text:section></office:text>"), "{name}: at the end of the text");
    }
}

#[test]
fn a_clause_stays_out_of_sections_that_are_protected_or_linked() {
    let article = [title(1, "Article 2 – Déchets"), text("Le titulaire trie les déchets du chantier.")].concat();
    for closed in [
        format!("<text:section text:name=\"S\" text:protected=\"true\">{article}</text:section>"),
        format!("<text:section text:name=\"S\"><text:section-source/>{article}</text:section>"),
    ] {
        let mut clause = hinted(&[]);
        clause.at = Some("Déchets".to_owned());
        let main = body(&exported(&Odt::of(&closed).build(), &request(&[clause])).0);
        assert!(main.contains(&format!("{closed}<text:section")), "after the whole of it");
    }
}

#[test]
fn articles_typed_as_plain_paragraphs_are_headings() {
    let main =
        [text("ARTICLE 1 – OBJET"), text("Objet du marché, en quelques mots."), text("ARTICLE 2 – DÉCHETS"), text("Propreté du chantier.")].concat();
    let (file, done) = exported(&Odt::of(&main).build(), &Request { accept_places: true, ..request(&[hinted(&["déchets"])]) });
    assert_eq!(done.report.inserted[0].at, "ARTICLE 2 – DÉCHETS");
    let ours = section(&body(&file));
    assert!(ours.contains("text:style-name=\"ClzTitre\" text:outline-level=\"2\"") && !ours.contains("Heading"), "{ours}");
}

#[test]
fn the_table_of_contents_is_told_and_left_alone() {
    let contents = "<text:table-of-content text:name=\"T\"><text:index-body><text:p>Objet</text:p></text:index-body></text:table-of-content>";
    let file = Odt::of(&format!("{contents}{}", usual_body())).build();
    assert!(outline(&file).unwrap().traits.contents);
    let (file, done) = exported(&file, &request(&[clause("env-08")]));
    assert!(codes(&done).contains(&"contents-to-refresh") && body(&file).contains(contents));
}

#[test]
fn a_signature_is_lost_on_a_yes_only() {
    let signed = Odt::of(&usual_body()).add("META-INF/documentsignatures.xml", "<document-signatures/>").build();
    assert!(matches!(export(&signed, &request(&[clause("env-08")])), Err(DocumentError::Signed)));
    let (_, done) = exported(&signed, &Request { accept_signature_loss: true, ..request(&[clause("env-08")]) });
    assert!(codes(&done).contains(&"signature-lost"));
    assert!(exported(&signed, &Request::default()).0 == signed, "nothing to write, nothing to lose");
}

#[test]
fn hostile_parts_are_refused() {
    let asked = request(&[clause("env-08")]);
    for part in ["content.xml", "styles.xml", "meta.xml"] {
        let typed = Odt::of(&usual_body()).edit(part, |text| text.replacen("?>", "?><!DOCTYPE x [<!ENTITY a \"b\">]>", 1)).build();
        assert!(matches!(export(&typed, &asked), Err(DocumentError::Doctype { .. })), "{part}");
    }
    let encrypted = Odt::of(&usual_body())
        .edit("META-INF/manifest.xml", |text| text.replacen("/>", "><manifest:encryption-data/></manifest:file-entry>", 1))
        .build();
    assert!(matches!(export(&encrypted, &asked), Err(DocumentError::Encrypted)));
    let bare = archive::without(&usual(), |name| name == "content.xml");
    assert!(matches!(export(&bare, &asked), Err(DocumentError::MissingPart { .. })));
}

#[test]
fn other_prefixes_and_missing_parts_are_no_obstacle() {
    let renamed = archive::changed(&usual(), "content.xml", |text| {
        text.replace("text:", "t:")
            .replace("office:t:", "office:text:")
            .replace("xmlns:text=", "xmlns:t=")
            .replace("oasis:names:tc:opendocument:xmlns:t:", "oasis:names:tc:opendocument:xmlns:text:")
            .replace("xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" ", "")
    });
    let renamed = archive::without(&renamed, |name| name == "meta.xml" || name == "styles.xml");
    let asked = request(&[clause("env-08")]);
    let (file, done) = exported(&renamed, &asked);
    assert_eq!(keys(&done.report.inserted), ["env-08"]);
    assert!(body(&file).contains("<t:section xmlns:clztable="), "what the root does not declare, ours do");
    assert_settled(&file, &asked);
    let edited = retyped(&file, "Le bilan", "Le rapport");
    assert_eq!(export(&edited, &decided(OnEdited::Fail)).unwrap().report.conflicts.len(), 1, "the name of the section carries the hash");
}

#[test]
fn characters_that_xml_does_not_admit_never_reach_the_file() {
    let odd = written("env-08", "Titre & <balise> \"cité\"", "Un texte\u{1} avec \u{b}contrôle,  deux espaces & <text:p> ]]> ‘fin’.");
    let (file, _) = exported(&usual(), &request(std::slice::from_ref(&odd)));
    assert!(body(&file).contains("Titre &amp; &lt;balise&gt; &quot;cité&quot;") && !body(&file).contains('\u{1}'));
    assert_settled(&file, &request(&[odd]));
}

#[test]
fn a_file_cut_short_is_refused_wherever_it_is_cut() {
    let file = usual();
    for length in (0..file.len()).step_by(7) {
        let cut = &file[..length];
        assert!(outline(cut).is_err() && (length % 5 != 0 || export(cut, &request(&[clause("env-08")])).is_err()), "cut at {length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::properties::cases(48), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_back_as_written(mut any in crate::properties::any_clause()) {
        any.title.insert(0, 'T');
        let asked = request(std::slice::from_ref(&any));
        let (file, done) = exported(&usual(), &asked);
        prop_assert_eq!(done.report.inserted.len(), 1);
        let (again, report) = exported(&file, &asked);
        prop_assert!(again == file, "twice is once");
        prop_assert_eq!(report.report.unchanged.len(), 1);
        let (gone, _) = exported(&file, &Request::default());
        prop_assert_eq!(body(&gone), body(&usual()), "withdrawn, the buyer's text is as before");
    }

    #[test]
    fn an_edit_anywhere_in_a_clause_is_never_lost(at in any::<prop::sample::Index>(), letter in "[a-z]") {
        let file = usual_with(&clause("env-08"));
        let framed = section(&body(&file));
        let starts: Vec<usize> = framed.match_indices("\">").map(|(at, mark)| at + mark.len()).filter(|at| framed[*at..].starts_with(char::is_alphabetic)).collect();
        let place = starts[at.index(starts.len())];
        let edited = format!("{}{letter}zz{}", &framed[..place], &framed[place..]);
        let file = retyped(&file, &framed, &edited);
        let done = export(&file, &decided(OnEdited::Fail)).unwrap();
        prop_assert!(done.bytes.is_none() && done.report.conflicts.len() == 1);
        let needle = format!("{letter}zz");
        prop_assert!(body(&exported(&file, &decided(OnEdited::Keep)).0).contains(&needle));
    }

    #[test]
    fn a_damaged_file_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = usual_with(&clause("env-08"));
        let at = at.index(file.len());
        file[at] = byte;
        let _ = outline(&file);
        let _ = export(&file, &decided(OnEdited::Both));
    }

    #[test]
    fn a_mutilated_part_never_panics(part in 0..3_usize, at in any::<prop::sample::Index>(), length in 0..60_usize, other in "[<>/a-z&;\" ]{0,6}") {
        let file = archive::changed(&usual_with(&clause("env-08")), ["content.xml", "meta.xml", "styles.xml"][part], |main| {
            let at = main.char_indices().nth(at.index(main.chars().count())).map_or(0, |(at, _)| at);
            let rest: String = main[at..].chars().skip(length).collect();
            format!("{}{other}{rest}", &main[..at])
        });
        let _ = plan(&file, &decided(OnEdited::Fail));
        for on_edited in [OnEdited::Keep, OnEdited::Replace, OnEdited::Both] {
            if let Ok(done) = export(&file, &Request { accept_places: true, ..decided(on_edited) }) {
                let again = done.bytes.expect("every conflict is decided");
                let refused = outline(&again).err();
                prop_assert!(refused.is_none(), "what is written can be read: {refused:?}");
            }
        }
    }
}

/// The usual text, changes recorded, and the day given.
fn recorded(clauses: &[Clause]) -> (Vec<u8>, Request) {
    let file = retyped(&usual(), PRELUDE, &format!("<text:tracked-changes/>{PRELUDE}"));
    (file, Request { day: Some("2026-11-25".to_owned()), ..request(clauses) })
}

/// The text as if somebody accepted, or rejected, the insertion of ours.
fn settled(file: &[u8], accept: bool) -> Vec<u8> {
    archive::changed(file, "content.xml", |text| {
        let (before, rest) = text.split_once("<text:changed-region").unwrap();
        let (region, after) = rest.split_once("</text:changed-region>").unwrap();
        let id = region.split("text:id=\"").nth(1).unwrap().split('"').next().unwrap();
        let (start, end) = (format!("<text:change-start text:change-id=\"{id}\"/>"), format!("<text:change-end text:change-id=\"{id}\"/>"));
        let (head, tail) = after.split_once(&start).unwrap();
        let (inserted, tail) = tail.split_once(&end).unwrap();
        format!("{before}{head}{}{tail}", if accept { inserted } else { "" })
    })
}

#[test]
fn a_clause_is_a_tracked_insertion_where_changes_are_recorded() {
    let (file, asked) = recorded(&[clause("env-08")]);
    let (made, done) = exported(&file, &asked);
    let main = content(&made);
    assert!(codes(&done).contains(&"written-tracked") && !codes(&done).contains(&"tracks-changes"), "{:?}", codes(&done));
    assert!(main.contains(">Clausier<") && main.contains(">2026-11-25T00:00:00<"), "who and when are told");
    assert!(!main.contains("<text:section"), "a section would stay behind once the change is rejected");
    let (again, done) = exported(&made, &Request { day: Some("2027-01-02".to_owned()), ..asked.clone() });
    assert!(again == made && keys(&done.report.unchanged) == ["env-08"], "the day that is there stays");
    let (accepted, done) = exported(&settled(&made, true), &asked);
    assert!(keys(&done.report.unchanged) == ["env-08"] && accepted == settled(&made, true));
    let (rejected, done) = exported(&settled(&made, false), &asked);
    assert!(keys(&done.report.removed) == ["env-08"] && rejected == settled(&made, false), "a rejected clause does not come back");
    assert_eq!(body(&settled(&made, false)).replace("<text:tracked-changes></text:tracked-changes>", "<text:tracked-changes/>"), body(&file));
}

#[test]
fn a_tracked_clause_is_written_again_inside_its_marks_and_goes_with_them() {
    let (file, asked) = recorded(&[clause("env-08")]);
    let (made, _) = exported(&file, &asked);
    let later = Request { day: Some("2027-01-02".to_owned()), clauses: vec![newer(&clause("env-08"))], ..asked.clone() };
    let (updated, done) = exported(&made, &later);
    let main = content(&updated);
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(main.contains("80 %") && main.contains("2026-11-25T") && !main.contains("2027"), "one insertion, of the first day");
    assert_eq!((main.matches("change-start").count(), main.matches("changed-region ").count()), (1, 1));
    let (gone, done) = exported(&updated, &Request { clauses: Vec::new(), ..later });
    assert_eq!(done.report.withdrawn.len(), 1);
    assert!(!content(&gone).contains("change-start") && !content(&gone).contains(">Clausier<"), "its marks go too");
    let (_, done) = exported(&settled(&made, true), &Request { clauses: vec![newer(&clause("env-08"))], ..asked });
    assert!(codes(&done).contains(&"tracks-changes"), "what was accepted is written over without a mark, and that is said");
}

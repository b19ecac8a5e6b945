//! Tracked changes: accepted, rejected, and clauses deleted under tracking.

use clausier_documents::report::State;
use clausier_documents::{OnEdited, Request, export, outline};

use crate::builder::*;

fn tracked_edit() -> Vec<u8> {
    let change = "<w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText xml:space=\"preserve\">Le bilan est remis à la réception.</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"A\"><w:r><w:t>Le bilan est mensuel.</w:t></w:r></w:ins>";
    retyped(&usual_with(&clause("env-08")), "<w:r><w:t xml:space=\"preserve\">Le bilan est remis à la réception.</w:t></w:r>", change)
}

#[test]
fn an_edit_under_tracking_is_an_edit_and_is_told_as_such() {
    let (file, done) = exported(&tracked_edit(), &request(&[clause("env-08")]));
    assert_eq!(keys(&done.report.kept_edited), ["env-08"]);
    assert!(codes(&done).contains(&"tracked-edit"));
    assert!(file == tracked_edit());
    let done = export(&tracked_edit(), &request(&[newer(&clause("env-08"))])).unwrap();
    let conflict = &done.report.conflicts[0];
    assert!(conflict.tracked && conflict.mine.contains("mensuel") && !conflict.mine.contains("réception"));
}

#[test]
fn rejecting_the_change_makes_it_unedited_again() {
    let rejected = usual_with(&clause("env-08"));
    assert_eq!(keys(&exported(&rejected, &request(&[newer(&clause("env-08"))])).1.report.updated), ["env-08"]);
}

#[test]
fn a_clause_deleted_under_tracking_counts_as_taken_out() {
    let short = written("env-08", "Titre", "Un seul alinéa.");
    let file = usual_with(&short);
    let framed = control(&main_part(&file));
    let struck = framed
        .replace("<w:r><w:t xml:space=\"preserve\">", "<w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText xml:space=\"preserve\">")
        .replace("</w:t></w:r>", "</w:delText></w:r></w:del>");
    let file = retyped(&file, &framed, &struck);
    let (left, done) = exported(&file, &request(std::slice::from_ref(&short)));
    assert_eq!(keys(&done.report.removed), ["env-08"]);
    assert!(left == file, "it is the buyer's change to accept or reject");
    let restore = ["env-08".to_owned()].into();
    let (back, done) = exported(&file, &Request { restore, ..request(&[short]) });
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(!main_part(&back).contains("delText"));
}

#[test]
fn a_paragraph_moved_away_is_read_once() {
    let short = written("env-08", "Titre", "Premier alinéa de la clause.\n\nSecond alinéa de la clause.");
    let file = usual_with(&short);
    let first = "<w:r><w:t xml:space=\"preserve\">Premier alinéa de la clause.</w:t></w:r>";
    let moved = format!("<w:moveFrom w:id=\"1\" w:author=\"A\">{first}</w:moveFrom><w:moveTo w:id=\"2\" w:author=\"A\">{first}</w:moveTo>");
    let file = retyped(&file, first, &moved);
    assert_eq!(keys(&exported(&file, &request(&[short])).1.report.unchanged), ["env-08"]);
}

#[test]
fn a_clause_moved_under_tracking_is_the_one_that_arrived() {
    let short = written("env-08", "Titre", "Un seul alinéa.");
    let file = usual_with(&short);
    let framed = control(&main_part(&file));
    let (_, inner) = framed.split_once("<w:sdtContent>").unwrap();
    let inner = inner.trim_end_matches("</w:sdtContent></w:sdt>");
    let gone = inner
        .replace("<w:bookmarkStart", "<w:moveFrom w:id=\"1\" w:author=\"A\"><w:bookmarkStart")
        .replace("<w:r><w:t xml:space=\"preserve\">Un seul", "<w:moveFrom w:id=\"1\" w:author=\"A\"><w:r><w:t xml:space=\"preserve\">Un seul")
        .replace("alinéa.</w:t></w:r><w:moveFrom w:id=\"1\" w:author=\"A\">", "alinéa.</w:t></w:r>")
        .replace("</w:p>", "</w:moveFrom></w:p>");
    let file = retyped(&file, &framed, &gone);
    let file = retyped(&file, SECTION, &format!("{inner}{SECTION}"));
    let (kept, done) = exported(&file, &request(&[short]));
    assert_eq!(keys(&done.report.unchanged), ["env-08"], "{:?}", done.report);
    assert!(!codes(&done).contains(&"copied-clause"), "what leaves is no copy");
    assert!(kept == file);
}

/// The usual CCTP, its changes recorded.
fn recording() -> Vec<u8> {
    Docx::of(&usual_body()).edit("word/settings.xml", |settings| settings.replace("/>", "><w:trackRevisions/></w:settings>")).build()
}

#[test]
fn a_document_that_records_changes_is_told() {
    assert!(outline(&recording()).unwrap().traits.tracked);
    assert!(codes(&exported(&recording(), &request(&[clause("env-08")])).1).contains(&"written-tracked"));
    assert!(outline(&tracked_edit()).unwrap().traits.tracked, "a change waiting is told too");
    assert!(!outline(&usual()).unwrap().traits.tracked);
}

/// What accepting or rejecting every change leaves of a main part, as far as our own changes go.
fn settled(main: &str, accept: bool) -> String {
    let (gone, kept) = if accept { ("del", "ins") } else { ("ins", "del") };
    let mut out = String::new();
    for paragraph in main.split_inclusive("</w:p>") {
        let struck_mark = paragraph.rfind("<w:p>").or(paragraph.rfind("<w:p ")).map(|at| &paragraph[at..]).unwrap_or_default();
        if struck_mark.contains(&format!("<w:rPr><w:{gone} w:id")) {
            assert!(!struck_mark.replace(&format!("<w:{gone} "), "").contains("<w:t "), "nothing of it stays");
            continue;
        }
        out.push_str(paragraph);
    }
    assert!(!out.contains(&format!("<w:{gone} ")), "{out}");
    assert!(!accept || out.contains(&format!("<w:{kept} ")));
    out
}

#[test]
fn a_document_that_records_changes_receives_clauses_as_tracked_insertions_without_a_date() {
    let asked = request(&[clause("env-08")]);
    let (file, done) = exported(&recording(), &asked);
    assert_eq!(done.report.inserted[0].anchor.as_str(), "points", "a rejected insertion must leave no empty control");
    let main = main_part(&file);
    let ours = &main[main.find("<w:ins ").unwrap() - 200..];
    assert!(ours.contains("w:author=\"Clausier\"") && !main.contains("w:date="), "signed, never dated");
    let inserted = main.matches("<w:ins ").count();
    let ids: std::collections::BTreeSet<&str> = main.split("<w:ins w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), inserted, "each change has a number of its own");
    let title = main.find("Valorisation des déchets").unwrap();
    for text in main[title..].split("<w:t ").skip(1).take(8) {
        assert!(text.contains("</w:t></w:r>"), "{text}");
    }
    let (again, later) = exported(&file, &asked);
    assert!(again == file, "twice is once");
    assert_eq!((keys(&later.report.unchanged), later.report.unchanged[0].state), (vec!["env-08"], State::Unchanged));
    let (gone, _) = exported(&file, &Request::default());
    assert_eq!(main_part(&gone), main_part(&recording()), "an insertion that nobody accepted is simply taken back");
    let (updated, done) = exported(&file, &request(&[newer(&clause("env-08"))]));
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    assert!(!main_part(&updated).contains("delText"), "nor is it struck out when it changes");
    assert_settled(&updated, &request(&[newer(&clause("env-08"))]));
}

#[test]
fn a_clause_already_accepted_is_struck_out_and_its_new_text_inserted() {
    let accepted =
        crate::archive::changed(&usual_with(&clause("env-08")), "word/settings.xml", |text| text.replace("/>", "><w:trackRevisions/></w:settings>"));
    let asked = request(&[newer(&clause("env-08"))]);
    let (file, done) = exported(&accepted, &asked);
    assert_eq!(keys(&done.report.updated), ["env-08"]);
    let main = main_part(&file);
    assert_eq!((main.matches("70 %</w:delText>").count(), main.matches("80 %</w:t>").count()), (1, 2), "{main}");
    assert_eq!(main.matches("_clz_b_env08").count(), 1, "the points hold the new text alone");
    assert_eq!(main.matches("<w:tr><w:trPr>").count(), 4);
    assert!(settled(&main, true).contains("80 %"));
    assert_settled(&file, &asked);
    let (struck, done) = exported(&accepted, &Request::default());
    assert_eq!(keys(&done.report.withdrawn), ["env-08"]);
    let main = main_part(&struck);
    assert!(main.contains("<w:delText") && !main.contains("clz1:") && !main.contains("_clz_"));
    assert!(outline(&struck).unwrap().headings.len() == 5, "what is struck out is no heading");
    assert_settled(&struck, &Request::default());
}

#[test]
fn a_protected_document_keeps_its_protection() {
    let protection = "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>";
    let protected =
        Docx::of(&usual_body()).edit("word/settings.xml", |settings| settings.replace("/>", &format!(">{protection}</w:settings>"))).build();
    assert!(outline(&protected).unwrap().traits.protected);
    let (file, done) = exported(&protected, &Request { on_edited: OnEdited::Fail, ..request(&[clause("env-08")]) });
    assert!(codes(&done).contains(&"protected"));
    assert!(crate::archive::text(&file, "word/settings.xml").contains(protection));
}

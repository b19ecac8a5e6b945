//! First insertions: where, how they look, and what they leave untouched.

use clausier_documents::report::Anchor;
use clausier_documents::{Request, export};

use crate::archive;
use crate::builder::*;

#[test]
fn a_clause_is_inserted_at_the_end_of_its_article_and_a_second_export_changes_nothing() {
    let (file, done) = exported(&usual(), &request(&[clause("env-08")]));
    let [entry] = done.report.inserted.as_slice() else { panic!("one clause is inserted") };
    assert_eq!((entry.key.as_str(), entry.version.as_str(), entry.anchor), ("env-08", "1.0.0", Anchor::ContentControl));
    assert_eq!(entry.at, "Article 2 – Gestion des déchets");
    let main = main_part(&file);
    let at = main.find("clz1:env-08").unwrap();
    assert!(main.find("Un registre").unwrap() < at && at < main.find("Article 3").unwrap(), "after 2.2, before article 3");

    let (again, report) = exported(&file, &request(&[clause("env-08")]));
    assert!(again == file, "the second export gives the same bytes");
    assert_eq!(keys(&report.report.unchanged), ["env-08"]);
    assert!(report.report.inserted.is_empty() && report.report.updated.is_empty());
    assert_eq!(report.document_id, done.document_id, "the file knows itself");
    assert_eq!(report.bases, done.bases);
}

#[test]
fn everything_outside_the_clause_keeps_its_bytes() {
    let source = usual();
    let (file, _) = exported(&source, &request(&[clause("env-08")]));
    let (before, after) = (main_part(&source), main_part(&file));
    let inserted = control(&after);
    assert_eq!(after.replacen(&inserted, "", 1), before, "the main part is the buyer's, plus the control");
    let (before, after) = (archive::read(&source), archive::read(&file));
    let allowed = ["word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels"];
    for member in &before {
        let same = after.iter().find(|other| other.name == member.name).expect("no member is lost");
        assert!(same.record == member.record || allowed.contains(&member.name.as_str()), "{} keeps its record", member.name);
        assert_eq!((&same.date, &same.record[10..14]), (&member.date, &member.record[10..14]), "{} keeps its date", member.name);
    }
    let order: Vec<&str> = after.iter().take(before.len()).map(|member| member.name.as_str()).collect();
    assert_eq!(order, before.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(), "members keep their order");
}

#[test]
fn an_export_of_nothing_gives_the_very_file() {
    let source = usual();
    assert!(exported(&source, &Request::default()).0 == source);
}

#[test]
fn a_clause_takes_the_styles_of_the_buyer() {
    let main = control(&main_part(&usual_with(&clause("env-08"))));
    insta::assert_snapshot!(
        main.replace("<w:p>", "\n<w:p>")
            .replace("<w:tbl>", "\n<w:tbl>")
            .replace("<w:tr>", "\n<w:tr>")
            .replace("</w:sdtContent>", "\n</w:sdtContent>")
    );
}

#[test]
fn each_numbered_list_starts_at_one_by_a_definition_of_its_own() {
    let two = written("env-09", "Deux listes", "1. un\n2. deux\n\nEntre les deux.\n\n1. un encore\n2. deux encore");
    let (file, _) = exported(&usual(), &request(&[clause("env-08"), two]));
    let numbering = archive::text(&file, "word/numbering.xml");
    assert_eq!(numbering.matches("<w:abstractNum ").count(), 2 + 3, "three lists, three definitions");
    let last_definition = numbering.rfind("</w:abstractNum>").unwrap();
    assert!(last_definition < numbering.find("<w:num ").unwrap(), "definitions stand before lists");
    assert_eq!(main_part(&file).matches("<w:numId w:val=\"1\"/>").count(), 1 + 2, "bullets follow the buyer's list");
}

#[test]
fn the_end_of_the_document_is_before_its_last_section() {
    let mut last = clause("env-08");
    last.at = Some("#end".to_owned());
    let (file, done) = exported(&usual(), &request(&[last]));
    let main = main_part(&file);
    assert_eq!(done.report.inserted[0].at, "#end", "the report says where, in the words of the tender file");
    assert!(main.contains(&format!("</w:sdt>{SECTION}")));
    assert!(control(&main).contains("<w:pStyle w:val=\"Titre1\"/>"), "it is an article of its own");
}

#[test]
fn several_clauses_at_one_place_keep_their_order_and_their_frames() {
    let (file, _) = exported(&usual(), &request(&[clause("env-10"), clause("env-09"), clause("env-11")]));
    let main = main_part(&file);
    let at = |key: &str| main.find(&format!("clz1:{key}:")).unwrap();
    assert!(at("env-10") < at("env-09") && at("env-09") < at("env-11"));
    assert_eq!(main.matches("</w:sdt><w:sdt>").count(), 2, "each has its own control");
    assert_settled(&file, &request(&[clause("env-10"), clause("env-09"), clause("env-11")]));
}

#[test]
fn one_clause_may_be_placed_once_for_each_lot() {
    let of_lot = |lot: &str, at: &str| {
        let mut clause = clause("env-08");
        (clause.instance, clause.at) = (lot.to_owned(), Some(at.to_owned()));
        clause
    };
    let both = [of_lot("lot-1", "2.1. Tri"), of_lot("lot-2", "2.2. Suivi")];
    let (file, done) = exported(&usual(), &request(&both));
    assert_eq!(done.report.inserted.iter().map(|entry| entry.instance.as_str()).collect::<Vec<_>>(), ["lot-1", "lot-2"]);
    assert_settled(&file, &request(&both));
    let (_, one) = exported(&file, &request(&both[1..]));
    assert_eq!(one.report.withdrawn.len(), 1, "the other one alone is withdrawn");
    assert_eq!(one.report.withdrawn[0].instance, "lot-1");
}

#[test]
fn typed_numbers_are_offered_and_never_rewritten() {
    let (file, done) = exported(&usual(), &request(&[clause("env-08")]));
    let offered: Vec<&str> = done.report.warnings.iter().filter(|w| w.code.as_str() == "typed-numbers").map(|w| w.data.as_str()).collect();
    assert_eq!(offered, ["2.3"]);
    assert!(!main_part(&file).contains("2.3"));
}

#[test]
fn a_clause_that_ends_with_a_table_ends_with_an_empty_paragraph() {
    let ended = written("env-08", "Taux par flux", "Les taux sont les suivants.\n\n| Flux | Taux |\n|---|---|\n| Bois | 80 % |");
    let main = control(&main_part(&usual_with(&ended)));
    let (_, end) = main.split_once("</w:tbl>").unwrap();
    assert!(end.contains("_clz_e_env08") && end.ends_with("</w:p></w:sdtContent></w:sdt>"), "Word asks for it: {end}");
    assert_settled(&usual_with(&ended), &request(&[ended]));
}

#[test]
fn bad_keys_and_repeated_clauses_are_refused() {
    for clauses in [vec![clause("é")], vec![clause("")], vec![clause(&"a".repeat(25))], vec![clause("env-08"), clause("env-08")]] {
        let refused = export(&usual(), &request(&clauses));
        assert!(matches!(refused, Err(clausier_documents::DocumentError::BadKey { .. })), "{:?}", clauses[0].key);
    }
}

#[test]
fn characters_that_xml_does_not_admit_never_reach_the_file() {
    let odd = written("env-08", "Titre & <balise> \"cité\"", "Un texte\u{1} avec \u{b}contrôle & <w:p> ]]> ‘fin’.");
    let (file, _) = exported(&usual(), &request(std::slice::from_ref(&odd)));
    assert!(main_part(&file).contains("Titre &amp; &lt;balise&gt; &quot;cité&quot;"));
    assert!(!main_part(&file).contains('\u{1}'));
    assert_settled(&file, &request(&[odd]));
}

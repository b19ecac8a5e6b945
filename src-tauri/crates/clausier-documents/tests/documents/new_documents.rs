//! Documents made from nothing: letters, annexes.

use clausier_core::document::{Block, Run, parse};
use clausier_documents::{Format, detect, fresh, outline};

use crate::archive;
use crate::builder::*;

fn blocks() -> Vec<Block> {
    let mut blocks = vec![Block::Heading { level: 1, line: vec![Run::plain("Objet")] }];
    blocks.extend(parse("Un **achat** de fournitures.\n\n- papier\n- encre\n\n1. un\n2. deux\n\n| Critère | Poids |\n|---|---|\n| Prix | 60 % |"));
    blocks.push(Block::Heading { level: 2, line: vec![Run::plain("Détail")] });
    blocks.extend(parse("1. un encore\n2. deux encore"));
    blocks
}

#[test]
fn a_new_document_has_real_headings_lists_and_header_rows() {
    let file = fresh("Lettre de consultation & annexes", &blocks()).unwrap();
    assert_eq!(detect(&file, "").unwrap(), Format::Docx);
    let headings: Vec<(u8, String)> = outline(&file).unwrap().headings.into_iter().map(|heading| (heading.level, heading.text)).collect();
    assert_eq!(headings, [(1, "Objet".to_owned()), (2, "Détail".to_owned())]);
    let main = main_part(&file);
    assert!(main.contains("<w:pStyle w:val=\"Titre\"/>") && main.contains("Lettre de consultation &amp; annexes"));
    assert_eq!(main.matches("<w:tblHeader/>").count(), 1);
    let lists: std::collections::BTreeSet<&str> = main.split("<w:numId w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(lists.len(), 3, "bullets, and each numbered list on its own");
}

#[test]
fn its_title_and_language_are_properties_and_no_date_is_written() {
    let file = fresh("Lettre de consultation", &blocks()).unwrap();
    let core = archive::text(&file, "docProps/core.xml");
    assert!(core.contains("<dc:title>Lettre de consultation</dc:title>") && core.contains("<dc:language>fr-FR</dc:language>"));
    assert!(!core.contains("dcterms"));
    assert!(archive::text(&file, "word/styles.xml").contains("w:lang w:val=\"fr-FR\""));
    assert!(fresh("Lettre de consultation", &blocks()).unwrap() == file, "the same blocks give the same bytes");
}

#[test]
fn a_new_document_receives_clauses_like_any_other() {
    let file = fresh("CCTP", &blocks()).unwrap();
    let mut clause = clause("env-08");
    clause.at = Some("Objet".to_owned());
    let (file, done) = exported(&file, &request(std::slice::from_ref(&clause)));
    assert_eq!(done.report.inserted[0].at, "Objet");
    assert!(control(&main_part(&file)).contains("<w:pStyle w:val=\"Titre2\"/>"));
    assert_settled(&file, &request(&[clause]));
}

#[test]
fn an_empty_document_is_a_document() {
    let file = fresh("Vide", &[]).unwrap();
    assert_eq!(outline(&file).unwrap().headings, []);
}

use clausier_core::document::parse;
use clausier_documents::fresh;

use super::*;
use crate::tender_file::parse_tender;

fn now() -> Now {
    Now { today: "2026-11-25".parse().expect("a day"), at: chrono::Utc::now() }
}

fn tender(more: &str) -> Tender {
    let text = format!(r#"{{"schema":"clausier/tender/1","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"{more}}}"#);
    parse_tender(text.as_bytes(), "marche.json").expect("a tender")
}

fn file(directory: &Path, name: &str, text: &str) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, fresh("Pièce", &parse(text)).expect("a document is made")).expect("the folder can be written");
    path
}

fn rules(audit: &Audit) -> Vec<&str> {
    audit.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn each_finding_says_its_file_its_paragraph_and_what_is_written_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "CCTP.docx", "Objet du marché.\n\nLes radiateurs sont de marque Thermalia.");
    let audit = audit(&Engine::embedded(), &[path], None, &now());
    let [found] = audit.findings.as_slice() else { panic!("one finding: {:?}", audit.findings) };
    assert_eq!((found.rule.as_str(), found.file.as_str(), found.part.as_str()), ("marque-sans-equivalent", "CCTP.docx", "word/document.xml"));
    assert!(found.excerpt.contains("de marque Thermalia") && found.paragraph.is_some_and(|at| at > 1), "{found:?}");
    assert_eq!(found.fix.as_deref(), Some("Les radiateurs sont de marque Thermalia ou équivalent."));
}

#[test]
fn two_documents_that_contradict_each_other_are_both_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let rc = file(folder.path(), "RC.docx", "La durée du marché est de 24 mois.");
    let ccap = file(folder.path(), "CCAP.docx", "La durée du marché est de 36 mois.");
    let found = audit(&Engine::embedded(), &[rc.clone(), ccap], None, &now());
    assert_eq!(rules(&found), ["deux-chiffres", "deux-chiffres"]);
    assert!(found.findings[0].message.contains("RC.docx") && found.findings[0].message.contains("CCAP.docx"), "{}", found.findings[0].message);
    let alone = audit(&Engine::embedded(), &[rc], None, &now());
    assert_eq!(rules(&alone), Vec::<&str>::new(), "one figure contradicts nothing");
}

#[test]
fn the_tender_and_its_rules_of_consultation_say_the_same_weights() {
    let folder = tempfile::tempdir().expect("a folder");
    let criteria = r#","criteria":[{"label":"Valeur technique","kind":"quality","weight":40},{"label":"Prix","kind":"price","weight":60}]"#;
    let tender = tender(criteria);
    let named = Named { tender: &tender, name: "marche.json" };
    for (text, expected) in [("Valeur technique : 40 %", 0), ("Valeur technique : 50 %", 2)] {
        let path = file(folder.path(), "RC.docx", text);
        let audit = audit(&Engine::embedded(), &[path], Some(named), &now());
        let found = audit.findings.iter().filter(|finding| finding.rule == "deux-chiffres").count();
        assert_eq!(found, expected, "{text}: {:?}", rules(&audit));
    }
}

#[test]
fn a_tender_alone_is_read_again_too() {
    let own = r#","selections":[{"clause":"propre-1","version":"1.0.0","title":"Béton","text":"Le titulaire emploie du béton bas carbone.","document":"cctp"}]"#;
    let criteria = r#","criteria":[{"label":"Prix","kind":"price","weight":60}]"#;
    let tender = tender(&format!("{own}{criteria}"));
    let audit = audit(&Engine::embedded(), &[], Some(Named { tender: &tender, name: "marche.json" }), &now());
    for expected in ["clause-sans-preuve", "clause-sans-penalite", "criteres"] {
        assert!(rules(&audit).contains(&expected), "{expected} is missing from {:?}", rules(&audit));
    }
    assert!(audit.findings.iter().all(|finding| finding.file == "marche.json" && finding.paragraph.is_none()));
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_the_others_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = file(folder.path(), "CCTP.docx", "Les radiateurs sont de marque Thermalia.");
    let bad = folder.path().join("abime.docx");
    std::fs::write(&bad, b"PK\x03\x04 rien").expect("the folder can be written");
    let audit = audit(&Engine::embedded(), &[bad, good], None, &now());
    assert_eq!((audit.unread.len(), audit.read.len(), audit.findings.len()), (1, 1, 1));
    assert!(audit.unread[0].error.message.contains("abime.docx"));
}

fn desk(paths: &[PathBuf]) -> Desk<'_> {
    Desk { paths, at: 0, tender: None }
}

fn write(paths: &[PathBuf], wanted: &Wanted, out: &Path, options: FixOptions) -> UserResult<FixReport> {
    write_fixes(&Engine::embedded(), desk(paths), wanted, out, options, &now())
}

const FAULTY: &str = "Les radiateurs sont de marque Thermalia 3000.\n\nLe papier doit être certifié FSC.\n\nLes critères : le prix, 100 %.";

#[test]
fn a_copy_is_repaired_the_file_is_not_and_nothing_is_left_to_repair() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [file(folder.path(), "CCTP.docx", FAULTY)];
    let (before, out) = (std::fs::read(&paths[0]).expect("the file"), folder.path().join("CCTP - corrigé.docx"));
    assert_eq!(proposed_name(&paths[0]), name_of(&out));
    let report = write(&paths, &Wanted::AllSafe, &out, FixOptions::default()).expect("a copy is written");
    let fixes: Vec<&str> = report.fixes.iter().map(|line| line.fix.as_str()).collect();
    assert_eq!(fixes, ["Les radiateurs sont de marque Thermalia 3000 ou équivalent.", "Le papier doit être certifié FSC ou équivalent."]);
    assert!(report.fixes.iter().all(|line| line.refused.is_none()) && report.written.is_some() && !report.tracked);
    assert!(std::fs::read(&paths[0]).expect("the file") == before, "the file itself is never touched");
    let again = audit(&Engine::embedded(), std::slice::from_ref(&out), None, &now());
    assert!(again.findings.iter().all(|finding| finding.fix_id.is_none()), "{:?}", again.findings);
    let refused = write(&[out], &Wanted::AllSafe, &folder.path().join("2.docx"), FixOptions::default()).expect_err("nothing is left");
    assert_eq!(refused.code, "correction-aucune");
}

#[test]
fn one_repair_is_asked_for_by_the_name_that_the_reading_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let same = "Les radiateurs sont de marque Thermalia.\n\nLes radiateurs sont de marque Thermalia.";
    let paths = [file(folder.path(), "CCTP.docx", same)];
    let names = |paths: &[PathBuf]| -> Vec<String> {
        audit(&Engine::embedded(), paths, None, &now()).findings.into_iter().filter_map(|finding| finding.fix_id).collect()
    };
    let ids = names(&paths);
    assert!(ids.len() == 2 && ids[1] == format!("{}-2", ids[0]) && ids[0].starts_with("marque-sans-equivalent-"), "{ids:?}");
    assert_eq!(names(&paths), ids, "the names stay");
    let out = folder.path().join("copie.docx");
    let report = write(&paths, &Wanted::Some(vec![ids[1].clone()]), &out, FixOptions::default()).expect("a copy is written");
    assert_eq!(report.fixes.iter().map(|line| &line.id).collect::<Vec<_>>(), [&ids[1]]);
    assert_eq!(names(&[out]), [ids[0].clone()], "the other one is still to be repaired");
    let unknown = write(&paths, &Wanted::Some(vec!["inconnue".to_owned()]), &folder.path().join("3.docx"), FixOptions::default());
    assert_eq!(unknown.expect_err("no such repair").code, "correction-inconnue");
}

#[test]
fn a_copy_never_takes_the_place_of_the_file_nor_of_another_without_a_yes() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [file(folder.path(), "CCTP.docx", FAULTY)];
    let yes = FixOptions { replace: true, ..FixOptions::default() };
    let refused = |out: &Path, options: FixOptions| write(&paths, &Wanted::AllSafe, out, options).expect_err("a refusal").code;
    assert_eq!(refused(&paths[0], yes), "fichier-source");
    assert_eq!(refused(&folder.path().join("copie.odt"), yes), "nom-autre-format");
    let other = file(folder.path(), "autre.docx", "Autre.");
    assert_eq!(refused(&other, FixOptions::default()), "fichier-existe");
    assert!(write(&paths, &Wanted::AllSafe, &other, yes).expect("replaced").written.is_some());
}

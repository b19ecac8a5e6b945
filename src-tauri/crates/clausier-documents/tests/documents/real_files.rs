//! Documents of real buyers, read in place when they are there.

use std::path::{Path, PathBuf};

use clausier_documents::{Request, outline};

use crate::archive;
use crate::builder::*;

/// The sample documents of the project, and those beside the repository; a folder that is not there
/// is told.
pub fn found() -> Vec<(String, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
    ["src-tauri/samples/groupe-scolaire", "src-tauri/samples/espaces-verts", "../shared/samples"]
        .into_iter()
        .flat_map(|folder| in_folder(&root.join(folder), folder))
        .collect()
}

fn in_folder(path: &Path, folder: &str) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(path) else {
        eprintln!("skipped: no {folder}");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "docx" || extension == "odt"));
    files.sort();
    files.into_iter().map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())).collect()
}

/// Whether the second text is the first with something put in at one place.
fn is_one_insertion(before: &[u8], after: &[u8]) -> bool {
    let start = before.iter().zip(after).take_while(|(left, right)| left == right).count();
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(left, right)| left == right).count();
    start + end >= before.len()
}

/// The text of a main part, the automatic styles of an OpenDocument left out.
fn flow(main: &str) -> String {
    main[main.find("<office:body").unwrap_or(0)..].to_owned()
}

pub fn at_end() -> Request {
    let mut clause = clause("env-08");
    clause.at = Some("#end".to_owned());
    request(&[clause])
}

#[test]
fn real_documents_receive_a_clause_and_keep_every_other_byte() {
    for (name, file) in found() {
        let read = outline(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let asked = Request { accept_signature_loss: true, ..at_end() };
        let (changed, done) = exported(&file, &asked);
        assert_eq!(keys(&done.report.inserted), ["env-08"], "{name}");
        let main = archive::read(&file).into_iter().find(|member| ["word/document.xml", "content.xml"].contains(&member.name.as_str())).unwrap();
        let (before, after) = (flow(&main.text()), flow(&archive::text(&changed, &main.name)));
        assert!(is_one_insertion(before.as_bytes(), after.as_bytes()), "{name}: the main part is the buyer's with one insertion");
        assert!(exported(&changed, &asked).0 == changed, "{name}: twice is once");
        assert_eq!(outline(&changed).unwrap().headings, read.headings, "{name}: the outline is the buyer's");
        let (gone, done) = exported(&changed, &Request { accept_signature_loss: true, ..Request::default() });
        assert_eq!(keys(&done.report.withdrawn), ["env-08"], "{name}");
        assert!(flow(&archive::text(&gone, &main.name)) == before, "{name}: withdrawn, the text is as before");
    }
}

#[test]
fn a_clause_finds_a_place_in_a_real_technical_specification() {
    for (name, file) in found().into_iter().filter(|(name, _)| name.contains("CCTP")) {
        let headings = outline(&file).unwrap().headings;
        assert!(headings.len() > 5, "{name} has {} headings", headings.len());
        for heading in headings.iter().step_by(if std::env::var_os("CLAUSIER_LONG").is_some() { 1 } else { headings.len() / 6 }) {
            let mut clause = clause("env-08");
            clause.at = Some(heading.text.clone());
            let asked = Request { accept_places: true, ..request(&[clause]) };
            let (changed, done) = exported(&file, &asked);
            assert_eq!(keys(&done.report.inserted), ["env-08"], "{name}: {}", heading.text);
            assert!(exported(&changed, &asked).0 == changed, "{name}: {}", heading.text);
        }
    }
}

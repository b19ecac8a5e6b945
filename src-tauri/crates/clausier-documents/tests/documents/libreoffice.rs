//! LibreOffice as a judge: it opens what we write, and our clauses outlive what it does to them.
//! Ignored by default; `cargo xtask test` runs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use clausier_documents::{OnEdited, Request, fresh, outline, passages, read_tables, write_new};

use crate::builder::*;
use crate::corrections;
use crate::odt_builder;
use crate::papers;
use crate::real_files;

/// A LibreOffice with a profile of its own, so that neither its user nor another test is in the way.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Converts files in one run; each result bears the name of its source.
    fn convert(&self, files: &[PathBuf], to: &str, into: &str) -> PathBuf {
        let target = self.path(into);
        let profile = format!("-env:UserInstallation=file://{}", self.path("profile").display());
        let run =
            Command::new("soffice").args([&profile, "--headless", "--norestore", "--convert-to", to, "--outdir"]).arg(&target).args(files).output();
        let run = run.expect("LibreOffice is installed: apt-get install libreoffice-writer");
        for file in files {
            let result = target.join(file.file_name().unwrap()).with_extension(to);
            assert!(result.is_file(), "{} becomes {to}: {}", file.display(), String::from_utf8_lossy(&run.stderr));
        }
        target
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn pages(pdf: &Path) -> usize {
    let bytes = std::fs::read(pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF"));
    bytes.windows(11).filter(|window| window == b"/Type /Page" || window == b"/Type/Page\n").count().max(1)
}

/// Our files, by name.
fn ours() -> Vec<(String, Vec<u8>)> {
    let lists = written("env-09", "Deux listes", "1. un\n2. deux\n\nEntre.\n\n1. un\n2. deux");
    let bare = Docx::bare(&format!("<w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>Seul.</w:t></w:r></w:p></w:body></w:document>")).build();
    let mut files = vec![
        ("usual.docx".to_owned(), exported(&usual(), &request(&[clause("env-08"), lists])).0),
        ("bare.docx".to_owned(), exported(&bare, &real_files::at_end()).0),
        ("fresh.docx".to_owned(), fresh("Lettre de consultation", &clause("env-08").blocks).unwrap()),
    ];
    files.push(("usual.odt".to_owned(), exported(&odt_builder::usual(), &request(&[clause("env-08")])).0));
    files.extend(
        real_files::found()
            .into_iter()
            .map(|(name, file)| (name, exported(&file, &Request { accept_signature_loss: true, ..real_files::at_end() }).0)),
    );
    files
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test"]
fn lo_opens_every_file_that_we_write() {
    let office = Office::new();
    let files: Vec<PathBuf> = ours().iter().map(|(name, bytes)| office.write(name, bytes)).collect();
    let target = office.convert(&files, "pdf", "pdf");
    for file in files {
        assert!(pages(&target.join(file.file_name().unwrap()).with_extension("pdf")) >= 1, "{}", file.display());
    }
}

/// What our reader says of a file that came back: unedited, then edited and updated.
fn assert_anchored(file: &[u8], bases: &[clausier_documents::KnownBase], way: &str) {
    let asked = |clauses: &[clausier_documents::Clause]| Request { known: bases.to_vec(), ..request(clauses) };
    let lists = written("env-09", "Deux listes", "1. un\n2. deux\n\nEntre.\n\n1. un\n2. deux");
    let both = [clause("env-08"), lists.clone()];
    let (settled, done) = exported(file, &asked(&both));
    assert_eq!(keys(&done.report.unchanged), ["env-08", "env-09"], "{way}: {:?}", done.report);
    assert_settled(&settled, &asked(&both));
    let (updated, done) = exported(file, &asked(&[newer(&clause("env-08")), lists.clone()]));
    assert_eq!(keys(&done.report.updated), ["env-08"], "{way}");
    let main = main_part(&updated);
    assert!(main.contains("80 %") && !main.contains("70 %"), "{way}: the update replaced the whole clause");
    assert_eq!(main.matches("Valorisation des déchets").count(), 1, "{way}");
    let edited = retyped(file, "bilan", "constat");
    let done = clausier_documents::export(&edited, &asked(&[newer(&clause("env-08")), lists])).unwrap();
    assert_eq!(done.report.conflicts.len(), 1, "{way}: an edit made after the trip is seen");
    let (_, done) = exported(file, &Request { on_edited: OnEdited::Fail, known: bases.to_vec(), ..Request::default() });
    assert_eq!(done.report.withdrawn.len(), 2, "{way}");
    assert!(outline(file).unwrap().headings.iter().any(|heading| heading.text.contains("Gestion des déchets")), "{way}");
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test"]
fn lo_saves_a_file_and_its_clauses_are_found_again() {
    let office = Office::new();
    let lists = written("env-09", "Deux listes", "1. un\n2. deux\n\nEntre.\n\n1. un\n2. deux");
    let (file, done) = exported(&usual(), &request(&[clause("env-08"), lists]));
    let source = office.write("cctp.docx", &file);
    let once = office.convert(std::slice::from_ref(&source), "docx", "once").join("cctp.docx");
    assert_anchored(&std::fs::read(&once).unwrap(), &done.bases, "docx → docx");
    let twice = office.convert(&[once], "docx", "twice").join("cctp.docx");
    assert_anchored(&std::fs::read(twice).unwrap(), &done.bases, "docx → docx → docx");
    let odt = office.convert(&[source], "odt", "odt").join("cctp.odt");
    assert!(outline(&std::fs::read(&odt).unwrap()).unwrap().headings.len() >= 5);
    let back = office.convert(&[odt], "docx", "back").join("cctp.docx");
    assert_anchored(&std::fs::read(back).unwrap(), &done.bases, "docx → odt → docx");
}

/// What our reader says of an OpenDocument text that came back.
fn assert_odt_anchored(file: &[u8], bases: &[clausier_documents::KnownBase], way: &str) {
    for known in [Vec::new(), bases.to_vec()] {
        let asked = |clauses: &[clausier_documents::Clause]| Request { known: known.clone(), ..request(clauses) };
        let (settled, done) = exported(file, &asked(&[clause("env-08")]));
        assert_eq!(keys(&done.report.unchanged), ["env-08"], "{way}: {:?}", done.report);
        assert_settled(&settled, &asked(&[clause("env-08")]));
        let (updated, done) = exported(file, &asked(&[newer(&clause("env-08"))]));
        assert_eq!(keys(&done.report.updated), ["env-08"], "{way}");
        // A trip through Word's format gives other styles, and that is told.
        let is_restyled = codes(&done).contains(&"formatting-replaced");
        assert!(way.contains("docx") || !is_restyled, "{way}: LibreOffice renames styles, the look is the same");
        let main = odt_builder::body(&updated);
        assert!(main.contains("80 %") && !main.contains("70 %"), "{way}: the update replaced the whole clause");
        assert_eq!(main.matches("Valorisation des déchets").count(), 1, "{way}");
        assert!(odt_builder::section(&main).contains("_clz_e_env08"), "{way}: and framed it again");
        let edited = odt_builder::retyped(file, "Le bilan", "Le constat");
        assert_eq!(
            clausier_documents::export(&edited, &asked(&[newer(&clause("env-08"))])).unwrap().report.conflicts.len(),
            1,
            "{way}: an edit is seen"
        );
        let (gone, done) = exported(&updated, &Request::default());
        assert_eq!(done.report.withdrawn.len(), 1, "{way}");
        assert_eq!(outline(&gone).unwrap().headings, outline(&updated).unwrap().headings, "{way}");
    }
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test"]
fn lo_saves_an_opendocument_text_and_its_clauses_are_found_again() {
    let office = Office::new();
    let mut sources = vec![("usual".to_owned(), odt_builder::usual())];
    sources.extend(real_files::found().into_iter().filter(|(name, _)| name == "CCTP.odt"));
    for (name, source) in sources {
        let mut first = clause("env-08");
        first.at = outline(&source).unwrap().headings.get(2).map(|heading| heading.text.clone());
        let (file, done) = exported(&source, &Request { accept_places: true, ..request(&[first]) });
        let source = office.write(&format!("{name}-cctp.odt"), &file);
        let target = |folder: &str, to: &str| office.path(folder).join(format!("{name}-cctp.{to}"));
        office.convert(std::slice::from_ref(&source), "odt", "odt-once");
        let once = target("odt-once", "odt");
        assert_odt_anchored(&std::fs::read(&once).unwrap(), &done.bases, &format!("{name}: odt → odt"));
        office.convert(&[once], "odt", "odt-twice");
        assert_odt_anchored(&std::fs::read(target("odt-twice", "odt")).unwrap(), &done.bases, &format!("{name}: odt → odt → odt"));
        office.convert(&[source], "docx", "odt-word");
        office.convert(&[target("odt-word", "docx")], "odt", "odt-back");
        assert_odt_anchored(&std::fs::read(target("odt-back", "odt")).unwrap(), &done.bases, &format!("{name}: odt → docx → odt"));
    }
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test"]
fn lo_opens_every_new_document_in_every_format() {
    let office = Office::new();
    let files: Vec<PathBuf> = papers::FORMATS
        .iter()
        .map(|(format, name)| office.write(&format!("cadre-{name}.{name}"), &write_new(&papers::whole(), *format).unwrap()))
        .collect();
    let target = office.convert(&files, "pdf", "pdf");
    for file in files {
        assert!(pages(&target.join(file.file_name().unwrap()).with_extension("pdf")) >= 1, "{}", file.display());
    }
}

/// Every cell that holds something, in order: what an answer is read from.
fn cells(file: &[u8], name: &str) -> Vec<String> {
    let tables = read_tables(file, name).unwrap();
    tables.iter().flat_map(|table| &table.rows).flat_map(|row| row.cells.iter().map(|(_, cell)| cell.as_text())).collect()
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test"]
fn lo_saves_a_filled_frame_and_its_answers_are_read_the_same() {
    let office = Office::new();
    let trips = [("xlsx", "xlsx"), ("ods", "ods"), ("xlsx", "ods"), ("ods", "xlsx"), ("docx", "docx"), ("odt", "odt")];
    for (from, to) in trips {
        let (format, _) = papers::FORMATS.into_iter().find(|(_, name)| *name == from).unwrap();
        let file = write_new(&papers::filled(), format).unwrap();
        let source = office.write(&format!("offre-{from}-{to}.{from}"), &file);
        let saved = office.convert(&[source], to, &format!("{from}-{to}")).join(format!("offre-{from}-{to}.{to}"));
        assert_eq!(cells(&std::fs::read(saved).unwrap(), to), cells(&file, from), "{from} → {to}");
    }
    let blank = write_new(&papers::whole(), papers::FORMATS[0].0).unwrap();
    let source = office.write("vierge.docx", &blank);
    let saved = office.convert(&[source], "docx", "vierge").join("vierge.docx");
    assert_eq!(cells(&std::fs::read(saved).unwrap(), "docx"), cells(&blank, "docx"), "an invitation stays no answer");
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test"]
fn lo_reads_the_words_written_into_a_copy_and_their_tracked_change() {
    let office = Office::new();
    for (name, file) in corrections::copies() {
        let (_, end) = name.rsplit_once('.').unwrap();
        let to = if end == "odt" { "docx" } else { "odt" };
        let source = office.write(&name, &file);
        let saved = office.convert(&[source], to, "corrections").join(&name).with_extension(to);
        let saved = std::fs::read(saved).unwrap();
        let said: Vec<String> = passages(&saved, "").unwrap().into_iter().map(|one| one.text).collect();
        assert!(said.iter().any(|line| line == "De la peinture de marque Alpha ou équivalent, mate."), "{name}: {said:?}");
        assert_eq!(outline(&saved).unwrap().traits.tracked, name.contains("suivi"), "{name}");
    }
}

//! The sample tenders that Clausier ships, with their documents. They are marked as samples: never in a
//! figure, never in the shared folder.

use std::path::{Path, PathBuf};

use clausier_core::tender::{Tender, TenderId};
use include_dir::{Dir, include_dir};

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::files::{self, name_of};
use crate::now::Now;
use crate::store_errors::sentence;
use crate::wire::TenderView;
use crate::{tender_file, view};

/// The tender file of a sample.
const TENDER: &str = "marche.json";
/// Folder of the samples' documents beside the base.
const FOLDER: &str = "exemples";

static SCHOOL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../samples/groupe-scolaire");
static GREEN_SPACES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../samples/espaces-verts");

fn samples() -> [(&'static str, &'static Dir<'static>); 2] {
    [("groupe-scolaire", &SCHOOL), ("espaces-verts", &GREEN_SPACES)]
}

/// Writes every sample into a folder, one folder a sample, and returns the names of the files. A file
/// that is there and differs is never replaced.
pub fn write(directory: &Path) -> UserResult<Vec<String>> {
    let mut written = Vec::new();
    for (name, sample) in samples() {
        let folder = directory.join(name);
        for file in write_files(sample, &folder)? {
            written.push(format!("{name}/{file}"));
        }
    }
    Ok(written)
}

/// Opens a sample as it was left; made anew, documents included, when it is not in the list.
pub fn open(app: &App, name: &str, now: &Now) -> UserResult<TenderView> {
    let (_, sample) = find(name)?;
    let tender = tender_of(sample)?;
    let is_there = app.with_store(|store| Ok(store.find(tender.id).map_err(|error| sentence(&error))?.is_some()))?;
    if !is_there {
        reset_files(sample, &folder(app, name))?;
        app.with_store(|store| store.save(&tender, None, "sample", now.at).map_err(|error| sentence(&error)))?;
    }
    view::of(app, tender.id, now)
}

/// Returns the file of a document of a sample, so that the window can propose it: nothing for another
/// tender. `document` is an identifier or a kind.
pub fn document(app: &App, id: TenderId, document: &str) -> Option<PathBuf> {
    let (name, tender) = samples().into_iter().find_map(|(name, sample)| Some((name, tender_of(sample).ok().filter(|tender| tender.id == id)?)))?;
    let kind = |one: &clausier_core::tender::TenderDocument| crate::export::word(one.kind) == document;
    let listed = tender.documents.iter().find(|one| one.id == document).or_else(|| tender.documents.iter().find(|one| kind(one)))?;
    let path = folder(app, name).join(listed.file.as_ref()?);
    path.is_file().then_some(path)
}

fn find(name: &str) -> UserResult<(&'static str, &'static Dir<'static>)> {
    let found = samples().into_iter().find(|(known, _)| *known == name);
    found.ok_or_else(|| UserError::new("exemple-inconnu", &[("nom", name)]))
}

fn folder(app: &App, name: &str) -> PathBuf {
    app.data_dir().join(FOLDER).join(name)
}

fn tender_of(sample: &Dir<'_>) -> UserResult<Tender> {
    let bytes = sample.get_file(TENDER).map(include_dir::File::contents).unwrap_or_default();
    let tender = tender_file::parse_tender(bytes, TENDER)?;
    Ok(Tender { sample: Some(true), ..tender })
}

/// Puts the documents of a sample back as they are shipped; they are ours, in our own folder.
fn reset_files(sample: &Dir<'_>, folder: &Path) -> UserResult<()> {
    make_folder(folder)?;
    sample.files().try_for_each(|file| files::write(&folder.join(file.path()), file.contents(), true))
}

fn make_folder(folder: &Path) -> UserResult<()> {
    std::fs::create_dir_all(folder).map_err(|_| UserError::new("fichier-non-ecrit", &[("fichier", &name_of(folder))]))
}

fn write_files(sample: &Dir<'_>, folder: &Path) -> UserResult<Vec<String>> {
    make_folder(folder)?;
    let mut names = Vec::new();
    for file in sample.files() {
        let path = folder.join(file.path());
        if !std::fs::read(&path).is_ok_and(|bytes| bytes == file.contents()) {
            files::write(&path, file.contents(), false)?;
        }
        names.push(name_of(file.path()));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sample_is_a_valid_tender_whose_documents_are_shipped() {
        for (name, sample) in samples() {
            let tender = tender_of(sample).expect("a sample reads");
            assert_eq!(tender.sample, Some(true));
            assert!(!tender.documents.is_empty(), "{name} has documents");
            for document in &tender.documents {
                let file = document.file.as_deref().unwrap_or_default();
                assert!(sample.get_file(file).is_some(), "{name}: « {file} » is shipped");
            }
        }
    }
}

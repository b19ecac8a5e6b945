//! Files that the user names: read whole and bounded, written whole or not at all.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use clausier_core::tender::Tender;
use clausier_documents::save;

use crate::error::{UserError, UserResult};
use crate::tender_file;

/// Largest document read, in bytes: above, it is no tender document.
const LARGEST_DOCUMENT: u64 = 512 * 1024 * 1024;

/// Returns the last part of a path: what a sentence may repeat of it.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Reads a tender file.
pub fn read_tender(path: &Path) -> UserResult<Tender> {
    let largest = tender_file::LARGEST as u64;
    let bytes = read(path, largest, "marche-trop-gros")?;
    tender_file::parse_tender(&bytes, &name_of(path))
}

/// Tells whether a word processor has the file open: its lock file stands beside.
pub fn is_open_elsewhere(path: &Path) -> bool {
    let name = name_of(path);
    let stem = path.file_stem().map_or(0, |stem| stem.to_string_lossy().chars().count());
    // Word leaves the first letters out when the name is long enough; other programs never do.
    let shortened: String = name.chars().skip(stem.saturating_sub(6).min(2)).collect();
    let locks = [format!("~${shortened}"), format!("~${name}"), format!(".~lock.{name}#")];
    let beside = path.parent().unwrap_or_else(|| Path::new(""));
    locks.iter().any(|lock| beside.join(lock).symlink_metadata().is_ok())
}

/// Reads a document of the buyer.
pub fn read_document(path: &Path) -> UserResult<Vec<u8>> {
    read(path, LARGEST_DOCUMENT, "document-pas-office")
}

/// Reads a file that is not larger than `largest` bytes; `too_large` is the code of the refusal.
pub(crate) fn read(path: &Path, largest: u64, too_large: &str) -> UserResult<Vec<u8>> {
    let name = name_of(path);
    let told = |code: &str| UserError::new(code, &[("fichier", &name)]);
    #[allow(clippy::wildcard_enum_match_arm)] // `ErrorKind` is non-exhaustive.
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => told("fichier-absent"),
        _ => told("fichier-illisible"),
    })?;
    if !metadata.is_file() {
        return Err(told("fichier-illisible"));
    }
    if metadata.len() > largest {
        return Err(told(too_large));
    }
    fs::read(path).map_err(|_| told("fichier-illisible"))
}

/// Writes a tender file.
pub fn write_tender(tender: &Tender, path: &Path, replace: bool) -> UserResult<()> {
    let text = serde_json::to_string_pretty(&tender_file::to_json(tender)).expect("a tender is plain data");
    write(path, format!("{text}\n").as_bytes(), replace)
}

/// Writes a whole file beside itself, then gives it its name; an existing one stays unless `replace`.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> UserResult<()> {
    save::write_beside(path, bytes, replace).map_err(|error| save_sentence(&error, &name_of(path)))
}

/// Returns the sentence of a file that could not be written.
fn save_sentence(error: &save::SaveError, name: &str) -> UserError {
    let code = match error {
        save::SaveError::Exists => "fichier-existe",
        save::SaveError::OpenElsewhere => "fichier-ouvert",
        save::SaveError::DiskFull => "disque-plein",
        save::SaveError::NoFolder | save::SaveError::Refused(_) => "fichier-non-ecrit",
    };
    UserError::new(code, &[("fichier", name)])
}

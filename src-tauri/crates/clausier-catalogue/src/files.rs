//! The files of a catalogue as plain texts: from a folder, from the program, or from a test.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, Faults};

/// The catalogue of the repository, as it was when the program was built.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");

/// Endings that belong to a catalogue; anything else in the folder is left alone.
const ENDINGS: [&str; 3] = [".toml", ".tsv", ".md"];
/// Larger files are refused: a catalogue is text typed by people, and a nomenclature.
const LARGEST: u64 = 4 * 1024 * 1024;
/// Folders deeper than this are refused.
const DEEPEST: usize = 8;

/// Texts by path inside the catalogue, sorted, with `/` on every system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// Returns the files that the program carries.
    pub fn embedded(faults: &Faults) -> Self {
        let mut files = Self::default();
        files.add_embedded(&EMBEDDED, faults);
        files
    }

    /// Writes the files that the program carries into a folder, which is made; what stands there is replaced.
    pub fn write_embedded(directory: &Path) -> std::io::Result<()> {
        fs::create_dir_all(directory)?;
        EMBEDDED.extract(directory)
    }

    /// Reads a folder; what cannot be read is a fault.
    pub fn read(directory: &Path, faults: &Faults) -> Self {
        let mut files = Self::default();
        files.add_folder(directory, "", 0, faults);
        files
    }

    /// Reads the folder of an organisation beside the files of the catalogue; one that is absent adds nothing.
    pub fn add_organisation(&mut self, directory: &Path, faults: &Faults) {
        if directory.exists() {
            self.add_folder(directory, crate::organisation::FOLDER, 0, faults);
        }
    }

    /// Adds one file from its bytes.
    pub fn add(&mut self, path: &str, bytes: &[u8], faults: &Faults) {
        if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
            faults.push(too_large(path));
            return;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                self.0.insert(path.to_owned(), text.to_owned());
            }
            Err(error) => faults.push(not_utf8(path, bytes, error.valid_up_to())),
        }
    }

    /// Returns the text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Lists paths and texts, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Lists paths and texts of one folder and of those inside it; `folder` ends with `/`.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(path, _)| path.starts_with(folder))
    }

    fn add_embedded(&mut self, directory: &Dir<'_>, faults: &Faults) {
        for file in directory.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if is_ours(&path) {
                self.add(&path, file.contents(), faults);
            }
        }
        for inner in directory.dirs() {
            self.add_embedded(inner, faults);
        }
    }

    fn add_folder(&mut self, directory: &Path, prefix: &str, depth: usize, faults: &Faults) {
        let Ok(entries) = fs::read_dir(directory) else {
            let shown = if prefix.is_empty() { directory.to_string_lossy() } else { prefix.into() };
            faults.push(Diagnostic::of_file(shown, "dossier illisible").hint("vérifiez son chemin et vos droits de lecture"));
            return;
        };
        for entry in entries.flatten() {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                faults.file(&format!("{prefix}{}", entry.file_name().to_string_lossy()), "nom de fichier illisible");
                continue;
            };
            self.add_entry(&entry, &name, prefix, depth, faults);
        }
    }

    /// Adds a file or a folder; links to folders are not followed, so that no loop is possible.
    fn add_entry(&mut self, entry: &fs::DirEntry, name: &str, prefix: &str, depth: usize, faults: &Faults) {
        let path = format!("{prefix}{name}");
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if name.starts_with('.') {
            return;
        }
        if is_folder && depth < DEEPEST {
            self.add_folder(&entry.path(), &format!("{path}/"), depth + 1, faults);
        } else if is_folder {
            faults.file(&path, "dossier trop profond");
        } else if is_ours(&path) {
            self.add_from_disk(&entry.path(), &path, faults);
        }
    }

    fn add_from_disk(&mut self, on_disk: &Path, path: &str, faults: &Faults) {
        match fs::metadata(on_disk) {
            Ok(metadata) if metadata.is_file() && metadata.len() > LARGEST => faults.push(too_large(path)),
            Ok(metadata) if metadata.is_file() => match fs::read(on_disk) {
                Ok(bytes) => self.add(path, &bytes, faults),
                Err(_) => faults.push(unreadable(path)),
            },
            Ok(_) | Err(_) => faults.push(unreadable(path)),
        }
    }
}

fn is_ours(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn too_large(path: &str) -> Diagnostic {
    Diagnostic::of_file(path, "fichier trop gros").hint(format!("{} Mo au plus", LARGEST / 1024 / 1024))
}

fn unreadable(path: &str) -> Diagnostic {
    Diagnostic::of_file(path, "fichier illisible").hint("vérifiez vos droits de lecture")
}

/// Points at the first byte that is not UTF-8.
fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let before = bytes.get(..at).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default();
    let (line, column) = crate::reader::position(before, before.len());
    let message = "ce caractère n’est pas écrit en UTF-8".to_owned();
    Diagnostic { file: path.to_owned(), line, column, message, hint: Some("enregistrez le fichier en UTF-8".to_owned()) }
}

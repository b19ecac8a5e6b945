//! Native dialogs, opened from Rust. When a driver drives the window nobody can click them: the next
//! answer is then read from a file.

use std::path::PathBuf;
use std::sync::Mutex;

/// What the user is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A document of the tender, to read.
    Document,
    /// A tender file, to read.
    TenderFile,
    /// A folder to share.
    Folder,
    /// Answer frames filled in by bidders.
    Answers,
    /// Documents of the tender, to read again together.
    Documents,
    /// The folder of the documents of a tender.
    DocumentsFolder,
    /// A table of another service, to read.
    Table,
    /// A pack of clauses, to read.
    Pack,
    /// Published contracts, to read.
    Published,
}

/// The port to the system's dialogs. `None` = the user gave up.
pub trait Dialogs: Send + Sync {
    /// Asks for something that exists.
    fn choose(&self, kind: FileKind) -> Option<PathBuf>;
    /// Asks for files that exist, one or several; none when the user gave up.
    fn choose_several(&self, kind: FileKind) -> Vec<PathBuf>;
    /// Asks where to write; the proposal is a file name.
    fn save_as(&self, proposal: &str, beside: Option<PathBuf>) -> Option<PathBuf>;
}

/// The system's own dialogs.
pub struct Native<R: tauri::Runtime>(pub tauri::AppHandle<R>);

impl<R: tauri::Runtime> Dialogs for Native<R> {
    fn choose(&self, kind: FileKind) -> Option<PathBuf> {
        use tauri_plugin_dialog::DialogExt;
        let dialog = self.0.dialog().file();
        let chosen = match kind {
            FileKind::Document => {
                let documents = ["docx", "docm", "dotx", "odt"];
                dialog.set_title("Choisir une pièce du marché").add_filter("Documents Word et LibreOffice", &documents).blocking_pick_file()
            }
            FileKind::TenderFile => dialog.set_title("Importer un marché").add_filter("Marchés de Clausier", &["json"]).blocking_pick_file(),
            FileKind::Table => dialog.set_title("Importer un tableau").add_filter("Tableaux CSV", &["csv", "txt", "tsv"]).blocking_pick_file(),
            FileKind::Published => {
                dialog.set_title("Importer des marchés publiés").add_filter("Données essentielles (DECP)", &["json"]).blocking_pick_file()
            }
            FileKind::Pack => dialog.set_title("Choisir un paquet de clauses").add_filter("Paquets de clauses", &["paquet"]).blocking_pick_file(),
            FileKind::DocumentsFolder => dialog.set_title("Choisir le dossier des pièces du marché").blocking_pick_folder(),
            FileKind::Folder => dialog.set_title("Choisir le dossier partagé").blocking_pick_folder(),
            FileKind::Answers | FileKind::Documents => return self.choose_several(kind).into_iter().next(),
        };
        chosen.and_then(|path| path.into_path().ok())
    }

    fn choose_several(&self, kind: FileKind) -> Vec<PathBuf> {
        use tauri_plugin_dialog::DialogExt;
        let (title, named, endings) = match kind {
            FileKind::Answers => ("Choisir les réponses des candidats", "Cadres de réponse", ["xlsx", "ods", "docx", "odt"]),
            FileKind::Documents => ("Choisir les pièces à relire", "Documents Word et LibreOffice", ["docx", "docm", "dotx", "odt"]),
            FileKind::Document
            | FileKind::TenderFile
            | FileKind::Folder
            | FileKind::DocumentsFolder
            | FileKind::Table
            | FileKind::Pack
            | FileKind::Published => {
                return self.choose(kind).into_iter().collect();
            }
        };
        let chosen = self.0.dialog().file().set_title(title).add_filter(named, &endings).blocking_pick_files();
        chosen.unwrap_or_default().into_iter().filter_map(|path| path.into_path().ok()).collect()
    }

    fn save_as(&self, proposal: &str, beside: Option<PathBuf>) -> Option<PathBuf> {
        use tauri_plugin_dialog::DialogExt;
        let mut dialog = self.0.dialog().file().set_title("Enregistrer sous").set_file_name(proposal);
        if let Some(folder) = beside {
            dialog = dialog.set_directory(folder);
        }
        dialog.blocking_save_file().and_then(|path| path.into_path().ok())
    }
}

/// Answers read line by line from a file, for a driven window; an empty line is a cancelled dialog.
pub struct FromFile(Mutex<PathBuf>);

impl FromFile {
    /// Reads answers from that file.
    pub fn new(file: PathBuf) -> Self {
        Self(Mutex::new(file))
    }

    /// Takes the first line away, so that the next dialog finds the next answer.
    fn next(&self) -> Option<PathBuf> {
        let file = self.0.lock().ok()?;
        let text = std::fs::read_to_string(&*file).ok()?;
        let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
        std::fs::write(&*file, rest).ok()?;
        Some(PathBuf::from(line)).filter(|path| !path.as_os_str().is_empty())
    }
}

impl Dialogs for FromFile {
    fn choose(&self, _: FileKind) -> Option<PathBuf> {
        self.next()
    }

    /// Several files stand on one line, a tab between them.
    fn choose_several(&self, _: FileKind) -> Vec<PathBuf> {
        let line = self.next().map(|line| line.to_string_lossy().into_owned()).unwrap_or_default();
        line.split('\t').filter(|path| !path.is_empty()).map(PathBuf::from).collect()
    }

    fn save_as(&self, _: &str, _: Option<PathBuf>) -> Option<PathBuf> {
        self.next()
    }
}

//! The TOML files of a catalogue, parsed once and kept with their texts.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use super::position;
use super::syntax;
use super::table::Table;
use crate::diagnostic::{Diagnostic, Faults};
use crate::files::Files;

/// One TOML file.
#[derive(Debug)]
pub struct Document<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) faults: &'a Faults,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Parses a text; `None` when its syntax is wrong, and then that is said.
    pub fn parse(path: &'a str, text: &'a str, faults: &'a Faults) -> Option<Self> {
        let (root, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Some(Self { path, text, faults, root });
        }
        for fault in syntax::faults(path, text, &errors) {
            faults.push(fault);
        }
        None
    }

    /// Returns the path of the file inside the catalogue.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Returns the name of the file, without folder or ending.
    pub fn name(&self) -> &'a str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// Returns the whole file as a table.
    pub fn table(&self) -> Table<'_> {
        Table::new(self, self.root.get_ref(), 0..0)
    }

    pub(super) fn fault(&self, offset: usize, message: String, hint: Option<String>) {
        let (line, column) = position(self.text, offset);
        self.faults.push(Diagnostic { file: self.path.to_owned(), line, column, message, hint });
    }
}

/// Every TOML file that could be parsed, in the order of the paths.
#[derive(Debug)]
pub struct Sources<'a> {
    documents: BTreeMap<&'a str, Document<'a>>,
    files: &'a Files,
    faults: &'a Faults,
}

impl<'a> Sources<'a> {
    /// Parses the TOML files; a file with a wrong syntax is said and left out.
    pub fn parse(files: &'a Files, faults: &'a Faults) -> Self {
        let toml = files.iter().filter(|(path, _)| path.ends_with(".toml"));
        let documents = toml.filter_map(|(path, text)| Document::parse(path, text, faults).map(|document| (path, document))).collect();
        Self { documents, files, faults }
    }

    /// Returns a file that must be there: its absence is said (a wrong syntax was said before).
    pub fn required(&self, path: &str) -> Option<Table<'_>> {
        if self.files.get(path).is_none() {
            self.faults.file(path, "fichier absent du catalogue");
        }
        self.optional(path)
    }

    /// Returns a file, if it is there.
    pub fn optional(&self, path: &str) -> Option<Table<'_>> {
        self.documents.get(path).map(Document::table)
    }

    /// Returns the files of a folder and of those inside it; `folder` ends with `/`.
    pub fn under<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = Table<'s>> {
        self.documents.values().filter(move |document| document.path.starts_with(folder)).map(Document::table)
    }

    /// Returns the files of a folder, then those that an organisation adds to it.
    pub fn with_organisation(&self, folder: &str) -> Vec<Table<'_>> {
        let own = format!("{}{folder}", crate::organisation::FOLDER);
        let under =
            |folder: &str| self.documents.values().filter(|document| document.path.starts_with(folder)).map(Document::table).collect::<Vec<_>>();
        under(folder).into_iter().chain(under(&own)).collect()
    }

    /// Returns the faults, to add those that belong to no line.
    pub fn faults(&self) -> &'a Faults {
        self.faults
    }
}

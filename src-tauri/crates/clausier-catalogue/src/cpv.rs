//! The CPV nomenclature (règlement (CE) n° 213/2008): labels, parents, and search as one types.

mod codes;
mod search;

use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Faults};
use crate::files::Files;
use crate::reader::Value;
use codes::{bare_code, level, parent};
use search::Folded;

/// The file of the nomenclature: code, hyphen, check digit, tabulation, label.
const FILE: &str = "cpv.tsv";
/// A file that is no nomenclature at all is not said line by line.
const SAID: usize = 5;

/// One code of the nomenclature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CpvEntry {
    /// Eight digits.
    pub code: String,
    /// Check digit.
    pub check: char,
    /// French label.
    pub label: String,
}

/// The nomenclature, in the order of the codes.
#[derive(Debug, Default)]
pub struct Cpv {
    entries: Vec<CpvEntry>,
    /// Folded labels, written at the first search: most commands never search.
    folded: OnceLock<Vec<Folded>>,
}

impl Cpv {
    /// Reads the nomenclature.
    pub fn load(files: &Files, faults: &Faults) -> Self {
        let Some(text) = files.get(FILE) else {
            faults.file(FILE, "fichier absent du catalogue");
            return Self::default();
        };
        let lines = text.lines().zip(1_u32..).filter(|(line, _)| !line.starts_with('#') && !line.is_empty());
        let mut wrong = Vec::new();
        let mut entries: Vec<CpvEntry> = Vec::new();
        for (line, number) in lines {
            match read_line(line, entries.last()) {
                Ok(entry) => entries.push(entry),
                Err(message) => wrong.push(Diagnostic { line: number, ..Diagnostic::of_file(FILE, message) }),
            }
        }
        wrong.into_iter().take(SAID).for_each(|fault| faults.push(fault));
        Self { entries, folded: OnceLock::new() }
    }

    /// Returns the number of codes.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns a code, given with or without its check digit.
    pub fn find(&self, code: &str) -> Option<&CpvEntry> {
        let code = bare_code(code)?;
        let at = self.entries.binary_search_by(|entry| entry.code.as_str().cmp(code)).ok()?;
        self.entries.get(at)
    }

    /// Tells whether a code exists, given with or without its check digit.
    pub fn exists(&self, code: &str) -> bool {
        self.find(code).is_some()
    }

    /// Returns the label of a code.
    pub fn label(&self, code: &str) -> Option<&str> {
        self.find(code).map(|entry| entry.label.as_str())
    }

    /// Returns the labels of the codes above one, the most general first; itself is left out.
    pub fn path(&self, code: &str) -> Vec<&str> {
        let mut labels = Vec::new();
        let mut current = bare_code(code).and_then(parent);
        while let Some(above) = current {
            labels.extend(self.label(&above));
            current = parent(&above);
        }
        labels.reverse();
        labels
    }

    /// Tells whether some code begins with those digits.
    pub fn has_prefix(&self, prefix: &str) -> bool {
        let at = self.entries.partition_point(|entry| entry.code.as_str() < prefix);
        self.entries.get(at).is_some_and(|entry| entry.code.starts_with(prefix))
    }

    /// Searches by the first digits of a code, or by words, the last one unfinished. The best comes first.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<&CpvEntry> {
        match search::query(typed) {
            search::Query::Nothing => Vec::new(),
            search::Query::Digits(prefix) => self.by_digits(&prefix, limit),
            search::Query::Words(words) => self.by_words(&words, limit),
        }
    }

    /// Lists codes by their first digits, the most general first.
    fn by_digits(&self, prefix: &str, limit: usize) -> Vec<&CpvEntry> {
        let from = self.entries.partition_point(|entry| entry.code.as_str() < prefix);
        let fitting = self.entries.iter().skip(from).take_while(|entry| entry.code.starts_with(prefix));
        let mut found: Vec<&CpvEntry> = fitting.collect();
        found.sort_by_key(|entry| (level(&entry.code), entry.code.as_str()));
        found.truncate(limit);
        found
    }

    /// Lists codes by words: the most words whole, then the shortest label, then the most general code.
    fn by_words(&self, words: &[String], limit: usize) -> Vec<&CpvEntry> {
        let scored = self.entries.iter().zip(self.folded()).filter_map(|(entry, label)| {
            let score = label.score(words)?;
            Some(((Reverse(score), label.words, level(&entry.code), entry.code.as_str()), entry))
        });
        let mut found: Vec<_> = scored.collect();
        found.sort_unstable_by_key(|(rank, _)| *rank);
        found.into_iter().take(limit).map(|(_, entry)| entry).collect()
    }

    fn folded(&self) -> &[Folded] {
        self.folded.get_or_init(|| self.entries.iter().map(|entry| Folded::new(&entry.label)).collect())
    }
}

fn read_line(line: &str, before: Option<&CpvEntry>) -> Result<CpvEntry, String> {
    let shape = "une ligne s’écrit : huit chiffres, tiret, clé, tabulation, libellé";
    let (code, label) = line.split_once('\t').ok_or(shape)?;
    let (code, check) = code.split_once('-').ok_or(shape)?;
    let check = check.chars().next().filter(|digit| check.len() == 1 && digit.is_ascii_digit()).ok_or(shape)?;
    if bare_code(code) != Some(code) || label.trim().is_empty() {
        return Err(shape.to_owned());
    }
    if before.is_some_and(|before| before.code.as_str() >= code) {
        return Err(format!("le code {code} n’est pas dans l’ordre"));
    }
    Ok(CpvEntry { code: code.to_owned(), check, label: label.trim().to_owned() })
}

/// Reads a beginning of code, of two to eight digits, that some code has.
pub fn read_prefix(value: Value<'_>, cpv: &Cpv) -> Option<String> {
    let prefix = value.filled()?;
    if !(2..=8).contains(&prefix.len()) || !prefix.bytes().all(|b| b.is_ascii_digit()) {
        value.fault_hint(format!("« {prefix} » n’est pas un début de code CPV"), "deux à huit chiffres, sans étoile");
        return None;
    }
    if !cpv.is_empty() && !cpv.has_prefix(prefix) {
        value.fault(format!("aucun code CPV ne commence par « {prefix} »"));
    }
    Some(prefix.to_owned())
}
